"""Amounts: a number with its sign, its currency, percent sign or measure word; two of them may be a range.

The rule above all: where more of a number touches what was read, the reading is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from etl.numbers.grammar import Grammar
from etl.numbers.number import Number
from etl.numbers.shares import share

_FAR = 1000  # from 5 to 6 million may leave out a scale, but who says 5 to 6000000?
_CUT = re.compile("\\d[,.]?\ue00f")  # what is covered was cut out of the number itself
_OPEN, _CLOSE = re.compile(r"\s?[(（]"), re.compile("[)）]")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}\s?$")  # of a currency that is not known
_GLUED = re.compile(r"[A-Za-z/]|[.,:]\d|\d")
_Counted = Callable[[int, float], bool]


@dataclass(eq=False)
class Quantity:
    """A number as printed, with what stands around it; a range if `low` and `high` differ.

    `money` is the word or sign of its currency, `measure` its measure word, `unit` percent, fraction or money where
    that is clear; `lender` the quantity behind it in a list that says for both what they are.
    """

    start: int
    end: int
    number: Number
    unit: str = ""
    money: str = ""
    measure: str = ""
    article: bool = False  # an 一 that may mean no more than "a"
    certain: bool = True
    lender: Quantity | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing says what it is."""
        return not (self.unit or self.money or self.measure)


def find(text: str, g: Grammar, counted: _Counted) -> list[Quantity]:
    """The quantities of a text in which everything that is none is covered.

    `counted(offset, value)` tells whether a noun that can be counted stands at an offset.
    """
    out: list[Quantity] = []
    at = 0
    while m := g["begin"].search(text, at):
        if part := share(text, m.start(), g):
            out.append(Quantity(m.start(), part.end, part.number, part.unit, certain=part.number.certain))
        elif first := _amount(text, m, g):
            out += _range(text, first, g, counted)
        number = g.number(text, m.end())
        at = max(m.start() + 1, out[-1].end if out else 0, number[1] if number else 0)
    _doubt(text, out, g)
    _lend(text, out, g)
    return out


def _amount(text: str, m: re.Match[str], g: Grammar) -> Quantity | None:
    """One amount; None where no number follows, or what follows it makes it none."""
    found = g.number(text, m.end())
    if not found or g.before("numerals.vague", text, m.end()):
        return None
    number, end = found
    end = _again(text, end, number, g)
    quantity = Quantity(m.start(), end, number, money=m["money"] or "", certain=number.certain)
    quantity.article = text[m.end() : end] == g.block["amounts"]["article"]
    _tail(text, quantity, g)
    if quantity.end == end and text[end - 1].isalpha() and g["amounts.hyphenated"].match(text, end):
        return None
    if quantity.end == end and _GLUED.match(text, end) and text[end - 1].isascii():
        return None
    if not quantity.money and g["amounts.short_scale"].search(text, m.end(), end):
        return None  # $2m is money, 2 m a length
    if m["sign"] or m["sign2"]:
        quantity.number = replace(quantity.number, low=-quantity.number.high, high=-quantity.number.low)
        spelled = (m["sign"] or "").strip().isalpha()
        quantity.certain &= bool(quantity.unit or quantity.money) or spelled
    return quantity


def _again(text: str, end: int, number: Number, g: Grammar) -> int:
    """Behind a number that a bracket says once more: twenty-two (22)."""
    m = _OPEN.match(text, end)
    found = g.number(text, m.end()) if m else None
    if not found or (found[0].low, found[0].high) != (number.low, number.high):
        return end
    close = _CLOSE.match(text, found[1])
    return close.end() if close else end


def _tail(text: str, quantity: Quantity, g: Grammar) -> None:
    """What stands behind the number: percent, currency, measure word; 半 behind a measure word is a half more."""
    if half := g["amounts.half"].match(text, quantity.end):
        quantity.number, quantity.end = quantity.number.plus(0.5), half.end()
        quantity.measure = "".join(part for part in half.groups() if part)
        quantity.article = False
        return
    m = g["tail"].match(text, quantity.end)
    if not m:
        return
    if m["percent"]:
        quantity.unit = "percent"
        if quantity.number.decimal is not None:  # 3.125 per cent
            quantity.number, quantity.certain = quantity.number.as_decimal(), True
    elif m["currency"]:
        quantity.money = quantity.money or m["currency"]
    else:
        quantity.measure = m["measure"]
    quantity.end = m.end()


def _range(text: str, first: Quantity, g: Grammar, counted: _Counted) -> list[Quantity]:
    """The amount, as a range with a second one where one follows; as two where they only stand together."""
    between = g.before("amounts.between_before", text, first.start)
    gap = g["amounts.range"].match(text, first.end)
    if not gap and between:
        gap = g["amounts.between_and"].match(text, first.end)
    if not gap or first.number.low != first.number.high:
        return [first]
    qualified = g["qualified"].match(text, gap.end())
    m = g["begin_upper"].match(text, qualified.end() if qualified else gap.end())
    second = _amount(text, m, g) if m else None
    if not second or second.number.low != second.number.high:
        return [first]
    if first.money and not second.money:
        if second.unit or (second.number.scale == 1 and counted(second.end, second.number.low)):
            return [first]  # $1,045,000 to 43 organizations, $5,000 or 2 per cent
        second.money = first.money
    same = (first.unit, first.measure) == (second.unit, second.measure) and first.money == second.money
    if not same and not first.plain:
        return [first]
    alone = first.plain
    _borrow(first, second)
    change = g.before("amounts.change", text, first.start)
    if change and (
        not change["by"] or not alone
    ):  # by 5 to 10 per cent is a range, by $2 million to $9 million none
        first.unit, first.money, first.measure = second.unit, second.money, second.measure
        first.lender = second
        return [first, second]
    low, high = first.number, second.number
    if low.low >= high.low:
        return [first, second] if not first.plain else [second]
    number = replace(high, low=low.low, qualifier=high.qualifier or low.qualifier)
    certain = (
        first.certain and second.certain and (low.low == 0 or high.low / abs(low.low) < _FAR or low.grouped)
    )
    return [replace(second, start=first.start, number=number, certain=certain, article=False)]


def _borrow(first: Quantity, second: Quantity) -> None:
    """Give the lower end the scale word that was said once for both: 4 to 6 million."""
    scale = second.number.scale
    lent = first.number.times(scale)
    if first.number.scale == 1 and scale > 1 and not first.number.grouped and lent.low < second.number.high:
        first.number = lent


def _doubt(text: str, quantities: Sequence[Quantity], g: Grammar) -> None:
    """Take certainty from every number that another one touches."""
    for i, quantity in enumerate(quantities):
        if _CUT.match(text, quantity.end - 1):
            quantity.certain = False
        if g["numerals.touching"].match(text, quantity.end) and quantity.plain:
            quantity.certain = False
            if i + 1 < len(quantities) and quantities[i + 1].start <= quantity.end + 1:
                quantities[i + 1].certain = False


def _lend(text: str, quantities: Sequence[Quantity], g: Grammar) -> None:
    """Join lists in which the last amount says for all what they are: 100 万、75 万和 50 万美元; $1.2 and $3.4 million."""
    closed = False
    for i in range(len(quantities) - 2, -1, -1):
        first, second = quantities[i], quantities[i + 1]
        gap = text[first.end : second.start]
        listed = g["amounts.listed"].fullmatch(gap)
        closed = bool(listed) and (closed or gap.strip() not in (",", "、") or not first.plain)
        if not closed or first.article or (first.plain and _CODE.search(text, 0, first.start)):
            continue
        lender = second.lender or second
        prefixed = first.money and lender.money and text[lender.start : lender.end].startswith(first.money)
        if prefixed and first.number.scale == 1 and not first.number.grouped and lender.number.scale > 1:
            first.number = first.number.times(lender.number.scale)
        elif first.plain:
            first.lender = lender
            first.unit, first.money, first.measure = lender.unit, lender.money, lender.measure
