"""A Word document becomes a text in the shape that plain-text reports have.

One line a paragraph; footnotes follow the paragraph that bears their mark, under a ruled line. Deleted text of tracked
changes is left out, inserted text is kept; tables and headers are not read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from etl.errors import Refused

MAX_ENTRIES = 1_000
MAX_EXPANDED = 100 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(path: Path) -> str:
    """The text of a .docx file.

    Raises `Refused` for what is no Word document, for one that unpacks to too much, and for one whose XML declares
    entities, in which text could vanish unseen.
    """
    _inspect(path)
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise Refused(f"{path.name}: this is no Word document that can be read: {error}") from None
    notes = _footnotes(document)
    lines: list[str] = []
    number = 0
    for paragraph in document.element.body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(f"{_W}tbl"), None) is not None:
            continue
        text, marks = "", []
        for piece in _pieces(paragraph):
            if isinstance(piece, str):
                text += piece
            else:
                number += 1
                marks.append((number, notes.get(piece, "")))
                text += f"{number} "
        lines.append(re.sub(r"[ \t\xa0]+", " ", text).strip())
        if marks:
            lines += ["_" * 18, *(f"{n} {note}" for n, note in marks)]
    return "\n".join(lines) + "\n"


def _pieces(paragraph: Any) -> Iterator[str | int]:
    """Text of a paragraph, and the ids of the footnotes referred to in it."""
    for node in paragraph.iter():
        if next(node.iterancestors(f"{_W}del", f"{_W}moveFrom"), None) is not None:
            continue
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in (f"{_W}tab", f"{_W}br") and node.getparent().tag == f"{_W}r":
            yield " "
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif node.tag == f"{_W}footnoteReference":
            yield int(node.get(qn("w:id")))


def _footnotes(document: Any) -> dict[int, str]:
    part = next(
        (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/footnotes")), None
    )
    if part is None:
        return {}
    out = {}
    for note in parse_xml(part.blob).iter(f"{_W}footnote"):
        pieces = [
            piece for p in note.iter(f"{_W}p") for piece in [*_pieces(p), " "] if isinstance(piece, str)
        ]
        out[int(note.get(qn("w:id")))] = re.sub(r"\s+", " ", "".join(pieces)).strip()
    return out


def _inspect(path: Path) -> None:
    """Refuse what would not be safe to open."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if not any(entry.filename == "word/document.xml" for entry in entries):
                raise Refused(f"{path.name}: this is a zip file, but no Word document")
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_EXPANDED:
                raise Refused(
                    f"{path.name}: this document unpacks to more than {MAX_EXPANDED // 2**20} MB; "
                    f"save the report anew, without pictures"
                )
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(entry)[:4096]:
                    raise Refused(
                        f"{path.name}: {entry.filename} declares entities; save the document anew as .docx"
                    )
    except zipfile.BadZipFile:
        raise Refused(f"{path.name}: this Word document is damaged; save it anew as .docx") from None
