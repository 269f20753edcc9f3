"""Text in another script than the report's: the same report again in a second language, or pages bound in beside it.

It is no part of the paragraph it stands behind: it is left out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.language import Language
from etl.segments import wide

_OWN = 0.2  # of a line's letters: with fewer of the report's script the line is none of its language
_LINES = 3  # that follow each other make a text of their own
_WEIGHT = 120  # letters of an alphabet that such a text has at least
_WIDE = 4  # letters for which a Chinese character counts
_LETTER = re.compile(r"[^\W\d_]")


def blocks(texts: Sequence[str], language: Language) -> list[range]:
    """Where lines of another script follow each other, as ranges of indices; lines without letters go with them."""
    out: list[range] = []
    run: list[int] = []
    for i, text in enumerate([*texts, ""]):
        letters = _LETTER.findall(text)
        if letters and len(language.script.findall("".join(letters))) < _OWN * len(letters):
            run.append(i)
        elif letters or i == len(texts):
            if len(run) >= _LINES and sum(map(_weight, (texts[k] for k in run))) >= _WEIGHT:
                out.append(range(run[0], run[-1] + 1))
            run = []
    return out


def _weight(text: str) -> int:
    return sum(_WIDE if wide(char) else 1 for char in _LETTER.findall(text))
