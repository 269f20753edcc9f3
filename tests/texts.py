"""What tests need to read invented sentences."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl import schema

CASES = Path(__file__).parent / "cases"
KINDS = schema.dtypes("passages")


def cases(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases; lines that begin with # are notes."""
    with (CASES / name).open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert found, name
    return found


def passages(texts: dict[str, str] | str, section: str = "") -> pd.DataFrame:
    """The table `passages` of a report `r` with these paragraphs, by their passage; one text alone is paragraph 1."""
    texts = {"1": texts} if isinstance(texts, str) else texts
    rows: list[dict[str, object]] = [
        {
            "report": "r",
            "passage": passage,
            "kind": "paragraph",
            "number": number,
            "section": section,
            "text": text,
            "attached_to": "",
            "raw_start": 0,
            "raw_end": len(text),
            "sentences": f"0:{len(text)}",
            "segments": f"0:0:{len(text)}",
            "boxes": "",
            "reading": "text",
            "printed_page": "",
        }
        for number, (passage, text) in enumerate(texts.items(), start=1)
    ]
    return pd.DataFrame(rows, columns=list(KINDS)).astype(KINDS)


def values(figures: pd.DataFrame) -> list[tuple[str, float, str]]:
    """(passage, value, currency) of every figure; a range gives both its ends."""
    return [
        (row.passage, value, row.currency)
        for row in figures.itertuples()
        for value in (row.value, row.low, row.high)
        if pd.notna(value)
    ]


def spans_checked(tables: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """Table → how many of its rows hold the very characters at their place in the passage; fails where one does not."""
    texts = tables["passages"].set_index("passage")["text"]
    checked = {}
    for name in schema.TABLES:
        for column in {"surface", "phrase"} & set(schema.columns(name)):
            for row in tables[name].to_dict("records"):
                assert texts[row["passage"]][row["start"] : row["end"]] == row[column], (name, row)
            checked[name] = len(tables[name])
    return checked
