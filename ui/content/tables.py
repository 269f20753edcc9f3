"""Tables, with what a cell may hold."""

from __future__ import annotations

from dataclasses import dataclass

from ui.content.said import Block, Link, Sign, Tone


@dataclass(frozen=True)
class Stated(Link):
    """A figure as the report states it: its value, which leads to its sentence, and what it counts; `certain` is False where
    it was read with doubt."""

    unit: str = ""
    certain: bool = True


@dataclass(frozen=True)
class File:
    """Something to take away as a file; `said` names it whole, read on hover and aloud. What is `apart` opens beside the page
    and is not saved."""

    label: str
    href: str
    said: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table: text, perhaps a link, or figures, or several links with a `gap` between them; `unstated` are links to
    what is said without a figure, or where there is no `href` that there is none. `length` draws a bar before it, to the
    table's scale and of the fill `tone`; without a length a sign or a fill stands for what the text says, `doubt` is said
    after it. `of` names its column again where a narrow screen has no room for columns. In tables about tables `lead`
    stands over the text, `code` is its name in programs, and `codes` are values with their names. `sorted` says how a head
    sorts its column ("none" where it could)."""

    text: str = ""
    href: str = ""
    said: str = ""
    links: tuple[Link, ...] = ()
    figures: tuple[Stated, ...] = ()
    unstated: tuple[Link, ...] = ()
    gap: str = ""
    length: float = 0
    tone: Tone | None = None
    sign: Sign | None = None
    doubt: str = ""
    note: str = ""
    kind: str = ""
    lang: str = ""
    of: str = ""
    chosen: bool = False
    lead: str = ""
    code: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()
    sorted: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows of a table under a heading of their own, or without one."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: Cell | None = None


@dataclass(frozen=True)
class Table(Block):
    """A table: heads of its columns, and rows whose first cell names the row; `kind` says which table it is, for style, and a
    `wide` one may be wider than the screen."""

    columns: tuple[Cell, ...]
    groups: tuple[Rows, ...]
    kind: str = "list"
    label: str = ""
    scale: float = 0
    wide: bool = False


@dataclass(frozen=True)
class Terms(Block):
    """Terms, each with what belongs to it: (term, cells)."""

    heading: str
    items: tuple[tuple[str, tuple[Cell, ...]], ...]
