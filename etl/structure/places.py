"""Where paragraphs and annexes begin, told by the place of lines on their pages.

Numbers compete only among lines of one left edge, so that a list within a paragraph cannot take over the numbering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.language import Language
from etl.line_classifier import NUMBERED
from etl.structure.numbering import chain
from etl.structure.setting import Setting

_EDGE = 4.0  # points between left edges that are the same
_SKIPPED = 0.6  # what a number left out of a chain counts against it
_FEW = 3  # numbers that make a numbering of its own
_TITLE = 4  # lines of a heading that begins with a number


@dataclass(frozen=True)
class Part:
    """The report itself or an annex: `body[first:last]`, and where its paragraphs begin (index → number)."""

    first: int
    last: int
    starts: dict[int, int]
    annex: bool


def parts(setting: Setting, language: Language) -> list[Part]:
    """The report and its annexes, each with its own numbering."""
    cuts = [i for i in range(1, len(setting.body)) if _annex(setting, i, language)]
    opening = min(_starts(setting, 0, len(setting.body), language), default=len(setting.body))
    bounds = [0, *(i for i in cuts if i > opening), len(setting.body)]
    out: list[Part] = []
    for first, last in pairwise(bounds):
        out += _restarts(setting, first, last, language, annex=first > 0)
    return out


def _annex(setting: Setting, i: int, language: Language) -> bool:
    """Whether a line is the heading of an annex: set off, or the first of its page."""
    line, before = setting.body[i], setting.body[i - 1]
    if not language.annex_head.match(setting.text(line)) or setting.small(line):
        return False
    return setting.apart(before, line) and (setting.stands_out(line) or before.page != line.page)


def _candidates(setting: Setting, first: int, last: int) -> list[tuple[int, int]]:
    return [
        (i, int(found[1]))
        for i in range(first, last)
        if not setting.body[i].turned
        and not setting.small(setting.body[i])
        and (found := NUMBERED.match(setting.text(setting.body[i])))
    ]


def _starts(setting: Setting, first: int, last: int, language: Language) -> dict[int, int]:
    """Index → number of the lines that begin a paragraph: the best chain of one left edge, its gaps filled."""
    found = _candidates(setting, first, last)
    runs: list[list[tuple[int, int]]] = []
    for edge in _edges(setting, found):
        there = [(i, n) for i, n in found if abs(setting.indent(setting.body[i]) - edge) <= _EDGE]
        looks = [_look(setting, i, language) for i, _ in there]
        runs.append([there[k] for k in chain([n for _, n in there], looks)])
    run = max(runs, key=_worth, default=[])
    further_left = runs[: runs.index(run)] if run else []
    run = next(
        (outer for outer in further_left if 2 * _worth(outer) >= _worth(run) and _within(run, outer)), run
    )
    best = dict(run)
    return dict(sorted((best | _fill(setting, best, found, language)).items()))


def _edges(setting: Setting, found: Sequence[tuple[int, int]]) -> list[float]:
    """The left edges at which numbers stand, those within a few points once."""
    out: list[float] = []
    for indent in sorted(setting.indent(setting.body[i]) for i, _ in found):
        if not out or indent - out[-1] > _EDGE:
            out.append(indent)
    return [edge + _EDGE / 2 for edge in out]


def _worth(run: Sequence[tuple[int, int]]) -> float:
    return len(run) - _SKIPPED * (run[-1][1] - len(run)) if run else 0.0


def _within(run: Sequence[tuple[int, int]], outer: Sequence[tuple[int, int]]) -> bool:
    """Whether a numbering stands between two lines of another one: a long list in a short report."""
    return any(i < run[0][0] and run[-1][0] < j for (i, _), (j, _) in pairwise(outer))


def _look(setting: Setting, i: int, language: Language) -> float:
    """How much a numbered line looks like a paragraph (1) or like a heading (negative)."""
    line = setting.body[i]
    if setting.stands_out(line):
        block = setting.text(line)
        for before, below in zip(setting.body[i:], setting.body[i + 1 : i + 1 + _TITLE], strict=False):
            if setting.apart(before, below) or not setting.stands_out(below):
                break
            block += f" {setting.text(below)}"
        if not language.sentence_end.search(block) and not language.sentence_split.search(block):
            return -1.0
    before_line = setting.body[i - 1] if i else None
    return 1.2 if setting.apart(before_line, line) else 0.8


def _fill(
    setting: Setting, best: dict[int, int], found: Sequence[tuple[int, int]], language: Language
) -> dict[int, int]:
    """Numbers missing in a chain that stand in between at another edge, each only once."""
    out: dict[int, int] = {}
    chosen = list(best.items())
    for (i, a), (j, b) in zip([(-1, 0), *chosen], chosen, strict=False):
        at = i
        for number in range(a + 1, b):
            there = [k for k, n in found if at < k < j and n == number and _look(setting, k, language) > 0]
            if len(there) == 1:
                at = there[0]
                out[at] = number
    return out


def _restarts(setting: Setting, first: int, last: int, language: Language, annex: bool) -> list[Part]:
    """A part, and those that begin in it where only the numbering starts again."""
    starts = _starts(setting, first, last, language)
    if not starts:
        return [Part(first, last, starts, annex)]
    edge = setting.body[next(iter(starts))]
    there = [(i, n) for i, n in _candidates(setting, first, last) if setting.same_edge(setting.body[i], edge)]
    for k in range(_FEW, len(there) - _FEW + 1):
        if [n for _, n in there[k : k + _FEW]] != list(range(1, _FEW + 1)):
            continue
        before = [n for i, n in there[:k]]
        reached = before[-1]
        goes_on = any(n == reached + 1 != there[m - 1][1] + 1 for m, (_, n) in enumerate(there) if m > k)
        if reached >= _FEW and not goes_on and before == list(range(1, reached + 1)):
            cut = _heading_above(setting, there[k][0])
            own = _starts(setting, first, cut, language)
            return [Part(first, cut, own, annex), *_restarts(setting, cut, last, language, annex=True)]
    return [Part(first, last, starts, annex)]


def _heading_above(setting: Setting, i: int) -> int:
    """The first of the lines that stand out right above a line."""
    while i and setting.stands_out(setting.body[i - 1]):
        i -= 1
    return i
