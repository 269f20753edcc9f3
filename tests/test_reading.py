"""The English reading of the first report: whole, exact, and a test of both readers.

The reading is a rendering of the Chinese text; so the English rules must find in it what the Chinese rules find in the
source. What they do not is listed with its reason in `cases/reading_differences.csv`; a rule that is mended makes its
lines go.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from etl import citations, figures, gazetteer, groups, language, mentions, pipeline, presences, reports
from etl.numbers import amounts
from etl.numbers.grammar import grammar
from etl.spans import sentences

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "data" / "reports" / "A-74-36.zh"
DIFFERENCES = ROOT / "tests" / "cases" / "reading_differences.csv"
ZH, EN = language.get("zh"), language.get("en")
SAME = {
    "mentions": ["passage", "iso3"],
    "figures": ["passage", "value"],
    "presences": ["passage", "presence", "iso3"],
}
AGREEMENT = {"mentions": 1.0, "figures": 1.0, "presences": 1.0}  # F1, as measured; never less

Tables = dict[str, pd.DataFrame]
Pairs = dict[str, tuple[str, str]]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def zh() -> Tables:
    """The tables of the source."""
    return pipeline.tables_of(reports.load(REPORT))


@pytest.fixture(scope="module")
def pairs(zh: Tables) -> Pairs:
    """The text and its reading, by passage."""
    reading = {row["passage"]: row["text"] for row in rows(REPORT / "reading.en.csv")}
    return {p.passage: (p.text, reading[p.passage]) for p in zh["passages"].itertuples()}


@pytest.fixture(scope="module")
def en(zh: Tables, pairs: Pairs) -> Tables:
    """What the English rules find in the reading."""
    symbol = zh["reports"]["symbol"].iloc[0]
    passages = zh["passages"].assign(text=[reading for _, reading in pairs.values()])
    named = mentions.find(passages, gazetteer.countries("en"), EN)
    regions = groups.find(passages, gazetteer.groups("en"))
    return {
        "mentions": named,
        "figures": figures.find(passages, named, regions, EN),
        "presences": presences.find(passages, named, regions, EN),
        "citations": citations.find(passages, (), symbol, EN),
    }


def found(tables: Tables, name: str) -> Counter[tuple[str, ...]]:
    """What is compared of a table: figures as often as they stand there, all else once."""
    columns = tables[name][SAME[name]].fillna("").to_numpy().tolist()
    keys = [tuple(f"{v:g}" if isinstance(v, float) else v for v in row) for row in columns]
    return Counter(keys if name == "figures" else set(keys))


def listed(name: str, tongue: str) -> Counter[tuple[str, ...]]:
    """What the list says that only the reader of one language finds."""
    mine = [row for row in rows(DIFFERENCES) if (row["table"], row["found_in"]) == (name, tongue)]
    assert all(row["reason"] for row in mine)
    return Counter((row["passage"], *row["what"].split("/")) for row in mine)


def parted(text: str, lang: language.Language) -> list[tuple[int, int]]:
    """The sentences; the stop of "No. 36" ends none."""
    return sentences(text.replace("No. ", "No._"), lang)


def digits(text: str) -> Counter[int]:
    """Every number printed in digits, months of dates aside."""
    text = re.sub(r"\d+\s?月", "", re.sub(r"(?<=\d),(?=\d{3}\b)", "", text))
    scale = {"亿": 1e8, "万": 1e4, "million": 1e6, "": 1}
    printed = re.findall(r"(\d+(?:\.\d+)?)\s?(亿|万|million|)", text)
    return Counter(round(float(number) * scale[unit]) for number, unit in printed)


def numbers(text: str) -> set[float]:
    """Every number in digits or words, as the English rules read numbers."""
    found = amounts.find(text, grammar(EN), lambda offset, value: False)
    return {end for each in found for end in (each.number.low, each.number.high)}


def test_every_passage_has_one_reading_and_none_is_empty(zh: Tables) -> None:
    reading = rows(REPORT / "reading.en.csv")
    assert [row["passage"] for row in reading] == zh["passages"]["passage"].tolist()
    assert len(reading) == 121 + 8
    for row in reading:
        assert len(row["text"]) >= 40 and row["text"] == " ".join(row["text"].split()), row["passage"]
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", row["text"]), row["passage"]


def test_as_many_sentences_as_the_source(pairs: Pairs) -> None:
    for passage, (source, reading) in pairs.items():
        assert len(parted(reading, EN)) == len(parted(source, ZH)), passage


def test_every_sentence_names_the_countries_of_the_source_s_in_its_order(
    zh: Tables, en: Tables, pairs: Pairs
) -> None:
    def named(tables: Tables, passage: str, spans: list[tuple[int, int]]) -> list[list[str]]:
        """The countries of each sentence, in the order in which it first names them."""
        table = tables["mentions"]
        sure = table[(table["passage"] == passage) & (table["certainty"] != "ambiguous")].sort_values("start")
        return [sure.loc[sure["start"].between(a, b - 1), "iso3"].unique().tolist() for a, b in spans]

    for passage, (source, reading) in pairs.items():
        assert named(en, passage, parted(reading, EN)) == named(zh, passage, parted(source, ZH)), passage


def test_every_number_in_digits_is_the_source_s(pairs: Pairs) -> None:
    for passage, (source, reading) in pairs.items():
        assert digits(reading) == digits(source), passage


def test_every_month_is_the_source_s(pairs: Pairs) -> None:
    for passage, (source, reading) in pairs.items():
        months = [EN.months.index(m) + 1 for m in re.findall(rf"\b(?:{'|'.join(EN.months)})\b", reading)]
        assert sorted(months) == sorted(int(m) for m in re.findall(r"(\d+)\s?月", source)), passage


def test_every_figure_of_the_source_stands_in_the_reading(zh: Tables, pairs: Pairs) -> None:
    lost = {(p, v) for p, v in found(zh, "figures") if float(v) not in numbers(pairs[p][1])}
    assert lost <= set(listed("figures", "zh"))


def test_the_same_documents_are_cited(zh: Tables, en: Tables) -> None:
    cited = [
        Counter(t["citations"][["passage", "symbol"]].itertuples(index=False, name=None)) for t in (zh, en)
    ]
    assert cited[0] == cited[1] and cited[0].total() > 0


@pytest.mark.parametrize("name", SAME)
def test_both_readers_find_the_same_but_for_the_listed(name: str, zh: Tables, en: Tables) -> None:
    source, reading = found(zh, name), found(en, name)
    assert source - reading == listed(name, "zh")
    assert reading - source == listed(name, "en")
    assert 2 * (source & reading).total() / (source.total() + reading.total()) >= AGREEMENT[name]
