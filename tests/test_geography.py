"""The country table and the boundaries: complete, in the UN's depiction, the same bytes when made again."""

import csv
import itertools
import json
import re
import shutil
from pathlib import Path

import pytest
from shapely import Point, make_valid
from shapely.geometry import shape
from texts import cases

from etl.reference import audit, projection
from etl.reference.geography import COUNTRY_COLUMNS, REGION_COLUMNS, build, visvalingam

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"
WORLD = REFERENCE / "boundaries" / "world.geojson"
WITHOUT_SHAPE = {"ATA", "IOT", "SMR", "UMI", "VAT", "WLF", "XKX"}
DISPUTED = {"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"}


def rows(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def countries():
    return {row["iso3"]: row for row in rows("countries.csv")}


@pytest.fixture(scope="module")
def shapes():
    features = json.loads(WORLD.read_text(encoding="utf-8"))["features"]
    return {f["id"]: make_valid(shape(f["geometry"])) for f in features}


def test_every_member_and_three_more_have_names_in_both_languages(countries):
    members = [c for c in countries.values() if c["un_member"] == "1"]
    assert len(members) == 193
    assert len(countries) == 250
    assert {"PSE", "VAT", "XKX", "COK", "NIU", "TWN"} <= set(countries)
    for row in countries.values():
        assert row["name_zh"], row
        assert row["name_en"], row
        assert re.fullmatch(r"[\u4e00-\u9fff、()]+", row["name_zh"]), row["name_zh"]
        assert row["name_en"] == row["name_en"].strip()
    for column in ("iso2", "name_zh", "name_en"):
        assert len({r[column] for r in countries.values()}) == len(countries), column


def test_names_are_the_un_forms(countries):
    for case in cases("country_names.csv"):
        row = countries[case["iso3"]]
        assert (row["name_zh"], row["name_en"]) == (case["zh"], case["en"])


def test_columns_codes_and_order(countries):
    assert list(next(iter(countries.values()))) == COUNTRY_COLUMNS
    assert list(countries) == sorted(countries)
    raw = (REFERENCE / "countries.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    for code, row in countries.items():
        assert re.fullmatch("[A-Z]{2}", row["iso2"])
        assert code == "XKX" or re.fullmatch(r"\d{3}", row["m49"])
        assert float(row["area_km2"]) > 0
        assert abs(float(row["label_lon"])) <= 180
        assert abs(float(row["label_lat"])) <= 90


def test_regions_form_a_tree_and_every_country_has_its_place(countries):
    regions = rows("regions.csv")
    assert list(regions[0]) == REGION_COLUMNS
    parent = {r["code"]: r["parent"] for r in regions if r["scheme"] == "m49"}
    ohchr = {r["code"] for r in regions if r["scheme"] == "ohchr"}
    assert ohchr == {"africa", "americas", "asia_pacific", "europe_central_asia", "mena"}
    assert {c for c, p in parent.items() if not p} == {"002", "009", "019", "142", "150"}
    assert all(r["name_zh"] and r["name_en"] for r in regions)
    for code, row in countries.items():
        if code == "ATA":
            continue
        assert row["ohchr_region"] in ohchr, code
        assert parent[row["m49_subregion"]] == row["m49_region"], code
        if row["m49_intermediate"]:
            assert parent[row["m49_intermediate"]] == row["m49_subregion"], code
    assert sum(r["ohchr_region"] == "mena" for r in countries.values()) == 20


def test_groups_have_the_sizes_of_the_un_lists_at_the_end_of_2019(countries):
    def members(flag):
        return [c for c, r in countries.items() if r[flag] == "1" and r["un_member"] == "1"]

    assert len(members("ldc")) == 47
    assert len(members("lldc")) == 32
    assert len(members("sids")) == 38
    assert not set(members("lldc")) & set(members("sids"))


def test_states_that_are_no_more_have_names_and_no_place_on_the_map(countries, shapes):
    former = {row["iso3"]: row for row in rows("former_states.csv")}
    assert list(rows("former_states.csv")[0]) == list(rows("countries.csv")[0])
    assert not former.keys() & (countries.keys() | shapes.keys())
    assert {"SUN", "YUG", "CSK", "DDR", "SCG"} <= former.keys()
    for code, row in former.items():
        assert (
            row["name_en"] and row["name_zh"] and row["on_map"] == row["un_member"] == row["marker"] == "0"
        ), code
    named = {row["id"] for row in rows("names.csv")} - {""}
    assert named <= former.keys() | countries.keys() and former.keys() <= named


def test_everything_can_be_seen(countries, shapes):
    assert set(shapes) == set(countries) - WITHOUT_SHAPE | DISPUTED
    for code, row in countries.items():
        assert row["on_map"] == str(int(code in shapes)), code
        small = code not in shapes or float(row["area_km2"]) < 12_000
        assert row["marker"] == str(int(small)), code
        if code in shapes:
            point = Point(float(row["label_lon"]), float(row["label_lat"]))
            assert shapes[code].distance(point) < 0.03, code


@pytest.mark.parametrize("case", cases("points.csv"), ids=lambda c: c["place"])
def test_point(shapes, case):
    place, code = case["place"], case["code"]
    point = Point(float(case["lon"]), float(case["lat"]))
    if place == "Chagos":  # an atoll thinner than the precision of the map
        assert shapes[code].distance(point) < 0.1
        return
    assert [c for c, s in shapes.items() if s.contains(point)] == [code], place


def test_boundaries_file(shapes):
    assert WORLD.stat().st_size <= 650_000
    collection = json.loads(WORLD.read_text(encoding="utf-8"))
    ids = [f["id"] for f in collection["features"]]
    assert ids == sorted(set(ids))
    for feature in collection["features"]:
        assert feature["properties"] == {}
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert len({tuple(p) for p in ring}) >= 3
                assert all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)
                assert all(round(v, 2) == v for p in ring for v in p)


def test_outer_rings_run_clockwise_as_d3_wants(shapes):
    """d3 fills the left of a ring otherwise, which is the rest of the globe; crossing rings are left out."""
    for feature in json.loads(WORLD.read_text(encoding="utf-8"))["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            for depth, ring in enumerate(polygon):
                lons = [p[0] for p in ring]
                if max(lons) - min(lons) > 180:
                    continue
                twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
                if abs(twice) > 0.01:
                    assert (twice < 0) == (depth == 0), feature["id"]


def test_neighbours_share_their_border(shapes):
    for a, b in [("FRA", "DEU"), ("ESH", "MAR"), ("ETH", "SOM"), ("BRA", "BOL"), ("SDN", "SSD")]:
        common = shapes[a].intersection(shapes[b])
        assert common.area < 1e-6
        assert common.length > 1, (a, b)


def test_rebuilding_gives_the_same_bytes(tmp_path):
    build(REFERENCE, tmp_path)
    projection.build(tmp_path, tmp_path)
    made = ("countries.csv", "regions.csv", "boundaries/world.geojson", "boundaries/equal_earth.json")
    for name in made:
        assert (tmp_path / name).read_bytes() == (REFERENCE / name).read_bytes(), name


def test_simplifying_keeps_ends_corners_and_small_rings():
    assert visvalingam([(0, 0), (1, 0.0001), (2, 0)], 10.0) == [(0, 0), (2, 0)]
    assert visvalingam([(0, 0), (1, 1), (2, 0)], 10.0) == [(0, 0), (1, 1), (2, 0)]
    tiny = [(0, 0), (0, 0.001), (0.001, 0.001), (0.001, 0), (0, 0)]
    assert len(visvalingam(tiny, 1e9)) == 4


def test_the_reference_agrees_with_the_registers_of_the_world():
    assert audit.problems(REFERENCE) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("countries.csv", "AGO,AO,024,", "AGO,AO,025,", "AGO has AO 025, ISO 3166-1 has AO 024"),
        ("countries.csv", "AGO,AO,024,", "AGX,AO,024,", "AGX is no code"),
        ("names.csv", "BIH,en,match,Bosnia-Herzegovina", "BIH,en,match,Republic of Poland", "leads to BIH"),
        ("currencies.csv", "USD,en,", "USX,en,", "USX is no code of ISO 4217"),
        ("countries.csv", "1245280,17.57,-12.34", "1245280,27.57,-12.34", "label of AGO lies outside"),
        ("countries.csv", "1245280,17.57,-12.34", "124528,17.57,-12.34", "AGO measures"),
    ],
)
def test_what_does_not_agree_is_told(tmp_path, file, old, new, said):
    shutil.copytree(REFERENCE, tmp_path / "reference")
    path = tmp_path / "reference" / file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(said in line for line in audit.problems(tmp_path / "reference"))
