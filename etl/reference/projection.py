"""The boundaries as pictures need them: Equal Earth, cut at the meridian opposite to the map's centre.

Made once, with GeoPandas, so that nothing has to be cut, joined or projected while pages are served.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
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


def build(sources: Path, out: Path) -> None:
    """Write `boundaries/equal_earth.json` below `out` from `boundaries/world.geojson`.

    `centre`: the meridian in the middle; `frame`: west, south, east, north in metres; `shapes`: id → rings, each a flat
    list x, y, x, y, … in metres from the middle of the map.
    """
    made = {
        "centre": CENTRE,
        "frame": _frame(),
        "shapes": {
            code: _rings(shape) for code, shape in projected(sources / "boundaries" / "world.geojson").items()
        },
    }
    path = out / "boundaries" / "equal_earth.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")


def projected(boundaries: Path) -> gpd.GeoSeries:
    """The valid shapes of a GeoJSON file in metres of Equal Earth, by id; each in one piece over the 180th meridian."""
    features = json.loads(boundaries.read_text(encoding="utf-8"))["features"]
    shapes = [_opened(feature["geometry"]) for feature in features]
    ids = [str(feature["id"]) for feature in features]
    return gpd.GeoSeries(shapes, index=ids, crs="EPSG:4326").to_crs(PROJECTION)


def _frame() -> list[float]:
    lons, lats = [CENTRE - 179.999, CENTRE, CENTRE + 179.999, CENTRE], [0, SOUTH, 0, NORTH]
    west, south, east, north = gpd.GeoSeries.from_xy(lons, lats, crs="EPSG:4326").to_crs(PROJECTION)
    return [round(v, 1) for v in (west.x, south.y, east.x, north.y)]


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


def _rings(shape: BaseGeometry) -> list[list[float]]:
    polygons = [p for p in getattr(shape, "geoms", [shape]) if p.geom_type == "Polygon"]
    rings = [np.asarray(ring.coords) for p in polygons for ring in (p.exterior, *p.interiors)]
    return [np.round(ring, 1).ravel().tolist() for ring in rings]
