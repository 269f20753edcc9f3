"""Several documents read one after the other by one limited child, which says of each that it begins and what came of it.

A child that a document takes down with it, or that a document holds up, names the culprit: the others go on in a new one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from etl import child_process, intake, limited, parts
from etl.errors import Code, Refused, restored
from etl.intake import Prepared
from etl.parts import Receipt, Task

Step = Callable[[str], None]
Item = Sequence[Any]  # what JSON can hold


def _no_step(name: str) -> None:
    """Nobody wants to know how far the reading is."""


def make_all(tasks: Sequence[Task]) -> Iterator[Receipt]:
    """Read registered reports and write their parts; what came of each, as it is done."""
    items = [(str(task.folder.absolute()), task.key, str(task.parts.absolute())) for task in tasks]
    for task, found in zip(tasks, _read("part", [t.folder.name for t in tasks], items), strict=True):
        yield parts.refusal(task, found) if isinstance(found, Refused) else Receipt(**found)


def prepare(
    files: Sequence[tuple[Path, Path]], lang: str, root: Path, known: Mapping[str, str], step: Step = _no_step
) -> Iterator[Prepared | Refused]:
    """Read documents and make each ready for the registry, each (file, its place); what came of each, as it is done."""
    items = [
        (str(path.absolute()), lang, str(root.absolute()), dict(known), str(place)) for path, place in files
    ]
    for found in _read("intake", [path.name for path, _ in files], items, step):
        yield found if isinstance(found, Refused) else _prepared(found)


def _read(
    work: str, names: Sequence[str], items: Sequence[Item], step: Step = _no_step
) -> Iterator[dict[str, Any] | Refused]:
    if os.environ.get(limited.INSIDE):
        for item in items:
            yield _done(work, item, step)
        return
    at = 0
    while at < len(items):
        ended = Refused(Code.KILLED, file=names[at])
        told = json.dumps([work, items[at:]]).encode()
        # the limit on the child's computing is for all; that on each document is kept here
        with limited.reading(
            "etl.batch", seconds=limited.SECONDS * (len(items) - at), given=told, errors=None
        ) as child:
            child.grant(limited.SECONDS)
            try:
                for line in map(child_process.data, child.lines()):
                    if "step" in line:
                        step(str(line["step"]))
                    elif "begins" in line:
                        child.grant(limited.SECONDS)
                        ended = Refused(Code.KILLED, file=names[at])
                    elif "refused" in line:
                        at += 1
                        yield restored(Code(line["refused"]), line["facts"])
                    elif "done" in line:
                        at += 1
                        yield line["done"]
            except child_process.Late:
                ended = Refused(Code.LATE, seconds=limited.SECONDS)
        if at < len(items):
            at += 1
            yield ended


def _done(work: str, item: Item, step: Step) -> dict[str, Any] | Refused:
    """One document read in this process."""
    try:
        if work == "part":
            folder, key, place = item
            return asdict(parts.make(Task(Path(folder), key, Path(place))))
        path, lang, root, known, place = item
        one = intake.prepare(Path(path), lang, Path(root), known, Path(place), step)
        return {name: str(value) for name, value in asdict(one).items()}
    except Refused as refused:
        return refused
    except MemoryError:
        return Refused(Code.CRASHED)


def _prepared(found: Mapping[str, str]) -> Prepared:
    return Prepared(found["report"], found["symbol"], Path(found["folder"]), Path(found["part"]))


def _main() -> None:
    """In the child: the work and its items stand on standard input."""

    def say(line: Mapping[str, object]) -> None:
        print(json.dumps(line), flush=True)

    work, items = json.load(sys.stdin)
    for item in items:
        say({"begins": work})
        found = _done(work, item, lambda name: say({"step": name}))
        say({"refused": found.code, "facts": found.facts} if isinstance(found, Refused) else {"done": found})


if __name__ == "__main__":
    _main()
