"""The words of a passage around what was searched for in it."""

from __future__ import annotations

import re
from dataclasses import replace

from ui import evidence, findings, readings
from ui.cache import kept
from ui.content import Wording
from ui.params import ParagraphsParams
from ui.queries import paragraph_search
from ui.view import View

# Letters of a snippet in a script of wide letters; of narrow ones as many as fill the same room.
_SNIPPET, _NARROW = 68, 2
_WORD_END = re.compile(r"[A-Za-z\u00c0-\u024f’'-]*$")


@kept
def snippets(view: View[ParagraphsParams]) -> dict[str, Wording]:
    """Passage → where the words searched for stand in it: in its reading, else in its text."""
    result, rows = paragraph_search.found(view), evidence.rows_by_passage(view)
    found = {}
    for passage in result.hits.keys() | result.reading_hits.keys():
        reading = readings.whole(view, passage)
        if reading and (marks := result.reading_hits.get(passage)):
            found[passage] = Wording(*_parts(snippet(reading.text, marks), reading.lang))
        elif marks := result.hits.get(passage):
            found[passage] = Wording(*_parts(snippet(str(rows[passage]["text"]), marks), view.text_lang))
    return found


def _parts(
    said: tuple[str, tuple[findings.Mark, ...]], lang: str
) -> tuple[str, str, tuple[findings.Mark, ...]]:
    return said[0], lang, said[1]


def snippet(text: str, marks: tuple[findings.Mark, ...]) -> tuple[str, tuple[findings.Mark, ...]]:
    """The words around the first mark, or the beginning, and the marks in them; no word is cut."""
    room = _SNIPPET * (_NARROW if text.isascii() or text[:200].count(" ") > len(text[:200]) / 12 else 1)
    start = max(0, marks[0].start - room // 4) if marks else 0
    end = min(len(text), start + room)
    start -= _begun(text[:start])
    end -= _begun(text[:end]) if end < len(text) and text[end].isalnum() else 0
    before, after = "…" if start else "", "…" if end < len(text) else ""
    by = len(before) - start
    inside = (
        replace(m, start=m.start + by, end=m.end + by) for m in marks if start <= m.start and m.end <= end
    )
    return f"{before}{text[start:end]}{after}", tuple(inside)


def _begun(text: str) -> int:
    """How many letters of a word a text ends with."""
    word = _WORD_END.search(text)
    return len(word[0]) if word else 0
