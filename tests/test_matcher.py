"""Where a name ends and another word begins, in sentences made to mislead."""

from __future__ import annotations

import pandas as pd
import pytest
from texts import cases, passages

from etl import gazetteer, groups, language, mentions


def found(text: str, lang: str) -> pd.DataFrame:
    return mentions.find(passages(text), gazetteer.countries(lang), language.get(lang))


@pytest.mark.parametrize("case", cases("boundaries.csv"), ids=lambda c: c["text"])
def test_name_or_other_word(case: dict[str, str]) -> None:
    rows = found(case["text"], case["lang"])
    assert " ".join(rows[rows["kind"] != "place"]["iso3"]) == case["iso3"]


@pytest.mark.parametrize("case", cases("names_sentences.csv"), ids=lambda c: c["text"])
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


@pytest.mark.parametrize("case", cases("name_kinds.csv"), ids=lambda c: c["text"])
def test_kind_of_a_name(case: dict[str, str]) -> None:
    assert " ".join(found(case["text"], case["lang"])["kind"]) == case["kinds"]


def test_offsets_are_the_surface() -> None:
    text = "高级专员访问了喀麦隆、加拿大、埃塞俄比亚(参加非洲联盟首脑会议)和德国。"
    for row in found(text, "zh").itertuples():
        assert text[row.start : row.end] == row.surface


def test_two_regions_that_share_their_last_word_are_both_named() -> None:
    text = "Work went on in West and Central Africa, and in Latin America and the Caribbean."
    found = groups.find(passages(text), gazetteer.groups("en"))
    named = dict(zip(found["surface"], found["group"], strict=True))
    assert (named["West"], named["Central Africa"]) == ("west_africa", "central_africa")
    assert not {"America", "Latin"} & set(named)
