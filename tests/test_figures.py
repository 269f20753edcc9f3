"""Quantities: invented sentences of United Nations style, then the annotated half of the report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from texts import cases, passages

from etl import figures, language, schema, structure

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).parent / "cases"
REPORT = ROOT / "data" / "reports" / "A-74-36.zh" / "report.txt"


def read(body: str, lang: str, **tables: pd.DataFrame) -> pd.DataFrame:
    found = figures.find(
        passages({"1": body}),
        tables.get("mentions", schema.empty("mentions")),
        tables.get("groups", schema.empty("groups")),
        language.get(lang),
    )
    for row in found.itertuples():
        assert body[row.start : row.end] == row.phrase
    return found.sort_values("start")


def stated(row: dict[Any, Any]) -> str:
    """A row's value as the cases write it: 23, 0.333333 or 20..25."""
    ends = [row["low"], row["high"]] if pd.isna(row["value"]) else [row["value"]]
    return "..".join(f"{round(end, 6):.15g}" for end in ends)


@pytest.mark.parametrize("case", cases("figures_phrases.csv"), ids=lambda c: f"{c['lang']}: {c['text'][:40]}")
def test_sentence(case: dict[str, str]) -> None:
    found = read(case["text"], case["lang"])
    wanted = [w.strip().split(":") for w in case["expected"].split(" ; ") if w.strip()]
    assert list(map(stated, found.to_dict("records"))) == [w[0] for w in wanted], found.to_string()
    for row, want in zip(found.to_dict("records"), wanted, strict=True):
        got = [row[name] for name in ("unit", "qualifier", "category", "currency")]
        assert got[: len(want) - 1] == want[1:], row
    if case["fund"]:
        funds = case["fund"].split(";")
        assert list(found["fund"]) == (funds if len(funds) == len(found) else funds * len(found))
    if case["period"]:
        assert set(found["period"]) == {case["period"]}


def _group(body: str, start: int, end: int) -> pd.DataFrame:
    """An organisation named there."""
    place = {"report": "r", "passage": "1", "start": start, "end": end, "surface": body[start:end]}
    return schema.frame("groups", [{**place, "group": "x", "kind": "organisation"}])


def test_names_that_hold_a_number_are_covered() -> None:
    body = "八个国家组成的集团开会。"
    group = _group(body, 0, 9)
    assert len(read(body, "zh")) == 1
    assert read(body, "zh", groups=group).empty


def test_a_name_within_the_noun_phrase_does_not_hide_the_noun() -> None:
    body = "两名欧洲联盟代表出席了会议。"
    group = _group(body, 2, 6)
    found = read(body, "zh", groups=group)
    assert list(found["unit"]) == ["representatives"]
    assert list(found["phrase"]) == ["两名欧洲联盟代表"]


def test_a_bare_dinar_takes_its_country_from_the_passage() -> None:
    body = "在突尼斯，赔偿额为 300 万第纳尔。"
    mention = {
        "report": "r",
        "passage": "1",
        "start": 1,
        "end": 4,
        "surface": "突尼斯",
        "iso3": "TUN",
        "kind": "country",
        "rule": "x",
        "certainty": "rule",
    }
    found = read(body, "zh", mentions=schema.frame("mentions", [mention]))
    assert list(found["currency"]) == ["TND"]
    assert list(read(body, "zh")["certainty"]) == ["ambiguous"]


def test_a_fund_is_carried_only_by_a_word_that_means_it() -> None:
    named = "The United Nations Voluntary Fund for Victims of Torture met. "
    assert list(read(named + "The Fund awarded 170 grants.", "en")["fund"]) == ["torture"]
    assert list(read(named + "OHCHR trained 170 judges.", "en")["fund"]) == [""]


def test_annotated_half(capsys: pytest.CaptureFixture[str]) -> None:
    zh = language.get("zh")
    outline = structure.parse(REPORT.read_text(encoding="utf-8"), zh)
    half = {
        p.passage: p.joined.text for p in outline.passages if p.number <= (60 if p.kind == "paragraph" else 4)
    }
    found = figures.find(passages(half), schema.empty("mentions"), schema.empty("groups"), zh)
    gold = cases("figures.csv")
    wanted = Counter((r["passage"], float(r["value"])) for r in gold)
    got = Counter(zip(found["passage"], found["value"], strict=True))
    hits = (wanted & got).total()
    category = Counter((r["passage"], float(r["value"]), r["category"]) for r in gold)
    same = (category & Counter(zip(found["passage"], found["value"], found["category"], strict=True))).total()
    score = 2 * hits / (wanted.total() + got.total())
    with capsys.disabled():
        print(
            f"\nfigures: F1 {score:.3f}; category right {same}/{hits}; "
            f"missed {wanted - got}; extra {got - wanted}"
        )
    assert score >= 0.95
