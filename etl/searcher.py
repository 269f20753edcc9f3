"""Finds the words of a vocabulary in running text: the one idea of where a word begins and ends.

A word's edge is `Language.edge`. Hyphens are all one, and so are apostrophes. Case is ignored unless a vocabulary of
names asks for it; a text that ends in `*` stands for all words that begin so; a row of role `never` swallows what it
covers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick_rs

from etl.language import Language
from etl.vocabulary import Entry

_PLAIN = (("‐", "-"), ("‑", "-"), ("’", "'"), ("ʼ", "'"), ("‘", "'"), ("`", "'"), ("´", "'"), ("ʻ", "'"))


class Hit(NamedTuple):
    """`text[start:end]` is the entry's text; `doubtful` if its edge could be another word's."""

    start: int
    end: int
    entry: Entry
    doubtful: bool = False

    def cells(self, text: str, column: str = "surface") -> dict[str, object]:
        """Where it stands, as a table has it: start, end, and the characters in that column."""
        return {"start": self.start, "end": self.end, column: text[self.start : self.end]}


class Searcher:
    """Finds the entries of a vocabulary in texts of one language."""

    def __init__(self, entries: Iterable[Entry], language: Language, *, case: bool = False) -> None:
        """With `case`, capitals count: Turkey, not turkey."""
        self.entries = list(entries)
        self._edge, self._rest = language.edge, language.rest
        self._fold = plain if case else fold
        self._automaton = ahocorasick_rs.AhoCorasick([self._fold(e.text.rstrip("*")) for e in self.entries])
        # which entries begin, and which end, with a character that makes an edge whatever stands beside it
        self._begins = [bool(self._edge.match("a" + e.text, 1)) for e in self.entries]
        self._ends = [
            e.text[-1:] != "*" and bool(self._edge.match(e.text + "a", len(e.text))) for e in self.entries
        ]

    def every(self, text: str) -> list[Hit]:
        """Every occurrence as whole words, `never` among them; they may overlap, and are in the order of their ends."""
        found = self._automaton.find_matches_as_indexes(self._fold(text), overlapping=True)
        entries, begins, ends, edge = self.entries, self._begins, self._ends, self._edge.match
        hits = []
        for i, start, end in found:
            entry = entries[i]
            if not (begins[i] or edge(text, start)):
                continue
            if entry.text.endswith("*") and (rest := self._rest.match(text, end)):
                end = rest.end()  # noqa: PLW2901
            if ends[i] or edge(text, end):
                hits.append(Hit(start, end, entry))
        return hits

    def find(self, text: str) -> list[Hit]:
        """What stands in the text, in order, not overlapping; see `apart`."""
        return apart(self.every(text))


def apart(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the leftmost, of these the longest, `never` before others; then those of role `never` go."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.entry.role != "never")):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return [hit for hit in kept if hit.entry.role != "never"]


def plain(text: str) -> str:
    """One hyphen for all hyphens and one apostrophe for all apostrophes, one for each character."""
    for printed, one in _PLAIN:
        text = text.replace(printed, one)
    return text


def fold(text: str) -> str:
    """Plain and in small letters, one for each character, so that offsets stay."""
    same = plain(text)
    low = same.lower()  # never shorter: of the same length, it is one for each
    return low if len(low) == len(same) else "".join(c if len(c.lower()) != 1 else c.lower() for c in same)
