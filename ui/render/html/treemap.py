"""A treemap as HTML: parts, their parts, and a small cell for every unit, each a link.

Boxes keep their order, from left to right and from top to bottom; which of them share a row is chosen so that labels
fit. On a narrow screen the same boxes become a list (atlas.css).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import htpy as h
from htpy import Node, fragment

from ui.content import Link, Part, Treemap
from ui.render import treemap as boxes
from ui.render.html.elements import current, go, link
from ui.render.treemap import Box

# Pixels of the picture at its full width (atlas.css), for which rows and labels are chosen.
WIDTH, HEIGHT = 756.0, 780.0
_SMALLEST, _LARGEST = 4000.0, 6500.0  # area of one unit
_HEAD = 46.0  # pixels of a part's name and number


def area_of(whole: int) -> float:
    """Square pixels of a unit: the picture is about one screen high, unless the whole is large."""
    return min(_LARGEST, max(_SMALLEST, WIDTH * HEIGHT / max(whole, 1)))


def treemap(block: Treemap) -> Node:
    """The whole, in rows of boxes."""
    groups = _stacked(block.parts)
    sizes, area = [_size(group) for group in groups], area_of(_size(block.parts))

    def cost(index: int, width: float, height: float) -> float:
        # A part wants room for its parts, and every box for its name.
        split = any(part.parts for part in groups[index])
        room = max(boxes.heading_width(word) for part in groups[index] for word in part.label.split())
        narrow = max(0.0, (200 if split else max(64.0, room)) - width) / 4
        low = max(0.0, (150 if split else 70 * len(groups[index])) - height) / 8
        return narrow + low + (2.0 if split else 0.3) * log(width / height / 1.2) ** 2

    return h.div(".treemap", role="group", aria_label=block.label)[
        (
            h.div(".plots-row", style=f"--h:{row[0][0].height + _HEAD:.0f}px")[
                (_group(groups[box.index], box.width, area) for (box,) in row)
            ]
            for row in boxes.arranged(sizes, WIDTH, area, cost, stack=1)
        )
    ]


def _size(parts: Sequence[Part]) -> int:
    return sum(part.size for part in parts)


def _share(n: int) -> str:
    """The style that gives a box its part of the room."""
    return f"--n:{n}"


def _stacked(found: Sequence[Part]) -> list[tuple[Part, ...]]:
    """Parts side by side; small ones without parts of their own that follow each other stand one above the other."""
    most = max((part.size for part in found), default=0)
    groups: list[tuple[Part, ...]] = []
    for part in found:
        if groups and all(not p.parts and 4 * p.size < most for p in (part, *groups[-1])):
            groups[-1] = (*groups[-1], part)
        else:
            groups.append((part,))
    return groups


def _group(group: Sequence[Part], width: float, area: float) -> Node:
    inner = fragment[[_plot(part, width, area) for part in group]]
    return inner if len(group) == 1 else h.div(".plots-stack", style=_share(_size(group)))[inner]


def _plot(part: Part, width: float, area: float) -> Node:
    """A part of the first order: its head, then its parts, or cells for its units."""
    number = part.number if boxes.text_width(part.number) <= width else part.number_short
    head = _named(part, fragment[h.b[part.label], h.span[number]], "plot-head")
    body = (
        _rows(part.parts, width, area) if part.parts else h.div(".lot", style=_share(1))[_cells(part.units)]
    )
    return h.div(".plot", style=_share(part.size))[head, h.div(".lots")[body]]


def _rows(parts: Sequence[Part], width: float, area: float) -> Node:
    sizes = [part.size for part in parts]

    def cost(index: int, across: float, height: float) -> float:
        return boxes.misfit(parts[index].label, sizes[index], across, height)

    return [
        h.div(".lots-row", style=_share(sum(sizes[box.index] for column in row for box in column)))[
            (_column(parts, column) for column in row)
        ]
        for row in boxes.arranged(sizes, width, area, cost)
    ]


def _column(parts: Sequence[Part], column: Sequence[Box]) -> Node:
    inner = fragment[[_lot(parts[box.index], box) for box in column]]
    n = _size([parts[box.index] for box in column])
    return inner if len(column) == 1 else h.div(".lots", style=_share(n))[inner]


def _lot(part: Part, box: Box) -> Node:
    """A part of the second order; a name that would be cut is not begun: the box shows its code, a list and what reads
    aloud the whole name."""
    short = part.code and boxes.cut(part.label, part.size, box.width, box.height)
    rest = h.span(".lot-more")[part.label.removeprefix(part.code)] if short else None
    name = h.span(".lot-name")[part.code if short else part.label, rest]
    classes = {
        "lot": True,
        "lot-one": part.size == 1,
        "lot-beside": boxes.beside(part.size, box.width, box.height),
    }
    return h.div(class_=classes, style=_share(part.size))[
        _named(part, fragment[name, h.span(".lot-share")[part.number]], "lot-label"), _cells(part.units)
    ]


def _named(part: Part, inner: Node, kind: str) -> Node:
    """What names a box and leads to what it holds."""
    if not part.href:
        return h.span(class_=kind)[inner]
    return go(
        part.href,
        inner,
        class_=kind,
        title=part.said,
        aria_label=part.said,
        aria_current=current(part.chosen),
    )


def _cells(units: Sequence[Link]) -> Node:
    return h.span(".cells")[(link(unit) for unit in units)]
