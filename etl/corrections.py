"""A person's corrections override findings, each with a reason and initials.

`corrections.csv` in a report's folder: `table,passage,surface,occurrence,action,values,reason,initials`.
`action`: `set` changes columns of the finding whose text is `surface`, `drop` removes it, `add` puts one there.
`values`: `column=value` pairs parted by `;`. What a person decided is `verified`. A correction that matches nothing
any more stops the build: the text or the rules have changed, and somebody has to look.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from etl import schema
from etl.errors import Code, Refused

_COLUMNS = ("table", "passage", "surface", "occurrence", "action", "values", "reason", "initials")
_CORRECTABLE = ("mentions", "groups", "engagements", "presences", "figures", "statements", "citations")
_ACTIONS = ("set", "drop", "add")


@dataclass(frozen=True)
class Correction:
    """One row of corrections.csv; `where` names it for messages."""

    where: str
    table: str
    passage: str
    surface: str
    occurrence: int
    action: str
    values: dict[str, str]


def load(folder: Path | None) -> list[Correction]:
    """The corrections of a report, none if it has no corrections.csv."""
    path = folder / "corrections.csv" if folder else None
    if path is None or not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and set(_COLUMNS) - set(rows[0]):
        raise Refused(
            Code.CORRECTION,
            what="columns",
            file=f"{path.parent.name}/{path.name}",
            columns=" ".join(_COLUMNS),
        )
    return [_read(row, f"{path.parent.name}/{path.name}, line {n}") for n, row in enumerate(rows, start=2)]


def _read(row: dict[str, str], where: str) -> Correction:
    if row["table"] not in _CORRECTABLE:
        raise Refused(
            Code.CORRECTION, what="table", file=where, value=row["table"], allowed=" ".join(_CORRECTABLE)
        )
    if row["action"] not in _ACTIONS:
        raise Refused(
            Code.CORRECTION, what="action", file=where, value=row["action"], allowed=" ".join(_ACTIONS)
        )
    if not row["reason"].strip() or not row["initials"].strip():
        raise Refused(Code.CORRECTION, what="reason", file=where)
    if not row["surface"] or not (row["occurrence"] or "1").isdigit():
        raise Refused(Code.CORRECTION, what="surface", file=where, value=row["occurrence"])
    values = dict(pair.split("=", 1) for pair in row["values"].split(";") if "=" in pair)
    unknown = set(values) - set(schema.columns(row["table"]))
    if unknown:
        raise Refused(
            Code.CORRECTION, what="unknown", file=where, columns=" ".join(sorted(unknown)), table=row["table"]
        )
    return Correction(
        where,
        row["table"],
        row["passage"],
        row["surface"],
        int(row["occurrence"] or 1),
        row["action"],
        {k.strip(): v.strip() for k, v in values.items()},
    )


def apply(
    table: str, frame: pd.DataFrame, passages: pd.DataFrame, corrections: list[Correction]
) -> pd.DataFrame:
    """The table with this table's corrections; `Refused` names a correction that matches nothing."""
    corrections = [c for c in corrections if c.table == table]
    if not corrections:
        return frame
    texts = dict(zip(passages["passage"], passages["text"], strict=True))
    order = {passage: i for i, passage in enumerate(passages["passage"])}
    rows: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    for correction in corrections:
        text = texts.get(correction.passage)
        if text is None:
            raise Refused(Code.CORRECTION, what="passage", file=correction.where, passage=correction.passage)
        if correction.action == "add":
            rows.append(_added(correction, text, str(passages["report"].iloc[0])))
            continue
        found = [
            r
            for r in rows
            if r["passage"] == correction.passage and text[r["start"] : r["end"]] == correction.surface
        ]
        if len(found) < correction.occurrence:
            raise Refused(
                Code.CORRECTION,
                what="unmatched",
                file=correction.where,
                passage=correction.passage,
                table=table,
                surface=correction.surface,
                occurrence=correction.occurrence,
            )
        target = found[correction.occurrence - 1]
        if correction.action == "drop":
            rows.remove(target)
        else:
            if table == "figures" and {"value", "low", "high"} & correction.values.keys():
                target |= {
                    "value": None,
                    "low": None,
                    "high": None,
                }  # a number becomes a range, or the other way
            target |= {**correction.values, **({"certainty": "verified"} if "certainty" in frame else {})}
    rows.sort(key=lambda r: order[r["passage"]])
    return schema.frame(table, rows)


def _added(correction: Correction, text: str, report: str) -> dict[str, Any]:
    start = -1
    for _ in range(correction.occurrence):
        start = text.find(correction.surface, start + 1)
        if start < 0:
            raise Refused(
                Code.CORRECTION,
                what="absent",
                file=correction.where,
                passage=correction.passage,
                surface=correction.surface,
                occurrence=correction.occurrence,
            )
    return {
        "report": report,
        "passage": correction.passage,
        "start": start,
        "end": start + len(correction.surface),
        "surface": correction.surface,
        "phrase": correction.surface,
        "rule": "person",
        "certainty": "verified",
        **correction.values,
    }
