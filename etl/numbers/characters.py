"""The grammar of numbers in a language that writes number words in characters without blanks, as Chinese does.

A number is a run of digits, numerals (三), tens (十百千) and scales (万亿), mixed at will: 十二万三千, 13 万 2 千,
1 亿 3 410 万, 六点二亿. Two numerals that follow each other are said at once (两三, 十七八, 四五万); a word such as
余 or 多 among them says how exact the number is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile
from math import prod
from typing import Any

from etl.numbers.combinators import Parser, any_of
from etl.numbers.digits import VULGAR, Digits, digits
from etl.numbers.number import Number, tidy

_TEN, _HUNDRED = 10, 100


@dataclass(frozen=True)
class _Part:
    """A part of a number: `kind` is digits, numeral, tens, scale, point, more or several; `high`: of a pair the second."""

    kind: str
    end: int
    value: float = 0
    high: float = 0
    said: str = ""
    certain: bool = True
    grouped: bool = False
    decimal: float | None = None


def parser(words: Mapping[str, Any]) -> Parser[Number]:
    """The parser of numbers, from the language's table `numerals`."""
    run = _run(words)
    about = re.compile(rf"(?:{words['bare_behind']})\s?$")
    half = re.compile(rf"半(?={words['halved']})")

    def parse(text: str, at: int) -> tuple[Number, int] | None:
        if m := half.match(text, at):
            return Number(0.5, 0.5), m.end()
        parts = run(text, at)
        if parts and parts[0].kind in ("tens", "scale") and about.search(text, max(0, at - 4), at):
            parts.insert(0, _Part("numeral", at, 1, 1))  # 近百, 逾万
        for size in range(len(parts), 0, -1):
            if number := _number(parts[:size]):
                cut = any(p.kind not in ("more", "point") for p in parts[size:])
                return replace(number, certain=number.certain and not cut), parts[size - 1].end
        return None

    return parse


def _run(words: Mapping[str, Any]) -> Callable[[str, int], list[_Part]]:
    """A reader of the parts that stand one behind another; blanks stand beside digits only."""
    values = {kind: words[kind] for kind in ("numeral", "tens", "scale")}
    more = {key[0]: said for key, said in words["more"].items()}
    part = re.compile(
        rf"(?P<scale>(?:{any_of(words['scale'])})(?!(?<=[A-Za-z])[A-Za-z]))|(?P<tens>{any_of(words['tens'])})(?!{words['not_tens']})"
        rf"|(?P<numeral>{any_of(words['numeral'])})|(?P<more>{'|'.join(words['more'])})"
        rf"|(?P<point>{words['point']})(?=\s?[\d{''.join(words['numeral'])}])"
    )
    blank = re.compile(r"[\s\u00a0]?")
    digit = re.compile(rf"\d|{VULGAR}")

    def read(text: str, at: int) -> list[_Part]:
        out: list[_Part] = []
        while True:
            gap = blank.match(text, at)
            begin = gap.end() if gap and out else at
            if digit.match(text, begin) and not (out and out[-1].kind in ("digits", "numeral", "more")):
                found = digits(text, begin)
                if not found:
                    return out
                out.append(_printed(*found))
            else:
                m = part.match(text, begin)
                if (
                    not m
                    or not m.lastgroup
                    or (begin > at and out[-1].kind not in ("digits", "scale", "tens"))
                ):
                    return out
                if begin > at and m.lastgroup == "numeral":
                    return out
                value = values.get(m.lastgroup, {}).get(m.group(), 0)
                said = more.get(m.group(), "")
                kind = "several" if said == "several" else m.lastgroup
                out.append(_Part(kind, m.end(), value, value, said))
            at = out[-1].end

    return read


def _printed(found: Digits, end: int) -> _Part:
    return _Part("digits", end, found.value, found.value, "", found.certain, found.grouped, found.decimal)


def _number(parts: Sequence[_Part]) -> Number | None:
    """The number of a whole run of parts, None if together they are no number."""
    parts = [_decimal(p) if q.kind in ("scale", "tens") else p for p, q in pairwise([*parts, parts[-1]])]
    parts = _several(parts)
    plain = [p for p in parts if p.kind != "more"]
    said = [p for p in parts if p.kind == "more"]
    first = parts[0]
    begins = first.kind in ("digits", "numeral") or (first.kind == "tens" and first.value < _HUNDRED)
    if len(said) > 1 or not (begins or (len(parts) > 1 and parts[1].kind in ("more", "scale"))):
        return None
    if said:  # 20 多万, 三百余: before it a round number, behind it at most a scale
        at = parts.index(said[0])
        if (
            at == 0
            or parts[at - 1].kind == "numeral"
            or any(p.kind not in ("tens", "scale") for p in parts[at + 1 :])
        ):
            return None
    merged = _merged(plain)
    if merged is None:
        return None
    low, high = (_value(merged, pick) for pick in (min, max))
    if low is None or high is None:
        return None
    return Number(
        tidy(low),
        tidy(high),
        said[0].said if said else "",
        certain=all(p.certain for p in plain) and not _short(merged),
        scale=_scale(plain),
        grouped=plain[-1].grouped,
        decimal=parts[0].decimal if len(parts) == 1 else None,
    )


def _several(parts: Sequence[_Part]) -> list[_Part]:
    """With what 几 behind tens leaves open: 十几 is 11 to 19, 20 几 is 21 to 29."""
    out: list[_Part] = []
    for part in parts:
        last = out[-1] if out else None
        if part.kind == "several" and last and last.kind == "digits" and last.value % _TEN == 0:
            out[-1] = replace(last, end=part.end, value=last.value + 1, high=last.value + 9, certain=False)
        elif part.kind == "several" and last and last.kind == "tens" and last.value < _HUNDRED:
            out.append(replace(part, kind="numeral", value=1, high=9, certain=False))
        else:
            out.append(part)
    return out


def _decimal(part: _Part) -> _Part:
    """Digits before a scale: the mark in 1.343 亿 is a decimal point."""
    if part.decimal is None:
        return part
    return replace(part, value=part.decimal, high=part.decimal, certain=True, grouped=False, decimal=None)


def _merged(parts: Sequence[_Part]) -> list[_Part] | None:
    """Numerals side by side made one part: 零五 → 5, 两三 → 2 to 3, 二〇一九 → 2019, 六点二 → 6.2."""
    out: list[_Part] = []
    for kind, same in groupby(parts, key=lambda p: p.kind):
        group = list(same)
        if kind != "numeral":
            out += group
            continue
        if out and out[-1].kind == "point":
            out.append(_string(group))
            continue
        if out and group[0].value == 0:
            group = [replace(group[1], said="zero"), *group[2:]] if len(group) > 1 else group
        if len(group) == 2 and (group[0].value, group[1].value) in _PAIRS:
            group = [replace(group[1], value=group[0].value, high=group[1].value)]
        if len(group) > 1:
            if out or (len(group) == 2 and all(p.value for p in group)):
                return None
            group = [_string(group)]
        out += group
    points = [i for i, p in enumerate(out) if p.kind == "point"]
    if not points:
        return out
    at = points[0]
    whole = _value(out[:at], min)
    if len(points) > 1 or whole is None or whole % 1 or at + 1 >= len(out):
        return None
    behind = out[at + 1]
    value = float(f"{whole:.0f}.{behind.value:.0f}" if not behind.said else f"{whole:.0f}.{behind.said}")
    return [_Part("digits", behind.end, value, value), *out[at + 2 :]]


_PAIRS = {(float(a), float(a + 1)) for a in range(1, 9)} | {(3.0, 5.0)}


def _string(group: Sequence[_Part]) -> _Part:
    """Numerals as the digits of a number: 二〇一九."""
    said = "".join(f"{p.value:.0f}" for p in group)
    return replace(group[-1], value=float(said), high=float(said), said=said)


def _value(parts: Sequence[_Part], pick: Callable[[float, float], float]) -> float | None:
    """The number that the parts make up, with the lower or the higher of a pair; None if they do not fit."""
    total = section = 0.0
    current: float | None = None
    last_scale = last_tens = float("inf")
    for part in parts:
        if part.kind in ("digits", "numeral"):
            if current is not None:
                return None
            current = pick(part.value, part.high)
        elif part.kind == "tens":
            if part.value >= last_tens:
                return None
            section += (1 if current is None else current) * part.value
            current, last_tens = None, part.value
        elif part.kind == "scale":
            amount = section + (current or 0)
            if part.value < last_scale:
                total += (amount or 1) * part.value
            elif amount and last_scale < part.value:  # 一万二千亿: the 亿 is of all before
                total = (total + amount) * part.value
            else:
                total *= part.value  # 万亿
            section, current, last_scale, last_tens = 0.0, None, part.value, float("inf")
        else:
            return None
    return total + section + (current or 0)


def _scale(parts: Sequence[_Part]) -> float:
    """The scale that the number ends in: 万 of 四五万, 百万 of 45 百万; tens after a numeral are part of it (五十)."""
    behind = list(takewhile(lambda p: p.kind in ("tens", "scale"), reversed(parts)))
    if len(behind) == len(parts) or not behind:
        return 1
    own = parts[-len(behind) - 1].kind == "digits" or any(p.kind == "scale" for p in behind)
    return prod(p.value for p in behind) if own else 1


def _short(parts: Sequence[_Part]) -> bool:
    """Whether the last place is left out, so that it is not clear which is meant: 三万五, 一百五."""
    if len(parts) < 2 or parts[-1].kind not in ("digits", "numeral") or parts[-1].said == "zero":
        return False
    before = parts[-2]
    return before.value >= _HUNDRED and parts[-1].high < before.value / _TEN
