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
    """An option of a facet: how many rows it would leave; `state` is "any", "every" or "none" where it is chosen. `part` is the
    heading over options of one kind, at the first of them."""

    code: str
    label: str
    number: int
    state: str = ""
    part: str = ""
    param: str = ""


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
class Heading:
    """A row over the rows of one group: what they share, and what stands in them in all."""

    code: str
    title: str
    said: str


@dataclass(frozen=True)
class Entry:
    """A row, by its key, in a group; the same may stand in several. `href` shows it."""

    key: str
    group: str = ""


@dataclass(frozen=True)
class Grid:
    """Everything of a grid in one state: columns that are shown in their order, and the `others`; rows and headings in their
    order; `cells` gives those of a row by its key, in the order of all columns as `order` names them."""

    name: str
    label: str
    columns: tuple[Column, ...]
    others: tuple[Column, ...]
    items: tuple[Heading | Entry, ...]
    order: tuple[str, ...]
    cells: Callable[[str], tuple[Cell | tuple[Wording, ...], ...]]
    facets: Mapping[str, Facet] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
