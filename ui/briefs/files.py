"""The briefing as a file of one page, A4: PDF drawn like the pictures, or a Word document with real text.

`/brief/country.pdf?iso3=TUN&lang=zh`, `/brief/theme.docx?t=women&lang=en`. What has no room is said to be left out,
with its paragraphs and the address of the whole.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui import exports
from ui import fonts as fonts_module
from ui.briefs import content as brief_content
from ui.briefs.content import Block, Briefing
from ui.country import printable
from ui.findings import Mark
from ui.palette import LIGHT
from ui.queries import country_profile
from ui.render import svg
from ui.render.svg import Drawn, Row
from ui.routes import http, request_view
from ui.view import View

# On one page; a country also as a longer one to keep.
PDF, DOCX = KINDS = exports.BRIEF
HTML = "html"
MIME = {
    HTML: "text/html; charset=utf-8",
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# A4 at 96 dots an inch.
WIDTH, HEIGHT, MARGIN = 794, 1123, 60
FULL = WIDTH - 2 * MARGIN
_SIZES = (14.0, 13.0, 12.0, 11.5)
_NUMBER, _LEADING, _APART = 48.0, 1.4, 4.0
_POINT = 0.75  # of a pixel
_SPARE = 40.0  # what Word's own faces may be wider
LATIN, CHINESE = "Arial", "Microsoft YaHei"


def page(view: View, subject: str, origin: str) -> str:
    """The briefing as an SVG document of one page."""
    said = brief_content.of(view, subject, origin)
    head, foot = _head(said), _foot(view, said)
    room = HEIGHT - 2 * MARGIN - head.height - foot.height - 40
    body = _body(view, said, room)
    markup = (
        svg.moved(head, MARGIN, MARGIN)
        + svg.moved(body, MARGIN, MARGIN + head.height + 20)
        + svg.moved(foot, MARGIN, HEIGHT - MARGIN - foot.height)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH * _POINT}" height="{HEIGHT * _POINT}" '
        f'lang="{view.lang}" xml:lang="{view.lang}" font-family="{svg.plain(svg.FONTS[view.lang])}">'
        f"<title>{svg.plain(said.title)}</title>{svg.rect(0, 0, WIDTH, HEIGHT, LIGHT.paper)}{markup}</svg>"
    )


def _head(said: Briefing) -> Drawn:
    pieces = [
        svg.block(said.over, 12, LIGHT.quiet, width=FULL),
        svg.block(said.title, 24, bold=True, width=FULL, leading=1.3),
    ]
    pieces += [svg.block(said.under, 12, LIGHT.quiet, width=FULL)] if said.under else []
    parts = [svg.stack(pieces, 3)]
    parts += [_tiles(said)] if said.tiles else []
    parts += [bars(said.blocks)] if said.blocks else []
    return svg.stack(parts, 16)


def _tiles(said: Briefing) -> Drawn:
    width = svg.column(len(said.tiles), FULL, 16)
    cells = []
    for number, label in said.tiles:
        stated = number[:1].isdigit()
        ink, size = (LIGHT.accent, 24) if stated else (LIGHT.quiet, 14)
        cells.append(
            svg.stack(
                [
                    Drawn(svg.text(0, 26, number, size, ink, bold=True), 34),
                    svg.block(label, 11.5, LIGHT.quiet, width=width, leading=1.35),
                ]
            )
        )
    row = svg.beside(cells, FULL, 16)
    line = svg.rect(0, 0, FULL, 1, LIGHT.line)
    return Drawn(
        line + svg.moved(row, 0, 2) + svg.moved(line, 0, row.height + 10),
        row.height + 11,
    )


def bars(blocks: tuple[Block, ...]) -> Drawn:
    """The blocks of bars side by side, all to one scale."""
    width = svg.column(2, FULL, 32)
    longest = max(n for block in blocks for _, n in block.rows)
    drawn = []
    for block in blocks:
        rows = [Row(label, ((n, LIGHT.class2),), str(n)) for label, n in block.rows]
        head = svg.block(block.heading, 13, bold=True, width=width)
        drawn.append(svg.stack([head, svg.bars(rows, longest, width, 12, 0.55)], 2))
    return svg.beside(drawn, FULL if len(drawn) == 2 else width, 32)


def _foot(view: View, said: Briefing) -> Drawn:
    lines = [said.source, said.notes]
    lines += [view.words("brief.online") + said.address] if said.address else []
    drawn = [svg.block(line, 11, LIGHT.quiet, width=FULL, leading=1.4) for line in lines]
    rule = Drawn(svg.rect(0, 0, FULL, 1, LIGHT.line), 1)
    return svg.stack([rule, *drawn], 5)


def _body(view: View, said: Briefing, room: float) -> Drawn:
    if said.nothing:
        return svg.block(said.nothing, 14, width=FULL)
    pieces = [svg.block(said.heading, 13, bold=True, width=FULL)]
    room -= pieces[0].height
    size, shown, left = fitting(view, said, room)
    markup, y, column = "", 0.0, _column(said)
    for where, sentence, marks in shown:
        markup += svg.text(0, y + size * 1.1, where, size, LIGHT.quiet, bold=True)
        lines = _lines(sentence, size, column)
        for k, line in enumerate(coloured(sentence, lines, marks)):
            base = y + size * 1.1 + k * size * _LEADING
            spans = "".join(
                f'<tspan fill="{LIGHT.accent if on else LIGHT.ink}">{svg.plain(part)}</tspan>'
                for part, on in line
            )
            markup += f'<text x="{column:g}" y="{base:.1f}" font-size="{size:g}" xml:space="preserve">{spans}</text>'
        y += len(lines) * size * _LEADING + _APART
    pieces.append(Drawn(markup, y))
    pieces += [svg.block(line, 12, LIGHT.quiet, width=FULL) for line in (left, said.passing) if line]
    return svg.stack(pieces, 4)


def _column(said: Briefing) -> float:
    """How wide the numbers of the paragraphs are."""
    widest = max((svg.width_of(where, _SIZES[0], True) for where, _, _ in said.sentences), default=0.0)
    return max(_NUMBER, widest + 8)


def _lines(sentence: str, size: float, column: float) -> list[str]:
    # Widths are estimates: half a letter stays free.
    return svg.wrap(sentence, size, FULL - column - size / 2)


def coloured(sentence: str, lines: list[str], marks: tuple[Mark, ...]) -> list[list[tuple[str, bool]]]:
    """Lines of a sentence as pieces that are marked or not; lines differ from it in their blanks only."""
    counted = [
        any(m.start <= k < m.end for m in marks) for k, letter in enumerate(sentence) if not letter.isspace()
    ]
    at, made = 0, []
    for line in lines:
        flags: list[bool] = []
        for letter in line:
            if letter.isspace():
                flags.append(bool(flags) and flags[-1] and at < len(counted) and counted[at])
            else:
                flags.append(counted[at])
                at += 1
        pieces = [
            ("".join(letter for letter, _ in same), on)
            for on, same in groupby(zip(line, flags, strict=True), key=lambda pair: pair[1])
        ]
        made.append(pieces)
    return made


Sentences = tuple[tuple[str, str, tuple[Mark, ...]], ...]


def fitting(view: View, said: Briefing, room: float) -> tuple[float, Sentences, str]:
    """The size of the sentences, those that have room, and what is said of the others ("" where there are none)."""
    room -= 22 if said.passing else 0
    size, heights, column = _SIZES[-1], [0.0], _column(said)
    for size in _SIZES:
        heights = [
            len(_lines(text, size, column)) * size * _LEADING + _APART for _, text, _ in said.sentences
        ]
        if sum(heights) <= room:
            return size, said.sentences, ""
    used, n = 0.0, 0
    while used + heights[n] <= room - 44:
        used += heights[n]
        n += 1
    rest = said.sentences[n:]
    numbers = view.words.listing(dict.fromkeys(where for where, _, _ in rest))
    return size, said.sentences[:n], view.words("brief.left", n=len(rest), numbers=numbers)


def pdf(view: View, subject: str, origin: str = "") -> bytes:
    """The briefing as PDF."""
    return fonts_module.pdf(page(view, subject, origin), view.lang)


def docx(view: View, subject: str, origin: str = "") -> bytes:
    """The briefing as a Word document: heading, table of numbers, picture of the bars, sentences; source in the foot."""
    said = brief_content.of(view, subject, origin)
    head, foot = _head(said), _foot(view, said)
    room = HEIGHT - 2 * MARGIN - head.height - foot.height - _SPARE
    size, shown, left = fitting(view, said, room) if said.sentences else (_SIZES[0], (), "")
    paper = _Paper(view, said)
    paper.write(size * _POINT, shown, left)
    target = io.BytesIO()
    paper.book.save(target)
    return target.getvalue()


class _Paper:
    """One Word document being written."""

    def __init__(self, view: View, said: Briefing) -> None:
        import docx as word
        from docx.shared import Mm

        self.view, self.said = view, said
        self.book: Any = word.Document()
        page = self.book.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(MARGIN * 25.4 / 96)
        page.top_margin = page.bottom_margin = page.footer_distance = Mm(14)
        self.book.core_properties.title = said.title
        self.book.core_properties.author = view.words("app.name")
        self.book.core_properties.language = view.lang
        for style in ("Normal", "Heading 1", "Heading 2"):
            self._name(self.book.styles[style].element.get_or_add_rPr())

    def write(self, size: float, shown: Sentences, left: str) -> None:
        """Everything, in the order of the page."""
        said = self.said
        self._say(said.over, 9, LIGHT.quiet)
        self._say(said.title, 18, LIGHT.ink, "Heading 1")
        if said.under:
            self._say(said.under, 9, LIGHT.quiet, after=6)
        if said.tiles:
            self._tiles()
        if said.blocks:
            self._bars()
        if said.nothing:
            self._say(said.nothing, 11, LIGHT.ink)
        if shown:
            self._say(said.heading, 10, LIGHT.ink, "Heading 2", before=6, after=2)
        for sentence in shown:
            self._sentence(sentence, size)
        for line in (left, said.passing):
            if line:
                self._say(line, 9, LIGHT.quiet, after=2)
        foot = self.book.sections[0].footer
        foot.is_linked_to_previous = False
        lines = [said.source, said.notes]
        lines += [self.view.words("brief.online") + said.address] if said.address else []
        for k, line in enumerate(lines):
            paragraph = foot.paragraphs[0] if not k else foot.add_paragraph()
            self._set(paragraph, 0, 2, 8)
            self._run(paragraph, line, 8, LIGHT.quiet)

    def _sentence(self, sentence: tuple[str, str, tuple[Mark, ...]], size: float) -> None:
        from docx.shared import Pt

        where, text, marks = sentence
        paragraph = self.book.add_paragraph()
        self._set(paragraph, 0, 3, size)
        indent = Pt(_column(self.said) * _POINT)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = indent, -indent
        paragraph.paragraph_format.tab_stops.add_tab_stop(indent)
        self._run(paragraph, f"{where}\t", size, LIGHT.quiet, bold=True)
        for part, on in coloured(text, [text], marks)[0]:
            self._run(paragraph, part, size, LIGHT.accent if on else LIGHT.ink, bold=on)

    def _tiles(self) -> None:
        table = self.book.add_table(2, len(self.said.tiles))
        for k, (number, label) in enumerate(self.said.tiles):
            stated = number[:1].isdigit()
            first, second = table.cell(0, k).paragraphs[0], table.cell(1, k).paragraphs[0]
            self._set(first)
            self._set(second, 0, 6, 8.5)
            self._run(first, number, 18 if stated else 11, LIGHT.accent if stated else LIGHT.quiet, bold=True)
            self._run(second, label, 8.5, LIGHT.quiet)

    def _bars(self) -> None:
        from docx.shared import Pt

        drawn = bars(self.said.blocks)
        picture = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{FULL}" height="{drawn.height:g}" '
            f'font-family="{svg.plain(svg.FONTS[self.view.lang])}">{drawn.markup}</svg>'
        )
        paragraph = self.book.add_paragraph()
        self._set(paragraph)
        shape = paragraph.add_run().add_picture(
            io.BytesIO(fonts_module.png(picture, self.view.lang, scale=3)), width=Pt(FULL * _POINT - 2)
        )
        colon, listing = self.view.words("app.colon"), self.view.words.listing
        told = (
            block.heading + colon + listing(f"{label} {n}" for label, n in block.rows)
            for block in self.said.blocks
        )
        shape._inline.docPr.set("descr", listing(told))
        for side in "TBLR":  # some programs take a missing distance for an eighth of an inch
            shape._inline.set(f"dist{side}", "0")

    def _say(
        self,
        line: str,
        size: float,
        colour: str,
        style: str = "Normal",
        *,
        before: float = 0,
        after: float = 2,
    ) -> None:
        paragraph = self.book.add_paragraph(style=style)
        self._set(paragraph, before, after, size)
        self._run(paragraph, line, size, colour, bold=style != "Normal")

    def _set(self, paragraph: Any, before: float = 0, after: float = 0, size: float = 0) -> None:
        """Distances in points; lines of `size` stand as far apart as in the PDF, whatever the face."""
        from docx.shared import Pt

        shape = paragraph.paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.line_spacing = Pt(size * _LEADING) if size else 1.0

    def _run(self, paragraph: Any, said: str, size: float, colour: str, bold: bool = False) -> None:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(svg.bare(said))
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(colour[1:7])
        self._name(run._r.get_or_add_rPr())

    def _name(self, properties: Any) -> None:
        """The faces, Latin and Chinese, and the language."""
        from docx.oxml.ns import qn

        fonts = properties.get_or_add_rFonts()
        for name in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{name}"), LATIN)
        fonts.set(qn("w:eastAsia"), CHINESE)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def html(view: View, _subject: str, origin: str) -> bytes:
    """All that is found of the view's country, as a page that needs nothing else."""
    return printable.document(view, country_profile.country_of(view), origin)


MAKERS: Mapping[str, Callable[[View, str, str], bytes]] = {PDF: pdf, DOCX: docx, HTML: html}
FORMS = {brief_content.COUNTRY: (*KINDS, HTML), brief_content.THEME: KINDS}


def _answer(request: Request) -> Response:
    subject, kind = request.path_params["subject"], request.path_params["kind"]
    if kind not in FORMS.get(subject, ()):
        raise HTTPException(404, "there is no such brief")
    view, origin = (
        request_view.view_of(brief_content.PAGES[subject], http.asked(request)),
        http.origin(request),
    )
    try:
        content, code = MAKERS[kind](view, subject, origin), brief_content.of(view, subject, origin).code
    except LookupError as error:
        raise HTTPException(404, "no theme is given, or it is not known: ?t=…") from error
    except fonts_module.NoChinese as error:
        raise HTTPException(503, str(error)) from error
    file = exports.file_name(view, brief_content.PAGES[subject], kind, code)
    return http.attachment(content, MIME[kind], file, {"Cache-Control": "no-cache"})


def _allowed(_request: Request) -> list[str]:
    return [f"/brief/{subject}.{kind}" for subject, kinds in FORMS.items() for kind in kinds]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [http.mounted("/brief", [Route("/{subject}.{kind}", _answer)], _allowed)]
