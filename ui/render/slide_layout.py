"""Where things stand on a slide of 1920 by 1080 pixels, and in what size: the same for the screen, PDF and PowerPoint.

Nothing is smaller than 24 pixels, so that on any screen of that shape all can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.content import Bar, Bars, Block, Exhibit, Line, Tile
from ui.render.svg.text import width_of, wrap

WIDTH, HEIGHT, MARGIN = 1920, 1080, 96
SMALLEST = 24.0
FULL = WIDTH - 2 * MARGIN
# Where the parts stand, from the top.
HEAD, BODY, FOOT = 56, 280, 916
ROOM = FOOT - BODY - 20
MOST_BARS, ALL_BARS = 8, 12  # of a long list, and of one that is shown whole
LEGEND = 372.0  # its width, beside a map
LABELS, KEYS = FULL * 0.42, 46  # width of the labels of bars at most; height of the legend under them
ABOVE = 14.0  # and below the text of a line
TITLE_SIZES, SUBTITLE_SIZES = (52, 46, 40, 36, 30, 26), (30, 28, 26, 24)
TEXT_SIZES = (44, 40, 36, 32, 30, 28, 26, 24)


@dataclass(frozen=True)
class Fitted:
    """A text in lines, in the largest size in which it fits; heights in pixels."""

    lines: tuple[str, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        """How high it stands."""
        return len(self.lines) * self.size * self.leading


def fit(
    said: str, width: float, height: float, sizes: Sequence[int], bold: bool = False, leading: float = 1.3
) -> Fitted:
    """A text in the largest of some sizes in which it fits; cut with an ellipsis where it fits in none."""
    for size in sizes:
        lines = wrap(said, size, width, bold)
        if len(lines) * size * leading <= height:
            break
    else:
        size = sizes[-1]
        lines = wrap(said, size, width - size, bold)[: max(1, int(height / (size * leading)))]
        lines[-1] += " …"
    return Fitted(tuple(lines), size, leading)


def title(said: str) -> Fitted:
    """A slide's heading; its two lines are about equally long."""
    width = float(FULL)
    if len(wrap(said, TITLE_SIZES[0], width, True)) == 2:
        while len(wrap(said, TITLE_SIZES[0], width - 20, True)) == 2:
            width -= 20
    return fit(said, width, 138, TITLE_SIZES, True, 1.25)


def body_of(exhibit: Exhibit) -> Block:
    """What a slide shows of an exhibit."""
    return exhibit.slide or exhibit.body[0]


def numeric(tile: Tile) -> bool:
    """Whether a tile's value is a number, to be set large."""
    return tile.value[:1].isdigit() and len(tile.value) < 8


def shown_bars(block: Bars) -> tuple[Bar, ...]:
    """The bars of a slide in their order: all where they fit, else the longest; none of no length."""
    rows = tuple(row for row in block.rows if row.length)
    if _have_room(block, rows):
        return rows
    longest = sorted(range(len(rows)), key=lambda k: -rows[k].length)[:MOST_BARS]
    return tuple(rows[k] for k in sorted(longest))


def _have_room(block: Bars, rows: Sequence[Bar]) -> bool:
    """Whether all bars have room, their labels in the smallest size."""
    if len(rows) <= MOST_BARS:
        return True
    room = (ROOM - KEYS * bool(block.series)) / len(rows) - 4
    lines = max(len(wrap(row.label, SMALLEST, LABELS)) for row in rows)
    return len(rows) <= ALL_BARS and lines * SMALLEST * 1.2 <= room


def bars_left(block: Bars) -> int:
    """How many bars a slide leaves out."""
    return sum(bool(row.length) for row in block.rows) - len(shown_bars(block))


def bar_size(rows: Sequence[Bar], widest: float, high: float) -> int:
    """The largest size in which no label needs more than two lines, or as many as its row has room for."""

    def fits(size: int) -> bool:
        room = min(high - 4, 2.5 * size)
        return all(len(wrap(row.label, size, widest)) * size * 1.2 <= room for row in rows)

    return next((size for size in (30, 28, 26) if fits(size)), 24)


@dataclass(frozen=True)
class ListLayout:
    """How a list of lines is set: size, width of its labels, height of each line."""

    size: int
    label: float
    heights: tuple[float, ...]


def list_layout(lines: Sequence[Line], spare: float = 1.0) -> ListLayout:
    """The largest size in which all lines of a list fit; the smallest that takes least room where they fit in none. Texts are
    measured for the share `spare` of their room."""
    made = [
        ListLayout(size, label, tuple(_line_height(line, size, label, spare) for line in lines))
        for size in (38, 34, 32, 30, 28, 26, 24)
        for label in (520.0, 780.0, 980.0)
    ]
    fitting = (each for each in made if sum(each.heights) <= ROOM)
    return next(fitting, None) or min(made, key=lambda each: sum(each.heights))


def label_lines(line: Line, size: int, label: float, spare: float = 1.0) -> tuple[list[str], bool]:
    """The lines of a label, and whether its note has room behind the last of them."""
    room = (label - 40) * spare
    names = wrap(line.label, size, room, True)
    behind = width_of(names[-1], size, True) + width_of(line.note, size) + 24
    return names, bool(line.note) and behind <= room


def said_of(line: Line) -> str:
    """What a line says, numbers with what they count among it."""
    keys = (f"{key.label} {key.note}".strip() for key in line.keys)
    return " · ".join(filter(None, (line.said, *(phrase.text for phrase in line.phrases), *keys)))


def _line_height(line: Line, size: int, label: float, spare: float) -> float:
    names, beside = label_lines(line, size, label, spare)
    high = len(names) + (bool(line.note) and not beside)
    return max(high, len(wrap(said_of(line), size, (FULL - label) * spare))) * size * 1.35 + 2 * ABOVE
