"""Where things stand on a map of the world that is drawn, whatever draws it: points, small States, names beside their points.

All in the units of a `World`; who draws it larger or smaller says so by the size of its names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ui import tables
from ui.content import Ground, MapSpec, Sign
from ui.palette import DARK_TONES
from ui.render import map_signs, projection
from ui.render.map_signs import Spread
from ui.render.projection import World
from ui.render.svg.text import width_of

SIZE = 14.0  # of names, where a map is drawn in its own units
WIDTH = 1040.0
VEIL, AROUND = (
    0.9,
    3.0,
)  # behind a name: how much of what lies under it is hid, and how far it reaches beyond its sides
# Signs of one country stand side by side, this far apart.
_APART, _SIGN = 12.5, 6.0  # and half of one
# Points of a name, across and down, that are looked at for what lies under them.
_ACROSS, _DOWN = 9, 3
Points = Mapping[str, tuple[float, float]]
Ring = list[tuple[float, float]]
# Left, top, right, bottom.
Frame = tuple[float, float, float, float]


@dataclass(frozen=True)
class Name:
    """A name to be written: the point it belongs to, and the upper left corner, width and height of its text."""

    text: str
    point: tuple[float, float]
    left: float
    top: float
    width: float
    height: float


def world(centre: float | None = None) -> World:
    """The shapes of the version in hand, where it has some; in the middle its own meridian or another."""
    return projection.fitted(tables.load().boundaries[tables.OUTLINES], WIDTH, centre)


def points(ground: Ground, on: World) -> dict[str, tuple[float, float]]:
    """Where names, circles and signs stand; what lies beyond the map's edge is not on it."""
    found = on.places([p[0] for p in ground.points.values()], [p[1] for p in ground.points.values()])
    return {c: xy for c, xy in zip(ground.points, found, strict=True) if 0 <= xy[1] <= on.height}


def dotted(ground: Ground, on: World) -> list[Ring]:
    """Boundaries that are not determined."""
    return [on.places([lon for lon, _ in line], [lat for _, lat in line]) for line in ground.dotted]


def dots(spec: MapSpec, at: Points) -> dict[str, float]:
    """Small States without signs → the radius: as large as can be seen where they have a place, else a point; those above
    last."""
    small = sorted((code for code in spec.dots if code in at), key=lambda code: code in spec.places)
    return {c: 7.5 if c == spec.chosen else 5.5 if c in spec.places else 2.5 for c in small}


@dataclass(frozen=True)
class Signed:
    """Where a country's circle or signs stand, the middle of them; and the point that they belong to, if a line leads there."""

    at: tuple[float, float]
    frame: Frame
    point: tuple[float, float] | None


def signed(spec: MapSpec, on: World, at: Points, unit: float = 1.0) -> dict[str, Signed]:
    """Circles and signs moved apart; a circle stands on no shape of another country that is named. `unit` is how large a unit
    of their sizes is on a map that is drawn larger or smaller than the world is here."""
    circles = {code: unit * radius for code, radius in dots(spec, at).items()}
    codes = [code for code, place in spec.places.items() if place.signs and code in at] + [*circles][::-1]
    halves = [
        (circles[code],) * 2
        if code in circles
        else (unit * (_SIGN + _APART * (len(spec.places[code].signs) - 1) / 2), unit * _SIGN)
        for code in codes
    ]
    asked = [Spread(*at[code], *half) for code, half in zip(codes, halves, strict=True)]
    areas = [(code, area) for code in spec.places for area in _framed(on).get(code, ())]

    def free(k: int, x: float, y: float) -> bool:
        code, (wide, high) = codes[k], halves[k]
        box = (x - wide, y - high, x + wide, y + high)
        near = [ring for other, (ring, frame) in areas if other != code and _overlap(box, frame)]
        return code not in circles or not any(
            _inside(point, ring) for ring in near for point in map_signs.rim(x, y, wide, high)
        )

    made = {}
    for code, sign, (x, y) in zip(codes, asked, map_signs.apart(asked, free, unit), strict=True):
        far = math.hypot(x - sign.x, y - sign.y)
        frame = (x - sign.wide, y - sign.high, x + sign.wide, y + sign.high)
        led = far > unit * (1 if code in circles else _SIGN)
        made[code] = Signed((x, y), frame, (sign.x, sign.y) if led else None)
    return made


def signs(
    spec: MapSpec, at: Mapping[str, Signed], unit: float = 1.0
) -> Iterator[tuple[str, Sign, float, float]]:
    """(country, sign, where its middle stands): the signs of one country side by side."""
    for code, place in spec.places.items():
        for k, sign in enumerate(place.signs if code in at else ()):
            x, y = at[code].at
            yield code, sign, x + unit * _APART * (k - (len(place.signs) - 1) / 2), y


def names(spec: MapSpec, on: World, at: Points, size: float) -> list[Name]:
    """The names to be written, most important first, as far as they do not cover each other or another's sign; each stands at
    that side of its point where it covers least of the countries that have a fill, the dark ones above all."""
    high, made = size / SIZE, []
    written = {code: said for code, said in spec.labels.items() if code in at}
    points = {code: (x - 4, y - 4, x + 4, y + 4) for code in written for x, y in [at[code]]}
    signs = [each.frame for code, each in signed(spec, on, at).items() if code not in written]
    taken, areas = [*points.values(), *signs], _filled(spec, on)
    for code, said in written.items():
        long, (x, y) = width_of(said, size, True), at[code]
        boxes = [
            (left - 2, top - 1, left + long + 2, top + 18 * high) for left, top in _sides(x, y, long, high)
        ]
        free = {
            box: 0.4 * k + _covering(box, areas)
            for k, box in enumerate(boxes)
            if box[0] >= 0 and box[2] <= on.width and box[1] >= 0 and box[3] <= on.height
            if not any(_overlap(box, other) for other in taken if other != points[code])
        }
        if free:
            box = min(free, key=free.__getitem__)
            taken.append(box)
            made.append(Name(said, (x, y), box[0] + 2, box[1] + 1, long, 17 * high))
    return made


def _sides(x: float, y: float, long: float, high: float) -> list[tuple[float, float]]:
    """Left upper corners of a name beside its point, the best first: right, left, above, below, and aslant."""
    right, left, middle = x + 9, x - 9 - long, x - long / 2
    beside, above, below = y - 8 * high, y - 17 * high - 8, y + 9
    straight = [(right, beside), (left, beside), (middle, above), (middle, below)]
    return [*straight, (right, above), (right, below), (left, above), (left, below)]


def _overlap(a: Frame, b: Frame) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@dataclass(frozen=True)
class _Area:
    """A ring of a country with a fill, the frame around it, and how little should be written over it."""

    ring: Ring
    frame: Frame
    weight: float


def rings(outline: str) -> list[Ring]:
    """The rings of an outline: `M1,2 3,4 5,6Z…`."""
    made = []
    for part in re.findall(r"M([^MZ]*)Z", outline):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", part)]
        made.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return made


@lru_cache(maxsize=4)
def _framed(on: World) -> Mapping[str, list[tuple[Ring, Frame]]]:
    return {code: [(ring, _frame(ring)) for ring in rings(outline)] for code, outline in on.shapes.items()}


def within(on: World, box: Frame, apart: float) -> dict[str, str]:
    """The outlines of what lies in a box or across its edge, without the rings that do not; points stand `apart`."""
    found = {}
    for code, known in _framed(on).items():
        inside = [_thinned(ring, apart) for ring, frame in known if _overlap(frame, box)]
        if inside:
            found[code] = "".join(f"M{' '.join(f'{x:g},{y:g}' for x, y in ring)}Z" for ring in inside)
    return found


def _thinned(ring: Ring, apart: float) -> Ring:
    """A ring without the points that lie nearer to the one before."""
    left = ring[:1]
    for x, y in ring[1:]:
        if abs(x - left[-1][0]) + abs(y - left[-1][1]) >= apart:
            left.append((x, y))
    return left if len(left) > 2 else ring[:3]


def _frame(ring: Ring) -> Frame:
    across, down = [x for x, _ in ring], [y for _, y in ring]
    return min(across), min(down), max(across), max(down)


def _filled(spec: MapSpec, on: World) -> list[_Area]:
    known = _framed(on)
    return [
        _Area(ring, frame, 2.0 if place.tone in DARK_TONES else 1.0)
        for code, place in spec.places.items()
        for ring, frame in known.get(code, ())
    ]


def _covering(box: Frame, areas: Iterable[_Area]) -> float:
    """How much of a box lies over areas: the mean weight of those under its points."""
    near = [area for area in areas if _overlap(box, area.frame)]
    points = [
        (box[0] + (box[2] - box[0]) * (k + 0.5) / _ACROSS, box[1] + (box[3] - box[1]) * (j + 0.5) / _DOWN)
        for k in range(_ACROSS)
        for j in range(_DOWN)
    ]
    found = sum(area.weight for point in points for area in near if _inside(point, area.ring))
    return 5 * found / len(points)


def _inside(point: tuple[float, float], ring: Ring) -> bool:
    """Whether a point lies in a ring: a line to the right crosses it an odd number of times."""
    (x, y), inside = point, False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            inside = not inside
    return inside
