"""The grammar of numbers in a language that parts its number words by blanks and hyphens, as English does.

number       terms, each smaller than the scale before it: two million three hundred thousand and five
term         a coefficient and its scales: 4 million, six hundred thousand, half a million, 3 dozen
coefficient  digits | words below a thousand | words, "point", words of digits | any of them "and a half"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from etl.numbers.combinators import Parser, any_of, both, first, many, mapped, pattern, remembered, then, word
from etl.numbers.digits import Digits, digits
from etl.numbers.number import Number

_END = r"(?![A-Za-z])"


@dataclass(frozen=True)
class _Term:
    """A number with its scales; the next term must be smaller than `last`, the scale named last."""

    number: Number
    last: float
    spelled: bool


def parser(words: Mapping[str, Any]) -> Parser[Number]:
    """The parser of numbers, from the language's table `numerals`."""
    gap = pattern(r"[-‑\s]")
    article = rf"(?i:{words['article']})"
    hundred = word({words["hundred"]: 100.0}, _END)
    scale = first(word(words["scales"], _END), word(words["collective"], _END))
    a_scale = rf"{article}(?=[\s-](?:{any_of([*words['scales'], *words['collective']])}){_END})"
    alone = mapped(pattern(rf"{article}(?=\s{words['article_before']})"), lambda _: _in_words(1))
    fraction = word(words["fractions"], _END)

    small = remembered(_below_hundred(words["words"], gap))
    and_ = pattern(rf"\s(?:{words['and']}\s)?")
    one = mapped(pattern(rf"{article}(?=\s)"), lambda _: 1.0)
    hundreds = then(both(first(small, one), gap, hundred, _product), and_, small, _sum)
    spelled = first(_decimal(small, words), hundreds, small)

    printed = mapped(digits, _in_digits)
    coefficient = first(then(printed, gap, hundred, _scaled), mapped(spelled, _in_words))
    mixed = then(coefficient, pattern(r"\s"), fraction, _plus)
    part = first(
        mapped(word(words["parts"], r"(?=\s)"), _in_words), mapped(pattern(a_scale), lambda _: _in_words(1))
    )
    short = word(words["short"], _END)
    term = first(
        many(both(part, gap, scale, _scaled), gap, scale, _scaled),
        then(many(mixed, gap, scale, _scaled), pattern(r"\s?"), short, _scaled),
        alone,
    )
    return _terms(term, fraction, scale, words)


def _below_hundred(values: Mapping[str, int], gap: Parser[str]) -> Parser[float]:
    """One to ninety-nine."""
    tens = word({w: float(v) for w, v in values.items() if v >= 20}, _END)
    teens = word({w: float(v) for w, v in values.items() if 10 <= v < 20}, _END)
    ones = word({w: float(v) for w, v in values.items() if v < 10}, _END)
    return first(then(tens, gap, ones, _sum), teens, ones)


def _decimal(small: Parser[float], words: Mapping[str, Any]) -> Parser[float]:
    """Two point five, zero point zero three."""
    digit = mapped(first(small, word(dict.fromkeys(words["zero"], 0.0), _END)), lambda n: str(int(n)))
    decimals = many(digit, pattern(r"\s"), digit, lambda a, b: a + b)
    point = pattern(rf"\s{words['point']}\s")
    return both(digit, point, decimals, lambda whole, behind: float(f"{whole}.{behind}"))


def _terms(
    term: Parser[_Term], fraction: Parser[float], scale: Parser[float], words: Mapping[str, Any]
) -> Parser[Number]:
    """Terms one behind another, and what is said of all of them: a million and a half, forty-odd, 100+."""
    gap = pattern(rf",?\s(?:{words['and']}\s)?")
    and_part = both(pattern(r"\s"), pattern(""), fraction, lambda _, part: part)
    more = first(
        both(pattern(r"[-‑\s]"), pattern(""), word(words["more"], _END), lambda _, said: said),
        word({"+": "at_least"}, r"(?!\d)"),
    )

    def parse(text: str, at: int) -> tuple[Number, int] | None:
        found = term(text, at)
        if not found:
            return None
        head, end = found
        while head.last and (between := gap(text, end)) and (following := term(text, between[1])):
            tail = following[0]
            in_words = tail.spelled and head.spelled
            alone = not between[0].strip()
            if tail.number.high >= head.last or not (in_words or (tail.last and alone)):
                break  # 2 million, 15 of them
            number = replace(head.number.plus(tail.number.low), certain=tail.number.certain)
            head, end = _Term(number, tail.last, head.spelled), following[1]
        number = head.number
        if head.last and (half := and_part(text, end)):
            number, end = number.plus(half[0] * head.last), half[1]
        if said := more(text, end):
            number, end = replace(number, qualifier=said[0]), said[1]
            if scaled := both(pattern(r"\s?"), pattern(""), scale, lambda _, n: n)(
                text, end
            ):  # $5.2+ billion
                number, end = number.times(scaled[0]), scaled[1]
        return number, end

    return parse


def _in_digits(d: Digits) -> _Term:
    return _Term(Number(d.value, d.value, "", d.certain, 1, d.grouped, d.decimal), 0, False)


def _in_words(value: float) -> _Term:
    return _Term(Number(value, value, scale=100 if value >= 100 and value % 100 == 0 else 1), 0, True)


def _plus(term: _Term, part: float) -> _Term:
    return replace(term, number=term.number.plus(part))


def _scaled(term: _Term, factor: float) -> _Term:
    return replace(term, number=term.number.times(factor), last=factor)


def _sum(a: float, b: float) -> float:
    return a + b


def _product(a: float, b: float) -> float:
    return a * b
