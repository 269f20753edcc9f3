"""What a map shows of the world: addresses, regions, and what pointing at a country says."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from asking import ask
from PIL import Image

from ui import map_windows, palette
from ui.countries import content
from ui.i18n import LANGUAGES
from ui.render import fonts, map_layout, plotly_map, projection


def seen(window) -> tuple[float, float, float, float]:
    """West, south, east, north of the middle lines of a window, in metres from the middle of the world."""
    wide, _ = projection.equal_earth(180, 0)
    high = 2 * wide / map_windows.shape()
    _, middle = projection.equal_earth(0, window.lat)
    return (
        -wide / window.zoom,
        middle - high / 2 / window.zoom,
        wide / window.zoom,
        middle + high / 2 / window.zoom,
    )


def test_the_whole_world_is_seen_from_cape_horn_to_greenland():
    _, south, _, north = seen(map_windows.whole())
    assert south < projection.equal_earth(0, -56)[1] and north > projection.equal_earth(0, 83.7)[1]
    assert map_windows.of(None) == map_windows.of("world") == map_windows.whole()


# Far ends of each region: longitude, latitude.
ENDS = {
    "africa": [(-17.5, 14.7), (51.3, 11.8), (20, -34.8), (9.8, 4)],
    "americas": [(-124, 48), (-34.8, -7.1), (-67.3, -55.9), (-99, 19)],
    "asia_pacific": [(60.9, 34), (178.5, -18.1), (174.8, -41.3), (116, 40)],
    "europe_central_asia": [(-21.9, 64.1), (85, 49), (-9.1, 38.7), (69, 41)],
    "mena": [(-17, 21.5), (59.8, 22.5), (44, 13), (36, 36)],
    "caribbean": [(-84, 22), (-59.5, 13.1), (-61.5, 10.4), (-88.5, 17.5)],
    "pacific": [(134.5, 7.5), (178, -18), (188.2, -13.8), (202.6, 1.9)],
}


@pytest.mark.parametrize("name", ENDS)
def test_a_region_is_seen_from_end_to_end(name):
    window = map_windows.of(name)
    west, south, east, north = seen(window)
    for lon, lat in ENDS[name]:
        x, y = projection.equal_earth(lon - window.lon, lat)
        assert west < x < east and south < y < north, (lon, lat)
    assert window.zoom > 1


@pytest.mark.parametrize("iso3", ["KIR", "TUV", "NRU", "MHL", "MDV", "WSM", "COK", "SYC"])
def test_land_is_seen_around_an_island_in_the_ocean(iso3):
    """As drawn: the land around the ring, also where the map is cut near it, is seen: 500 pixels of it inside its coasts."""
    drawn = fonts.png(ask(f"/picture/locator.svg?country={iso3}&lang=en").body.decode(), "en", scale=1)
    with Image.open(io.BytesIO(drawn)) as picture:
        pixels = np.asarray(picture.convert("RGB")).reshape(-1, 3)
    land = bytes.fromhex(palette.LIGHT.nowhere[1:])
    assert (pixels == list(land)).all(axis=1).sum() > 500


def test_where_neighbours_are_near_a_window_stays_near(make_view):
    report = make_view("country", "en").report
    zooms = {
        c: float(map_windows.surroundings(report, c).split(",")[2]) for c in ("LBN", "MLT", "BRB", "CPV")
    }
    assert set(zooms.values()) == {14.0}


def test_a_turned_world_has_every_country_on_its_point():
    """Fiji lies on both sides of the meridian where maps are cut; turned, it is one group around its place."""
    on = map_layout.world(178.0)
    ((x, y),) = on.places([178.0], [-17.8])
    assert x == pytest.approx(on.width / 2, abs=0.1)
    points = [point for ring in map_layout.rings(on.shapes["FJI"]) for point in ring]
    assert all(math.dist((x, y), point) < 22 for point in points)
    japan = [point for ring in map_layout.rings(on.shapes["JPN"]) for point in ring]
    west = [point for ring in map_layout.rings(on.shapes["MEX"]) for point in ring]
    assert max(x for x, _ in japan) < x < min(x for x, _ in west), "Japan at its left, Mexico at its right"


@pytest.mark.parametrize(
    "value", ["", "mars", "1,2", "a,b,c", "nan,0,2", "0,91,2", "0,0,0", "0,0,41", "0,0,inf"]
)
def test_what_is_no_window_is_refused(value):
    assert map_windows.accepted(value) is None


def test_a_window_of_the_address_is_shown_as_it_was_left(make_view):
    spec = content.world(make_view("countries", "en", at="-72.4,16.25,5.5"))
    geo = plotly_map.figure(spec, palette.LIGHT)["layout"]["geo"]
    assert geo["center"] == {"lon": -72.4, "lat": 16.25} and geo["projection"]["scale"] == 5.5
    assert geo["projection"]["rotation"] == {"lon": -72.4}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_tooltip_says_number_rank_work_and_the_first_sentence(make_view, lang):
    view = make_view("countries", lang)
    places = content.world(view).places
    rank, work, sentence = places["LBN"].lines
    words = view.words
    place = words("countries.rank_shared", rank=1 + sum(p.number > 9 for p in places.values()), total=115)
    assert rank == f"{words.count('paragraphs', 9)} · {place}"
    assert work.startswith(f"{words('engagements.technical_assistance')} 4")
    first = {
        "zh": "例如，因这些活动在肯尼亚、黎巴嫩和赞比亚促成建立了国家机制。",
        "en": "For example, these activities led to the establishment of national mechanisms in Kenya, Lebanon and Zambia.",
    }
    assert sentence.strip("“”") == first[lang], "in the reader's language"
    assert places["TUN"].lines[0].endswith(words("countries.rank", rank=1, total=115))


def test_only_what_is_named_or_without_a_shape_has_a_dot(make_view):
    spec = content.world(make_view("countries", "en"))
    unnamed = {code for code in spec.dots if code not in spec.places}
    assert unnamed <= {"SMR", "VAT", "XKX"} and "MUS" in spec.dots and "ALA" not in spec.dots
    chosen = content.world(make_view("countries", "en", country="ALA"))
    assert "ALA" in chosen.dots
