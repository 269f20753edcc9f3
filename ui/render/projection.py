"""The world as paths for pictures, in the Equal Earth projection.

The shapes were cut and projected when the reference was built (`etl/reference/projection.py`); here they are only made to
fit, and points are projected by the formula.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

# Šavrič, Patterson, Jenny 2019, on the ellipsoid WGS 84: semi-major axis in metres, first eccentricity.
_AXIS, _E = 6378137.0, math.sqrt((2 - 1 / 298.257223563) / 298.257223563)
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


@dataclass(frozen=True, eq=False)
class World:
    """Shapes as SVG path data in a box `width` by `height`."""

    width: float
    height: float
    shapes: dict[str, str]
    _centre: float
    _scale: float
    _west: float
    _north: float

    def places(self, lons: Sequence[float], lats: Sequence[float]) -> list[tuple[float, float]]:
        """Where points lie in the box."""
        metres = (
            equal_earth((lon - self._centre + 180) % 360 - 180, lat)
            for lon, lat in zip(lons, lats, strict=True)
        )
        return [
            (round((x - self._west) * self._scale, 1), round((self._north - y) * self._scale, 1))
            for x, y in metres
        ]

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a place in the box."""
        east, north = x / self._scale + self._west, self._north - y / self._scale
        south_of, north_of = -90.0, 90.0
        for _ in range(40):
            lat = (south_of + north_of) / 2
            south_of, north_of = (lat, north_of) if equal_earth(0, lat)[1] < north else (south_of, lat)
        return self._centre + east / equal_earth(1, lat)[0], lat


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """Metres east and north of the middle of the map, from degrees east of its middle and north."""
    whole = _authalic(1.0)
    sine = _authalic(math.sin(math.radians(lat))) / whole  # of the latitude on a sphere of the same area
    t = math.asin(_M * sine)
    t2, t6 = t**2, t**6
    radius = _AXIS * math.sqrt(whole / 2)
    x = math.radians(lon) * math.cos(t) / (_M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)))
    return radius * x, radius * t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))


def _authalic(sine: float) -> float:
    part = _E * sine
    return (1 - _E**2) * (sine / (1 - part**2) + math.atanh(part) / _E)


@lru_cache(maxsize=4)
def fitted(content: bytes, width: float, centre: float | None = None) -> World:
    """The shapes in the content of `equal_earth.json`, `width` units wide; turned to another middle where `centre` gives one."""
    known = json.loads(content)
    west, south, east, north = known["frame"]
    scale = width / (east - west)
    middle = known["centre"] if centre is None else centre
    paths = {
        code: "".join(
            _path(_turned(np.reshape(ring, (-1, 2)), known["centre"] - middle), scale, west, north)
            for ring in rings
        )
        for code, rings in known["shapes"].items()
    }
    return World(width, (north - south) * scale, paths, middle, scale, west, north)


def _turned(points: np.ndarray[Any, Any], by: float) -> np.ndarray[Any, Any]:
    """A ring some degrees farther east, whole on the side of the map where most of it lies."""
    if not by:
        return points
    degree = np.interp(points[:, 1], *_degrees())
    lons = points[:, 0] / degree + by
    lons -= 360 * np.round(lons.mean() / 360)
    return np.column_stack((lons * degree, points[:, 1]))


@lru_cache(maxsize=1)
def _degrees() -> tuple[list[float], list[float]]:
    """Metres north of the middle, and how many metres a degree is long there."""
    found = [equal_earth(1, lat / 10) for lat in range(-900, 901)]
    return [north for _, north in found], [east for east, _ in found]


def _path(points: np.ndarray[Any, Any], scale: float, west: float, north: float) -> str:
    """A ring as path data, without the points that fall on the one before."""
    x = np.round((points[:, 0] - west) * scale, 1)
    y = np.round((north - points[:, 1]) * scale, 1)
    moved = np.r_[True, (np.diff(x) != 0) | (np.diff(y) != 0)]
    if moved.sum() <= 2:
        return ""
    return "M" + " ".join(f"{a:g},{b:g}" for a, b in zip(x[moved], y[moved], strict=True)) + "Z"
