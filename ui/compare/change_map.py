"""The map of change: how each country's number differs from one report to the other, in steps and not as a gradient."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui import charts, palette
from ui.cache import kept
from ui.compare.labels import name_of, shown
from ui.markup import esc
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.report_comparison import DROPPED, FEWER, GROUPS, MORE, NEW, SAME, Row
from ui.view import View

# Group → the colour of the palette; atlas.css has classes of the same names.
COLOURS = {NEW: "accent", MORE: "more", SAME: "same", FEWER: "fewer", DROPPED: "warm"}


def fills(colours: palette.Palette) -> tuple[str, ...]:
    """ "Named in neither", then every group's colour."""
    return (colours.nowhere, *(getattr(colours, COLOURS[group]) for group in GROUPS))


@kept
def countries(view: View[CompareParams]) -> dict[str, Row]:
    """iso3 → its line, of the groups that are shown."""
    group = view.params.change
    rows = report_comparison.rows(view, report_comparison.COUNTRIES)
    return {row.code: row for row in rows if group in (None, report_comparison.ALL, row.group)}


def _said(view: View[CompareParams], rows: Mapping[str, Row], places: Sequence[str]) -> dict[str, Any]:
    """What hovering says of each place, and what a click hands on."""
    words, (a, b) = view.words, report_comparison.both(view)

    def sentence(iso3: str) -> str:
        if iso3 not in rows:
            return words("compare.map_neither") if view.params.change in (None, report_comparison.ALL) else ""
        row = rows[iso3]
        numbers = {"a_n": shown(view, a, row.a), "b_n": shown(view, b, row.b)}
        group = words(f"compare.group_{row.group}")
        return words("compare.hover", a=name_of(view, a), b=name_of(view, b), group=group, **numbers)

    # Plotly reads names as HTML.
    data = [[i, esc(view.country(i)), esc(sentence(i))] for i in places]
    return {"customdata": data, "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>"}


def world_map(view: View[CompareParams]) -> dict[str, Any]:
    """The world as a figure: a step of colour a group, disputed areas neutral, small States as circles."""
    colours, atlas, chosen, rows = view.colours, view.report.atlas, view.params.country, countries(view)
    known = atlas.countries
    shapes = [i for i in atlas.boundary_ids if i in known.index]
    disputed = [i for i in atlas.boundary_ids if i not in known.index]
    small = known[(known["marker"] == "1") & (known["label_lon"] != "")]
    dots = [str(i) for i in small["iso3"]]
    every = fills(colours)
    edges = [k / len(every) for k in range(len(every) + 1)]
    steps = [[edge, fill] for k, fill in enumerate(every) for edge in (edges[k], edges[k + 1])]

    def classes(places: Sequence[str]) -> list[int]:
        return [GROUPS.index(rows[i].group) + 1 if i in rows else 0 for i in places]

    def outline(places: Sequence[str], named: str) -> list[str]:
        return [colours.ink if i == chosen else named if i in rows else colours.nowhere_line for i in places]

    common: dict[str, Any] = {"unselected": {"marker": {"opacity": 1}}}
    shape = {
        **common,
        "type": "choropleth",
        "geojson": f"{view.here.base}/boundaries/world.geojson?v={atlas.boundary_version}",
        "featureidkey": "id",
        "showscale": False,
    }
    filled = {"zmin": -0.5, "zmax": len(every) - 0.5, "colorscale": steps}

    def area(places: Sequence[str], width: float, named: str) -> dict[str, Any]:
        line = {"width": width, "color": outline(places, named)}
        trace = {**shape, **filled, **_said(view, rows, places)}
        return {**trace, "locations": list(places), "z": classes(places), "marker": {"line": line}}

    traces: list[dict[str, Any]] = [
        {
            **shape,
            "locations": disputed,
            "z": [0] * len(disputed),
            "colorscale": [[0, colours.neutral], [1, colours.neutral]],
            "marker": {"line": {"width": 0.4, "color": colours.paper}},
            "hoverinfo": "skip",
        },
        area(shapes, 0.5, colours.paper),
        # Drawn once more above its neighbours, whose borders would cover half of its outline.
        *([area([chosen], 1.8, colours.paper)] if chosen in shapes else []),
        {
            **common,
            **_said(view, rows, dots),
            "type": "scattergeo",
            "mode": "markers",
            "lon": [float(x) for x in small["label_lon"]],
            "lat": [float(y) for y in small["label_lat"]],
            "marker": {
                "size": [charts.CIRCLE if i in rows or i == chosen else charts.CIRCLE_UNNAMED for i in dots],
                "opacity": 1,
                "color": [every[k] for k in classes(dots)],
                "line": {
                    "width": [2.4 if i == chosen else 0.8 for i in dots],
                    "color": outline(dots, colours.ink),
                },
            },
        },
    ]
    return {"data": traces, "layout": charts.layout(colours)}


@kept
def _drawn(view: View[CompareParams]) -> go.Figure:
    return charts.Finished(world_map(view))


@kept
def alt(view: View[CompareParams]) -> str:
    """The picture in words: how many countries each group has."""
    words, (a, b) = view.words, report_comparison.both(view)
    groups = report_comparison.grouped(view, report_comparison.COUNTRIES)
    said = [
        f"{words(f'compare.group_{group}')} {words.count('countries', len(rows))}"
        for group, rows in groups.items()
    ]
    title = words("compare.map", a=name_of(view, a), b=name_of(view, b))
    return title + words("app.colon") + words.listing(said)


@kept
def legend_html(view: View[CompareParams]) -> str:
    """Every group with the number of its countries, and what the other fills mean."""
    words, groups = view.words, report_comparison.grouped(view, report_comparison.COUNTRIES)
    items = ""
    for group, rows in groups.items():
        n = words.count("countries", len(rows))
        items += (
            f'<li><i class="swatch change-{group}"></i>{esc(words(f"compare.group_{group}"))}'
            f'<span class="quiet">{esc(n)}</span></li>'
        )
    for fill, key in (("nowhere", "compare.map_neither"), ("neutral", "countries.neutral")):
        items += f'<li><i class="swatch {fill}"></i>{esc(words(key))}</li>'
    return f'<ul class="legend" aria-label="{esc(words("countries.legend"))}">{items}</ul>'


def draw(view: View[CompareParams], key: str, on_select: Callable[[], None]) -> None:
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
