"""What the tables' package vouches for: every file that pages need, read once against it, and refused where it differs.

`datapackage.json` is mandatory. It names each table, the reference that they were built from and the boundaries, each
with its SHA-256; what it does not name is not read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from etl import paths, schema

_WATCHED = (".csv", ".parquet", ".json", ".geojson", "LICENSES.md")
_FOLDERS = ("", "reference", "reference/boundaries", "reference/generated")
_OUTLINE = re.compile(r"(?:^|/)([^/]+)/(outline\.(\w+)\.csv)$")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
State = tuple[tuple[str, int, int, int, int], ...]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a table or another file; `kind` is the key of its words under `broken`."""

    kind: str
    table: str
    detail: str = ""


class TablesError(Exception):
    """Raised when a table that is asked for cannot be trusted."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.table}: {p.kind}" for p in problems))
        self.problems = problems


@dataclass(frozen=True)
class Manifest:
    """What the package of a folder says: path and hash of each table, the hashes of other files, and all of it as it stands."""

    package: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""
    tables: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def version(self) -> str:
        """Changes when any table or anything it was made from does."""
        return hashlib.sha256(self.content).hexdigest()[:16]


def state(where: Path) -> State:
    """Every file that matters with what tells whether it was changed or replaced, even by one of the same size and age."""
    found = []
    for folder in (where, *(paths.DATA / name for name in _FOLDERS)):
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_WATCHED):
                    known = entry.stat()
                    told = known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns
                    found.append((entry.path, *told))
    return tuple(sorted(found))


def read(where: Path) -> Manifest:
    """The manifest of a folder of tables; what is wrong with it is wrong with every table that it does not vouch for."""
    path = where / paths.PACKAGE
    if not path.is_file():
        return Manifest(problems=_of_all("no_package" if any(where.glob("*.*")) else "missing"))
    try:
        content = path.read_bytes()
        package = json.loads(content)
        listed = package["resources"]
        named = {str(r["name"]): (str(r["path"]), str(r["hash"])) for r in listed}
        others = {str(s["path"]): str(s["hash"]) for s in (*package["sources"], *package["needs"])}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        return Manifest(problems=_of_all("package", str(error)[:200]))
    if package.get("version") != schema.SCHEMA_VERSION:
        return Manifest(problems=_of_all("version", str(package.get("version"))[:20]))
    sound = {
        name: told
        for name, told in named.items()
        if name in schema.TABLES and Path(told[0]).name == told[0] and _HASH.fullmatch(told[1])
    }
    lacking = tuple(Problem("unlisted", name) for name in schema.TABLES if name not in sound)
    return Manifest(package, content, sound, others, lacking)


def _of_all(kind: str, detail: str = "") -> tuple[Problem, ...]:
    return tuple(Problem(kind, name, detail) for name in schema.TABLES)


def files(where: Path, manifest: Manifest) -> tuple[dict[str, Path], list[Problem]]:
    """The file of every table that is there, whole and as the manifest says; and what is wrong with others."""
    found: dict[str, Path] = {}
    problems = list(manifest.problems)
    for table, (name, expected) in manifest.tables.items():
        path = where / name
        if not path.is_file():
            problems.append(Problem("missing", table))
        elif f"sha256:{_digest(path)}" != expected:
            problems.append(Problem("damaged", table))
        elif not set(schema.columns(table)) <= set(_header(path)):
            problems.append(Problem("columns", table))
        else:
            found[table] = path
    return found, problems


def others(manifest: Manifest, names: tuple[str, ...]) -> tuple[dict[str, bytes], list[Problem]]:
    """Files of the reference as the manifest vouches for them, and what is wrong with others."""
    found: dict[str, bytes] = {}
    problems = []
    for name in names if manifest.content else ():
        path = paths.DATA / name
        try:
            content = path.read_bytes()
        except OSError:
            problems.append(Problem("file_missing", name))
            continue
        if manifest.others.get(name) == f"sha256:{hashlib.sha256(content).hexdigest()}":
            found[name] = content
        else:
            problems.append(Problem("file_damaged", name))
    return found, problems


def outlines(manifest: Manifest) -> tuple[dict[tuple[str, str], bytes], list[Problem]]:
    """(report, language) → the titles of a registered report's parts in that language; and what is wrong with others."""
    found: dict[tuple[str, str], bytes] = {}
    problems = []
    for name, expected in manifest.others.items():
        if not (named := _OUTLINE.search(name)):
            continue
        report, file, lang = named.groups()
        try:
            content = (paths.reports() / report / file).read_bytes()
        except OSError:
            problems.append(Problem("file_missing", f"{report}/{file}"))
            continue
        if expected == f"sha256:{hashlib.sha256(content).hexdigest()}":
            found[report, lang] = content
        else:
            problems.append(Problem("file_damaged", f"{report}/{file}"))
    return found, problems


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _header(path: Path) -> list[str]:
    """The columns of a file, none where they cannot be read."""
    try:
        if path.suffix == ".parquet":
            return list(pq.read_schema(path).names)
        return list(pd.read_csv(path, nrows=0, encoding="utf-8-sig").columns)
    except (ValueError, OSError):
        return []
