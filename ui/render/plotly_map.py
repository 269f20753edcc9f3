"""The world as a Plotly figure on a page: shapes by fill, small States as dots, signs. A click on a country follows its link,
and where the map is moved to is written into the address (`static/bridge.js`).

The figure is plain data, built without Plotly's checks, which would cost more than all the rest of a page.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import plotly.graph_objects as go
import streamlit as st
from markupsafe import escape

from ui import map_windows
from ui.cache import kept
from ui.content import Cell, Ground, MapSpec, Note, Place, Rows, Sign, Table, Tone, Window
from ui.palette import FONT, Palette, fill_of
from ui.params import Params
from ui.render import map_layout
from ui.render.html import put, show
from ui.view import View

P = TypeVar("P", bound=Params)
Degrees = tuple[float, float]
# Across the circle of a small State, in px: no larger, or it would lie on all the land of a neighbour.
_CIRCLE, _CIRCLE_UNNAMED = 6, 5
# As wide as the whole world is drawn: signs are moved apart for that. Where it is narrower, as on a phone, they may touch.
_WIDTH = 1300.0
_LINE = 42  # characters of a tooltip: one that is wider or higher than the map of a phone is not shown at all


class Finished(go.Figure):  # type: ignore[misc]
    """A figure that is changed no more: Plotly would copy it whole every time it is drawn."""

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain data, made once."""
        if "_plain" not in self.__dict__:
            self.__dict__["_plain"] = super().to_dict()
        plain: dict[str, Any] = self.__dict__["_plain"]
        return plain


def draw(view: View[P], make: Callable[[View[P]], MapSpec], key: str) -> None:
    """Put the map that `make` specifies on the page, with its legend: as shapes or as equal tiles, both of which are links."""
    spec = specified(view, make)
    if not spec.tiles and not spec.ground.shapes:
        put(view, Note(view.words("broken.no_map"), "status"), listed(spec))
    if spec.tiles or not spec.ground.shapes:
        show(view, make)
        return
    # The box keeps the world's shape at any width (atlas.css); Plotly fills it.
    with st.container(key=f"{key}_box"):
        st.plotly_chart(
            _figure(view, make),
            key=key,
            height="stretch",
            theme=None,
            config=_config(view),
            alt=spec.alt,
        )
    show(view, make)


def listed(spec: MapSpec) -> Table:
    """What a map says, where it cannot be drawn: a row for each country of which something is said."""
    rows = tuple(
        (Cell(spec.names.get(code, code), place.href), Cell(place.said))
        for code, place in spec.places.items()
    )
    return Table((), (Rows(rows),), label=spec.alt)


@kept
def _figure(view: View[P], make: Callable[[View[P]], MapSpec]) -> go.Figure:
    return Finished(figure(specified(view, make), view.colours, view.here.base))


@kept
def specified(view: View[P], make: Callable[[View[P]], MapSpec]) -> MapSpec:
    """The map that `make` specifies, made once."""
    return make(view)


def figure(spec: MapSpec, colours: Palette, base: str = "") -> dict[str, Any]:
    """The figure as plain data; `base` is what our addresses begin with."""
    ground = spec.ground
    shape = {
        "type": "choropleth",
        "geojson": f"{base}/boundaries/world.geojson?v={ground.version}",
        "featureidkey": "id",
        "showscale": False,
    }
    window = spec.window or map_windows.whole()
    stand = _standing(spec, window)
    traces = [
        {**shape, **_areas(spec, colours, ground.shapes, 0.5)},
        # Above its neighbours, whose edges a rough outline of theirs would lay over it: the upper one is named.
        {
            **shape,
            "locations": list(ground.disputed),
            "z": [0] * len(ground.disputed),
            "colorscale": [[0, colours.neutral], [1, colours.neutral]],
            "marker": {"line": {"width": 0.4, "color": colours.paper}},
            # Named, and leading nowhere.
            "customdata": [
                [code, _broken(Place(said=said)), "", "", "neutral"] for code, said in ground.disputed.items()
            ],
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        },
        # Drawn once more above its neighbours, whose borders would cover half of its outline.
        *([{**shape, **_areas(spec, colours, [spec.chosen], 1.8)}] if spec.chosen in ground.shapes else []),
        _dotted(ground, colours),
        _leads(stand, colours),
        _dots(spec, colours, stand),
        *(_sign(spec, colours, sign, places) for sign, places in stand.signs.items()),
    ]
    return {"data": traces, "layout": layout(colours, window)}


@dataclass(frozen=True)
class _Standing:
    """Where circles stand, by country, and signs; and the lines from those that were moved to their points."""

    circles: Mapping[str, Degrees]
    signs: Mapping[Sign, Mapping[str, Degrees]]
    leads: Sequence[tuple[Degrees, Degrees]]


def _standing(spec: MapSpec, window: Window) -> _Standing:
    """Circles and signs moved apart as on a picture, for how near the map is seen."""
    world, unit = map_layout.world(), map_layout.WIDTH / (_WIDTH * window.zoom)
    at = map_layout.points(spec.ground, world)
    signed = map_layout.signed(spec, world, at, unit)

    def degrees(code: str, x: float, y: float) -> Degrees:
        (lon, lat), there, here = spec.ground.points[code], world.degrees(x, y), world.degrees(*at[code])
        return lon + there[0] - here[0], lat + there[1] - here[1]

    signs: dict[Sign, dict[str, Degrees]] = {}
    for code, sign, x, y in map_layout.signs(spec, signed, unit):
        signs.setdefault(sign, {})[code] = degrees(code, x, y)
    moved = {code: degrees(code, *each.at) for code, each in signed.items()}
    leads = [(spec.ground.points[code], moved[code]) for code, each in signed.items() if each.point]
    return _Standing({**spec.ground.points, **moved}, signs, leads)


def _leads(stand: _Standing, colours: Palette) -> dict[str, Any]:
    """Thin lines to the points of what was moved."""
    points = [point for line in stand.leads for point in (*line, (None, None))]
    return {**_lines(points), "line": {"width": 0.8, "color": colours.quiet}}


def _lines(points: Sequence[tuple[float | None, float | None]]) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lon": [lon for lon, _ in points],
        "lat": [lat for _, lat in points],
        "hoverinfo": "skip",
    }


def _areas(spec: MapSpec, colours: Palette, codes: Sequence[str], line: float) -> dict[str, Any]:
    """Shapes filled by tone, in steps and not as a gradient."""
    tones: list[Tone] = list(
        dict.fromkeys([spec.absent.tone, *(place.tone for place in spec.places.values())])
    )
    edges = [k / len(tones) for k in range(len(tones) + 1)]
    steps = [[edge, fill_of(colours, tone)] for k, tone in enumerate(tones) for edge in edges[k : k + 2]]
    return {
        **_said(spec, codes),
        "locations": list(codes),
        "z": [tones.index(spec.place(code).tone) for code in codes],
        "zmin": -0.5,
        "zmax": len(tones) - 0.5,
        "colorscale": steps,
        "marker": {"line": {"width": line, "color": _outlines(spec, colours, codes, colours.paper)}},
    }


def _outlines(spec: MapSpec, colours: Palette, codes: Sequence[str], named: str) -> list[str]:
    return [
        colours.ink if code == spec.chosen else named if code in spec.places else colours.nowhere_line
        for code in codes
    ]


def _said(spec: MapSpec, codes: Sequence[str]) -> dict[str, Any]:
    """What hovering says of each place, and where a click leads to: [code, name, sentence, address,
    classes of the legend]. Plotly reads name and
    sentence as HTML."""
    places = [(code, spec.place(code)) for code in codes]
    data = [
        [code, str(escape(spec.names[code])), _broken(place), place.href, " ".join(place.codes)]
        for code, place in places
    ]
    return {"customdata": data, "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>"}


def _broken(place: Place) -> str:
    """What is said of a place in lines that are not too long to read: Plotly breaks none."""
    lines = [part for line in place.lines or (place.said,) for part in _wrapped(line)]
    return "<br>".join(str(escape(line)) for line in lines)


def _wrapped(line: str) -> list[str]:
    """A line as several; a Chinese one, which has no spaces to break at, is as wide with half as many characters."""
    return textwrap.wrap(line, _LINE if line.isascii() or " " in line[:_LINE] else _LINE // 2)


def _dotted(ground: Ground, colours: Palette) -> dict[str, Any]:
    """Boundaries that are not determined, one after the other with nothing between them."""
    points = [point for line in ground.dotted for point in (*line, (None, None))]
    return {**_lines(points), "line": {"width": 1.2, "dash": "1px,2px", "color": colours.quiet}}


def _dots(spec: MapSpec, colours: Palette, stand: _Standing) -> dict[str, Any]:
    """Small States: a dot that can be hit where they are named, else a point."""
    codes = spec.dots
    return {
        **_said(spec, codes),
        **_at([stand.circles[code] for code in codes]),
        "marker": {
            "size": [
                _CIRCLE if code in spec.places or code == spec.chosen else _CIRCLE_UNNAMED for code in codes
            ],
            "opacity": 1,
            "color": [fill_of(colours, spec.place(code).tone) for code in codes],
            "line": {
                "width": [2.4 if code == spec.chosen else 0.8 for code in codes],
                "color": _outlines(spec, colours, codes, colours.ink),
            },
        },
    }


def _at(places: Iterable[Degrees]) -> dict[str, Any]:
    """Where markers stand."""
    lons, lats = zip(*places, strict=True) if (places := list(places)) else ((), ())
    return {"type": "scattergeo", "mode": "markers", "lon": list(lons), "lat": list(lats)}


def _sign(spec: MapSpec, colours: Palette, sign: Sign, places: Mapping[str, Degrees]) -> dict[str, Any]:
    """A trace a sign, each beside the other signs of the same country."""
    ink, codes = getattr(colours, sign.colour), list(places)
    return {
        **_said(spec, codes),
        **_at(places.values()),
        "marker": {
            "symbol": sign.shape,
            "opacity": 1,
            "size": [14 if code == spec.chosen else 10 for code in codes],
            "color": ink if sign.filled else colours.paper,
            "line": {"width": 1 if sign.filled else 2.2, "color": colours.paper if sign.filled else ink},
        },
    }


def layout(colours: Palette, window: Window) -> dict[str, Any]:
    """Plotly's layout of every map: no frame, no legend, and what is seen of the world at the full width."""
    return {
        "autosize": True,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 14, "color": colours.ink},
        "showlegend": False,
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.quiet, "activecolor": colours.accent},
        "dragmode": "pan",
        # Plotly would let a circle win 20 px around, over others' land. (0 would be no pointing at all, and it counts
        # every circle as at least 6 px across.)
        "hoverdistance": 1,
        "hoverlabel": {
            "align": "left",
            "bgcolor": colours.paper,
            "bordercolor": colours.line,
            "font": {"family": FONT, "size": 14, "color": colours.ink},
        },
        # fitbounds: Plotly 7 turns the world towards the data unless told not to.
        "geo": {
            "visible": False,
            "fitbounds": False,
            "bgcolor": "rgba(0,0,0,0)",
            "projection": {
                "type": "equal earth",
                "rotation": {"lon": window.lon},
                "scale": window.zoom,
                "minscale": 1,
                "maxscale": map_windows.NEAREST,
            },
            "center": {"lon": window.lon, "lat": window.lat},
            "lataxis": {"range": list(map_windows.frame())},
        },
    }


@kept
def _config(view: View) -> dict[str, Any]:
    """Plotly's settings: nothing fetched from outside, its few buttons in our language."""
    return {
        # Even with boundaries of its own, Plotly asks for a topology, or draws nothing: ours is empty.
        "topojsonURL": f"{view.here.base}/assets/topo/",
        "displaylogo": False,
        "scrollZoom": True,
        "modeBarButtons": [["zoomInGeo", "zoomOutGeo", "resetGeo"]],
        "locale": "atlas",
        "locales": {
            "atlas": {
                "dictionary": {
                    "Zoom in": view.words("chart.zoom_in"),
                    "Zoom out": view.words("chart.zoom_out"),
                    "Reset": view.words("chart.reset"),
                },
                "format": {},
            }
        },
    }
