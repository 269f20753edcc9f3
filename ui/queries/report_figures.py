"""What the overview counts, without words: what each of its numbers is made of, and the parts of its outline."""

from __future__ import annotations

import pandas as pd

from ui import findings
from ui.cache import kept
from ui.params import OverviewParams
from ui.queries import map_measures, presence_places, report_outline
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


@kept
def outline_parts(report: Report) -> dict[str, int]:
    """The parts of the first order that have paragraphs: path → how many, in the order of the outline."""
    return {path: n for path, n in report_outline.first_order(report_outline.counts(report)).items() if n}


def rows_behind(_report: Report, params: OverviewParams) -> tuple[str, list[tuple[str, str]]]:
    """The API's table behind the page, and the conditions that it always sets."""
    opened: dict[str, tuple[str, list[tuple[str, str]]]] = {
        PRESENCES: ("presences", [("presence", presence_places.TOTAL)]),
        VISITS: ("presences", [("status", "visit")]),
        FUNDING: ("figures", [("category", "funding")]),
    }
    return opened.get(params.open or "", map_measures.MEASURES[map_measures.PARAGRAPHS].behind(None))
