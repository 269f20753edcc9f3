"""The screen that is shown: `/show?deck=…#3`, one page of our own beside Streamlit, so that keys answer at once.

All slides are in the page from the start. `?view=presenter` is the same page for the one who speaks: this slide, the
next one, notes, the sentences behind it, and a clock. `/slide/<name>.svg?…` is a single slide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from ui import deck, palette, tables, url_state
from ui.cache import keep_few
from ui.deck import Deck, NoDeck, Slide
from ui.i18n import FALLBACK, LANGUAGES, words
from ui.registry import SLIDES
from ui.render import documents, slide_layout
from ui.render.svg import shapes
from ui.render.svg import slide as svg_slide
from ui.request_view import check, view_of
from ui.routes import http
from ui.slides import content as slide_content
from ui.slides import names
from ui.slides.notes import notes_of
from ui.view import View, base_path

HEADING = "h"
_LONGEST = 2 * deck.LONGEST
# Stricter than the app's: this page has no script but one file.
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "cache-control": "no-cache",
}
# Slides of the screen that are kept.
_KEPT = 96


def opened(asked: Mapping[str, str]) -> tuple[View, Deck]:
    """The view and the deck that an address asks for; the ready-made one where it asks for none that can be read. One that is
    empty, or of slides that nothing is known of, is what was asked for."""
    view = view_of("overview", {k: v for k, v in asked.items() if k in url_state.SHARED})
    try:
        return view, slide_content.known(deck.decode(asked.get(deck.PARAM, "")), view.here.shared)
    except NoDeck:
        return view, slide_content.of_year(view)


def href(view: View, given: Deck, at: int = 1, presenter: bool = False) -> str:
    """Where a deck is shown."""
    more = {"view": "presenter"} if presenter else {}
    return f"{view.served('show', {**more, deck.PARAM: deck.encode(given)})}#{at}"


def slide_href(view: View, slide: Slide) -> str:
    """Where the picture of one slide is."""
    asked = slide_content.asked_of(slide, view.here.shared) | (
        {HEADING: slide.heading} if slide.heading else {}
    )
    return url_state.href(f"slide/{slide.name}.svg", asked, view.here.base)


def page(view: View, given: Deck, presenter: bool = False) -> str:
    """The whole page, its slides in the colours of the reader's scheme."""
    say, asked, n = view.words, view.here.shared, len(given.slides)
    slides = [
        {
            "place": (place := say("present.page_of", k=k, n=n)),
            "title": slide_content.title(slide, asked),
            "drawing": _drawing(slide_content.view_of(slide, asked), slide, asked, place),
            "notes": notes_of(slide, asked),
        }
        for k, slide in enumerate(given.slides, start=1)
    ]
    with shapes.in_colours(palette.VARIABLES):
        patterns = shapes.patterns()
    return documents.document(
        "show.html",
        say=say,
        lang=view.lang,
        title=view.document,
        light=documents.variables(palette.LIGHT),
        dark=documents.variables(palette.DARK),
        static=f"{view.here.base}/assets",
        edition=int((palette.STATIC / "show.js").stat().st_mtime),
        presenter=presenter,
        back=view.here.to("present", **{deck.PARAM: deck.encode(given)}),
        fonts=shapes.FONTS[view.lang],
        width=slide_layout.WIDTH,
        height=slide_layout.HEIGHT,
        patterns=patterns,
        slides=slides,
    )


@keep_few(_KEPT)
def _drawing(view: View[Any], slide: Slide, asked: Mapping[str, str], place: str) -> Markup:
    """A slide in the colours of the page around it; `place` is its number among all."""
    with shapes.in_colours(palette.VARIABLES):
        return svg_slide.slide(view, slide_content.exhibit(slide, asked), place)


def _show(request: Request) -> Response:
    try:
        asked = http.asked(request, _LONGEST)
    except url_state.Refused as error:
        return http.refused(request, error)
    try:
        view, given = opened(asked)
        if not given.slides:
            return HTMLResponse(_empty(view), headers=_HEADERS)
        kept = http.kept(view.report.atlas, _HEADERS["cache-control"])
        made = page(view, given, asked.get("view") == "presenter")
        return HTMLResponse(made, headers={**_HEADERS, "cache-control": kept["Cache-Control"]})
    except tables.TablesError as error:
        return http.no_tables(request, error)
    except HTTPException as error:
        lang = asked.get(url_state.LANG, "")
        return HTMLResponse(
            gone(lang if lang in LANGUAGES else FALLBACK), error.status_code, headers=_HEADERS
        )


def _empty(view: View) -> str:
    """In place of the page where there is no slide to be shown."""
    say = view.words
    return documents.notice(
        say,
        say("pages.present"),
        say("present.empty"),
        [(view.here.to("present"), say("pages.present"))],
    )


def gone(lang: str) -> str:
    """In place of the page where its report is not here: it was removed, or the session that had it is over."""
    say, home = words(lang), url_state.href("overview", {url_state.LANG: lang}, base_path())
    return documents.notice(say, say("present.gone_title"), say("present.gone"), [(home, say("app.name"))])


def _slide(request: Request) -> Response:
    name, asked = request.path_params["name"], http.asked(request, _LONGEST)
    if name not in SLIDES:
        raise HTTPException(404, "there is no such slide")
    check(asked)
    heading = asked.pop(HEADING, "")[: deck.LONGEST_HEADING]
    slide = Slide(name, tuple(asked.items()), heading)
    common = {k: asked[k] for k in url_state.SHARED if k in asked}
    kept = http.kept(slide_content.view_of(slide, common).report.atlas)
    view = slide_content.view_of(slide, common)
    drawing = svg_slide.document(view, slide_content.exhibit(slide, common))
    return Response(drawing, media_type="image/svg+xml", headers=kept)


def _file(request: Request) -> Response:
    asked = http.asked(request, _LONGEST)
    check(asked)
    view, given = opened(asked)
    content = deck.to_file(given, view.report.report)
    name = names.file_name(view, given, "json")
    return http.attachment(content, "application/json", name, {"Cache-Control": "no-store"})


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [
        http.gated("/show", _show),
        http.mounted("/deck", [http.gated("/file.json", _file)], lambda _: ["/deck/file.json"]),
        http.mounted("/slide", [http.gated("/{name}.svg", _slide)], lambda _: SLIDES),
    ]
