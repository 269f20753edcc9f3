"""What tests need to read invented sentences."""

from __future__ import annotations

import pandas as pd

from etl import schema

KINDS = schema.dtypes("passages")


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
