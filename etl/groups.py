"""Regions of several countries and intergovernmental organisations, as the text names them."""

from __future__ import annotations

import pandas as pd

from etl import schema
from etl.matcher import Matcher
from etl.records import records


def find(passages: pd.DataFrame, matcher: Matcher) -> pd.DataFrame:
    """The table `groups`: one row each time a group of `data/reference/groups.csv` is named, the longest name."""
    rows: list[dict[str, object]] = []
    for report, passage, text in records(passages, "report", "passage", "text"):
        rows += [
            {
                "report": report,
                "passage": passage,
                **hit.cells(text),
                "group": hit.entry.id,
                "kind": hit.entry.kind,
            }
            for hit in matcher.find(text)
        ]
    return schema.frame("groups", rows)
