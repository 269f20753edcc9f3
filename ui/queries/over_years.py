"""Several reports as one series, without Streamlit: what each says of a country, a theme, a kind of work.

Every number belongs to one report and is the number of its paragraphs. Of a report in several languages one text is
counted. Nothing is added up across currencies; what a report does not speak of is no row of it, and not a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ui import contract, findings, map_windows, url_state
from ui.cache import kept
from ui.params import YearsParams
from ui.queries import report_comparison
from ui.queries.report_comparison import (
    ASPECTS,
    COUNTRIES,
    COUNTS,
    FIGURES,
    OPENS,
    PER,
    PRESENCES,
    TABLES,
    THEMES,
    WORK,
)
from ui.tables import Report
from ui.view import View

SHOWN = ASPECTS[:-1]  # two languages of one report are no series
MOST = 12  # reports shown unless asked for
SUM, TREND = MEASURES = ("sum", "trend")
# Aspect → the column of its codes.
_COLUMNS = {COUNTRIES: "iso3", THEMES: "theme", WORK: "engagement", PRESENCES: "presence"}


@dataclass(frozen=True)
class Line:
    """What one line of a series counts: of each report the number of its paragraphs, the oldest report first."""

    code: str
    numbers: tuple[int, ...]

    @property
    def covered(self) -> int:
        """In how many reports it stands."""
        return sum(n > 0 for n in self.numbers)


@kept
def candidates(report: Report) -> tuple[Report, ...]:
    """One text of each report, rather in this one's language; the oldest first."""
    order = report_comparison.in_order(report)
    own = report.row["language"]
    chosen: dict[str, str] = {}
    for one in sorted(order, key=lambda one: (one.report != report.report, one.row["language"] != own)):
        chosen.setdefault(str(one.row["symbol"]), one.report)
    return tuple(one for one in order if one.report in chosen.values())


def scope(view: View[YearsParams]) -> tuple[Report, ...]:
    """The reports shown: those asked for, else the last of this one's series."""
    known = candidates(view.report)
    if view.params.reports:
        asked = view.params.reports.split(",")
        return tuple(one for one in known if one.report in asked)
    own = report_comparison.series(view.report)
    alike = tuple(one for one in known if report_comparison.series(one) == own)
    return (alike if len(alike) > 1 else known)[-MOST:]


def aspect_of(view: View[YearsParams]) -> str:
    """What is counted."""
    return view.params.aspect or COUNTRIES


def opened(view: View[YearsParams]) -> str:
    """The line opened, or nothing."""
    return view.here.values.get(OPENS[aspect_of(view)], "")


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold."""
    atlas = view.report.atlas
    return {
        "reports": url_state.some_of([one.report for one in candidates(view.report)]),
        "aspect": url_state.one_of(SHOWN),
        "per": url_state.one_of((PER, COUNTS)),
        "measure": url_state.one_of((TREND,)),
        "at": map_windows.accepted,
        "light": map_windows.lit,
        "country": url_state.one_of(atlas.names("countries", view.lang)),
        "theme": url_state.one_of({theme for theme, _ in atlas.theme_names}),
        "engagement": url_state.one_of(_allowed("engagements", "engagement")),
        "presence": url_state.one_of(_allowed("presences", "presence")),
        "category": url_state.one_of(
            {*_allowed("figures", "category"), *atlas.vocabulary("currencies")["id"].astype(str)}
        ),
    }


def _allowed(table: str, column: str) -> tuple[str, ...]:
    """What the contract lets a column hold."""
    return next(c.allowed for c in contract.columns(table) if c.name == column)


@kept
def counts(report: Report, aspect: str) -> Mapping[str, int]:
    """Code → number of a report's paragraphs, the same as that of its sentences (`report_comparison.found`)."""
    passages = report.passages
    paragraphs = set(passages.loc[passages["kind"] == "paragraph", "passage"])
    if aspect == FIGURES:
        figures = report.table("figures")
        amounts = figures[figures["currency"] != ""]
        return _distinct(figures, "category", paragraphs) | _distinct(amounts, "currency", paragraphs)
    column, rows = _COLUMNS[aspect], report.table(TABLES[aspect])
    if aspect == COUNTRIES:
        rows = rows[rows["kind"].isin(list(findings.COUNTED_BY_DEFAULT))]
    elif aspect == THEMES:
        rows = rows[rows["basis"] == "words"]
    return _distinct(rows, column, paragraphs)


def _distinct(rows: pd.DataFrame, column: str, paragraphs: set[str]) -> dict[str, int]:
    inside = rows[rows["passage"].isin(paragraphs)]
    found = inside.groupby(column)["passage"].nunique()
    return {str(code): int(n) for code, n in found.items()}


def measured(view: View[YearsParams], report: Report, n: int) -> float:
    """A number of a report's paragraphs as it is shown: as it is, or per 100 of them."""
    if not per_hundred(view):
        return float(n)
    return report_comparison.rate(n, report_comparison.paragraphs(report))


def per_hundred(view: View[YearsParams]) -> bool:
    """Whether numbers are per 100 paragraphs, by the rule of comparisons."""
    return report_comparison.rates(view.params.per, scope(view))


@kept
def lines(view: View[YearsParams]) -> tuple[Line, ...]:
    """Every line of the series, those with most in all first."""
    reports, aspect = scope(view), aspect_of(view)
    found = [counts(one, aspect) for one in reports]
    every = [
        Line(code, tuple(of.get(code, 0) for of in found))
        for code in dict.fromkeys(c for of in found for c in of)
    ]
    return tuple(sorted(every, key=lambda line: (-total(view, line), line.code)))


def total(view: View[YearsParams], line: Line) -> float:
    """All numbers of a line together: of paragraphs, or of their shares where these are shown."""
    return round(sum(measured(view, one, n) for one, n in zip(scope(view), line.numbers, strict=True)), 1)


def change(view: View[YearsParams], line: Line) -> float:
    """From the first report to the last."""
    first, last = scope(view)[0], scope(view)[-1]
    return round(measured(view, last, line.numbers[-1]) - measured(view, first, line.numbers[0]), 1)


def line_of(view: View[YearsParams], code: str) -> Line:
    """The line of a code; one that no report has is all noughts."""
    return next((line for line in lines(view) if line.code == code), Line(code, (0,) * len(scope(view))))


def evidence_of(report: Report, aspect: str, code: str) -> findings.Evidence:
    """The sentences of one report behind a number."""
    return report_comparison.found(report, aspect).get(code, findings.Evidence())


def edges(view: View[YearsParams]) -> tuple[int, ...]:
    """Lower edges of the map's classes of sums: those of one report, times the reports shown."""
    k = max(len(scope(view)), 1)
    return (1, *(edge * k for edge in findings.CLASS_EDGES[1:]))
