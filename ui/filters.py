"""Which paragraphs meet which conditions, and how many would: sets of passages, without Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from ui import findings

Index = Mapping[str, frozenset[str]]
# Conditions that are on, off, or met by those without; and the table that decides.
SWITCHES = {"has_figure": "figures", "has_presence": "presences", "cites": "citations"}
ON, WITHOUT = "1", "0"
CHOICES = ("place", "theme", "section", "engagement")
# What a condition is called where all its options must be met, and where none may be.
ALL, NOT = "_all", "_not"
# Conditions on who is spoken of and what is done there, which hang together.
WORK = ("place", "group", "engagement")


@dataclass(frozen=True)
class Condition:
    """Options of one condition: any of these, every one of those, none of the others."""

    any: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The options that are asked for."""
        return (*self.any, *self.every)


@dataclass(frozen=True)
class Work:
    """Who is spoken of where, and what is done there: places → their countries, country → passages, (country, kind of work)
    → passages."""

    members: Mapping[str, frozenset[str]]
    named: Index
    done: Mapping[tuple[str, str], frozenset[str]]
    kinds: Index

    def places(self, asked: Mapping[str, Condition]) -> list[frozenset[str]]:
        """The sets of countries of each of which one must be met; empty where places do not matter."""
        place, group = asked.get("place", Condition()), asked.get("group", Condition())
        sets = [self._countries(place.any)] if place.any else []
        sets += [self._countries([option]) for option in place.every]
        if not group.any:
            return sets
        inside = self._countries(group.any)
        return [each & inside for each in sets] or [inside]

    def met(self, asked: Mapping[str, Condition]) -> list[frozenset[str]]:
        """The sets of passages that meet each part of what is asked of places and kinds of work: a kind of work asked for with
        a place is one done there."""
        engagement = asked.get("engagement", Condition())
        kinds = [engagement.any] if engagement.any else []
        kinds += [(each,) for each in engagement.every]
        places = self.places(asked)
        if not places:
            return [_union(self.kinds, each) for each in kinds]
        if not kinds:
            return [_union(self.named, each) for each in places]
        return [
            frozenset[str]().union(*(self.done.get((iso3, kind), ()) for iso3 in place for kind in each))
            for place in places
            for each in kinds
        ]

    def _countries(self, options: Iterable[str]) -> frozenset[str]:
        return _union(self.members, options)


@dataclass(frozen=True)
class Result:
    """Paragraphs and footnotes that meet all conditions, in the order of print; where the query stands in their texts, and in
    their readings."""

    paragraphs: tuple[str, ...]
    footnotes: tuple[str, ...]
    hits: Mapping[str, tuple[findings.Mark, ...]]
    reading_hits: Mapping[str, tuple[findings.Mark, ...]] = field(default_factory=dict)


def _union(index: Index, options: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(index.get(option, frozenset()) for option in options))


def passages_of(frame: pd.DataFrame) -> frozenset[str]:
    """The passages that a table speaks of."""
    return frozenset(frame["passage"].astype(str))


def index(frame: pd.DataFrame, column: str) -> dict[str, frozenset[str]]:
    """Value of a column → passages."""
    return {str(value): passages_of(rows) for value, rows in frame.groupby(column) if value}


def place_index(mentions: pd.DataFrame, countries: pd.DataFrame) -> dict[str, frozenset[str]]:
    """iso3 or M49 region code → passages that name the country, or any country of the region."""
    counted = mentions[mentions["kind"].isin(findings.COUNTED_BY_DEFAULT)]
    named = index(counted, "iso3")
    regions: dict[str, set[str]] = {}
    for column in ("m49_region", "m49_subregion", "m49_intermediate"):
        for iso3, code in zip(countries["iso3"], countries[column], strict=True):
            if code and iso3 in named:
                regions.setdefault(str(code), set()).update(named[iso3])
    return named | {code: frozenset(passages) for code, passages in regions.items()}


def section_index(passages: pd.DataFrame, sections: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Path in the outline → passages in it and its parts."""
    inside: dict[str, frozenset[str]] = {}
    for section in sections["section"].astype(str):
        holds = (passages["section"] == section) | passages["section"].str.startswith(section + ".")
        inside[section] = passages_of(passages[holds])
    return inside


def conditions(chosen: Mapping[str, str]) -> dict[str, Condition]:
    """Conditions as an address has them (`theme=a,b`, `theme_not=c`), by name."""
    asked: dict[str, Condition] = {}
    for name, value in chosen.items():
        options = tuple(value.split(","))
        for ending, part in ((ALL, "every"), (NOT, "none"), ("", "any")):
            if name.endswith(ending):
                base = name.removesuffix(ending)
                asked[base] = replace(asked.get(base, Condition()), **{part: options})
                break
    return asked


def met(
    facets: Mapping[str, Index], asked: Mapping[str, Condition], everything: frozenset[str], work: Work | None
) -> frozenset[str]:
    """Those of `everything` that meet all conditions."""
    left = everything
    for name, condition in asked.items():
        if name not in facets:
            continue
        of_work = work is not None and name in WORK
        if condition.any and not of_work:
            left &= _union(facets[name], condition.any)
        for option in () if of_work else condition.every:
            left &= facets[name].get(option, frozenset())
        left -= _union(facets[name], condition.none)
    for each in work.met(asked) if work else ():
        left &= each
    return left


def options(
    facets: Mapping[str, Index],
    chosen: Mapping[str, str],
    found: frozenset[str],
    facet: str,
    work: Work | None = None,
) -> dict[str, int]:
    """Option of a facet → how many of `found` it would leave, given the other conditions."""
    asked = conditions(chosen)
    own = replace(asked.get(facet, Condition()), none=())
    if work is None or facet not in WORK:
        others = met(facets, {**asked, facet: replace(own, any=())}, found, work)
        return {option: len(passages & others) for option, passages in facets[facet].items()}
    free = {name: replace(each, any=(), every=()) for name, each in asked.items() if name in WORK}
    others = met(facets, {**asked, **free, facet: Condition()}, found, None)
    counted = {}
    for option in facets[facet]:
        left = others
        for each in work.met({**asked, facet: replace(own, any=(option,))}):
            left &= each
        counted[option] = len(left)
    return counted


def split_query(query: str) -> tuple[str, tuple[str, ...]]:
    """(the words that must stand in a text, those with a `-` before them that must not)."""
    words = query.split()
    unwanted = tuple(word[1:] for word in words if word[0] == "-" and len(word) > 1)
    return " ".join(word for word in words if not (word[0] == "-" and len(word) > 1)), unwanted


def keep(
    passages: pd.DataFrame,
    facets: Mapping[str, Index],
    chosen: Mapping[str, str],
    query: str,
    readings: pd.DataFrame | None = None,
    work: Work | None = None,
) -> Result:
    """The passages that meet every condition chosen, and the query in their text or their reading."""
    kept = passages_of(passages)
    marks: list[Mapping[str, tuple[findings.Mark, ...]]] = [{}, {}]
    texts = [passages] if readings is None else [passages, readings]
    wanted, unwanted = split_query(query)
    if wanted:
        hits = [findings.evidence(passages, findings.search_findings(text, wanted)) for text in texts]
        kept &= {passage for each in hits for passage in (*each.paragraphs, *each.footnotes)}
        marks[: len(hits)] = [each.marks for each in hits]
    for word in unwanted:
        for text in texts:
            kept -= passages_of(findings.search_findings(text, word))
    kept = met(facets, conditions(chosen), kept, work)
    ids = [(str(p), str(k)) for p, k in zip(passages["passage"], passages["kind"], strict=True) if p in kept]
    return Result(
        tuple(p for p, kind in ids if kind == "paragraph"),
        tuple(p for p, kind in ids if kind != "paragraph"),
        *({p: m for p, m in each.items() if p in kept} for each in marks),
    )
