"""What was read with doubt: findings marked ambiguous, of every kind that the pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ui.cache import kept
from ui.tables import Report

TABLES = ("engagements", "presences", "figures", "statements", "mentions", "themes")


@dataclass(frozen=True)
class Doubtful:
    """A finding in doubt: its table, its whole row, and where in the passage it stands."""

    table: str
    passage: str
    start: int
    end: int
    row: Mapping[Any, Any]


@kept
def doubtful(report: Report) -> tuple[Doubtful, ...]:
    """Every ambiguous finding of a report, table by table; a theme stands where its first words are."""
    found = []
    for table in TABLES:
        frame = report.table(table)
        for row in frame[frame["certainty"] == "ambiguous"].to_dict("records"):
            places = str(row["spans"]).split() if table == "themes" else [f"{row['start']}:{row['end']}"]
            start, _, end = (places or ["0:0"])[0].partition(":")
            found.append(Doubtful(table, str(row["passage"]), int(start), int(end), row))
    return tuple(found)
