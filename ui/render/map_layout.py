"""Where things stand on a map of the world that is drawn, whatever draws it: points, small States, names beside their points.

All in the units of a `World`; who draws it larger or smaller says so by the size of its names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ui import tables
from ui.content import Ground, MapSpec
from ui.render import projection
from ui.render.drawing.text import width_of
from ui.render.projection import World

SIZE = 14.0  # of names, where a map is drawn in its own units
WIDTH = 1040.0
# Signs of one country stand side by side, this far apart.
APART = 12.5
Points = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Dot:
    """A State too small for a shape."""

    code: str
    radius: float
    named: bool


@dataclass(frozen=True)
class Name:
    """A name to be written: the point it belongs to, and the upper left corner, width and height of its text."""

    text: str
    point: tuple[float, float]
    left: float
    top: float
    width: float
    height: float


def world(ground: Ground) -> World:
    """The shapes of a ground that has some."""
    return projection.fitted(tables.BOUNDARIES, ground.version, WIDTH)


def points(ground: Ground, on: World) -> dict[str, tuple[float, float]]:
    """Where names, circles and signs stand; what lies beyond the map's edge is not on it."""
    found = on.places([p[0] for p in ground.points.values()], [p[1] for p in ground.points.values()])
    return {c: xy for c, xy in zip(ground.points, found, strict=True) if 0 <= xy[1] <= on.height}


def dots(spec: MapSpec, at: Points) -> list[Dot]:
    """Small States without signs: as large as can be seen where they have a place, else a point; those above last."""
    small = [code for code in spec.ground.small if code in at and not spec.place(code).signs]
    return [
        Dot(code, 7.5 if code == spec.chosen else 5.5 if code in spec.places else 2.5, code in spec.places)
        for code in sorted(small, key=lambda code: code in spec.places)
    ]


def names(spec: MapSpec, on: World, at: Points, size: float) -> list[Name]:
    """The names to be written, most important first, as far as they do not cover each other."""
    high, made = size / SIZE, []
    written = {code: said for code, said in spec.labels.items() if code in at}
    taken = {code: (x - 4, y - 4, x + 4, y + 4) for code in written for x, y in [at[code]]}
    boxes = list(taken.values())
    for code, said in written.items():
        long, (x, y) = width_of(said, size, True), at[code]
        for left, top in (
            (x + 9, y - 8 * high),
            (x - 9 - long, y - 8 * high),
            (x - long / 2, y - 17 * high - 8),
            (x - long / 2, y + 9),
        ):
            box = (left - 2, top - 1, left + long + 2, top + 18 * high)
            outside = box[0] < 0 or box[2] > on.width or box[1] < 0 or box[3] > on.height
            if not outside and not any(_overlap(box, other) for other in boxes if other != taken[code]):
                boxes.append(box)
                made.append(Name(said, (x, y), left, top, long, 17 * high))
                break
    return made


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
