"""A person's corrections override findings, each with a reason and initials.

`corrections.csv` in a report's folder: `table,passage,surface,occurrence,action,values,reason,initials`.
`action`: `set` changes columns of the finding whose text is `surface`, `drop` removes it, `add` puts one there.
`values`: `column=value` pairs parted by `;`. What a person decided is `verified`. A correction that matches nothing
any more stops the build: the text or the rules have changed, and somebody has to look.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from etl import schema
from etl.errors import Code, Refused
from etl.paths import REFERENCE
from etl.records import named

_COLUMNS = ("table", "passage", "surface", "occurrence", "action", "values", "reason", "initials")
_CORRECTABLE = ("mentions", "groups", "engagements", "presences", "figures", "statements", "citations")
_ACTIONS = ("set", "drop", "add")
# What the surface and this file itself decide.
_FIXED = frozenset({"report", "passage", "start", "end", "surface", "phrase", "rule", "certainty"})


@dataclass(frozen=True)
class Correction:
    """One row of corrections.csv; `where` names it for messages."""

    where: str
    table: str
    passage: str
    surface: str
    occurrence: int
    action: str
    values: dict[str, object]


def load(folder: Path | None) -> list[Correction]:
    """The corrections of a report, none if it has no corrections.csv; `Refused` names the first line that cannot be taken."""
    path = folder / "corrections.csv" if folder else None
    if path is None or not path.exists():
        return []
    file = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Code.CORRECTION, what="encoding", file=file, byte=error.start + 1) from None
    found: list[Correction] = []
    reader = csv.reader(io.StringIO(lines, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != list(_COLUMNS):
            raise Refused(Code.CORRECTION, what="columns", file=file, columns=" ".join(_COLUMNS))
        for row in reader:
            where = f"{file}, line {reader.line_num}"
            if len(row) not in (0, len(_COLUMNS)):
                raise Refused(Code.CORRECTION, what="fields", file=where, n=len(row), needed=len(_COLUMNS))
            if row:
                found.append(_read(dict(zip(_COLUMNS, row, strict=True)), where))
    except csv.Error as error:
        raise Refused(
            Code.CORRECTION, what="csv", file=f"{file}, line {reader.line_num}", reason=str(error)
        ) from None
    return found


def _read(row: dict[str, str], where: str) -> Correction:
    table, action = row["table"], row["action"]
    if table not in _CORRECTABLE:
        raise Refused(Code.CORRECTION, what="table", file=where, value=table, allowed=" ".join(_CORRECTABLE))
    if action not in _ACTIONS:
        raise Refused(Code.CORRECTION, what="action", file=where, value=action, allowed=" ".join(_ACTIONS))
    if not row["reason"].strip() or not row["initials"].strip():
        raise Refused(Code.CORRECTION, what="reason", file=where)
    occurrence = row["occurrence"] or "1"
    if not row["surface"] or not (occurrence.isascii() and occurrence.isdigit() and int(occurrence)):
        raise Refused(Code.CORRECTION, what="surface", file=where, value=row["occurrence"])
    values = dict(_values(table, row["values"], where))
    if bool(values) == (action == "drop"):
        raise Refused(Code.CORRECTION, what="idle", file=where, action=action)
    return Correction(where, table, row["passage"], row["surface"], int(occurrence), action, values)


def _values(table: str, given: str, where: str) -> Iterator[tuple[str, object]]:
    """The columns that a correction sets, each with a value that its column may hold."""
    seen: set[str] = set()
    for pair in filter(str.strip, given.split(";")):
        column, equals, text = (part.strip() for part in pair.partition("="))
        if not equals or column in seen:
            raise Refused(Code.CORRECTION, what="pair", file=where, value=pair.strip())
        if column not in schema.columns(table):
            raise Refused(Code.CORRECTION, what="unknown", file=where, columns=column, table=table)
        if column in _FIXED:
            raise Refused(Code.CORRECTION, what="fixed", file=where, columns=column)
        try:
            value = schema.parse(table, column, text)
        except ValueError:
            allowed = " ".join(schema.allowed(table, column)) or schema.describe(table)[column]
            raise Refused(
                Code.CORRECTION, what="value", file=where, column=column, value=text, expected=allowed
            ) from None
        if column == "iso3" and text and text not in _countries():
            raise Refused(Code.CORRECTION, what="country", file=where, value=text)
        seen.add(column)
        yield column, value


@cache
def _countries() -> frozenset[str]:
    """Every code of a country, of today and of former days."""
    names = ("countries", "former_states")
    return frozenset(
        code
        for name in names
        for code in pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, encoding="utf-8-sig")["iso3"]
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
    rows = named(frame)
    for correction in corrections:
        text = texts.get(correction.passage)
        if text is None:
            raise Refused(Code.CORRECTION, what="passage", file=correction.where, passage=correction.passage)
        if correction.action == "add":
            rows.append(_added(correction, text, str(passages["report"].iloc[0])))
            _once(table, rows, correction)
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
            _once(table, rows, correction)
    rows.sort(key=lambda r: order[r["passage"]])
    return schema.frame(table, rows)


def _once(table: str, rows: list[dict[str, Any]], correction: Correction) -> None:
    """Raise `Refused` where a correction makes of two findings one and the same."""
    keys = [tuple(row[name] for name in schema.PRIMARY_KEYS[table]) for row in rows]
    if len(set(keys)) < len(keys):
        raise Refused(
            Code.CORRECTION, what="twice", file=correction.where, surface=correction.surface, table=table
        )


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
    row: dict[str, Any] = {}
    for name in schema.columns(correction.table):
        with suppress(ValueError):  # it may not be empty, so somebody has to say
            row[name] = schema.parse(correction.table, name, "")
    row |= {
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
    needed = [name for name in schema.columns(correction.table) if name not in row]
    if needed:
        raise Refused(Code.CORRECTION, what="needs", file=correction.where, columns=" ".join(needed))
    return row
