"""Numbers in words: every Chinese numeral is read as the number that it was written from."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl import numerals

DIGITS, PLACES = "零一二三四五六七八九", ("", "十", "百", "千")


def below_ten_thousand(number: int) -> str:
    """1 023 → 一千零二十三."""
    said, gap = "", False
    for k, digit in enumerate(f"{number:04}"):
        if digit == "0":
            gap = True
        else:
            said += ("零" if gap and said else "") + DIGITS[int(digit)] + PLACES[3 - k]
            gap = False
    return said


def in_chinese(number: int) -> str:
    """As it is written out, in groups of four digits."""
    groups = [number // 10 ** (4 * k) % 10_000 for k in range(4)]
    said = ""
    for group, scale in zip(reversed(groups), ("万亿", "亿", "万", ""), strict=True):
        if group:
            said += ("零" if said and group < 1_000 else "") + below_ten_thousand(group) + scale
    return said


@given(st.integers(min_value=1, max_value=10**12 - 1))
@example(1_250_000_000)
@example(120_034_000)
@example(10_000)
def test_a_numeral_is_the_number_it_was_written_from(number):
    assert numerals.from_chinese(in_chinese(number)) == number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("十六", 16),
        ("两百零五", 205),
        ("二〇一九", 2019),
        ("一万二千亿", 12 * 10**11),
        ("百", 100),
        ("年", None),
        ("", None),
    ],
)
def test_short_forms(said, number):
    assert numerals.from_chinese(said) == number
