"""Citations: symbols, and resolutions read from words, in both languages."""

from __future__ import annotations

import pandas as pd
import pytest
from texts import cases, passages

from etl import citations, language


def find(body: str, lang: str, symbol: str, links: list[str] | None = None) -> pd.DataFrame:
    return citations.find(passages(body), links or [], symbol, language.get(lang))


@pytest.mark.parametrize("case", cases("citations.csv"), ids=lambda c: c["text"][:40])
def test_symbols(case: dict[str, str]) -> None:
    body = case["text"]
    found = find(body, case["lang"], case["report"])
    assert "; ".join(found["symbol"]) == case["cited"]
    assert all(0 <= a < b <= len(body) for a, b in zip(found["start"], found["end"], strict=True))


def test_a_link_is_evidence_only_if_it_ends_in_the_symbol() -> None:
    links = ["https://undocs.org/ch/S/RES/1244%20(1999)", "https://undocs.org/ch/S/RES/36(2018)"]
    assert list(find("安全理事会第 1244(1999)号决议", "zh", "A/74/36", links)["url"]) == links[:1]
    assert list(find("人权事务委员会第 36(2018)号一般性意见", "zh", "A/74/36", links)["url"]) == [""]
