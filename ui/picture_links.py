"""The pictures of a page, to be taken away as SVG or PNG, shown on the full screen, or added to the presentation."""

from __future__ import annotations

from datetime import date
from typing import Any

from ui import deck, exports, url_state
from ui.cache import kept
from ui.content import Link, Picture, Pictures
from ui.params import CountryParams
from ui.queries import country_profile, over_years
from ui.registry import PAGES, chosen, name_of
from ui.render.html import render, write
from ui.slides import content as slide_content
from ui.view import View


def put(view: View[Any], whole: bool = False) -> None:
    """Put every picture of the page with its links on it, or the `whole` one only."""
    write(_html(view, whole, date.today().toordinal()))


@kept
def _html(view: View[Any], whole: bool, day: int) -> str:
    return str(render(pictures(view, date.fromordinal(day), whole), view))


def pictures(view: View[Any], today: date, whole: bool = False) -> Pictures:
    """The pictures of the page; a PNG is drawn by the browser, and named by the day."""
    page = PAGES[view.here.page]
    parts = list(page.every if over_years.everything(view) else page.pictures)[: 1 if whole else None]
    return Pictures(
        view.words("pictures.title"),
        tuple(_picture(view, part, today) for part in parts),
        view.words("pictures.failed"),
        _slides(view),
    )


def _slides(view: View[Any]) -> Link | None:
    """A country as slides that are ready to be shown."""
    if view.here.page != CountryParams.page or over_years.everything(view):
        return None
    iso3 = country_profile.country_of(view)
    words, name, given = view.words, view.country(iso3), slide_content.of_country(view, iso3)
    there = view.here.to("present", **{deck.PARAM: deck.encode(given)})
    return Link(
        f"{words('present.country_slides', name=name)} →",
        there,
        words("present.country_slides_said", name=name),
    )


def _picture(view: View[Any], part: str, today: date) -> Picture:
    words, name, there = view.words, part_name(view, part), address_of(view, part)
    # Where there are several reports the slide says its own: slides of different ones stand in one presentation.
    whose = {k: v for k, v in view.here.shared.items() if k == url_state.REPORT}
    slide = deck.Slide(name_of(view.here.page, part), tuple({**whose, **view.here.values}.items()))
    packed = deck.encode(deck.Deck((slide,)))
    taken = {form: words("pictures.take", name=name, form=form.upper()) for form in ("svg", "png")}
    return Picture(
        name,
        Link(words("export.svg"), there, taken["svg"]),
        Link(words("export.png"), there, taken["png"]),
        file_name(view, part, "png", today),
        Link(
            words("present.full_screen"),
            view.served("show", {deck.PARAM: packed}),
            words("present.full_screen_picture", name=name),
        ),
        Link(words("present.add"), view.here.link_adding(packed), words("present.add_picture", name=name)),
    )


def address_of(view: View[Any], part: str) -> str:
    """Where the picture of this view is served."""
    return view.served(f"picture/{name_of(view.here.page, part)}.svg", view.here.values)


def part_name(view: View[Any], part: str) -> str:
    """What a part is called in words."""
    key = f"pictures.{view.here.page}_{part or 'whole'}"
    of_all = f"{key}_all" if over_years.everything(view) else key
    return view.words(of_all if of_all in view.words.phrases else key)


def file_name(view: View[Any], part: str, extension: str, today: date) -> str:
    """`A-74-36_countries_Africa_map_2026-11-23.svg`."""
    return exports.file_name(view, view.here.page, extension, today, (*chosen(view), part_name(view, part)))
