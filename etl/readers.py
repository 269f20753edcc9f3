"""A file becomes a raw text. What cannot be read is refused with the reason and the remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from etl.encodings import decode
from etl.errors import Code, Odd, Refused, Remark, odd
from etl.layout import Layout
from etl.pdf import read_pdf
from etl.segments import INVISIBLE
from etl.word import read_docx

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

_NEXT = "\u0085"
_SOFT = "\u00ad"  # a hyphen where a word may be parted: nobody hides anything with it
_HEAD = 1024
MAX_BYTES = 10 * 1024 * 1024
_MAGIC = {
    b"%PDF": "pdf",
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0": "office",
    b"{\\rtf": "rtf",
    b"MZ": "program",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"\x1f\x8b": "gzip",
}


@dataclass(frozen=True)
class Text:
    """The raw text of a file, remarks on what was odd in it, and for a PDF what stands where on its pages."""

    raw: str
    remarks: tuple[Remark, ...] = ()
    layout: Layout | None = None


def read(path: Path) -> Text:
    """The raw text of a report in a .txt, .pdf or .docx file; a form feed before each page where pages are known.

    Raises `Refused` for a file that is missing, empty, too large, or not what its name says.
    """
    data = read_bytes(path)
    kind = path.suffix.lower()
    found = next((what for magic, what in _MAGIC.items() if data.startswith(magic)), "text")
    if (
        kind == ".pdf" and b"%PDF-" in data[:_HEAD]
    ):  # readers of PDF look for it there, whatever stands before
        found = "pdf"
    expected = {".pdf": "pdf", ".docx": "zip", ".txt": "text"}.get(kind)
    if expected is None:
        raise Refused(Code.WRONG_TYPE, file=path.name, ending=kind)
    if found != expected:
        raise Refused(Code.NOT_AS_NAMED, file=path.name, found=found, ending=kind)
    remarks: list[Remark] = []
    layout: Layout | None = None
    if kind == ".pdf":
        raw, layout, remarks = read_pdf(path)
    elif kind == ".docx":
        raw, remarks = read_docx(path)
    else:
        raw, remarks = text_of(data, path.name)
    if unseen := sum(char != _SOFT for char in INVISIBLE.findall(raw)):
        remarks.append(odd(Odd.UNSEEN, n=unseen))
    return Text(raw, tuple(remarks), layout)


def text_of(data: bytes, name: str) -> tuple[str, list[Remark]]:
    """The text of a .txt file, line ends as they are, and remarks: UTF-8, UTF-16 or GB18030.

    Raises `Refused` for bytes that are binary, blank, or in none of these encodings.
    """
    text, remarks = decode(data, name)
    controls = len(_CONTROL.findall(text))
    if controls > max(3, len(text) // 20):
        raise Refused(Code.BINARY, file=name, characters=controls)
    if not text.strip():
        raise Refused(Code.EMPTY, file=name)
    return _with_line_ends(text), remarks


def _with_line_ends(text: str) -> str:
    """The text with line feeds where its lines end by the sign "next line"; elsewhere that is a control character."""
    return text.replace(_NEXT, "\n") if text.count(_NEXT) > text.count("\n") + text.count("\r") else text


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that exists, is a file, is not empty and not larger than 10 MB."""
    if not path.exists():
        raise Refused(Code.NO_FILE, file=str(path))
    if not path.is_file():
        raise Refused(Code.NO_FILE, what="folder", file=str(path))
    size = path.stat().st_size
    if size == 0:
        raise Refused(Code.EMPTY, file=path.name)
    if size > MAX_BYTES:
        raise Refused(Code.TOO_LARGE, file=path.name, bytes=size, limit=MAX_BYTES)
    return path.read_bytes()
