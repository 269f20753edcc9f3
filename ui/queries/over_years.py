"""Several reports as one series, without Streamlit: what each says of a country, a theme, a kind of work.

Every number belongs to one report and is the number of its paragraphs. Of a report in several languages one text is
counted. Nothing is added up across currencies; what a report does not speak of is no row of it, and not a zero, and years
of which no report is held, and reports whose reader has no rules for what is counted, are no numbers at all.

The page over the years shows it, and every page that can be about all reports (`scope=all`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui import contract, findings, map_windows, url_state
from ui.cache import kept
from ui.queries import library, looked_for, paragraph_facets, report_comparison
from ui.queries.archive_search import EVERY
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
# Page that can be about all reports → what is counted in them there, the usual first.
OF_PAGE = {
    "countries": (COUNTRIES,),
    "country": (COUNTRIES,),
    "themes": (THEMES, WORK),
    "presences": (PRESENCES,),
    "funding": (FIGURES,),
}
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


def everything(view: View[Any]) -> bool:
    """Whether a page is about all reports."""
    return view.here.values.get("scope") == EVERY


def selected(view: View[Any]) -> tuple[Report, ...]:
    """The reports asked for, else the last of this one's series."""
    known = candidates(view.report)
    if wanted := view.here.values.get("reports"):
        asked = wanted.split(",")
        return tuple(one for one in known if one.report in asked)
    own = report_comparison.series(view.report)
    alike = tuple(one for one in known if report_comparison.series(one) == own)
    return (alike if len(alike) > 1 else known)[-MOST:]


def scope(view: View[Any]) -> tuple[Report, ...]:
    """The reports counted: those selected in which what is counted was looked for."""
    return tuple(one for one in selected(view) if _sought(view, one))


def unsought(view: View[Any]) -> tuple[Report, ...]:
    """The reports selected whose readers have no rules for what is counted: they say nothing, and not nought."""
    return tuple(one for one in selected(view) if not _sought(view, one))


def _sought(view: View[Any], report: Report) -> bool:
    return TABLES[aspect_of(view)] in looked_for.tables(report)


@kept
def gaps(view: View[Any]) -> Mapping[str, tuple[int, ...]]:
    """Report counted → the years before it, after the report before, of which no report of the series is held."""
    atlas, before, found = view.report.atlas, 0, dict[str, tuple[int, ...]]()
    every = {
        name: (year, one)
        for one in library.series(atlas)
        for held in one.held.values()
        for year, name in held.items()
    }
    for one in scope(view):
        year, series = every.get(one.report, (0, None))
        if series and before:
            held = {each for texts in series.held.values() for each in texts}
            found[one.report] = tuple(each for each in range(before + 1, year) if each not in held)
        before = year
    return {name: years for name, years in found.items() if years}


def aspects(view: View[Any]) -> tuple[str, ...]:
    """What can be counted on this page."""
    return OF_PAGE.get(view.here.page, SHOWN)


def aspect_of(view: View[Any]) -> str:
    """What is counted."""
    return view.here.values.get("aspect") or aspects(view)[0]


def opened(view: View[Any]) -> str:
    """The line opened, or nothing."""
    return view.here.values.get(OPENS[aspect_of(view)], "")


@kept
def rules(view: View[Any]) -> url_state.Rules:
    """What the page's parameters may hold."""
    atlas, known = view.report.atlas, [one.report for one in candidates(view.report)]
    every: dict[str, url_state.Rule] = {
        "scope": url_state.one_of((EVERY,) if len(known) > 1 else ()),
        "reports": url_state.some_of(known),
        "aspect": url_state.one_of(aspects(view)),
        "per": url_state.one_of((PER, COUNTS)),
        "measure": url_state.one_of((TREND, *known)),
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
    return {name: rule for name, rule in every.items() if name in view.here.kind.names()}


def or_one(view: View[Any], asked: Mapping[str, str], rules_of_one: url_state.Rules) -> url_state.Rules:
    """The same where an address is about all reports; else those of the page on one report."""
    every = rules(view)
    if asked.get("scope") == EVERY and every["scope"](EVERY):
        return every
    return {**dict.fromkeys(every, url_state.one_of(())), **rules_of_one}


def rows_behind(report: Report, page: str, asked: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The API's table behind a page on all reports, and the conditions that it sets."""
    aspect = asked.get("aspect") or OF_PAGE.get(page, SHOWN)[0]
    known = [one.report for one in candidates(report)]
    wanted = [name for name in (asked.get("reports") or "").split(",") if name in known]
    kinds = findings.COUNTED_BY_DEFAULT if aspect == COUNTRIES else ()
    currency = asked.get("category") or ""
    return TABLES[aspect], [
        *(("report", name) for name in wanted or known),
        *(("kind", kind) for kind in kinds),
        *([("currency", currency)] if currency.isupper() else []),
    ]


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


def measured(view: View[Any], report: Report, n: int) -> float:
    """A number of a report's paragraphs as it is shown: as it is, or per 100 of them."""
    if not per_hundred(view):
        return float(n)
    return report_comparison.rate(n, report_comparison.paragraphs(report))


def per_hundred(view: View[Any]) -> bool:
    """Whether numbers are per 100 paragraphs, by the rule of comparisons."""
    return report_comparison.rates(view.here.values.get("per"), scope(view))


@kept
def lines(view: View[Any]) -> tuple[Line, ...]:
    """Every line of the series, those with most in all first."""
    aspect = aspect_of(view)
    every = _lined([counts(one, aspect) for one in scope(view)])
    return tuple(sorted(every, key=lambda line: (-sum(line.numbers), line.code)))


def _lined(found: Sequence[Mapping[str, int]]) -> list[Line]:
    """What each report has of a code, as a line for each code that any of them has."""
    codes = dict.fromkeys(code for each in found for code in each)
    return [Line(code, tuple(each.get(code, 0) for each in found)) for code in codes]


def change(view: View[Any], line: Line) -> float:
    """From the first report to the last."""
    first, last = scope(view)[0], scope(view)[-1]
    return round(measured(view, last, line.numbers[-1]) - measured(view, first, line.numbers[0]), 1)


def line_of(view: View[Any], code: str) -> Line:
    """The line of a code; one that no report has is all noughts."""
    return next((line for line in lines(view) if line.code == code), Line(code, (0,) * len(scope(view))))


def evidence_of(report: Report, aspect: str, code: str) -> findings.Evidence:
    """The sentences of one report behind a number."""
    return report_comparison.found(report, aspect).get(code, findings.Evidence())


def mapped(view: View[Any]) -> tuple[int, ...]:
    """The places, among the reports counted, of those that the map shows the sum of: all, or the one that is asked for."""
    names = [one.report for one in scope(view)]
    only = view.here.values.get("measure")
    return (names.index(only),) if only in names else tuple(range(len(names)))


def edges(view: View[Any]) -> tuple[int, ...]:
    """Lower edges of the map's classes of sums: those of one report, times the reports shown."""
    k = max(len(mapped(view)), 1)
    return (1, *(edge * k for edge in findings.CLASS_EDGES[1:]))


# a country over the reports


def inside(report: Report, iso3: str, facet: str) -> dict[str, frozenset[str]]:
    """Theme, or kind of work, → the paragraphs of a report that name a country with it, or where it is done there."""
    passages = report.passages
    paragraphs = frozenset(passages.loc[passages["kind"] == "paragraph", "passage"].astype(str))
    if facet == "theme":
        facets = paragraph_facets.facets_of(report, ("place", "theme"))
        named = facets["place"].get(iso3, frozenset()) & paragraphs
        return {code: named & worded for code, worded in facets["theme"].items()}
    done = paragraph_facets.work_of(report).done
    return {code: there & paragraphs for (where, code), there in done.items() if where == iso3}


@kept
def of_country(view: View[Any], iso3: str, facet: str) -> tuple[Line, ...]:
    """What the reports say of a country, a line a theme or kind of work: those that changed most first."""
    found = [
        {code: len(there) for code, there in inside(one, iso3, facet).items() if there} for one in scope(view)
    ]
    return tuple(
        sorted(_lined(found), key=lambda line: (-abs(change(view, line)), -sum(line.numbers), line.code))
    )
