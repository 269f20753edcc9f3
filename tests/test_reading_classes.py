"""Faults that real documents were once read with, each as a small plain text: the classes of what cannot be lost again."""

from __future__ import annotations

import pytest
from texts import passages as read

from etl import figures, gazetteer, groups, language, mentions, structure
from etl.errors import Odd

EN, ZH = language.get("en"), language.get("zh")


def passages(raw: str, lang: str = "en") -> dict[str, str]:
    """Passage → text."""
    opened = {"en": "I. Introduction\n", "zh": "第一章 导言\n"}[lang] + raw
    return {p.passage: p.joined.text for p in structure.parse(opened, language.get(lang)).passages}


# What a document says, in a small text → the passages read from it.
MISREAD: dict[str, tuple[str, dict[str, str]]] = {
    "a quantity at the beginning of a line is no footnote": (
        "1. The Mission (see A/80/1) was active.¹\n2. UNIFIL recorded 12 allegations, including\n"
        "1 allegation of harassment. None was proven.\n3. It left.\n______\n1 Some source.\n",
        {"2": "UNIFIL recorded 12 allegations, including 1 allegation of harassment. None was proven."},
    ),
    "a digit of an amount is no mark": (
        "1. It began.¹\n2. Of the $1.6 billion requested, $1,237,887,300 came.\n3. See A/AC.121/2025/L.1 for more.\n"
        "______\n1 Some source.\n",
        {
            "2": "Of the $1.6 billion requested, $1,237,887,300 came.",
            "3": "See A/AC.121/2025/L.1 for more.",
        },
    ),
    "a list in a paragraph is part of it": (
        "1. It opened.\n2. It met.\n3. It voted.\n4. The agenda was as follows:\n   1. Opening.\n   2. Agenda.\n   3. Work.\n"
        "   4. Report.\n   5. Other business.\n5. At its 398th meeting, the Committee adopted the report.\n6. It closed.\n",
        {
            "1": "It opened.",
            "2": "It met.",
            "3": "It voted.",
            "4": "The agenda was as follows: 1. Opening. 2. Agenda. 3. Work. 4. Report. 5. Other business.",
            "5": "At its 398th meeting, the Committee adopted the report.",
            "6": "It closed.",
        },
    ),
    "a note goes on behind a colon": (
        "1. The series was launched,¹ and it\n______\n1 I. Tapu, “A New Age instrument:\nartificial intelligence”, p. 3.\n"
        "\fwas amended.\n2. It left.\n",
        {
            "1": "The series was launched, and it was amended.",
            "2": "It left.",
            "fn1": "I. Tapu, “A New Age instrument: artificial intelligence”, p. 3.",
        },
    ),
    "a heading may stand behind a mark after a blank": (
        "1. The Mission gave mine risk education. ¹\nProtection against exploitation\n2. It left.\n______\n1 Some source.\n",
        {"1": "The Mission gave mine risk education.", "2": "It left.", "fn1": "Some source."},
    ),
}


@pytest.mark.parametrize(("raw", "wanted"), MISREAD.values(), ids=MISREAD)
def test_what_was_once_misread(raw: str, wanted: dict[str, str]) -> None:
    found = passages(raw)
    assert {passage: found.get(passage) for passage in wanted} == wanted


def test_the_source_of_a_table_swallows_no_paragraph() -> None:
    raw = (
        "1. It began.\n2. It went on, as table 1 shows.\nTable 1\nA   1   2\nB   3   4\nC   5   6\n"
        "Source: IEO, survey 2024\n3. The Office asked for more.\n4. It left.\n"
    )
    found = passages(raw)
    assert list(found) == ["1", "2", "3", "4"] and found["3"] == "The Office asked for more."


def test_the_last_sentence_of_a_paragraph_is_no_heading() -> None:
    raw = (
        "1. The Office worked in all regions.\nTwo military prosecutors, who have been detained since the spring of last year\n"
        "in the capital, were released without a charge\n2. It left.\n"
    )
    assert passages(raw)["1"].endswith("were released without a charge")


@pytest.mark.parametrize(
    "head", ["Annex", "ANNEX I", "Annex 1", "Annex I: List of visits", "Appendix A", "Enclosure"]
)
def test_an_annex_ends_the_report(head: str) -> None:
    found = passages(f"1. It began.\n2. It left.\n\n{head}\n\nVisits to the field\nChad and Togo\n")
    assert found["2"] == "It left."


@pytest.mark.parametrize("head", ["附件", "附件 一", "附件一", "附件1", "附件一：名单", "附表"])
def test_a_chinese_annex_ends_the_report(head: str) -> None:
    found = passages(f"1. 会议开始。\n2. 会议结束。\n\n{head}\n\n访问名单\n乍得和多哥\n", "zh")
    assert found["2"] == "会议结束。"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The Office visited Guinea\u2011Bissau and Timor\u2011Leste.", ["GNB", "TLS"]),
        ("The Alliance Fleuve Congo took the town.", []),
        ("The movement pour le développement du Congo met.", []),
    ],
)
def test_names_of_countries_and_of_others(text: str, codes: list[str]) -> None:
    table = read(text)
    found = mentions.find(table, gazetteer.countries("en"), EN)
    assert list(found["iso3"][found["kind"] == "country"]) == codes


def test_the_scales_of_a_range() -> None:
    table = read("From 900,000 to 1 million people fled, and $250,000 to $2.5 million came.")
    named = groups.find(table, gazetteer.groups("en"))
    found = figures.find(table, mentions.find(table, gazetteer.countries("en"), EN), named, EN)
    assert list(zip(found["low"], found["high"], strict=True)) == [(900_000, 1_000_000), (250_000, 2_500_000)]


def test_a_gap_in_the_numbering_is_told_and_nothing_is_lost() -> None:
    outline = structure.parse("1. It began.\n2. It met.\n4. It left.\n", EN)
    assert [p.passage for p in outline.passages] == ["1", "2", "4"]
    assert [w.facts["n"] for w in outline.warnings if w.code == Odd.MISSING] == [3]
