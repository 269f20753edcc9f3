"""One exhibit on a slide: heading, what is counted, one picture, source and disclaimer, each always at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ui import content, exhibits
from ui.content import Block, Exhibit
from ui.palette import LIGHT
from ui.render import slide_layout as layout
from ui.render.pptx import chart, table, world
from ui.render.pptx.text import SPARE, Box, Style, describe, frame_of, paragraphs, quiet, text_box
from ui.render.slide_layout import BODY, FOOT, FULL, HEAD, MARGIN, ROOM, SMALLEST
from ui.render.svg.text import wrap
from ui.view import View

_TITLE = 138  # high: two lines of the largest size
_PLACE = 130  # wide: the slide's number
_NOTES = 24


@dataclass(frozen=True)
class Page:
    """A slide that is being written, and what it shows; `alt` says it in words."""

    page: Any
    view: View
    exhibit: Exhibit
    origin: str
    alt: str

    def open(self, shape: Any, href: str) -> None:
        """Let a click on a shape open one of our addresses, where it is known whose they are."""
        if self.origin and href:
            shape.click_action.hyperlink.address = self.origin + href


def write(page: Any, view: View, exhibit: Exhibit, place: str, notes: str, origin: str) -> None:
    """Everything on one slide."""
    made = Page(page, view, exhibit, origin, exhibits.alt(view, exhibit))
    _head(made)
    _body(made, layout.body_of(exhibit))
    _foot(made, place)
    paragraphs(page.notes_slide.notes_text_frame, notes.split("\n"), Style(_NOTES))


def _head(made: Page) -> None:
    """The heading stands at the bottom of its room, so that it has a second line where another typeface needs one."""
    head, heading = made.exhibit.on_slide, made.page.shapes.title
    box = Box(MARGIN, HEAD, FULL, _TITLE)
    heading.left, heading.top, heading.width, heading.height = box.emu
    size = layout.fit(head.title, FULL * SPARE, _TITLE, layout.TITLE_SIZES, True, 1.25).size
    frame_of(heading.text_frame, [head.title], Style(size, bold=True, low=True))
    below = Box(MARGIN, HEAD + _TITLE + 6, FULL, BODY - HEAD - _TITLE - 10)
    small = layout.fit(head.subtitle, FULL * SPARE, below.height, layout.SUBTITLE_SIZES).size
    text_box(made.page.shapes, [head.subtitle], below, quiet(small)).name = "subtitle"


def _foot(made: Page, place: str) -> None:
    """Source, meaning and disclaimer; a click opens the page that shows the exhibit."""
    view, exhibit = made.view, made.exhibit
    line = _rule(made.page.shapes, MARGIN, FOOT, FULL)
    line.name = "line"
    room = FULL - _PLACE
    source = exhibits.source(view, exhibit, "present")
    if len(wrap(source, SMALLEST, room * SPARE)) > 1:
        source = exhibits.source(view, exhibit, "present", listed=False)
    lines = [source, exhibits.sentences(view, exhibit.small)]
    below = Box(MARGIN, FOOT + 8, room, layout.HEIGHT - FOOT - 16)
    box = text_box(made.page.shapes, filter(None, lines), below, quiet(SMALLEST))
    box.name = "source"
    made.open(box, exhibit.href)
    if place:
        corner = Box(MARGIN + room, FOOT + 8, _PLACE, 40)
        number = Style(SMALLEST, LIGHT.quiet, right=True)
        text_box(made.page.shapes, [place], corner, number).name = "number"


def _rule(shapes: Any, x: float, y: float, width: float, height: float = 0, colour: str = LIGHT.line) -> Any:
    """A thin line to the right, or a bar where it has a height."""
    from pptx.enum.shapes import MSO_SHAPE

    bar = shapes.add_shape(MSO_SHAPE.RECTANGLE, *Box(x, y, width, height or 1.5).emu)
    world.paint(bar, colour)
    return bar


def _body(made: Page, block: Block) -> None:
    box = Box(MARGIN, BODY, FULL, ROOM)
    match block:
        case content.MapSpec():
            world.add(made.page, block, box, made.alt, made.origin)
        case content.Tiles():
            _tiles(made, block)
        case content.Lines():
            left = table.add(made.page.shapes, block, box, made.alt)
            _left_out(made, left)
        case content.Bars():
            left = layout.bars_left(block)
            chart.add(
                made.page.shapes, made.view, block, replace(box, height=ROOM - 40 * bool(left)), made.alt
            )
            _left_out(made, left)
        case content.Quote():
            _quote(made, block)
        case content.Note():
            size = layout.fit(block.text, FULL * SPARE, ROOM, layout.TEXT_SIZES, leading=1.5).size
            text_box(made.page.shapes, [block.text], box, Style(size)).name = "note"
        case _:
            raise TypeError(f"no slide of a block: {type(block).__name__}")


def _left_out(made: Page, n: int) -> None:
    """How many rows have no room."""
    if n:
        said, box = made.view.words("pictures.more", n=n), Box(MARGIN, FOOT - 44, FULL / 2, 40)
        text_box(made.page.shapes, [said], box, quiet(SMALLEST)).name = "more"


def _quote(made: Page, block: content.Quote) -> None:
    said = layout.fit(block.text, (FULL - 48) * SPARE, ROOM, layout.TEXT_SIZES, leading=1.5)
    _rule(made.page.shapes, MARGIN, BODY, 6, min(ROOM, said.height), LIGHT.accent).name = "line"
    box = text_box(made.page.shapes, [block.text], Box(MARGIN + 48, BODY, FULL - 48, ROOM), Style(said.size))
    box.name = "quote"
    made.open(box, block.href)


def _tiles(made: Page, block: content.Tiles) -> None:
    """Numbers in a row, each with what it counts; a click opens its sentences."""
    wide, shapes = FULL / len(block.items), made.page.shapes
    for k, tile in enumerate(block.items):
        x, inside, number = MARGIN + k * wide + (24 if k else 0), wide - 48, layout.numeric(tile)
        value = layout.fit(
            tile.value, inside * SPARE, 140, (112, 88, 64) if number else (40, 34, 30, 26), True, 1.2
        )
        label = layout.fit(tile.label, inside * SPARE, 150, (32, 30, 28, 26, 24))
        style = Style(value.size, LIGHT.accent if number else LIGHT.quiet, bold=True, low=True)
        box = text_box(shapes, [tile.value], Box(x, BODY + 100, inside, 140), style)
        describe(box, f"{tile.value} {tile.label}")
        made.open(box, tile.href)
        room = label.height + label.size * label.leading  # for one line more in another typeface
        text_box(shapes, [tile.label], Box(x, BODY + 262, inside, room), Style(label.size))
        if tile.note:
            note = layout.fit(tile.note, inside * SPARE, 90, (26, 24))
            text_box(shapes, [tile.note], Box(x, BODY + 262 + room, inside, 120), quiet(note.size))
