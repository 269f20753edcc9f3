"""What the pictures, slides and lists of the page over the years say: the map, the table, the line opened as bars."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ui import exhibits, exports, report_names, several_reports
from ui.content import Block, Exhibit, Legend, Line, Lines, Note
from ui.queries import over_years, report_comparison
from ui.queries.report_comparison import COUNTRIES, OPENS
from ui.view import View
from ui.years import content
from ui.years.panel import bars

_MOST, _MOST_ON_SLIDE = 20, 8


def over(view: View[Any]) -> Exhibit:
    """The line opened as bars, a bar a report; else the first lines with the numbers of all reports."""
    code = over_years.opened(view)
    if code:
        return _exhibit(view, bars(view, code), None)
    if not over_years.lines(view):
        return _exhibit(view, Note(view.words("years.nothing"), "none"), None)
    slide = Lines(tuple(_line(view, line) for line in over_years.lines(view)[:_MOST_ON_SLIDE]))
    return _exhibit(view, content.matrix(view, _MOST), None, slide)


def world(view: View[Any]) -> Exhibit:
    """The map; the table where it is not countries that are counted."""
    if over_years.aspect_of(view) != COUNTRIES:
        return over(view)
    spec = content.world(view)
    return _exhibit(view, spec, spec.legend)


def of_line(view: View[Any], body: Block, slide: Block | None) -> Exhibit:
    """What else of the line opened a picture and a slide show."""
    return _exhibit(view, body, None, slide)


def _line(view: View[Any], line: over_years.Line) -> Line:
    href = view.here.link(**{OPENS[over_years.aspect_of(view)]: line.code})
    return Line(content.name_of(view, line.code), content.chain(view, line), href)


def _exhibit(view: View[Any], body: Block, legend: Legend | None, slide: Block | None = None) -> Exhibit:
    words, every = view.words, over_years.lines(view)
    mapped = legend is not None
    disclaimer = words("countries.disclaimer" if mapped else "api.disclaimer")
    kosovo = exhibits.kosovo(view, (line.code for line in every)) if mapped else ()
    code = over_years.opened(view) or (every[0].code if every else "")
    top = [
        f"{content.name_of(view, line.code)}{words('app.colon')}{content.chain(view, line)}"
        for line in every[:3]
    ]
    return Exhibit(
        content.title(view),
        (body,),
        legend,
        (*content.notes(view), disclaimer, *kosovo),
        (disclaimer, *kosovo),
        tuple(top),
        evidence=over_years.evidence_of(view.report, over_years.aspect_of(view), code),
        source=content.source_said(view),
        href=view.here.link(),
        slide=slide,
    )


def listing(view: View[Any]) -> exports.Listing:
    """A row a line and report, with its paragraphs."""
    words, aspect, rows = view.words, over_years.aspect_of(view), []
    for line in over_years.lines(view):
        for one, n in zip(over_years.scope(view), line.numbers, strict=True):
            row: dict[str, object] = {
                words("export.code"): line.code,
                words(f"compare.column_{aspect}"): content.name_of(view, line.code),
                words("export.symbol"): str(one.row["symbol"]),
                words("years.year"): content.year_of(one),
                words("compare.numbers_counts"): n,
            }
            if over_years.per_hundred(view):
                row[words("compare.numbers_per")] = over_years.measured(view, one, n)
            row[words("years.of_paragraphs")] = report_comparison.paragraphs(one)
            found = over_years.evidence_of(one, aspect, line.code) if n else None
            row[words("themes.column_numbers")] = " ".join(found.paragraphs) if found else ""
            rows.append(row)
    about = exports.source(
        view,
        {},
        len(rows),
        words(f"compare.counted_{aspect}"),
        words("app.sentence_gap").join(content.notes(view)),
    )
    named = dict(zip(content.symbols(view), over_years.scope(view), strict=True))
    return exports.Listing(pd.DataFrame(rows), several_reports.about(view, about, named), "years")


def chosen(view: View[Any]) -> list[str]:
    """The reports, and what is counted in them."""
    scope = over_years.scope(view)
    if len(scope) < 2:
        return []
    code = over_years.opened(view)
    spanned = [f"{content.year_of(scope[0])}-{content.year_of(scope[-1])}"]
    aspect = over_years.aspect_of(view)
    return [
        *spanned,
        report_names.row_name(view, aspect, code) if code else view.words(f"compare.aspect_{aspect}"),
    ]
