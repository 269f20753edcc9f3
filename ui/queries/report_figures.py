"""What the overview counts, without words: what each of its numbers is made of, and the sections of the longest chapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ui import findings
from ui.cache import kept
from ui.params import OverviewParams
from ui.queries import map_measures, presence_places
from ui.tables import Report

PRESENCES, VISITS, FUNDING = OPENED = ("presences", "visits", "funding")


def rows_of(report: Report, what: str) -> pd.DataFrame:
    """The rows that a number counts: the stated totals of presences, visits of officials, figures on funding."""
    presences, figures = report.table("presences"), report.table("figures")
    if what == PRESENCES:
        return presences[presences["presence"] == presence_places.TOTAL]
    if what == VISITS:
        return presences[presences["presence"].isin(presence_places.VISITS) & (presences["iso3"] != "")]
    return figures[figures["category"] == "funding"]


@kept
def evidence_of(report: Report, what: str) -> findings.Evidence:
    """The paragraphs behind a number."""
    kind = "figure" if what == FUNDING else "presence"
    return findings.evidence(report.passages, findings.plain_findings(rows_of(report, what), kind))


def visited(report: Report) -> dict[str, tuple[str, ...]]:
    """Official → the countries visited, each once; without officials who visited none."""
    rows = rows_of(report, VISITS)
    found = {
        official: tuple(dict.fromkeys(rows.loc[rows["presence"] == official, "iso3"].astype(str)))
        for official in presence_places.VISITS
    }
    return {official: countries for official, countries in found.items() if countries}


@dataclass(frozen=True)
class Chapter:
    """The sections of the longest chapter (or the chapters, where it has none) with their paragraphs; `whole` is how many
    paragraphs all chapters have."""

    parts: Mapping[str, int]
    whole: int
    divided: bool


@kept
def longest_chapter(report: Report) -> Chapter:
    """How the report is built where it says most."""
    counts = findings.section_counts(report.passages, report.table("sections"))
    chapters = {path: n for path, n in counts.items() if "." not in path}
    chapter = next(iter(findings.leaders(chapters)), "")
    parts = {p: n for p, n in counts.items() if p.startswith(f"{chapter}.") and p.count(".") == 1}
    return Chapter(parts or chapters, sum(chapters.values()), bool(parts))


def rows_behind(_report: Report, params: OverviewParams) -> tuple[str, list[tuple[str, str]]]:
    """The API's table behind the page, and the conditions that it always sets."""
    opened: dict[str, tuple[str, list[tuple[str, str]]]] = {
        PRESENCES: ("presences", [("presence", presence_places.TOTAL)]),
        VISITS: ("presences", [("status", "visit")]),
        FUNDING: ("figures", [("category", "funding")]),
    }
    return opened.get(params.open or "", map_measures.MEASURES[map_measures.PARAGRAPHS].behind(None))
