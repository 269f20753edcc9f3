"""Parsers that are put together from smaller ones.

A parser takes a text and an offset and returns (what it read, the offset behind it), or None if nothing of its
kind stands there. It never looks behind the offset but through a pattern's own look-behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")
Parser = Callable[[str, int], tuple[T, int] | None]


def pattern(regex: str) -> Parser[str]:
    """What matches a regular expression."""
    compiled = re.compile(regex)

    def parse(text: str, at: int) -> tuple[str, int] | None:
        m = compiled.match(text, at)
        return (m.group(), m.end()) if m else None

    return parse


def word(values: Mapping[str, T], edge: str = "") -> Parser[T]:
    """One of the words, the longest first and in either case; its value. `edge` must match behind it."""
    lowered = {key.lower(): value for key, value in values.items()}
    compiled = re.compile(f"(?i:{any_of(values)}){edge}")

    def parse(text: str, at: int) -> tuple[T, int] | None:
        m = compiled.match(text, at)
        return (lowered[m.group().lower()], m.end()) if m else None

    return parse


def first(*parsers: Parser[T]) -> Parser[T]:
    """The first of the parsers that reads anything."""

    def parse(text: str, at: int) -> tuple[T, int] | None:
        return next((found for parser in parsers if (found := parser(text, at))), None)

    return parse


def both(one: Parser[A], gap: Parser[str], other: Parser[B], build: Callable[[A, B], T]) -> Parser[T]:
    """One parser, a gap and another; what they make together."""

    def parse(text: str, at: int) -> tuple[T, int] | None:
        if not (a := one(text, at)) or not (g := gap(text, a[1])) or not (b := other(text, g[1])):
            return None
        return build(a[0], b[0]), b[1]

    return parse


def then(one: Parser[A], gap: Parser[str], other: Parser[B], build: Callable[[A, B], A]) -> Parser[A]:
    """One parser and, if it stands there, a gap and another."""
    together = both(one, gap, other, build)
    return first(together, one)


def many(one: Parser[A], gap: Parser[str], other: Parser[B], build: Callable[[A, B], A]) -> Parser[A]:
    """One parser and, as often as they stand there, a gap and another."""

    def parse(text: str, at: int) -> tuple[A, int] | None:
        found = one(text, at)
        while found and (g := gap(text, found[1])) and (b := other(text, g[1])):
            found = build(found[0], b[0]), b[1]
        return found

    return parse


def mapped(one: Parser[A], build: Callable[[A], T | None]) -> Parser[T]:
    """What a parser read, made into something else; nothing if that cannot be made of it."""

    def parse(text: str, at: int) -> tuple[T, int] | None:
        found = one(text, at)
        made = build(found[0]) if found else None
        return (made, found[1]) if found and made is not None else None

    return parse


def remembered(parser: Parser[T]) -> Parser[T]:
    """The same parser, which does not read one place of a text twice."""
    known: dict[int, tuple[T, int] | None] = {}
    current = ""

    def parse(text: str, at: int) -> tuple[T, int] | None:
        nonlocal current
        if text is not current:
            current = text
            known.clear()
        if at not in known:
            known[at] = parser(text, at)
        return known[at]

    return parse


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; for none it matches nothing."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"
