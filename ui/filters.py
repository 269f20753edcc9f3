"""Which paragraphs meet which conditions, and how many would: sets of passages, without Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ui import findings

Index = Mapping[str, frozenset[str]]
# Conditions that are only on or off, and the table that decides; their one option is "1".
SWITCHES = {"has_figure": "figures", "has_presence": "presences", "cites": "citations"}
CHOICES = ("place", "theme", "section", "engagement")


@dataclass(frozen=True)
class Result:
    """Paragraphs and footnotes that meet all conditions, in the order of print; where the query stands in their texts, and in
    their readings."""

    paragraphs: tuple[str, ...]
    footnotes: tuple[str, ...]
    hits: Mapping[str, tuple[findings.Mark, ...]]
    reading_hits: Mapping[str, tuple[findings.Mark, ...]] = field(default_factory=dict)


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


def options(
    facets: Mapping[str, Index], chosen: Mapping[str, str], found: frozenset[str], facet: str
) -> dict[str, int]:
    """Option of a facet → how many of `found` it would leave, given the other conditions."""
    others = found
    for name, option in chosen.items():
        if name in facets and name != facet:
            others &= facets[name].get(option, frozenset())
    return {option: len(passages & others) for option, passages in facets[facet].items()}


def keep(
    passages: pd.DataFrame,
    facets: Mapping[str, Index],
    chosen: Mapping[str, str],
    query: str,
    readings: pd.DataFrame | None = None,
) -> Result:
    """The passages that meet every condition chosen, and the query in their text or their reading."""
    kept = set(passages["passage"].astype(str))
    marks: list[Mapping[str, tuple[findings.Mark, ...]]] = [{}, {}]
    if query.strip():
        texts = [passages] if readings is None else [passages, readings]
        hits = [findings.evidence(passages, findings.search_findings(text, query)) for text in texts]
        kept &= {passage for each in hits for passage in (*each.paragraphs, *each.footnotes)}
        marks[: len(hits)] = [each.marks for each in hits]
    for name, option in chosen.items():
        if name in facets:
            kept &= facets[name].get(option, frozenset())
    ids = [(str(p), str(k)) for p, k in zip(passages["passage"], passages["kind"], strict=True) if p in kept]
    return Result(
        tuple(p for p, kind in ids if kind == "paragraph"),
        tuple(p for p, kind in ids if kind != "paragraph"),
        *({p: m for p, m in each.items() if p in kept} for each in marks),
    )
