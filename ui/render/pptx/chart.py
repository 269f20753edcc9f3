"""Bars as a chart of PowerPoint with its numbers in a sheet behind it: a series for each meaning of a fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.content import Bar, Bars, Tone
from ui.palette import DARK_TONES, LIGHT
from ui.render import office
from ui.render import slide_layout as layout
from ui.render.pptx import fills
from ui.render.pptx.text import Box, describe, rgb
from ui.view import View

_POINTS, _SMALL = 14, 12  # the smaller where there are many bars
_NOT_NOUGHT = "#,##0.##;;"  # numbers as they are; nothing where there is none
_WHOLE = "#,##0;;"
_GAP = 60  # between bars, in per cent of their thickness


def add(shapes: Any, view: View, block: Bars, box: Box, alt: str) -> None:
    """A chart of the first bars, as many as a slide has room for."""
    from pptx.enum.chart import XL_CHART_TYPE

    rows = layout.shown_bars(block)
    if not rows:
        return
    series = values_of(rows, block)
    kind = XL_CHART_TYPE.BAR_STACKED if len(series) > 1 else XL_CHART_TYPE.BAR_CLUSTERED
    frame = shapes.add_chart(kind, *box.emu, _data(view, block, rows, series))
    describe(frame, alt)
    _set(frame.chart, rows, list(series), whole=all(row.length == int(row.length) for row in rows))
    for properties in frame.chart._chartSpace.xpath(".//a:defRPr | .//a:rPr"):
        office.name_drawing(properties, office.LANGUAGES[view.lang])


def values_of(rows: Sequence[Bar], block: Bars) -> Mapping[Tone, list[float]]:
    """Length of every row's pieces by the meaning of their fill, in the order of the legend."""
    used = {piece.tone for row in rows for piece in row.pieces if piece.length}
    order = [key.tone for key in block.series if key.tone] + [p.tone for row in rows for p in row.pieces]
    return {
        tone: [sum(piece.length for piece in row.pieces if piece.tone == tone) for row in rows]
        for tone in dict.fromkeys(order)
        if tone in used
    }


def _data(view: View, block: Bars, rows: Sequence[Bar], series: Mapping[Tone, list[float]]) -> Any:
    from pptx.chart.data import CategoryChartData

    new: Any = CategoryChartData  # which has no types
    data = new(number_format="General")
    data.categories = [f"{row.label} · {row.note}" if row.note else row.label for row in rows]
    names = {key.tone: key.label for key in block.series}
    for tone, values in series.items():
        data.add_series(names.get(tone) or block.label or view.words("present.count_column"), values)
    return data


def _set(chart: Any, rows: Sequence[Bar], tones: Sequence[Tone], whole: bool) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    stacked = len(tones) > 1
    points = _POINTS if len(rows) <= layout.MOST_BARS else _SMALL
    chart.has_title, chart.has_legend = False, stacked
    chart.font.size, chart.font.color.rgb = Pt(points), rgb(LIGHT.ink)
    if stacked:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot, labels, numbers = chart.plots[0], chart.category_axis, chart.value_axis
    plot.gap_width, plot.overlap = _GAP, 100 if stacked else 0
    labels.reverse_order, labels.has_major_gridlines = True, False
    _label_all(labels._element)
    labels.format.line.color.rgb, labels.major_tick_mark = rgb(LIGHT.line), XL_TICK_MARK.NONE
    numbers.visible, numbers.has_major_gridlines, numbers.minimum_scale = False, False, 0
    for series, tone in zip(plot.series, tones, strict=True):
        fills.fill(series.format, tone)
        said = series.data_labels
        said.show_value, said.number_format = True, _WHOLE if whole else _NOT_NOUGHT
        said.number_format_is_linked = False
        said.font.size = Pt(points)
        dark = stacked and tone in DARK_TONES
        said.font.color.rgb = rgb(LIGHT.paper if dark else LIGHT.ink)
        if not stacked:
            said.position = XL_LABEL_POSITION.OUTSIDE_END
            _say_numbers(series, rows, points)


def _label_all(axis: Any) -> None:
    """Every bar keeps its label, however many there are; python-pptx has no other way to that."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    axis.find(qn("c:noMultiLvlLbl")).addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))


def _say_numbers(series: Any, rows: Sequence[Bar], points: float) -> None:
    """Numbers that the page writes otherwise (608 million) stand behind their bars as it writes them."""
    from pptx.enum.chart import XL_LABEL_POSITION

    for k, row in enumerate(rows):
        if row.number not in (f"{row.length:,.10g}", f"{row.length:.10g}"):
            label = series.points[k].data_label
            label.position = XL_LABEL_POSITION.OUTSIDE_END
            office.run(label.text_frame.paragraphs[0], row.number, points, LIGHT.ink)
