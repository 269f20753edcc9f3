"""What a sentence says of a figure: how exact it is, what kind it is, for which fund, and of which whole it is a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.numbers.figure import Figure
from etl.numbers.grammar import Grammar, Hit
from etl.spans import Span

_COVERED = re.compile(
    "[\ue000-\uf8ff]+"
)  # a date between two figures of a list: 其中 2018 年 30 笔，2019 年 22 笔
_NUMBER = re.compile(r"\s*\d")
_AFTER = 12  # no longer than this is a word behind a number that says how exact it is
_NEAR = 15  # "including police and teachers in 15 provinces" tells of no part


def qualified_behind(body: str, figure: Figure, g: Grammar) -> None:
    """Take in what stands directly behind the number and says how exact it is: 150 名左右的法官, 150 or more patients."""
    said = g.qualifiers["after"].first(body, figure.end, figure.end + _AFTER)
    if said and not body[figure.end : said[0]].strip():
        figure.end = said[1]
        figure.qualifier = figure.qualifier or said[2].id


def qualify(body: str, figure: Figure, sentence: Span, g: Grammar) -> str:
    """How exact the figure is said to be; words directly before and behind become part of its phrase."""
    qualified_behind(body, figure, g)
    before = (
        None if _over_is_no_more_than(body, figure, g) else g.qualifiers["before"].before(body, figure.start)
    )
    governing = g.qualifiers["sentence"].first(body, sentence[0], figure.start)
    inner = figure.qualifier
    if governing and body[governing[1] : figure.start].strip() and _NUMBER.match(body, governing[1]):
        governing = None  # it is said of another number: an estimated 56,000 survivors in 92 countries
    if governing and not body[governing[1] : figure.start].strip():
        figure.start = governing[0]
    if before and before[1].role != "never":
        figure.start = before[0]
        if before[1].id != "exact":
            return before[1].id
    return inner or (governing[2].id if governing else "exact")


def _over_is_no_more_than(body: str, figure: Figure, g: Grammar) -> bool:
    """Whether an "over" before a figure belongs to a verb, or tells how long something took."""
    if figure.unit in g.classes["time"]:
        return bool(g.before("relations.spanning", body, figure.start))
    stages = g["relations.stages"].search(body[figure.start : figure.end])
    name = "relations.over_stages" if stages else "relations.particle"
    return bool(g.before(name, body, figure.start))


def category(masked: str, figure: Figure, clause: Span, fund: str, g: Grammar) -> str:
    """That of the unit, unless the clause says that money, taking part or another body is meant; people are no money."""

    def says(name: str) -> bool:
        return bool(g[f"relations.{name}"].search(masked, *clause))

    kind = g.kinds.get(figure.unit, "other")
    worth = figure.unit == "money" and not fund and not says("funding") and says("worth")
    if figure.whole or worth:
        return "other"
    helped = kind == "reach" and figure.unit in g.classes["people"]
    paid = fund or kind == "funding" or says("funding")
    if paid and not helped and figure.unit not in g.classes["never_funding"]:
        return "funding"
    if kind == "presence" and says("others"):
        return "other"
    if figure.unit in g.classes["people"]:
        if kind == "presence" and not says("trained"):
            return kind
        return "participation" if kind == "participation" or says("participation") else "reach"
    return kind


def fund(body: str, figure: Figure, beside: Sequence[Figure], sentence: Span, g: Grammar) -> str:
    """The fund the figure's sentence speaks of; of several the one whose subject is named nearest."""
    named = g.funds.find(body, *sentence)
    if not named:
        earlier = g.funds.find(body, 0, sentence[0])
        return earlier[-1][2].id if earlier and g["relations.anaphor"].search(body, *sentence) else ""
    if len(named) == len(beside) and g["relations.paired"].search(body, *sentence):
        return named[beside.index(figure)][2].id
    ids = {entry.id for _, _, entry in named}
    cues = [
        hit
        for hit in g.cues.find(body, *sentence)
        if hit[2].id in ids and not any(a <= hit[0] < b for a, b, _ in named)
    ]
    nearest = min(cues if len(ids) > 1 and cues else named, key=lambda hit: _distance(hit, figure))
    return nearest[2].id


def _distance(hit: Hit, figure: Figure) -> int:
    return max(hit[0] - figure.end, figure.start - hit[1], 0)


def wholes(masked: str, figures: Sequence[Figure], spans: Sequence[Span], g: Grammar) -> list[Figure | None]:
    """Of each figure the one of which it is a part: $3.4 billion, of which $1.2 billion; 28 States, 13 of them."""
    out: list[Figure | None] = [None] * len(figures)
    for i, figure in enumerate(figures):
        for j in (i - 1, i + 1):
            if 0 <= j < len(figures) and figures[j].whole and spans[j] == spans[i] and not figure.whole:
                out[i] = figures[j]
        before = figures[i - 1] if i and spans[i - 1] == spans[i] else None
        if not before or out[i]:
            continue
        gap = _COVERED.sub("", masked[before.end : figure.start]).strip()
        cue = g["relations.part"].search(gap)
        if cue and len(gap) - cue.end() <= _NEAR:
            out[i] = before if _holds(before, figure) else None
        elif out[i - 1] and g["relations.beside"].match(gap):
            whole = out[i - 1]
            out[i] = whole if whole and _holds(whole, figure) else None
    return out


def _holds(whole: Figure, part: Figure) -> bool:
    """Whether one figure can be a part of the other: no more than it, and of the same currency."""
    return (
        whole.high >= part.high
        and whole.currency == part.currency
        and (whole.unit == "percent") == (part.unit == "percent")
    )
