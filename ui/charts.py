"""Pictures: the map as a plain Plotly figure, bars as HTML lists of links, which keys and printers reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

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


def picked(selection: Mapping[str, Any] | None) -> str | None:
    """The iso3 of the shape or circle that was clicked."""
    points = ((selection or {}).get("selection") or {}).get("points") or []
    data = points[0].get("customdata") if points else None
    return str(data[0]) if data else None
