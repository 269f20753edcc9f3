"""The reference against the world's registers: ISO's codes and names through pycountry, the map through GeoPandas.

Part of `check`: whoever edits a country, a name, a currency or the boundaries is told what no longer agrees.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

# Codes that ISO does not have, and why they are right here.
OWN_COUNTRIES = {"XKX": "Kosovo: the code that the UN's statisticians and the European Union use"}
FORMER_CURRENCIES = {"BGN": "lev: replaced by the euro in 2026, in reports before"}
DISPUTED = frozenset({"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"})
# Simplified outlines: a country's area on the map may differ from the measured one by this share, if it is no marker.
_AREA_SHARE = 0.02
_OVERLAP_KM2 = 1.0
_LABEL_METRES = 30_000.0


def problems(reference: Path) -> list[str]:
    """What does not agree, one line each."""
    countries = {row["iso3"]: row for row in _rows(reference / "countries.csv")}
    return [*_codes(countries), *_names(reference), *_currencies(reference), *_map(reference, countries)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _codes(countries: dict[str, dict[str, str]]) -> Iterator[str]:
    import pycountry

    known = {country.alpha_3: country for country in pycountry.countries}
    for code in sorted(known.keys() - countries.keys()):
        yield f"countries.csv: {code} ({known[code].name}) is missing"
    for code, row in countries.items():
        if code not in known:
            if code not in OWN_COUNTRIES:
                yield f"countries.csv: {code} is no code of ISO 3166-1"
            continue
        stated, right = (row["iso2"], row["m49"]), (known[code].alpha_2, known[code].numeric)
        if stated != right:
            yield f"countries.csv: {code} has {' '.join(stated)}, ISO 3166-1 has {' '.join(right)}"


def _names(reference: Path) -> Iterator[str]:
    """Every English name of ISO that is found leads to its country; one at least is found."""
    import pycountry

    found: dict[str, set[str]] = defaultdict(set)
    for path in (reference / "generated" / "names.csv", reference / "names.csv"):
        for row in _rows(path):
            if row["lang"] == "en" and row["role"] != "never":
                found[row["text"].casefold()].add(row["id"])
    for country in pycountry.countries:
        names = [getattr(country, kind, "") for kind in ("name", "official_name", "common_name")]
        led = [found[turned(name).casefold()] for name in names if name]
        wrong = set().union(*led) - {country.alpha_3}
        if wrong:
            yield f"names.csv: a name of {country.name} leads to {', '.join(sorted(wrong))}"
        if not any(led):
            yield f"names.csv: no name of {country.name} is found"


def turned(name: str) -> str:
    """A name of ISO as it is written in a sentence: `Moldova, Republic of` → `Republic of Moldova`."""
    head, comma, tail = name.partition(", ")
    joined = f"{tail} {head}" if comma and tail.endswith((" of", " of the")) else name
    return joined.removeprefix("the ").removeprefix("The ")


def _currencies(reference: Path) -> Iterator[str]:
    import pycountry

    for code in sorted({row["id"] for row in _rows(reference / "currencies.csv")} - FORMER_CURRENCIES.keys()):
        if pycountry.currencies.get(alpha_3=code) is None:
            yield f"currencies.csv: {code} is no code of ISO 4217"


def _map(reference: Path, countries: dict[str, dict[str, str]]) -> Iterator[str]:
    """The shapes are those that the table says, as large as it says, each round its label, none over another."""
    import geopandas as gpd

    from etl.reference import projection

    shapes = projection.projected(reference / "boundaries" / "world.geojson")
    for code in sorted(set(shapes.index[shapes.index.duplicated()])):
        yield f"world.geojson: {code} is there twice"
    for code in sorted(set(shapes.index) - countries.keys() - DISPUTED):
        yield f"world.geojson: {code} is no country and no disputed area"
    for code, row in countries.items():
        if (row["on_map"] == "1") != (code in shapes.index):
            yield f"countries.csv: {code} has on_map {row['on_map']}, the boundaries say otherwise"
    rows = [row for code, row in countries.items() if code in shapes.index and row["marker"] == "0"]
    lons, lats = ([float(row[column]) for row in rows] for column in ("label_lon", "label_lat"))
    labels = gpd.GeoSeries.from_xy(lons, lats, crs="EPSG:4326").to_crs(projection.PROJECTION)
    for row, label in zip(rows, labels, strict=True):
        code, stated, shape = row["iso3"], float(row["area_km2"]), shapes[row["iso3"]]
        if abs(shape.area / 1e6 - stated) > _AREA_SHARE * stated:
            yield f"world.geojson: {code} measures {shape.area / 1e6:.0f} km², countries.csv says {stated:.0f}"
        if shape.distance(label) > _LABEL_METRES:
            yield f"countries.csv: the label of {code} lies outside its shape"
    for first, second in zip(*shapes.sindex.query(shapes.geometry, predicate="overlaps"), strict=True):
        size = shapes.iloc[first].intersection(shapes.iloc[second]).area / 1e6
        if first < second and size > _OVERLAP_KM2:
            yield f"world.geojson: {shapes.index[first]} and {shapes.index[second]} overlap by {size:.0f} km²"
