"""Pictures: the map as a plain Plotly figure, bars as HTML lists of links, which keys and printers reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui import findings, palette
from ui.cache import kept
from ui.markup import current, esc, link
from ui.view import View

# Across the circle of a small State, in px: no larger, or it would lie on all the land of a neighbour.
CIRCLE, CIRCLE_UNNAMED = 6, 5


@dataclass(frozen=True)
class Bar:
    """One line of a bar list; `parts` are the lengths of its pieces, the darkest first."""

    label: str
    href: str
    parts: tuple[int, ...]
    number: str
    chosen: bool = False
    depth: int = 0
    note: str = ""


def bars(rows: Sequence[Bar], longest: int, label: str) -> str:
    """A list of bars as HTML; `longest` is the number that fills the track."""
    items = ""
    for row in rows:
        widths = [100 * part / longest if longest else 0 for part in row.parts]
        pieces = "".join(f'<i class="piece{k}" style="width:{w:.2f}%"></i>' for k, w in enumerate(widths))
        note = f'<span class="bar-note">{esc(row.note)}</span>' if row.note else ""
        inner = (
            f'<span class="bar-label">{esc(row.label)}</span>'
            f'<span class="bar-track" aria-hidden="true">{pieces}</span>'
            f'<span class="bar-number">{esc(row.number)}{note}</span>'
        )
        items += (
            f'<li class="depth{row.depth}">{link(row.href, inner, aria_current=current(row.chosen))}</li>'
        )
    return f'<ol class="bars" aria-label="{esc(label)}">{items}</ol>'


def class_label(view: View, index: int) -> str:
    """The name of a class of the map: `2–3 paragraphs`."""
    low = findings.CLASS_EDGES[index]
    if index + 1 == len(findings.CLASS_EDGES):
        return view.words("chart.class_open", low=low)
    high = findings.CLASS_EDGES[index + 1] - 1
    key = "chart.class_exact" if low == high else "chart.class_range"
    return view.words(key, low=low, high=high)


@kept
def map_legend(view: View, counts: Mapping[str, int], absent: str) -> str:
    """The classes with the number of countries in each, and what the other fills mean, as HTML; `absent` says what
    having no number means."""
    words = view.words
    fills = [
        (f"class{k}", class_label(view, k), words.count("countries", n))
        for k, n in enumerate(findings.class_sizes(counts))
    ]
    fills += [("nowhere", absent, ""), ("neutral", words("countries.neutral"), "")]
    items = "".join(
        f'<li><i class="swatch {fill}"></i>{esc(name)}<span class="quiet">{esc(n)}</span></li>'
        for fill, name, n in fills
    )
    return f'<ul class="legend" aria-label="{esc(words("countries.legend"))}">{items}</ul>'


def _filled(colours: palette.Palette) -> dict[str, Any]:
    """Fill by the index of a class, -1 being "named nowhere", in steps and not as a gradient."""
    fills = (colours.nowhere, *colours.classes)
    edges = [k / len(fills) for k in range(len(fills) + 1)]
    steps = [[edge, fill] for k, fill in enumerate(fills) for edge in (edges[k], edges[k + 1])]
    return {"zmin": -1.5, "zmax": len(fills) - 1.5, "colorscale": steps, "showscale": False}


def _said(view: View, counts: Mapping[str, int], absent: str, places: Sequence[str]) -> dict[str, Any]:
    """What hovering says of each place, and what a click hands on: [iso3, name, sentence]."""
    words = view.words
    data = [
        # Plotly reads names as HTML.
        [
            i,
            esc(view.country(i)),
            words.count("paragraphs", counts[i]) if i in counts else absent,
        ]
        for i in places
    ]
    return {"customdata": data, "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>"}


def world_map(
    view: View, counts: Mapping[str, int], absent: str, chosen: str | None = None
) -> dict[str, Any]:
    """The world as a figure: classes of `counts`, countries named nowhere, disputed areas neutral, and small
    States as circles."""
    colours, atlas = view.colours, view.report.atlas
    countries = atlas.countries
    shapes = [i for i in atlas.boundary_ids if i in countries.index]
    disputed = [i for i in atlas.boundary_ids if i not in countries.index]
    small = countries[(countries["marker"] == "1") & (countries["label_lon"] != "")]
    dots = [str(i) for i in small["iso3"]]
    # Nothing fades when something is selected.
    common: dict[str, Any] = {"unselected": {"marker": {"opacity": 1}}}
    shape = {
        **common,
        "type": "choropleth",
        "geojson": f"{view.here.base}/boundaries/world.geojson?v={atlas.boundary_version}",
        "featureidkey": "id",
    }

    def of_class(places: Sequence[str]) -> list[int]:
        return [findings.class_of(counts.get(i, 0)) for i in places]

    def outline(places: Sequence[str], named: str) -> list[str]:
        return [
            colours.ink if i == chosen else named if i in counts else colours.nowhere_line for i in places
        ]

    traces: list[dict[str, Any]] = [
        {
            **shape,
            "locations": disputed,
            "z": [0] * len(disputed),
            "colorscale": [[0, colours.neutral], [1, colours.neutral]],
            "showscale": False,
            "marker": {"line": {"width": 0.4, "color": colours.paper}},
            "hoverinfo": "skip",
        },
        {
            **shape,
            **_filled(colours),
            **_said(view, counts, absent, shapes),
            "locations": shapes,
            "z": of_class(shapes),
            "marker": {"line": {"width": 0.5, "color": outline(shapes, colours.paper)}},
        },
        {
            **common,
            **_said(view, counts, absent, dots),
            "type": "scattergeo",
            "mode": "markers",
            "lon": [float(x) for x in small["label_lon"]],
            "lat": [float(y) for y in small["label_lat"]],
            "marker": {
                "size": [CIRCLE if i in counts or i == chosen else CIRCLE_UNNAMED for i in dots],
                "opacity": 1,
                "color": [(colours.nowhere, *colours.classes)[k + 1] for k in of_class(dots)],
                "line": {
                    "width": [2.4 if i == chosen else 0.8 for i in dots],
                    "color": outline(dots, colours.ink),
                },
            },
        },
    ]
    if chosen in shapes:
        # Drawn once more above its neighbours, whose borders would cover half of its outline.
        again = {
            "locations": [chosen],
            "z": of_class([chosen]),
            "marker": {"line": {"width": 1.8, "color": colours.ink}},
        }
        traces.insert(2, {**shape, **_filled(colours), **_said(view, counts, absent, [chosen]), **again})
    return {"data": traces, "layout": layout(colours)}


def layout(colours: palette.Palette) -> dict[str, Any]:
    """Plotly's layout of every map: no frame, no legend, the world at its full width."""
    return {
        "autosize": True,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": palette.FONT, "size": 14, "color": colours.ink},
        "showlegend": False,
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.quiet, "activecolor": colours.accent},
        "dragmode": "pan",
        # Plotly would let a circle win 20 px around, over others' land. (0 would be no pointing at all, and it counts
        # every circle as at least 6 px across.)
        "hoverdistance": 1,
        "hoverlabel": {
            "bgcolor": colours.paper,
            "bordercolor": colours.line,
            "font": {"family": palette.FONT, "size": 14, "color": colours.ink},
        },
        # fitbounds: Plotly 7 turns the world towards the data unless told not to.
        "geo": {
            "visible": False,
            "fitbounds": False,
            "bgcolor": "rgba(0,0,0,0)",
            "projection": {"type": "equal earth", "rotation": {"lon": 11}},
            "lataxis": {"range": [-56, 84]},
        },
    }


class Finished(go.Figure):  # type: ignore[misc]
    """A figure that is changed no more: Plotly would copy it whole every time it is drawn."""

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain data, made once."""
        if "_plain" not in self.__dict__:
            self.__dict__["_plain"] = super().to_dict()
        plain: dict[str, Any] = self.__dict__["_plain"]
        return plain


def draw_map(
    view: View,
    counts: Mapping[str, int],
    absent: str,
    key: str,
    on_select: Callable[[], None],
    chosen: str | None = None,
) -> None:
    """The map with its legend; `absent` says what having no number means. A click runs `on_select`, and
    `picked(st.session_state[key])` says on what."""
    # The box keeps the world's shape at any width (atlas.css); Plotly fills it.
    with st.container(key=f"{key}_box"):
        st.plotly_chart(
            world_figure(view, counts, absent, chosen),
            key=key,
            height="stretch",
            theme=None,
            on_select=on_select,
            selection_mode="points",
            config=config(view),
            alt=alt(view, view.words("countries.map"), counts),
        )
    st.html(map_legend(view, counts, absent))


@kept
def world_figure(view: View, counts: Mapping[str, int], absent: str, chosen: str | None = None) -> go.Figure:
    """`world_map` as Plotly wants it: checking it costs more than all the rest of a page."""
    return Finished(world_map(view, counts, absent, chosen))


@kept
def tiles_html(view: View, counts: Mapping[str, int], absent: str, chosen: str | None = None) -> str:
    """The world as equal squares, each a link, with its legend: a small State is as large as any other."""
    words, tiles = view.words, view.report.atlas.tiles
    cells = "".join(
        f'<li style="grid-area:{row + 1}/{column + 1}">{_tile(view, iso3, counts.get(iso3, 0), absent, iso3 == chosen)}</li>'
        for iso3, (column, row) in sorted(tiles.items(), key=lambda item: item[1][::-1])
    )
    others = "".join(
        f"<li>{_tile(view, iso3, n, absent, iso3 == chosen)}</li>"
        for iso3, n in counts.items()
        if iso3 not in tiles
    )
    said = f'<p class="caption">{esc(words("countries.other_areas"))}</p><ol class="tilemap-others">{others}</ol>'
    label = esc(alt(view, words("countries.map"), counts))
    return (
        f'<div class="wide" tabindex="0"><ol class="tilemap" aria-label="{label}">{cells}</ol></div>'
        + (said if others else "")
        + map_legend(view, counts, absent)
    )


def _tile(view: View, iso3: str, n: int, absent: str, chosen: bool) -> str:
    said = view.words.count("paragraphs", n) if n else absent
    title = view.words("countries.hover", name=view.country(iso3), n=said)
    fill = f"class{findings.class_of(n)}" if n else "nowhere"
    # The name once for all: a tile's letters are a code.
    inner = f'<span aria-hidden="true">{esc(iso3)}</span>'
    return link(
        view.here.link(country=None if chosen else iso3),
        inner,
        class_=f"tile {fill}",
        title=title,
        aria_label=title,
        aria_current=current(chosen),
    )


@kept
def config(view: View) -> dict[str, Any]:
    """Plotly's settings: nothing fetched from outside, its few buttons in our language."""
    return {
        # Even with boundaries of its own, Plotly asks for a topology, or draws nothing: ours is empty.
        "topojsonURL": f"{view.here.base}/assets/topo/",
        "displaylogo": False,
        "scrollZoom": False,
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


@kept
def alt(view: View, title: str, counts: Mapping[str, int]) -> str:
    """The picture in words: its title and the three highest values."""
    top = [view.words("countries.hover", name=view.country(i), n=n) for i, n in list(counts.items())[:3]]
    return f"{title}{view.words('app.colon')}{view.words.listing(top)}"


def picked(selection: Mapping[str, Any] | None) -> str | None:
    """The iso3 of the shape or circle that was clicked."""
    points = ((selection or {}).get("selection") or {}).get("points") or []
    data = points[0].get("customdata") if points else None
    return str(data[0]) if data else None
