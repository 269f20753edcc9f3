"""What the pictures and slides of the comparison say: the map of change, and the greatest changes with both numbers."""

from __future__ import annotations

from dataclasses import replace

from ui import exhibits, report_names
from ui.compare import content, labels
from ui.content.charts import Bar, Bars, MapSpec, Piece
from ui.content.layout import Exhibit
from ui.content.passages import Line, Lines
from ui.content.said import Block, Headline, Key, Legend, Note
from ui.findings import Evidence
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.report_comparison import COUNTRIES, Row
from ui.tables import Report
from ui.view import View

_MOST, _MOST_ON_SLIDE = 20, 8


def compare(view: View[CompareParams]) -> Exhibit:
    """The map of change; the numbers where it is not countries that are compared."""
    if not report_comparison.mapped(view):
        return changes(view)
    spec = content.world(view)
    return _of_both(view, spec, spec.legend)


def changes(view: View[CompareParams]) -> Exhibit:
    """What changed most: in a picture a bar for either report, on a slide a line with both numbers."""
    rows, names = ranked(view), labels.names(view)
    if not rows:
        nothing = Note(content.none_said(view), "none")
        return _of_both(view, nothing, None)
    keys = (Key(names["a"], tone="passing"), Key(names["b"], tone="full"))
    slide = Lines(tuple(_line(view, row) for row in rows[:_MOST_ON_SLIDE]))
    return _of_both(view, _bars(view, rows), Legend(view.words("countries.legend"), keys), slide)


def ranked(view: View[CompareParams]) -> list[Row]:
    """The lines of the comparison but for money, those without a change last."""
    aspect = report_comparison.aspect_of(view)
    rows = [row for rows in content.listed(view, aspect).values() for row in rows]
    return sorted(
        (row for row in rows if aspect == COUNTRIES or not row.code.isupper()),
        key=lambda row: -abs(row.change),
    )


def _bars(view: View[CompareParams], rows: list[Row]) -> Bars:
    """Two bars a line: of the earlier report with the line's name, of the later one below."""
    aspect, (a, b), bars = report_comparison.aspect_of(view), report_comparison.both(view), []
    for row in rows:
        name = report_names.row_name(view, aspect, row.code)
        bars += [
            Bar(name, (Piece(row.a, "passing"),), _number(view, a, row.a), code=row.code),
            Bar("", (Piece(row.b),), _number(view, b, row.b), code=row.code),
        ]
    left = len(rows) - _MOST
    more = view.words("pictures.more", n=left) if left > 0 else ""
    return Bars(
        view.words(f"compare.counted_{aspect}"), tuple(bars), shown=2 * _MOST if more else 0, more=more
    )


def _line(view: View[CompareParams], row: Row) -> Line:
    """What changed, with both numbers."""
    aspect = report_comparison.aspect_of(view)
    target = view.here.link(**{report_comparison.OPENS[aspect]: row.code})
    group = view.words(f"compare.group_{row.group}")
    return Line(report_names.row_name(view, aspect, row.code), said(view, row), target, group)


def said(view: View[CompareParams], row: Row) -> str:
    """Both numbers of a line in words."""
    a, b = report_comparison.both(view)
    numbers = {"a_n": _number(view, a, row.a), "b_n": _number(view, b, row.b)}
    return view.words("compare.from_to", **labels.names(view), **numbers)


def _number(view: View[CompareParams], report: Report, n: int) -> str:
    return labels.shown(view, report, n) if n else view.words("compare.none_here")


def _of_both(
    view: View[CompareParams], body: Block, legend: Legend | None, slide: Block | None = None
) -> Exhibit:
    words, aspect, group = view.words, report_comparison.aspect_of(view), view.params.change
    rows, notes = ranked(view), tuple(labels.notes(view))
    counted = words(f"compare.counted_{aspect}")
    headline = Headline(content.finding(view), counted, words(f"compare.group_{group}") if group else "")
    of_map: tuple[str, ...] = ()
    kosovo: tuple[str, ...] = ()
    if aspect == COUNTRIES:
        of_map = (words("compare.map_note"),)
        kosovo = exhibits.kosovo(view, (row.code for row in rows))
        notes = (*notes, *of_map, words("countries.disclaimer"), *kosovo)
    mapped = isinstance(body, MapSpec)
    colon = words("app.colon")
    return Exhibit(
        headline,
        (body,),
        legend,
        notes,
        (*of_map, words("countries.disclaimer" if mapped else "api.disclaimer"), *kosovo),
        tuple(f"{report_names.row_name(view, aspect, row.code)}{colon}{said(view, row)}" for row in rows[:3]),
        evidence=_behind(view, rows),
        source=content.source_said(view),
        href=view.here.link(),
        slide=slide,
        # What makes the two hard to compare comes first.
        slide_headline=replace(
            headline, subtitle=words("app.sentence_gap").join([counted, *labels.notes(view)[:1]])
        ),
    )


def _behind(view: View[CompareParams], rows: list[Row]) -> Evidence:
    """The sentences of the row opened, or of the first that the later report has, whose sentences the view can show."""
    code = report_comparison.opened(view) or next((row.code for row in rows if row.b), "")
    return report_comparison.found(view.report, report_comparison.aspect_of(view)).get(code, Evidence())
