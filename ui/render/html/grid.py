"""A grid as data for the script that draws it: cells are pieces of HTML, everything else is plain."""

from __future__ import annotations

from typing import Any

import htpy as h
from htpy import Node, fragment

from ui.content import Cell, Column, Entry, Facet, Grid, Heading, Wording
from ui.render.html.elements import quiet
from ui.render.html.passages import marked

AT_ONCE = 200


def state(grid: Grid) -> dict[str, Any]:
    """What is shown: columns, rows in their order, the cells of the first of them, facets, what is chosen and open."""
    keys = keys_of(grid)
    return {
        "label": grid.label,
        "columns": [_column(column) for column in grid.columns],
        "others": [_column(column) for column in grid.others],
        "order": list(grid.order),
        "items": [_item(item) for item in grid.items],
        "cells": cells(grid, keys[:AT_ONCE]),
        "whole": len(keys) <= AT_ONCE,
        "facets": {name: _facet(facet) for name, facet in grid.facets.items()},
        "chosen": list(grid.chosen),
    }


def keys_of(grid: Grid) -> list[str]:
    """Its rows, each once."""
    return list(dict.fromkeys(item.key for item in grid.items if isinstance(item, Entry)))


def cells(grid: Grid, keys: list[str]) -> dict[str, list[str]]:
    """The cells of rows."""
    return {key: [str(_cell(cell)) for cell in grid.cells(key)] for key in keys}


def _cell(cell: Cell | tuple[Wording, ...]) -> Node:
    if isinstance(cell, Cell):
        return fragment[cell.text, cell.note and [" " if cell.text else None, quiet(cell.note)]]
    return fragment[
        [[" · " if k else None, h.span(lang=w.lang)[marked(w.text, w.marks, {})]] for k, w in enumerate(cell)]
    ]


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "title": column.title,
        "width": column.width,
        "facet": column.facet,
        "grows": column.grows,
        "highest": column.highest,
        "sort": column.sort,
    }


def _item(item: Heading | Entry) -> list[str]:
    """A row is its key and its group, a heading has its words besides."""
    if isinstance(item, Entry):
        return [item.key, item.group]
    return ["", item.code, item.title, item.said]


def _facet(facet: Facet) -> dict[str, Any]:
    return {
        "label": facet.label,
        "chosen": facet.chosen,
        "combines": facet.combines,
        "excludes": facet.excludes,
        "choices": [[c.code, c.label, c.number, c.state, c.part, c.param] for c in facet.choices],
    }
