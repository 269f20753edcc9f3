"""The numbers printed on the pages of a PDF, read from its heads and feet; the page of a file is often another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from etl.line_classifier import SYMBOL

_OTHER = re.compile(rf"{SYMBOL}|(?:[A-Z]{{1,2}}\.)?\d{{2}}-\d{{5}}\S*|\d{{1,2}} [A-Z][a-z]+ \d{{4}}")
_NUMBER = re.compile(r"(?<![\w/.,-])(\d{1,3})(?:\s*/\s*\d{1,3})?(?![\w/.,-])")
_FEW = 2  # pages that must bear numbers that count on


def labels(furniture: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The number of each page as printed on it, from the lines at its head and foot; "" where none is read.

    Numbers count on from page to page; a page without one takes its own where those before and behind it have theirs,
    and where the file counts as the print does.
    """
    found = [_numbers(lines) for lines in furniture]
    ahead = Counter(n - page for page, numbers in enumerate(found, 1) for n in numbers)
    by, often = ahead.most_common(1)[0] if ahead else (0, 0)
    bearing = [page for page, numbers in enumerate(found, 1) if page + by in numbers]
    if often < _FEW or 2 * often <= sum(map(bool, found)):
        return ("",) * len(furniture)
    first, last = (1 if by == 0 else bearing[0]), bearing[-1]
    return tuple(str(page + by) if first <= page <= last else "" for page in range(1, len(furniture) + 1))


def _numbers(lines: Sequence[str]) -> set[int]:
    rest = (_OTHER.sub(" ", line) for line in lines)
    return {int(number) for line in rest for number in _NUMBER.findall(line)}
