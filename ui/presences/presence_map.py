"""The map of presences and visits: countries that have any are tinted, and bear a sign a group of types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui import charts, palette
from ui.cache import kept
from ui.markup import esc
from ui.params import PresencesParams
from ui.queries import presence_places
from ui.view import View

# Group → name of its sign, in what colour, filled or not; atlas.css draws the same ones.
SIGNS: Mapping[str, tuple[str, str, bool]] = {
    "official": ("circle", "warm", True),
    "office": ("square", "accent", True),
    "team": ("triangle-up", "accent", True),
    "monitoring": ("circle", "warm", False),
    "remote": ("diamond", "accent", False),
    "other": ("cross", "quiet", True),
}
# Signs of one country stand side by side, this many degrees apart.
_APART = 4.2


def sign_html(group: str) -> str:
    """A group's sign beside its name."""
    symbol, colour, filled = SIGNS[group]
    hollow = "" if filled else " sign-hollow"
    return f'<i class="sign sign-{symbol} sign-{colour}{hollow}" aria-hidden="true"></i>'


def _said(
    view: View[PresencesParams], places: list[str], has: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """What hovering says of each place, and what a click hands on."""
    words = view.words

    def sentence(iso3: str) -> str:
        groups = [words(f"fieldwork.{group}") for group in has.get(iso3, ())]
        return words.listing(groups) or words("fieldwork.has_none")

    data = [[i, esc(view.country(i)), sentence(i)] for i in places]
    return {"customdata": data, "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>"}


def _signs(
    view: View[PresencesParams], has: Mapping[str, tuple[str, ...]], chosen: str | None
) -> list[dict[str, Any]]:
    """A trace a group, its signs beside those of the other groups of the same country."""
    colours, countries = view.colours, view.report.atlas.countries
    traces = []
    for group, (symbol, colour, filled) in SIGNS.items():
        here = [i for i in has if group in has[i] and i in countries.index and countries.at[i, "label_lon"]]
        if not here:
            continue
        shift = [_APART * (has[i].index(group) - (len(has[i]) - 1) / 2) for i in here]
        ink = getattr(colours, colour)
        traces.append(
            {
                **_said(view, here, has),
                "type": "scattergeo",
                "mode": "markers",
                "lon": [
                    float(str(countries.at[i, "label_lon"])) + s for i, s in zip(here, shift, strict=True)
                ],
                "lat": [float(str(countries.at[i, "label_lat"])) for i in here],
                "unselected": {"marker": {"opacity": 1}},
                "marker": {
                    "symbol": symbol,
                    "opacity": 1,
                    "size": [14 if i == chosen else 10 for i in here],
                    "color": ink if filled else colours.paper,
                    "line": {"width": 1 if filled else 2.2, "color": colours.paper if filled else ink},
                },
            }
        )
    return traces


def figure(view: View[PresencesParams]) -> dict[str, Any]:
    """The world: countries with any presence or visit tinted and signed, all others as named nowhere."""
    colours, atlas, chosen = view.colours, view.report.atlas, view.params.country
    countries, has = atlas.countries, presence_places.groups_by_country(presence_places.shown(view))
    shapes = [i for i in atlas.boundary_ids if i in countries.index]
    disputed = [i for i in atlas.boundary_ids if i not in countries.index]
    small = countries[(countries["marker"] == "1") & (countries["label_lon"] != "")]
    dots = [str(i) for i in small["iso3"] if i not in has]
    shape = {
        "type": "choropleth",
        "geojson": f"{view.here.base}/boundaries/world.geojson?v={atlas.boundary_version}",
        "featureidkey": "id",
        "showscale": False,
        "unselected": {"marker": {"opacity": 1}},
    }
    steps = [[0, colours.nowhere], [0.5, colours.nowhere], [0.5, colours.class0], [1, colours.class0]]
    traces: list[dict[str, Any]] = [
        {
            **shape,
            "locations": disputed,
            "z": [0] * len(disputed),
            "colorscale": [[0, colours.neutral], [1, colours.neutral]],
            "marker": {"line": {"width": 0.4, "color": colours.paper}},
            "hoverinfo": "skip",
        },
        {
            **shape,
            **_said(view, shapes, has),
            "locations": shapes,
            "z": [int(i in has) for i in shapes],
            "zmin": 0,
            "zmax": 1,
            "colorscale": steps,
            "marker": {
                "line": {
                    "width": [1.8 if i == chosen else 0.5 for i in shapes],
                    "color": [_outline(colours, i in has, i == chosen) for i in shapes],
                }
            },
        },
        {
            **_said(view, dots, has),
            "type": "scattergeo",
            "mode": "markers",
            "lon": [float(str(countries.at[i, "label_lon"])) for i in dots],
            "lat": [float(str(countries.at[i, "label_lat"])) for i in dots],
            "unselected": {"marker": {"opacity": 1}},
            "marker": {
                "size": [charts.CIRCLE if i == chosen else charts.CIRCLE_UNNAMED for i in dots],
                "color": colours.nowhere,
                "line": {
                    "width": [2.4 if i == chosen else 1 for i in dots],
                    "color": [_outline(colours, False, i == chosen) for i in dots],
                },
            },
        },
        *_signs(view, has, chosen),
    ]
    return {"data": traces, "layout": charts.layout(colours)}


def _outline(colours: palette.Palette, has: bool, chosen: bool) -> str:
    return colours.ink if chosen else colours.paper if has else colours.nowhere_line


@kept
def alt(view: View[PresencesParams]) -> str:
    """The picture in words: how many countries have each group of types."""
    words, has = view.words, presence_places.groups_by_country(presence_places.shown(view))
    said = [
        f"{words(f'fieldwork.{group}')} {words.count('countries', n)}"
        for group in presence_places.GROUPS
        if (n := sum(group in groups for groups in has.values()))
    ]
    return words("fieldwork.map") + words("app.colon") + words.listing(said)


@kept
def legend_html(view: View[PresencesParams]) -> str:
    """Every sign with the number of its countries, and what the fills mean."""
    words, has = view.words, presence_places.groups_by_country(presence_places.shown(view))
    items = ""
    for group in presence_places.GROUPS:
        n = sum(group in groups for groups in has.values())
        if n:
            count = f'<span class="quiet">{esc(words.count("countries", n))}</span>'
            items += f"<li>{sign_html(group)}{esc(words(f'fieldwork.{group}'))}{count}</li>"
    for fill, key in (
        ("class0", "fieldwork.has_any"),
        ("nowhere", "fieldwork.has_none"),
        ("neutral", "countries.neutral"),
    ):
        items += f'<li><i class="swatch {fill}"></i>{esc(words(key))}</li>'
    return f'<ul class="legend" aria-label="{esc(words("countries.legend"))}">{items}</ul>'


@kept
def _drawn(view: View[PresencesParams]) -> go.Figure:
    return charts.Finished(figure(view))


def draw(view: View[PresencesParams], key: str, on_select: Callable[[], None]) -> None:
    """The map with its legend. A click runs `on_select`; `charts.picked` says on what."""
    with st.container(key=f"{key}_box"):
        st.plotly_chart(
            _drawn(view),
            key=key,
            height="stretch",
            theme=None,
            on_select=on_select,
            selection_mode="points",
            config=charts.config(view),
            alt=alt(view),
        )
    st.html(legend_html(view))
