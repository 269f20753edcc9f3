"""The title on a cover: what is set largest among the bold blocks of the first page, below the organ's name."""

from __future__ import annotations

import re

from etl.layout import Layout, Printed

_HEAD = 0.82  # of the page's height: above it stand the organisation and its organ
_SHORTEST = 8  # characters
_LARGER = 1.15  # of the body's type
_STEP = 1.6  # of its type: lines of one block are no further apart
_LABEL = re.compile(r"(?:[IVX]+|[A-Z]|\d+)[.]\s")
_NOTE = re.compile(r"[\s*⁰¹²³⁴-⁹]+$")


def title(raw: str, layout: Layout, between: str) -> str:
    """The title of a report from its cover, its lines joined by `between`; empty if nothing is set like one."""
    sheet = layout.sheets[0]
    found = [
        block
        for block in _blocks(
            [line for line in layout.lines if line.page == 1 and line.bold and not line.turned]
        )
        if block[0].base < _HEAD * sheet.height
        and block[0].size >= _LARGER * layout.size
        and block[-1].end - block[0].start >= _SHORTEST
        and not _LABEL.match(raw[block[0].start : block[0].end])
    ]
    largest = max(found, key=lambda block: block[0].size, default=[])
    return between.join(_NOTE.sub("", raw[line.start : line.end]) for line in largest)


def _blocks(lines: list[Printed]) -> list[list[Printed]]:
    """Lines of one size that follow each other."""
    out: list[list[Printed]] = []
    for line in lines:
        last = out[-1][-1] if out else None
        if last and abs(last.size - line.size) < 0.5 and 0 <= last.base - line.base < _STEP * line.size:
            out[-1].append(line)
        else:
            out.append([line])
    return out
