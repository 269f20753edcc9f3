"""Boxes drawn beside the text: what stands in one is no part of the lines that run past it."""

from __future__ import annotations

from collections.abc import Sequence

from etl.glyphs import Glyph
from etl.layout import Box, Sheet

_LINES = 3  # of text beside a box, and lines of type that it is high
_LETTERS = 20  # in a box
_WIDEST = 0.7  # of the page's width: no text runs past what is wider
_PAST = 0.15  # … that a line beside a box fills
_AIR = 3.0  # points between the frame and the text beside it
_REACH = 10.0  # points: a rule that goes on so far beyond a frame makes it a part of a table


def find(glyphs: Sequence[Glyph], sheet: Sheet) -> list[Box]:
    """The boxes of a page past which its text runs, from the top; none is within another."""
    frames = [f for f in sheet.frames if f.width < _WIDEST * sheet.width]
    outer = [
        f
        for f in set(frames)
        if not any(_within(f, g) and (g.width, g.height) > (f.width, f.height) for g in frames)
    ]
    found = [f for f in outer if _ruled_off(f, sheet) and _passed(f, outer, glyphs, sheet.width)]
    return sorted(found, key=lambda f: -f.top)


def holds(box: Box, glyph: Glyph) -> bool:
    """Whether a character stands in a box."""
    return box.holds((glyph.left + glyph.right) / 2, glyph.base, 0)


def _within(inner: Box, outer: Box) -> bool:
    return outer.holds(inner.left, inner.bottom) and outer.holds(inner.right, inner.top)


def _ruled_off(frame: Box, sheet: Sheet) -> bool:
    """Whether no rule at its height goes on beyond a frame, as those of a table do."""
    return not any(
        frame.bottom - 2 < rule.bottom < frame.top + 2
        and (rule.left < frame.left - _REACH or rule.right > frame.right + _REACH)
        for rule in sheet.rules
    )


def _passed(frame: Box, frames: Sequence[Box], glyphs: Sequence[Glyph], width: float) -> bool:
    """Whether several lines of text, parted from it by white space, stand beside a frame that is full of text."""
    inside = [g for g in glyphs if holds(frame, g)]
    beside = [g for g in glyphs if frame.bottom < g.base < frame.top and not holds(frame, g)]
    if len(inside) < _LETTERS or not beside or frame.height < _LINES * inside[0].size:
        return False
    if any(holds(other, g) for other in frames if other != frame for g in beside):
        return False  # cells of a table
    if any(g.right > frame.left - _AIR and g.left < frame.right + _AIR for g in beside):
        return False  # the ground of some words
    lines: dict[int, list[Glyph]] = {}
    for g in beside:
        lines.setdefault(round(g.base), []).append(g)
    full = [
        line
        for line in lines.values()
        if max(g.right for g in line) - min(g.left for g in line) > _PAST * width
    ]
    return len(full) >= _LINES
