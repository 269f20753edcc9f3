"""What stands where on the pages of a PDF: the shapes that its readers hand on. Lengths are in PDF points.

Places count from the lower left corner of the page as it is read: a page printed sideways is turned upright first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True)
class Box:
    """A rectangle on a page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def holds(self, x: float, y: float, slack: float = 2.0) -> bool:
        """Whether a point is in it, or nearly."""
        return self.left - slack <= x <= self.right + slack and self.bottom - slack <= y <= self.top + slack

    def joined(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            self.page,
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


class Role(Enum):
    """What a printed line is, as far as its place tells."""

    BODY = "body"
    NOTE = "note"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Cell:
    """A stretch of a line that no wide gap parts: `raw[start:end]`, from edge to edge."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True)
class Printed:
    """A printed line: `raw[start:end]`, where it stands and how it is set."""

    start: int
    end: int
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool
    turned: bool  # its letters do not stand upright
    raised: bool  # it begins with a raised mark
    role: Role
    cells: tuple[Cell, ...]
    column: int = 0  # of two columns the left (1) or the right one (2); 0: across the page

    @property
    def box(self) -> Box:
        """The place it takes, with what hangs below its base line."""
        return Box(
            self.page, self.left, self.base - 0.25 * self.size, self.right, self.base + 0.8 * self.size
        )


@dataclass(frozen=True)
class Sheet:
    """A page: its size, what is drawn on it, and how far it was turned to be read (quarters, counter-clockwise)."""

    page: int
    width: float
    height: float
    rules: tuple[Box, ...] = ()  # level lines
    frames: tuple[Box, ...] = ()  # rectangles that hold something
    pictures: tuple[Box, ...] = ()  # images, and the many strokes of a chart
    quarters: int = 0


@dataclass(frozen=True)
class Layout:
    """The printed lines of a raw text in the order in which they are read, and the pages they stand on."""

    lines: tuple[Printed, ...]
    sheets: tuple[Sheet, ...]
    size: float  # of the type in which most is set
    furniture: int = 0  # characters of heads, feet and page numbers, which are not in the text
    numbers: tuple[str, ...] = ()  # of each page as printed on it, "" where none is read

    def number(self, page: int | None) -> str:
        """The number printed on a page of the file; "" where none is read."""
        return self.numbers[page - 1] if page and page <= len(self.numbers) else ""

    def sideways(self, page: int) -> bool:
        """Whether a page is printed the other way than most: wide among high ones."""
        wide = [sheet.width > sheet.height for sheet in self.sheets]
        return wide[page - 1] != (2 * sum(wide) > len(wide))

    def shown(self, box: Box) -> tuple[int, float, float, float, float]:
        """(page, left, top, right, bottom) from the upper left corner of the page as a viewer shows it."""
        sheet = self.sheets[box.page - 1]
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        width, height = sheet.width, sheet.height
        for _ in range(sheet.quarters % 4):  # back, clockwise
            left, bottom, right, top = bottom, width - right, top, width - left
            width, height = height, width
        return box.page, left, height - top, right, height - bottom


def encode(layout: Layout, boxes: Iterable[Box]) -> str:
    """Boxes as the tables keep them: 'page:left,top,right,bottom', parted by blanks."""
    shown = (layout.shown(box) for box in boxes)
    return " ".join(f"{page}:" + ",".join(f"{x:.1f}" for x in corners) for page, *corners in shown)


def boxes(lines: Sequence[Printed]) -> list[Box]:
    """One box for each run of lines that follow each other down a page."""
    found: list[Box] = []
    before: Printed | None = None
    for line in lines:
        follows = (
            before is not None and line.page == before.page and 0 <= before.base - line.base < 3 * line.size
        )
        if found and follows:
            found[-1] = found[-1].joined(line.box)
        else:
            found.append(line.box)
        before = line
    return found


@dataclass
class Region:
    """What stands beside the text: a table, figure, box, or text that no number opens.

    Its caption and text are pieces of the raw text; `passage` is the paragraph that it stands in or follows.
    """

    kind: str
    spans: list[tuple[int, int]]
    caption: list[tuple[int, int]] = field(default_factory=list)
    lines: list[Printed] = field(default_factory=list)
    passage: str = ""
