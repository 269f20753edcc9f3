"""Maps for pictures: the world by sign and by change; always in the colours of paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ui import tables
from ui.compare import change_map
from ui.palette import LIGHT
from ui.params import CompareParams
from ui.presences.presence_map import SIGNS
from ui.queries import presence_places, report_comparison
from ui.render import svg
from ui.render.projection import World, fitted
from ui.render.svg import Drawn, Key
from ui.view import View

# Signs of one country stand side by side, this far apart.
_APART = 12.5


def _world(view: View) -> World | None:
    """The shapes; None where there are no boundaries."""
    atlas = view.report.atlas
    drawn = atlas.boundary_ids and (tables.BOUNDARIES / "equal_earth.json").is_file()
    return fitted(tables.BOUNDARIES, atlas.boundary_version, float(svg.CONTENT)) if drawn else None


@lru_cache(maxsize=2)
def _places(world: World, where: tuple[tuple[str, float, float], ...]) -> dict[str, tuple[float, float]]:
    found = world.places([lon for _, lon, _ in where], [lat for _, _, lat in where])
    # What lies south of the map's edge is not on it.
    return {c: (x, y) for (c, _, _), (x, y) in zip(where, found, strict=True) if 0 <= y <= world.height}


def _labelled(view: View, world: World) -> dict[str, tuple[float, float]]:
    """iso3 → where its label or circle stands."""
    countries = view.report.atlas.countries
    rows = zip(countries["iso3"], countries["label_lon"], countries["label_lat"], strict=True)
    return _places(world, tuple((str(i), float(x), float(y)) for i, x, y in rows if x))


def _small(view: View, places: Mapping[str, tuple[float, float]]) -> list[str]:
    countries = view.report.atlas.countries
    return [str(i) for i in countries.loc[countries["marker"] == "1", "iso3"] if i in places]


def _ground(view: View, world: World, filled: Mapping[str, str], chosen: str | None) -> str:
    """All shapes: those without a fill as named nowhere and first, disputed areas neutral, one outlined."""
    known = view.report.atlas.countries.index
    empty = tinted = disputed = above = ""
    for code, path in world.shapes.items():
        if not path:
            continue
        if code not in known:
            disputed += f'<path d="{path}"/>'
        elif code in filled:
            tinted += f'<path id="{code}" d="{path}" fill="{filled[code]}"/>'
        else:
            empty += f'<path d="{path}"/>'
        if code == chosen:
            above = f'<path d="{path}" fill="none" stroke="{LIGHT.ink}" stroke-width="1.6"/>'
    return (
        f'<g fill="{LIGHT.nowhere}" stroke="{LIGHT.nowhere_line}" stroke-width="0.6">{empty}</g>'
        f'<g fill="{LIGHT.neutral}" stroke="{LIGHT.paper}" stroke-width="0.4">{disputed}</g>'
        f'<g stroke="{LIGHT.paper}" stroke-width="0.6">{tinted}</g>{above}'
    )


def _circle(
    point: tuple[float, float], radius: float, fill: str, line: str, width: float, code: str = ""
) -> str:
    named = f' id="{code}-circle"' if code else ""
    return (
        f'<circle{named} cx="{point[0]:g}" cy="{point[1]:g}" r="{radius:g}" fill="{fill}" stroke="{line}" '
        f'stroke-width="{width:g}"/>'
    )


def by_change(view: View[CompareParams], rows: Mapping[str, report_comparison.Row]) -> Drawn:
    """The world by how countries differ from one report to the other; small States are circles."""
    fills = change_map.fills(LIGHT)
    filled = {iso3: fills[report_comparison.GROUPS.index(row.group) + 1] for iso3, row in rows.items()}
    world = _world(view)
    if world is None:
        return Drawn("", 0)
    return Drawn(_shapes(view, world, filled, view.params.country), world.height)


def _shapes(view: View, world: World, fills: Mapping[str, str], chosen: str | None) -> str:
    """The ground with its fills, and circles for small States."""
    places, markup = _labelled(view, world), _ground(view, world, fills, chosen)
    for iso3 in sorted(_small(view, places), key=lambda i: i in fills):
        named, here = iso3 in fills, iso3 == chosen
        line = LIGHT.ink if named or here else LIGHT.nowhere_line
        markup += _circle(
            places[iso3],
            7.5 if here else 5.5 if named else 2.5,
            fills.get(iso3, LIGHT.nowhere),
            line,
            2.2 if here else 0.8,
            iso3 if named else "",
        )
    return markup


def by_sign(view: View, has: Mapping[str, Sequence[str]], chosen: str | None = None) -> Drawn:
    """The world with countries that have anything tinted, and a sign a group of types."""
    world = _world(view)
    if world is None:
        return Drawn("", 0)
    places = _labelled(view, world)
    markup = _ground(view, world, dict.fromkeys(has, LIGHT.class0), chosen)
    for iso3 in _small(view, places):
        if iso3 not in has:
            line = LIGHT.ink if iso3 == chosen else LIGHT.nowhere_line
            markup += _circle(places[iso3], 2.5, LIGHT.nowhere, line, 1)
    for group, (symbol, colour, filled) in SIGNS.items():
        for iso3, groups in has.items():
            if group in groups and iso3 in places:
                x, y = places[iso3]
                x += _APART * (list(groups).index(group) - (len(groups) - 1) / 2)
                size = 15 if iso3 == chosen else 11
                markup += svg.moved(svg.sign(symbol, size, getattr(LIGHT, colour), filled), x, y)
    return Drawn(markup, world.height)


def sign_keys(view: View, has: Mapping[str, Sequence[str]]) -> list[Key]:
    """Every sign with the number of its countries, and what the fills mean."""
    words, keys = view.words, []
    for group in presence_places.GROUPS:
        n = sum(group in groups for groups in has.values())
        if n:
            symbol, colour, filled = SIGNS[group]
            drawn = svg.sign(symbol, 12, getattr(LIGHT, colour), filled)
            keys.append(Key(words(f"fieldwork.{group}"), words.count("countries", n), sign=drawn))
    return [
        *keys,
        Key(words("fieldwork.has_any"), "", LIGHT.class0),
        Key(words("fieldwork.has_none"), "", LIGHT.nowhere, LIGHT.nowhere_line),
        Key(words("countries.neutral"), "", LIGHT.neutral),
    ]
