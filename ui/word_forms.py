"""What a word that is searched for is found as: itself, its singular, and words that mean the same (`grid.same_words`)."""

from __future__ import annotations

import re
from functools import cache

from ui.i18n import LANGUAGES, words

_LEAST = 5  # letters of a plural


@cache
def pattern(term: str) -> re.Pattern[str]:
    """A word in small letters as it may stand in a text in small letters."""
    parts = [re.escape(form) for form in anywhere(term)]
    if one := singular(term):
        parts.append(rf"\b{re.escape(one)}\b")
    return re.compile("|".join(parts))


def anywhere(term: str) -> list[str]:
    """What a word may stand as, also inside other words; the longest first."""
    return sorted({term, *_alike().get(term, ())}, key=len, reverse=True)


def singular(term: str) -> str:
    """What an English plural has one of, which stands for it as a whole word; "" for any other word."""
    plural = term.isascii() and term.isalpha() and len(term) >= _LEAST and term.endswith("s")
    if not plural or term.endswith(("ss", "us", "is")):
        return ""
    return f"{term[:-3]}y" if term.endswith("ies") else term[:-1]


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """Word → the words of its line, in every language: a report is searched together with its reading."""
    lines = (line for lang in LANGUAGES for line in words(lang)("grid.same_words").split(";"))
    return {word: tuple(line.split()) for line in lines for word in line.split()}
