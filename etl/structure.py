"""A raw text becomes an outline of numbered paragraphs and footnotes.

The numbering is the witness: of all lines that begin with a number, the chain that counts best from 1 upwards is
the paragraphs; what is skipped, repeated or out of order is reported, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from etl import joining, numerals, tabular
from etl.errors import Odd, Remark, odd
from etl.language import Language
from etl.lines import (
    NUMBERED,
    NUMBERED_TIGHT,
    RAISED,
    Classified,
    Kind,
    Line,
    classify,
    footnote_label,
    split,
)

_TITLE_LINES = 4
_LONGEST_TITLE = 120  # characters of a printed line of a title
_ENOUGH = 400  # characters in which a paragraph shows that it is one
_LETTERED = 4  # level of (a): most often a sub-paragraph, a heading only right before a paragraph
_MANY_ENDS = 10  # lines that end in a hyphen
_SELDOM = 0.03  # of all lines: a printer who parts words does so more often
_FULL = 0.75  # a line of a title, which may be set larger, is full at this share of a line of text
_LONG = 80  # characters: longer than most titles
_AFTER_SENTENCE = 0.1  # what the end of a sentence before it adds to the looks of a paragraph
_APART = 0.2  # what a blank line before it adds to the looks of a paragraph
_SPACED = 0.6  # of what begins has a blank line before it, and of all other lines have none
_LISTS = -0.5  # how much 5. The Office, followed by (a), looks like a paragraph: it is believed to fill a gap
_TIGHT = -0.3  # how much 5.57 looks like the beginning of paragraph 5: it is believed only to fill a gap
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORDY = 6  # letters for each digit in a heading; a table has fewer
_NO_PARAGRAPH = re.compile(r"(\d{5,}|\d{1,3}(?:\.\d{1,3}){2,})[.．、]?\s")
_SKIPPED = 0.6  # what each number left out of the chain costs, up to
_SKIPS = 20  # so many


@dataclass
class Passage:
    """A paragraph or footnote: its text, with segments that lead back to the raw text."""

    passage: str
    kind: str
    number: int
    section: str
    joined: joining.Joined
    attached_to: str = ""


@dataclass
class Section:
    """A part of the outline; `path` such as II.A.3."""

    path: str
    parent: str
    level: int
    label: str
    title: str
    first: int | None = None
    last: int | None = None


@dataclass
class Outline:
    """What a text holds: its parts, its passages in order of print, and remarks on what was odd."""

    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class _Heading:
    level: int
    ordinal: int
    label: str
    spans: tuple[joining.Span, ...]


def parse(raw: str, language: Language) -> Outline:
    """Read the outline of a raw text.

    Returns an `Outline` with no passages, and a warning, if nothing is numbered.
    """
    printed = split(raw)
    tables = tabular.find(printed, language)
    inside = {i for table in tables for i in table}
    lines = list(classify([line for i, line in enumerate(printed) if i not in inside], language))
    outline = Outline(links=[c.line.text for c in lines if c.kind is Kind.LINK])
    body = [c for c in lines if c.kind is Kind.BODY]
    starts, doubts = _number(body, language)
    for annex in (i for i, c in enumerate(body) if i and language.annex.match(c.line.text)):
        before = _number(body[:annex], language)
        if before[0]:  # else it is a line of the contents
            outline.warnings.append(odd(Odd.ANNEX, line=body[annex].line.number))
            (starts, doubts), body = before, body[:annex]
            break
    outline.warnings += doubts
    outline.warnings += [
        odd(Odd.IMPOSSIBLE, line=c.line.number, n=found[1])
        for c in body
        if (found := _NO_PARAGRAPH.match(c.line.text))
    ]
    if not starts:
        outline.warnings.append(odd(Odd.NONE))
        return outline
    places = [printed[table[0]].number for table in tables]
    reach = range(body[min(starts)].line.number, body[-1].line.number)
    outline.warnings += [odd(Odd.TABLE, line=n) for n in places if n in reach]
    paragraphs = _Walk(raw, language, outline).run(body, starts)
    _assemble(raw, paragraphs, _footnotes(lines), language, outline)
    return outline


def _number(body: Sequence[Classified], language: Language) -> tuple[dict[int, int], list[Remark]]:
    """Which body lines begin a paragraph: index → number, and remarks on gaps and strays.

    Of all numbered lines, the increasing chain with the best sum: a line counts for how much it looks like the
    beginning of a paragraph, and each number skipped costs.
    """
    at = [(i, int(m.group(1))) for i, c in enumerate(body) if (m := _label(c.line.text))]
    if not at:
        return {}, []
    plain = [i for i, _ in at if NUMBERED.match(body[i].line.text)]
    ends_at = dict(zip(plain, [*plain[1:], len(body)], strict=False))
    looks = [_paragraphness(body, i, ends_at[i], language) if i in ends_at else _TIGHT for i, _ in at]
    looks = [n + _set_off(body, i, language) for n, (i, _) in zip(looks, at, strict=True)]
    best: list[float] = []
    previous: list[int | None] = []
    ends: dict[int, int] = {}  # number → the best line with it so far
    for k, (_, number) in enumerate(at):
        score, source = looks[k] - _SKIPPED * min(number - 1, _SKIPS), None
        for before, j in ends.items():
            if before < number:
                candidate = best[j] + looks[k] - _SKIPPED * min(number - before - 1, _SKIPS)
                if candidate > score:
                    score, source = candidate, j
        best.append(score)
        previous.append(source)
        if number not in ends or score > best[ends[number]]:
            ends[number] = k
    end: int | None = max(range(len(at)), key=lambda k: best[k])
    if best[end or 0] <= 0:
        return {}, []
    chain: list[int] = []
    while end is not None:
        chain.append(end)
        end = previous[end]
    chain.reverse()
    chosen = {at[k][0]: at[k][1] for k in chain}
    numbers = [at[k][1] for k in chain]
    doubts = [
        odd(Odd.MISSING, n=n, a=a, b=b)
        for a, b in zip([0, *numbers], numbers, strict=False)
        for n in range(a + 1, b)
    ]
    doubts += [
        odd(Odd.STRAY, line=body[at[k][0]].line.number, n=at[k][1])
        for k in range(len(at))
        if at[k][0] not in chosen and looks[k] >= 1
    ]
    return chosen, doubts


def _set_off(body: Sequence[Classified], i: int, language: Language) -> float:
    """What speaks for a paragraph to begin with a line: a blank line before it, or the end of a sentence."""
    if i == 0 or not _below(body[i - 1].line, body[i].line):
        return _APART
    return _AFTER_SENTENCE if language.sentence_full.search(body[i - 1].line.text) else 0.0


def _label(text: str) -> re.Match[str] | None:
    """The number with which a line begins, if it can be a paragraph's."""
    return NUMBERED.match(text) or NUMBERED_TIGHT.match(text)


def _paragraphness(body: Sequence[Classified], first: int, limit: int, language: Language) -> float:
    """How much a numbered line looks like a paragraph (1) or like a heading (negative)."""
    mark = NUMBERED.match(body[first].line.text)
    text = body[first].line.text[mark.end() if mark else 0 :]
    following: list[tuple[int, int, str, int]] = []
    for c in body[first + 1 : limit]:
        following = _marks(c.line.text, language)
        if (text and language.sentence_end.search(text)) or len(text) > _ENOUGH or following:
            break
        text += c.line.text
    if (
        language.sentence_split.search(text)
        or language.sentence_full.search(text)
        or language.sentence_end.search(text)
    ):
        return 1.0
    if len(text) > _LONG:
        return 0.4
    listed = any(ordinal == 1 and level == _LETTERED for level, ordinal, _, _ in following)
    return _LISTS if listed else -1.0


def _marks(text: str, language: Language) -> list[tuple[int, int, str, int]]:
    """(level, ordinal, label, where the title begins) for all ways to read the beginning of a line as a heading's."""
    found = []
    for mark in language.outline:
        if m := mark.pattern.match(text):
            ordinal = numerals.ordinal(m.group(1), mark.numerals)
            if ordinal is not None:
                found.append((mark.level, ordinal, text[: m.start(2)].strip(), m.start(2)))
    return found


@dataclass
class _Paragraph:
    number: int
    section: str
    spans: list[joining.Span]


@dataclass
class _Walk:
    """One walk through the body: headings go to the outline, all other text to the paragraph it belongs to."""

    raw: str
    language: Language
    outline: Outline
    paragraphs: list[_Paragraph] = field(default_factory=list)
    pending: list[_Heading] = field(default_factory=list)  # headings seen since the last paragraph began
    reached: dict[int, int] = field(default_factory=dict)  # level → ordinal of the part we are in
    unmarked: int = 0  # headings without a mark so far; the nth has the ordinal -n
    width: int = 0  # characters of a full line
    spaced: bool = False  # a blank line stands before what begins, and nowhere else

    def run(self, body: Sequence[Classified], starts: dict[int, int]) -> list[_Paragraph]:
        """Read the body lines; `starts` tells which of them begin a paragraph."""
        self.width = sorted(len(c.line.text) for c in body)[-len(body) // 5]
        apart = sum(not _below(body[i - 1].line, body[i].line) for i in starts if i)
        joined = sum(_below(a.line, b.line) for a, b in pairwise(body))
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
                self.pending[-1] = _Heading(
                    h.level, h.ordinal, h.label, (*h.spans, (c.line.start, c.line.end))
                )
            elif self.paragraphs:
                if self.pending:
                    self.outline.warnings.append(
                        odd(Odd.BETWEEN, line=c.line.number, n=self.paragraphs[-1].number)
                    )
                    self._enter()
                self.paragraphs[-1].spans.append((c.line.start, c.line.end))
        self._enter()
        return self.paragraphs

    def _begin(self, line: Line, number: int) -> None:
        self._enter()
        mark = _label(line.text)
        begin = line.start + (mark.end() if mark else 0)
        section = self.outline.sections[-1].path if self.outline.sections else ""
        self.paragraphs.append(_Paragraph(number, section, [(begin, line.end)]))

    def _closed(self, line: Line) -> bool:
        return bool(self.language.sentence_end.search(line.text))

    def _sentences(self, text: str) -> bool:
        """Whether a sentence ends within a text: no title goes on behind a full stop."""
        return any(text[m.end() :].strip() for m in self.language.sentence_split.finditer(text))

    def _heading(self, body: Sequence[Classified], i: int, starts: dict[int, int]) -> _Heading | None:
        """The heading that a line is, or None: of several readings the one that is next in the outline."""
        line = body[i].line
        marks = [m for m in _marks(line.text, self.language) if not self._sentences(line.text[m[3] :])]
        alone = any(title == len(line.text) for *_, title in marks)  # the title stands below its mark
        if len(line.text) > _LONGEST_TITLE or (self._closed(line) and not alone):
            return None
        leads = self._leads(body, i, starts)
        reached = dict(self.reached)
        for h in self.pending:
            reached = {level: n for level, n in reached.items() if level < h.level} | {h.level: h.ordinal}
        readings = [
            _Heading(
                level, ordinal, label, ((line.start + title, line.end),) if title < len(line.text) else ()
            )
            for level, ordinal, label, title in marks
            if leads or (level < _LETTERED and not self._closed(line))
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
        run_on = self.spaced and _below(before, line)
        if leads and not self.pending and not readings and not run_on and self._bare(line, before):
            return self._unmarked(line, max((n for n in reached if reached[n] > 0), default=0))
        return None

    def _unmarked(self, line: Line, level: int) -> _Heading:
        """A heading without a mark, below one of a level."""
        self.unmarked += 1
        return _Heading(min(level + 1, _LETTERED), -self.unmarked, "", ((line.start, line.end),))

    def _subtitle(self, before: Line, line: Line) -> bool:
        """Whether a line below a title is one of its own, not the rest of it: it would have begun on the line before."""
        if not (self.paragraphs and self.pending[-1].spans and line.text[0].isalpha()) or self._closed(line):
            return False
        if self.spaced and _below(before, line):
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
            marks = _marks(text, self.language)
            if any(level < _LETTERED and (not closed or title == len(text)) for level, _, _, title in marks):
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
            and self.language.sentence_full.search(before.text)
        )

    def _enter(self) -> None:
        """The pending headings become parts of the outline."""
        for h in self.pending:
            self.reached = {level: n for level, n in self.reached.items() if level < h.level} | {
                h.level: h.ordinal
            }
            path = [_sign(level, self.reached[level]) for level in sorted(self.reached)]
            if any(section.path == ".".join(path) for section in self.outline.sections):
                self.outline.warnings.append(odd(Odd.HEADING, label=h.label, path=".".join(path)))
                path[-1] += f"-{len(self.outline.sections)}"
            title = joining.join(self.raw, h.spans, self.language.join).text
            self.outline.sections.append(
                Section(".".join(path), ".".join(path[:-1]), h.level, h.label, title)
            )
        self.pending = []


def _below(before: Line, line: Line) -> bool:
    """Whether a line stands directly below another, with no blank line or printed matter between."""
    return line.row == before.row + 1


def _sign(level: int, ordinal: int) -> str:
    if ordinal < 0:
        return f"h{-ordinal}"
    return (
        numerals.to_roman(ordinal),
        chr(ord("A") + ordinal - 1),
        str(ordinal),
        chr(ord("a") + ordinal - 1),
    )[min(level, _LETTERED) - 1]


@dataclass
class _Note:
    number: int
    spans: list[joining.Span]
    page_from: int  # raw offset where the page that bears the note began, as far as notes tell


def _footnotes(lines: Sequence[Classified]) -> list[_Note]:
    notes: list[_Note] = []
    block_end = 0  # where the last block of footnotes ended
    for i, c in enumerate(lines):
        if c.kind is not Kind.FOOTNOTE:
            continue
        if i and lines[i - 1].kind is not Kind.FOOTNOTE:
            block_end = notes[-1].spans[-1][1] if notes else 0
        if c.note is not None:
            begin = c.line.start + footnote_label(c.line.text)[1]
            notes.append(_Note(c.note, [(begin, c.line.end)], block_end))
        else:
            notes[-1].spans.append((c.line.start, c.line.end))
    return notes


def _assemble(
    raw: str, paragraphs: list[_Paragraph], notes: list[_Note], language: Language, outline: Outline
) -> None:
    """Join the lines of paragraphs and footnotes, take the footnote marks out, fill the sections' ranges."""
    whole = _hyphenation(raw, language) if language.spaced else None
    texts = [joining.join(raw, p.spans, language.join, whole) for p in paragraphs]
    marks: dict[int, list[joining.Span]] = {}
    attached: list[str] = []
    for note in notes:
        found = _find_mark(texts, note, language)
        if found is None:
            outline.warnings.append(odd(Odd.FOOTNOTE, n=note.number))
            attached.append("")
        else:
            index, span = found
            marks.setdefault(index, []).append(span)
            attached.append(str(paragraphs[index].number))
    for i, (p, joined) in enumerate(zip(paragraphs, texts, strict=True)):
        clean = joining.cut(joined, marks.get(i, []))
        outline.passages.append(Passage(str(p.number), "paragraph", p.number, p.section, clean))
    section_of = {p.passage: p.section for p in outline.passages}
    for note, passage in zip(notes, attached, strict=True):
        joined = joining.join(raw, note.spans, language.join, whole)
        outline.passages.append(
            Passage(f"fn{note.number}", "footnote", note.number, section_of.get(passage, ""), joined, passage)
        )
    for section in outline.sections:
        inside = [
            p.number
            for p in paragraphs
            if p.section == section.path or p.section.startswith(section.path + ".")
        ]
        if inside:
            section.first, section.last = min(inside), max(inside)


def _hyphenation(raw: str, language: Language) -> Callable[[str, str], bool]:
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


def _find_mark(
    texts: list[joining.Joined], note: _Note, language: Language
) -> tuple[int, joining.Span] | None:
    """Where the mark of a footnote stands: (index of the text, span to take out, with the blank beside it).

    A mark is the number in raised digits, or bare after punctuation, or glued to a word, on the page of the footnote.
    Of several, the one that is least like a quantity, then the last before the footnote.
    """
    raised = str(note.number).translate(RAISED)
    bare = rf"(?<=\S)(?<![\d/(\-–]){note.number}(?=\s|$|{language.punctuation.pattern})"
    pattern = re.compile(rf"(?<![⁰¹²³⁴-⁹]){raised}(?![⁰¹²³⁴-⁹])|{bare}")
    best: tuple[float, int, int, joining.Span] | None = None
    for i, joined in enumerate(texts):
        for found in pattern.finditer(joined.text):
            raw_at = joining.raw_offset(joined.segments, found.start())
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
            blank = 0 if language.spaced else len(after) - len(after.lstrip())
            candidate = (score, i, found.start(), (found.start(), found.end() + blank))
            if best is None or candidate[:3] > best[:3]:
                best = candidate
    return (best[1], best[3]) if best else None
