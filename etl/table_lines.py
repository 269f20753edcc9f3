"""Which lines of a text are a table's: rows of cells parted by wide gaps, their caption above, their notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.language import Language
from etl.line_classifier import NUMBERED, Line

_GAP = re.compile(r"\s{3,}|\t+")
_LABEL = re.compile(
    r"(?:\S{1,6}[.．、)]|[(（]\w{1,4}[)）]|\d{1,3})\s+"
)  # of a paragraph, a heading, a footnote
_AMOUNT = re.compile(r"[\d\s.,’–—\-+%()*]*[\d–—][\d\s.,’–—\-+%()*]*[a-z*]?")
_RULE = re.compile(r"[_–—-]{5,}")
_ROWS = 3  # fewer are no table, but for two below a caption
_APART = 2  # lines from row to row: a cell may go on, or a rule be drawn
_CAPTION = 6  # lines from a caption to the first row


def find(lines: Sequence[Line], language: Language) -> list[range]:
    """The tables of a text, each as a range of indices of its lines."""
    rows = [i for i, line in enumerate(lines) if _is_row(line.text)]
    found: list[range] = []
    while rows:
        run = [rows.pop(0)]
        while rows and rows[0] - run[-1] <= _APART:
            run.append(rows.pop(0))
        caption = _caption(lines, run[0], language)
        if len(run) >= _ROWS - (caption is not None):
            first = run[0] if caption is None else caption
            found.append(range(first, _end(lines, run[-1] + 1, language)))
    return found


def _is_row(text: str) -> bool:
    label = _LABEL.match(text)
    cells = _GAP.split(text[label.end() if label else 0 :])
    return len(cells) > 2 or (len(cells) == 2 and bool(_AMOUNT.fullmatch(cells[1])))


def _caption(lines: Sequence[Line], first: int, language: Language) -> int | None:
    """The line of the caption above a first row: no sentence ends between them."""
    for i in range(first - 1, max(-1, first - 1 - _CAPTION), -1):
        if language.sentence_full.search(lines[i].text):
            return None
        if language.table.match(lines[i].text):
            return i
    return None


def _end(lines: Sequence[Line], after: int, language: Language) -> int:
    """Where a table ends, with the notes on it that follow the last row."""
    while after < len(lines) and _RULE.fullmatch(lines[after].text):
        after += 1
    while after < len(lines) and language.table_note.match(lines[after].text):
        after += 1
        while (
            after < len(lines)
            and lines[after].row == lines[after - 1].row + 1
            and not language.sentence_full.search(lines[after - 1].text)
            and not language.table_note.match(lines[after].text)
            and not NUMBERED.match(lines[after].text)
        ):
            after += 1
    return after
