"""Briefs as a Word document: heading, table of numbers, picture of the bars, all sentences; source in the foot.

A brief has one page where it fits on one, else as many as it needs.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ui import content
from ui.content import Block, Brief, Columns, Passage, Tiles
from ui.palette import LIGHT
from ui.render import fonts, office, paper
from ui.render.paper import FULL, HEIGHT, LEADING, MARGIN, POINT
from ui.render.svg import shapes
from ui.view import View

_SPARE = 40.0  # what Word's own faces may be higher
_ON_TWO = 12.0  # size of the sentences where they need a second page


def made(briefs: Sequence[tuple[View, Brief]]) -> bytes:
    """The briefs as a file, each on a page of its own."""
    from docx.shared import Mm

    view, first = briefs[0]
    book = office.word_book(view, first.headline.title)
    page = book.sections[0]
    page.left_margin = page.right_margin = Mm(MARGIN * 25.4 / 96)
    page.top_margin = page.bottom_margin = page.footer_distance = Mm(14)
    for k, (view, brief) in enumerate(briefs):
        if k:
            book.add_section()
        _Page(book, view, brief).write()
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@dataclass(frozen=True)
class _Page:
    """A brief being written at the end of a document."""

    book: Any
    view: View
    brief: Brief

    def write(self) -> None:
        """Everything, in the order of the page."""
        view, brief = self.view, self.brief
        above, below = paper.head(view, brief), paper.foot(view, brief)
        room = HEIGHT - 2 * MARGIN - above.height - below.height - _SPARE - 20 * len(paper.aid_lines(brief))
        fitted = paper.fitting(view, brief, room)
        shown, size = (fitted.shown, fitted.size) if not fitted.left else (brief.passages.items, _ON_TWO)
        said = self.brief.headline
        self._say(said.over, 9, LIGHT.quiet)
        self._say(said.title, 18, LIGHT.ink, "Heading 1")
        if said.subtitle:
            self._say(said.subtitle, 9, LIGHT.quiet, after=6)
        for block in self.brief.blocks:
            self._block(block)
        if shown:
            self._say(self.brief.passages.title, 10, LIGHT.ink, "Heading 2", before=6, after=2)
            for line in paper.aid_lines(self.brief):
                self._say(line, 8, LIGHT.quiet, after=2)
        for passage in shown:
            self._sentence(passage, size * POINT)
        if self.brief.after:
            self._say(self.brief.after, 9, LIGHT.quiet, after=2)
        foot = self.book.sections[-1].footer
        foot.is_linked_to_previous = False
        for k, line in enumerate(paper.foot_lines(self.view, self.brief)):
            paragraph = foot.paragraphs[0] if not k else foot.add_paragraph()
            _space(paragraph, 0, 2, 8)
            office.run(paragraph, line, 8, LIGHT.quiet)

    def _block(self, block: Block) -> None:
        match block:
            case Tiles():
                self._tiles(block)
            case Columns():
                self._bars(block)
            case content.Note() | content.Prose():
                self._say(block.text, 11, LIGHT.ink)
            case _:
                raise TypeError(f"no brief of a block: {type(block).__name__}")

    def _sentence(self, passage: Passage, size: float) -> None:
        from docx.shared import Pt

        paragraph = self.book.add_paragraph()
        _space(paragraph, 0, 3, size)
        indent = Pt(paper.number_width(self.brief) * POINT)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = indent, -indent
        paragraph.paragraph_format.tab_stops.add_tab_stop(indent)
        office.run(paragraph, f"{passage.where}\t", size, LIGHT.quiet, bold=True)
        for k, (said, pixels) in enumerate(paper.sized(passage, size / POINT)):
            if k:
                paragraph.add_run().add_break()
            for part, on in paper.coloured(said.text, [said.text], said.marks)[0]:
                office.run(paragraph, part, pixels * POINT, LIGHT.accent if on else LIGHT.ink, bold=on)

    def _tiles(self, block: Tiles) -> None:
        table = self.book.add_table(2, len(block.items))
        for k, tile in enumerate(block.items):
            first, second = table.cell(0, k).paragraphs[0], table.cell(1, k).paragraphs[0]
            _space(first)
            _space(second, 0, 6, 8.5)
            points, ink = (18, LIGHT.accent) if tile.stated else (11, LIGHT.quiet)
            office.run(first, tile.value, points, ink, bold=True)
            office.run(second, tile.label, 8.5, LIGHT.quiet)

    def _bars(self, block: Columns) -> None:
        from docx.shared import Pt

        drawn = paper.columns(block)
        picture = shapes.document(self.view.lang, FULL, drawn.height, drawn.markup)
        paragraph = self.book.add_paragraph()
        _space(paragraph)
        shape = paragraph.add_run().add_picture(
            io.BytesIO(fonts.png(picture, self.view.lang, scale=3)), width=Pt(FULL * POINT - 2)
        )
        shape._inline.docPr.set("descr", paper.told(self.view, block))
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
        _space(paragraph, before, after, size)
        office.run(paragraph, line, size, colour, bold=style != "Normal")


def _space(paragraph: Any, before: float = 0, after: float = 0, size: float = 0) -> None:
    """Distances in points; lines of `size` stand as far apart as in the PDF, whatever the face."""
    from docx.shared import Pt

    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = Pt(size * LEADING) if size else 1.0
