"""Ways of saying that the Office is or was somewhere, and ways that only look like it."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from texts import passages

from etl import gazetteer, groups, language, mentions, presences, schema

CASES = list(
    csv.DictReader((Path(__file__).parent / "cases" / "presences_phrases.csv").open(encoding="utf-8"))
)


def found(text: str, lang: str) -> pd.DataFrame:
    table, lan = passages(text), language.get(lang)
    named = mentions.find(table, gazetteer.countries(lang), lan)
    return presences.find(table, named, groups.find(table, gazetteer.groups(lang)), lan)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_phrase(case: dict[str, str]) -> None:
    rows = found(case["text"], case["lang"])
    got = [
        f"{r.presence}:{r.iso3}:{'' if pd.isna(r.count_) else r.count_}"
        for r in rows.rename(columns={"count": "count_"}).itertuples()
    ]
    assert sorted(got) == sorted(case["expected"].split())
    for r in rows.itertuples():
        assert case["text"][r.start : r.end] == r.phrase


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


def test_no_table_denies_what_another_says():
    """A presence that is read as work is one of the presences too, of a kind that is not known."""
    text = "OHCHR reinforced what it has on the ground in Chad."
    table = passages(text)
    row = {"report": "r", "passage": table["passage"][0], "iso3": "TCD", "engagement": "field_presence"}
    row |= {"start": 0, "end": 28, "phrase": text[:28], "rank": 1, "certainty": "rule", "mention_start": 46}
    work = schema.frame("engagements", [row])
    both = presences.completed(found(text, "en"), work, table)
    assert both[["iso3", "presence", "certainty"]].values.tolist() == [["TCD", "other", "ambiguous"]]
    assert presences.completed(both, work, table) is both
