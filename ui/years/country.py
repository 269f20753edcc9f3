"""A country over the reports: what they say of it that changed, theme by theme and kind of work by kind of work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from ui import evidence, exports, report_names, several_reports
from ui.content import Exhibit, Line, Lines, Link, Matrix, Meeting, Note, Section
from ui.queries import over_years, report_comparison
from ui.queries.report_comparison import THEMES, WORK, side
from ui.tables import Report
from ui.view import View
from ui.years import content, exhibits

_MOST, _SAID = 12, 2
# Condition of the list of paragraphs → what its options are; part of the country page → the condition that it shows.
FACETS = {"theme": THEMES, "engagement": WORK}
PARTS = {"themes": "theme", "work": "engagement"}


def _country(view: View[Any]) -> str:
    return view.here.values["country"]


def changed(view: View[Any]) -> str:
    """The themes and kinds of work that changed most, with their numbers, in a sentence; "" where none did."""
    said = [
        f"{name_of(view, facet, line)} {content.chain(view, line)}"
        for facet in FACETS
        for line in over_years.of_country(view, _country(view), facet)[:_SAID]
        if over_years.change(view, line)
    ]
    return view.words("years.changed", changes=view.words.listing(said)) if said else ""


def name_of(view: View[Any], facet: str, line: over_years.Line) -> str:
    """The theme or the kind of work of a line, in words."""
    return report_names.row_name(view, FACETS[facet], line.code)


def why(view: View[Any]) -> Iterator[Section]:
    """What the reports say of the country, those that changed most first; every number leads to its paragraphs."""
    for facet in FACETS:
        heading = view.words(f"years.why_{facet}", name=view.country(_country(view)))
        table = matrix(view, facet)
        body = table if table.rows else Note(view.words("years.nothing"), "empty")
        yield Section(heading, (body,), view.words("years.why_note"), kind="over-years")


def matrix(view: View[Any], facet: str) -> Matrix:
    """A line a theme or kind of work, a column a report."""
    scope, iso3 = over_years.scope(view), _country(view)
    lines = over_years.of_country(view, iso3, facet)[:_MOST]
    return Matrix(
        view.words(f"years.why_{facet}", name=view.country(iso3)),
        content.heads(view),
        tuple(
            Link(
                name_of(view, facet, line),
                view.here.to("paragraphs", scope="all", place=iso3, **{facet: line.code}),
            )
            for line in lines
        ),
        tuple(
            tuple(_meeting(view, facet, line, one, n) for one, n in zip(scope, line.numbers, strict=True))
            for line in lines
        ),
    )


def _meeting(view: View[Any], facet: str, line: over_years.Line, report: Report, n: int) -> Meeting:
    said = f"{name_of(view, facet, line)} · {report.row['symbol']}{view.words('app.colon')}"
    if not n:
        return Meeting(0, said + view.words("nothing.absent"))
    href = side(view, report).here.to("paragraphs", place=_country(view), **{facet: line.code})
    count = view.words.count("paragraphs", n)
    return Meeting(n, said + count, href, content.tone(view, report, n), shown=content.shown(view, report, n))


def exhibit(view: View[Any], part: str) -> Exhibit:
    """The same as a picture and a slide; of no country, what the page over the years shows."""
    if "country" not in view.here.values:
        return exhibits.over(view)
    facet = PARTS[part]
    lines = over_years.of_country(view, _country(view), facet)
    slide = Lines(tuple(Line(name_of(view, facet, one), content.chain(view, one)) for one in lines[:8]))
    table = matrix(view, facet)
    body = table if table.rows else Note(view.words("years.nothing"), "none")
    return exhibits.of_line(view, body, slide if lines else None)


def listing(view: View[Any]) -> exports.Listing:
    """A row a paragraph that names the country, of every report."""
    if "country" not in view.here.values:
        return exhibits.listing(view)
    words, iso3, rows = view.words, _country(view), []
    for one in over_years.scope(view):
        own = side(view, one)
        known = evidence.rows_by_passage(own)
        said = {facet: _options(own, facet) for facet in FACETS}
        for passage in over_years.evidence_of(one, report_comparison.COUNTRIES, iso3).paragraphs:
            rows.append(
                {
                    words("export.symbol"): str(one.row["symbol"]),
                    words("years.year"): content.year_of(one),
                    words("export.number"): known[passage]["number"],
                    words("export.text"): str(known[passage]["text"]),
                    **{
                        words(f"grid.{part}"): words.listing(
                            name for name, inside in said[facet].items() if passage in inside
                        )
                        for facet, part in (("theme", "themes"), ("engagement", "engagements"))
                    },
                    words("export.citation"): evidence.citation(own, known[passage]),
                }
            )
    counted = words.listing([view.country(iso3), *content.notes(view)])
    about = exports.source(view, {}, len(rows), counted)
    named = dict(zip(content.symbols(view), over_years.scope(view), strict=True))
    return exports.Listing(pd.DataFrame(rows), several_reports.about(view, about, named), "years")


def _options(view: View[Any], facet: str) -> dict[str, frozenset[str]]:
    """Theme or kind of work, in words → the passages of a report; of work, what is done in the country."""
    return {
        report_names.row_name(view, FACETS[facet], code): passages
        for code, passages in over_years.inside(view.report, _country(view), facet).items()
    }
