"""Which part of the world a map on a page shows: the whole, a region by its name, or a place and how near it is.

In an address it is a name of `NAMED`, or longitude and latitude of the middle and how many times larger than the whole
world: `-72,16,5`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args

from ui.cache import kept
from ui.content import OPEN, Shape, Tone, Window
from ui.tables import Report

WORLD = "world"
NEAREST = 40.0
# Where the world is cut at its sides, and the latitudes within which there is land that is shown.
_CUT = 11.0
_SOUTH, _NORTH = -57.0, 84.5
# West, south, east, north; east beyond 180 where a region lies across the date line. The five are the Office's.
_BOXES: Mapping[str, tuple[float, float, float, float]] = {
    "africa": (-26, -36, 58, 26),
    "americas": (-130, -57, -30, 62),
    "asia_pacific": (58, -48, 185, 55),
    "europe_central_asia": (-26, 34, 92, 72),
    "mena": (-18, 10, 64, 40),
    "caribbean": (-91, 7, -57, 28),
    "pacific": (128, -25, 220, 20),
}
NAMED = (WORLD, *_BOXES)
_ABOUT = ("label_lon", "label_lat", "area_km2")
# Longitude and latitude of the middle, half of a side in degrees.
Square = tuple[float, float, float]
_FARTHEST, _SEEN = 1.5, 0.02  # how much of a window is land at least


def accepted(value: str) -> str | None:
    """The value of an address, where it is one."""
    return value if value in NAMED or _placed(value) else None


def lit(value: str) -> str | None:
    """The value of an address that lights a class of a map's legend, where it is one: the fill or sign of a `Key`."""
    return value if value in get_args(Tone) or value.removesuffix(OPEN) in get_args(Shape) else None


def of(value: str | None) -> Window:
    """What an accepted value shows."""
    if value is None:
        return whole()
    return _around(*_BOXES[value]) if value in _BOXES else _placed(value) or whole()


def _placed(value: str) -> Window | None:
    try:
        lon, lat, zoom = map(float, value.split(","))
    except ValueError:
        return None
    inside = abs(lon) <= 360 and abs(lat) <= 90 and 0 < zoom <= NEAREST
    return Window(lon, lat, zoom) if inside else None


@kept
def surroundings(report: Report, iso3: str) -> str:
    """The value that shows a country with its neighbours, so far that some land is seen; "" where it has no place on the map."""
    known = _squares(report)
    if iso3 not in known:
        return ""
    lon, lat, half = known[iso3]
    zoom = min(14.0, max(_FARTHEST, 150 / max(6 * half, 8.0)))
    while zoom > _FARTHEST and _land(Window(lon, lat, zoom), known.values()) < _SEEN:
        zoom = max(_FARTHEST, zoom / 1.1)
    return f"{lon:g},{lat:g},{zoom:.1f}"


@kept
def _squares(report: Report) -> Mapping[str, Square]:
    """Country → the square as large as it is, around its name."""
    known = report.atlas.countries[list(_ABOUT)].astype(str)
    return {
        str(code): (float(lon), float(lat), math.sqrt(float(area or 0)) / 222)
        for code, lon, lat, area in known.itertuples()
        if lon
    }


def _land(window: Window, squares: Iterable[Square]) -> float:
    """Roughly which share of a window is land: countries taken for squares around their names."""
    wide = 180 / window.zoom * _east(1, 0) / _east(1, window.lat)
    degree = _up(window.lat + 0.5) - _up(window.lat - 0.5)
    high = (_up(_NORTH) - _up(_SOUTH)) / 2 / window.zoom / degree
    seen = 0.0
    for lon, lat, half in squares:
        away = abs((lon - window.lon + 180) % 360 - 180)
        across = half / math.cos(math.radians(lat))
        seen += _shared(away, across, wide) * _shared(abs(lat - window.lat), half, high)
    return seen / (4 * wide * high)


def _shared(away: float, half: float, window: float) -> float:
    """How long a stretch of a window is covered by another, half as long as each is given."""
    return max(0.0, min(window, away + half) - max(-window, away - half))


@cache
def whole() -> Window:
    """The whole world: its middle is half-way on the drawing, not in degrees."""
    return Window(_CUT, _halfway(_SOUTH, _NORTH))


def shape() -> float:
    """How many times wider than high the world is."""
    return 2 * _east(180, 0) / (_up(_NORTH) - _up(_SOUTH))


def frame() -> tuple[float, float]:
    """The latitudes to give to Plotly's frame: it joins points 90° apart by great circles, which bulge towards the poles just
    as far as the world is shown."""
    south, north = (
        math.degrees(math.atan(math.tan(math.radians(lat)) * math.cos(math.pi / 4)))
        for lat in (_SOUTH, _NORTH)
    )
    return round(south, 2), round(north, 2)


@cache
def _around(west: float, south: float, east: float, north: float) -> Window:
    widest = min(abs(south), abs(north)) if south * north > 0 else 0.0
    across = 180 / ((east - west) / 2) * _east(1, 0) / _east(1, widest)
    down = (_up(_NORTH) - _up(_SOUTH)) / (_up(north) - _up(south))
    return Window((west + east) / 2, _halfway(south, north), round(min(across, down), 2))


def _halfway(south: float, north: float) -> float:
    middle = (_up(south) + _up(north)) / 2
    for _ in range(40):
        between = (south + north) / 2
        south, north = (between, north) if _up(between) < middle else (south, between)
    return round(south, 2)


def _east(lon: float, lat: float) -> float:
    t = _angle(lat)
    rate = _A[0] + 3 * _A[1] * t**2 + t**6 * (7 * _A[2] + 9 * _A[3] * t**2)
    return math.radians(lon) * math.cos(t) / (_HALF_ROOT * rate)


def _up(lat: float) -> float:
    t = _angle(lat)
    return t * (_A[0] + _A[1] * t**2 + t**6 * (_A[2] + _A[3] * t**2))


def _angle(lat: float) -> float:
    return math.asin(_HALF_ROOT * math.sin(math.radians(lat)))


# Equal Earth on a sphere, as the browser draws it (Šavrič, Patterson, Jenny 2019).
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_HALF_ROOT = math.sqrt(3) / 2
