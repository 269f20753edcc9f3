"""Which halves of words, parted at a line end, are one word."""

from __future__ import annotations

import re
from collections.abc import Callable

from etl.language import Language

_MANY_ENDS = 10  # lines that end in a hyphen
_SELDOM = 0.03  # of all lines: a printer who parts words does so more often


def hyphenation(raw: str, language: Language) -> Callable[[str, str], bool]:
    """Tells whether two halves of a word, parted by a hyphen at a line end, are one word: informa-tion, not post-conflict.

    The rest of the text bears witness. Where it says nothing of the halves, the printer parted the word, unless very
    few lines end in hyphens, or many do and none of them is known to be the printer's.
    """
    ends = re.findall(r"\b([^\W\d_]+)[-‐][^\S\n]*\n\s*([^\W\d_]+)", raw)
    elsewhere = re.sub(r"\b\w+[-‐][^\S\n]*\n\s*\w+", " ", raw).lower()
    words = set(re.findall(r"[^\W\d_]+", elsewhere)) | set(
        re.findall(r"\b[^\W\d_]+[-‐‑][^\W\d_]+", elsewhere)
    )
    few = _SELDOM * raw.count("\n") < len(ends) < _MANY_ENDS
    printer = few or any((a + b).lower() in words for a, b in ends)

    def whole(left: str, right: str) -> bool:
        if not right[0].islower():
            return False
        left, right = left.lower(), right.lower()
        if left + right in words:
            return True
        compound = (
            f"{left}-{right}" in words or left in words or right in words or language.prefix.fullmatch(left)
        )
        return printer and not compound

    return whole
