"""A presentation as a file: .pptx with charts and tables that can be edited, or PDF drawn as on the screen.

`python -m ui.slides.files` is the worker: it reads what is wanted as JSON, says after every slide how many are done, and
writes the file. It is a process of its own, so that nobody else waits for it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ui import deck, request_view, sessions, url_state
from ui.deck import Deck, NoDeck
from ui.render import fonts, office, pdf, pptx
from ui.render.svg import slide as svg_slide
from ui.slides import content as slide_content
from ui.slides.notes import notes_text
from ui.view import View

PPTX, PDF = KINDS = ("pptx", "pdf")
# How the worker ends, but for 0 and a fault.
UNREADABLE, NO_TYPEFACE = 3, 4
Progress = Callable[[int, int], None]


def made(
    kind: str, given: Deck, asked: Mapping[str, str], origin: str = "", done: Progress = lambda k, n: None
) -> bytes:
    """The file; `origin` is put before the addresses of the app, which are left out without it."""
    return _pdf(given, asked, done) if kind == PDF else _pptx(given, asked, origin, done)


def _pdf(given: Deck, asked: Mapping[str, str], done: Progress) -> bytes:
    view, n = request_view.view_of("overview", asked), len(given.slides)

    def drawings() -> Iterator[str]:
        for k, slide in enumerate(given.slides, start=1):
            own = slide_content.view_of(slide, asked)
            place = own.words("present.page_of", k=k, n=n)
            yield svg_slide.document(own, slide_content.exhibit(slide, asked), place, tagged=True)
            done(k, n)

    lang = office.LANGUAGES[view.lang]
    return pdf.document(drawings(), _title(view), view.words("app.name"), lang)


def _title(view: View) -> str:
    return view.document


def _pptx(given: Deck, asked: Mapping[str, str], origin: str, done: Progress) -> bytes:
    view = request_view.view_of("overview", asked)
    book, n = pptx.Book(view, _title(view)), len(given.slides)
    for k, slide in enumerate(given.slides, start=1):
        own, made = slide_content.view_of(slide, asked), slide_content.exhibit(slide, asked)
        book.add(own, made, own.words("present.page_of", k=k, n=n), notes_text(slide, asked), origin)
        done(k, n)
    return book.content()


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
