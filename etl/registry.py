"""The registered reports: one folder each in `data/reports`, with the raw text untouched and what is known of it.

`report.toml` may be written by hand, so every value in it is checked, and each fault is one line that names the file.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from etl import language as languages
from etl.errors import Code, Refused
from etl.paths import DATA, REFERENCE

TOML = "report.toml"
CORRECTIONS = "corrections.csv"
LONGEST = 80  # characters of an identifier
_NEEDED = ("symbol", "language", "title", "file", "sha256")
_OPTIONAL = ("address", "body", "session", "job_number")
_DATES = ("period_start", "period_end", "added")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Known:
    """What report.toml says of a report; dates are ISO 8601 or empty."""

    symbol: str
    language: str
    title: str
    file: str
    sha256: str
    period_start: str
    period_end: str
    address: str
    added: str = ""


def folders(root: Path) -> list[Path]:
    """The folders of the registered reports, in the order of their names."""
    if not root.is_dir():
        raise Refused(Code.REGISTRY, what="folder", file=str(root))
    found = sorted(p.parent for p in root.glob(f"*/{TOML}"))
    if not found:
        raise Refused(Code.REGISTRY, what="none", file=str(root))
    return found


def known(folder: Path) -> Known:
    """What is known of a registered report; `Refused` names the first value that cannot be taken."""
    path = folder / TOML
    told = f"{folder.name}/{TOML}"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Refused(Code.REGISTRY, what="missing", file=told) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(Code.REGISTRY, what="toml", file=told, reason=str(error)) from None
    missing = [name for name in _NEEDED if values.get(name) in (None, "")]
    if missing:
        raise Refused(Code.REGISTRY, what="keys", file=told, missing=", ".join(missing))
    for name, value in values.items():
        _check(told, name, value)
    starts, ends, added = (_date(values.get(name)) for name in _DATES)
    if starts and ends and starts > ends:
        raise Refused(Code.REGISTRY, what="order", file=told, start=starts, end=ends)
    languages.get(values["language"])
    needed = {name: values[name] for name in _NEEDED}
    return Known(
        **needed, period_start=starts, period_end=ends, address=values.get("address", ""), added=added
    )


def _check(file: str, key: str, value: object) -> None:
    """Raise `Refused` where a value of report.toml cannot be taken."""
    said = repr(value)[:60]
    if key not in (*_NEEDED, *_OPTIONAL, *_DATES):
        raise Refused(Code.REGISTRY, what="key", file=file, key=key)
    if key in _DATES:
        if value != "" and not _date(value):
            raise Refused(Code.REGISTRY, what="date", file=file, key=key, value=said)
    elif not isinstance(value, str) or value != clean(value):
        raise Refused(Code.REGISTRY, what="text", file=file, key=key, value=said)
    elif key == "sha256" and not _HASH.fullmatch(value):
        raise Refused(Code.REGISTRY, what="hexadecimal", file=file, key=key, value=said)
    elif key == "file" and (Path(value).name != value or value in (TOML, CORRECTIONS)):
        raise Refused(Code.REGISTRY, what="plain", file=file, key=key, value=said)


def _date(value: object) -> str:
    """A TOML date, or a date in ISO 8601 in quotation marks, as text; empty if it is neither."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    try:
        return datetime.date.fromisoformat(value).isoformat() if isinstance(value, str) else ""
    except ValueError:
        return ""


def clean(text: str) -> str:
    """A text on one line, without characters that cannot be seen."""
    seen = "".join(
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    return " ".join(seen.split())


def address(symbol: str, language: str) -> str:
    """Where the United Nations publish a document."""
    return f"https://undocs.org/{language}/{symbol}"


def identifier(symbol: str, stem: str, language: str) -> str:
    """The id of a report: its symbol, or else its file's name, as a file name on any system, and its language.

    What is too long is cut, and a hash of the whole keeps it apart from others.
    """
    for name, kept in ((symbol, r"[^A-Za-z0-9]+"), (symbol, r"[^\w]+"), (stem, r"[^\w.-]+")):
        slug = re.sub(kept, "-", name).strip("-.")
        if slug:
            break
    if len(slug) > LONGEST:
        slug = f"{slug[: LONGEST - 9]}-{hashlib.sha256(symbol.encode() or stem.encode()).hexdigest()[:8]}"
    return f"{slug or 'report'}.{language}"


def write(folder: Path, values: Mapping[str, str], source: Path) -> None:
    """Fill the folder of a report: the file untouched, and report.toml.

    What was written is read back as any build reads it.
    """
    told = {
        name: datetime.date.fromisoformat(value) if name in _DATES else value
        for name, value in values.items()
        if value
    }
    shutil.copyfile(source, folder / values["file"])
    (folder / TOML).write_bytes(tomli_w.dumps(told).encode())
    known(folder)


def inputs(root: Path, found: Mapping[str, Path]) -> dict[str, dict[str, str]]:
    """Report → each file behind its tables, by its name in the package, with its SHA-256.

    `found` says where each report's folder lies at present. The reference is behind every report.
    """
    shared = hashes(
        {
            p.relative_to(DATA).as_posix(): p
            for folder in (REFERENCE, REFERENCE / "generated", REFERENCE / "numbers")
            for p in folder.glob("*")
        }
    )
    base = _base(root)
    return {report: shared | files(folder, f"{base}/{report}/") for report, folder in found.items()}


def files(folder: Path, prefix: str = "") -> dict[str, str]:
    """Each file of a report's folder, by its name in it, with its SHA-256."""
    return hashes({prefix + p.relative_to(folder).as_posix(): p for p in folder.rglob("*")})


def states(sources: Mapping[str, str], root: Path) -> dict[str, str]:
    """Report → state of its folder, as the sources of a package have it."""
    base = f"{_base(root)}/"
    found: dict[str, dict[str, str]] = {}
    for name, told in sources.items():
        report, slash, file = name.removeprefix(base).partition("/")
        if name.startswith(base) and slash:
            found.setdefault(report, {})[file] = told
    return {report: state(named) for report, named in found.items()}


def state(named: Mapping[str, str]) -> str:
    """What tells a report's folder from the same folder with anything changed: a hash of its files' hashes."""
    return hashlib.sha256(json.dumps(sorted(named.items())).encode()).hexdigest()[:16]


def _base(root: Path) -> str:
    root = root.absolute()
    return root.relative_to(DATA).as_posix() if root.is_relative_to(DATA) else root.name


def hashes(paths: Mapping[str, Path]) -> dict[str, str]:
    """Name → SHA-256 of the file, of those that are files and not hidden."""
    return {name: digest(p) for name, p in paths.items() if p.is_file() and not p.name.startswith(".")}


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
