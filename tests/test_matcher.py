"""Where a name ends and another word begins, in sentences made to mislead."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from texts import passages

from etl import gazetteer, language, mentions

FOLDER = Path(__file__).parent / "cases"
CASES = list(csv.DictReader((FOLDER / "boundaries.csv").open(encoding="utf-8")))
SENTENCES = list(csv.DictReader((FOLDER / "names_sentences.csv").open(encoding="utf-8")))


def found(text: str, lang: str) -> pd.DataFrame:
    return mentions.find(passages(text), gazetteer.countries(lang), language.get(lang))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_name_or_other_word(case: dict[str, str]) -> None:
    rows = found(case["text"], case["lang"])
    assert " ".join(rows[rows["kind"] != "place"]["iso3"]) == case["iso3"]


@pytest.mark.parametrize("case", SENTENCES, ids=lambda c: c["text"])
def test_every_name_of_a_sentence(case: dict[str, str]) -> None:
    """ISO3, with `:name` or `:place` for these kinds; `?`: it may be missing, and is never certain."""
    named = found(case["text"], case["lang"]).sort_values("start")
    kinds = named["kind"].where(named["kind"].isin(["name", "place"]), "")
    got = list(zip((named["iso3"] + ":" + kinds).str.strip(":"), named["certainty"], strict=True))
    for word in case["expected"].split():
        wanted, unsure = word.rstrip("?"), word.endswith("?")
        here = bool(got) and got[0] == (wanted, "ambiguous" if unsure else "rule")
        assert here or unsure, f"{wanted} is missing before {got}"
        got = got[1:] if here else got
    assert not got


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("尼日利亚的国家人权机构", "country"),
        ("在尼日利亚大学法学院建立了中心", "name"),
        ("在葡萄牙总统的赞助下", "name"),
        ("蒙古政府", "name"),
        ("突尼斯律师协会", "name"),
        ("关于乌克兰语地位的法律", "name"),
        ("采访了委内瑞拉移民", "name"),
        ("利比亚境内移民", "country"),
        ("布隆迪和阿拉伯叙利亚共和国问题独立调查委员会", "name name"),
        ("也门问题国际和区域知名专家小组", "name"),
        ("联合国马里多层面综合稳定特派团", "name"),
        ("南苏丹人权问题委员会", "name"),
        ("题为“在乌干达加强平等”的出版物", "name"),
        ("在刚果民主共和国和乌克兰保护问题群组的工作", "country country"),
        ("在科索沃，人权高专办协助", "territory"),
        ("执行《德班宣言和行动纲领》", "place"),
        ("高专办在科摩罗和马拉维领导多领域轻装小组", "country country"),
        ("向斯里兰卡派出小组", "country"),
        ("黎巴嫩和突尼斯的妇女组织", "country country"),
        ("在阿富汗，妇女参加了会议", "country"),
        ("向秘鲁人权机构提供支持", "country"),
        ("巴勒斯坦被占领土", "territory"),
    ],
)
def test_kind_of_a_chinese_name(text: str, kinds: str) -> None:
    assert " ".join(found(text, "zh")["kind"]) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("the Government of Mongolia", "name"),
        ("in Mongolia, the Office held a workshop", "country"),
        ("the United Nations Multidimensional Integrated Stabilization Mission in Mali", "name"),
        ("the Commission of Inquiry on Burundi", "name"),
        ("the Sierra Leone Police", "name"),
        ("national human rights institutions in Kenya and Uganda", "country country"),
        ("Governments, including those of Chad and Niger", "country country"),
        ("initiatives between India and Antigua and Barbuda, and in Barbados", "country country country"),
        ("the Courts of Kenya", "name"),
        ("the Revolutionary Armed Forces of Colombia", "name"),
        ("Forces pour le développement du Congo", "name"),
    ],
)
def test_kind_of_an_english_name(text: str, kinds: str) -> None:
    assert " ".join(found(text, "en")["kind"]) == kinds


def test_offsets_are_the_surface() -> None:
    text = "高级专员访问了喀麦隆、加拿大、埃塞俄比亚(参加非洲联盟首脑会议)和德国。"
    for row in found(text, "zh").itertuples():
        assert text[row.start : row.end] == row.surface
