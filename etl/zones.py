"""What the place of a line on its page tells: heads and feet are the printer's, small type below a rule is footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.layout import Role, Sheet
from etl.line_classifier import SYMBOL, footnote_label
from etl.rows import Row

_MARGIN = 0.1  # share of the page's height, above and below, in which headers and page numbers stand
_WIDER = 0.14  # … in which lines stand that come again on other pages
_AGAIN = 3  # pages on which a head stands at the same place
_SMALL = 0.93  # type smaller than this share of the body's is a footnote's, or a mark
_GAP = 1.6  # of the type: more white space than between lines
_DIGITS = re.compile(r"\d{1,4}")
_SHORT = 0.45  # of the page's width: a rule longer than that parts no footnotes
_PRINTER = re.compile(
    rf"(?:{SYMBOL}|\d{{1,3}}(?:\s*/\s*\d{{1,3}})?|(?:[A-Z]{{1,2}}\.)?\d{{2}}-\d{{5}}(?:\*|\s*\([A-Z]\)(?:\s*\d{{6}})*)?"
    r"|\([A-Z]\)|\*\w+\*|/\.\.\.|Page \d{1,3}|English|\s)+"
)
_JOB = re.compile(r"\d{2}-\d{5}\*?\s*\([A-Z]\)(?:\s*\d{6})*(?:\s*\*\w+\*)?")  # where a document ends
_UNDERSCORES = re.compile(r"_{5,}")
_NEVER = re.compile(f"{_JOB.pattern}|{_UNDERSCORES.pattern}")
RULE = "_" * 18  # what stands for a drawn rule above footnotes


@dataclass(frozen=True)
class Page:
    """A page and its rows with what they are."""

    sheet: Sheet
    rows: list[Row]


def roles(pages: Sequence[Page], body: float) -> list[list[Role]]:
    """What each row of each page is; `body` is the size of the type in which most is set."""
    again = _again(pages)
    return [_roles(page, body, again) for page in pages]


def _again(pages: Sequence[Page]) -> Counter[tuple[str, int]]:
    """How many pages have a line, the page's own number aside, at the same height near their edges."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        height = page.sheet.height
        rows = (row for row in page.rows if not _inside(row.base, height, _WIDER))
        seen.update({key for row in rows for key in _keys(row, page.sheet.page)})
    return seen


def _keys(row: Row, page: int) -> set[tuple[str, int]]:
    """What a line is told by on other pages: its text, or its text with a number that grows as the pages' do.

    Decision 81/11 at the top of one page and Decision 81/18 at that of another are headings.
    """
    texts = {row.text}
    for m in _DIGITS.finditer(row.text):
        texts.add(f"{row.text[: m.start()]}#{int(m[0]) - page}{row.text[m.end() :]}")
    return {(text, round(row.base / 4)) for text in texts}


def _inside(base: float, height: float, margin: float) -> bool:
    return height * margin < base < height * (1 - margin)


def _roles(page: Page, body: float, again: Counter[tuple[str, int]]) -> list[Role]:
    height = page.sheet.height
    out = []
    for row in page.rows:
        printers = not _inside(row.base, height, _MARGIN) and furniture(row.text)
        edge = not _inside(row.base, height, _WIDER)
        head = edge and any(again[key] >= _AGAIN for key in _keys(row, page.sheet.page))
        out.append(Role.FURNITURE if printers or head or _NEVER.fullmatch(row.text) else Role.BODY)
    first = _notes(page, out, body)
    return [
        Role.NOTE if role is Role.BODY and i >= first and not page.rows[i].turned else role
        for i, role in enumerate(out)
    ]


def furniture(text: str) -> bool:
    """Symbols and page numbers; a footnote that is only a symbol ends with a full stop."""
    return bool(_PRINTER.fullmatch(text)) and not text.endswith(".")


def _notes(page: Page, roles: Sequence[Role], body: float) -> int:
    """The index of the row with which a page's footnotes begin; behind the last if it has none."""
    rows = page.rows
    text = [i for i, role in enumerate(roles) if role is Role.BODY and not rows[i].turned]
    ruled = [r.bottom for r in page.sheet.rules if r.width < _SHORT * page.sheet.width]
    ruled += [row.base for row in rows if _UNDERSCORES.fullmatch(row.text)]
    for y in sorted(ruled, reverse=True):
        below = [i for i in text if rows[i].base < y]
        if below and all(rows[i].base > y for i in text if i < below[0]) and _note(rows[below[0]]):
            small = [i for i in below if rows[i].size < body * _SMALL]
            typed = any(_UNDERSCORES.fullmatch(row.text) and row.base == y for row in rows)
            if typed or len(small) > 0.9 * len(below):
                return below[0]
    foot = len(text)
    while foot and rows[text[foot - 1]].size < body * _SMALL:
        foot -= 1
    small_note = next((i for i in text[foot:] if _numbered(rows[i])), None)
    if small_note is not None:
        return small_note
    return next((i for a, i in pairwise(text) if _numbered(rows[i]) and _set_off(page, a, i)), len(rows))


def _numbered(row: Row) -> bool:
    return row.raised and bool(footnote_label(row.text)[0])


def _set_off(page: Page, before: int, i: int) -> bool:
    """Whether white space parts a row in the lower half of a page from the one before."""
    a, b = page.rows[before], page.rows[i]
    return b.base < page.sheet.height / 2 and a.base - b.base > _GAP * b.size


def _note(row: Row) -> bool:
    """Whether a row below a rule begins a footnote, numbered or starred."""
    return row.raised or row.text[0] in "*†" or bool(footnote_label(row.text)[0])
