"""Ways of saying that the Office is or was somewhere, and ways that only look like it."""

from __future__ import annotations

import pandas as pd
import pytest
from texts import cases, passages

from etl import gazetteer, groups, language, mentions, presences, schema


def found(text: str, lang: str) -> pd.DataFrame:
    table, lan = passages(text), language.get(lang)
    named = mentions.find(table, gazetteer.countries(lang), lan)
    return presences.find(table, named, groups.find(table, gazetteer.groups(lang)), lan)


@pytest.mark.parametrize("case", cases("presences_phrases.csv"), ids=lambda c: c["text"])
def test_phrase(case: dict[str, str]) -> None:
    rows = found(case["text"], case["lang"])
    got = [
        f"{r.presence}:{r.iso3}:{'' if pd.isna(r.count_) else r.count_}"
        for r in rows.rename(columns={"count": "count_"}).itertuples()
    ]
    assert sorted(got) == sorted(case["expected"].split())
    for r in rows.itertuples():
        assert case["text"][r.start : r.end] == r.phrase


@pytest.mark.parametrize("case", cases("presences_paragraphs.csv"), ids=lambda c: c["text"][:60])
def test_every_presence_of_a_paragraph_and_none_that_is_planned_closed_or_another_body_s(case) -> None:
    """`type:ISO3`; with `?` it may be found or not."""
    rows = found(case["text"], case["lang"])
    wanted = {word for word in case["expected"].split() if not word.endswith("?")}
    arguable = {word.rstrip("?") for word in case["expected"].split()} - wanted
    assert set(rows["presence"] + ":" + rows["iso3"]) - arguable == wanted


def test_that_country_is_the_one_named_last() -> None:
    rows = found("高专办获准进入委内瑞拉玻利瓦尔共和国，当时一个技术小组访问了该国。", "zh")
    assert rows[["presence", "place", "iso3", "count"]].values.tolist() == [
        ["technical_team", "该国", "VEN", 1]
    ]


def test_a_list_has_no_count_of_its_own() -> None:
    rows = found("人权高专办进行了九次访问，采访了阿根廷和巴西的难民。", "zh")
    assert rows["iso3"].tolist() == ["ARG", "BRA"] and rows["count"].isna().all()


@pytest.mark.parametrize(
    ("text", "lang", "remarks"),
    [
        (
            "The Office had 57 field presences: 15 country offices, 12 regional offices and 30 human rights advisers.",
            "en",
            0,
        ),
        (
            "The Office had 60 field presences: 15 country offices, 12 regional offices and 30 human rights advisers.",
            "en",
            1,
        ),
        ("人权高专办有 57 个外地机构：15 个国家办事处、12 个区域办事处和 30 名人权顾问。", "zh", 0),
        ("人权高专办有 60 个外地机构：15 个国家办事处、12 个区域办事处和 30 名人权顾问。", "zh", 1),
    ],
)
def test_kinds_that_do_not_add_up_to_the_total_are_told(text: str, lang: str, remarks: int) -> None:
    assert len(presences.unequal(found(text, lang))) == remarks


def test_places_of_one_country_are_listed_as_the_language_lists_them():
    en = found("The High Commissioner visited Bogotá and Medellín.", "en")
    zh = found("高级专员访问了波哥大和麦德林。", "zh")
    assert [*en["place"], *zh["place"]] == ["Bogotá, Medellín", "波哥大、麦德林"]


@pytest.mark.parametrize(
    ("name", "certainty"), [("The Programme", "ambiguous"), ("OHCHR", "rule"), ("The Fund", "ambiguous")]
)
def test_offices_of_a_report_that_seldom_names_the_office_are_not_certain(name: str, certainty: str) -> None:
    texts = {str(n): f"{name} helped many people in its year {n}." for n in range(1, 15)}
    table = passages(texts | {"15": "It has 101 country offices."})
    empty = (schema.empty("mentions"), schema.empty("groups"))
    assert presences.find(table, *empty, language.get("en"))["certainty"].tolist() == [certainty]
