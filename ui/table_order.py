"""Tables whose heads sort their rows: the order stands in the address as `sort`, `-` before a column that falls."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ui.content import Cell, Rows, Table
from ui.view import View

_NUMBER = re.compile(r"-?\d[\d,. ]*")


def sortable(view: View[Any], table: Table, names: tuple[str, ...]) -> Table:
    """The table in the order that the address asks for, within its groups, with heads that change it; `names` are those of
    its columns in addresses, "" for those that do not sort."""
    asked = view.here.values.get("sort", "")
    name, falls = asked.removeprefix("-"), asked.startswith("-")
    heads = tuple(
        replace(head, href=view.here.link(sort=_next(table, k, own, asked)), sorted=_said(own, asked))
        if own
        else head
        for k, (head, own) in enumerate(zip(table.columns, names, strict=True))
    )
    if not name or name not in names:
        return replace(table, columns=heads)
    key = _key(names.index(name))
    groups = (
        Rows(tuple(sorted(group.rows, key=key, reverse=falls)), group.heading) for group in table.groups
    )
    return replace(table, columns=heads, groups=tuple(groups))


def _said(name: str, asked: str) -> str:
    if asked.removeprefix("-") != name:
        return "none"
    return "descending" if asked.startswith("-") else "ascending"


def _next(table: Table, column: int, name: str, asked: str) -> str | None:
    """Numbers begin with the highest, texts with the first; then the other way round; then as it was."""
    cells = [row[column] for group in table.groups for row in group.rows]
    counts = bool(cells) and all(isinstance(_value(cell), float) for cell in cells)
    ways = (f"-{name}", name, None) if counts else (name, f"-{name}", None)
    return ways[(ways.index(asked) + 1) % 3] if asked in ways else ways[0]


def _key(column: int) -> Callable[[tuple[Cell, ...]], tuple[bool, float, str]]:
    def key(row: tuple[Cell, ...]) -> tuple[bool, float, str]:
        value = _value(row[column])
        return (False, value, "") if isinstance(value, float) else (True, 0.0, value)

    return key


def _value(cell: Cell) -> float | str:
    """What a cell is sorted by: the number that it shows, how many links it has, or its text."""
    if cell.length or cell.links:
        return float(cell.length or len(cell.links))
    shown = cell.figures[0].text if cell.figures else cell.text
    if number := _NUMBER.match(shown):
        return float(re.sub(r"[, ]", "", number[0]).rstrip(".") or 0)
    return (shown or cell.lead or cell.code).casefold()
