"""Regions of several countries and intergovernmental organisations, as the text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from etl import schema
from etl.matcher import Matcher
from etl.records import records
from etl.searcher import Hit

_SHARING = re.compile(r"\b([A-Z][a-z]+)(?:,? and | or )(?:the )?$")  # West and | Central Africa


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
            for found in matcher.find(text)
            for hit in (*_sharing(text, found, matcher), found)
        ]
    return schema.frame("groups", rows)


def _sharing(text: str, hit: Hit, matcher: Matcher) -> Iterator[Hit]:
    """The group before a name that shares the name's last words: West and Central Africa."""
    before = _SHARING.search(text, max(0, hit.start - 40), hit.start)
    _, blank, shared = text[hit.start : hit.end].partition(" ")
    if before and blank:
        whole = f"{before[1]} {shared}"
        for other in matcher.find(whole):
            if (other.start, other.end) == (0, len(whole)):
                yield Hit(before.start(1), before.end(1), other.entry)
