"""Tiles, bars and their key as HTML."""

from __future__ import annotations

from collections.abc import Iterable

import htpy as h
from htpy import Node, fragment

from ui import content
from ui.render.html.elements import css_class, current, go, quiet, sign, swatch


def tile(item: content.Tile, alone: bool = False) -> Node:
    """A number with its name; `alone`, its note stands outside."""
    inner = fragment[
        h.strong(class_=None if item.stated else "in-words")[item.value],
        h.span[item.label],
        item.note and not alone and h.span(".note")[item.note],
    ]
    return go(item.href, inner, aria_current=current(item.chosen)) if item.href else h.div[inner]


def bars(rows: Iterable[content.Bar], block: content.Bars) -> Node:
    """Rows of bars, in the scale of their block."""
    return h.ol(".bars", aria_label=block.label)[(_bar(row, block.scale) for row in rows)]


def _bar(row: content.Bar, scale: float) -> Node:
    pieces = [
        h.i(class_=css_class(piece.tone), style=f"width:{100 * piece.length / scale:.2f}%")
        for piece in row.pieces
    ]
    inner = fragment[
        h.span(".bar-label")[row.label],
        h.span(".bar-track", aria_hidden="true")[pieces],
        h.span(".bar-number")[row.number, row.note and h.span(".bar-note")[row.note]],
    ]
    line = go(row.href, inner, aria_current=current(row.chosen)) if row.href else h.span[inner]
    return h.li(class_=f"depth{row.indent}")[line]


def key(item: content.Key) -> Node:
    """What a fill or a sign means, in a list."""
    return h.li[meaning(item)]


def meaning(item: content.Key) -> list[Node]:
    """What a fill or a sign means."""
    return [
        swatch(item.tone) if item.tone else None,
        sign(item.sign) if item.sign else None,
        item.label,
        item.note and quiet(item.note),
    ]
