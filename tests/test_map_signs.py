"""Signs on a map that is drawn: none touches another, and circles stand beside the land of others."""

from __future__ import annotations

import random

import pytest

from ui.countries import content as countries
from ui.palette import LIGHT
from ui.presences import content as presences
from ui.queries.ground import ground, shared
from ui.render import map_layout, plotly_map
from ui.render.map_signs import Spread, apart


def touching(signs, places):
    frames = [(x, y, sign.wide, sign.high) for sign, (x, y) in zip(signs, places, strict=True)]
    return [
        (a, b)
        for k, a in enumerate(frames)
        for b in frames[k + 1 :]
        if abs(a[0] - b[0]) < a[2] + b[2] and abs(a[1] - b[1]) < a[3] + b[3]
    ]


def crowd(seed: int) -> list[Spread]:
    chance = random.Random(seed)
    return [
        Spread(chance.uniform(0, 60), chance.uniform(0, 40), chance.choice([5, 11]), 5) for _ in range(12)
    ]


def test_what_does_not_touch_stays_and_the_later_one_moves_as_little_as_it_can():
    alone = [Spread(0, 0, 5, 5), Spread(30, 0, 5, 5)]
    assert apart(alone) == [(0, 0), (30, 0)]
    first, second = apart([Spread(0, 0, 5, 5), Spread(4, 0, 5, 5)])
    assert first == (0, 0) and 10 < second[0] < 16 and abs(second[1]) < 12


@pytest.mark.parametrize("seed", range(5))
def test_a_crowd_comes_apart(seed):
    signs = crowd(seed)
    assert touching(signs, [(sign.x, sign.y) for sign in signs])
    assert touching(signs, apart(signs)) == []


def test_where_nothing_is_free_it_stays_at_its_point():
    assert apart([Spread(3, 4, 5, 5)], lambda *_: False) == [(3, 4)]


def test_in_central_america_no_sign_lies_on_another(make_view):
    spec, world = presences.world(make_view("presences")), map_layout.world()
    found = map_layout.signed(spec, world, map_layout.points(spec.ground, world))
    near = [found[code] for code in ("SLV", "HND", "NIC", "GTM") if code in found]
    assert len(near) >= 3 and any(each.point for each in near), "one is led to its point"
    for k, one in enumerate(near):
        for other in near[k + 1 :]:
            a, b = one.frame, other.frame
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_boundaries_that_are_not_determined_and_areas_without_a_state(make_view):
    made = ground(make_view("countries", "en"))
    assert set(made.disputed) == {"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"}
    assert made.disputed["XJK"].startswith("Jammu and Kashmir: the final status")
    assert not set(made.disputed) & {*made.shapes, *made.points}, "never a country"
    assert any(all(23 < x < 36 and 8 < y < 13 for x, y in line) for line in made.dotted), "Sudan, South Sudan"
    square, beside = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)), ((1, 1), (1, 0), (2, 0), (2, 1), (1, 1))
    assert shared([square], [beside]) == [((1, 0), (1, 1))]


def live(view, at: str = "") -> tuple[list[tuple[str, float, float, float]], dict]:
    """The signs of a map on a page as it is drawn 1392 px wide: whose, where in px, half across; and the figure."""
    world = countries.world(view) if view.here.page == "countries" else presences.world(view)
    made = plotly_map.figure(world, LIGHT)
    zoom, on = made["layout"]["geo"]["projection"]["scale"], map_layout.world()
    k = zoom * 1392 / on.width
    found = []
    for trace in made["data"]:
        if trace.get("mode") != "markers":
            continue
        places = on.places(trace["lon"], trace["lat"])
        sizes = trace["marker"]["size"]
        found += [
            (row[0], x * k, y * k, size / 2)
            for row, (x, y), size in zip(trace["customdata"], places, sizes, strict=True)
            if row[0] in world.places
        ]
    return found, made


@pytest.mark.parametrize("page", ["presences", "countries"])
@pytest.mark.parametrize("at", ["world", "caribbean", "africa"])
def test_on_a_page_no_sign_of_one_country_lies_on_another(make_view, page, at):
    found, made = live(make_view(page, at=at))
    assert len(found) > 10
    touching = [
        (one[0], other[0])
        for k, one in enumerate(found)
        for other in found[k + 1 :]
        if abs(one[1] - other[1]) < one[3] + other[3] and abs(one[2] - other[2]) < one[3] + other[3]
    ]
    assert touching == []
    leads = [trace for trace in made["data"] if trace.get("mode") == "lines"]
    assert any(any(lon is not None for lon in trace["lon"]) for trace in leads)


def test_a_sign_that_has_room_stands_at_its_own_place_however_near_the_map_is_seen(make_view):
    view = make_view("presences", at="africa")
    (x, y) = presences.world(view).ground.points["ETH"]
    made = plotly_map.figure(presences.world(view), LIGHT)
    places = {
        row[0]: (lon, lat)
        for trace in made["data"]
        if trace.get("mode") == "markers"
        for row, lon, lat in zip(trace["customdata"], trace["lon"], trace["lat"], strict=True)
    }
    assert places["ETH"] == pytest.approx((x, y), abs=0.05)
