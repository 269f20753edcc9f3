"""The tables as `schema.toml` states them: everything that writes or reads a table takes its columns from here."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pyarrow
from pandas.api.extensions import ExtensionArray
from pandas.api.types import pandas_dtype

SCHEMA_VERSION = "2"
_TEXT = "string[pyarrow]"


def _column(type: str = "text", optional: bool = False, **stated: Any) -> pa.Column:
    """A column from its entry."""
    checks = []
    if type == "integer":
        checks.append(pa.Check.ge(0))
    if "values" in stated:
        checks.append(pa.Check.isin(stated["values"]))
    if "matches" in stated:
        checks.append(pa.Check.str_matches(stated["matches"]))
    return pa.Column(
        {"text": str, "integer": pd.Int64Dtype() if optional else int, "number": float}[type],
        checks,
        nullable=optional or type == "number",
        coerce=True,
        unique=stated.get("unique", False),
        description=stated["description"],
    )


_STATED = tomllib.loads(Path(__file__).with_name("schema.toml").read_text(encoding="utf-8"))
TABLES = {
    name: pa.DataFrameSchema(
        {column: _column(**entry) for column, entry in table["columns"].items()},
        strict=True,
        ordered=True,
        name=name,
        description=table["description"],
    )
    for name, table in _STATED.items()
}
PRIMARY_KEYS: dict[str, tuple[str, ...]] = {name: tuple(table["key"]) for name, table in _STATED.items()}


@cache
def columns(table: str) -> list[str]:
    """Names of a table's columns, in their order."""
    return list(TABLES[table].columns)


@cache
def dtypes(table: str) -> dict[str, str]:
    """Column → pandas type name, as `pandas.read_csv` takes it."""
    return {name: str(column.dtype) for name, column in TABLES[table].columns.items()}


def describe(table: str) -> dict[str, str]:
    """Column → its explanation."""
    return {name: str(column.description) for name, column in TABLES[table].columns.items()}


def allowed(table: str, column: str) -> tuple[str, ...]:
    """All that a column may hold; empty where that is not a list."""
    return tuple(_STATED[table]["columns"][column].get("values", ()))


def parse(table: str, column: str, text: str) -> object:
    """The value that a text stands for in a column. Raises `ValueError` where the column may not hold it."""
    stated = _STATED[table]["columns"][column]
    kind = stated.get("type", "text")
    if kind == "text":
        if ("values" in stated and text not in stated["values"]) or (
            "matches" in stated and not re.match(stated["matches"], text)
        ):
            raise ValueError(text)
        return text
    if not text and (kind == "number" or stated.get("optional")):
        return None
    if kind == "integer":
        if not (text.isascii() and text.isdigit()):
            raise ValueError(text)
        return int(text)
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def empty(table: str) -> pd.DataFrame:
    """The table with no rows."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in dtypes(table).items()})


def frame(table: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as the table: its columns in their order and of their types; a column a row does not name is empty.

    What is written is checked once, when it is finished (`validate`).
    """
    return pd.DataFrame({n: _array([row.get(n) for row in rows], kind) for n, kind in dtypes(table).items()})


def _array(values: list[Any], kind: str) -> ExtensionArray | np.ndarray[Any, Any]:
    """Values as a column; text goes to Arrow at once, which pandas would first look through one by one."""
    if kind == _TEXT:
        return pd.arrays.ArrowStringArray(pyarrow.array(values, pyarrow.large_string()))
    return np.array(values, kind) if kind == "int64" else pd.Series(values, dtype=kind).array


def validate(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the contract's types, or `pandera.errors.SchemaErrors` naming every breach."""
    checked = TABLES[table].validate(frame, lazy=True)
    keys = list(PRIMARY_KEYS[table])
    twice = checked[checked.duplicated(keys)]
    if len(twice):
        raise ValueError(f"{table}: rows with the same key {keys}: {twice[keys].head(3).to_dict('records')}")
    return checked


def read_csv(table: str, path: Any) -> pd.DataFrame:
    """Read a table written by `etl.package`: UTF-8 with BOM; empty cells of text columns are empty strings."""
    kinds = dtypes(table)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    missing = [name for name in kinds if name not in frame.columns]
    if missing:
        raise ValueError(f"table {table}: column {', '.join(missing)} is missing in {path}")
    frame = frame[list(kinds)]
    for name, kind in kinds.items():
        if kind in ("int64", "Int64", "float64"):
            frame[name] = pd.to_numeric(frame[name].replace("", None)).astype(pandas_dtype(kind))
    return frame
