"""The page of a presentation as elements: its title with the ways to show it, its slides as cards, how it is used."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h
from htpy import Element, Node

from ui import deck
from ui.cache import kept
from ui.deck import Deck
from ui.params import PresentParams
from ui.render.html.elements import go
from ui.routes import slideshow
from ui.slides import content as slide_content
from ui.slides.names import said_of
from ui.view import View

_ARROWS = {"up": "↑", "down": "↓"}


@kept
def title(view: View[PresentParams], given: Deck) -> str:
    """What the presentation is, and the ways to show it."""
    say = view.words
    name = said_of(view, given) or f"{say('present.own')} · {say.count('slides', len(given.slides))}"
    ways = h.p(".ways-to-show")[_ways(view, given)] if given.slides else None
    return f"{h.h1[name]}{h.p('.subtitle')[say('present.subtitle')]}{ways or ''}"


def _ways(view: View[PresentParams], given: Deck) -> Iterator[Element]:
    say, ready = view.words, slide_content.of_year(view)
    yield h.a(".start", href=slideshow.href(view, given))[say("present.start")]
    speaker = slideshow.href(view, given, presenter=True)
    yield h.a(href=speaker, data_beside=True)[say("present.presenter")]
    if given != ready:
        yield go(_after(view, ready), say("present.restart", name=said_of(view, ready)))


def _after(view: View[PresentParams], given: Deck) -> str:
    """The way to the page with a changed presentation."""
    return view.here.link(**{deck.PARAM: deck.encode(given), deck.EDIT: None})


@kept
def slides(view: View[PresentParams], given: Deck) -> str:
    """The slides as cards in their order."""
    if not given.slides:
        return str(h.p(".empty")[view.words("present.empty")])
    cards = (_card(view, given, k) for k in range(len(given.slides)))
    return str(h.ol(".slides", aria_label=view.words("present.slides_title"))[cards])


def _card(view: View[PresentParams], given: Deck, k: int) -> Element:
    """A slide with what can be done to it."""
    slide, say = given.slides[k], view.words
    title = slide_content.title(slide, view.here.shared)
    ways = {
        "up": _after(view, given.move(k, -1)) if k else "",
        "down": _after(view, given.move(k, 1)) if k < len(given.slides) - 1 else "",
        "edit": view.here.link(**{deck.PARAM: deck.encode(given), deck.EDIT: str(k)}),
        "remove": _after(view, given.without(k)),
    }

    def action(way: str, href: str) -> Node:
        said = say(f"present.{way}")
        return go(href, _ARROWS.get(way, said), aria_label=f"{said} · {k + 1} {title}", title=said)

    picture = h.img(src=slideshow.slide_href(view, slide), alt=title, loading="lazy")
    return h.li[
        h.a(".slide-small", href=slideshow.href(view, given, k + 1))[picture],
        h.p[h.b[str(k + 1)], " ", title],
        h.p(".slide-note")[slide.note] if slide.note else None,
        h.p(".slide-ways")[(action(way, href) for way, href in ways.items() if href)],
    ]
