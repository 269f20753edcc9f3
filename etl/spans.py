"""Sentences, clauses and masks of a passage's text; all keep the offsets of the text they are given."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from etl.language import Language

Span = tuple[int, int]
_LETTER = re.compile(r"[^\W\d_]")

# Stand-ins for what another table found, one character for each character covered, so that offsets stay.
COUNTRY, TERRITORY, NAME, PLACE, GROUP = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MASK_OF_KIND = {
    "country": COUNTRY,
    "territory": TERRITORY,
    "name": NAME,
    "place": PLACE,
    "region": GROUP,
    "organisation": GROUP,
}


@lru_cache(maxsize=1024)
def sentences(text: str, language: Language) -> tuple[Span, ...]:
    """Spans of the sentences, in order, without the blanks between them: the one definition of a sentence.

    A sentence ends after a stop (also after ; and ；) with the quotation marks, brackets and footnote mark that close
    it, unless the stop belongs to an abbreviation or a title, and holds at least one letter: "1." is none.
    """
    goes_on = [m.span() for m in language.sentence_goes_on.finditer(text)]
    stops = (m for m in language.sentence_split.finditer(text) if holding(goes_on, m.start())[1] <= m.start())
    spans: list[Span] = []
    begin = 0
    for end in (*(m.end() for m in stops), len(text)):
        if _LETTER.search(text, begin, end):
            spans.append(_stripped(text, begin, end))
            begin = end
    if text[
        begin:
    ].strip():  # what is left holds no letter: it goes with the last sentence, or is all there is
        spans[-1:] = [_stripped(text, spans[-1][0] if spans else 0, len(text))]
    return tuple(spans)


def encode(spans: Iterable[Span]) -> str:
    """Spans as tables keep them: 'start:end' pairs parted by spaces."""
    return " ".join(f"{start}:{end}" for start, end in spans)


def clauses(text: str, language: Language) -> list[Span]:
    """Spans of the clauses; parted after commas, semicolons and sentence marks."""
    return _parts(text, language.clause_split)


def holding(spans: Sequence[Span], offset: int) -> Span:
    """Of spans in order, apart from each other, the one that holds the offset; (offset, offset) if none does."""
    at = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 and offset < spans[at][1] else (offset, offset)


def mask(text: str, found: Iterable[tuple[int, int, str]]) -> str:
    """The text with each (start, end, kind) covered by its stand-in, so that patterns can speak of 'a country'."""
    return covered(text, ((start, end, MASK_OF_KIND[kind]) for start, end, kind in found))


def covered(text: str, found: Iterable[tuple[int, int, str]]) -> str:
    """The text with each (start, end, character) covered by its character."""
    out: list[str] = []
    for start, end, char in found:
        out = out or list(text)
        out[start:end] = char * (end - start)
    return "".join(out) if out else text


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _parts(text: str, pattern: re.Pattern[str]) -> list[Span]:
    ends = [m.end() for m in pattern.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return [(a, b) for a, b in zip([0, *ends], ends, strict=False) if b > a]
