"""What a map on a page can be made to show: the world, a region, the surroundings of the country that is open, a country
that is looked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from ui import map_windows
from ui.cache import kept
from ui.content import Choices, Columns, MapSpec, Option
from ui.menus import menu
from ui.params import Params
from ui.render import plotly_map
from ui.render.html import Made, show
from ui.view import View

P = TypeVar("P", bound=Params)
Maker = Callable[[View[P]], Made]


@dataclass(frozen=True)
class Parts(Generic[P]):
    """What stands on a page with a map: the map, if there is one, what is read beside its lists, and these; another `face` of the
    same picture may stand in the map's place."""

    beside: Maker[P]
    rest: Sequence[Maker[P]]
    world: Callable[[View[P]], MapSpec] | None = None
    above: Sequence[Maker[P]] = ()
    caption: Maker[P] | None = None
    face: Maker[P] | None = None


def put(view: View[P], key: str, parts: Parts[P], panel: str = "evidence") -> None:
    """Put them on the page; where each of them stands is for the style sheet to say."""
    with st.container(key="map_page"):
        if parts.world:
            with st.container(key="map_part"):
                with st.container(key="conditions_map"):
                    finder, choices = st.columns([1, 3], gap="medium")
                    with finder:
                        find(view, parts.world)
                    with choices:
                        still = parts.face or plotly_map.specified(view, parts.world).tiles
                        show(view, *parts.above, *([] if still else [windows]))
                if parts.face:
                    show(view, parts.face)
                else:
                    plotly_map.draw(view, parts.world, key)
                show(view, *([parts.caption] if parts.caption else []))
        with st.container(key=panel):
            show(view, parts.beside)
        with st.container(key="rest_part"):
            show(view, *parts.rest)


def windows(view: View[P]) -> Columns:
    """The parts of the world as choices."""
    words, asked = view.words, view.here.values
    shown = {name: _window_name(view, name) for name in map_windows.NAMED}
    country = asked.get("country")
    if country and (around := map_windows.surroundings(view.report, country)):
        shown[around] = words("countries.window_around", name=view.country(country))
    options = tuple(
        Option(label, view.here.link(at=at), asked.get("at", map_windows.WORLD) == at)
        for at, label in shown.items()
    )
    return Columns((Choices(words("countries.window"), options, "radio"),), "map-windows")


def _window_name(view: View[P], name: str) -> str:
    office = view.report.atlas.names("office_regions", view.lang)
    return office[name] if name in office else view.words(f"countries.window_{name}")


def find(view: View[P], make: Callable[[View[P]], MapSpec]) -> None:
    """A country by its name: typed, chosen among those that fit, opened as a click on the map of `make` opens it."""

    def choose(iso3: str | None) -> None:
        asked = dict(parse_qsl(urlsplit(ways[iso3]).query)) if iso3 else {}
        gone = dict.fromkeys(view.here.values)
        view.here.put(**gone | {name: asked[name] for name in asked if name in view.here.kind.names()})

    names, ways = _found(view, make)
    label, hint = view.words("countries.find"), view.words("countries.find_hint")
    menu(label, names, "find_country", view.here.values.get("country"), choose, hint=hint)


@kept
def _found(view: View[P], make: Callable[[View[P]], MapSpec]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """iso3 → name, with its number where it has one, and → where it leads: those of the map first, the others by name."""
    spec = plotly_map.specified(view, make)
    rest = sorted((code for code in spec.ways if code not in spec.places), key=spec.names.__getitem__)
    numbers = {code: f" · {place.number}" if place.number else "" for code, place in spec.places.items()}
    names = {code: spec.names.get(code, code) + numbers.get(code, "") for code in (*spec.places, *rest)}
    return names, {code: spec.places[code].href if code in spec.places else spec.ways[code] for code in names}
