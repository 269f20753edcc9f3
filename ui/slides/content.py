"""What a slide says: the exhibit of its picture, under its own heading where it has one, and the sentences behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from starlette.exceptions import HTTPException

from ui import evidence, request_view, url_state
from ui.cache import kept
from ui.content import Exhibit, Wording
from ui.deck import COUNTRY, SPARE, YEAR, Deck, Slide, ready_made
from ui.findings import Evidence
from ui.queries import country_counts, nearness
from ui.registry import ALWAYS, QUOTE, SLIDES
from ui.view import View

_MOST_QUOTED, _EIGHT = 12, 8
PASSAGE = re.compile(r"[0-9a-z]{1,10}")  # a packed deck is longer


def quote(passage: str, report: str = "") -> Slide:
    """The slide of a paragraph in its own words, of a report or of the one in view."""
    return Slide(QUOTE, (*(((url_state.REPORT, report),) if report else ()), ("passage", passage)))


def asked_of(slide: Slide, asked: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a slide in the language of `asked`, and in its report where the slide has none of its own."""
    own, common = dict(slide.params), {name: asked[name] for name in url_state.SHARED if name in asked}
    return {**own, **common, **{name: own[name] for name in own if name == url_state.REPORT}}


def view_of(slide: Slide, asked: Mapping[str, str]) -> View[Any]:
    """The view of a slide, asked for as `asked_of` says; what is unknown gives way to the default."""
    return request_view.drawn_view_of(slide.page, asked_of(slide, asked))


def known(deck: Deck, asked: Mapping[str, str]) -> Deck:
    """The deck without slides that nothing is known of, or whose reports are not here."""

    def here(slide: Slide) -> bool:
        try:
            return slide.name in SLIDES and bool(view_of(slide, asked))
        except HTTPException:
            return False

    return Deck(tuple(filter(here, deck.slides)))


def exhibit(slide: Slide, asked: Mapping[str, str]) -> Exhibit:
    """What a slide shows; its own heading stands for the finding where it has one."""
    made = _exhibit(view_of(slide, asked), slide.name)
    if not slide.heading:
        return made
    return replace(made, slide_headline=replace(made.slide_headline or made.headline, title=slide.heading))


@kept
def _exhibit(view: View[Any], name: str) -> Exhibit:
    return SLIDES[name](view)


def title(slide: Slide, asked: Mapping[str, str]) -> str:
    """The heading of a slide."""
    return exhibit(slide, asked).on_slide.title


def worth(deck: Deck, asked: Mapping[str, str]) -> Deck:
    """A ready-made deck without the slides that the report has nothing on."""
    return Deck(tuple(s for s in deck.slides if s.name in ALWAYS or exhibit(s, asked).paragraphs))


@kept
def of_year(view: View[Any]) -> Deck:
    """The report in eight slides: where it has nothing on one, a spare one stands in."""
    usual, spare = (worth(ready_made(name), view.here.shared).slides for name in (YEAR, SPARE))
    return Deck((*usual, *spare[: max(0, _EIGHT - len(usual))]))


@kept
def of_country(view: View[Any], iso3: str) -> Deck:
    """A country in eight slides: its numbers, its bars, and the paragraphs that are most about it in their own words; fewer
    where the report says less."""
    made = worth(ready_made(COUNTRY, country=iso3), view.here.shared).slides
    whose = view.here.shared.get(url_state.REPORT, "")
    near, counted = nearness.of_country(view.report, iso3), country_counts.paragraphs_of(view.report)
    about = sorted(near.keys() & counted.keys(), key=lambda passage: (near[passage], counted[passage]))
    quotes = (quote(passage, whose) for passage in about)
    return Deck((*made, *quotes)[:_EIGHT])


def sentences(view: View[Any], found: Evidence) -> Iterator[tuple[str, str, tuple[Wording, ...]]]:
    """(passage, its number in words, sentences, in the reader's language first) behind a slide; the first dozen paragraphs."""
    quoted = replace(found, paragraphs=found.paragraphs[:_MOST_QUOTED], footnotes=())
    for (passage, where), same in groupby(evidence.sentences(view, quoted), key=attrgetter("id", "where")):
        said = zip(*(sentence.sourced.wordings for sentence in same), strict=False)
        each = tuple(Wording(" … ".join(w.text for w in of), of[0].lang) for of in said)
        yield passage, where, each


def left_out(found: Evidence) -> int:
    """How many paragraphs are behind a slide beyond those quoted."""
    return max(0, found.number - _MOST_QUOTED)
