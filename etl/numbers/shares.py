"""Shares: percentages and fractions in words, and so many of so many: 百分之三十, 六成, two thirds, one in four."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from etl.numbers.combinators import Parser, both, first, mapped, pattern, word
from etl.numbers.digits import VULGAR, ratio
from etl.numbers.grammar import Grammar
from etl.numbers.number import Number


class Share(NamedTuple):
    """A share: where it ends, its number, and percent or fraction."""

    end: int
    number: Number
    unit: str


def share(text: str, at: int, g: Grammar) -> Share | None:
    """The share that begins at an offset."""
    readers = (_half, _percent, _part_of, _tenths, _each, _fraction, _out_of, _ratio)
    return next((found for read in readers if (found := read(text, at, g))), None)


def _exactly(value: float) -> Number:
    return Number(value, value)


def _half(text: str, at: int, g: Grammar) -> Share | None:
    """一半, half of the; 过半数 is more."""
    m = g["shares.half"].match(text, at)
    if not m:
        return None
    more = "more_than" if m.groupdict().get("more") else ""
    return Share(m.end(), replace(_exactly(0.5), qualifier=more), "fraction")


def _percent(text: str, at: int, g: Grammar) -> Share | None:
    """百分之三十, 百分之 40 至 55."""
    m = g["shares.percent"].match(text, at)
    low = g.number(text, m.end()) if m else None
    if not low:
        return None
    gap = g["amounts.range"].match(text, low[1])
    again = (g["shares.percent"].match(text, gap.end()) or gap) if gap else None
    high = g.number(text, again.end()) if again else None
    if high and low[0].low < high[0].low:
        return Share(high[1], replace(low[0], high=high[0].high), "percent")
    return Share(low[1], low[0], "percent")


def _part_of(text: str, at: int, g: Grammar) -> Share | None:
    """三分之二, 千分之五: the whole first."""
    wholes = {name: Number(n, n) for name, n in g.block["shares"]["wholes"].items()}
    below = first(word(wholes), g.number)(text, at)
    m = g["shares.part"].match(text, below[1]) if below else None
    top = g.number(text, m.end()) if m else None
    if not below or not top or not below[0].low:
        return None
    return Share(top[1], _exactly(top[0].low / below[0].low), "fraction")


def _tenths(text: str, at: int, g: Grammar) -> Share | None:
    """六成, 七成五, 六七成."""
    m = g["shares.tenths"].match(text, at)
    if not m or not g["shares.tenths_before"].match(text, at):
        return None
    top = g.number(m["top"], 0)
    if not top:
        return None
    more = 5 if m["more"] == "半" else g.value(m["more"]) or 0
    return Share(
        m.end(), replace(top[0], low=top[0].low * 10 + more, high=top[0].high * 10 + more), "percent"
    )


def _each(text: str, at: int, g: Grammar) -> Share | None:
    """每四名妇女中有一名, 十人中有七人."""
    every = g["shares.each"].match(text, at)
    at = every.end() if every else at
    below = g.number(text, at)
    if every and not below and (whole := g.number(f"一{text[at]}", 0)):  # 每百人 is 每一百人
        below = whole[0], at + 1
    if not below or (not every and below[0].low not in g.block["shares"]["whole"]):
        return None
    gap = g["shares.each_gap" if every else "shares.rate_gap"].match(text, below[1])
    top = g.number(text, gap.end()) if gap else None
    end = g["shares.each_end"].match(text, top[1]) if top else None
    if not top or not end or not top[0].low < below[0].low:
        return None
    return Share(end.end(), _exactly(top[0].low / below[0].low), "fraction")


def _fraction(text: str, at: int, g: Grammar) -> Share | None:
    """Two thirds, a quarter of, one half."""
    names: dict[str, int] = g.block["shares"].get("denominators", {})
    if not names:
        return None
    one = word({g.block["numerals"]["article"][0]: 1.0}, r"(?=\s)")
    top = first(one, mapped(g.number, lambda n: n.low if n.scale == 1 and not n.qualifier else None))(
        text, at
    )
    if not top:
        return None
    plural = {f"{name}s": n for name, n in names.items()} | {"halves": 2}
    below = word(names if top[0] == 1 else plural, "(?![A-Za-z])")
    found = both(pattern(r"[-\s]"), pattern(""), below, lambda _, n: n)(text, top[1])
    if not found or top[0] >= found[0] or not g["shares.no_fraction"].match(text, found[1]):
        return None
    changed = g.before("shares.by", text, at) and g["shares.by_end"].match(text, found[1])
    article = text[at : at + 2].lower() == "a " and not changed
    if article and not g["shares.article_fraction"].match(text, found[1]):
        return None
    return Share(found[1], _exactly(top[0] / found[0]), "fraction")


def _out_of(text: str, at: int, g: Grammar) -> Share | None:
    """One in four, two out of every five, nine out of 10; but not 12 in 15 regions, nor 13 out of the 28."""
    top = _plain(g.number)(text, at)
    alone = g["shares.one_in"].match(text, top[1]) if top and top[0] == 1 else None
    gap = alone or (g["shares.out_of"].match(text, top[1]) if top else None)
    below = _plain(g.number)(text, gap.end()) if gap else None
    if not top or not gap or not below or not top[0] < below[0] or g["shares.no_share"].match(text, below[1]):
        return None
    if alone and not g["shares.one_in_end"].match(text, below[1]):
        return None
    if not (top[0] == 1 or g["shares.every"].search(gap.group()) or below[0] in g.block["shares"]["whole"]):
        return None
    return Share(below[1], _exactly(top[0] / below[0]), "fraction")


def _plain(number: Parser[Number]) -> Parser[float]:
    return mapped(number, lambda n: n.low if n.low == n.high and n.low % 1 == 0 and n.certain else None)


def _ratio(text: str, at: int, g: Grammar) -> Share | None:
    """3/5 of, ¾ of."""
    found = ratio(text, at)
    if not found and pattern(VULGAR)(text, at) and (number := g.number(text, at)):
        found = number[0].low, number[1]
    if not found or not g["shares.ratio"].match(text, found[1]):
        return None
    return Share(found[1], _exactly(found[0]), "fraction")
