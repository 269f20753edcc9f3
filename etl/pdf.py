"""A PDF becomes a text in the shape that plain-text reports have, so that one reading serves both.

Characters are put into lines by their base lines. Of what stands at the head and foot of a page only the symbol is
kept; lines in small type at the foot of a page are footnotes and get a ruled line before them; raised digits are
footnote marks and stay raised. Each page but the first begins with a form feed.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from etl.errors import Code, Refused
from etl.joining import wide
from etl.lines import RAISED, SYMBOL, footnote_label

MAX_PAGES = 500
MAX_CHARS = 50_000  # on a page; a dense one has about 6,000
MAX_EXPANDED = 100 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_MARGIN = 0.1  # share of the page's height, above and below, in which headers and page numbers stand
_SMALL = 0.93  # type smaller than this share of the body's is a footnote's, or a mark
_BLANK = 0.12  # a gap wider than this share of the type is a blank
_CELLS = 1.6  # and one wider than so many letters parts the cells of a table
_TOLD_BLANK = 0.02  # and so it is where the PDF has a blank as well
_FURNITURE = re.compile(
    rf"(?:{SYMBOL}|\d{{1,3}}(?:\s*/\s*\d{{1,3}})?|(?:[A-Z]{{1,2}}\.)?\d{{2}}-\d{{5}}|\([A-Z]\)|\*\w+\*|\s)+"
)


@dataclass(frozen=True)
class Glyph:
    """A character where it stands: left and right edge, base line, size; PDF units, the origin at the lower left."""

    char: str
    left: float
    right: float
    base: float
    size: float
    after_blank: bool = False


@dataclass(frozen=True)
class Row:
    """A printed line."""

    text: str
    base: float
    size: float


def read_pdf(path: Path) -> str:
    """The text of a PDF, one line a printed line, a form feed before each page but the first.

    Raises `Refused` for a PDF that is damaged, locked, longer than 500 pages or without a text layer.
    """
    _inspect(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Refused(Code.PDF_LOCKED if locked else Code.PDF_UNREADABLE, file=path.name) from None
    if len(document) > MAX_PAGES:
        raise Refused(Code.TOO_MANY_PAGES, file=path.name, pages=len(document), limit=MAX_PAGES)
    pages = [(page.get_height(), list(_glyphs(page, path.name))) for page in document]
    if sum(len(glyphs) for _, glyphs in pages) < 50 * len(pages) / 2:
        raise Refused(Code.NO_TEXT_LAYER, file=path.name)
    sizes = Counter(round(g.size, 1) for _, glyphs in pages for g in glyphs)
    body = sizes.most_common(1)[0][0]
    return "\f".join(_page(height, glyphs, body) for height, glyphs in pages)


def _inspect(path: Path) -> None:
    """Refuse a file whose streams unpack to very much: nothing that follows could be stopped in time."""
    data, expanded = path.read_bytes(), 0
    for found in _STREAM.finditer(data):
        packed = zlib.decompressobj()
        try:
            part = packed.decompress(data[found.end() :], MAX_EXPANDED - expanded + 1)
        except zlib.error:
            continue  # not packed, or in another way
        expanded += len(part)
        if expanded > MAX_EXPANDED:
            raise Refused(Code.TOO_COMPLEX, what="unpacked", file=path.name, limit=MAX_EXPANDED)


def _glyphs(page: pypdfium2.PdfPage, name: str) -> Iterator[Glyph]:
    textpage = page.get_textpage()
    if textpage.count_chars() > MAX_CHARS:
        raise Refused(Code.TOO_COMPLEX, what="page", file=name, characters=textpage.count_chars())
    box = pdfium.FS_RECTF()  # as wide as the pen moves: the ink of an f reaches over the blank after it
    x, y = ctypes.c_double(), ctypes.c_double()
    blank = False
    for i in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, i)
        char = chr(code) if 0 < code < 0x110000 else ""
        if not char or char in "\r\n\ufffe":
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, i, box)
        pdfium.FPDFText_GetCharOrigin(textpage, i, x, y)
        size = pdfium.FPDFText_GetFontSize(textpage, i)
        if char.isspace():
            blank = True
            continue
        yield Glyph("-" if char == "\x02" else char, box.left, box.right, y.value, size, blank)
        blank = False


def _page(height: float, glyphs: Sequence[Glyph], body: float) -> str:
    band = height * _MARGIN
    rows = []
    for row in _rows(glyphs, body):
        if band < row.base < height - band or not _furniture(row.text):
            rows.append(row)
        elif symbol := re.search(SYMBOL, row.text):  # it tells which report this is
            rows.insert(0, Row(symbol.group(), row.base, body))
    foot = len(rows)
    while foot and rows[foot - 1].size < body * _SMALL:
        foot -= 1
    notes = next((i for i in range(foot, len(rows)) if footnote_label(rows[i].text)[0]), len(rows))
    lines = [row.text for row in rows]
    if notes < len(rows):
        lines.insert(notes, "_" * 18)
    return "\n".join(lines) + "\n"


def _furniture(text: str) -> bool:
    """Symbols and page numbers; a footnote that is only a symbol ends with a full stop."""
    return bool(_FURNITURE.fullmatch(text)) and not text.endswith(".")


def _rows(glyphs: Sequence[Glyph], body: float) -> list[Row]:
    """Characters as printed lines, from the top; a raised mark belongs to the line it stands in."""
    lines: list[list[Glyph]] = []
    for g in sorted(glyphs, key=lambda g: -g.base):
        home = next((line for line in reversed(lines[-3:]) if abs(line[0].base - g.base) < 2), None)
        if home is None:
            lines.append([g])
        else:
            home.append(g)
    return [_row(line) for line in _with_marks(lines, body)]


def _with_marks(lines: list[list[Glyph]], body: float) -> list[list[Glyph]]:
    """Lines in which raised digits, which have a base line of their own, are back where they were printed."""
    out: list[list[Glyph]] = []
    waiting: list[Glyph] = []
    for line in lines:
        if all(g.char.isdigit() and g.size < body * 0.8 for g in line):
            waiting += line
            continue
        home = [w for w in waiting if 0 < w.base - line[0].base < body]
        waiting = [w for w in waiting if w not in home]
        out.append(line + home)
    return out


def _row(line: Sequence[Glyph]) -> Row:
    glyphs = sorted(line, key=lambda g: g.left)
    base = Counter(round(g.base) for g in glyphs).most_common(1)[0][0]
    size = Counter(round(g.size, 1) for g in glyphs).most_common(1)[0][0]
    text = ""
    for i, g in enumerate(glyphs):
        blank = _TOLD_BLANK if g.after_blank else _BLANK
        gap = (g.left - glyphs[i - 1].right) / size if i else 0.0
        if gap > _CELLS:
            text += "   "
        elif gap > blank and not (wide(g.char) and wide(text[-1])):
            text += " "
        text += g.char.translate(RAISED) if g.char.isdigit() and g.size < size * 0.8 else g.char
    return Row(text, base, size)
