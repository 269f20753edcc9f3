"""Registered reports: one folder each in `data/reports`, with what is known of the report and its raw text."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from etl import cover
from etl import language as languages
from etl.errors import Code, Refused, Remark
from etl.layout import Layout
from etl.line_classifier import SYMBOL
from etl.readers import read as read_file
from etl.readers import read_bytes

_HEAD = 8_000  # characters in which the title is looked for


@dataclass(frozen=True)
class Document:
    """A report that was read: its raw text, and what is known of it. Dates are ISO 8601 or empty."""

    report: str
    symbol: str
    language: str
    title: str
    raw: str
    source_file: str
    sha256: str
    period_start: str = ""
    period_end: str = ""
    address: str = ""
    folder: Path | None = None
    remarks: tuple[Remark, ...] = ()
    layout: Layout | None = None


def folders(root: Path) -> list[Path]:
    """The folders of the registered reports, in the order of their names."""
    if not root.is_dir():
        raise Refused(Code.REGISTRY, what="folder", file=str(root))
    found = sorted(p.parent for p in root.glob("*/report.toml"))
    if not found:
        raise Refused(Code.REGISTRY, what="none", file=str(root))
    return found


def load(folder: Path) -> Document:
    """Read a registered report; `Refused` if its text is not the one whose hash report.toml states."""
    known = _known(folder / "report.toml")
    path = folder / str(known["file"])
    digest = hashlib.sha256(read_bytes(path)).hexdigest()
    if digest != known["sha256"]:
        raise Refused(
            Code.REGISTRY,
            what="hash",
            file=f"{folder.name}/{path.name}",
            actual=digest[:12],
            stated=str(known["sha256"])[:12],
        )
    languages.get(str(known["language"]))
    text = read_file(path)
    return Document(
        report=folder.name,
        symbol=str(known["symbol"]),
        language=str(known["language"]),
        title=str(known["title"]),
        raw=text.raw,
        remarks=text.remarks,
        layout=text.layout,
        source_file=path.name,
        sha256=digest,
        period_start=_date(known.get("period_start")),
        period_end=_date(known.get("period_end")),
        address=str(known.get("address", "")),
        folder=folder,
    )


def read(path: Path, lang: str = "auto", symbol: str = "") -> Document:
    """Read a document that is not registered; what is not given is taken from the text, or left empty."""
    text = read_file(path)
    raw = text.raw
    language = languages.detect(raw) if lang == "auto" else languages.get(lang)
    head = raw[:_HEAD]
    printed = re.search(rf"^\s*({SYMBOL})\s*$", raw, re.MULTILINE)
    title = _title(head, language)
    if not title and text.layout:
        title = cover.title(raw, text.layout, language.space)
    symbol = symbol or (printed.group(1) if printed else "")
    return Document(
        report=identifier(symbol, language.code, path),
        symbol=symbol,
        language=language.code,
        title=title,
        raw=raw,
        remarks=text.remarks,
        layout=text.layout,
        source_file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def identifier(symbol: str, language: str, path: Path) -> str:
    """The id of a report: its symbol, else its file's name, and its language: `A-74-36.zh`."""
    slug = re.sub(r"[^A-Za-z0-9]+", "-", symbol).strip("-")
    named = slug or re.sub(r"[^\w.-]+", "-", path.stem).strip(".-")[:80]
    return f"{named}.{language}"


def address(symbol: str, language: str) -> str:
    """Where the United Nations publish a document."""
    return f"https://undocs.org/{language}/{symbol}"


def _title(head: str, language: languages.Language) -> str:
    """The title as printed on the cover, its lines joined, without the star of its note."""
    lines = iter(line.strip().rstrip("*＊ ") for line in head.splitlines())
    title = next((line for line in lines if language.title.match(line)), "")
    for line in lines:
        if not line or not language.title_goes_on.search(f"{title}\n{line}"):
            break
        title += language.space + line
    return title


def register(document: Document, source: Path, root: Path) -> Path:
    """Make or replace the folder of a report below `root`: the file untouched, and a report.toml; returns the folder.

    A report with the same id is replaced as a whole, but for its corrections.
    """
    if not document.symbol:
        raise Refused(Code.NO_SYMBOL, file=source.name)
    folder = root / document.report
    name = "report" + source.suffix.lower()
    known = {
        "symbol": document.symbol,
        "language": document.language,
        "title": document.title or document.symbol,
        "period_start": document.period_start,
        "period_end": document.period_end,
        "address": address(document.symbol, document.language),
        "file": name,
        "sha256": document.sha256,
    }
    lines = [
        f"{key} = {value if key.startswith('period') else json.dumps(value, ensure_ascii=False)}"
        for key, value in known.items()
        if value
    ]
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=root) as stage:
        new = Path(stage) / "report"
        new.mkdir()
        shutil.copyfile(source, new / name)
        (new / "report.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        if (folder / "corrections.csv").exists():
            shutil.copyfile(folder / "corrections.csv", new / "corrections.csv")
        if folder.exists():
            folder.rename(Path(stage) / "old")
        new.rename(folder)
    return folder


def period(text: str, language: languages.Language) -> tuple[str, str]:
    """The first interval of two full dates in a text, as ISO 8601; empty if there is none, or no such dates."""
    found = language.period.search(text)
    if not found:
        return "", ""

    def day(which: str) -> str:
        month = found[f"m{which}"]
        number = language.months.index(month) + 1 if month in language.months else int(month)
        return datetime.date(int(found[f"y{which}"]), number, int(found[f"d{which}"])).isoformat()

    try:
        return day("1"), day("2")
    except ValueError:
        return "", ""


def _known(path: Path) -> dict[str, object]:
    try:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(Code.REGISTRY, what="missing", file=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(Code.REGISTRY, what="toml", file=str(path), reason=str(error)) from None
    missing = [key for key in ("symbol", "language", "title", "file", "sha256") if not known.get(key)]
    if missing:
        raise Refused(Code.REGISTRY, what="keys", file=str(path), missing=", ".join(missing))
    return known


def _date(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else ""
