"""Which of many regular expressions can match in a text at all: one pass of an automaton instead of one of each.

Most patterns hold letters without which they match nothing: `\\d{4}\\s?年` needs 年, `(?:前往|抵达)了?` 前往 or 抵达. They are
read off the pattern as Python parses it; a pattern that needs none always passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick_rs

Need = frozenset[str]  # texts of which a pattern needs one
_MOST = 64  # with more alternatives, a need tells little


class Sieve:
    """Several patterns, of which those are tried that can match in a text."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = patterns
        needs = [needed(pattern) for pattern in patterns]
        texts = sorted({text for each in needs for need in each for text in need})
        number = {text: i for i, text in enumerate(texts)}
        self._needs = [
            [frozenset(number[text] for text in need) for need in sorted(each, key=_telling, reverse=True)]
            for each in needs
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(texts)

    def finditer(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """(index of the pattern, match) for all that match, pattern by pattern."""
        here = {i for i, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        for i, needs in enumerate(self._needs):
            for need in needs:
                if here.isdisjoint(need):
                    break
            else:
                for match in self._patterns[i].finditer(text):
                    yield i, match


def needed(pattern: re.Pattern[str]) -> set[Need]:
    """What a pattern needs: of each of these sets one text must stand in whatever it matches in."""
    if pattern.flags & re.IGNORECASE:
        return set()
    return set(_of_sequence(parser.parse(pattern.pattern, pattern.flags)))


def _of_sequence(items: Iterable[Any]) -> Iterable[Need]:
    run = ""
    for op, argument in [*items, (ops.AT, None)]:
        if op is ops.LITERAL:
            run += chr(argument)
            continue
        if run:
            yield frozenset([run])
        run = ""
        yield from _of(op, argument)


def _of(op: Any, argument: Any) -> Iterable[Need]:
    """What one part of a pattern that is no plain letter needs."""
    if op is ops.IN and all(kind is ops.LITERAL for kind, _ in argument):
        yield frozenset(chr(code) for _, code in argument)
    elif op is ops.SUBPATTERN and not argument[1] & re.IGNORECASE:
        yield from _of_sequence(argument[-1])
    elif op is ops.ATOMIC_GROUP:
        yield from _of_sequence(argument)
    elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT) and argument[0]:
        yield from _of_sequence(argument[-1])
    elif op is ops.BRANCH:
        best = [_best(_of_sequence(way)) for way in argument[1]]
        if all(best) and sum(map(len, best)) <= _MOST:
            yield frozenset().union(*best)


def _best(needs: Iterable[Need]) -> Need:
    """The need that tells most; empty if there is none."""
    return max(needs, key=_telling, default=frozenset())


def _telling(need: Need) -> tuple[int, int]:
    """How seldom a need is met: most seldom that of long texts and few of them."""
    return min(map(len, need)), -len(need)
