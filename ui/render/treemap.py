"""How boxes of given sizes fill a rectangle in the order that they have: rows, columns within a row, and in a column
a few boxes one above the other; and how well a label fits a box with its cells. Pixels in, pixels out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, log
from typing import TypeVar

from ui.render.svg.text import WIDE, is_wide, width_of, wrap

Made = TypeVar("Made")

_ROW = 9  # most boxes in a row
PADDING, CELL, CELL_LINE = 12.0, 30.0, 26.0
_LINE = 16.0  # a line's height
_SIZE, _LATIN_SIZE, _HEADING = (
    13.0,
    12.0,
    14.0,
)  # of labels, of those in Latin letters, of the names of first order

Cost = Callable[[int, float, float], float]


@dataclass(frozen=True)
class Box:
    """A box: which one, its width and height."""

    index: int
    width: float
    height: float


Column = tuple[Box, ...]
Row = tuple[Column, ...]


def arranged(sizes: Sequence[int], width: float, area: float, cost: Cost, stack: int = 3) -> tuple[Row, ...]:
    """Boxes of `sizes` times `area` in a rectangle of `width`, at most `stack` above each other, so that the costs of
    all boxes (their index, width and height) are least."""

    def row(start: int, end: int) -> tuple[float, Row]:
        height = sum(sizes[start:end]) * area / width

        def column(first: int, last: int) -> tuple[float, Column]:
            n = sum(sizes[first:last])
            across = n * area / height
            boxes = tuple(Box(k, across, height * sizes[k] / n) for k in range(first, last))
            return sum(cost(box.index, box.width, box.height) for box in boxes), boxes

        return _cut(start, end, stack, column)

    return _cut(0, len(sizes), _ROW, row)[1]


def _cut(
    start: int, end: int, most: int, made: Callable[[int, int], tuple[float, Made]]
) -> tuple[float, tuple[Made, ...]]:
    """A sequence cut into pieces of at most `most`, those whose costs are least together: (cost, pieces)."""
    best: list[tuple[float, tuple[Made, ...]]] = [(0.0, ())]
    for last in range(start + 1, end + 1):
        tries = []
        for first in range(max(start, last - most), last):
            before, pieces = best[first - start]
            price, piece = made(first, last)
            tries.append((before + price, (*pieces, piece)))
        best.append(min(tries, key=lambda found: found[0]))
    return best[-1]


def _size(label: str) -> float:
    return _SIZE if is_wide(label) else _LATIN_SIZE


def text_width(text: str) -> float:
    """About how many pixels a label takes on one line."""
    return width_of(text, _size(text))


def heading_width(text: str) -> float:
    """The same of a name of first order."""
    return width_of(text, _HEADING, bold=True)


def beside(n: int, width: float, height: float) -> bool:
    """Whether the one cell of a box stands beside its label, not under it."""
    return n == 1 and height < 60 and width > 80


def lines_for(n: int, width: float, height: float) -> int:
    """How many lines of a label fit in a box with its cells."""
    if beside(n, width, height):
        return int((height - PADDING) / _LINE)
    in_row = max(1, int((width - PADDING) / CELL))
    return int((height - PADDING - ceil(n / in_row) * CELL_LINE) / _LINE)


def cut(label: str, n: int, width: float, height: float) -> bool:
    """Whether a label does not fit its box as a whole."""
    inner = _inner(n, width, height)
    if any(text_width(word) > inner for word in _words(label)):
        return True
    return len(wrap(label, _size(label), inner)) > max(lines_for(n, width, height), 0)


def _words(label: str) -> list[str]:
    """What is not broken between its letters."""
    return [word for word in re.split(rf"[\s{WIDE}]+", label) if word]


def _inner(n: int, width: float, height: float) -> float:
    return max(width - PADDING - (CELL + 4 if beside(n, width, height) else 0), 1.0)


def misfit(label: str, n: int, width: float, height: float) -> float:
    """How badly a label fits its box: what is cut off, a word that is too long, a splinter."""
    inner = _inner(n, width, height)
    longest = max(map(text_width, _words(label)), default=3 * _SIZE)
    room = max(lines_for(n, width, height), 0) * inner
    lacking = max(0.0, 1 - room / max(text_width(label) * 1.15, 1.0))
    thin = max(0.0, (26 if n == 1 else 44) - height) / 2 + max(0.0, 40 - inner) / 4
    lost = 6.0 if cut(label, n, width, height) else 0.0
    return lost + 14 * lacking + max(0.0, longest - inner) / 8 + thin + abs(log(width / height / 1.6))
