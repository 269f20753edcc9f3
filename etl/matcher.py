"""Finds many names in running text, and decides where a name ends and another word begins.

Where blanks part the words, `etl.searcher` decides alone. Chinese has none, so around every candidate the text is cut
into words: of all ways to cover it with the names sought, the words of a general dictionary and single
characters, the most probable one wins (unigram model, dynamic programming). 非法国际 is 非法 + 国际, so it holds no 法国.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

from etl import vocabulary
from etl.errors import Code, Refused
from etl.language import Language
from etl.paths import GENERATED
from etl.searcher import Hit, Searcher, apart
from etl.vocabulary import Entry

_NAME_FREQUENCY = 10000  # a name sought counts as a common word, however rare the dictionary has it
_WINDOW = 12  # characters beside a candidate that may compete for its edge
_LONGEST_WORD = 8
_PERSON_COST = (
    14.0  # a foreign person's name: dearer than a known word, cheaper than its characters one by one
)
_UNUSUAL_COST = 6.0  # each character in it that seldom spells foreign names
_LONGEST_PART = 8  # characters of a given or family name
_ANOTHER = re.compile(r" (?:the )?[A-Z]")
_CJK_RUN = re.compile(r"[㐀-鿿·・]+")


@dataclass(frozen=True)
class Lexicon:
    """Common words with their frequencies, and the characters that spell foreign names."""

    cost: dict[str, float]
    unknown: float
    foreign: frozenset[str]
    features: frozenset[str]  # words for parts of the sea and the land
    name: str  # the language's code

    @staticmethod
    @cache
    def load(lang: str) -> Lexicon:
        """Read `generated/lexicon.<lang>.csv` and `generated/transliteration.<lang>.csv`."""
        frequency = {word: int(n) for word, n in _pairs(GENERATED / f"lexicon.{lang}.csv")}
        foreign = frozenset(char for char, _ in _pairs(GENERATED / f"transliteration.{lang}.csv"))
        total = log(sum(frequency.values()))
        features = frozenset(e.text for e in vocabulary.load("name_parts", lang) if e.id == "feature")
        return Lexicon({w: total - log(n) for w, n in frequency.items()}, total, foreign, features, lang)

    def swallows(self, rest: str) -> bool:
        """Whether what follows a name in a dictionary word makes another thing of it: 马里+兰, 几内亚+湾.

        政府 or 人 does not: 尼泊尔政府 still names Nepal.
        """
        return rest in self.features or all(char in self.foreign for char in rest)

    def name_cost(self, text: str) -> float:
        """What a name costs in a cover: at most as much as a common word."""
        return min(self.cost.get(text, self.unknown), self.unknown - log(_NAME_FREQUENCY))


def _pairs(path: Path) -> Iterable[tuple[str, str]]:
    """The rows of a file of two plain columns, without its header (the csv module takes four times as long)."""
    if not path.exists():
        raise Refused(Code.INSTALLATION, what="reference", file=str(path))
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        first, _, second = line.partition(",")
        yield first, second


class Matcher:
    """Finds the entries of vocabularies in texts of one language.

    `entries` of role never, and all `rivals`, take part in the contest for the text but are not returned.
    """

    def __init__(self, entries: Iterable[Entry], language: Language, rivals: Iterable[Entry] = ()) -> None:
        sought = {e.text: e for e in entries}
        swallowed = {e.text: Entry(e.id, "never", e.text, e.kind) for e in rivals if e.text not in sought}
        self._language = language
        self._searcher = Searcher([*sought.values(), *swallowed.values()], language, case=True)

    def find(self, text: str) -> list[Hit]:
        """All hits, in order, not overlapping."""
        candidates = [c for c in self._searcher.every(text) if not _goes_on(text, c)]
        if not candidates or self._language.spaced:
            return apart(candidates)
        hits = _cover(text, candidates, Lexicon.load(self._language.code))
        return [h for h in hits if h.entry.role != "never"]


def _goes_on(text: str, hit: Hit) -> bool:
    """Whether an inverted name is two names of a list: Congo, Republic of | Korea."""
    inverted = ", " in hit.entry.text and hit.entry.text.endswith((" of", " of the"))
    return inverted and bool(_ANOTHER.match(text, hit.end))


def _cover(text: str, candidates: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """The candidates that stand in the most probable cover of the text around them."""
    hits: list[Hit] = []
    for begin, finish, here in _windows(text, candidates):
        hits += _settled(text, begin, finish, here, lexicon)
    return hits


def _settled(text: str, begin: int, finish: int, here: Sequence[Hit], lexicon: Lexicon) -> Iterator[Hit]:
    """The candidates of a window that stand; only the stretches where something competes are cut into words.

    A stretch reaches to the next place on either side that nothing lies across, at least one character away.
    """
    done = begin  # up to here all is decided
    left = list(here)
    while left:
        group = [left.pop(0)]
        while left and left[0].start < max(hit.end for hit in group):
            group.append(left.pop(0))
        if len(group) == 1 and not _contested(text, begin, finish, group[0], lexicon):
            yield group[0]
            done = group[0].end
            continue
        start, end = group[0].start, max(hit.end for hit in group)
        first = next(
            (p for p in range(start - 1, done, -1) if not _crossed(text, begin, finish, p, lexicon)), done
        )
        last = end + 1
        while last < finish:
            if left and left[0].start < last:  # the next candidate is drawn into it
                group.append(left.pop(0))
                last = max(last, group[-1].end + 1)
            elif _crossed(text, begin, finish, last, lexicon):
                last += 1
            else:
                break
        last = min(last, finish)
        yield from _best_path(text, first, last, group, lexicon)
        done = last


def _contested(text: str, begin: int, finish: int, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether anything competes for a candidate that no other touches; most have no such rival.

    A rival is a word of the dictionary over one of its edges, a character beside it that spells foreign names, the dot
    of a person's name, or a cheaper way to cut the name itself.
    """
    start, end = hit.start, hit.end
    if any(
        c in lexicon.foreign for c in text[max(start - 1, begin) : start] + text[end : min(end + 1, finish)]
    ):
        return True
    if text[end : end + 1] == "·":
        return True
    if _crossed(text, begin, finish, start, lexicon) or _crossed(text, begin, finish, end, lexicon):
        return True
    return not _stands_alone(hit.entry, lexicon.name)


def _crossed(text: str, begin: int, finish: int, place: int, lexicon: Lexicon) -> bool:
    """Whether a word of the dictionary, or what may be a foreign person's name, lies across a place."""
    around = text[max(begin, place - _LONGEST_PART - 1) : min(finish, place + _LONGEST_PART + 1)]
    if "·" in around or "・" in around:
        return True
    words = lexicon.cost
    for i in range(max(begin, place - _LONGEST_WORD + 1), place):
        for j in range(place + 1, min(i + _LONGEST_WORD, finish) + 1):
            if text[i:j] in words:
                return True
    return False


@cache
def _stands_alone(entry: Entry, lang: str) -> bool:
    """Whether a name is the cheapest cover of itself."""
    return bool(
        _best_path(entry.text, 0, len(entry.text), [Hit(0, len(entry.text), entry)], Lexicon.load(lang))
    )


def _windows(text: str, candidates: Sequence[Hit]) -> list[tuple[int, int, list[Hit]]]:
    """Stretches of the text with the candidates in them, and room beside these up to the next non-CJK character."""
    runs = [m.span() for m in _CJK_RUN.finditer(text)]
    firsts = [a for a, _ in runs]
    windows: list[tuple[int, int, list[Hit]]] = []
    for candidate in sorted(candidates, key=lambda c: c.start):
        start, end = candidate.start, candidate.end
        i, j = bisect_right(firsts, start) - 1, bisect_left(firsts, end) - 1
        left = runs[i][0] if i >= 0 and start < runs[i][1] else start
        right = runs[j][1] if j >= 0 and end <= runs[j][1] else end
        begin, finish = max(left, start - _WINDOW), min(right, end + _WINDOW)
        if windows and begin <= windows[-1][1]:
            first, last, here = windows.pop()
            windows.append((first, max(finish, last), [*here, candidate]))
        else:
            windows.append((begin, finish, [candidate]))
    return windows


def _best_path(text: str, begin: int, finish: int, candidates: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    names: dict[int, list[tuple[int, Entry]]] = {}
    for hit in candidates:
        names.setdefault(hit.start, []).append((hit.end, hit.entry))
    persons: dict[int, list[tuple[int, float]]] = {}
    for a, b, dear in _persons(text, begin, finish, lexicon):
        persons.setdefault(a, []).append((b, dear))
    # best[i]: (cost of the cover of text[i:finish], end of its first piece, entry of that piece, it is one character)
    best: dict[int, tuple[float, int, Entry | None, bool]] = {finish: (0.0, finish, None, False)}
    for i in range(finish - 1, begin - 1, -1):
        options: list[tuple[float, int, Entry | None, bool]] = [
            (lexicon.cost.get(text[i], lexicon.unknown) + best[i + 1][0], i + 1, None, True)
        ]
        here = names.get(i, ())
        starting = [end for end, entry in here if entry.role != "never"]
        listed = {end for end, _ in here}
        for j in range(i + 2, min(i + _LONGEST_WORD, finish) + 1):
            cost = lexicon.cost.get(text[i:j])
            if (
                cost is not None
                and j not in listed
                and not any(end < j and not lexicon.swallows(text[end:j]) for end in starting)
            ):
                options.append((cost + best[j][0], j, None, False))
        options += [(cost + best[j][0], j, None, False) for j, cost in persons.get(i, ())]
        options += [(lexicon.name_cost(text[i:end]) + best[end][0], end, entry, False) for end, entry in here]
        best[i] = min(options, key=lambda o: o[0])
    hits: list[Hit] = []
    i, before_single = begin, False
    while i < finish:
        _, end, piece, single = best[i]
        if piece is not None:
            left = before_single and i > begin and text[i - 1] in lexicon.foreign
            right = end < finish and best[end][3] and text[end] in lexicon.foreign
            if not (left and right) and text[end : end + 1] != "·":
                hits.append(Hit(i, end, piece, doubtful=left or right))
        before_single = single
        i = end
    return hits


def _persons(text: str, begin: int, finish: int, lexicon: Lexicon) -> list[tuple[int, int, float]]:
    """Foreign persons' names, told by the dot between their parts: (start, end, cost) for each possible extent."""
    out: list[tuple[int, int, float]] = []
    for dot in (i for i in range(begin, finish) if text[i] in "·・"):
        for left in range(max(begin, dot - _LONGEST_PART), dot):
            for right in range(dot + 2, min(finish, dot + 1 + _LONGEST_PART) + 1):
                unusual = sum(c not in lexicon.foreign for c in text[left:dot] + text[dot + 1 : right])
                out.append((left, right, _PERSON_COST + _UNUSUAL_COST * unusual))
    return out
