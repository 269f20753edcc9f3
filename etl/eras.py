"""Names that meant one State in certain years and mean something else in others: Serbia and Montenegro, Zaire.

They are rows of `data/reference/eras.csv`; `form` holds the first and the last of these years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from etl import vocabulary
from etl.language import Language
from etl.searcher import Hit, Searcher
from etl.spans import holding, sentences

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def settle(text: str, hits: Sequence[Hit], language: Language) -> list[Hit]:
    """The hits; where the nearest year lies in the era of a name, it replaces what it covers, and is certain.

    The nearest of its sentence, or of the whole text if its sentence names none.
    """
    eras = [
        hit
        for hit in _searcher(language).find(text)
        if _holds(text, hit, language)
        and not any(h.entry.id == hit.entry.id and h.start < hit.start and hit.end <= h.end for h in hits)
    ]
    left = [h for h in hits if not any(era.start < h.end and h.start < era.end for era in eras)]
    return sorted([*left, *eras], key=lambda h: h.start)


def _holds(text: str, hit: Hit, language: Language) -> bool:
    start, end = holding(sentences(text, language), hit.start)
    years = list(_YEAR.finditer(text, start, end)) or list(_YEAR.finditer(text))
    nearest = min(years, key=lambda year: max(hit.start - year.end(), year.start() - hit.end), default=None)
    first, _, last = hit.entry.form.partition("-")
    return nearest is not None and int(first) <= int(nearest[0]) <= int(last)


@cache
def _searcher(language: Language) -> Searcher:
    return Searcher(vocabulary.load("eras", language.code), language, case=True)
