"""Characters become printed lines: raised marks back in their line, wide gaps told, columns one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from etl import side_boxes
from etl.glyphs import Glyph
from etl.layout import Sheet
from etl.line_classifier import RAISED
from etl.segments import wide

_BLANK = 0.12  # a gap wider than this share of the type is a blank
_TOLD_BLANK = 0.02  # and so it is where the PDF has a blank as well
_CELLS = 1.6  # and one wider than so many letters parts the cells of a table
_SMALLER = 0.8  # of the line's type: a mark's
_RISE = 0.1  # of the type: raised so far above the base line, or further
_OF_MARKS = frozenset("0123456789,–-")
_COLUMN_LINES = 6  # side by side, and more, make columns
_COLUMN = 0.22  # of the page's width that lines of a column fill


@dataclass(frozen=True)
class Row:
    """A printed line. `cells`: (start, end, left, right) of the stretches of `text` between wide gaps."""

    text: str
    base: float
    size: float
    bold: bool
    italic: bool
    turned: bool
    raised: bool
    cells: tuple[tuple[int, int, float, float], ...]
    column: int = 0  # 0: across the page

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.cells[0][2]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.cells[-1][3]


def rows(glyphs: Sequence[Glyph], sheet: Sheet) -> list[Row]:
    """The printed lines of a page in the order in which they are read; a box beside the text stands where it begins."""
    upright = [g for g in glyphs if not g.look.angle]
    boxes = side_boxes.find(upright, sheet)
    outside = [g for g in upright if not any(side_boxes.holds(box, g) for box in boxes)]
    lines = _with_marks(_lines(outside))
    out = _by_columns([_row(line) for line in lines], lines, sheet.width)
    for box in boxes:
        at = next((i for i, row in enumerate(out) if row.base < box.top), len(out))
        boxed = _with_marks(_lines([g for g in upright if side_boxes.holds(box, g)]))
        out[at:at] = [_row(line) for line in boxed]
    return out + [_row(line) for line in _sideways([g for g in glyphs if g.look.angle])]


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for g in sorted(glyphs, key=lambda g: -g.base):
        home = next((line for line in reversed(lines[-3:]) if abs(line[0].base - g.base) < 2), None)
        if home is None:
            lines.append([g])
        else:
            home.append(g)
    return lines


def _sideways(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Letters that lie on their side, one line for each stretch in which the PDF has them."""
    lines: list[list[Glyph]] = []
    for g in glyphs:
        if lines and lines[-1][-1].look == g.look and abs(g.left - lines[-1][-1].left) < 2:
            lines[-1].append(g)
        else:
            lines.append([g])
    return lines


def _with_marks(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Lines in which raised and lowered small characters, which have a base line of their own, are back in place."""
    sizes = [_size(line) for line in lines]
    homes: dict[int, int] = {}
    for i, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        for j in (i + 1, i + 2, i - 1):
            if not 0 <= j < len(lines) or size >= _SMALLER * sizes[j]:
                continue
            rise = line[0].base - lines[j][0].base
            raised = 0 < rise < sizes[j] and all(g.char in _OF_MARKS for g in line)
            near = -0.35 * sizes[j] < rise < 0.75 * sizes[j]
            left, right = min(g.left for g in lines[j]), max(g.right for g in lines[j])
            within = all(left - size < g.left < right + size for g in line)
            if raised or (near and within):
                homes[i] = j
                break
    out = {j: list(line) for j, line in enumerate(lines) if j not in homes}
    for i, j in homes.items():
        if j in out:
            out[j] += lines[i]
        else:
            out[i] = lines[i]
    return [out[j] for j in sorted(out)]


def _size(line: Sequence[Glyph]) -> float:
    return Counter(g.size for g in line).most_common(1)[0][0] or 1.0


def _row(line: Sequence[Glyph]) -> Row:
    turned = bool(line[0].look.angle)
    glyphs = list(line) if turned else sorted(line, key=lambda g: g.left)
    size = _size(glyphs)
    usual = Counter(round(g.base) for g in glyphs if g.size > _SMALLER * size).most_common(1)
    base = float(usual[0][0]) if usual else glyphs[0].base
    text, cells, start = "", list[tuple[int, int, float, float]](), 0
    for i, g in enumerate(glyphs):
        blank = _TOLD_BLANK if g.after_blank else _BLANK
        gap = (g.left - glyphs[i - 1].right) / size if i and not turned else 0.0
        if gap > _CELLS:
            cells.append((start, len(text), glyphs[_first(glyphs, text, start)].left, glyphs[i - 1].right))
            text += "   "
            start = len(text)
        elif (turned and g.after_blank) or (gap > blank and not (wide(g.char) and wide(text[-1]))):
            text += " "
        text += g.char.translate(RAISED) if _is_raised(g, size, base) else g.char
    cells.append((start, len(text), glyphs[_first(glyphs, text, start)].left, glyphs[-1].right))
    letters = [g for g in glyphs if g.char.isalpha()] or glyphs
    return Row(
        text,
        base,
        size,
        sum(g.look.bold for g in letters) > 0.9 * len(letters),
        sum(g.look.italic for g in letters) > 0.9 * len(letters),
        turned,
        _is_raised(glyphs[0], size, base),
        tuple(cells),
    )


def _first(glyphs: Sequence[Glyph], text: str, start: int) -> int:
    """Which glyph stands at an offset of the text made of them."""
    return min(len(text[:start].replace(" ", "")), len(glyphs) - 1)


def _is_raised(g: Glyph, size: float, base: float) -> bool:
    return g.char.isdigit() and g.size < size * _SMALLER and g.base > base + _RISE * size


def _by_columns(found: list[Row], lines: list[list[Glyph]], width: float) -> list[Row]:
    """The rows, of two columns side by side first the left one, then the right one."""
    gutter = _gutter(found, width)
    if gutter is None:
        return found
    out: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row, line in zip(found, lines, strict=True):
        sides = [g for g in line if g.right <= gutter + 1], [g for g in line if g.left >= gutter - 1]
        if len(sides[0]) + len(sides[1]) < len(line):  # it goes across
            out += [*left, *right, row]
            left, right = [], []
            continue
        left += [replace(_row(sides[0]), column=1)] if sides[0] else []
        right += [replace(_row(sides[1]), column=2)] if sides[1] else []
    return [*out, *left, *right]


def _gutter(found: Sequence[Row], width: float) -> float | None:
    """The place between two columns of prose, if the page has them."""
    pairs = [
        (a[3], b[2])
        for row in found
        for a, b in pairwise(row.cells)
        if min(a[3] - a[2], b[3] - b[2]) > _COLUMN * width and len(row.cells) <= 3
    ]
    if len(pairs) < _COLUMN_LINES:
        return None
    edge, count = Counter(round(right / 4) * 4 for _, right in pairs).most_common(1)[0]
    inner = [left for left, right in pairs if abs(right - edge) < 6]
    if count < 0.6 * len(pairs) or max(inner) > edge - 4:
        return None
    return (max(inner) + edge) / 2
