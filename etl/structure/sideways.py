"""Pages printed the other way than most, as wide tables of an annex are, and lines turned against their page, as a watermark
is: they stand beside the text, not in a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from etl.errors import Odd, Remark, odd
from etl.layout import Layout, Region, Role
from etl.line_classifier import NUMBERED


def regions(raw: str, layout: Layout) -> list[Region]:
    """The text of each such page on which no paragraph can begin, and the turned lines of the others."""
    out = []
    for page, found in groupby(layout.lines, key=lambda line: line.page):
        lines = [line for line in found if line.role is Role.BODY]
        numbered = any(NUMBERED.match(raw[line.start : line.end]) for line in lines)
        if not layout.sideways(page) or numbered:
            lines = [line for line in lines if line.turned]
        if lines:
            out.append(Region("text", [(line.start, line.end) for line in lines], [], lines))
    return out


def remarks(found: Sequence[Region], layout: Layout) -> list[Remark]:
    """One for each such page whose text stands beside the paragraphs."""
    counts: dict[int, int] = {}
    for region in found:
        page = region.lines[0].page
        if region.kind == "text" and layout.sideways(page):
            counts[page] = counts.get(page, 0) + sum(end - start for start, end in region.spans)
    return [odd(Odd.SIDEWAYS, page=page, n=n) for page, n in counts.items()]
