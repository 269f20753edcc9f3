"""How much a paragraph is about a country, without Streamlit: by the company in which its sentences name it.

A sentence that names one country alone is about it; one that lists twenty is hardly about any of them. So a paragraph
is as near to a country as the nearest of its sentences that names it: alone, under a heading that names it, in a short
list, in a long one. The nearest come first; of two equally near, the shorter list, then the order of print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ui import findings
from ui.cache import kept
from ui.tables import Report

ALONE, TITLED, SHORT, LONG = DEGREES = ("alone", "titled", "short", "long")
FEW = 4  # countries in a short list
# (passage, where its sentence begins)
Sentence = tuple[str, int]


@dataclass(frozen=True, order=True)
class Nearness:
    """The degree, as its place in `DEGREES`, and how many countries and areas the sentence names."""

    place: int
    named: int

    @property
    def degree(self) -> str:
        """Its name."""
        return DEGREES[self.place]


def nearness(named: int, titled: bool) -> Nearness:
    """Of a sentence that names so many countries; `titled`: the heading over it names the country."""
    degree = ALONE if named == 1 else TITLED if titled else SHORT if named <= FEW else LONG
    return Nearness(DEGREES.index(degree), named)


@kept
def company(report: Report) -> dict[Sentence, frozenset[str]]:
    """Sentence → the countries that it names."""
    found: dict[Sentence, set[str]] = {}
    bounds = _bounds(report)
    mentions = report.table("mentions")
    counted = mentions[mentions["kind"].isin(findings.COUNTED_BY_DEFAULT)]
    for passage, start, iso3 in zip(counted["passage"], counted["start"], counted["iso3"], strict=True):
        at = findings.sentence_of(bounds[str(passage)], int(start))[0]
        found.setdefault((str(passage), at), set()).add(str(iso3))
    return {sentence: frozenset(codes) for sentence, codes in found.items()}


def sentence_at(report: Report, passage: str, at: int) -> Sentence:
    """The sentence that a place in a passage belongs to."""
    return passage, findings.sentence_of(_bounds(report)[passage], at)[0]


@kept
def naming(report: Report, iso3: str) -> frozenset[Sentence]:
    """The sentences that name a country."""
    return frozenset(sentence for sentence, codes in company(report).items() if iso3 in codes)


@kept
def of_country(report: Report, iso3: str) -> dict[str, Nearness]:
    """Passage that names the country → how near to it."""
    passages, titles = report.passages, _titled(report)
    lies = dict(zip(passages["passage"].astype(str), passages["section"].astype(str), strict=True))
    found: dict[str, Nearness] = {}
    for passage, at in naming(report, iso3):
        over = any(iso3 in titles.get(path, ()) for path in _up(lies[passage]))
        this = nearness(len(company(report)[passage, at]), over)
        found[passage] = min(this, found.get(passage, this))
    return found


def ordered(report: Report, iso3: str, found: findings.Evidence) -> findings.Evidence:
    """The same evidence, the nearest to a country first; what does not name it last."""
    near = of_country(report, iso3)
    last = Nearness(len(DEGREES), 0)

    def sorted_by_nearness(passages: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(passages, key=lambda passage: near.get(passage, last)))

    return replace(
        found, paragraphs=sorted_by_nearness(found.paragraphs), footnotes=sorted_by_nearness(found.footnotes)
    )


def _up(path: str) -> Iterable[str]:
    """A part of the outline and all that it lies in."""
    parts = path.split(".")
    return (".".join(parts[:n]) for n in range(len(parts), 0, -1))


@kept
def _titled(report: Report) -> Mapping[str, frozenset[str]]:
    """Part of the outline → the countries that its title names, by the forms in which the text names them."""
    mentions = report.table("mentions")
    named = mentions[mentions["kind"].isin(("country", "territory"))]
    forms = dict(zip(named["surface"].astype(str), named["iso3"].astype(str), strict=True))
    longest_first = sorted(forms, key=len, reverse=True)
    if not forms:
        return {}
    any_form = re.compile(f"(?<![A-Za-z])(?:{'|'.join(map(re.escape, longest_first))})(?![A-Za-z])")
    sections = report.table("sections")
    return {
        str(path): frozenset(forms[form] for form in any_form.findall(str(title)))
        for path, title in zip(sections["section"], sections["title"], strict=True)
    }


@kept
def _bounds(report: Report) -> dict[str, str]:
    return dict(zip(report.passages["passage"], report.passages["sentences"].astype(str), strict=True))
