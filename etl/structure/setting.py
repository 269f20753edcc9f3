"""How a document is set: its left edges, its leading, and what makes a line stand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from etl.layout import Layout, Printed

_APART = 1.25  # of the leading: lines further from each other belong to different blocks
_LARGER = 1.08  # of the body's type: a heading's
_SMALLER = 0.93  # of the body's type: a table's, a caption's
_WIDE = 0.7  # of the column's width that a line of prose fills
_SHARED = 0.1  # of the text of odd or even pages: if so much stands at the common edge, it is theirs too
_CLEAR = 20.0  # points beside what is centred
_SAME = 4.0  # points between left edges that are the same


@dataclass(frozen=True)
class Setting:
    """The lines of a document's body, and what is usual in it."""

    raw: str
    layout: Layout
    body: Sequence[Printed]

    def text(self, line: Printed) -> str:
        """What a line says."""
        return self.raw[line.start : line.end]

    @cached_property
    def edges(self) -> dict[tuple[int, int], float]:
        """(page even or odd, column) → the left edge of the text; both kinds of pages may have the same."""
        seen: dict[tuple[int, int], Counter[int]] = {}
        for line in self.body:
            if not line.turned and abs(line.size - self.layout.size) < 1:
                at = seen.setdefault((line.page % 2, line.column), Counter())
                at[round(line.left)] += line.end - line.start
        both: dict[int, Counter[int]] = {}
        for (_, column), count in seen.items():
            both[column] = both.get(column, Counter()) + count
        common = {column: count.most_common(1)[0][0] for column, count in both.items()}
        return {
            (parity, column): float(
                common[column]
                if count[common[column]] > _SHARED * count.total()
                else count.most_common(1)[0][0]
            )
            for (parity, column), count in seen.items()
        }

    def indent(self, line: Printed) -> float:
        """How far right of the text's left edge a line begins."""
        return line.left - self.edges.get((line.page % 2, line.column), line.left)

    @cached_property
    def width(self) -> float:
        """The width of a full line."""
        widths = sorted(line.right - line.left for line in self.body if abs(line.size - self.layout.size) < 1)
        return widths[int(len(widths) * 0.8)] if widths else 1.0

    @cached_property
    def leading(self) -> float:
        """From base line to base line within a paragraph."""
        steps = Counter(
            round((a.base - b.base) * 2) / 2
            for a, b in pairwise(self.body)
            if a.page == b.page and a.column == b.column and 0 < a.base - b.base < 3 * a.size
        )
        usual = [n for n in steps if 2 * steps[n] >= max(steps.values()) and n > 0.9 * self.layout.size]
        return min(usual, default=1.2 * self.layout.size)

    def step(self, before: Printed | None, line: Printed) -> float | None:
        """How far a line stands below another, in leadings of its type; None on another page or column."""
        if before is None or before.page != line.page or before.column != line.column:
            return None
        scale = max(before.size, line.size, self.layout.size) / self.layout.size
        return (before.base - line.base) / (self.leading * scale)

    def apart(self, before: Printed | None, line: Printed) -> bool:
        """Whether white space parts a line from the one before; a new page does."""
        step = self.step(before, line)
        return step is None or not 0 <= step <= _APART

    def prose(self, line: Printed) -> bool:
        """Whether a line is set like the body and fills the column."""
        return (
            not line.turned
            and line.size >= _SMALLER * self.layout.size
            and line.right - line.left > _WIDE * self.width
            and len(line.cells) <= 2
        )

    def centred(self, line: Printed) -> bool:
        """Whether a line stands in the middle of the column, clear of both sides."""
        left = self.indent(line)
        right = self.width - left - (line.right - line.left)
        return left > _CLEAR and right > _CLEAR and abs(left - right) < _CLEAR

    def small(self, line: Printed) -> bool:
        """Whether a line is set smaller than the body."""
        return line.size < _SMALLER * self.layout.size

    def stands_out(self, line: Printed) -> bool:
        """Whether a line is set bold or larger than the body."""
        return not line.turned and (
            (line.bold and not self.small(line)) or line.size > _LARGER * self.layout.size
        )

    def plain(self, starts: Collection[int]) -> bool:
        """Whether the pages tell less than the words: all is set alike, or nothing but size parts what `starts` begin."""
        lines = self.layout.lines
        if any(line.bold or line.italic for line in lines):
            return False
        alike = not any(line.raised or self.stands_out(line) for line in lines)
        apart = sum(self.apart(self.body[i - 1] if i else None, self.body[i]) for i in starts)
        return alike or apart * 2 < len(starts)

    def same_edge(self, a: Printed, b: Printed) -> bool:
        """Whether two lines begin at the same left edge."""
        return abs(self.indent(a) - self.indent(b)) < _SAME
