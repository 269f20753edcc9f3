"""Signs and circles on a drawn map moved apart where they would touch, each with a thin line to its point."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
# Looked at for a free place: rings this far from each other, so many of them, and so many places on each.
_STEP, _RINGS, _ROUND = 3.0, 14, 16
_GAP = 1.0  # between two signs


@dataclass(frozen=True)
class Spread:
    """Something to be put on a map: where it belongs, and half its width and height."""

    x: float
    y: float
    wide: float
    high: float


def apart(
    signs: Sequence[Spread], free: Callable[[int, float, float], bool] | None = None, unit: float = 1.0
) -> list[Point]:
    """Where the middle of each sign stands so that no two touch: at its own point if that is not taken by one before it, else at
    the nearest place that is not; at its point if there is none near. `free` says whether a sign, by its number, may stand at
    a place at all; `unit` is how large on the map a unit of steps and gaps is."""
    taken: list[Spread] = []
    for k, sign in enumerate(signs):
        for x, y in _around(sign, unit):
            here = Spread(x, y, sign.wide, sign.high)
            if not any(_touch(here, other, _GAP * unit) for other in taken) and (
                free is None or free(k, x, y)
            ):
                break
        else:
            here = sign
        taken.append(here)
    return [(sign.x, sign.y) for sign in taken]


def _around(sign: Spread, unit: float) -> list[Point]:
    """A sign's own point, and places round it, the nearest first."""
    turns = [2 * math.pi * k / _ROUND for k in range(_ROUND)]
    return [
        (sign.x, sign.y),
        *(
            (sign.x + far * math.cos(turn), sign.y + far * math.sin(turn))
            for far in (unit * _STEP * (k + 1) for k in range(_RINGS))
            for turn in turns
        ),
    ]


def _touch(one: Spread, other: Spread, gap: float) -> bool:
    return (
        abs(one.x - other.x) < one.wide + other.wide + gap
        and abs(one.y - other.y) < one.high + other.high + gap
    )


def rim(x: float, y: float, wide: float, high: float) -> list[Point]:
    """The middle of a sign and eight points of its edge: where it may lie on something."""
    turns = (math.pi * k / 4 for k in range(8))
    return [(x, y), *((x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns)]
