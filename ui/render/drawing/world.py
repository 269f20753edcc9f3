"""The world as SVG: countries by fill and sign, or as equal tiles; always in the colours of paper."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ui import tables
from ui.content import Ground, MapSpec
from ui.palette import LIGHT
from ui.render import projection
from ui.render.drawing import shapes
from ui.render.drawing.shapes import CONTENT, NOTHING, Drawn
from ui.render.drawing.text import width_of

_SIZE = 14.0
# Signs of one country stand side by side, this far apart.
_APART = 12.5


def world_map(spec: MapSpec, width: float = CONTENT, size: float = _SIZE) -> Drawn:
    """The world `width` wide: shapes, small States as circles, signs, and names in `size`; each country a link that says its
    number where the map has addresses. Nothing where there are no boundaries."""
    if not spec.ground.shapes:
        return Drawn(NOTHING, 0)
    world = projection.fitted(tables.BOUNDARIES, spec.ground.version, CONTENT)
    points = _points(world, spec.ground)
    markup = _areas(spec, world) + _circles(spec, points) + _signs(spec, points)
    by = width / CONTENT
    markup += _names(spec, world, points, size / by)
    return Drawn(markup if by == 1 else shapes.scaled(markup, by), world.height * by)


def _points(world: projection.World, ground: Ground) -> dict[str, tuple[float, float]]:
    """Where names, circles and signs stand; what lies beyond the map's edge is not on it."""
    found = world.places([p[0] for p in ground.points.values()], [p[1] for p in ground.points.values()])
    return {c: xy for c, xy in zip(ground.points, found, strict=True) if 0 <= xy[1] <= world.height}


def _areas(spec: MapSpec, world: projection.World) -> Markup:
    """All shapes: those without a fill first, areas of undetermined status neutral, the chosen one outlined above."""
    empty = tinted = disputed = above = NOTHING
    for code, outline in world.shapes.items():
        if not outline:
            continue
        if code in spec.ground.disputed:
            disputed += shapes.path(outline)
        elif code in spec.places:
            place = spec.places[code]
            tinted += shapes.link(place.href, shapes.path(outline, shapes.fill_of(place.tone)), place.said)
        else:
            empty += shapes.path(outline)
        if code == spec.chosen:
            above = Markup('<path d="{}" fill="none" stroke="{}" stroke-width="1.6"/>').format(
                outline, LIGHT.ink
            )
    return (
        _group(empty, fill=LIGHT.nowhere, stroke=LIGHT.nowhere_line, stroke_width="0.6")
        + _group(disputed, fill=LIGHT.neutral, stroke=LIGHT.paper, stroke_width="0.4")
        + _group(tinted, stroke=LIGHT.paper, stroke_width="0.6")
        + above
    )


def _group(inner: Markup, **attributes: str) -> Markup:
    said = NOTHING.join(
        Markup(' {}="{}"').format(name.replace("_", "-"), value) for name, value in attributes.items()
    )
    return Markup("<g{}>{}</g>").format(said, inner)


def _circles(spec: MapSpec, points: Mapping[str, tuple[float, float]]) -> Markup:
    """Small States: as large as can be seen where they have a place, else a point."""
    markup = NOTHING
    small = [code for code in spec.ground.small if code in points and not spec.place(code).signs]
    for code in sorted(small, key=lambda code: code in spec.places):
        place, named, here = spec.place(code), code in spec.places, code == spec.chosen
        drawn = shapes.circle(
            *points[code],
            7.5 if here else 5.5 if named else 2.5,
            shapes.fill_of(place.tone),
            LIGHT.ink if named or here else LIGHT.nowhere_line,
            2.2 if here else 0.8,
        )
        markup += shapes.link(place.href, drawn, place.said) if named else drawn
    return markup


def _signs(spec: MapSpec, points: Mapping[str, tuple[float, float]]) -> Markup:
    markup = NOTHING
    for code, place in spec.places.items():
        if code not in points:
            continue
        x, y = points[code]
        for k, sign in enumerate(place.signs):
            drawn = shapes.sign(sign, 15 if code == spec.chosen else 11)
            left = x + _APART * (k - (len(place.signs) - 1) / 2)
            markup += shapes.link(place.href, shapes.moved(drawn, left, y), place.said)
    return markup


def _names(
    spec: MapSpec, world: projection.World, points: Mapping[str, tuple[float, float]], size: float
) -> Markup:
    """The names to be written, as far as they do not cover each other."""
    markup, high = NOTHING, size / _SIZE
    written = {code: said for code, said in spec.labels.items() if code in points}
    taken = {code: (x - 4, y - 4, x + 4, y + 4) for code in written for x, y in [points[code]]}
    boxes = list(taken.values())
    for code, said in written.items():
        long, (x, y) = width_of(said, size, True), points[code]
        for left, top in (
            (x + 9, y - 8 * high),
            (x - 9 - long, y - 8 * high),
            (x - long / 2, y - 17 * high - 8),
            (x - long / 2, y + 9),
        ):
            box = (left - 2, top - 1, left + long + 2, top + 18 * high)
            outside = box[0] < 0 or box[2] > world.width or box[1] < 0 or box[3] > world.height
            if not outside and not any(_overlap(box, other) for other in boxes if other != taken[code]):
                boxes.append(box)
                markup += shapes.circle(x, y, 2.5, LIGHT.ink, LIGHT.paper, 1)
                markup += shapes.text(left, top + 13 * high, said, size, bold=True)
                break
    halo = Markup(
        '<g class="names" paint-order="stroke" stroke="{}" stroke-width="3.5" stroke-linejoin="round">{}</g>'
    )
    return halo.format(LIGHT.paper, markup) if markup else NOTHING


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def tile_map(spec: MapSpec, width: float = CONTENT) -> Drawn:
    """The world as equal squares with code and number; areas that have no square stand below."""
    tiles = spec.ground.tiles
    side = width / (1 + max((column for column, _ in tiles.values()), default=0))
    markup = NOTHING.join(
        _tile(spec, code, column * side, row * side, side) for code, (column, row) in tiles.items()
    )
    height = side * (1 + max((row for _, row in tiles.values()), default=0))
    others = [code for code in spec.places if code not in tiles]
    if others:
        markup += shapes.text(0, height + 36, spec.others, 15, LIGHT.quiet)
        x, y = width_of(spec.others, 15) + 12, height + 8
        for code in others:
            if x + side > width:
                x, y = 0.0, y + side
            markup += _tile(spec, code, x, y, side)
            x += side
        height = y + side
    return Drawn(markup, height)


def _tile(spec: MapSpec, code: str, x: float, y: float, side: float) -> Markup:
    place = spec.place(code)
    ink = LIGHT.paper if place.tone in ("class2", "class3") else LIGHT.ink if place.number else LIGHT.quiet
    line = LIGHT.ink if code == spec.chosen else "" if place.number else LIGHT.nowhere_line
    markup = shapes.rect(x + 1, y + 1, side - 2, side - 2, shapes.fill_of(place.tone), line)
    middle, low = x + side / 2, y + side / 2
    if not place.number:
        return markup + shapes.text(middle, low + 4.5, code, 13, ink, anchor="middle")
    markup += shapes.text(middle, low - 2, code, 13, ink, anchor="middle")
    return markup + shapes.text(middle, low + 14, str(place.number), 14, ink, bold=True, anchor="middle")
