"""Tables to take away: what they are called, what is said of them, and CSV; Excel is written by `ui.render.xlsx`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ui import url_state
from ui.content import File, Files
from ui.view import View

CSV, XLSX, JSON, PARQUET = "csv", "xlsx", "json", "parquet"
DOCX, PPTX, PDF, TEXT, HTML = "docx", "pptx", "pdf", "txt", "html"
_OFFICE = "application/vnd.openxmlformats-officedocument."
# Form of a file → what it is called on its way.
MEDIA = {
    CSV: "text/csv; charset=utf-8",
    XLSX: f"{_OFFICE}spreadsheetml.sheet",
    JSON: "application/json",
    PARQUET: "application/vnd.apache.parquet",
    DOCX: f"{_OFFICE}wordprocessingml.document",
    PPTX: f"{_OFFICE}presentationml.presentation",
    PDF: "application/pdf",
    TEXT: "text/plain; charset=utf-8",
    HTML: "text/html; charset=utf-8",
}
# Forms in which paragraphs can be taken away, beside the text with citations that is copied.
PARAGRAPHS = (XLSX, DOCX, PPTX, CSV)
BRIEF = (DOCX, PDF)

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767
_LONGEST_PART, _LONGEST_NAME = 40, 150


def escape_cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs to read Chinese."""
    text = frame.map(escape_cell).to_csv(index=False, lineterminator="\r\n", float_format=_plain)
    return text.encode("utf-8-sig")


def _plain(value: object) -> str:
    number = float(str(value))
    return f"{number:.0f}" if number.is_integer() else repr(number)


def cut_cell(text: str) -> str:
    """Text that fits a cell of Excel; where some is cut off, the cell says so."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 10] + " …[cut]"


def source(
    view: View, filters: Mapping[str, str], rows: int, counted: str, disclaimer: str = ""
) -> dict[str, str]:
    """What the source sheet says."""
    words, row = view.words, view.report.row
    chosen = words.listing(f"{name}{words('app.colon')}{value}" for name, value in filters.items())
    said = {
        words("export.symbol"): str(row["symbol"]),
        words("export.title"): view.title,
        words("export.address"): str(row["address"]),
        words("export.filters"): chosen or words("export.no_filters"),
        words("export.counted"): counted,
        words("export.rows"): words.number(rows),
        words("export.date"): view.report.atlas.date,
        words("export.view"): view.here.link(),
    }
    return said | ({words("export.disclaimer"): disclaimer} if disclaimer else {})


def of_reports(view: View, about: Mapping[str, str], reports: Sequence[str]) -> tuple[dict[str, str], str]:
    """What the source sheet says of rows that several reports have, and which reports these are in the file's name."""
    words, rows = view.words, view.report.atlas.rows
    symbols = list(dict.fromkeys(str(rows[report]["symbol"]) for report in reports))
    of_one = (words("export.title"), words("export.address"))
    said = {name: value for name, value in about.items() if name not in of_one}
    whose = symbols[0] if len(symbols) == 1 else words.count("reports", len(symbols))
    return {**said, words("export.symbol"): "; ".join(symbols)}, whose


def file_name(
    view: View, content: str, extension: str, today: date, of: Iterable[str] = (), reports: str = ""
) -> str:
    """`A-74-36_countries_Africa_2026-11-23.csv`: report (or several in words), content, what of it, the day; without what no
    system allows."""
    whose = reports or str(view.report.row["symbol"])
    parts = [
        _file_part(part)[:_LONGEST_PART].rstrip("-_")
        for part in (whose, view.words(f"export.file_{content}"), *of)
    ]
    return f"{'_'.join(filter(None, parts))[:_LONGEST_NAME]}_{today.isoformat()}.{extension}"


def _file_part(said: str) -> str:
    return re.sub(r"[^\w.]+", "-", said).strip("-_")


@dataclass(frozen=True)
class Listing:
    """Rows to take away: what the source sheet says of them, and what the file's name says they are; `of` are the reports that
    they are from, in words, where it is not the one that is shown."""

    frame: pd.DataFrame
    about: Mapping[str, str]
    content: str
    of: str = ""


def in_languages(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The same rows in several languages as one table: of the later ones only the columns that say something else."""
    first, *others = frames
    columns = {str(name): first[name] for name in first}
    for frame in others:
        new = (
            str(name) for name in frame if not any(frame[name].equals(known) for known in columns.values())
        )
        columns |= {name: frame[name] for name in new if name not in columns}
    return pd.DataFrame(columns)


def files(view: View, part: str = "") -> Files:
    """The ways to take the page's list away, or that of one of its parts, as `ui/routes/lists.py` serves it."""
    name = f"{view.here.page}.{part}" if part else view.here.page
    return Files(
        tuple(
            File(view.words(f"export.{form}"), view.served(f"list/{name}.{form}", view.here.values))
            for form in (CSV, XLSX)
        )
    )


def package_href(view: View) -> str:
    """Where all tables lie as one file: of everyone's reports, or of the one that is the session's own."""
    own = view.report.own
    whose = {url_state.REPORT: view.report.report, url_state.OWN: view.report.atlas.key} if own else {}
    return url_state.href("api/package.zip", whose, view.here.base)
