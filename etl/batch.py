"""Several reports read one after the other by one limited child, which says of each that it begins and what came of it.

A child that a report takes down with it, or that a report holds up, names the culprit: the others go on in a new one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from etl import limited
from etl.child_process import Late
from etl.errors import Code, Refused
from etl.parts import Receipt, Task, make, refusal


def make_all(batch: Sequence[Task]) -> Iterator[Receipt]:
    """Read reports and write their parts; what came of each, as it is done."""
    if os.environ.get(limited.INSIDE):
        yield from map(make, batch)
        return
    left = list(batch)
    while left:
        ended = Refused(Code.KILLED, file=left[0].folder.name)
        told = json.dumps([[str(t.folder), t.key, str(t.parts)] for t in left]).encode()
        # the limit on the child's computing is for all; that on each report is kept here
        with limited.reading(
            "etl.batch", seconds=limited.SECONDS * len(left), given=told, errors=None
        ) as child:
            child.grant(limited.SECONDS)
            try:
                for line in filter(None, map(_data, child.lines())):
                    child.grant(limited.SECONDS)
                    if "begins" not in line:
                        left.pop(0)
                        yield Receipt(**line)
            except Late:
                ended = Refused(Code.LATE, seconds=limited.SECONDS)
        if left:
            yield refusal(left.pop(0), ended)


def _data(line: bytes) -> dict[str, Any]:
    """A line of the child as data; nothing where it is none."""
    with suppress(ValueError):
        data = json.loads(line)
        if isinstance(data, dict):
            return data
    return {}


def _main() -> None:
    """In the child: the tasks stand on standard input."""
    for folder, key, parts in json.load(sys.stdin):
        print(json.dumps({"begins": folder}), flush=True)
        receipt = make(Task(Path(folder), key, Path(parts)))
        print(json.dumps(asdict(receipt)), flush=True)


if __name__ == "__main__":
    _main()
