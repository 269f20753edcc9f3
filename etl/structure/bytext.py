"""The reading by text alone: of plain texts and Word documents the only one, of PDFs the second opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, pairwise

from etl import table_lines
from etl.errors import Odd, odd
from etl.language import Language
from etl.layout import Region
from etl.line_classifier import Classified, Kind, Line, classify, footnote_label, split
from etl.structure import other_script
from etl.structure.numbering import below, label, marks, number, restart
from etl.structure.outline import LETTERED, Heading, Note, Paragraph, Parts, Reading

_TITLE_LINES = 4
_LONGEST_TITLE = 120  # characters of a printed line of a title
_FULL = 0.75  # a line of a title, which may be set larger, is full at this share of a line of text
_SPACED = 0.6  # of what begins has a blank line before it, and of all other lines have none
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORDY = 6  # letters for each digit in a heading; a table has fewer
_MARKS = re.compile(r"\s+[⁰¹²³⁴-⁹]+$")  # of a footnote, behind a blank
_NO_PARAGRAPH = re.compile(r"(\d{5,}|\d{1,3}(?:\.\d{1,3}){2,})[.．、]?\s")


def read(raw: str, language: Language, beside: Sequence[Region] = ()) -> Reading:
    """Read the outline of a raw text by its lines; what stands `beside` the text is none of it."""
    apart = {a + raw[a:b].index(raw[a:b].lstrip()) for region in beside for a, b in region.spans}
    printed = [line for line in split(raw) if line.start not in apart]
    tables = table_lines.find(printed, language)
    inside = {i for table in tables for i in table}
    lines = list(classify([line for i, line in enumerate(printed) if i not in inside], language))
    reading = Reading(Parts(), links=[c.line.text for c in lines if c.kind is Kind.LINK])
    body = _own(lines, language, reading)
    starts, doubts = number(body, language)
    heads = (i for i in range(1, len(body)) if _annex(body[i - 1].line, body[i].line, language))
    for annex in chain(heads, restart(body, starts, language)):
        before = number(body[:annex], language)
        if before[0]:  # else it is a line of the contents
            reading.warnings.append(odd(Odd.ANNEX, line=body[annex].line.number))
            reading.placed += [("annex", (c.line.start, c.line.end)) for c in body[annex:]]
            (starts, doubts), body = before, body[:annex]
            break
    warnings = reading.warnings
    warnings += doubts
    warnings += [
        odd(Odd.IMPOSSIBLE, line=c.line.number, n=found[1])
        for c in body
        if (found := _NO_PARAGRAPH.match(c.line.text))
    ]
    walk = _Walk(raw, language, reading.parts)
    places = {
        "table": [printed[i] for i in inside],
        "furniture": [c.line for c in lines if c.kind is Kind.FURNITURE],
    }
    places["link"] = [c.line for c in lines if c.kind is Kind.LINK]
    places["front"] = [c.line for c in body[: min(starts, default=0)]]
    reading.placed += [(kind, (line.start, line.end)) for kind, found in places.items() for line in found]
    if starts:
        rows = [printed[table[0]].number for table in tables]
        reach = range(body[min(starts)].line.number, body[-1].line.number)
        warnings += [odd(Odd.TABLE, line=n) for n in rows if n in reach]
        reading.paragraphs = walk.run(body, starts)
        reading.notes = _footnotes(lines)
        reading.regions = [_beside(region, reading.paragraphs) for region in beside]
        warnings += walk.parts.warnings
    return reading


def _beside(region: Region, paragraphs: Sequence[Paragraph]) -> Region:
    """A region with the paragraph that it follows."""
    before = [p.passage for p in paragraphs if p.spans[0][0] < region.spans[0][0]]
    return replace(region, passage=before[-1] if before else "")


def _own(lines: Sequence[Classified], language: Language, reading: Reading) -> list[Classified]:
    """The lines of the body, without those of a text in another language, which are told."""
    body = [c for c in lines if c.kind is Kind.BODY]
    left: set[int] = set()
    for block in other_script.blocks([c.line.text for c in body], language):
        n = sum(len(body[i].line.text) for i in block)
        share = f"{100 * n / sum(len(c.line.text) for c in body):.1f}"
        reading.warnings.append(odd(Odd.OTHER_SCRIPT, line=body[block[0]].line.number, n=n, share=share))
        left.update(block)
    reading.placed += [("other_script", (body[i].line.start, body[i].line.end)) for i in sorted(left)]
    return [c for i, c in enumerate(body) if i not in left]


def _annex(before: Line, line: Line, language: Language) -> bool:
    """Whether a line is the heading of an annex: one that no sentence of the line before runs into."""
    ended = not below(before, line) or line.opens_page or language.sentence_full.search(before.text)
    return bool(ended and language.annex_head.match(line.text))


@dataclass
class _Walk:
    """One walk through the body: headings go to the outline, all other text to the paragraph it belongs to."""

    raw: str
    language: Language
    parts: Parts
    paragraphs: list[Paragraph] = field(default_factory=list)
    pending: list[Heading] = field(default_factory=list)  # headings seen since the last paragraph began
    width: int = 0  # characters of a full line
    spaced: bool = False  # a blank line stands before what begins, and nowhere else

    def run(self, body: Sequence[Classified], starts: dict[int, int]) -> list[Paragraph]:
        """Read the body lines; `starts` tells which of them begin a paragraph."""
        self.width = sorted(len(c.line.text) for c in body)[-len(body) // 5]
        apart = sum(not below(body[i - 1].line, body[i].line) for i in starts if i)
        joined = sum(below(a.line, b.line) for a, b in pairwise(body))
        self.spaced = apart > _SPACED * len(starts) and joined > _SPACED * (len(body) - len(starts))
        for i, c in enumerate(body):
            if i in starts:
                self._begin(c.line, starts[i])
            elif heading := self._heading(body, i, starts):
                if not self.paragraphs:  # before the first paragraph stand the cover and the contents
                    self.pending = [h for h in self.pending if h.level < heading.level]
                self.pending.append(heading)
            elif self.pending and self._subtitle(body[i - 1].line, c.line):
                self.pending.append(self._unmarked(c.line, self.pending[-1].level))
            elif self.pending and not self._closed(c.line) and len(self.pending[-1].spans) < _TITLE_LINES:
                h = self.pending[-1]
                self.pending[-1] = Heading(
                    h.level, h.ordinal, h.label, (*h.spans, (c.line.start, c.line.end))
                )
            elif self.paragraphs:
                if self.pending:
                    self.parts.warnings.append(
                        odd(Odd.BETWEEN, line=c.line.number, n=self.paragraphs[-1].number)
                    )
                    self._enter()
                self.paragraphs[-1].spans.append((c.line.start, c.line.end))
        self._enter()
        return self.paragraphs

    def _begin(self, line: Line, number: int) -> None:
        self._enter()
        mark = label(line.text)
        begin = line.start + (mark.end() if mark else 0)
        self.paragraphs.append(Paragraph(number, self.parts.path, [(begin, line.end)]))

    def _closed(self, line: Line) -> bool:
        return _closed(line.text, self.language)

    def _sentences(self, text: str) -> bool:
        """Whether a sentence ends within a text: no title goes on behind a full stop."""
        return any(text[m.end() :].strip() for m in self.language.sentence_split.finditer(text))

    def _heading(self, body: Sequence[Classified], i: int, starts: dict[int, int]) -> Heading | None:
        """The heading that a line is, or None: of several readings the one that is next in the outline."""
        line = body[i].line
        labels = [m for m in marks(line.text, self.language) if not self._sentences(line.text[m[3] :])]
        alone = any(title == len(line.text) for *_, title in labels)  # the title stands below its mark
        if len(line.text) > _LONGEST_TITLE or (self._closed(line) and not alone):
            return None
        leads = self._leads(body, i, starts)
        reached = self.parts.after(self.pending)
        readings = [
            Heading(
                level, ordinal, label, ((line.start + title, line.end),) if title < len(line.text) else ()
            )
            for level, ordinal, label, title in labels
            if leads or (level < LETTERED and not self._closed(line))
        ]
        if not self.paragraphs:
            return readings[0] if readings else None
        before = body[i - 1].line
        if not self.pending and not self._closed(before) and not before.text[-1].isdigit():
            return None
        for h in sorted(readings, key=lambda h: h.ordinal != reached.get(h.level, 0) + 1):
            step = h.ordinal - reached.get(h.level, 0)
            if h.ordinal == 1 or step == 1 or (leads and step > 1):
                return h
        run_on = self.spaced and below(before, line)
        told = self.language.told.search(self._until(body, i, starts))
        if leads and not (self.pending or readings or run_on or told) and self._bare(line, before):
            return self._unmarked(line, max((n for n in reached if reached[n] > 0), default=0))
        return None

    def _until(self, body: Sequence[Classified], i: int, starts: dict[int, int]) -> str:
        """A line and those after it, up to the next paragraph, as far as a title goes."""
        end = next((j for j in range(i + 1, min(i + 1 + _TITLE_LINES, len(body))) if j in starts), i + 1)
        return " ".join(c.line.text for c in body[i:end])

    def _unmarked(self, line: Line, level: int) -> Heading:
        """A heading without a mark, below one of a level."""
        return Heading(min(level + 1, LETTERED), self.parts.untitled(), "", ((line.start, line.end),))

    def _subtitle(self, before: Line, line: Line) -> bool:
        """Whether a line below a title is one of its own, not the rest of it: it would have begun on the line before."""
        if not (self.paragraphs and self.pending[-1].spans and line.text[0].isalpha()) or self._closed(line):
            return False
        if self.spaced and below(before, line):
            return False
        first = line.text.split(" ")[0]
        room = len(before.text) + (len(first) if first.isascii() else 1) < _FULL * self.width
        return room and not self.language.title_goes_on.search(f"{before.text}\n{line.text}")

    def _leads(self, body: Sequence[Classified], i: int, starts: dict[int, int]) -> bool:
        """Whether a line, with the few open ones after it, stands right before a paragraph or another heading."""
        for j in range(i + 1, min(i + 1 + _TITLE_LINES, len(body))):
            if j in starts:
                return True
            text, closed = body[j].line.text, self._closed(body[j].line)
            labels = marks(text, self.language)
            if any(level < LETTERED and (not closed or title == len(text)) for level, _, _, title in labels):
                return True
            if closed or self.language.sentence_full.search(text):
                return False
        return False

    def _bare(self, line: Line, before: Line) -> bool:
        """Whether a line looks like a heading without a mark: words, few numbers but years, after a sentence's end."""
        text = _YEAR.sub("", line.text)
        digits = sum(c.isdigit() for c in text)
        return bool(
            sum(c.isalpha() for c in text) > _WORDY * digits
            and not line.text[0].islower()
            and (line.text[0].isalpha() or _YEAR.match(line.text))
            and (line.text[-1].isalnum() or line.text[-1] in ")）")
            and not self.language.sentence_full.search(line.text)
            and self.language.sentence_full.search(_MARKS.sub("", before.text))
        )

    def _enter(self) -> None:
        """The pending headings become parts of the outline."""
        self.parts.enter(self.pending, self.raw, self.language.join)
        self.pending = []


@lru_cache(maxsize=4096)  # a line is asked about again by each of those above it
def _closed(text: str, language: Language) -> bool:
    """Whether a sentence ends at the end of a line, footnote marks aside."""
    return bool(language.sentence_end.search(_MARKS.sub("", text)))


def _footnotes(lines: Sequence[Classified]) -> list[Note]:
    notes: list[Note] = []
    block_end = 0  # where the last block of footnotes ended
    for i, c in enumerate(lines):
        if c.kind is not Kind.FOOTNOTE:
            continue
        if i and lines[i - 1].kind is not Kind.FOOTNOTE:
            block_end = notes[-1].spans[-1][1] if notes else 0
        if c.note is not None:
            begin = c.line.start + footnote_label(c.line.text)[1]
            notes.append(Note(c.note, [(begin, c.line.end)], block_end))
        else:
            notes[-1].spans.append((c.line.start, c.line.end))
    return notes
