"""Where a name ends and another word begins, in sentences made to mislead."""

from __future__ import annotations

import pandas as pd
import pytest
from texts import cases, passages

from etl import gazetteer, language, mentions


def found(text: str, lang: str) -> pd.DataFrame:
    return mentions.find(passages(text), gazetteer.countries(lang), language.get(lang))


@pytest.mark.parametrize("case", cases("boundaries.csv"), ids=lambda c: c["text"])
def test_name_or_other_word(case: dict[str, str]) -> None:
    rows = found(case["text"], case["lang"])
    assert " ".join(rows[rows["kind"] != "place"]["iso3"]) == case["iso3"]


@pytest.mark.parametrize("case", cases("name_kinds.csv"), ids=lambda c: c["text"])
def test_kind_of_a_name(case: dict[str, str]) -> None:
    assert " ".join(found(case["text"], case["lang"])["kind"]) == case["kinds"]


def test_offsets_are_the_surface() -> None:
    text = "高级专员访问了喀麦隆、加拿大、埃塞俄比亚(参加非洲联盟首脑会议)和德国。"
    for row in found(text, "zh").itertuples():
        assert text[row.start : row.end] == row.surface
