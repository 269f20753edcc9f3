"""Who changed what everybody sees: a line of JSON for each change, in `.atlas/audit.jsonl` beside the tables.

It is written with the change itself (`workplace.change`): what was interrupted is either not done, or done and told.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from etl import package, paths

# The variable of the environment by which the server says for whom it asks.
ACTOR = "ATLAS_ACTOR"
_MOST = 50


def told(act: str, reports: Iterable[str], tables: Path, staged: Path) -> dict[str, object]:
    """What is to be said of a change: `staged` takes the place of `tables`."""
    before, after = package.sources(tables), package.sources(staged)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "who": _actor(),
        "what": act,
        "reports": sorted(reports),
        "files": [*changed[:_MOST], *(["…"] if len(changed) > _MOST else [])],
        "from": package.identity(tables),
        "to": package.identity(staged),
    }


def file(tables: Path) -> Path:
    """Where the changes of the tables in a folder are told."""
    return paths.workplace(tables).parent / "audit.jsonl"


def _actor() -> str:
    """Whoever the server asks for, else who runs this command."""
    if named := os.environ.get(ACTOR, ""):
        return named
    with suppress(OSError, KeyError, ImportError):
        return f"user {getpass.getuser()}"
    return f"user {os.getuid()}" if hasattr(os, "getuid") else "user"
