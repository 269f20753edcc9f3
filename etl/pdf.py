"""A PDF becomes a text in the shape that plain-text reports have, and the layout of its pages beside it.

Of what stands at the head and foot of a page only the symbol is kept; footnotes get a ruled line before them; raised
digits are footnote marks and stay raised. Each page but the first begins with a form feed.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pypdfium2

from etl import glyphs, printed_pages
from etl.errors import Code, Odd, Refused, Remark, odd
from etl.layout import Cell, Layout, Printed, Role
from etl.line_classifier import SYMBOL
from etl.rows import Row, rows
from etl.zones import RULE, Page, roles

MAX_PAGES = 500
MAX_CHARS = 50_000  # on a page; a dense one has about 6,000
MAX_EXPANDED = 100 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_LAYERS = 8  # in which a stream may be packed
_SHOWN = re.compile(rb"[)>\]]\s*(?:T[jJ]|['\"])[\s(<\[]")  # a text is put on a page


def read_pdf(path: Path) -> tuple[str, Layout, list[Remark]]:
    """The text of a PDF, one line a printed line, a form feed before each page but the first, its layout, and remarks.

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
    try:
        pages, sizes, unseen = _pages(document, path.name)
    except pypdfium2.PdfiumError:
        raise Refused(Code.PDF_UNREADABLE, file=path.name) from None
    if sizes.total() < 50 * len(pages) / 2:
        raise Refused(Code.NO_TEXT_LAYER, file=path.name)
    raw, layout = _written(pages, sizes.most_common(1)[0][0])
    share = f"{100 * unseen.total() / (sizes.total() + unseen.total()):.1f}"
    remarks = [odd(Odd.UNPRINTED, n=unseen.total(), page=min(unseen), share=share)] if unseen else []
    return raw, layout, remarks


def _pages(document: pypdfium2.PdfDocument, name: str) -> tuple[list[Page], Counter[float], Counter[int]]:
    """What stands on each page, how many letters of each size, and how many on each page nobody sees."""
    pages, sizes, unseen = [], Counter[float](), Counter[int]()
    for number, page in enumerate(document, 1):
        textpage = page.get_textpage()
        if textpage.count_chars() > MAX_CHARS:
            raise Refused(Code.TOO_COMPLEX, what="page", file=name, characters=textpage.count_chars())
        sheet, found, hidden = glyphs.read(page, number, textpage)
        unseen.update({number: hidden} if hidden else {})
        sizes.update(g.size for g in found)
        pages.append(Page(sheet, rows(found, sheet)))
    return pages, sizes, unseen


def _inspect(path: Path) -> None:
    """Refuse a file whose streams unpack to very much: nothing that follows could be stopped in time."""
    data, expanded = path.read_bytes(), 0
    for found in _STREAM.finditer(data):
        part = b""
        for layer in range(_LAYERS):
            packed = zlib.decompressobj()
            try:
                part = packed.decompress(part if layer else data[found.end() :], MAX_EXPANDED - expanded + 1)
            except zlib.error:
                break  # not packed, or in another way
            expanded += len(part)
            if expanded > MAX_EXPANDED:
                raise Refused(Code.TOO_COMPLEX, what="unpacked", file=path.name, limit=MAX_EXPANDED)
        part = part or data[found.end() : data.find(b"endstream", found.end())]
        shown = sum(1 for _ in islice(_SHOWN.finditer(part), MAX_CHARS + 1))
        if shown > MAX_CHARS:
            raise Refused(Code.TOO_COMPLEX, what="page", file=path.name, characters=shown)


def _written(pages: Sequence[Page], body: float) -> tuple[str, Layout]:
    raw, lines, furniture, edges = "", list[Printed](), 0, list[list[str]]()
    for page, found in zip(pages, roles(pages, body), strict=True):
        raw += "\f" if page.sheet.page > 1 else ""
        printers = zip(page.rows, found, strict=True)
        edges.append([row.text for row, role in printers if role is Role.FURNITURE])
        symbols = [m.group() for text in edges[-1] if (m := re.search(SYMBOL, text))]
        raw += "".join(f"{symbol}\n" for symbol in symbols[:1])  # it tells which report this is
        noted = False
        for row, role in zip(page.rows, found, strict=True):
            if role is Role.FURNITURE:
                furniture += len(row.text.replace(" ", ""))
                continue
            if role is Role.NOTE and not noted:
                raw += f"{RULE}\n"
                noted = True
            lines.append(_line(row, role, page.sheet.page, len(raw)))
            raw += f"{row.text}\n"
    numbers = printed_pages.labels(edges)
    return raw, Layout(tuple(lines), tuple(page.sheet for page in pages), body, furniture, numbers)


def _line(row: Row, role: Role, page: int, at: int) -> Printed:
    cells = tuple(Cell(at + a, at + b, left, right) for a, b, left, right in row.cells)
    return Printed(
        at,
        at + len(row.text),
        page,
        row.left,
        row.right,
        row.base,
        row.size,
        row.bold,
        row.italic,
        row.turned,
        row.raised,
        role,
        cells,
        row.column,
    )
