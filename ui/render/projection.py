"""The world as paths for pictures: Equal Earth, cut at the meridian opposite to its centre.

Importing this module imports GeoPandas, which takes the better part of a second: do it where a map is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
from shapely import Polygon, box, make_valid, segmentize, union_all
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

CENTRE = 11.0  # degrees east: whole continents on both edges
NORTH, SOUTH = 84.0, -56.0
PROJECTION = f"+proj=eqearth +lon_0={CENTRE} +ellps=WGS84"
# Straight lines of degrees are curves on the map: points at least this often along them.
_STEP = 2.0
_FRAME = box(CENTRE - 180 + 1e-6, SOUTH, CENTRE + 180 - 1e-6, NORTH)


@dataclass(frozen=True, eq=False)
class World:
    """Shapes as SVG path data in a box `width` by `height`."""

    width: float
    height: float
    shapes: dict[str, str]
    _scale: float
    _west: float
    _north: float

    def places(self, lons: Sequence[float], lats: Sequence[float]) -> list[tuple[float, float]]:
        """Where points lie in the box."""
        points = gpd.GeoSeries.from_xy(lons, lats, crs="EPSG:4326").to_crs(PROJECTION)
        x, y = (points.x - self._west) * self._scale, (self._north - points.y) * self._scale
        return [(round(float(a), 1), round(float(b), 1)) for a, b in zip(x, y, strict=True)]


@lru_cache(maxsize=4)
def world(boundaries: Path, version: int, width: float) -> World:  # noqa: ARG001 - version is part of the key
    """The shapes of a GeoJSON file with ids, `width` units wide."""
    features = json.loads(boundaries.read_text(encoding="utf-8"))["features"]
    shapes = [_opened(feature["geometry"]) for feature in features]
    frame = gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs(PROJECTION)
    edges = gpd.GeoSeries.from_xy(
        [CENTRE - 179.999, CENTRE + 179.999, CENTRE, CENTRE], [0, 0, NORTH, SOUTH], crs="EPSG:4326"
    ).to_crs(PROJECTION)
    west, east, north, south = edges.iloc[0].x, edges.iloc[1].x, edges.iloc[2].y, edges.iloc[3].y
    scale = width / (east - west)
    paths = {
        str(feature["id"]): _path(shape, scale, west, north)
        for feature, shape in zip(features, frame, strict=True)
    }
    return World(width, (north - south) * scale, paths, scale, west, north)


def _opened(geometry: dict[str, Any]) -> BaseGeometry:
    """A shape in degrees from the map's west edge to its east edge, in one piece over the 180th meridian."""
    rings = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    pieces = []
    for exterior, *interiors in rings:
        outer = _unwrapped(exterior)
        polygon = make_valid(Polygon(outer, [_unwrapped(ring, outer[:, 0].mean()) for ring in interiors]))
        pieces += [translate(polygon, turn).intersection(_FRAME) for turn in (-360, 0, 360)]
    return segmentize(union_all([piece for piece in pieces if not piece.is_empty]), _STEP)


def _unwrapped(ring: Sequence[Sequence[float]], near: float | None = None) -> np.ndarray[Any, Any]:
    """A ring whose longitudes go on beyond 180 instead of jumping to -180; whole turns nearer to `near`."""
    points = np.asarray(ring, dtype=float)[:, :2]
    points[:, 0] = np.unwrap(points[:, 0], period=360)
    if near is not None:
        points[:, 0] += 360 * np.round((near - points[:, 0].mean()) / 360)
    if abs(points[-1, 0] - points[0, 0]) > 180:  # round a pole
        pole = -90.0 if points[:, 1].mean() < 0 else 90.0
        points = np.vstack([points, [points[-1, 0], pole], [points[0, 0], pole]])
    return points


def _path(shape: BaseGeometry, scale: float, west: float, north: float) -> str:
    parts = []
    for polygon in getattr(shape, "geoms", [shape]):
        if polygon.geom_type != "Polygon":
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            points = np.asarray(ring.coords)
            x = np.round((points[:, 0] - west) * scale, 1)
            y = np.round((north - points[:, 1]) * scale, 1)
            moved = np.r_[True, (np.diff(x) != 0) | (np.diff(y) != 0)]
            if moved.sum() > 2:
                line = " ".join(f"{a:g},{b:g}" for a, b in zip(x[moved], y[moved], strict=True))
                parts.append(f"M{line}Z")
    return "".join(parts)
