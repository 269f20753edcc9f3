"""A report as it was read: its raw text, and what is known of it, from the registry or from the text itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from etl import cover, registry
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
    folder: Path | None = None
    period_start: str = ""
    period_end: str = ""
    address: str = ""
    added: str = ""
    remarks: tuple[Remark, ...] = ()
    layout: Layout | None = None


def load(folder: Path) -> Document:
    """Read a registered report; `Refused` if its text is not the one whose hash report.toml states."""
    known = registry.known(folder)
    path = folder / known.file
    digest = hashlib.sha256(read_bytes(path)).hexdigest()
    if digest != known.sha256:
        raise Refused(
            Code.REGISTRY,
            what="hash",
            file=f"{folder.name}/{path.name}",
            actual=digest[:12],
            stated=known.sha256[:12],
        )
    text = read_file(path)
    return Document(
        report=folder.name,
        symbol=known.symbol,
        language=known.language,
        title=known.title,
        raw=text.raw,
        remarks=text.remarks,
        layout=text.layout,
        source_file=path.name,
        sha256=digest,
        period_start=known.period_start,
        period_end=known.period_end,
        address=known.address,
        added=known.added,
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
    symbol = registry.clean(symbol or (printed.group(1) if printed else ""))
    return Document(
        report=registry.identifier(symbol, path.stem, language.code),
        symbol=symbol,
        language=language.code,
        title=registry.clean(title),
        raw=raw,
        remarks=text.remarks,
        layout=text.layout,
        source_file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _title(head: str, language: languages.Language) -> str:
    """The title as printed on the cover, its lines joined, without the star of its note."""
    lines = iter(line.strip().rstrip("*＊ ") for line in head.splitlines())
    title = next((line for line in lines if language.title.match(line)), "")
    for line in lines:
        if not line or not language.title_goes_on.search(f"{title}\n{line}"):
            break
        title += language.space + line
    return title
