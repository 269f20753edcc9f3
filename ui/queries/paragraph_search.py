"""Which paragraphs the list shows, how many each further condition would leave, and what was found in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ui import evidence, filters, findings, readings, url_state
from ui.cache import kept
from ui.content import Wording
from ui.filters import ALL, CHOICES, NOT, SWITCHES, Result
from ui.params import ParagraphsParams
from ui.queries import paragraph_facets, paragraph_order
from ui.view import View

MARK_KINDS = ("country", "name", "presence", "figure", "theme", "citation")
MARKS_BY_DEFAULT = ("country", "name", "presence", "figure")


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold."""
    facets = paragraph_facets.facets_of(view.report)
    several = {name: url_state.any_of(facets[name]) for name in (*CHOICES, paragraph_facets.GROUP)}
    combined = {
        f"{name}{ending}": several[name]
        for name in CHOICES
        for ending in (ALL, NOT)
        if f"{name}{ending}" in view.here.kind.names()
    }
    passages = evidence.rows_by_passage(view)
    columns = url_state.any_of(paragraph_order.COLUMNS)
    return {
        **several,
        **combined,
        **{name: url_state.one_of(facets[name]) for name in SWITCHES},
        "q": url_state.text(),
        "by": url_state.one_of(paragraph_order.GROUPED),
        "sort": paragraph_order.sort_rule,
        "columns": columns,
        "rows": lambda value: value if paragraph_order.rows_of(view.report, value) else None,
        "passage": url_state.one_of(passages),
        "highlight": url_state.some_of(MARK_KINDS),
        "all": url_state.one_of({"1"}),
        # Of the scope of all reports, which has rules of its own.
        **dict.fromkeys(("scope", "reports", "year", "body", "offset"), url_state.one_of(())),
    }


def chosen_of(view: View[ParagraphsParams]) -> dict[str, str]:
    """Condition → options, as the address has them, in its order."""
    names = {f"{name}{ending}" for name in paragraph_facets.CONDITIONS for ending in ("", ALL, NOT)}
    return {name: value for name, value in view.here.values.items() if name in names}


@kept
def found(view: View[ParagraphsParams]) -> Result:
    """The passages that meet the query and every condition."""
    return filters.keep(
        view.report.passages,
        paragraph_facets.facets_of(view.report),
        chosen_of(view),
        view.params.q or "",
        readings.table_of(view),
        paragraph_facets.work_of(view.report),
    )


@kept
def numbers(view: View[ParagraphsParams]) -> dict[str, dict[str, int]]:
    """Condition → option → how many paragraphs it would leave, given all other conditions."""
    facets, chosen = paragraph_facets.facets_of(view.report), chosen_of(view)
    texts = (view.report.passages, readings.table_of(view))
    in_query = frozenset(filters.keep(texts[0], {}, {}, view.params.q or "", texts[1]).paragraphs)
    work = paragraph_facets.work_of(view.report)
    return {facet: filters.options(facets, chosen, in_query, facet, work) for facet in facets}


def read(view: View[ParagraphsParams]) -> str | None:
    """The passage that is read: the one chosen, or the first of the list; None where there is none."""
    return view.params.passage or next(iter([*order(view), *found(view).footnotes]), None)


def order(view: View[ParagraphsParams]) -> tuple[str, ...]:
    """The paragraphs found, in the order in which they are shown."""
    return paragraph_order.ordered(view.report, found(view).paragraphs, view.params.sort or "")


def taken(view: View[ParagraphsParams]) -> tuple[str, ...]:
    """The paragraphs to take away, in the order shown: those of the list that are chosen, else all of it."""
    return paragraph_order.chosen(view.report, order(view), view.params.rows)


def marks_shown(view: View[ParagraphsParams]) -> tuple[str, ...]:
    """The kinds of marks that are highlighted."""
    return url_state.chosen(view.params.highlight, MARKS_BY_DEFAULT)


def marks_of(view: View[ParagraphsParams], passage: str) -> tuple[findings.Mark, ...]:
    """What was found in a passage, of the kinds that are highlighted, and where the search words stand."""
    report = view.report
    tables = [
        findings.mention_findings(report.table("mentions"), None, findings.MENTION_KINDS),
        findings.plain_findings(report.table("presences"), "presence"),
        findings.plain_findings(report.table("figures"), "figure"),
        findings.plain_findings(report.table("citations"), "citation"),
        findings.theme_findings(report.table("themes")),
    ]
    inside = pd.concat([t[t["passage"] == passage] for t in tables], ignore_index=True)
    gathered = findings.evidence(report.passages, inside[inside["kind"].isin(list(marks_shown(view)))])
    return (*gathered.marks.get(passage, ()), *found(view).hits.get(passage, ()))


def reading_of(view: View[ParagraphsParams], passage: str) -> Wording | None:
    """The reading of a passage with the same marks, and where the search words stand in it."""
    reading = readings.whole(view, passage, marks_of(view, passage))
    if reading is None:
        return None
    return replace(reading, marks=(*reading.marks, *found(view).reading_hits.get(passage, ())))


def neighbours(passage: str, order: Sequence[str]) -> tuple[str | None, str | None]:
    """The passages before and after one in an order."""
    at = order.index(passage)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)
