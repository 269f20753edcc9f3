"""What tables and columns mean, in both languages: English from the contract, others from data/text/columns.csv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from ui import contract
from ui.i18n import FALLBACK, TEXT, Words
from ui.view import View

# Where the words of a column's codes stand.
_LABELS = {
    "mentions.kind": "kinds.",
    "presences.presence": "presences.",
    "presences.status": "fieldwork.status_",
    "engagements.engagement": "engagements.",
    "figures.category": "funding.",
    "figures.qualifier": "funding.qualifier_",
    "statements.kind": "funding.statement_",
    "statements.figure": "funding.figure_",
    "themes.weight": "themes.",
}


@lru_cache(maxsize=1)
def _translated() -> pd.DataFrame:
    frame = pd.read_csv(TEXT / "columns.csv", dtype=str, keep_default_na=False)
    return frame.set_index(["table", "column"])


def table_words(say: Words, table: str) -> str:
    """What a row of a table is."""
    if say.lang == FALLBACK:
        return contract.explanation(table)
    return str(_translated().at[(table, ""), say.lang])


def column_words(say: Words, table: str, column: contract.Column) -> str:
    """What a column holds."""
    if say.lang == FALLBACK:
        return column.explanation
    index = _translated().index
    key = (table, column.name) if (table, column.name) in index else ("*", column.name)
    return str(_translated().at[key, say.lang])


def code_words(say: Words, table: str, column: str, code: str) -> str:
    """What a code of a column is called; "" where its name needs no words."""
    key = _LABELS.get(f"{table}.{column}", "?.") + code
    return say(key) if key in say.phrases else ""


def finding_words(view: View, table: str, row: Mapping[Any, Any]) -> str:
    """What a finding was taken for: `Tunisia · Training`."""
    parts = [view.country(str(row["iso3"]))] if row.get("iso3") else []
    column = {"engagements": "engagement", "presences": "presence", "mentions": "kind", "figures": "category"}
    if table in column:
        parts.append(code_words(view.words, table, column[table], str(row[column[table]])))
    elif table == "themes":
        parts.append(view.theme(str(row["theme"])))
    elif table == "statements":
        parts.append(code_words(view.words, table, "kind", str(row["kind"])))
        parts.append(view.report.atlas.label("funds", str(row["fund"]), view.lang))
    elif table == "groups":
        parts.append(view.report.atlas.label("groups", str(row["group"]), view.lang))
    elif table == "citations":
        parts.append(str(row["symbol"]))
    if table == "figures":
        parts.insert(0, view.words.value(row))
    return " · ".join(part for part in parts if part)
