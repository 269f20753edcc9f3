"""A report's tables as a part of their own: read once, kept beside the tables, used as long as nothing behind it changes.

A part is a folder `<report>/` with a file a table, as `extract` writes them, and `receipt.json`: the key it was made
for (a hash of the report's files, of the vocabularies and of the code that read it) and its rows, or why it was refused.
Only receipts travel between processes and machines; a worker writes the part itself.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from etl import package, pipeline, reports, schema
from etl.errors import Code, Refused, restored
from etl.paths import ROOT
from etl.workplace import put

RECEIPT = "receipt.json"


@dataclass(frozen=True)
class Task:
    """One report to be read: its folder, the key its part is made for, and the folder of the parts."""

    folder: Path
    key: str
    parts: Path


@dataclass(frozen=True)
class Receipt:
    """What came of one report: rows a table, or the code and facts of a refusal, or the traceback of a fault of ours."""

    report: str
    key: str
    rows: Mapping[str, int] = field(default_factory=dict)
    code: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    fault: str = ""

    @property
    def refused(self) -> Refused | None:
        """The refusal, as it was raised."""
        return restored(Code(self.code), self.facts) if self.code else None

    @property
    def whole(self) -> bool:
        """Whether there are tables."""
        return not self.code and not self.fault


def key_of(files: Mapping[str, str]) -> str:
    """The key of a report's part: of all files behind it by name and SHA-256, and of the code."""
    told = json.dumps([sorted(files.items()), code(), schema.SCHEMA_VERSION])
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def code() -> str:
    """SHA-256 over the program that reads, file by file."""
    digest = hashlib.sha256()
    for path in sorted(p for p in Path(__file__).parent.rglob("*") if p.suffix in (".py", ".toml")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def kept(parts: Path, report: str, key: str) -> Receipt | None:
    """The receipt of a part made for this key, if it is there."""
    try:
        data = json.loads((parts / report / RECEIPT).read_text(encoding="utf-8"))
        receipt = Receipt(**data)
    except (OSError, ValueError, TypeError):
        return None
    return receipt if receipt.key == key and receipt.whole else None


def make(task: Task) -> Receipt:
    """Read one report and write its part; whatever is wrong with it is in the receipt."""
    try:
        tables = pipeline.tables_of(reports.load(task.folder))
        write(tables, task)
    except Refused as refused:
        return refusal(task, refused)
    except MemoryError:
        return refusal(task, Refused(Code.CRASHED))
    except Exception:
        return Receipt(task.folder.name, task.key, fault=traceback.format_exc())
    return _receipt(tables, task)


def lost(task: Task) -> Receipt:
    """The receipt of a report whose reading ended its process."""
    return refusal(task, Refused(Code.KILLED, file=task.folder.name))


def write(tables: Mapping[str, pd.DataFrame], task: Task) -> None:
    """Put a part in its place, whole: the receipt is in it."""
    task.parts.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=task.parts))
    write_tables(tables, new)
    _receive(new, _receipt(tables, task), task.parts)


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Check every table and write it into a folder."""
    for name in schema.TABLES:
        package.write_csv(name, schema.validate(name, tables[name]), folder / f"{name}.csv")


def take(tables: Path, task: Task) -> None:
    """Use tables that were written before (`write_tables`) as the part of a task."""
    task.parts.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=task.parts))
    shutil.copytree(tables, new, dirs_exist_ok=True)
    rows = {name: len(schema.read_csv(name, new / f"{name}.csv")) for name in schema.TABLES}
    _receive(new, Receipt(task.folder.name, task.key, rows), task.parts)


def _receive(new: Path, receipt: Receipt, parts: Path) -> None:
    put(new / RECEIPT, json.dumps(receipt.__dict__, ensure_ascii=False).encode())
    shutil.rmtree(parts / receipt.report, ignore_errors=True)
    new.rename(parts / receipt.report)


def sweep(parts: Path, reports: set[str]) -> None:
    """Remove the parts of reports that are no longer registered, and what an interrupted worker left."""
    for path in parts.iterdir() if parts.is_dir() else ():
        if path.name not in reports:
            shutil.rmtree(path, ignore_errors=True)


def refusal(task: Task, refused: Refused) -> Receipt:
    """The receipt of a report that is refused."""
    return Receipt(task.folder.name, task.key, code=refused.code, facts=refused.facts)


def _receipt(tables: Mapping[str, pd.DataFrame], task: Task) -> Receipt:
    return Receipt(task.folder.name, task.key, {name: len(frame) for name, frame in tables.items()})
