"""A grid as data for the script that draws it: cells are pieces of HTML, everything else is plain."""

from __future__ import annotations

from typing import Any

import htpy as h
from htpy import Node, fragment

from ui.content import Cell, Facet, Grid, Group, Wording
from ui.render.html.elements import quiet
from ui.render.html.passages import marked

AT_ONCE = 200


def state(grid: Grid) -> dict[str, Any]:
    """What is shown: columns, rows in their order, the cells of the first of them, facets, what is chosen and open."""
    keys = keys_of(grid)
    return {
        "label": grid.label,
        "columns": [vars(column) for column in grid.columns],
        "others": [vars(column) for column in grid.others],
        "order": list(grid.order),
        "items": [line for group in grid.groups for line in _lines(group)],
        "cells": cells(grid, keys[:AT_ONCE]),
        "whole": len(keys) <= AT_ONCE,
        "facets": {name: _facet(facet) for name, facet in grid.facets.items()},
        "chosen": list(grid.chosen),
    }


def keys_of(grid: Grid) -> list[str]:
    """Its rows, each once."""
    return list(dict.fromkeys(key for group in grid.groups for key in group.rows))


def cells(grid: Grid, keys: list[str]) -> dict[str, list[str]]:
    """The cells of rows."""
    return {key: [str(_cell(cell)) for cell in grid.cells(key)] for key in keys}


def _cell(cell: Cell | tuple[Wording, ...]) -> Node:
    if isinstance(cell, Cell):
        return fragment[cell.text, cell.note and [" " if cell.text else None, quiet(cell.note)]]
    return fragment[
        [[" · " if k else None, h.span(lang=w.lang)[marked(w.text, w.marks, {})]] for k, w in enumerate(cell)]
    ]


def _lines(group: Group) -> list[list[str]]:
    """A row is its key and its group, a heading has its words besides."""
    heading = [["", group.code, group.title, group.said]] if group.title else []
    return [*heading, *([key, group.code] for key in group.rows)]


def _facet(facet: Facet) -> dict[str, Any]:
    choices = [[c.code, c.label, c.number, c.state, c.part, c.param] for c in facet.choices]
    return {**vars(facet), "choices": choices}
