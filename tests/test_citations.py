"""Citations: symbols, and resolutions read from words, in both languages."""

from __future__ import annotations

import pandas as pd
import pytest
from texts import passages

from etl import citations, language

CASES = [
    ("zh", "A/74/36", "见 A/HRC/40/38/Add.1。", ["A/HRC/40/38/Add.1"]),
    (
        "zh",
        "A/74/36",
        "分析框架(见 E/2016/58)、A/HRC/40/CRP.2 和 S/2019/10。",
        ["E/2016/58", "A/HRC/40/CRP.2", "S/2019/10"],
    ),
    ("zh", "A/74/36", "见 A/HRC/40/3 和 Add.1。", ["A/HRC/40/3", "A/HRC/40/3/Add.1"]),
    ("zh", "A/74/36", "按照第 68/268 号决议的规定", ["A/RES/68/268"]),
    ("zh", "A/HRC/46/19", "按照第 38/18 号决议的规定", ["A/HRC/RES/38/18"]),
    ("zh", "A/HRC/46/19", "大会第 48/141 号决议", ["A/RES/48/141"]),
    ("zh", "A/HRC/46/19", "大会 2019 年 12 月 18 日第 74/121 号决议", ["A/RES/74/121"]),
    ("zh", "A/74/36", "人权理事会第 26/2 号和第 36/17 号决议", ["A/HRC/RES/26/2", "A/HRC/RES/36/17"]),
    (
        "zh",
        "A/74/36",
        "人权理事会第 26/2、30/5 和 36/17 号决议",
        ["A/HRC/RES/26/2", "A/HRC/RES/30/5", "A/HRC/RES/36/17"],
    ),
    ("zh", "A/74/36", "安全理事会第 2391(2017)号决议", ["S/RES/2391(2017)"]),
    (
        "zh",
        "A/74/36",
        "安全理事会第 1325 (2000)号和第 2250 (2015)号决议",
        ["S/RES/1325(2000)", "S/RES/2250(2015)"],
    ),
    ("zh", "A/74/36", "第 1244(1999)号决议", ["S/RES/1244(1999)"]),
    ("zh", "A/74/36", "经济及社会理事会第 2017/3 号决议", ["E/RES/2017/3"]),
    ("zh", "A/74/36", "人权理事会在其第 S-28/1 号决议中", ["A/HRC/RES/S-28/1"]),
    ("zh", "A/74/36", "人权理事会第 2/113 号决定", ["A/HRC/DEC/2/113"]),
    ("zh", "A/74/36", "人权事务委员会关于生命权的第 36(2018)号一般性意见", ["CCPR/C/GC/36"]),
    ("zh", "A/74/36", "儿童权利委员会第 24 号一般性意见", ["CRC/C/GC/24"]),
    ("zh", "A/74/36", "大会第 217 A(III)号决议", ["A/RES/217(III)"]),
    ("zh", "A/74/36", "第七十四届会议第 3 次会议、第 5 条和第 12 段", []),
    ("zh", "A/74/36", "可查阅 https://undocs.org/ch/A/RES/48/141", []),
    ("zh", "A/74/36", "大会主席和 36 号意见，第 36 号一般性意见", []),
    ("en", "A/74/36", "General Assembly resolution 68/268", ["A/RES/68/268"]),
    ("en", "A/HRC/46/19", "the General Assembly, in its resolution 48/141, and", ["A/RES/48/141"]),
    ("en", "A/HRC/46/19", "pursuant to its resolution 41/22", ["A/HRC/RES/41/22"]),
    (
        "en",
        "A/74/36",
        "Human Rights Council resolutions 26/2 and 36/17",
        ["A/HRC/RES/26/2", "A/HRC/RES/36/17"],
    ),
    (
        "en",
        "A/74/36",
        "Council resolutions 26/2, 30/5 and 36/17",
        ["A/HRC/RES/26/2", "A/HRC/RES/30/5", "A/HRC/RES/36/17"],
    ),
    ("en", "A/74/36", "resolution 67/176", ["A/RES/67/176"]),
    (
        "en",
        "A/HRC/46/19",
        "Security Council resolution 2391 (2017) and resolution 1325 (2000).",
        ["S/RES/2391(2017)", "S/RES/1325(2000)"],
    ),
    ("en", "A/74/36", "Economic and Social Council resolution 2017/3", ["E/RES/2017/3"]),
    (
        "en",
        "A/74/36",
        "the Human Rights Committee, in its general comment No. 36 (2018) on the right to life",
        ["CCPR/C/GC/36"],
    ),
    (
        "en",
        "A/74/36",
        "general comment No. 24 (2019) of the Committee on the Rights of the Child",
        ["CRC/C/GC/24"],
    ),
    (
        "en",
        "A/74/36",
        "see A/HRC/40/38, A/HRC/40/3 and Corr.1, and CCPR/C/GC/36.",
        ["A/HRC/40/38", "A/HRC/40/3", "A/HRC/40/3/Corr.1", "CCPR/C/GC/36"],
    ),
    ("en", "A/74/36", "Human Rights Council decision 2/113", ["A/HRC/DEC/2/113"]),
    ("en", "E/2025/60", "In its resolution 48/141, by which the General Assembly created", ["A/RES/48/141"]),
    ("en", "E/2025/60", "In its resolution 49/19, the Council requested", ["A/HRC/RES/49/19"]),
    (
        "en",
        "A/HRC/46/19",
        "resolution 2005/69 and resolution 1325 (2000)",
        ["E/RES/2005/69", "S/RES/1325(2000)"],
    ),
    ("en", "A/74/36", "S/RES/1244 (1999)", ["S/RES/1244(1999)"]),
    ("en", "A/74/36", "HIV/AIDS, and/or, 24/7, N/A, in 2018/19, the resolution of 3 disputes", []),
    ("en", "A/74/36", "see https://undocs.org/A/HRC/40/38 and www.un.org/A/73/36", []),
]


def find(body: str, lang: str, symbol: str, links: list[str] | None = None) -> pd.DataFrame:
    return citations.find(passages(body), links or [], symbol, language.get(lang))


@pytest.mark.parametrize(("lang", "symbol", "body", "wanted"), CASES, ids=lambda v: str(v)[:40])
def test_symbols(lang: str, symbol: str, body: str, wanted: list[str]) -> None:
    found = find(body, lang, symbol)
    assert list(found["symbol"]) == wanted
    assert all(0 <= a < b <= len(body) for a, b in zip(found["start"], found["end"], strict=True))


def test_a_link_is_evidence_only_if_it_ends_in_the_symbol() -> None:
    links = ["https://undocs.org/ch/S/RES/1244%20(1999)", "https://undocs.org/ch/S/RES/36(2018)"]
    assert list(find("安全理事会第 1244(1999)号决议", "zh", "A/74/36", links)["url"]) == links[:1]
    assert list(find("人权事务委员会第 36(2018)号一般性意见", "zh", "A/74/36", links)["url"]) == [""]
