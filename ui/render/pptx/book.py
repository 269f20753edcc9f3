"""A presentation being made: `Book(view, title)`, `add` an exhibit a slide, then `content`."""

from __future__ import annotations

import io
import re
from typing import Any

from ui.content import Exhibit
from ui.render import office, slide_layout
from ui.render.pptx import slide
from ui.render.pptx.text import PX
from ui.view import View

_HEADING_ONLY = 5  # of the layouts that python-pptx brings


class Book:
    """A presentation without slides, its title and language in its properties."""

    def __init__(self, view: View, title: str) -> None:
        from pptx import Presentation

        book: Any = Presentation()
        book.slide_width, book.slide_height = slide_layout.WIDTH * PX, slide_layout.HEIGHT * PX
        office.describe(book.core_properties, title, view.words("app.name"), view.lang)
        _name_theme(book.slide_master.part)
        _name_theme(book.notes_master.part)
        self._book = book

    def add(self, view: View, exhibit: Exhibit, place: str = "", notes: str = "", origin: str = "") -> None:
        """One more slide; `place` is its number among all, `notes` are the speaker's, and `origin` is put before addresses,
        which are left out without it."""
        page = self._book.slides.add_slide(self._book.slide_layouts[_HEADING_ONLY])
        slide.write(page, view, exhibit, place, notes, origin)

    def content(self) -> bytes:
        """The file."""
        target = io.BytesIO()
        self._book.save(target)
        return target.getvalue()


def _name_theme(master: Any) -> None:
    """A theme's faces, Latin and East Asian; python-pptx has no other way to them."""
    for related in master.rels.values():
        if related.reltype.endswith("/theme"):
            theme = related.target_part
            blob = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{office.LATIN}"', _text(theme))
            named = re.sub(r'<a:ea typeface="[^"]*"', f'<a:ea typeface="{office.CHINESE}"', blob)
            theme._blob = named.encode()


def _text(part: Any) -> str:
    return str(part.blob, "utf-8")
