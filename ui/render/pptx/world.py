"""A map as shapes that can be edited: one a country, named and with its number, and the legend beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from math import hypot
from typing import Any

from markupsafe import escape

from ui.content import Key, MapSpec, Place, Shape, Sign
from ui.palette import LIGHT
from ui.render import map_layout
from ui.render.map_layout import Ring
from ui.render.pptx import fills
from ui.render.pptx.text import PX, SPARE, Box, Style, describe, quiet, rgb, text_box
from ui.render.slide_layout import LEGEND
from ui.render.svg import shapes as drawing
from ui.render.svg.text import wrap

_NAMESPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PRESETS: dict[Shape, str] = {
    "circle": "ellipse", "square": "rect", "triangle-up": "triangle", "diamond": "diamond", "cross": "plus",
}  # fmt: skip
_NAMES = 25.0  # pixels
_NEAR = 0.3  # of a unit: points nearer than this to a line make no difference
_FEWEST = 3  # points of a ring that is left as it is, the last of them the first again
_FINE = 10  # units of an outline to one of the map
_HAIR = 6350  # half a point


def add(page: Any, spec: MapSpec, box: Box, alt: str, origin: str) -> None:
    """The world in a group of shapes, names of places over it, and the legend at its right in another group."""
    if spec.ground.shapes:
        _Map(page, spec, box, origin).draw(alt)
    _legend(page.shapes, spec, Box(box.x + box.width - LEGEND, box.y + 8, LEGEND, box.height))


def paint(shape: Any, colour: str) -> None:
    """One colour, no line and no shadow."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def rings(outline: str) -> list[Ring]:
    """The rings of an outline, without points that make no difference that anybody sees."""
    made = []
    for points in map_layout.rings(outline):
        kept = _simplified(points)
        made.append(kept if len(kept) > _FEWEST else points)
    return made


def _simplified(points: Ring) -> Ring:
    """A line without the points that lie nearer than `_NEAR` to the line through those that stay (Douglas and Peucker)."""
    kept, parts = {0, len(points) - 1}, [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        dx, dy = x1 - x0, y1 - y0
        long = hypot(dx, dy)
        farthest, most = 0, _NEAR
        for k in range(first + 1, last):
            x, y = points[k][0] - x0, points[k][1] - y0
            far = abs(x * dy - y * dx) / long if long else hypot(x, y)
            if far > most:
                farthest, most = k, far
        if farthest:
            kept.add(farthest)
            parts += [(first, farthest), (farthest, last)]
    return [points[k] for k in sorted(kept)]


class _Map:
    """One map being drawn."""

    def __init__(self, page: Any, spec: MapSpec, box: Box, origin: str) -> None:
        self.page, self.spec, self.origin = page, spec, origin
        self.said = {**spec.names, **spec.ground.disputed}
        self.world = map_layout.world()
        self.points = map_layout.points(spec.ground, self.world)
        self.by = min((box.width - LEGEND - 40) / self.world.width, box.height / self.world.height)
        self.signed = map_layout.signed(spec, self.world, self.points)
        self.left, self.top = box.x, box.y
        self.names = map_layout.names(spec, self.world, self.points, _NAMES / self.by / SPARE)
        self.numbers = count(1)  # of shapes

    def draw(self, alt: str) -> None:
        """Areas, small States, signs, names."""
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import qn

        group = self.page.shapes.add_group_shape()
        group.name = "map"
        describe(group, alt)
        for name in self.names:
            x, y = self.left + name.left * self.by, self.top + name.top * self.by
            around = map_layout.AROUND * self.by
            place = Box(x - around, y, name.width * self.by + 2 * around, name.height * self.by)
            style = Style(_NAMES, bold=True, right=name.left + name.width < name.point[0])
            _over_colours(text_box(group.shapes, [name.text], place, style), around)
        written = list(group._element.iterchildren(qn("p:sp")))
        self.numbers = count(max(int(n) for n in self.page.shapes._spTree.xpath(".//p:cNvPr/@id")) + 1)
        parts = (self._areas(), self._lines(), self._dots(), self._signs(), self._points())
        for made in (each for part in parts for each in part):
            group._element.append(parse_xml(made))
        for name_box in written:  # above all, and made first: a group is measured anew with every box
            group._element.append(name_box)
        group._element.recalculate_extents()

    def _areas(self) -> Iterator[str]:
        """Those without a fill first, areas of undetermined status, those that have one, the chosen one above all."""

        def order(code: str) -> int:
            if code in self.spec.ground.disputed:
                return 1
            return 3 if code == self.spec.chosen else 2 * (code in self.spec.places)

        for code in sorted(self.world.shapes, key=order):
            if outline := self.world.shapes[code]:
                yield self._area(code, outline)

    def _area(self, code: str, outline: str) -> str:
        frame, geometry = self._outline(rings(outline))
        place = self.spec.place(code)
        if code in self.spec.ground.disputed:
            return self._shape(code, Place("neutral"), frame, geometry, LIGHT.paper, _HAIR)
        if code == self.spec.chosen:
            return self._shape(code, place, frame, geometry, LIGHT.ink, 3 * _HAIR)
        line = LIGHT.paper if code in self.spec.places else LIGHT.nowhere_line
        return self._shape(code, place, frame, geometry, line, _HAIR)

    def _outline(self, parts: list[Ring], closed: bool = True) -> tuple[tuple[int, int, int, int], str]:
        """The frame of lines on the slide, and the lines in it as a geometry."""
        x0, y0 = min(x for ring in parts for x, _ in ring), min(y for ring in parts for _, y in ring)
        x1, y1 = max(x for ring in parts for x, _ in ring), max(y for ring in parts for _, y in ring)
        path = ""
        for ring in parts:
            first, *rest = (
                f'<a:pt x="{round((x - x0) * _FINE)}" y="{round((y - y0) * _FINE)}"/>' for x, y in ring
            )
            path += f"<a:moveTo>{first}</a:moveTo>"
            path += "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest) + "<a:close/>" * closed
        wide, high = max(1, round((x1 - x0) * _FINE)), max(1, round((y1 - y0) * _FINE))
        empty = "" if closed else ' fill="none"'
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}"{empty}>{path}</a:path></a:pathLst>'
            "</a:custGeom>"
        )
        return (*self._emu(x0, y0), max(1, self._long(x1 - x0)), max(1, self._long(y1 - y0))), geometry

    def _lines(self) -> Iterator[str]:
        """Boundaries that are not determined, and lines from signs that were moved to their points."""
        if dotted := map_layout.dotted(self.spec.ground, self.world):
            yield self._shape(
                "", Place(), *self._outline(dotted, False), LIGHT.quiet, 2 * _HAIR, dash="sysDot"
            )
        if led := [[each.point, each.at] for each in self.signed.values() if each.point]:
            yield self._shape("", Place(), *self._outline(led, False), LIGHT.ink, _HAIR)

    def _dots(self) -> Iterator[str]:
        for code, radius in map_layout.dots(self.spec, self.points).items():
            here = code == self.spec.chosen
            line = LIGHT.ink if code in self.spec.places or here else LIGHT.nowhere_line
            yield self._sign_at(code, *self.signed[code].at, radius, "ellipse", line, 3 if here else 1)

    def _signs(self) -> Iterator[str]:
        for code, sign, x, y in map_layout.signs(self.spec, self.signed):
            colour, radius = getattr(LIGHT, sign.colour), 7.5 if code == self.spec.chosen else 5.5
            fill, line = (colour, LIGHT.paper) if sign.filled else (LIGHT.paper, colour)
            preset = _PRESETS[sign.shape]
            yield self._sign_at(code, x, y, radius, preset, line, 1 if sign.filled else 3, fill)

    def _points(self) -> Iterator[str]:
        """The points that names belong to."""
        for name in self.names:
            yield self._sign_at("", *name.point, 2.5, "ellipse", LIGHT.paper, 1, LIGHT.ink)

    def _sign_at(
        self, code: str, x: float, y: float, radius: float, preset: str, line: str, hairs: int, fill: str = ""
    ) -> str:
        side = self._long(2 * radius)
        frame = (*self._emu(x - radius, y - radius), side, side)
        geometry = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        place = self.spec.place(code) if code else Place()
        return self._shape(code, place, frame, geometry, line, hairs * _HAIR, fill)

    def _shape(
        self,
        code: str,
        place: Place,
        frame: tuple[int, int, int, int],
        geometry: str,
        line: str,
        width: int,
        fill: str = "",
        dash: str = "solid",
    ) -> str:
        """A shape by its geometry, named as its country; what is said of it is read on hover and aloud."""
        name = self.said.get(code, code)
        said = f"{name}{self.spec.colon}{place.said}" if place.said else name
        x, y, wide, high = frame
        return (
            f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{next(self.numbers)}" name="{escape(name or "point")}" '
            f'descr="{escape(drawing.bare(said))}">{self._link(place, said)}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>{geometry}'
            f'{fills.solid(fill) if fill else fills.xml(place.tone)}<a:ln w="{width}">{fills.solid(line)}'
            f'<a:prstDash val="{dash}"/><a:round/></a:ln></p:spPr></p:sp>'
        )

    def _link(self, place: Place, said: str) -> str:
        from pptx.opc.constants import RELATIONSHIP_TYPE

        if not (self.origin and place.href):
            return ""
        address = self.origin + place.href
        key = self.page.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<a:hlinkClick r:id="{key}" tooltip="{escape(drawing.bare(said))}"/>'

    def _emu(self, x: float, y: float) -> tuple[int, int]:
        return round((self.left + x * self.by) * PX), round((self.top + y * self.by) * PX)

    def _long(self, length: float) -> int:
        return round(length * self.by * PX)


def _over_colours(box: Any, around: float) -> None:
    """A name on one line, on a veil that reaches beyond its sides and sets it off from the colours under it."""
    from pptx.enum.text import MSO_AUTO_SIZE
    from pptx.oxml import parse_xml

    box.text_frame.word_wrap, box.text_frame.auto_size = False, MSO_AUTO_SIZE.NONE
    box.text_frame.margin_left = box.text_frame.margin_right = int(around * PX)
    veil = f'<a:alpha {_NAMESPACES} val="{map_layout.VEIL * 100_000:.0f}"/>'
    box.fill.solid()
    box.fill.fore_color.rgb = rgb(LIGHT.paper)
    box._element.spPr.xpath("./a:solidFill/a:srgbClr")[0].append(parse_xml(veil))


def _legend(shapes: Any, spec: MapSpec, box: Box) -> None:
    group = shapes.add_group_shape()
    group.name = spec.legend.label or "legend"
    y = box.y
    for key in spec.legend.keys:
        _swatch(group.shapes, key, box.x, y)
        lines = len(wrap(key.label, 26, (box.width - 50) * SPARE))
        text_box(group.shapes, [key.label], Box(box.x + 50, y, box.width - 50, 32 * lines), Style(26))
        y += 32 * lines
        if key.note:
            text_box(group.shapes, [key.note], Box(box.x + 50, y, box.width - 50, 30), quiet(24))
            y += 32
        y += 18


def _swatch(shapes: Any, key: Key, x: float, y: float) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    if key.sign:
        shape = MSO_SHAPE.from_xml(_PRESETS[key.sign.shape])
        made = shapes.add_shape(shape, *Box(x + 6, y + 6, 20, 20).emu)
        _dress(made, key.sign)
    elif key.tone:
        made = shapes.add_shape(MSO_SHAPE.RECTANGLE, *Box(x, y + 5, 34, 22).emu)
        paint(made, LIGHT.paper)
        fills.fill(made, key.tone)
        made.line.color.rgb, made.line.width = rgb(drawing.line_of(key.tone) or LIGHT.line), _HAIR


def _dress(made: Any, sign: Sign) -> None:
    colour = getattr(LIGHT, sign.colour)
    paint(made, colour if sign.filled else LIGHT.paper)
    made.line.color.rgb = rgb(LIGHT.paper if sign.filled else colour)
    made.line.width = _HAIR if sign.filled else 3 * _HAIR
