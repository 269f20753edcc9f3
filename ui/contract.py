"""What the contract of the tables says of their columns, for the API, the dictionary of data and the checks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from etl import schema


@dataclass(frozen=True)
class Column:
    """One column of a table as the contract has it; `kind` is text, integer or number."""

    name: str
    kind: str
    optional: bool
    explanation: str
    allowed: tuple[str, ...] = ()


@lru_cache(maxsize=len(schema.TABLES))
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    kinds = {"int64": "integer", "Int64": "integer", "float64": "number"}
    stated = schema.TABLES[table].columns
    found = []
    for name, kind in schema.dtypes(table).items():
        optional, said = bool(stated[name].nullable), str(stated[name].description)
        found.append(Column(name, kinds.get(kind, "text"), optional, said, schema.allowed(table, name)))
    return tuple(found)


def explanation(table: str) -> str:
    """What a row of a table is."""
    return str(schema.TABLES[table].description)
