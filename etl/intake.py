"""Documents on their way into the registry: found in folders and zip files, read once, and made ready beside it."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from etl import parts, pipeline, readers, registry, reports
from etl.errors import Code, Refused

ENDINGS = (".pdf", ".docx", ".txt")
ZIP = ".zip"
MOST = 5_000  # documents in a zip file
LARGEST = 2 * 2**30  # bytes that a zip file may unpack to


@dataclass(frozen=True)
class Prepared:
    """A report that was read: its folder as the registry will have it, and its tables."""

    report: str
    symbol: str
    folder: Path
    part: Path


def documents(path: Path, place: Path, most: int = MOST) -> list[tuple[str, Path]]:
    """(name to speak of it, file) of every document in a folder or zip file, in the order of their names; or of the file itself.

    A zip file is unpacked below `place`. Raises `Refused` for one that cannot be, or holds more than `most` documents or
    than any archive of reports.
    """
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if _is_document(p.name) and p.is_file())
        return [(p.relative_to(path).as_posix(), p) for p in inside]
    return _unpacked(path, place, most) if path.suffix.lower() == ZIP else [(path.name, path)]


def _is_document(name: str) -> bool:
    return Path(name).suffix.lower() in ENDINGS and not Path(name).name.startswith((".", "~$"))


def _unpacked(path: Path, place: Path, most: int) -> list[tuple[str, Path]]:
    """The documents of a zip file, each under a number: its names are only spoken of, never used as places."""
    place.mkdir(parents=True, exist_ok=True)
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(
                (m for m in archive.infolist() if _is_document(m.filename)), key=lambda m: m.filename
            )
            if len(members) > most:
                raise Refused(
                    Code.TOO_COMPLEX, what="many", file=path.name, documents=len(members), limit=most
                )
            if sum(m.file_size for m in members) > LARGEST:
                raise Refused(Code.TOO_COMPLEX, what="unpacked", file=path.name, limit=LARGEST)
            for k, member in enumerate(members):
                target = place / f"{k}{Path(member.filename).suffix.lower()}"
                with archive.open(member) as source:
                    target.write_bytes(source.read(readers.MAX_BYTES + 1))
                found.append((member.filename, target))
    except FileNotFoundError:
        raise Refused(Code.NO_FILE, file=path.name) from None
    except (Refused, MemoryError, OSError):
        raise
    except Exception:  # whatever a damaged archive makes its reader stumble over
        raise Refused(Code.WORD_UNREADABLE, what="zip", file=path.name) from None
    return found


def prepare(
    path: Path,
    lang: str,
    root: Path,
    known: Mapping[str, str],
    place: Path,
    step: Callable[[str], None] = lambda name: None,
) -> Prepared:
    """Read a document and make its folder and tables ready below `place`; `Refused` where it is no report.

    `known` is what the user says of it: symbol, title, period_start, period_end; what is empty is taken from the text.
    """
    step("reading")
    document = reports.read(path, lang, known.get("symbol", ""))
    if not document.symbol:
        raise Refused(Code.NO_SYMBOL, file=path.name)
    folder, part, before = (
        place / "folders" / document.report,
        place / "parts" / document.report,
        root / document.report,
    )
    for new in (folder, part):
        new.mkdir(parents=True, exist_ok=True)
    if (before / registry.CORRECTIONS).exists():
        shutil.copyfile(before / registry.CORRECTIONS, folder / registry.CORRECTIONS)
    document = replace(
        document,
        title=registry.clean(known.get("title", "")) or document.title or document.symbol,
        period_start=known.get("period_start", ""),
        period_end=known.get("period_end", ""),
        address=registry.address(document.symbol, document.language),
        added=datetime.date.today().isoformat(),
        source_file="report" + path.suffix.lower(),
        folder=folder,
    )
    tables = pipeline.tables_of(document, step)
    if tables["passages"].empty:
        raise Refused(Code.NO_REPORT, file=path.name)
    row = tables["reports"].iloc[0]
    document = replace(document, period_start=row["period_start"], period_end=row["period_end"])
    ready = Prepared(document.report, document.symbol, folder, part)
    same_report(before, ready)
    registry.write(folder, _values(document), path)
    parts.write_tables(tables, part)
    return ready


def same_report(target: Path, ready: Prepared) -> None:
    """Raise `Refused` where another report already has the identifier of this one."""
    if not (target / registry.TOML).exists():
        return
    try:
        symbol = registry.known(target).symbol
    except Refused:  # what cannot be read is replaced
        return
    if symbol != ready.symbol:
        raise Refused(Code.REGISTRY, what="same", report=ready.report, known=symbol)


def _values(document: reports.Document) -> dict[str, str]:
    """What report.toml says of a document that is registered."""
    return {
        "symbol": document.symbol,
        "language": document.language,
        "title": document.title,
        "period_start": document.period_start,
        "period_end": document.period_end,
        "address": document.address,
        "added": document.added,
        "file": document.source_file,
        "sha256": document.sha256,
    }
