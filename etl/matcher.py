"""Finds many names in running text, and decides where a name ends and another word begins.

Where blanks part the words, `etl.searcher` decides alone. Chinese has none, so around every candidate the text is cut
into words: of all ways to cover it with the names sought, the words of a general dictionary and single
characters, the most probable one wins (unigram model, dynamic programming). 非法国际 is 非法 + 国际, so it holds no 法国.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from operator import itemgetter
from pathlib import Path

from etl import vocabulary
from etl.errors import Code, Refused
from etl.language import Language
from etl.paths import GENERATED
from etl.searcher import Hit, Searcher, apart
from etl.vocabulary import Entry

_NAME = log(10000)  # a name sought counts as a common word, however rare the dictionary has it
_LONGEST_WORD = 8
_PERSON_COST = (
    14.0  # a foreign person's name: dearer than a known word, cheaper than its characters one by one
)
_UNUSUAL_COST = 6.0  # each character in it that seldom spells foreign names
_NO_NAME = frozenset("在和与及的了被从向将于并但就也都")  # characters of which no person's name is made
_LONGEST_PART = 8  # characters of a given or family name
_ANOTHER = re.compile(r" (?:the )?[A-Z]")
Piece = tuple[int, Entry | None, bool]  # of a cover: its end, what it names, whether it is one character
_DOT = re.compile("[·・]")
_CJK_RUN = re.compile(r"[㐀-鿿·・]+")


@dataclass(frozen=True)
class Lexicon:
    """Common words with what they cost in a cover, and the characters that spell foreign names."""

    cost: dict[str, float]
    unknown: float
    pairs: frozenset[str]  # every two characters that stand side by side in a word
    foreign: frozenset[str]
    features: frozenset[str]  # words for parts of the sea and the land

    @staticmethod
    @cache
    def load(lang: str) -> Lexicon:
        """Read `generated/lexicon.<lang>.csv` and `generated/transliteration.<lang>.csv`."""
        words, counts = _columns(GENERATED / f"lexicon.{lang}.csv")
        total = log(sum(map(int, counts)))
        costs = {count: total - log(int(count)) for count in set(counts)}
        pairs = re.findall("(?=(..))", "\n".join(words))
        foreign, _ = _columns(GENERATED / f"transliteration.{lang}.csv")
        features = frozenset(e.text for e in vocabulary.load("name_parts", lang) if e.id == "feature")
        cost = dict(zip(words, map(costs.__getitem__, counts), strict=True))
        return Lexicon(cost, total, frozenset(pairs), frozenset(foreign), features)

    def swallows(self, rest: str) -> bool:
        """Whether what follows a name in a dictionary word makes another thing of it: 马里+兰, 几内亚+湾.

        政府 or 人 does not: 尼泊尔政府 still names Nepal.
        """
        return rest in self.features or all(char in self.foreign for char in rest)

    def name_cost(self, text: str) -> float:
        """What a name costs in a cover: at most as much as a common word."""
        return min(self.cost.get(text, self.unknown), self.unknown - _NAME)


def _columns(path: Path) -> tuple[list[str], list[str]]:
    """The two plain columns of a file, without its header (the csv module takes six times as long)."""
    if not path.exists():
        raise Refused(Code.INSTALLATION, what="reference", file=str(path))
    cells = path.read_text(encoding="utf-8").strip().replace("\n", ",").split(",")
    return cells[2::2], cells[3::2]


class Matcher:
    """Finds the entries of vocabularies in texts of one language.

    `entries` of role never, and all `rivals`, take part in the contest for the text but are not returned.
    """

    def __init__(self, entries: Iterable[Entry], language: Language, rivals: Iterable[Entry] = ()) -> None:
        sought = {e.text: e for e in entries}
        swallowed = {e.text: Entry(e.id, "never", e.text, e.kind) for e in rivals if e.text not in sought}
        self._language = language
        self._searcher = Searcher([*sought.values(), *swallowed.values()], language, case=True)
        self._alone: dict[str, list[Hit]] = {}  # a name → the hits in it where nothing else competes

    def find(self, text: str) -> list[Hit]:
        """All hits, in order, not overlapping."""
        candidates = self._searcher.every(text)
        if self._language.spaced:
            return apart(c for c in candidates if not _goes_on(text, c))
        hits = _cover(text, candidates, Lexicon.load(self._language.code), self._alone) if candidates else []
        return [h for h in hits if h.entry.role != "never"]


def _goes_on(text: str, hit: Hit) -> bool:
    """Whether an inverted name is two names of a list: Congo, Republic of | Korea; Sudan, South | Kordofan."""
    inverted = ", " in hit.entry.text and hit.entry.text.endswith((" of", " of the", " North", " South"))
    return inverted and bool(_ANOTHER.match(text, hit.end))


def _cover(text: str, candidates: list[Hit], lexicon: Lexicon, alone: dict[str, list[Hit]]) -> list[Hit]:
    """The candidates that stand in the most probable cover of the text.

    Only where something competes is the text cut into words, from the last place before to the first place behind,
    at least one character away, that nothing lies across. Elsewhere a name is always cut in the same way: `alone`
    keeps it.
    """
    contest = _Contest(text, lexicon)
    hits: list[Hit] = []
    groups, at, done = _overlapping(candidates), 0, 0  # up to `done` all is decided
    while at < len(groups):
        start, end, group = groups[at]
        at += 1
        name = text[start:end]
        found = alone.get(name)
        if found is None and any(h.start == start and h.end == end for h in group):
            inside = [Hit(a - start, b - start, entry) for a, b, entry, _ in group]
            found = alone[name] = _Contest(name, lexicon).best(0, end - start, inside)
        if found is not None and contest.quiet(start, end):
            hits += [Hit(start + a, start + b, entry, doubtful) for a, b, entry, doubtful in found]
            done = end
            continue
        first, last = start - 1, end + 1
        while first > done and contest.crossed(first):
            first -= 1
        while last < len(text):
            if at < len(groups) and groups[at][0] < last:  # the next candidates are drawn into it
                group, last = group + groups[at][2], max(last, groups[at][1] + 1)
                at += 1
            elif contest.crossed(last):
                last += 1
            else:
                break
        first, done = max(first, done), min(last, len(text))
        hits += contest.best(first, done, group)
    return hits


def _overlapping(candidates: list[Hit]) -> list[tuple[int, int, list[Hit]]]:
    """The candidates in order, those that touch the same characters together: (start, end, candidates)."""
    groups: list[tuple[int, int, list[Hit]]] = []
    end = -1
    for hit in sorted(candidates, key=itemgetter(0)):
        if hit.start < end:
            start, _, group = groups[-1]
            group.append(hit)
            end = max(end, hit.end)
            groups[-1] = start, end, group
        else:
            end = hit.end
            groups.append((hit.start, end, [hit]))
    return groups


class _Contest:
    """What competes for the characters of one text: the words of a dictionary, and foreign persons' names."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.dots = [m.start() for m in _DOT.finditer(text)]  # between the parts of persons' names
        self.dotted = frozenset(place for dot in self.dots for place in self._near(dot))

    def _near(self, dot: int) -> range:
        """The places around a dot that a person's name may lie across: nothing but Chinese characters is between."""
        first, last = max(dot - _LONGEST_PART, 0), dot + _LONGEST_PART + 2
        run = next(m for m in _CJK_RUN.finditer(self.text, first, last) if m.start() <= dot < m.end())
        return range(run.start(), min(run.end(), last - 1) + 1)

    def quiet(self, start: int, end: int) -> bool:
        """Whether nothing competes for a name: no word lies across its edges, nothing beside it may be part of a name."""
        text, foreign = self.text, self.lexicon.foreign
        after = text[end : end + 1]
        beside = text[start - 1 : start] in foreign or after in foreign or after == "·"
        return not (beside or self.crossed(start) or self.crossed(end))

    def crossed(self, place: int) -> bool:
        """Whether a word of the dictionary, or what may be a foreign person's name, lies across a place."""
        text, pairs, words = self.text, self.lexicon.pairs, self.lexicon.cost
        if place in self.dotted:
            return True
        if text[place - 1 : place + 1] not in pairs:
            return False
        first, last = place - 1, place + 1  # as far as a word may reach
        while place - first < _LONGEST_WORD and text[first - 1 : first + 1] in pairs:
            first -= 1
        while last - place < _LONGEST_WORD and text[last - 1 : last + 1] in pairs:
            last += 1
        return any(text[i:j] in words for i in range(first, place) for j in range(place + 1, last + 1))

    def best(self, begin: int, finish: int, candidates: Sequence[Hit]) -> list[Hit]:
        """The candidates that stand in the most probable cover of a stretch."""
        text, lexicon = self.text, self.lexicon
        words, unknown, pairs = lexicon.cost, lexicon.unknown, lexicon.pairs
        names: dict[int, list[tuple[int, Entry]]] = {}
        for hit in candidates:
            names.setdefault(hit.start, []).append((hit.end, hit.entry))
        persons = self._persons(begin, finish)
        least = {finish: 0.0}  # place → the cost of the cheapest cover from there on
        pieces: dict[int, Piece] = {finish: (finish, None, False)}  # and the first piece of that cover
        for i in range(finish - 1, begin - 1, -1):
            cost = words.get(text[i], unknown) + least[i + 1]
            piece: Piece = (i + 1, None, True)
            here = names.get(i, ())
            for j in range(i + 2, min(i + _LONGEST_WORD, finish) + 1):
                if text[j - 2 : j] not in pairs:
                    break
                word = words.get(text[i:j])
                if word is not None and word + least[j] < cost and not (here and self._barred(j, here)):
                    cost, piece = word + least[j], (j, None, False)
            for j, person in persons.get(i, ()):
                if person + least[j] < cost:
                    cost, piece = person + least[j], (j, None, False)
            for j, entry in here:
                if (name := lexicon.name_cost(text[i:j]) + least[j]) < cost:
                    cost, piece = name, (j, entry, False)
            least[i], pieces[i] = cost, piece
        hits: list[Hit] = []
        i, before_single = begin, False
        while i < finish:
            end, named, single = pieces[i]
            if named is not None:
                left = before_single and i > begin and text[i - 1] in lexicon.foreign
                right = end < finish and pieces[end][2] and text[end] in lexicon.foreign
                if not (left and right) and text[end : end + 1] != "·":
                    hits.append(Hit(i, end, named, doubtful=left or right))
            before_single = single
            i = end
        return hits

    def _barred(self, end: int, here: Sequence[tuple[int, Entry]]) -> bool:
        """Whether a word of the dictionary is no rival of the names that begin where it begins: one of them is the same, or goes
        on as that of another thing would not."""
        return any(
            j == end or (entry.role != "never" and j < end and not self.lexicon.swallows(self.text[j:end]))
            for j, entry in here
        )

    def _persons(self, begin: int, finish: int) -> dict[int, list[tuple[int, float]]]:
        """Foreign persons' names, told by the dot between their parts: start → (end, cost) for each possible extent."""
        text, foreign = self.text, self.lexicon.foreign
        found: dict[int, list[tuple[int, float]]] = {}
        for dot in (dot for dot in self.dots if begin <= dot < finish):
            for left in range(max(begin, dot - _LONGEST_PART), dot):
                for right in range(dot + 2, min(finish, dot + 1 + _LONGEST_PART) + 1):
                    if not _NO_NAME.isdisjoint(text[left:right]):
                        continue
                    unusual = sum(c not in foreign for c in text[left:dot] + text[dot + 1 : right])
                    found.setdefault(left, []).append((right, _PERSON_COST + _UNUSUAL_COST * unusual))
        return found
