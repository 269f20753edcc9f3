"""A table to work in: its rows can be sorted, filtered, grouped and chosen, and are read one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ui.content.said import Wording
from ui.content.tables import Cell


@dataclass(frozen=True)
class Column:
    """A column: its name in addresses, its title, its width in pixels; `grows` takes the room that is left. Its values are
    chosen by `facet`; those that count begin with the `highest` when sorted. `sort` is "asc" or "desc" where it is sorted."""

    name: str
    title: str
    width: int
    facet: str = ""
    grows: bool = False
    highest: bool = False
    sort: str = ""


@dataclass(frozen=True)
class Choice:
    """An option of a facet, as a parameter of the address and its code: how many rows it would leave; `state` is "any", "every"
    or "none" where it is chosen. `part` is the heading over options of one kind, at the first of them."""

    param: str
    code: str
    label: str
    number: int
    state: str = ""
    part: str = ""


@dataclass(frozen=True)
class Facet:
    """What the rows of a column may be filtered by; `chosen` says in words what is chosen. `combines` where options may be met
    all at once, `excludes` where they may be left out."""

    label: str
    choices: tuple[Choice, ...]
    chosen: str = ""
    combines: bool = False
    excludes: bool = False


@dataclass(frozen=True)
class Group:
    """Rows by their keys, under a heading that says what they share and what stands in them in all; without one ("") where
    the rows are not grouped. The same row may stand in several groups."""

    rows: tuple[str, ...]
    code: str = ""
    title: str = ""
    said: str = ""


@dataclass(frozen=True)
class Grid:
    """Everything of a grid in one state: columns that are shown in their order, and the `others`; rows in their groups and
    their order; `cells` gives those of a row by its key, in the order of all columns as `order` names them."""

    label: str
    columns: tuple[Column, ...]
    others: tuple[Column, ...]
    groups: tuple[Group, ...]
    order: tuple[str, ...]
    cells: Callable[[str], tuple[Cell | tuple[Wording, ...], ...]]
    facets: Mapping[str, Facet] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
