"""A file becomes a raw text. What cannot be read is refused with the reason and the remedy."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from etl.errors import Refused
from etl.pdf import read_pdf
from etl.word import read_docx

MAX_BYTES = 10 * 1024 * 1024
_ZIP = "a Word document or another zip file"
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": _ZIP,
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "RTF",
    b"MZ": "a program",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "gzip",
}


def read(path: Path) -> str:
    """The raw text of a report in a .txt, .pdf or .docx file; a form feed before each page where pages are known.

    Raises `Refused` for a file that is missing, empty, too large, or not what its name says.
    """
    data = read_bytes(path)
    kind = path.suffix.lower()
    found = next((what for magic, what in _MAGIC.items() if data.startswith(magic)), "a text")
    expected = {".pdf": "a PDF", ".docx": _ZIP, ".txt": "a text"}.get(kind)
    if expected is None:
        raise Refused(f"{path.name}: {kind or 'no'} ending; give the report as .txt, .pdf or .docx")
    if found != expected:
        raise Refused(
            f"{path.name}: this is {found}, not what its ending says; give the report as .txt, .pdf or .docx"
        )
    if kind == ".pdf":
        return read_pdf(path)
    return read_docx(path) if kind == ".docx" else text_of(data, path.name)


def text_of(data: bytes, name: str) -> str:
    """The text of a .txt file, line ends as they are: UTF-8, UTF-16 with a byte-order mark, or GB18030.

    Raises `Refused` for bytes that are binary, blank, or in none of these encodings.
    """
    text = decode(data, name)
    odd = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v\x85" for c in text)
    if odd > max(3, len(text) // 1000):
        raise Refused(
            f"{name}: {odd} control characters: this is not a text; give the report as .txt (UTF-8)"
        )
    if not text.strip():
        raise Refused(f"{name}: there is no text in it; give a file that holds the report")
    return text


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that exists, is a file, is not empty and not larger than 10 MB."""
    if not path.exists():
        raise Refused(f"{path}: no such file")
    if not path.is_file():
        raise Refused(f"{path}: this is no file")
    size = path.stat().st_size
    if size == 0:
        raise Refused(f"{path.name}: the file is empty; give a file that holds the report")
    if size > MAX_BYTES:
        raise Refused(f"{path.name}: {size:,} bytes are more than the limit of {MAX_BYTES:,}")
    return path.read_bytes()


def decode(data: bytes, name: str) -> str:
    """Bytes as text, a byte-order mark taken off."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        first = error
    if b"\0" in data:
        raise Refused(f"{name}: this is a binary file, not a text; give the report as .txt (UTF-8)")
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        raise Refused(
            f"{name}: byte {first.start} is neither UTF-8 nor GB18030; save the text as UTF-8 and try again"
        ) from None
