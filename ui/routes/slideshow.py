"""The screen that is shown: `/show?deck=…#3`, one page of our own beside Streamlit, so that keys answer at once.

All slides are in the page from the start. `?view=presenter` is the same page for the one who speaks: this slide, the
next one, notes, the sentences behind it, and a clock. `/slide/<name>.svg?…` is a single slide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ui import deck, exports, tables, url_state
from ui import palette as palette_module
from ui.deck import Deck, NoDeck, Slide
from ui.i18n import FALLBACK, LANGUAGES, words
from ui.markup import esc
from ui.render import svg
from ui.request_view import view_of
from ui.routes import http
from ui.slides import content as slide_content
from ui.slides import slide_svg
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
_COLOUR = re.compile(r'(fill|stroke)="(#[0-9A-F]{6})"')
_NAMES = {colour: name.replace("_", "-") for name, colour in asdict(palette_module.LIGHT).items()}


def opened(asked: Mapping[str, str]) -> tuple[View, Deck]:
    """The view and the deck that an address asks for; the ready-made one where it asks for none that can be read."""
    view = view_of("overview", {k: v for k, v in asked.items() if k in url_state.COMMON})
    try:
        given = (
            slide_content.known(deck.decode(asked[deck.PARAM]), view.common)
            if deck.PARAM in asked
            else Deck()
        )
    except NoDeck:
        given = Deck()
    return view, given if given.slides else slide_content.worth(deck.ready_made(), view.common)


def href(view: View, given: Deck, at: int = 1, presenter: bool = False) -> str:
    """Where a deck is shown."""
    more = {"view": "presenter"} if presenter else {}
    return f"{view.served('show', {**more, deck.PARAM: deck.encode(given)})}#{at}"


def slide_href(view: View, slide: Slide) -> str:
    """Where the picture of one slide is."""
    asked = slide_content.asked_of(slide, view.common) | ({HEADING: slide.heading} if slide.heading else {})
    return url_state.href(f"slide/{slide.name}.svg", asked, view.here.base)


def in_theme(markup: str) -> str:
    """A drawing whose colours are those of the page around it."""
    return _COLOUR.sub(
        lambda found: f'{found[1]}="var(--{_NAMES[found[2]]})"' if found[2] in _NAMES else found[0], markup
    )


def page(view: View, given: Deck, presenter: bool = False) -> str:
    """The whole page."""
    say, lang, asked = view.words, view.lang, view.common
    n = len(given.slides)
    slides = speaker = ""
    for k, slide in enumerate(given.slides, start=1):
        made, place = slide_content.face(slide, asked), say("present.page_of", k=k, n=n)
        slides += (
            f'<section class="slide" data-k="{k}" aria-roledescription="slide" aria-label="{place}">'
            f"<h1>{esc(made.title)}</h1>"
            f'<svg viewBox="0 0 {slide_svg.WIDTH} {slide_svg.HEIGHT}" font-family="{esc(svg.FONTS[lang])}">'
            f"{in_theme(slide_svg.drawing(slide, asked, place))}</svg></section>"
        )
        speaker += f'<div class="notes" data-k="{k}" tabindex="0">{notes_html(slide, asked)}</div>'
    file = palette_module.STATIC / "show.js"
    static, edition = f"{view.here.base}/assets", int(file.stat().st_mtime)
    variables = {
        theme: "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(palette).items())
        for theme, palette in (("light", palette_module.LIGHT), ("dark", palette_module.DARK))
    }
    title = say("present.cover_note", symbol=view.report.row["symbol"], title=view.title)
    back = view.here.to("present", **{deck.PARAM: deck.encode(given)})
    colours = (
        f":root{{{variables['light']}}}@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{"
        f"{variables['dark']}}}}}:root[data-theme=dark]{{{variables['dark']}}}"
    )
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{esc(title)} · '
        f"{esc(say('pages.present'))}</title>"
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{colours}</style>'
        f'<link rel="icon" href="{static}/favicon.svg"><link rel="stylesheet" href="{static}/show.css?v={edition}">'
        f'<script src="{static}/show.js?v={edition}" defer></script></head>'
        f'<body class="{"presenter" if presenter else "audience"}" data-back="{esc(back)}">'
        f'<svg width="0" height="0" class="defs" aria-hidden="true"><defs>{in_theme(svg.PATTERNS)}</defs></svg>'
        f"<main>{slides}</main>{_speaker(view, speaker, n) if presenter else f'<aside hidden>{speaker}</aside>'}"
        f'<button type="button" class="keys-off" hidden>{esc(say("present.keys_off"))}</button>'
        f'<div class="black" role="status" aria-label="{esc(say("present.black"))}" hidden></div>'
        '<p class="said" role="status"></p></body></html>'
    )


def _speaker(view: View, notes: str, n: int) -> str:
    """What only the one who speaks sees."""
    say = view.words
    buttons = (
        f'<button type="button" data-by="-1" aria-label="{esc(say("present.up"))}">←</button>'
        f'<b class="at" data-n="{n}"></b><button type="button" data-by="1" '
        f'aria-label="{esc(say("present.next_slide"))}">→</button>'
    )
    return (
        f'<aside><p class="turn">{buttons}</p><p class="next-said" data-none="{esc(say("present.no_next"))}">'
        f"{esc(say('present.next_slide'))}</p>{notes}"
        f'<p class="times"><span>{esc(say("present.clock"))} <b class="clock"></b></span>'
        f'<span>{esc(say("present.elapsed"))} <b class="elapsed"></b></span>'
        f'<button type="button" class="reset">{esc(say("present.reset"))}</button></p>'
        f'<p class="keys">{esc(say("present.keys"))}</p></aside>'
    )


def notes_html(slide: Slide, asked: Mapping[str, str]) -> str:
    """A slide's own note, how it is read, and the sentences behind it."""
    view, made = slide_content.view_of(slide, asked), slide_content.face(slide, asked)
    say = view.words
    own = "".join(f"<p>{esc(line)}</p>" for line in slide.note.splitlines() if line.strip())
    counted = "".join(f"<li>{esc(note)}</li>" for note in (*made.notes, slide_content.source(view, made)))
    quoted = ""
    for passage, where, said in slide_content.sentences(view, made.evidence):
        target = esc(view.here.to("paragraphs", passage=passage))
        quoted += (
            f'<li><a href="{target}" target="_blank">{esc(where)}</a> '
            f'<q lang="{view.text_lang}">{esc(said)}</q></li>'
        )
    left = slide_content.left_out(made.evidence)
    own = own or f'<p class="quiet">{esc(say("present.no_note"))}</p>'
    more = f"<p>{esc(say('present.more_paragraphs', n=left))}</p>" if left else ""
    return (
        f"<h2>{esc(say('present.note'))}</h2>{own}"
        f'<h2>{esc(say("present.behind"))}</h2><ul class="quoted">{quoted}</ul>{more}'
        f"<h2>{esc(say('present.counted'))}</h2><ul>{counted}</ul>"
    )


def _show(request: Request) -> Response:
    asked = http.asked(request, _LONGEST)
    try:
        view, given = opened(asked)
        return HTMLResponse(page(view, given, asked.get("view") == "presenter"), headers=_HEADERS)
    except tables.TablesError as error:
        return http.no_tables(request, error)
    except HTTPException as error:
        lang = asked.get(url_state.LANG, "")
        return HTMLResponse(
            gone(lang if lang in LANGUAGES else FALLBACK), error.status_code, headers=_HEADERS
        )


def gone(lang: str) -> str:
    """In place of the page where its report is not here: it was removed, or the session that had it is over."""
    say = words(lang)
    home = url_state.href("overview", {url_state.LANG: lang}, base_path())
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{esc(say("pages.present"))}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body style="font:20px/1.6 {esc(svg.FONTS[lang])};max-width:36em;margin:20vh auto;padding:0 24px">'
        f"<h1>{esc(say('present.gone_title'))}</h1><p>{esc(say('present.gone'))}</p>"
        f'<p><a href="{esc(home)}">{esc(say("app.name"))}</a></p></body></html>'
    )


def _slide(request: Request) -> Response:
    name, asked = request.path_params["name"], http.asked(request, _LONGEST)
    if name not in slide_content.NAMES:
        raise HTTPException(404, "there is no such slide")
    heading = asked.pop(HEADING, "")[: deck.LONGEST_HEADING]
    slide = Slide(name, tuple(asked.items()), heading)
    common = {k: asked[k] for k in url_state.COMMON if k in asked}
    kept = http.kept(slide_content.view_of(slide, common).report.atlas)
    return Response(slide_svg.sheet(slide, common), media_type="image/svg+xml", headers=kept)


def _file(request: Request) -> Response:
    view, given = opened(http.asked(request, _LONGEST))
    content, name = (
        deck.to_file(given, view.report.report),
        exports.file_name(view, "deck", "json", date.today()),
    )
    return http.attachment(content, "application/json", name, {"Cache-Control": "no-store"})


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [
        Route("/show", _show),
        http.mounted("/deck", [Route("/file.json", _file)], lambda _: ["/deck/file.json"]),
        http.mounted("/slide", [Route("/{name}.svg", _slide)], lambda _: slide_content.NAMES),
    ]
