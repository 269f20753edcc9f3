"""Where rows come from: the tables of a folder asked through DuckDB, frames in memory, or one over the other.

Only the rows that are asked for become frames. What is asked is data: names of tables and columns come from the
contract, values are parameters, and nothing but the tables' own files can be opened.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pandas as pd
import pyarrow as pa

# Rows of reports that lie over others stand after them.
_AFTER = 2**40
_SQL = {"string[pyarrow]": "VARCHAR", "int64": "BIGINT", "Int64": "BIGINT", "float64": "DOUBLE"}


Tables = Mapping[str, pd.DataFrame]
# Report → its tables, in place of those that lie below.
Upper = Mapping[str, Tables]
Answer = list[tuple[Any, ...]]


class Source(Protocol):
    """Tables by name. A frame is of the contract's columns and types, its rows in the order of print."""

    def rows(self, table: str, report: str) -> pd.DataFrame:
        """The rows of one report."""

    def whole(self, table: str) -> pd.DataFrame:
        """The rows of all reports."""

    def count(self, table: str) -> int:
        """How many rows there are."""

    def ask(self, query: str, values: Mapping[str, object], upper: Upper | None = None) -> Answer:
        """The rows that a query gives: SQL in which `{passages}` stands for the table of that name and `$name` for a value;
        of the reports in `upper` it sees these rows. A table has a column `line` more: the place of a row in it."""

    def chosen(
        self, table: str, query: str, values: Mapping[str, object], upper: Upper | None = None
    ) -> pd.DataFrame:
        """The same as a frame, where a query gives rows of a table."""


class Over:
    """Some reports' tables over those of a source: a report that both have is that of the upper one."""

    def __init__(self, below: Source, upper: Upper) -> None:
        """`upper` is report → table → frame."""
        self.below, self.upper = below, upper

    def rows(self, table: str, report: str) -> pd.DataFrame:
        """The rows of one report."""
        return self.upper[report][table] if report in self.upper else self.below.rows(table, report)

    def whole(self, table: str) -> pd.DataFrame:
        """The rows of all reports."""
        frame = self.below.whole(table)
        others = frame[~frame["report"].isin(list(self.upper))]
        return pd.concat([others, *(own[table] for own in self.upper.values())], ignore_index=True)

    def count(self, table: str) -> int:
        """How many rows there are."""
        below = self.below.count(table) - sum(len(self.below.rows(table, report)) for report in self.upper)
        return below + sum(len(own[table]) for own in self.upper.values())

    def ask(self, query: str, values: Mapping[str, object], upper: Upper | None = None) -> Answer:
        """The rows that a query gives."""
        return self.below.ask(query, values, {**self.upper, **(upper or {})})

    def chosen(
        self, table: str, query: str, values: Mapping[str, object], upper: Upper | None = None
    ) -> pd.DataFrame:
        """Rows of a table that a query gives."""
        return self.below.chosen(table, query, values, {**self.upper, **(upper or {})})


class Archive:
    """The files of a folder, CSV or Parquet, behind a database in memory that opens nothing else."""

    def __init__(self, where: Path, versions: Path) -> None:
        """Of files in a folder. One that is replaced while it is asked goes, by its own name, to a folder of `versions`."""
        self._versions = versions
        self._kinds: dict[str, Mapping[str, str]] = {}
        self._parquet: dict[str, tuple[Path, tuple[int, ...]]] = {}
        self._database = duckdb.connect(":memory:", config={"threads": 2})
        allowed = [str(where.absolute()), str(versions.absolute())]
        self._database.execute("SET allowed_directories = ?", [allowed])
        self._database.execute("SET enable_external_access = false")
        self._database.execute("SET lock_configuration = true")

    def open(self, table: str, path: Path, kinds: Mapping[str, str]) -> None:
        """Take a file in: a CSV is read into memory, a Parquet file where it lies; `kinds` are the columns with their types.

        Raises `ValueError` where it is no such table.
        """
        self._kinds[table] = kinds
        try:
            self._open(table, path.absolute(), kinds)
        except duckdb.Error as error:
            raise ValueError(str(error)) from error

    def _open(self, table: str, path: Path, kinds: Mapping[str, str]) -> None:
        if path.suffix == ".parquet":
            self._parquet[table] = path, _identity(path)
            self.count(table)
            return
        columns = ", ".join(
            f'coalesce("{name}", \'\') AS "{name}"'
            if _SQL[kind] == "VARCHAR"
            else f'CAST("{name}" AS {_SQL[kind]}) AS "{name}"'
            for name, kind in kinds.items()
        )
        self._database.execute(
            f'CREATE TABLE "{table}" AS SELECT {columns} FROM read_csv(?, header = true, all_varchar = true, '
            "delim = ',', quote = '\"', escape = '\"', sample_size = 1)",
            [str(path)],
        )

    def rows(self, table: str, report: str) -> pd.DataFrame:
        """The rows of one report."""
        return self._frame(table, ' WHERE "report" = ?', [report])

    def whole(self, table: str) -> pd.DataFrame:
        """The rows of all reports."""
        return self._frame(table, "", [])

    def count(self, table: str) -> int:
        """How many rows there are."""
        source, values = self._source(table)
        found = self._database.cursor().execute(f"SELECT count(*) FROM {source}", values).fetchone()
        return int(found[0]) if found else 0

    def ask(self, query: str, values: Mapping[str, object], upper: Upper | None = None) -> Answer:
        """The rows that a query gives."""
        cursor = self._database.cursor()
        return cursor.execute(*asked(cursor, query, values, self._numbered, upper or {})).fetchall()

    def chosen(
        self, table: str, query: str, values: Mapping[str, object], upper: Upper | None = None
    ) -> pd.DataFrame:
        """Rows of a table that a query gives."""
        cursor = self._database.cursor()
        said, given = asked(cursor, query, values, self._numbered, upper or {})
        return typed(cursor.sql(said, params=given).to_arrow_table(), self._kinds[table])

    def _numbered(self, table: str) -> tuple[str, dict[str, object]]:
        """What stands after FROM where rows are to know their places, with the values in it."""
        source, files = self._source(table)
        line = "file_row_number" if files else "rowid"
        return f"(SELECT *, {line} AS line FROM {source.replace('?', f'$file_{table}')})", {
            f"file_{table}": file for file in files
        }

    def _source(self, table: str) -> tuple[str, list[str]]:
        """What stands after FROM, with the values in it: the table in memory, or its file wherever that lies now."""
        if table not in self._parquet:
            return f'"{table}"', []
        first, identity = self._parquet[table]
        for path in (first, *self._versions.glob(f"*/{first.name}")):
            with suppress(OSError):
                if _identity(path) == identity:
                    return "read_parquet(?)", [str(path)]
        raise duckdb.IOException(f"{first} was replaced, and is no former version either")

    def _frame(self, table: str, where: str, values: list[str]) -> pd.DataFrame:
        kinds = self._kinds[table]
        columns = ", ".join(f'"{name}"' for name in kinds)
        source, first = self._source(table)
        query = f"SELECT {columns} FROM {source}{where}"
        found: pa.Table = self._database.cursor().sql(query, params=[*first, *values]).to_arrow_table()
        return typed(found, kinds)


def asked(
    cursor: duckdb.DuckDBPyConnection,
    query: str,
    values: Mapping[str, object],
    named: Callable[[str], tuple[str, Mapping[str, object]]],
    upper: Upper,
) -> tuple[str, dict[str, object]]:
    """A query with its values as the database takes it; `named` gives what stands after FROM for a table, with the values in
    it."""
    given, places = dict(values), {}
    for table in {name for _, name, _, _ in string.Formatter().parse(query) if name}:
        places[table], own = named(table)
        given |= own
        if upper:
            rows = pd.concat([tables[table] for tables in upper.values()])
            cursor.register(f"own_{table}", pa.Table.from_pandas(rows, preserve_index=False))
            given["upper"] = list(upper)
            places[table] = (
                f"(FROM {places[table]} WHERE report NOT IN (SELECT unnest($upper)) UNION ALL BY NAME "
                f"SELECT *, {_AFTER} + row_number() OVER () AS line FROM own_{table})"
            )
    return query.format_map(places), given


def _identity(path: Path) -> tuple[int, ...]:
    """What tells a file from another one under its name."""
    known = path.stat()
    return known.st_ino, known.st_size, known.st_mtime_ns


def typed(found: pa.Table, kinds: Mapping[str, str]) -> pd.DataFrame:
    """An answer as a frame of columns with their types."""
    return pd.DataFrame({name: _column(found.column(name), kind) for name, kind in kinds.items()}, copy=False)


def _column(values: pa.ChunkedArray, kind: str) -> pd.Series:
    """A column with the type that it has in `schema.read_csv`."""
    return pd.Series(values.to_pandas(), dtype="str" if kind == "string[pyarrow]" else kind)
