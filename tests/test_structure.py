"""The outline of the first report, and texts made here that must give the same or be reported."""

from __future__ import annotations

import re

import pytest
from texts import cases

from etl import language, segments, structure
from etl.errors import Odd, odd
from etl.paths import REPORTS

RAW = (REPORTS / "A-74-36.zh" / "report.txt").read_bytes().decode("utf-8")
ZH, EN = language.get("zh"), language.get("en")


@pytest.fixture(scope="module")
def outline() -> structure.Outline:
    return structure.parse(RAW, ZH)


def texts(raw: str, lang: language.Language = ZH) -> dict[str, str]:
    return {p.passage: p.joined.text for p in structure.parse(raw, lang).passages}


def test_every_paragraph_once_and_in_order(outline: structure.Outline) -> None:
    numbers = [p.number for p in outline.passages if p.kind == "paragraph"]
    assert numbers == list(range(1, 122))
    assert outline.warnings == []


def test_outline_has_4_chapters_6_sections_33_subsections(outline: structure.Outline) -> None:
    assert [sum(s.level == level for s in outline.sections) for level in (1, 2, 3)] == [4, 6, 33]


def test_footnotes_are_attached_to_the_paragraph_with_their_mark(outline: structure.Outline) -> None:
    notes = {p.passage: p.attached_to for p in outline.passages if p.kind == "footnote"}
    assert notes == {
        "fn1": "1",
        "fn2": "1",
        "fn3": "15",
        "fn4": "45",
        "fn5": "67",
        "fn6": "99",
        "fn7": "104",
        "fn8": "117",
    }


def test_no_character_of_the_body_is_lost(outline: structure.Outline) -> None:
    """What is left of the raw text outside the passages is furniture, links, headings, numbers and marks only."""
    covered = bytearray(len(RAW))
    for p in outline.passages:
        for _, raw, length in p.joined.segments:
            assert not any(covered[raw : raw + length]), f"{p.passage} takes characters of another passage"
            covered[raw : raw + length] = b"\1" * length
    rest = "".join(c if not covered[i] else "\n" for i, c in enumerate(RAW))
    titles = sorted((s.title for s in outline.sections), key=len, reverse=True)
    for line in filter(None, (part.strip() for part in rest.split("\n"))):
        known = (
            re.fullmatch(
                r"\d{1,3}\.?|_+|https?://\S+|A/74/36|19-13231 19/21|第.章|[A-F]\. .+|\d{1,2}\. .+", line
            )
            or line in titles
        )
        assert known, f"left out of every passage: {line!r}"


def test_every_offset_leads_back_to_the_raw_text(outline: structure.Outline) -> None:
    for p in outline.passages:
        for offset, char in enumerate(p.joined.text):
            raw = segments.raw_offset(p.joined.segments, offset)
            assert (char == " ") if raw is None else RAW[raw] == char


def test_text_has_no_mark_furniture_or_link(outline: structure.Outline) -> None:
    for p in outline.passages:
        assert "undocs.org" not in p.joined.text
        assert not re.search(r"[。，”]\d(?!\d| ?名)", p.joined.text), p.passage
        assert "  " not in p.joined.text and "\n" not in p.joined.text


def test_segments_survive_the_table(outline: structure.Outline) -> None:
    for p in outline.passages:
        assert segments.decode(segments.encode(p.joined.segments)) == p.joined.segments


@pytest.mark.parametrize("case", cases("wrapped_lines.csv"))
def test_wrapped_lines_in_chinese(case: dict[str, str]) -> None:
    assert segments.separator(case["before"], case["after"], "cjk") == case["expected"]


def test_unwrapped_text_gives_the_same(outline: structure.Outline) -> None:
    """Each passage on one line, no furniture, no links: the same texts."""
    lines = []
    sections = list(outline.sections)
    for p in (p for p in outline.passages if p.kind == "paragraph"):
        while sections and sections[0].first == p.number:
            s = sections.pop(0)
            lines.append(f"{s.label} {s.title}")
        lines.append(f"{p.number}. {p.joined.text}")
    again = texts("\n\n".join(lines))
    assert again == {p.passage: p.joined.text for p in outline.passages if p.kind == "paragraph"}


def test_line_ends_of_another_system_give_the_same(outline: structure.Outline) -> None:
    assert texts(RAW.replace("\n", "\r\n")) == {p.passage: p.joined.text for p in outline.passages}


CONTENTS = """目录
章次                         页次
一. 导言 .................... 4
二. 活动 .................... 5
 A. 发展 .................... 6
"""
SMALL = """一. 导言
1. 本报告根据决议提交，介绍了工作情况。
二. 活动
A. 发展
1. 数据
2. 人权高专办在肯尼亚举办了
讲习班。1 与会者来自各国。
_________________
1 见 A/HRC/40/3。
A/75/36
20-01234 2/9
2. 和平
3. 人权高专办访问了乍得。
"""


def test_contents_page_changes_nothing() -> None:
    assert texts(CONTENTS + SMALL) == texts(SMALL)


def test_small_report() -> None:
    outline = structure.parse(SMALL, ZH)
    assert [(s.path, s.title, s.first, s.last) for s in outline.sections] == [
        ("I", "导言", 1, 1),
        ("II", "活动", 2, 3),
        ("II.A", "发展", 2, 3),
        ("II.A.1", "数据", 2, 2),
        ("II.A.2", "和平", 3, 3),
    ]
    assert {p.passage: p.joined.text for p in outline.passages} == {
        "1": "本报告根据决议提交，介绍了工作情况。",
        "2": "人权高专办在肯尼亚举办了讲习班。与会者来自各国。",
        "3": "人权高专办访问了乍得。",
        "fn1": "见 A/HRC/40/3。",
    }
    assert outline.passages[-1].attached_to == "2"


def test_gap_is_reported() -> None:
    raw = "\n".join(f"{n}. 人权高专办开展了第 {n} 项工作。" for n in (1, 2, 3, 5, 6))
    outline = structure.parse(raw, ZH)
    assert [p.number for p in outline.passages] == [1, 2, 3, 5, 6]
    assert outline.warnings == [odd(Odd.MISSING, n=4, a=3, b=5)]


def test_text_without_numbers_gives_none_and_says_so() -> None:
    outline = structure.parse("人权高专办开展了工作。\n访问了乍得。\n", ZH)
    assert outline.passages == [] and outline.warnings == [odd(Odd.NONE)]


def test_a_quantity_after_a_comma_is_no_footnote_mark() -> None:
    raw = (
        "1. 人权高专办支持了，3 个国家。\n2. 在科索沃，1 人权高专办开展了工作，2 名专家参加。2\n_____________\n"
        "1 提及科索沃时。\n2 见报告。\n3. 完。\n"
    )
    got = texts(raw)
    assert got["1"] == "人权高专办支持了，3 个国家。"
    assert got["2"] == "在科索沃，人权高专办开展了工作，2 名专家参加。"


def test_english_small_report() -> None:
    raw = """I. Introduction
1. The present report is submitted pursuant to General
Assembly resolution 48/141.1
2. It describes the work of the Office.
II. Activities
A. Development
3. In the Niger, the Office held a work-
shop.
_______________
1 To be read together with A/HRC/40/3.
"""
    outline = structure.parse(raw, EN)
    assert [s.path for s in outline.sections] == ["I", "II", "II.A"]
    assert {p.passage: p.joined.text for p in outline.passages}["1"].endswith("Assembly resolution 48/141.")


def test_footnotes_without_a_ruled_line() -> None:
    ruled = SMALL
    bare = SMALL.replace("_________________\n", "")
    assert texts(bare) == texts(ruled)


def test_a_wrapped_quantity_is_no_footnote() -> None:
    raw = "1. 人权高专办在 2019 年\n1 月至\n2 月支持了，\n3 个国家。\n2. 完成。\n"
    assert texts(raw) == {"1": "人权高专办在 2019 年 1 月至 2 月支持了，3 个国家。", "2": "完成。"}


def titles(raw: str, lang: language.Language = EN) -> list[tuple[str, str, int | None]]:
    return [(s.label, s.title, s.first) for s in structure.parse(raw, lang).sections]


def test_headings_without_a_mark_may_hold_a_year_or_an_article() -> None:
    raw = (
        "1. The Office worked in many countries and with many partners.\nI. Findings\nRight to life\n"
        "2. The Office worked in many countries.\nFreedom of expression (art. 19)\n3. It worked again.\n"
        "Rights in 2020–2021\n4. It left.\nTable 1\n5. It came back.\n"
    )
    assert titles(raw) == [
        ("I.", "Findings", 2),
        ("", "Right to life", 2),
        ("", "Freedom of expression (art. 19)", 3),
        ("", "Rights in 2020–2021", 4),
    ]
    assert texts(raw, EN)["4"] == "It left. Table 1"


def test_a_title_on_two_lines_is_one_and_a_title_below_a_title_is_its_own() -> None:
    full = "1. The Office worked in many countries and with many partners during the whole of the year.\n"
    raw = (
        full + "A. Development and economic, social and cultural rights in the\nfield\n2. It worked.\n"
        "B. Law\nDeath penalty\n3. It left.\n"
    )
    assert titles(raw) == [
        ("A.", "Development and economic, social and cultural rights in the field", 2),
        ("B.", "Law", 3),
        ("", "Death penalty", 3),
    ]


def test_labels_on_lines_of_their_own() -> None:
    raw = "1. The Office worked.\nII.\nActivities\nA.\nField presences\n2. It worked again.\n"
    assert titles(raw) == [("II.", "Activities", 2), ("A.", "Field presences", 2)]


@pytest.mark.parametrize(
    "job", ["V.21-01234 3", "GE.21-11402", "19-11836 2/27", "4 GE.21-11402", "K.19-00123"]
)
def test_job_numbers_are_furniture_even_once(job: str) -> None:
    assert texts(f"1. The Office went\n{job}\nto Chad.\n2. It left.\n", EN)["1"] == "The Office went to Chad."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("worked in\nhttps://undocs.org/en/A/1\nTuvalu, Chad and Peru.", "worked in Tuvalu, Chad and Peru."),
        ("has a list at\nhttps://www.a.org/x\nfor all.", "has a list at https://www.a.org/x for all."),
        ("has it at www.a.org/x-\nd/list.pdf now.", "has it at www.a.org/x-d/list.pdf now."),
    ],
)
def test_an_address_alone_on_its_line(lines: str, expected: str) -> None:
    assert texts(f"1. The Office {lines}\n2. It left.\n", EN)["1"] == f"The Office {expected}"


def test_a_footnote_goes_on_behind_an_abbreviation() -> None:
    raw = (
        "1. The Office worked.1 It worked with\n______\n1 See Petition No.\n12 of 2018.\nChad.\n2. It left.\n"
    )
    got = texts(raw, EN)
    assert got["fn1"] == "See Petition No. 12 of 2018."


def test_numbers_that_no_paragraph_can_have_are_told() -> None:
    raw = "1. The Office worked.\n999999999. It went.\n1.1.1 It came.\n"
    warnings = structure.parse(raw, EN).warnings
    assert [str(w) for w in warnings] == [
        "Line 2: no paragraph can have the number 999999999.",
        "Line 3: no paragraph can have the number 1.1.1.",
    ]


LAYOUT = """        I.   Introduction

        1.   The Office worked in Mali, where it trained judges and prosecutors, and in
        Chad. The number of its campaigns, which were supported in every year, rose to
        2. Its videos were seen everywhere.

        2.   The total expenditure was published.3 It grew with the number of field
        presences, which are listed in

        _______________
        3  It excludes the contributions that were received in the past year from
        Austria and Portugal.

GE.23-01934                                                                    11
A/HRC/52/29

        the table below. Nothing else was spent.

                         Table 1
                         Expenditure by region
                         (Thousands of United States dollars)

                         Region                 Regular budget       Total
                         _________________________________________________
                         Africa                        8 120.4     9 537.4
                         Holy See                      4 310.0     3 270.2
                         Denmark                             –     2 207.6

                         Source: the Office, preliminary figures of the
                         year before.

        3.   The Office left.

  A.   Discrimination, migration, minorities, persons with
       disabilities and Indigenous Peoples

        4.   It came back.

Annex
        1.   Nothing.
"""


def test_a_text_as_it_lay_on_the_page() -> None:
    outline = structure.parse(LAYOUT.replace("    3  It", " 1  It").replace("published.3", "published.1"), EN)
    assert {p.passage: p.joined.text for p in outline.passages} == {
        "1": "The Office worked in Mali, where it trained judges and prosecutors, and in Chad. The number of its "
        "campaigns, which were supported in every year, rose to 2. Its videos were seen everywhere.",
        "2": "The total expenditure was published. It grew with the number of field presences, which are listed in the "
        "table below. Nothing else was spent.",
        "3": "The Office left.",
        "4": "It came back.",
        "fn1": "It excludes the contributions that were received in the past year from Austria and Portugal.",
    }
    assert [(s.path, s.title) for s in outline.sections] == [
        ("I", "Introduction"),
        ("I.A", "Discrimination, migration, minorities, persons with disabilities and Indigenous Peoples"),
    ]
    assert Odd.TABLE in [warning.code for warning in outline.warnings]


def test_an_annex_in_the_contents_is_not_where_the_annex_begins() -> None:
    raw = CONTENTS + "附件\n 补充资料 .................... 9\n" + SMALL + "附件\n1. 人权高专办访问了海地。\n"
    assert texts(raw) == texts(SMALL)
    assert odd(Odd.ANNEX, line=21) in structure.parse(raw, ZH).warnings


def test_a_paragraph_that_ends_with_a_mark_is_no_heading() -> None:
    raw = (
        "1. 理事会通过了计划。\n该项目在阿根廷和秘鲁开展，预算为\n950 万欧元。5\n2. 人权高专办发表了文件。\n"
    )
    outline = structure.parse(raw, ZH)
    assert not outline.sections and "秘鲁" in outline.passages[0].joined.text


def test_the_same_with_a_blank_line_after_every_line_and_without_any() -> None:
    layout = LAYOUT.replace("        3  It", "        1  It").replace("published.3", "published.1")
    expected = texts(layout, EN)
    assert texts(layout.replace("\n", "\n\n"), EN) == expected
    assert texts("\n".join(filter(str.strip, layout.split("\n"))), EN) == expected


def test_a_rule_inside_a_table_begins_no_footnotes() -> None:
    raw = (
        "I. Funds\nA. Income\n1. The Office spent it.1\n_______\n1 See A/75/36.\nGE.23-01934 2\n2. It is listed.\nTable 1\n"
        "Region Total\n_______\nAfrica 9 537.4\nB. Grants\n3. The Fund gave grants.\n"
    )
    assert [(s.path, s.first) for s in structure.parse(raw, EN).sections] == [
        ("I", 1),
        ("I.A", 1),
        ("I.B", 3),
    ]
