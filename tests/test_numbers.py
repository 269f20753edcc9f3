"""Numbers: sentences with their right answers, and the grammars by themselves."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from judging import judged, load, read, scores
from texts import cases

from etl import language
from etl.numbers.grammar import grammar


# cases/numbers.tsv: what people write in reports, class by class; more and other: other sentences of the same kinds, all
# written before the rules had seen them; classes: what later sentences showed, a class by a few of its own.
@pytest.mark.parametrize(
    ("name", "values", "wrong", "periods"),
    [
        ("numbers.tsv", 0.98, 0, 0.97),
        ("numbers_more.tsv", 0.98, 0, 0.95),
        ("numbers_other.tsv", 0.98, 0, 0.95),
        ("numbers_classes.tsv", 1, 0, 1),
    ],
)
def test_sentences(name: str, values: float, wrong: float, periods: float) -> None:
    verdicts = judged(load(name))
    got = scores(verdicts)
    amiss = [f"{j.value}: {j.case['sentence']} {j.found}" for j in verdicts if j.value != "right"]
    assert got["values"] >= values and got["wrong"] <= wrong, "\n".join(amiss)
    assert got["periods"] >= periods and got["qualifiers"] >= 0.97, got


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The 1951 Convention has 146 States parties."),
        ("en", "Protocol I of 1977 has 174 States parties."),
        ("zh", "1951年《难民公约》有146个缔约国。"),
        ("zh", "经费为45 300美元，比2019年减少5 200美元。"),
        ("zh", "12项决定获得通过，会议将于2022年举行。"),
    ],
)
def test_time_of_something_else(lang: str, sentence: str) -> None:
    """The year of a law, of what is compared, or of another clause is not that of a figure."""
    ((*figures,),) = read(lang, [sentence])
    assert figures and not any(figure["period"] for figure in figures)


def test_time_told_from_another() -> None:
    (figures,) = read("en", ["It gave 27 judgments in 2015 and another 31 a year later."])
    assert [(f["value"], f["period"]) for f in figures] == [(27, "2015"), (31, "")]


def test_rate_keeps_what_it_is_a_rate_of() -> None:
    (figures,) = read("en", ["There were 38 deaths per 1,000 live births."])
    assert [(f["value"], f["unit"]) for f in figures] == [(38, "people per 1,000 live births")]


ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def below_thousand(n: int, joint: str) -> str:
    """205 → two hundred and five."""
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    small = (
        ONES[rest - 1] if 0 < rest < 20 else "-".join([TENS[tens - 2]] * (tens > 1) + ONES[ones - 1 : ones])
    )
    small = small if rest else ""
    return joint.join(part for part in (f"{ONES[hundreds - 1]} hundred" if hundreds else "", small) if part)


def in_english(n: int, joint: str) -> str:
    parts = []
    for scale, word in ((10**9, " billion"), (10**6, " million"), (1000, " thousand"), (1, "")):
        group, n = divmod(n, scale)
        if group:
            parts.append(below_thousand(group, joint) + word)
    return " ".join(parts)


@given(st.integers(min_value=1, max_value=10**12 - 1), st.sampled_from([" ", " and "]))
@example(1_200, " ")
@example(3_004_000, " ")
def test_an_english_number_is_the_number_it_was_written_from(number: int, joint: str) -> None:
    assert grammar(language.get("en")).value(in_english(number, joint)) == number


@given(
    st.integers(min_value=1_000, max_value=10**12), st.sampled_from([",", " ", "\u00a0", "\u202f", "’", "'"])
)
def test_digits_with_every_separator(number: int, mark: str) -> None:
    printed = f"{number:,}".replace(",", mark)
    for lang in ("en", "zh"):
        assert grammar(language.get(lang)).value(printed) == number


@pytest.mark.parametrize(
    ("lang", "printed", "low", "high", "certain"),
    [
        ("zh", "13 万 2 千", 132_000, 132_000, True),
        ("zh", "1 亿 3 410 万", 134_100_000, 134_100_000, True),
        ("zh", "1.343 亿", 134_300_000, 134_300_000, True),
        ("zh", "两三", 2, 3, True),
        ("zh", "十七八", 17, 18, True),
        ("zh", "三万五", 30_005, 30_005, False),  # 35,000 as it is spoken
        ("zh", "二五", 2, 2, False),
        ("en", "25.000", 25_000, 25_000, False),
        ("en", "1.343 billion", 1_343_000_000, 1_343_000_000, True),
        ("en", "3 1/2 million", 3_500_000, 3_500_000, True),
        ("en", "a million and a half", 1_500_000, 1_500_000, True),
        ("en", "half a dozen", 6, 6, True),
        ("en", "1,25,00,000", 12_500_000, 12_500_000, True),
    ],
)
def test_a_number(lang: str, printed: str, low: float, high: float, certain: bool) -> None:
    found = grammar(language.get(lang)).number(printed, 0)
    assert found and (found[0].low, found[0].high, found[0].certain) == (low, high, certain)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Some 1234 567 people came."),
        ("en", "It has 12 50 members."),
        ("en", "One hundred and two hundred people came."),
        ("zh", "共有 12 50 名代表。"),
        ("zh", "共有三万五名代表。"),
    ],
)
def test_what_touches_a_number_takes_its_certainty(lang: str, sentence: str) -> None:
    assert [row["certainty"] for row in read(lang, [sentence])[0] if row["certainty"] != "ambiguous"] == []


@pytest.mark.parametrize(
    ("lang", "sentence", "parts"),
    [
        ("en", "Donors gave $3.4 billion, of which $1.2 billion was spent.", [None, 0]),
        ("en", "It recorded 300 killings, including 12 women and 5 boys.", [None, 0, 0]),
        ("en", "13 of the 28 States replied.", [1, None]),
        ("zh", "共发放 52 笔赠款，其中 2018 年 30 笔，2019 年 22 笔。", [None, 0, 0]),
        ("zh", "28 个会员国中的 13 个接受了审议。", [None, 0]),
        ("en", "It trained 20 judges and 30 lawyers.", [None, None]),
        ("en", "It gave $5 million, including to 40 schools.", [None, None]),
    ],
)
def test_a_part_is_tied_to_its_whole(lang: str, sentence: str, parts: list[int | None]) -> None:
    rows = read(lang, [sentence])[0]
    starts = [row["start"] for row in rows]
    wanted = [None if part is None else starts[part] for part in parts]
    assert [None if pd.isna(row["part_of"]) else row["part_of"] for row in rows] == wanted


@pytest.mark.parametrize("case", cases("numbers_units.csv"))
def test_numbers_without_a_noun_count_what_the_sentence_says(case: dict[str, str]) -> None:
    row = read(case["lang"], [case["sentence"]])[0][-1]
    assert row["unit"] == case["unit"] and row["certainty"] == "rule"
