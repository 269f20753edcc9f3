"""Tables as Excel workbooks: the data, with filters and ready to print, and a sheet that says where they come from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import product
from math import ceil
from typing import Any

import pandas as pd
import xlsxwriter

from ui import exports
from ui.i18n import Words
from ui.render import office
from ui.render.svg.text import WIDE, is_wide

_A4 = 9  # as Excel counts papers
# Widths of columns in letters: of long texts and of others, each as wide as leaves all columns together readable in print.
_LONG, _SHORT = (60, 54, 48, 42, 36, 30), (30, 24, 20, 16, 13)
_PAGE = 225
_LINE, _HIGHEST = 13.5, 400.0  # heights of rows, in points
_GB2312 = 134  # as Windows counts character sets: lets a typeface be chosen that has Chinese forms
_WIDE = re.compile(f"[{WIDE}]")


def workbook(frame: pd.DataFrame, source: Mapping[str, str], say: Words, title: str) -> bytes:
    """A workbook in a language: the data, to be filtered, read and printed, and a sheet of what it is."""
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": office.LATIN, "font_size": 10},
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "author": say("app.name"), "created": datetime.now(UTC)})
        data, about = (
            book.add_worksheet(say("export.sheet_data")),
            book.add_worksheet(say("export.sheet_source")),
        )
        rows = [[str(name) for name in frame.columns], *frame.itertuples(index=False)]
        _write(book, data, rows, _widths(rows))
        data.freeze_panes(1, 0)
        data.autofilter(0, 0, len(frame), max(0, len(frame.columns) - 1))
        data.repeat_rows(0)
        _write(book, about, list(source.items()), [24, 90], heads=False)
        for sheet in (data, about):
            sheet.set_paper(_A4)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
            sheet.set_footer(f"&L{title.replace('&', '&&')}&R&P / &N")
    return _in_language(target, office.LANGUAGES[say.lang])


def _write(
    book: Any, sheet: Any, rows: Sequence[Sequence[Any]], widths: Sequence[float], heads: bool = True
) -> None:
    """Rows into cells, each in a typeface that has its letters and high enough for its lines; the first row is bold where it
    has the heads, else the first column."""
    formats = {
        (wide, head): book.add_format(
            {
                "text_wrap": True,
                "valign": "top",
                "font_name": office.CHINESE if wide else office.LATIN,
                "font_charset": _GB2312 * wide,
                "bold": head,
                "bottom": int(head and heads),
            }
        )
        for wide in (False, True)
        for head in (False, True)
    }
    for k, width in enumerate(widths):
        sheet.set_column(k, k, width)
    for r, row in enumerate(rows):
        lines = max((_lines(str(value), width) for value, width in zip(row, widths, strict=True)), default=1)
        sheet.set_row(r, min(_HIGHEST, lines * _LINE + 2))
        for k, value in enumerate(row):
            head = not r if heads else not k
            if isinstance(value, str):
                text = exports.cut_cell(str(exports.escape_cell(value)))
                sheet.write_string(r, k, text, formats[is_wide(text), head])
            elif not pd.isna(value):
                sheet.write_number(r, k, float(value), formats[False, head])


def _length(text: str) -> int:
    """How many Latin letters a text is wide."""
    return len(text) + len(_WIDE.findall(text))


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; words leave some room at the ends of lines."""
    return sum(ceil(0.95 * _length(line) / width) or 1 for line in text.split("\n"))


def _widths(rows: Sequence[Sequence[Any]]) -> list[float]:
    """How wide columns are: as their longest text, and narrower, with more lines, where all do not fit in print. No heading
    is broken within a word, and each has room for its filter."""
    longest = [max(map(_length, map(str, column))) for column in zip(*rows, strict=True)]
    least = [max(map(_length, name.split() or [""])) + 4 for name in rows[0]]
    made: list[float] = []
    for short, long in (*product(_SHORT, _LONG[:3]), *product(_SHORT[-1:], _LONG[3:])):
        made = [
            max(few, min(1.1 * most + 2, long if most > 2 * _LONG[0] else short))
            for few, most in zip(least, longest, strict=True)
        ]
        if sum(made) <= _PAGE:
            break
    return made


def _in_language(book: io.BytesIO, lang: str) -> bytes:
    """The workbook with its language among its properties, which xlsxwriter does not write."""
    target = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content, end = old.read(part), b"</cp:coreProperties>"
            if part.filename == "docProps/core.xml":
                content = content.replace(end, b"<dc:language>%s</dc:language>%s" % (lang.encode(), end))
            new.writestr(part, content)
    return target.getvalue()
