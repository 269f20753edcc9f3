"""A Word file before it is opened: its parts as the XML parser will see them, and nothing that unpacks without end."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from etl.errors import Code, Refused

MAX_ENTRIES = 1_000
MAX_EXPANDED = 100 * 1024 * 1024
_MAX_RATIO, _SMALL = 100, 4 * 1024 * 1024  # what unpacks so much is a bomb, unless it is small all the same
_MAIN = "/officeDocument"  # the end of the relationship by which a package names its main part
_STRICT = "http://purl.oclc.org/ooxml/"  # the names in a document saved as Strict Open XML
_WORD = "wordprocessingml"


def inspect(path: Path) -> None:
    """Refuse what is no Word document, what unpacks to too much, and XML in which text could vanish unseen."""
    try:
        with zipfile.ZipFile(path) as archive:
            _bounded(archive, path.name)
            main = _main(archive)
            for entry in archive.infolist():
                if entry.filename.endswith((".xml", ".rels")) or entry.filename == main:
                    _plain(archive.read(entry), entry.filename, path.name)
            if main is None:
                raise Refused(Code.WORD_UNREADABLE, what="zip", file=path.name)
    except (Refused, MemoryError):
        raise
    except Exception:  # whatever a damaged archive makes its readers stumble over
        raise Refused(Code.WORD_UNREADABLE, what="damaged", file=path.name) from None


def _bounded(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    steep = any(
        entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if steep or len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_EXPANDED:
        raise Refused(Code.TOO_COMPLEX, what="unpacked", file=name, limit=MAX_EXPANDED)


def _main(archive: zipfile.ZipFile) -> str | None:
    """The main part by the package's relationships, whatever it is called; None if this is no Word document."""
    try:
        relationships = _parsed(archive.read("_rels/.rels"))
        types = _parsed(archive.read("[Content_Types].xml"))
    except (KeyError, etree.XMLSyntaxError):
        return None
    main = next((r.get("Target", "") for r in relationships if r.get("Type", "").endswith(_MAIN)), "")
    said = next(
        (t.get("ContentType", "") for t in types if t.get("PartName", "").lstrip("/") == main.lstrip("/")), ""
    )
    return main.lstrip("/") if main and _WORD in said else None


def _plain(data: bytes, part: str, name: str) -> None:
    """Refuse a part that declares a document type or holds entities, is no XML, or is in the names of Strict Open XML."""
    damaged = False
    try:
        root = _parsed(data)
    except etree.XMLSyntaxError:
        root, damaged = _parsed(data, recover=True), True
    if root is not None and _declares(root):
        raise Refused(Code.WORD_ENTITIES, file=name, part=part)
    if damaged:
        raise Refused(Code.WORD_UNREADABLE, what="damaged", file=name)
    if any(str(address).startswith(_STRICT) for address in root.nsmap.values()):
        raise Refused(Code.WORD_UNREADABLE, what="strict", file=name)


def _declares(root: etree._Element) -> bool:
    return bool(root.getroottree().docinfo.doctype) or next(root.iter(etree.Entity), None) is not None


def _parsed(data: bytes, recover: bool = False) -> etree._Element:
    # a parser of its own each time: a document type stays with the parser that met it
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=recover)
    return etree.fromstring(data, parser)
