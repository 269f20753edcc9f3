"""Which paragraphs the list shows, how many each further condition would leave, and what was found in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ui import evidence, filters, findings, readings, url_state
from ui.cache import kept
from ui.content import Wording
from ui.filters import Result
from ui.params import ParagraphsParams
from ui.queries import paragraph_facets
from ui.view import View

MARK_KINDS = ("country", "name", "presence", "figure", "theme", "citation")
MARKS_BY_DEFAULT = ("country", "name", "presence", "figure")


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold."""
    facets = paragraph_facets.facets_of(view.report)
    return {
        **{name: url_state.one_of(index) for name, index in facets.items()},
        "q": url_state.text(),
        "passage": url_state.one_of(evidence.rows_by_passage(view)),
        "highlight": url_state.some_of(MARK_KINDS),
        "all": url_state.one_of({"1"}),
    }


def chosen_of(view: View[ParagraphsParams]) -> dict[str, str]:
    """Condition → option, as the address has them, in its order."""
    return {name: value for name, value in view.here.values.items() if name in paragraph_facets.CONDITIONS}


@kept
def found(view: View[ParagraphsParams]) -> Result:
    """The passages that meet the query and every condition."""
    facets = paragraph_facets.facets_of(view.report)
    return filters.keep(
        view.report.passages, facets, chosen_of(view), view.params.q or "", readings.table_of(view)
    )


@kept
def numbers(view: View[ParagraphsParams]) -> dict[str, dict[str, int]]:
    """Condition → option → how many paragraphs it would leave, given all other conditions."""
    facets, chosen = paragraph_facets.facets_of(view.report), chosen_of(view)
    texts = (view.report.passages, readings.table_of(view))
    in_query = frozenset(filters.keep(texts[0], {}, {}, view.params.q or "", texts[1]).paragraphs)
    return {facet: filters.options(facets, chosen, in_query, facet) for facet in facets}


def read(view: View[ParagraphsParams]) -> str | None:
    """The passage that is read: the one chosen, or the first of the list; None where there is none."""
    result = found(view)
    return view.params.passage or next(iter([*result.paragraphs, *result.footnotes]), None)


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
