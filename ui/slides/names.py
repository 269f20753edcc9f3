"""What a presentation is called, on its page and as a file."""

from __future__ import annotations

from datetime import date

from ui import exports
from ui.deck import Deck
from ui.slides import content
from ui.view import View


def said_of(view: View, given: Deck) -> str:
    """What a ready-made presentation is called, with how many slides it has; "" for any other."""
    n = view.words.in_words(len(given.slides))
    if given == content.of_year(view):
        return view.words("present.year", n=n)
    iso3 = dict(given.slides[0].params).get("country", "") if given.slides else ""
    if iso3 and given == content.of_country(view, iso3):
        return view.words("present.of_country", n=n, name=view.country(iso3))
    return ""


def file_name(view: View, given: Deck, extension: str) -> str:
    """A file's name: the report, which presentation it is, the day; one's own is called by its first slide and its length."""
    own = (content.title(slide, view.here.shared) for slide in given.slides[:1])
    named = said_of(view, given)
    of = [named] if named else [*own, view.words.count("slides", len(given.slides))]
    return exports.file_name(view, "deck", extension, date.today(), of)
