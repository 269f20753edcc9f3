"""What stands under a map on a page: its legend, each class a switch; and the world as equal tiles."""

from __future__ import annotations

import htpy as h
from htpy import Node, fragment

from ui.content import Key, MapSpec
from ui.render.html import bars, tables
from ui.render.html.blocks import render
from ui.render.html.elements import current, go
from ui.view import View


@render.register
def _(block: MapSpec, view: View) -> Node:
    """The world as equal squares, each a link; of a map of shapes, which `plotly_map` draws, the legend alone.
    Its classes light up their countries."""
    tiles = tables.tile_map(block) if block.tiles else None
    keys = [(key, key.code == view.here.values.get("light")) for key in block.legend.keys]
    return fragment[
        tiles,
        h.ul(".legend.lights", aria_label=block.legend.label or None)[
            (h.li[_light(key, on, view)] for key, on in keys)
        ],
    ]


def _light(key: Key, on: bool, view: View) -> Node:
    """A class of a map's legend: while it is pointed at or has the focus, its countries stand out; a click keeps it so."""
    href = view.here.link(light=None if on else key.code)
    return go(href, bars.meaning(key), data_light=key.code, aria_current=current(on))
