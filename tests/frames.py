"""Tables that a test makes, in place of those of a folder."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pandas as pd
import pyarrow as pa

from etl import schema
from ui import archive
from ui.archive import Answer, Upper


class Frames:
    """Tables held in memory, as a `Source`."""

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

    def ask(self, query: str, values: Mapping[str, object], upper: Upper | None = None) -> Answer:
        """The rows that a query gives."""
        return self._asked(query, values, upper).fetchall()

    def chosen(
        self, table: str, query: str, values: Mapping[str, object], upper: Upper | None = None
    ) -> pd.DataFrame:
        """Rows of a table that a query gives."""
        return archive.typed(self._asked(query, values, upper).to_arrow_table(), schema.dtypes(table))

    def _asked(
        self, query: str, values: Mapping[str, object], upper: Upper | None
    ) -> duckdb.DuckDBPyRelation:
        database = duckdb.connect(":memory:")

        def named(table: str) -> tuple[str, dict[str, object]]:
            rows = self.frames[table].assign(line=range(len(self.frames[table])))
            database.register(f"all_{table}", pa.Table.from_pandas(rows, preserve_index=False))
            return f"all_{table}", {}

        said, given = archive.asked(database, query, values, named, upper or {})
        return database.sql(said, params=given)
