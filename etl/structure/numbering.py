"""Which lines of a text begin a paragraph: the numbering is the witness.

Of all lines that begin with a number, the chain that counts best from 1 upwards is the paragraphs; what is skipped,
repeated or out of order is reported, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from etl import numerals
from etl.errors import Odd, Remark, odd
from etl.language import Language
from etl.line_classifier import NUMBERED, NUMBERED_TIGHT, Classified, Line
from etl.structure.outline import LETTERED

_ENOUGH = 400  # characters in which a paragraph shows that it is one
_LONG = 80  # characters: longer than most titles
_LONG_WIDE = 40  # and so many where characters are words
_AFTER_SENTENCE = 0.1  # what the end of a sentence before it adds to the looks of a paragraph
_APART = 0.2  # what a blank line before it adds to the looks of a paragraph
_LISTS = -0.5  # how much 5. The Office, followed by (a), looks like a paragraph: it is believed to fill a gap
_INSIDE = (
    -0.3
)  # what it takes from the looks that a line begins further right than the first one with a number, or left
_TIGHT = -0.3  # how much 5.57 looks like the beginning of paragraph 5: it is believed only to fill a gap
_SKIPPED = 0.6  # what each number left out of the chain costs, up to
_SKIPS = 20  # so many


def chain(numbers: Sequence[int], looks: Sequence[float]) -> list[int]:
    """The increasing chain with the best sum, as indices; none if nothing speaks for any.

    A number counts for how much its line looks like the beginning of a paragraph, and each number skipped costs.
    """
    best: list[float] = []
    previous: list[int | None] = []
    ends: dict[int, int] = {}  # number → the best line with it so far
    for k, number in enumerate(numbers):
        score, source = looks[k] - _SKIPPED * min(number - 1, _SKIPS), None
        for before, j in ends.items():
            if before < number:
                candidate = best[j] + looks[k] - _SKIPPED * min(number - before - 1, _SKIPS)
                if candidate > score:
                    score, source = candidate, j
        best.append(score)
        previous.append(source)
        if number not in ends or score > best[ends[number]]:
            ends[number] = k
    end: int | None = max(range(len(best)), key=best.__getitem__, default=None)
    if end is None or best[end] <= 0:
        return []
    found: list[int] = []
    while end is not None:
        found.append(end)
        end = previous[end]
    return found[::-1]


def gaps(numbers: Sequence[int], annex: int = 0) -> list[Remark]:
    """A remark on each number that is missing, in the body of a report or in its annex number so many."""
    return [
        odd(Odd.MISSING_IN_ANNEX, annex=annex, n=n, a=a, b=b) if annex else odd(Odd.MISSING, n=n, a=a, b=b)
        for a, b in zip([0, *numbers], numbers, strict=False)
        for n in range(a + 1, b)
    ]


def number(body: Sequence[Classified], language: Language) -> tuple[dict[int, int], list[Remark]]:
    """Which body lines begin a paragraph: index → number, and remarks on gaps and strays."""
    at = [(i, int(m.group(1))) for i, c in enumerate(body) if (m := label(c.line.text))]
    plain = [i for i, _ in at if NUMBERED.match(body[i].line.text)]
    ends_at = dict(zip(plain, [*plain[1:], len(body)], strict=False))
    looks = [_paragraphness(body, i, ends_at[i], language) if i in ends_at else _TIGHT for i, _ in at]
    looks = [n + _set_off(body, i, language) for n, (i, _) in zip(looks, at, strict=True)]
    if at:
        first = body[at[0][0]].line.indented
        looks = [n + _INSIDE * (body[i].line.indented != first) for n, (i, _) in zip(looks, at, strict=True)]
    chosen = {at[k][0]: at[k][1] for k in chain([n for _, n in at], looks)}
    strays = [
        odd(Odd.STRAY, line=body[i].line.number, n=n)
        for (i, n), look in zip(at, looks, strict=True)
        if chosen and i not in chosen and look >= 1
    ]
    return chosen, gaps(list(chosen.values())) + strays


def restart(body: Sequence[Classified], starts: dict[int, int], language: Language) -> list[int]:
    """Where the numbering begins again behind the last paragraph, with the heading above: the annex of a longer report.

    A list within the paragraph, which a colon announces, is none.
    """
    last = max(starts, default=len(body))
    there = [(i, int(m[1])) for i in range(last + 1, len(body)) if (m := NUMBERED.match(body[i].line.text))]
    if [n for _, n in there[:2]] != [1, 2] or len(there) > len(starts):
        return []
    first = there[0][0]
    while first - 1 > last and not language.sentence_end.search(body[first - 1].line.text):
        first -= 1
    return [first] if language.sentence_full.search(body[first - 1].line.text) else []


def _set_off(body: Sequence[Classified], i: int, language: Language) -> float:
    """What speaks for a paragraph to begin with a line: a blank line before it, or the end of a sentence."""
    if i == 0 or not below(body[i - 1].line, body[i].line):
        return _APART
    return _AFTER_SENTENCE if language.sentence_full.search(body[i - 1].line.text) else 0.0


def label(text: str) -> re.Match[str] | None:
    """The number with which a line begins, if it can be a paragraph's."""
    return NUMBERED.match(text) or NUMBERED_TIGHT.match(text)


def _paragraphness(body: Sequence[Classified], first: int, limit: int, language: Language) -> float:
    """How much a numbered line looks like a paragraph (1) or like a heading (negative)."""
    mark = NUMBERED.match(body[first].line.text)
    text = body[first].line.text[mark.end() if mark else 0 :]
    following: Sequence[tuple[int, int, str, int]] = ()
    for c in body[first + 1 : limit]:
        following = marks(c.line.text, language)
        if (text and language.sentence_end.search(text)) or len(text) > _ENOUGH or following:
            break
        text += c.line.text
    if (
        language.sentence_split.search(text)
        or language.sentence_full.search(text)
        or language.sentence_end.search(text)
    ):
        return 1.0
    if len(text) > (_LONG if language.spaced else _LONG_WIDE):
        return 0.4
    listed = any(ordinal == 1 and level == LETTERED for level, ordinal, _, _ in following)
    return _LISTS if listed else -1.0


@lru_cache(maxsize=4096)  # a line is asked about again by each of those above it
def marks(text: str, language: Language) -> tuple[tuple[int, int, str, int], ...]:
    """(level, ordinal, label, where the title begins) for all ways to read the beginning of a line as a heading's."""
    found = []
    for mark in language.outline:
        if m := mark.pattern.match(text):
            ordinal = numerals.ordinal(m.group(1), mark.numerals)
            if ordinal is not None:
                found.append((mark.level, ordinal, text[: m.start(2)].strip(), m.start(2)))
    return tuple(found)


def below(before: Line, line: Line) -> bool:
    """Whether a line stands directly below another, with no blank line or printed matter between."""
    return line.row == before.row + 1
