"""Where the mark of each footnote stands.

On a page marks are raised, and stand on the page of their note or the one before. In a text they may be bare digits,
which look like quantities: then the best candidate between the note and the page before it is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl import segments
from etl.language import Language
from etl.layout import Layout
from etl.line_classifier import LOWERED, RAISED
from etl.structure.outline import Note, Reading

_RAISED = "⁰¹²³⁴-⁹"
_GROUP = re.compile(rf"[{_RAISED}]+(?:\s?[,–-]\s?[{_RAISED}]+)*")
_POWER = re.compile(r"(?<![^\W\d_])[kcdm]?m$")  # before the digit in m²
_RANGE = 10  # notes that one mark such as ³–⁵ stands for at most


@dataclass
class Marks:
    """What is to be taken out of each text, and the index of the text that bears each note's mark, None: not found."""

    spans: dict[int, list[segments.Span]] = field(default_factory=lambda: defaultdict(list))
    owners: list[int | None] = field(default_factory=list)


def by_text(texts: Sequence[segments.Joined], notes: Sequence[Note], language: Language) -> Marks:
    """The marks of the notes in texts of whose pages nothing is known."""
    marks = Marks()
    for note in notes:
        found = _find(texts, note, language)
        marks.owners.append(found[0] if found else None)
        if found:
            marks.spans[found[0]].append(found[1])
    return marks


def by_page(texts: Sequence[segments.Joined], reading: Reading, layout: Layout, language: Language) -> Marks:
    """The marks of the notes of a PDF, also of those that stand in headings and tables.

    A mark printed again, for a note that another place bears, is taken out as well.
    """
    marks = Marks(owners=[None] * len(reading.notes))
    wanted: dict[int, list[tuple[int, int]]] = defaultdict(list)  # number → page and index of the notes
    for n, note in enumerate(reading.notes):
        wanted[note.number].append((note.lines[0].page, n))
    starts = [line.start for line in layout.lines]

    def claim(numbers: Sequence[int], page: int, owner: int) -> None:
        """The next notes from a page on with these numbers get an owner, if they have none."""
        for number in numbers:
            hit = next((n for at, n in wanted[number] if at >= page), None)
            if hit is not None and marks.owners[hit] is None:
                marks.owners[hit] = owner

    for i, joined in enumerate(texts):
        for start, end, numbers in _groups(joined.text):
            if _POWER.search(joined.text[:start]) or not any(wanted[n] for n in numbers):
                continue
            at = segments.raw_offset(joined.segments, start) or 0
            claim(numbers, layout.lines[bisect_right(starts, at) - 1].page, i)
            marks.spans[i].append(_with_blank(joined.text, start, end, language))
    for text, page, owner in reading.aside:
        for _, _, numbers in _groups(text):
            claim(numbers, page, min(owner, len(texts) - 1))
    return marks


def _groups(text: str) -> Iterator[tuple[int, int, list[int]]]:
    """(start, end, numbers) of the raised marks in a text: ⁷, ¹,² or ³–⁵."""
    for found in _GROUP.finditer(text):
        numbers: list[int] = []
        for piece in re.split(r"\s?,\s?", found.group().translate(LOWERED)):
            first, *last = (int(n) for n in re.split(r"\s?[–-]\s?", piece))
            numbers += range(first, min(last[-1] if last else first, first + _RANGE) + 1)
        yield found.start(), found.end(), numbers


def _with_blank(text: str, start: int, end: int, language: Language) -> segments.Span:
    """A mark with the blank beside it that nobody would print without the mark."""
    if not language.spaced:
        return start, end + len(text[end:]) - len(text[end:].lstrip())
    if not text[end : end + 1].strip() or text[end] in ".,;:":
        start = len(text[:start].rstrip())
    return start, end


def _find(
    texts: Sequence[segments.Joined], note: Note, language: Language
) -> tuple[int, segments.Span] | None:
    """Where the mark of a footnote stands: (index of the text, span to take out, with the blank beside it).

    A mark is the number in raised digits, or bare after punctuation, or glued to a word, on the page of the footnote.
    Of several, the one that is least like a quantity, then the last before the footnote.
    """
    raised = str(note.number).translate(RAISED)
    bare = rf"(?<=\S)(?<![\d/(\-–]){note.number}(?=\s|$|{language.punctuation.pattern})"
    pattern = re.compile(rf"(?<![⁰¹²³⁴-⁹]){raised}(?![⁰¹²³⁴-⁹])|{bare}")
    best: tuple[float, int, int, segments.Span] | None = None
    for i, joined in enumerate(texts):
        if not _stands_between(joined, note.page_from, note.spans[0][0]):
            continue
        for found in pattern.finditer(joined.text):
            raw_at = segments.raw_offset(joined.segments, found.start())
            if raw_at is None or not note.page_from <= raw_at < note.spans[0][0]:
                continue
            before, after = joined.text[: found.start()], joined.text[found.end() :]
            score = 2.0 if language.punctuation.search(before[-1]) else 0.0
            if re.search(r"\d\.$", before):  # 48/141.1 ends a sentence, 1.2 million does not
                score = 1.0 if re.match(r"\s+[A-Z]|\s*$", after) else -1.0
            if language.measure_after_number.match(after.lstrip()) or re.match(r"\s\d{3}(?!\d)", after):
                score -= 1.5
            if found.group() == raised:
                score = 3.0
            if score < 0:
                continue
            span = _with_blank(joined.text, found.start(), found.end(), language)
            candidate = (score, i, found.start(), span)
            if best is None or candidate[:3] > best[:3]:
                best = candidate
    return (best[1], best[3]) if best else None


def _stands_between(joined: segments.Joined, start: int, end: int) -> bool:
    """Whether a text has a character from between two raw offsets, as far as its ends tell."""
    if not joined.segments:
        return False
    return joined.segments[0][1] < end and start < joined.segments[-1][1] + joined.segments[-1][2]
