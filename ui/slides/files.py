"""A presentation as a file: .pptx with charts and tables that can be edited, or PDF drawn as on the screen.

`python -m ui.slides.files` is the worker: it reads what is wanted as JSON, says after every slide how many are done, and
writes the file. It is a process of its own, so that nobody else waits for it.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ui import fonts, palette, sessions, url_state
from ui.routes import slideshow
from ui.slides import content as slide_content
from ui.slides import deck, slide_svg
from ui.slides.content import Face
from ui.slides.deck import Deck, NoDeck, Slide
from ui.view import View

PPTX, PDF = KINDS = ("pptx", "pdf")
# How the worker ends, but for 0 and a fault.
UNREADABLE, NO_TYPEFACE = 3, 4
# Faces that Office has on every system that shows Chinese; others fall back to their own.
LATIN, CHINESE = "Arial", "Microsoft YaHei"
Progress = Callable[[int, int], None]
_PX = 6350  # EMU: 1920 pixels are 13 1/3 inches, and a pixel is half a point


def made(
    kind: str, given: Deck, asked: Mapping[str, str], origin: str = "", done: Progress = lambda k, n: None
) -> bytes:
    """The file; `origin` is put before the addresses of the app, which are left out without it."""
    return _pdf(given, asked, done) if kind == PDF else _pptx(given, asked, origin, done)


def _pdf(given: Deck, asked: Mapping[str, str], done: Progress) -> bytes:
    import pypdfium2

    whole, n = pypdfium2.PdfDocument.new(), len(given.slides)
    for k, slide in enumerate(given.slides, start=1):
        place = slide_content.view_of(slide, asked).words("present.page_of", k=k, n=n)
        drawing = slide_svg.sheet(slide, asked, place)
        page = pypdfium2.PdfDocument(fonts.pdf(drawing, slide_content.view_of(slide, asked).lang))
        whole.import_pages(page)
        done(k, n)
    target = io.BytesIO()
    whole.save(target)
    return target.getvalue()


def _pptx(given: Deck, asked: Mapping[str, str], origin: str, done: Progress) -> bytes:
    from pptx import Presentation

    book: Any = Presentation()
    n = len(given.slides)
    book.slide_width, book.slide_height = slide_svg.WIDTH * _PX, slide_svg.HEIGHT * _PX
    _name_fonts(book)
    view, _ = slideshow.opened(asked)
    properties = book.core_properties
    properties.title = view.words("present.cover_note", symbol=view.report.row["symbol"], title=view.title)
    properties.author, properties.language = view.words("app.name"), view.lang
    for k, slide in enumerate(given.slides, start=1):
        _Page(book, slide, asked, origin).write(view.words("present.page_of", k=k, n=n))
        done(k, n)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _name_fonts(book: Any) -> None:
    """The theme's faces, Latin and East Asian; python-pptx has no other way to them."""
    for related in book.slide_master.part.rels.values():
        if related.reltype.endswith("/theme"):
            theme = related.target_part
            blob = theme.blob.decode("utf-8").replace('<a:ea typeface=""/>', f'<a:ea typeface="{CHINESE}"/>')
            theme._blob = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{LATIN}"', blob).encode()


class _Page:
    """One slide being written."""

    def __init__(self, book: Any, slide: Slide, asked: Mapping[str, str], origin: str) -> None:
        self.slide, self.asked, self.origin = slide, asked, origin
        self.view: View = slide_content.view_of(slide, asked)
        self.face: Face = slide_content.face(slide, asked)
        self.page = book.slides.add_slide(book.slide_layouts[5])  # heading only

    def write(self, place: str) -> None:
        """Heading, what it shows, foot, notes."""
        face = self.face
        heading = self.page.shapes.title
        self._place(heading, slide_svg.MARGIN, slide_svg.HEAD - 12, slide_svg.FULL, 136)
        _, size = slide_svg.fitted(face.title, slide_svg.FULL - 20, 130, (52, 46, 40, 36, 30, 26), True, 1.2)
        self._say(heading.text_frame, [face.title], size, palette.LIGHT.ink, bold=True)
        _, small = slide_svg.fitted(face.subtitle, slide_svg.FULL - 20, 80, (28, 26, 24), leading=1.3)
        below = slide_svg.HEAD + 12 + 1.2 * size * (1 if self._short(face.title, size) else 2)
        self._text([face.subtitle], slide_svg.MARGIN, below, slide_svg.FULL, 80, small, palette.LIGHT.quiet)
        if face.map:
            self._map()
        elif face.tiles:
            self._tiles()
        elif face.lines:
            self._table()
        elif face.rows:
            self._chart()
        else:
            _, large = slide_svg.fitted(
                face.said, slide_svg.FULL - 40, slide_svg.ROOM - 20, (44, 40, 36, 32, 28, 26, 24), leading=1.5
            )
            self._text([face.said], slide_svg.MARGIN, slide_svg.BODY, slide_svg.FULL, slide_svg.ROOM, large)
        self._foot(place)
        notes = self.page.notes_slide.notes_text_frame
        self._say(notes, slideshow.notes_text(self.slide, self.asked).split("\n"), 24, None)

    def _short(self, title: str, size: float) -> bool:
        from ui.render import svg

        return len(svg.wrap(title, size, slide_svg.FULL - 20, True)) == 1

    def _foot(self, place: str) -> None:
        from pptx.util import Pt

        face, say = self.face, self.view.words
        line = self.page.shapes.add_connector(
            1,
            *(
                int(v * _PX)
                for v in (slide_svg.MARGIN, slide_svg.FOOT, slide_svg.MARGIN + slide_svg.FULL, slide_svg.FOOT)
            ),
        )
        line.line.color.rgb, line.line.width = _rgb(palette.LIGHT.line), Pt(0.75)
        for style in line._element.xpath("./p:style"):
            line._element.remove(style)  # with a shadow
        listed = slide_content.source(self.view, face)
        source = listed if self._short(listed, 27) else slide_content.source(self.view, face, listed=False)
        small = say("app.sentence_gap").join(
            each if each.endswith(("。", ".")) else each + say("pictures.stop") for each in face.small
        )
        box = self._text(
            [source, small],
            slide_svg.MARGIN,
            slide_svg.FOOT + 4,
            slide_svg.FULL - 130,
            150,
            24,
            palette.LIGHT.quiet,
        )
        box.name = "source"
        if self.origin and face.page:
            box.click_action.hyperlink.address = self.origin + face.page
        number = self._text([place], slide_svg.MARGIN + slide_svg.FULL - 130, slide_svg.FOOT + 4, 130, 40, 24)
        number.text_frame.paragraphs[0].alignment = 3  # to the right

    def _map(self) -> None:
        drawing = slide_svg.body_sheet(self.slide, self.asked)
        png = fonts.png(drawing, slide_content.view_of(self.slide, self.asked).lang, scale=2)
        picture = self.page.shapes.add_picture(
            io.BytesIO(png),
            *(int(v * _PX) for v in (slide_svg.MARGIN, slide_svg.BODY, slide_svg.FULL, slide_svg.ROOM)),
        )
        self._describe(picture)

    def _chart(self) -> None:
        from pptx.chart.data import CategoryChartData
        from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
        from pptx.util import Pt

        face, rows = self.face, slide_svg.shown_rows(self.face)
        pieces = max(len(row.pieces) for row in rows)
        used = [k for k in range(pieces) if any(len(r.pieces) > k and r.pieces[k][0] for r in rows)]
        new: Any = CategoryChartData  # which has no types
        data = new(number_format="General")
        data.categories = [f"{row.label} · {row.note}" if row.note else row.label for row in rows]
        names = face.series if len(face.series) == len(used) else ()
        fallback = self.view.words("present.count_column")
        for j, k in enumerate(used):
            values = [row.pieces[k][0] if len(row.pieces) > k else 0 for row in rows]
            data.add_series(names[j] if names else fallback, values)
        stacked = len(used) > 1
        kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
        place = (int(v * _PX) for v in (slide_svg.MARGIN, slide_svg.BODY, slide_svg.FULL, slide_svg.ROOM))
        frame = self.page.shapes.add_chart(kind, *place, data)
        self._describe(frame)
        chart = frame.chart
        chart.has_title, chart.has_legend = False, bool(names)
        chart.font.size, chart.font.color.rgb = Pt(14), _rgb(palette.LIGHT.ink)
        if names:
            chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        plot, labels, numbers = chart.plots[0], chart.category_axis, chart.value_axis
        plot.gap_width, plot.overlap = 60, 100 if stacked else 0
        plot.has_data_labels = True
        plot.data_labels.show_value, plot.data_labels.number_format = True, "0;;"
        plot.data_labels.number_format_is_linked = False
        if not stacked:
            plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.reverse_order, labels.has_major_gridlines = True, False
        labels.format.line.color.rgb = _rgb(palette.LIGHT.line)
        labels.major_tick_mark = -4142  # none
        numbers.visible, numbers.has_major_gridlines, numbers.minimum_scale = False, False, 0
        for series, k in zip(plot.series, used, strict=True):
            fill = next(row.pieces[k][1] for row in rows if len(row.pieces) > k)
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _rgb(fill if fill.startswith("#") else palette.LIGHT.neutral)
            if stacked:
                dark = fill == palette.LIGHT.class2
                series.data_labels.show_value = True
                series.data_labels.number_format, series.data_labels.number_format_is_linked = "0;;", False
                series.data_labels.font.size = Pt(14)
                series.data_labels.font.color.rgb = _rgb(palette.LIGHT.paper if dark else palette.LIGHT.ink)
        self._name_chart_fonts(chart)
        left = len(face.rows) - len(rows)
        if left:
            said = self.view.words("pictures.more", n=left)
            self._text([said], slide_svg.MARGIN, slide_svg.FOOT - 44, 600, 40, 24, palette.LIGHT.quiet)

    def _name_chart_fonts(self, chart: Any) -> None:
        """Every text of a chart names its faces."""
        from pptx.oxml.ns import qn

        for run in chart._chartSpace.iter(qn("a:defRPr")):
            _name(run)

    def _table(self) -> None:
        from pptx.util import Pt

        face = self.face
        size, label, heights = slide_svg.set_lines(face.lines)
        place = (int(v * _PX) for v in (slide_svg.MARGIN, slide_svg.BODY, slide_svg.FULL, sum(heights)))
        frame = self.page.shapes.add_table(len(face.lines), 2, *place)
        self._describe(frame)
        table = frame.table
        # No style of Office's: lines between rows only.
        table._tbl.tblPr.find(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
        ).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        table.first_row = table.horz_banding = False
        table.columns[0].width, table.columns[1].width = int(label * _PX), int((slide_svg.FULL - label) * _PX)
        for k, line in enumerate(face.lines):
            table.rows[k].height = int(heights[k] * _PX)
            first, second = table.cell(k, 0), table.cell(k, 1)
            self._say(first.text_frame, [line.label], size, palette.LIGHT.ink, bold=True)
            if line.note:
                _, beside = slide_svg.names_of(line, size, label - 20)
                cell_text = first.text_frame
                noted = cell_text.paragraphs[0] if beside else cell_text.add_paragraph()
                self._run(
                    noted, f"  {line.note}" if beside else line.note, max(24, size - 4), palette.LIGHT.quiet
                )
            self._say(second.text_frame, [line.said], size, palette.LIGHT.ink)
            for cell in (first, second):
                cell.margin_left, cell.margin_top = 0, Pt(5)
                _line_above(cell)

    def _tiles(self) -> None:
        tiles = self.face.tiles
        wide = slide_svg.FULL / len(tiles)
        for k, tile in enumerate(tiles):
            x = slide_svg.MARGIN + k * wide
            size, ink = (104, palette.LIGHT.accent) if tile.numeric else (34, palette.LIGHT.quiet)
            self._text([tile.said], x, slide_svg.BODY + 100, wide - 20, 140, size, ink, bold=True, low=True)
            self._text([tile.label], x, slide_svg.BODY + 250, wide - 20, 140, 30)
            if tile.note:
                label, _ = slide_svg.fitted(tile.label, wide - 40, 140, (30,), leading=1.25)
                y = slide_svg.BODY + 266 + label.height
                self._text([tile.note], x, y, wide - 20, 90, 24, palette.LIGHT.quiet)

    def _describe(self, shape: Any) -> None:
        """What a picture, chart or table is, for those who do not see it."""
        top = self.view.words.listing(self.face.notes[:3])
        shape._element.xpath(".//p:cNvPr")[0].set("descr", f"{self.face.title} {top}".strip())

    def _place(self, shape: Any, x: float, y: float, width: float, height: float) -> None:
        shape.left, shape.top, shape.width, shape.height = (int(v * _PX) for v in (x, y, width, height))

    def _text(
        self,
        lines: list[str],
        x: float,
        y: float,
        width: float,
        height: float,
        size: float,
        colour: str | None = palette.LIGHT.ink,
        *,
        bold: bool = False,
        low: bool = False,
    ) -> Any:
        box = self.page.shapes.add_textbox(*(int(v * _PX) for v in (x, y, width, height)))
        self._say(box.text_frame, lines, size, colour, bold)
        if low:
            box.text_frame.vertical_anchor = 4  # at the bottom
        return box

    def _say(self, frame: Any, lines: list[str], size: float, colour: str | None, bold: bool = False) -> None:
        """Lines as paragraphs of a text frame."""
        frame.word_wrap = True
        if colour:
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor = 1  # at the top
        for k, said in enumerate(lines):
            paragraph = frame.paragraphs[0] if not k else frame.add_paragraph()
            if colour:
                paragraph.alignment = 1  # to the left
            self._run(paragraph, said, size, colour, bold)

    def _run(self, paragraph: Any, said: str, size: float, colour: str | None, bold: bool = False) -> None:
        from pptx.util import Pt

        run = paragraph.add_run()
        run.text = said
        run.font.size, run.font.bold = Pt(size / 2), bold
        if colour:
            run.font.color.rgb = _rgb(colour)
        properties = run._r.get_or_add_rPr()
        properties.set("lang", "zh-CN" if re.search("[\u4e00-\u9fff]", said) else "en-GB")
        _name(properties)


def _name(properties: Any) -> None:
    """A run's faces, Latin and East Asian, in the order that the format wants."""
    from pptx.oxml.ns import qn

    for tag, name in (("a:latin", LATIN), ("a:ea", CHINESE)):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        face = properties.makeelement(qn(tag), {"typeface": name})
        last = properties.find(qn("a:hlinkClick"))
        if last is None:
            properties.append(face)
        else:
            last.addprevious(face)


def _line_above(cell: Any) -> None:
    """A thin line over a cell."""
    from pptx.oxml import parse_xml

    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    line = f'<a:lnT xmlns:a="{space}" w="9525"><a:solidFill><a:srgbClr val="{palette.LIGHT.line[1:]}"/></a:solidFill></a:lnT>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    new: Any = RGBColor  # which has no types
    return new(*bytes.fromhex(colour[1:7]))


def main() -> int:
    """The worker: JSON on standard input, progress on standard output, the file where it is wanted."""
    if hasattr(os, "nice"):
        os.nice(10)
    wanted = json.loads(sys.stdin.read())
    if wanted["own"]:
        sessions.lend(wanted["asked"][url_state.OWN], wanted["own"])
    try:
        given = slide_content.known(deck.decode(wanted["deck"]), wanted["asked"])
    except NoDeck:
        return UNREADABLE

    def done(k: int, n: int) -> None:
        print(k, n, flush=True)

    done(0, len(given.slides))
    try:
        content = made(wanted["kind"], given, wanted["asked"], wanted["origin"], done)
    except fonts.NoChinese:
        return NO_TYPEFACE
    Path(wanted["target"]).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
