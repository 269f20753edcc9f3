"""Engagements: invented sentences one by one, then the annotated report as a whole."""

from __future__ import annotations

import re
from collections import Counter
from operator import contains
from pathlib import Path

import pandas as pd
import pytest
from texts import cases, passages

from etl import engagements, gazetteer, groups, mentions, presences, schema, vocabulary
from etl import language as languages

CASES = Path(__file__).parent / "cases"
REPORT = Path(__file__).parent.parent / "data" / "reports" / "A-74-36.zh"
NAMED = re.compile(r"\{([^|}]+)\|([A-Z]{3})(?:\|(\w+))?\}")


def passage(text: str, number: str = "1") -> pd.DataFrame:
    return passages({number: text}, "I")


def read(marked: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The passages and mentions of a sentence in which {Kenya|KEN} marks a country, {…|MNG|name} another kind."""
    text, at, found = "", 0, []
    for m in NAMED.finditer(marked):
        text += marked[at : m.start()]
        found.append(
            {
                "report": "R",
                "passage": "1",
                "start": len(text),
                "end": len(text) + len(m[1]),
                "surface": m[1],
                "iso3": m[2],
                "kind": m[3] or "country",
                "rule": "case",
                "certainty": "rule",
            }
        )
        text, at = text + m[1], m.end()
    return passage(text + marked[at:]), schema.frame("mentions", found)


@pytest.mark.parametrize("case", cases("engagements_sentences.csv"), ids=lambda c: c["text"][:60])
def test_sentence(case: dict[str, str]) -> None:
    passages, mentions = read(case["text"])
    table = engagements.find(passages, mentions, languages.get(case["lang"]))
    main = dict(table[table["rank"] == 1][["mention_start", "engagement"]].itertuples(index=False, name=None))
    wanted = [word.split("/") for word in case["expected"].split()]  # either type is right in a/b
    found = [main.get(start, "-") for start in mentions["start"]]
    assert len(found) == len(wanted) and all(map(contains, wanted, found)), (found, case["why"])


def test_phrase_is_the_text_and_ranks_count_from_one() -> None:
    passages, mentions = read("人权高专办向{肯尼亚|KEN}提供技术援助，包括提供能力建设。")
    table = engagements.find(passages, mentions, languages.get("zh"))
    text = passages["text"].iloc[0]
    assert [(r.engagement, r.rank) for r in table.itertuples()] == [
        ("technical_assistance", 1),
        ("training", 2),
    ]
    assert all(text[r.start : r.end] == r.phrase for r in table.itertuples())


def test_nothing_named_gives_an_empty_table() -> None:
    passages, _ = read("人权高专办提供了技术援助。")
    table = engagements.find(passages, schema.empty("mentions"), languages.get("zh"))
    assert list(table.columns) == schema.columns("engagements") and table.empty


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_type_has_words_and_a_label(lang: str) -> None:
    entries = vocabulary.load("engagements", lang)
    assert set(schema.allowed("engagements", "engagement")) <= {e.id for e in entries if e.role == "match"}
    assert set(schema.allowed("engagements", "engagement")) == set(vocabulary.labels("engagements", lang))


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    from etl import pipeline, reports

    return pipeline.tables_of(reports.load(REPORT))


@pytest.mark.parametrize(("name", "goal"), [("engagements.csv", 0.9), ("engagements_second_half.csv", 0.9)])
def test_report(name: str, goal: float, tables: dict[str, pd.DataFrame]) -> None:
    """Main type of each naming of a country, in order; rows too many count as wrong."""
    gold = cases(name)
    expected = numbered([(r["passage"], r["iso3"], r["engagement"].split(";")[0]) for r in gold])
    main = tables["engagements"].query("rank == 1").sort_values("mention_start")
    covered = main[
        main["passage"].map(
            lambda p: (p == "fn4" or (p.isdigit() and int(p) <= 60)) == (name == "engagements.csv")
        )
    ]
    covered = covered[~covered["passage"].isin(["fn5", "fn6", "fn7", "fn8"])]
    found = numbered(list(covered[["passage", "iso3", "engagement"]].itertuples(index=False, name=None)))
    hits = (expected & found).total()
    assert 2 * hits / (expected.total() + found.total()) >= goal, (expected - found, found - expected)


def numbered(found: list[tuple[str, str, str]]) -> Counter[tuple[str, str, int, str]]:
    seen: Counter[tuple[str, str]] = Counter()
    out: Counter[tuple[str, str, int, str]] = Counter()
    for where, iso3, engagement in found:
        seen[where, iso3] += 1
        out[where, iso3, seen[where, iso3], engagement] += 1
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The OHCHR regional office in Beirut covered Algeria.", {"DZA": "other", "LBN": "field_presence"}),
        ("OHCHR opened a new sub-office in Abéché, Chad.", {"TCD": "field_presence"}),
        ("OHCHR prepared to close its country office in Uganda.", {"UGA": "other"}),
    ],
)
def test_a_field_presence_is_work_only_where_it_is(text, expected):
    """No table says of a country what another denies."""
    table, english = passages(text), languages.get("en")
    named = mentions.find(table, gazetteer.countries("en"), english)
    there = presences.find(table, named, groups.find(table, gazetteer.groups("en")), english)
    work = engagements.borne_out(engagements.find(table, named, english), there)
    main = work[work["rank"] == 1]
    assert dict(zip(main["iso3"], main["engagement"], strict=True)).items() <= expected.items()
    assert {iso3 for iso3, kind in expected.items() if kind == "field_presence"} <= set(there["iso3"])


@pytest.mark.parametrize(
    "text",
    [
        "While in {Kenya|KEN}, volunteers made a film.",
        "In {Peru|PER}, a film on giving youth job skills was made.",
    ],
)
def test_a_bare_word_says_nothing_with_certainty(text: str) -> None:
    given, named = read(text)
    table = engagements.find(given, named, languages.get("en"))
    assert "rule" not in set(table["certainty"])
