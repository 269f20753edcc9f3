"""What the Office did with or in each country named, told by the words of the clause that governs the name.

The words lie in `data/reference/engagements.csv`; `…` in a text stands for other words of the same clause, `*`
at its end for any ending. Role `match` says the type, `weak` only suggests it (支持, supported), `never` bars the
words of its own type that it covers (司法培训研究所). Kind `topic` marks a type that outranks the means used:
advice to humanitarian leaders is humanitarian.

Rows of other ids are the language's ways of building sentences: `office` names the Office, `list` joins a list of
countries, `including` opens a clause of examples for what was said before it, `phrase` holds commas that part no
clauses, `other_body` at a clause's head does what the clause says in place of the Office, `there` points back to a
country, `fronted` opens a clause that only sets the place, `aside` stands right before a country to which nothing is
done: whence people came, or what a session was on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

import pandas as pd

from etl import schema, vocabulary
from etl.language import Language
from etl.records import by_passage, named, records
from etl.searcher import Searcher
from etl.spans import COUNTRY, Span, mask, sentences

GAP = 80  # characters that `…` may stand for
FEW_WORDS = 3  # a part between commas with no more is taken for a member of a list
_STRUCTURE = ("office", "list", "including", "there", "fronted", "aside", "phrase", "other_body")
_NEXT = re.compile(r"(?:the\b)?\s*(?:[A-Z][\w’-]+,)?\s*")  # what may stand between an aside and the name


@dataclass(frozen=True)
class Trigger:
    """Words that say a type: `rank` 3 topic, 2 said, 1 suggested."""

    start: int
    end: int
    engagement: str
    rank: int


@dataclass(frozen=True)
class Scope:
    """The clauses that may govern one list of countries: its own, and those of its sentence before and after it."""

    own: Span
    opening: int  # where the words of its own clause begin, behind and, or
    near: Span  # of its own clause, what no other list of countries stands between
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    beyond: Span  # the sentences that follow and speak of the same country
    end: int  # of the sentence, or of its part up to a semicolon


def find(passages: pd.DataFrame, mentions: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The table `engagements`: one row a type for each country or territory named, the main one with rank 1.

    Names of bodies, titles and nationalities get none, nor does a territory of which nothing the Office did is
    said. The countries of a list share their types. `other`, with the clause as its phrase, is for a country that
    is named while nothing the Office did there is said, as when the passage has not named the Office yet. Which
    words govern a name, and their order, `govern` decides. Ambiguous: a type that words only suggest, and `other`.
    """
    searcher = _searcher(language)
    names = by_passage(mentions, "start", "end", "iso3", "kind")
    rows: list[dict[str, object]] = []
    for report, passage, text in records(passages, "report", "passage", "text"):
        if passage not in names:
            continue
        placed = sorted(names[passage], key=itemgetter(0))
        triggers, signs = searcher.find(text)
        triggers = _ours(text, triggers, signs, language)
        office = min((a for a, _, sign in signs if sign == "office"), default=len(text))
        groups = _groups(text, placed, language)
        for group, scope in zip(groups, _scopes(text, groups, signs, language), strict=True):
            done = office < scope.end and not _aside(text, group[0][0], signs)
            found = govern(text, scope, triggers, signs) if done else []
            for start, _, iso3, kind in group:
                if kind not in ("country", "territory") or (kind == "territory" and not found):
                    continue
                own = Trigger(*_trimmed(text, scope.own), "other", 0)
                for rank, t in enumerate(found or [own], start=1):
                    rows.append(
                        {
                            "report": report,
                            "passage": passage,
                            "iso3": iso3,
                            "engagement": t.engagement,
                            "start": t.start,
                            "end": t.end,
                            "phrase": text[t.start : t.end],
                            "rank": rank,
                            "mention_start": start,
                            "certainty": "rule" if t.rank > 1 else "ambiguous",
                        }
                    )
    return schema.frame("engagements", rows)


def borne_out(found: pd.DataFrame, presences: pd.DataFrame) -> pd.DataFrame:
    """The table in which a field presence is a country's work only where the table of presences has one there: an office
    that covers a country, or that was closed, is none in it. The next type takes its place, `other` where there is none."""
    there = set(records(presences, "passage", "iso3"))
    rows = named(found)
    types, ranks = Counter(map(_naming, rows)), Counter[tuple[str, str, int]]()
    kept: list[dict[str, object]] = []
    for row in rows:
        naming = _naming(row)
        if row["engagement"] == "field_presence" and naming[:2] not in there:
            if types[naming] > 1:
                continue
            row |= {"engagement": "other", "certainty": "ambiguous"}
        ranks[naming] += 1
        kept.append(row | {"rank": ranks[naming]})
    return schema.frame("engagements", kept)


def _naming(row: dict[str, Any]) -> tuple[str, str, int]:
    """The place where a country is named."""
    return row["passage"], row["iso3"], row["mention_start"]


def govern(
    text: str, scope: Scope, triggers: Sequence[Trigger], signs: Sequence[tuple[int, int, str]]
) -> list[Trigger]:
    """The triggers that govern a list of countries, one a type, the main one first.

    1. The clause that holds the names speaks first, and if it holds two lists the part beside this one. If it
       opens with "including", what stands before it speaks first.
    2. If it only sets the place (在X，), all clauses after it, up to the next country, speak together.
    3. Then the clauses before it, the nearest first; then those after it; then the next sentences, as long as they
       name no other country and point back to this one.
    Within each the topics come first, then what is said, then what is only suggested, each in order of the text. A
    visit said in the clause before monitoring keeps its place: "carried out nine visits, interviewing …".
    """

    def inside(spans: Iterable[Span]) -> list[Trigger]:
        held = [t for t in triggers if any(a <= t.start < b for a, b in spans)]
        return sorted(held, key=lambda t: (-t.rank, t.start))

    def opens(sign: str) -> bool:
        return any(
            s == sign and a >= scope.own[0] and not text[scope.opening : a].strip() for a, _, s in signs
        )

    own = inside([scope.near])
    if not own or own[0].rank == 1:
        own = inside([scope.own])
    backward, forward = [t for c in reversed(scope.before) for t in inside([c])], inside(scope.after)
    order = [own, backward, forward]
    if opens("including"):
        order = [backward, own, forward]
    elif not own and opens("fronted"):
        order = [forward, backward]
    elif own and own[0].engagement == "monitoring":
        order = [[t for t in inside(scope.before[-1:]) if t.engagement == "visit"], *order]
    found: dict[str, Trigger] = {}
    for t in [t for part in order for t in part] or inside([scope.beyond]):
        found.setdefault(t.engagement, t)
    if len(found) > 1:  # the suggested never stands beside the said, nor `other` beside anything
        main = next(iter(found.values()))
        found = {
            k: t for k, t in found.items() if t is main or (t.rank >= min(main.rank, 2) and k != "other")
        }
    if next(iter(found), "") == "other":
        return []
    return list(found.values())


def _ours(
    text: str, triggers: Sequence[Trigger], signs: Sequence[tuple[int, int, str]], language: Language
) -> list[Trigger]:
    """The triggers without those of a clause that another body heads and that does not name the Office."""
    heads = [(a, b) for a, b, sign in signs if sign == "other_body"]
    if not heads:
        return list(triggers)
    theirs = [
        (a, b)
        for sentence in sentences(text, language)
        for a, b in _clauses(text, sentence, language)
        if any(a <= x <= _opening(text, (a, b), language) < y for x, y in heads)
        and not any(sign == "office" and a <= x < b for x, _, sign in signs)
    ]
    return [t for t in triggers if not any(a <= t.start < b for a, b in theirs)]


def _aside(text: str, start: int, signs: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a list of countries that starts here is only named aside: refugees from the Sudan."""
    behind = (b for _, b, sign in signs if sign == "aside" and b <= start)
    return any(_NEXT.fullmatch(text[b:start].lstrip()) for b in behind)


Named = tuple[int, int, str, str]


def _groups(text: str, named: Sequence[Named], language: Language) -> list[list[Named]]:
    """The names parted into lists: between two names of one list stand only joints and brackets."""
    groups: list[list[Named]] = []
    for one in named:
        if groups and _joints(language.code).fullmatch(text[groups[-1][-1][1] : one[0]]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [g for g in groups if any(kind in ("country", "territory") for *_, kind in g)]


@cache
def _joints(lang: str) -> re.Pattern[str]:
    rows = [e for e in vocabulary.load("engagements", lang) if e.id == "list"]
    bars, words = (
        [re.escape(e.text) for e in sorted(rows, key=lambda e: -len(e.text)) if (e.role == "never") is bar]
        for bar in (True, False)
    )
    return re.compile(rf"(?:(?!{'|'.join(bars) or '(?!)'})(?:\s|[(（][^()（）]*[)）]|{'|'.join(words)}))+")


def _scopes(
    text: str, groups: Sequence[Sequence[Named]], signs: Sequence[tuple[int, int, str]], language: Language
) -> list[Scope]:
    """The scope of each list of names; the commas inside a list part no clauses."""
    phrases = [(a, b) for a, b, sign in signs if sign == "phrase"]
    covered = mask(text, [(g[0][0], g[-1][1], "country") for g in groups])
    for a, b in phrases:
        covered = covered[:a] + re.sub(r"\W", "_", covered[a:b]) + covered[b:]
    apart = sentences(text, language)
    whole = _joined(text, apart, language)
    scopes = []
    for i, group in enumerate(groups):
        at = next(k for k, (a, b) in enumerate(whole) if a <= group[0][0] < b)
        start, end = whole[at]
        stop = next(b for a, b in apart if a <= group[0][0] < b)
        parts = _clauses(covered, (start, end), language)
        home = next(k for k, (a, b) in enumerate(parts) if a <= group[0][0] < b)
        left = groups[i - 1][-1][1] if i else 0
        right = groups[i + 1][0][0] if i + 1 < len(groups) else len(text)
        beyond = end
        for a, b in whole[at + 1 :]:
            if right < b or not any(a <= x < b and sign == "there" for x, _, sign in signs):
                break
            beyond = b
        scopes.append(
            Scope(
                parts[home],
                _opening(text, parts[home], language),
                (max(left, parts[home][0]), min(right, parts[home][1])),
                tuple(p for p in parts[:home] if p[0] >= left),
                tuple(p for p in parts[home + 1 :] if p[1] <= min(right, stop)),
                (end, beyond),
                stop,
            )
        )
    return scopes


def _joined(text: str, spans: Sequence[Span], language: Language) -> list[Span]:
    """The sentences; what follows a semicolon and begins with a joint (; and in Peru) goes on with what is before it."""
    joined: list[Span] = []
    for begin, end in spans:
        if joined and text[joined[-1][1] - 1] in ";；" and _opening(text, (begin, end), language) > begin:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined


def _opening(text: str, clause: Span, language: Language) -> int:
    """Where a clause begins behind the joints at its head: and, in Fiji, …"""
    begin, end = clause
    lead = _joints(language.code).match(text, begin, end)
    return lead.end() if lead else begin


def _clauses(text: str, sentence: Span, language: Language) -> list[Span]:
    """The clauses of a sentence; where commas join lists too, a part of few words and no name belongs to what follows."""
    joints = _joints(language.code)
    begin = mark = sentence[0]
    parts = []
    for m in language.clause_split.finditer(text, *sentence):
        part, mark = text[mark : m.start()], m.end()
        if joints.fullmatch(m[0]) and len(part.split()) <= FEW_WORDS and COUNTRY not in part:
            continue
        parts.append((begin, mark))
        begin = mark
    return [*parts, (begin, sentence[1])] if begin < sentence[1] else parts


class _Triggers:
    """Finds the vocabulary's words, those with gaps too; of two that overlap the topic, then the first, then the longer."""

    def __init__(self, entries: Iterable[vocabulary.Entry], language: Language) -> None:
        self._entries = [e for e in entries if e.role != "label" and e.id != "list"]
        self._clause = language.clause_split
        self._parts = [e.text.split("…") for e in self._entries]
        words = sorted({part for parts in self._parts for part in parts})
        self._words = Searcher([vocabulary.Entry(word, "match", word) for word in words], language)
        self._beginning: dict[str, list[int]] = {}  # first part → its entries
        for i, parts in enumerate(self._parts):
            self._beginning.setdefault(parts[0], []).append(i)

    def find(self, text: str) -> tuple[list[Trigger], list[tuple[int, int, str]]]:
        """The triggers that do not overlap, and the signs (start, end, id) of how the sentences are built."""
        places: dict[str, list[Span]] = {}
        for hit in self._words.every(text):
            places.setdefault(hit.entry.id, []).append((hit.start, hit.end))
        begun = sorted(i for word in places for i in self._beginning.get(word, ()))
        hits = [(a, b, self._entries[i]) for i in begun for a, b in self._spans(text, self._parts[i], places)]
        signs = sorted((a, b, e.id) for a, b, e in hits if e.id in _STRUCTURE)
        barred = [(a, b, e.id) for a, b, e in hits if e.role == "never"]
        said = [
            (a, b, e)
            for a, b, e in hits
            if e.role != "never"
            and e.id not in _STRUCTURE
            and not any(x < b and a < y and bar == e.id for x, y, bar in barred)
        ]
        triggers: list[Trigger] = []
        for a, b, e in sorted(said, key=lambda h: (_rank(h[2]) < 3, h[0], -h[1], -_rank(h[2]))):
            if not any(a < t.end and t.start < b for t in triggers):
                triggers.append(Trigger(a, b, e.id, _rank(e)))
        return triggers, signs

    def _spans(self, text: str, parts: list[str], places: dict[str, list[Span]]) -> list[Span]:
        spans = places.get(parts[0], [])
        for part in parts[1:]:
            ends = places.get(part, [])
            grown = ((a, next((y for x, y in ends if b <= x <= b + GAP), 0)) for a, b in spans)
            spans = [(a, b) for a, b in grown if b and not self._clause.search(text[a : b - 1])]
        return spans


def _rank(entry: vocabulary.Entry) -> int:
    return 1 if entry.role == "weak" else 3 if entry.kind == "topic" else 2


@cache
def _searcher(language: Language) -> _Triggers:
    return _Triggers(vocabulary.load("engagements", language.code), language)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    return start, end
