"""The world as SVG: countries by fill and sign, or as equal tiles; always in the colours of paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from ui.content import MapSpec, Window
from ui.palette import DARK_TONES
from ui.render import map_layout
from ui.render.svg import shapes
from ui.render.svg.shapes import CONTENT, NOTHING, Drawn
from ui.render.svg.text import width_of

if TYPE_CHECKING:
    from ui.render.projection import World


def world_map(
    spec: MapSpec, width: float = CONTENT, size: float = map_layout.SIZE, linked: bool = False
) -> Drawn:
    """The world `width` wide: shapes, small States as circles, signs, and names in `size`; equal tiles where there are
    no boundaries. Where it is `linked` every country that has a place leads to its sentences and says its number, else it bears
    its code."""
    if not spec.ground.shapes:
        return tile_map(spec, width)
    world, by = map_layout.world(), width / map_layout.WIDTH
    points = map_layout.points(spec.ground, world)
    signed = map_layout.signed(spec, world, points)
    markup = _areas(spec, world, linked) + _dotted(spec, world) + _leaders(signed.values())
    markup += _circles(spec, points, signed, linked) + _signs(spec, signed, linked)
    markup += _names(map_layout.names(spec, world, points, size / by), size / by)
    return Drawn(markup if by == 1 else shapes.scaled(markup, by), world.height * by)


def _of(spec: MapSpec, code: str, piece: Markup, linked: bool, name: str = "") -> Markup:
    """A piece of the map that is a country's."""
    if linked:
        return shapes.link(spec.place(code).href, piece, spec.line(code))
    return Markup('<g id="{}">{}</g>').format(name, piece) if name else piece


def _areas(spec: MapSpec, world: World, linked: bool) -> Markup:
    """All shapes: those without a fill first, areas of undetermined status neutral, the chosen one outlined above."""
    empty = tinted = disputed = above = NOTHING
    for code, outline in world.shapes.items():
        if not outline:
            continue
        if code in spec.ground.disputed:
            disputed += shapes.path(outline)
        elif code in spec.places:
            area = shapes.path(outline, shapes.fill_of(spec.places[code].tone))
            tinted += _of(spec, code, area, linked, code)
        else:
            empty += shapes.path(outline)
        if code == spec.chosen:
            above = Markup('<path d="{}" fill="none" stroke="{}" stroke-width="1.6"/>').format(
                outline, shapes.colours().ink
            )
    return (
        _group(empty, fill=shapes.colours().nowhere, stroke=shapes.colours().nowhere_line, stroke_width="0.6")
        + _group(disputed, fill=shapes.colours().neutral, stroke=shapes.colours().paper, stroke_width="0.4")
        + _group(tinted, stroke=shapes.colours().paper, stroke_width="0.6")
        + above
    )


def _group(inner: Markup, **attributes: str) -> Markup:
    said = NOTHING.join(
        Markup(' {}="{}"').format(name.replace("_", "-"), value) for name, value in attributes.items()
    )
    return Markup("<g{}>{}</g>").format(said, inner)


def _dotted(spec: MapSpec, on: World) -> Markup:
    """Boundaries that are not determined."""
    lines = map_layout.dotted(spec.ground, on)
    drawn = "".join(f"M{' '.join(f'{x:g},{y:g}' for x, y in line)}" for line in lines)
    markup = Markup(
        '<path class="dotted" d="{}" fill="none" stroke="{}" stroke-width="1" stroke-dasharray="1 1.6"/>'
    )
    return markup.format(drawn, shapes.colours().quiet) if drawn else NOTHING


def _leaders(signed: Iterable[map_layout.Signed]) -> Markup:
    """A thin line from what was moved to the point that it belongs to."""
    drawn = "".join(
        f"M{each.point[0]:g},{each.point[1]:g} {each.at[0]:g},{each.at[1]:g}" for each in signed if each.point
    )
    markup = Markup('<path class="leaders" d="{}" fill="none" stroke="{}" stroke-width="0.7"/>')
    return markup.format(drawn, shapes.colours().ink) if drawn else NOTHING


def _circles(
    spec: MapSpec, points: map_layout.Points, signed: Mapping[str, map_layout.Signed], linked: bool
) -> Markup:
    markup = NOTHING
    for code, radius in map_layout.dots(spec, points).items():
        named, here = code in spec.places, code == spec.chosen
        drawn = shapes.circle(
            *signed[code].at,
            radius,
            shapes.fill_of(spec.place(code).tone),
            shapes.colours().ink if named or here else shapes.colours().nowhere_line,
            2.2 if here else 0.8,
        )
        markup += _of(spec, code, drawn, linked, f"{code}-circle") if named else drawn
    return markup


def _signs(spec: MapSpec, signed: Mapping[str, map_layout.Signed], linked: bool) -> Markup:
    markup = NOTHING
    for code, sign, x, y in map_layout.signs(spec, signed):
        drawn = shapes.sign(sign, 15 if code == spec.chosen else 11)
        markup += _of(spec, code, shapes.moved(drawn, x, y), linked)
    return markup


def _names(names: Iterable[map_layout.Name], size: float) -> Markup:
    """Names, each on a veil that sets it off from the colours under it."""
    markup, paper, around = NOTHING, shapes.colours().paper, map_layout.AROUND
    for name in names:
        veil = Markup(
            '<rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" fill="{}" fill-opacity="{}" rx="2"/>'
        )
        markup += veil.format(
            name.left - around, name.top, name.width + 2 * around, name.height, paper, map_layout.VEIL
        )
        markup += shapes.circle(*name.point, 2.5, shapes.colours().ink, paper, 1)
        base = name.top + 13 * size / map_layout.SIZE
        markup += shapes.text(name.left, base, name.text, size, bold=True)
    return Markup('<g class="names">{}</g>').format(markup) if markup else NOTHING


def locator(spec: MapSpec, window: Window, width: float, height: float, lang: str) -> Markup:
    """A small map: what a window shows of the world, the chosen country in the strongest fill. Nothing links."""
    on = map_layout.world()
    ((x, y),) = on.places([window.lon], [window.lat])
    across = on.width / window.zoom
    if not across / 2 <= x <= on.width - across / 2:  # beyond the edge of the map
        on = map_layout.world(window.lon)
        ((x, y),) = on.places([window.lon], [window.lat])
    left, top = x - across / 2, y - across * height / width / 2
    box = (left, top, left + across, top + across * height / width)
    by, stroke = width / across, 0.6 * across / width
    colours, markup = shapes.colours(), NOTHING
    for code, outline in map_layout.within(on, box, 1 / by).items():
        fill = colours.accent if code == spec.chosen else shapes.colours().nowhere
        fill = colours.neutral if code in spec.ground.disputed else fill
        markup += shapes.path(outline, fill)
    drawn = _group(markup, stroke=colours.nowhere_line, stroke_width=f"{stroke:.2f}")
    if spec.chosen in spec.ground.small:
        drawn += shapes.circle(x, y, 12 / by, "none", colours.accent, 2 / by)
    moved = shapes.scaled(shapes.moved(drawn, -left, -top), by)
    return shapes.document(lang, width, height, moved, spec.alt)


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
        markup += shapes.text(0, height + 36, spec.others, 15, shapes.colours().quiet)
        x, y = width_of(spec.others, 15) + 12, height + 8
        for code in others:
            if x + side > width:
                x, y = 0.0, y + side
            markup += _tile(spec, code, x, y, side)
            x += side
        height = y + side
    return Drawn(markup, height)


def _tile(spec: MapSpec, code: str, x: float, y: float, side: float) -> Markup:
    place, colours, chosen = spec.place(code), shapes.colours(), code == spec.chosen
    dark = place.tone in DARK_TONES
    ink = colours.paper if dark else colours.ink if place.number else colours.quiet
    line = colours.ink if chosen else "" if place.number else colours.nowhere_line
    markup = shapes.rect(x + 1, y + 1, side - 2, side - 2, shapes.fill_of(place.tone), line)
    middle, low = x + side / 2, y + side / 2
    if not place.number:
        return markup + shapes.text(middle, low + 4.5, code, 13, ink, anchor="middle")
    markup += shapes.text(middle, low - 2, code, 13, ink, anchor="middle")
    return markup + shapes.text(middle, low + 14, str(place.number), 14, ink, bold=True, anchor="middle")
