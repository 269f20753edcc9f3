"""A raw text as lines, and what each line is: body, footnote, or the furniture of a printed page.

Page furniture (headers, job numbers, page numbers, link lists, contents) is told by its form, never by its words.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from etl.language import Language
from etl.segments import URL_TAIL

SYMBOL = r"(?:A|E|S|CCPR|CEDAW|CRC|CAT|CERD|CMW|CRPD|CED|CESCR|HRI|ST|TD|DP|GA)/[A-Z0-9][A-Za-z0-9./()_-]*"

# Symbols, job numbers, bar codes, dates of printing and page numbers, in any order on one line …
_PRINTED = re.compile(
    rf"(?:(?:{SYMBOL}|(?:[A-Z]{{1,2}}\.)?\d{{2}}-\d{{5}}|\([A-Z]\)|\*\w+\*|\d{{1,3}}\s*/\s*\d{{1,3}}|\d{{6}}|\d{{1,3}})(?:\s+|$))+"
)
# … of which one at least is nothing else.
_TELLING = re.compile(rf"{SYMBOL}|\d{{2}}-\d{{5}}|\*\w+\*|\d{{1,3}}\s*/\s*\d{{1,3}}")
_PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?(\d{1,3})(?:\s*[-–—])?")
_REPEATED = 3  # a line beside the edge of a page that stands there so often is a running head
_URL_ONLY = re.compile(r"^(https?://|www\d?\.)\S+$")
# how a paragraph begins: 5. The, 5.The, 5.2022 年
NUMBERED = re.compile(r"^(\d{1,3})(?:\s*[.．、](?!\d)\s*|[.．](?=(?:19|20)\d\d(?!\d)))")
# how it may begin, or a quantity on a new line: 5.57 个
NUMBERED_TIGHT = re.compile(r"^(\d{1,3})[.．](?=\d)")
_RULE = re.compile(r"^_{5,}$")
_FOOTNOTE = re.compile(r"^(?:(\d{1,3})\s+(?!\d{3}(?!\d))|([⁰¹²³⁴-⁹]{1,3})\s*)(?=\S)")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # how readers that know type sizes write footnote marks
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


_A_SENTENCE = 3  # blanks that a line has at least if it is a sentence
_NOTES_LOST = 3  # so many footnotes in a row may be unreadable before the next is not believed
_PAGES_BACK = 100  # lines: about two printed pages


class Kind(Enum):
    """What a line is."""

    BODY = "body"
    FOOTNOTE = "footnote"
    LINK = "link"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Line:
    """One line without its outer blanks: `raw[start:end]`. `indented`: it began with a blank. `row`: where it stands on
    the page, one more than the line above it if no more blank lines part them than part most lines."""

    start: int
    end: int
    text: str
    indented: bool
    number: int  # 1-based, as an editor counts
    opens_page: bool = False
    row: int = 0


@dataclass(frozen=True)
class Classified:
    """A line and what it is; `note` is the footnote's number on the line that begins one."""

    line: Line
    kind: Kind
    note: int | None = None


def split(raw: str) -> list[Line]:
    """The lines of a text that are not blank, with their offsets."""
    lines: list[tuple[int, int, str, bool, int, bool]] = []
    number, at = 1, 0
    for found in re.finditer(r"[^\r\n\f\v\u2028\u2029]+", raw):
        piece = found.group()
        text = piece.strip()
        if not text:
            continue
        start = found.start() + piece.index(text[0])
        number += raw.count("\n", at, start)
        opens = "\f" in raw[at:start]
        at = start + len(text)
        lines.append((start, at, text, piece[0] != text[0], number, opens))
    rows = _rows([line[4] for line in lines])
    return [Line(*line, row) for line, row in zip(lines, rows, strict=True)]


def _rows(numbers: Sequence[int]) -> list[int]:
    """The row of each line, from their numbers; a text may be printed with a blank line after every line."""
    steps = [b - a for a, b in pairwise(numbers)]
    usual = Counter(steps).most_common(1)[0][0] if steps else 1
    rows = [1] if numbers else []
    for step in steps:
        rows.append(rows[-1] + (1 if step <= usual else 2))
    return rows


def classify(lines: Sequence[Line], language: Language) -> Iterator[Classified]:
    """Tell body, footnotes, link lists and furniture apart, in the order of the lines.

    A footnote block begins at a ruled line and ends at the page's end: at a link list, furniture, an indented line
    that is no next footnote, or, where nothing marks it, after a closed footnote when the body was left open; but a whole
    sentence is the footnote's.
    """
    in_notes = False
    noted = 0  # number of the last footnote begun
    open_body = False  # the last body line does not end a sentence
    open_note = False
    # the body lines just read, in which a footnote's mark must stand
    recent: deque[str] = deque(maxlen=_PAGES_BACK)
    printed = _furniture(lines, language)
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if _RULE.match(line.text):
            # a table has rules as well, with no footnote below them
            first = footnote_label(following.text)[0] if following else 0
            in_notes = open_note or noted < first <= noted + _NOTES_LOST
            continue
        if i in printed or language.contents.search(line.text):
            in_notes = False
            yield Classified(line, Kind.FURNITURE)
            continue
        of_text = open_note if in_notes else open_body and i + 1 not in printed and _continues_url(following)
        of_text = of_text or (bool(recent) and bool(language.before_url.search(recent[-1])))
        if _URL_ONLY.match(line.text) and not of_text:
            in_notes = False
            yield Classified(line, Kind.LINK)
            continue
        number, label = footnote_label(line.text)
        if not in_notes and number == noted + 1 and not (open_body and _wrapped(line, label)):
            in_notes = _unruled_note(line.text[label:], number, recent, language)
        in_notes = in_notes and not language.annex_head.match(line.text)
        if in_notes:
            if noted < number <= noted + _NOTES_LOST:
                noted = number
                open_note = _open(line.text, language)
                yield Classified(line, Kind.FOOTNOTE, note=noted)
                continue
            sentence = language.sentence_full.search(line.text) and line.text.count(" ") >= _A_SENTENCE
            again = open_body and line.text[0].isupper() and sentence
            begins = begins_part(line, language)
            hanging = open_note and lines[i - 1].row + 1 == line.row and not begins
            free = again or (not begins and (open_note or not open_body))
            if hanging or (free and not line.indented):
                open_note = _open(line.text, language)
                if noted:
                    yield Classified(line, Kind.FOOTNOTE)
                    continue
            in_notes = False
        open_body = not language.sentence_end.search(line.text)
        recent.append(line.text)
        yield Classified(line, Kind.BODY)


def _open(text: str, language: Language) -> bool:
    """Whether a footnote goes on behind a line: no sentence ends there, or a colon stands at its end."""
    return not language.sentence_end.search(text) or text.endswith((":", "："))


def _wrapped(line: Line, label: int) -> bool:
    """Whether a line goes on with the sentence of the line before though it begins with a number: 1 allegation."""
    return not line.opens_page and line.text[label : label + 1].islower()


def _furniture(lines: Sequence[Line], language: Language) -> set[int]:
    """Which lines are the printer's: symbols, job numbers, page numbers, running heads.

    A symbol printed alone only once, after an open line, is text. A bare number is a page's, and a line that repeats
    a running head, beside other furniture or at the edge of a page.
    """
    alone = Counter(line.text for line in lines)
    printed = {i for i, line in enumerate(lines) if _printed(line.text)}
    found = {
        i
        for i in printed
        if not re.match(SYMBOL, lines[i].text)
        or lines[i].opens_page
        or alone[lines[i].text] > 1
        or {i - 1, i + 1} & printed
        or not i
        or language.sentence_end.search(lines[i - 1].text)
    }
    edges = {
        i
        for i, line in enumerate(lines)
        if line.opens_page or i + 1 == len(lines) or lines[i + 1].opens_page or {i - 1, i + 1} & found
    }
    found |= {i for i in edges if _PAGE_NUMBER.fullmatch(lines[i].text)}
    found |= {i for i in printed if {i - 1, i + 1} & found}
    heads = Counter(lines[i].text for i in edges - found)
    found |= {
        i
        for i in edges - found
        if heads[lines[i].text] >= _REPEATED
        and not NUMBERED.match(lines[i].text)
        and not language.sentence_end.search(lines[i].text)
    }
    return found


def _printed(text: str) -> bool:
    return bool(_PRINTED.fullmatch(text) and _TELLING.search(text)) and not text.endswith(".")


def footnote_label(text: str) -> tuple[int, int]:
    """(number, its length with the blanks after it) if a line begins like a footnote, else (0, 0)."""
    found = _FOOTNOTE.match(text)
    return (int((found[1] or found[2]).translate(LOWERED)), found.end()) if found else (0, 0)


def begins_part(line: Line, language: Language) -> bool:
    """Whether a line begins like a numbered paragraph or a heading."""
    return bool(NUMBERED.match(line.text)) or any(mark.pattern.match(line.text) for mark in language.outline)


def _unruled_note(text: str, number: int, recent: Iterable[str], language: Language) -> bool:
    """Whether a line that begins with the next footnote's number is that footnote, though no rule was printed above.

    It is if the number is no quantity and the body just read bears the mark.
    """
    if language.measure_after_number.match(text):
        return False
    mark = re.compile(
        rf"{language.punctuation.pattern}{number}(?=\s|$|[^\d.,])|{str(number).translate(RAISED)}"
    )
    return any(mark.search(line) for line in recent)


def _continues_url(line: Line | None) -> bool:
    """Whether a line goes on with a web address that the line before left open."""
    if line is None or line.indented or _URL_ONLY.match(line.text) or NUMBERED.match(line.text):
        return False
    return bool(URL_TAIL.match(line.text))
