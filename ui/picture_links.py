"""The links by which the pictures of a page are taken away: a line of them, as SVG and as PNG."""

from __future__ import annotations

import re
from datetime import date

from ui import deck, exports, url_state
from ui.cache import kept
from ui.markup import esc, link
from ui.registry import PAGES, name_of
from ui.view import View


def address_of(view: View, part: str) -> str:
    """Where the picture of this view is served."""
    return view.served(f"picture/{name_of(view.here.page, part)}.svg", view.here.values)


def part_name(view: View, part: str) -> str:
    """What a part is called in words."""
    return view.words(f"pictures.{view.here.page}_{part or 'whole'}")


def file_name(view: View, part: str, extension: str, today: date, of: str = "") -> str:
    """`A-74-36_countries_map_2026-11-23.svg`; `of` is the code of what the page is about, where that is one thing."""
    named = re.sub(r"[^\w.-]+", "-", part_name(view, part)).strip("-")
    return exports.file_name(view, view.here.page, extension, today, f"{of}_{named}" if of else named)


def _to_screen(view: View, part: str, name: str) -> str:
    """The picture as a slide: full screen at once, or added to the presentation."""
    words = view.words
    # Where there are several reports the slide says its own: slides of different ones stand in one presentation.
    whose = {k: v for k, v in view.here.shared.items() if k == url_state.REPORT}
    slide = deck.Slide(name_of(view.here.page, part), tuple({**whose, **view.here.values}.items()))
    packed = deck.encode(deck.Deck((slide,)))
    shown = view.served("show", {deck.PARAM: packed})
    full = esc(words("present.full_screen_picture", name=name))
    added = words("present.add_picture", name=name)
    return (
        f'<a href="{esc(shown)}"{view.beside} aria-label="{full}" title="{full}">{esc(words("present.full_screen"))}</a>'
        + link(view.here.link_adding(packed), esc(words("present.add")), aria_label=added, title=added)
    )


def html(view: View, of: str = "", whole: bool = False) -> str:
    """Every picture of the page with its links, or the `whole` one only; the PNG is drawn by the browser, and named by
    the day."""
    return _html(view, of, whole, date.today().toordinal())


@kept
def _html(view: View, of: str, whole: bool, day: int) -> str:
    words, items, today = view.words, "", date.fromordinal(day)
    for part in list(PAGES[view.here.page].pictures)[: 1 if whole else None]:
        name, target = part_name(view, part), esc(address_of(view, part))
        said = {form: esc(words("pictures.take", name=name, form=form.upper())) for form in ("svg", "png")}
        items += (
            f"<li><span>{esc(name)}</span>"
            f'<a href="{target}" download aria-label="{said["svg"]}" title="{said["svg"]}">{esc(words("export.svg"))}</a>'
            f'<a href="{target}" data-png data-name="{esc(file_name(view, part, "png", today, of))}" '
            f'data-failed="{esc(words("pictures.failed"))}" '
            f'aria-label="{said["png"]}" title="{said["png"]}">{esc(words("export.png"))}</a>'
            f"{_to_screen(view, part, name)}</li>"
        )
    label = esc(words("pictures.title"))
    return f'<div class="take"><span class="quiet">{label}</span><ul aria-label="{label}">{items}</ul></div>'
