"""Going through content blocks in tests: everything inside a block, and what its links say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ui.content import Table


def inside(made: Any) -> Iterator[Any]:
    """Every dataclass in a block, in blocks that a maker yields, and in what they hold."""
    if is_dataclass(made):
        yield made
        for each in fields(made):
            yield from inside(getattr(made, each.name))
    elif isinstance(made, dict):
        for each in made.values():
            yield from inside(each)
    elif not isinstance(made, str) and hasattr(made, "__iter__"):
        for each in made:
            yield from inside(each)


def linked(made: Any) -> Iterator[tuple[str, str]]:
    """(address, all that is said there) of everything that leads somewhere."""
    for each in inside(made):
        if getattr(each, "href", ""):
            said = [getattr(each, name, "") for name in ("text", "label", "value", "number", "note", "said")]
            yield each.href, " ".join(str(part) for part in said if part)


def rows_in(made: Any) -> list[Any]:
    """The rows of the tables in some blocks."""
    tables = (each for each in inside(made) if isinstance(each, Table))
    return [row for table in tables for group in table.groups for row in group.rows]


def texts(made: Any) -> str:
    """All texts of a block, one after the other."""
    said = []
    for each in inside(made):
        said += [getattr(each, f.name) for f in fields(each) if isinstance(getattr(each, f.name), str)]
    return "\n".join(said)


def asked(href: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}


def numbers(said: str) -> list[int]:
    """The numbers in a text."""
    return [int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", said)]
