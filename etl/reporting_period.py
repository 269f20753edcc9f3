"""The period that a report covers, where it says so itself: in its title, or in a sentence of its opening about this report.

Reports name other intervals as well: a session, a course, the period of another report. So a sentence counts only where
it speaks of this report or its period and cites no other document; where none does, the period is not known.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from etl.language import Language
from etl.line_classifier import SYMBOL
from etl.spans import sentences

Period = tuple[str, str]
UNKNOWN: Period = ("", "")
_RESOLUTION = re.compile(r"/RES/")


def find(title: str, opening: Iterable[str], symbol: str, language: Language) -> Period:
    """First and last day as ISO 8601, both empty where it is not stated; `opening` are the first paragraphs."""
    told = (text[a:b] for text in opening for a, b in sentences(text, language))
    about = (sentence for sentence in told if _about_this(sentence, symbol, language))
    return next(
        (found for text in (title, *about) if (found := _interval(text, language)) != UNKNOWN), UNKNOWN
    )


def _about_this(sentence: str, symbol: str, language: Language) -> bool:
    cited = {each.rstrip(".") for each in re.findall(SYMBOL, sentence)}
    others = {each for each in cited - {symbol} if not _RESOLUTION.search(each)}
    return bool(language.period_said.search(sentence)) and not others


def _interval(text: str, language: Language) -> Period:
    """The first interval of two days; a year that stands once belongs to both."""
    found = language.period.search(text)
    if not found:
        return UNKNOWN

    def day(which: str, other: str) -> str:
        month, year = found[f"m{which}"], found[f"y{which}"] or found[f"y{other}"]
        number = language.months.index(month) + 1 if month in language.months else int(month)
        return datetime.date(int(year), number, int(found[f"d{which}"])).isoformat()

    try:
        first, last = day("1", "2"), day("2", "1")
    except ValueError:
        return UNKNOWN
    return (first, last) if first < last else UNKNOWN
