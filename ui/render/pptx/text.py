"""Text on a slide: boxes and paragraphs, every run with its faces and language. Lengths are pixels of `slide_layout`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ui.palette import LIGHT
from ui.render import office

PX = 6350  # EMU: 1920 pixels are 13 1/3 inches, and a pixel is half a point
# Texts are measured for this share of their room: another typeface may be wider.
SPARE = 0.88


@dataclass(frozen=True)
class Style:
    """How a text is set: its size in pixels, colour, weight; `low` at the bottom of its box, `right` to its right edge."""

    size: float
    colour: str = LIGHT.ink
    bold: bool = False
    low: bool = False
    right: bool = False


@dataclass(frozen=True)
class Box:
    """Where something stands."""

    x: float
    y: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """In the units of the file: left, top, width, height."""
        return int(self.x * PX), int(self.y * PX), int(self.width * PX), int(self.height * PX)


def text_box(shapes: Any, lines: Iterable[str], box: Box, style: Style) -> Any:
    """A box of text, each line a paragraph; text that is wider in another typeface is set smaller, not beyond its box."""
    made = shapes.add_textbox(*box.emu)
    frame_of(made.text_frame, lines, style)
    return made


def frame_of(frame: Any, lines: Iterable[str], style: Style) -> None:
    """Lines as the paragraphs of a text frame without margins, shrunk where they overflow."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if style.low else MSO_ANCHOR.TOP
    paragraphs(frame, lines, style)


def paragraphs(frame: Any, lines: Iterable[str], style: Style) -> None:
    """Lines as the paragraphs of a text frame, a table's cell or a page of notes."""
    from pptx.enum.text import PP_ALIGN

    for k, said in enumerate(lines):
        paragraph = frame.paragraphs[0] if not k else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if style.right else PP_ALIGN.LEFT
        run(paragraph, said, style)


def run(paragraph: Any, said: str, style: Style) -> Any:
    """A run at the end of a paragraph."""
    return office.run(paragraph, said, style.size / 2, style.colour, style.bold)


def quiet(size: float) -> Style:
    """Of what is said beside."""
    return replace(Style(size), colour=LIGHT.quiet)


def rgb(colour: str) -> Any:
    """A colour of the palette as python-pptx wants it."""
    from pptx.dml.color import RGBColor

    new: Any = RGBColor  # which has no types
    return new.from_string(colour[1:7])


def describe(shape: Any, said: str) -> None:
    """What a chart, table or map is, for those who do not see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", said)
