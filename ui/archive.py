"""Where rows come from: the tables of a folder asked through DuckDB, frames in memory, or one over the other.

Only the rows that are asked for become frames. What is asked is data: names of tables and columns come from the
contract, values are parameters, and nothing but the tables' own files can be opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import duckdb
import pandas as pd
import pyarrow as pa

_SQL = {"string[pyarrow]": "VARCHAR", "int64": "BIGINT", "Int64": "BIGINT", "float64": "DOUBLE"}


class Source(Protocol):
    """Tables by name. A frame is of the contract's columns and types, its rows in the order of print."""

    def rows(self, table: str, report: str) -> pd.DataFrame:
        """The rows of one report."""

    def whole(self, table: str) -> pd.DataFrame:
        """The rows of all reports."""

    def count(self, table: str) -> int:
        """How many rows there are."""


class Frames:
    """Tables held in memory."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.frames = frames

    def rows(self, table: str, report: str) -> pd.DataFrame:
        """The rows of one report."""
        frame = self.frames[table]
        return frame[frame["report"] == report].reset_index(drop=True)

    def whole(self, table: str) -> pd.DataFrame:
        """The rows of all reports."""
        return self.frames[table]

    def count(self, table: str) -> int:
        """How many rows there are."""
        return len(self.frames[table])


class Over:
    """Some reports' tables over those of a source: a report that both have is that of the upper one."""

    def __init__(self, below: Source, upper: Mapping[str, Mapping[str, pd.DataFrame]]) -> None:
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


class Archive:
    """The files of a folder, CSV or Parquet, behind a database in memory that opens nothing else."""

    def __init__(self, where: Path) -> None:
        self._kinds: dict[str, Mapping[str, str]] = {}
        self._database = duckdb.connect(":memory:", config={"threads": 2})
        self._database.execute("SET allowed_directories = ?", [[str(where.absolute())]])
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
            columns = ", ".join(f'"{name}"' for name in kinds)
            text = str(path).replace("'", "''")
            self._database.execute(f"CREATE VIEW \"{table}\" AS SELECT {columns} FROM read_parquet('{text}')")
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
        found = self._database.cursor().execute(f'SELECT count(*) FROM "{table}"').fetchone()
        return int(found[0]) if found else 0

    def _frame(self, table: str, where: str, values: list[str]) -> pd.DataFrame:
        kinds = self._kinds[table]
        query = f'SELECT * FROM "{table}"{where}'
        found: pa.Table = self._database.cursor().sql(query, params=values).to_arrow_table()
        return pd.DataFrame(
            {name: _column(found.column(name), kind) for name, kind in kinds.items()}, copy=False
        )


def _column(values: pa.ChunkedArray, kind: str) -> pd.Series:
    """A column with the type that it has in `schema.read_csv`."""
    return pd.Series(values.to_pandas(), dtype="str" if kind == "string[pyarrow]" else kind)
