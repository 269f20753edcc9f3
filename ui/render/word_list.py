"""Paragraphs as a Word document: under their headings, each in the reader's language and the report's, with its citation."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from ui.content import Passage
from ui.palette import LIGHT
from ui.render import office
from ui.view import View

_MARGIN = 20  # millimetres
# Part of the document → style, points, colour, distance before and after it.
_LOOKS = {
    "title": ("Heading 1", 18.0, LIGHT.ink, 0, 2),
    "under": ("Normal", 9.0, LIGHT.quiet, 0, 2),
    "group": ("Heading 2", 13.0, LIGHT.ink, 14, 2),
    "where": ("Heading 3", 11.0, LIGHT.ink, 10, 2),
    "text": ("Normal", 11.0, LIGHT.ink, 0, 4),
    "source": ("Normal", 9.0, LIGHT.quiet, 0, 4),
}


def made(
    view: View, title: str, under: Iterable[str], groups: Iterable[tuple[str, Iterable[Passage]]]
) -> bytes:
    """The file: a title, lines under it, and paragraphs in their order under the headings of their groups ("" for none)."""
    from docx.shared import Mm

    book = office.word_book(view, title)
    page = book.sections[0]
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    _say(book, "title", title)
    for line in under:
        _say(book, "under", line)
    for heading, passages in groups:
        if heading:
            _say(book, "group", heading)
        for passage in passages:
            _passage(book, passage)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _passage(book: Any, item: Passage) -> None:
    _say(book, "where", item.where)
    for k, wording in enumerate(item.sourced.wordings):
        _say(book, "source" if k else "text", wording.text)
    _say(book, "source", item.citation)


def _say(book: Any, part: str, line: str) -> None:
    from docx.shared import Pt

    style, size, colour, before, after = _LOOKS[part]
    made = book.add_paragraph(style=style)
    shape = made.paragraph_format
    shape.keep_with_next = style != "Normal"
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    office.run(made, line, size, colour, bold=style != "Normal")
