"""Paragraphs as a Word document: under their headings, each in the reader's language and the report's, with its citation."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from ui.content import Heading, Passage
from ui.palette import LIGHT
from ui.render import office
from ui.view import View

_MARGIN = 20  # millimetres
_BODY, _SMALL = 11.0, 9.0


def made(view: View, title: str, under: Iterable[str], items: Iterable[Heading | Passage]) -> bytes:
    """The file: a title, lines under it, and paragraphs in their order, perhaps under headings."""
    import docx as word
    from docx.oxml.ns import qn
    from docx.shared import Mm

    book: Any = word.Document()
    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    office.describe(book.core_properties, title, view.words("app.name"), view.lang)
    office.name_word(book.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}"))
    for style in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        office.name_word(book.styles[style].element.get_or_add_rPr())
    _say(book, title, 18, LIGHT.ink, "Heading 1")
    for line in under:
        _say(book, line, _SMALL, LIGHT.quiet)
    for item in items:
        if isinstance(item, Heading):
            _say(book, f"{item.title} · {item.said}", 13, LIGHT.ink, "Heading 2", before=14)
        else:
            _passage(book, item)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _passage(book: Any, item: Passage) -> None:
    _say(book, item.where, _BODY, LIGHT.ink, "Heading 3", before=10)
    for k, wording in enumerate(item.sourced.wordings):
        _say(book, wording.text, _SMALL if k else _BODY, LIGHT.quiet if k else LIGHT.ink, after=4)
    _say(book, item.citation, _SMALL, LIGHT.quiet, after=6)


def _say(
    book: Any,
    line: str,
    size: float,
    colour: str,
    style: str = "Normal",
    *,
    before: float = 0,
    after: float = 2,
) -> None:
    from docx.shared import Pt

    paragraph = book.add_paragraph(style=style)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    paragraph.paragraph_format.keep_with_next = style != "Normal"
    office.run(paragraph, line, size, colour, bold=style != "Normal")
