"""A Word document becomes a text in the shape that plain-text reports have.

One line a paragraph, with the numbers that Word itself counts (lists and numbered styles) printed before it. Footnotes
and endnotes follow the paragraph that bears their mark, under a ruled line; marks are raised digits. What no reader of
the printed report sees is left out (tracked deletions, hidden, struck-out, white and tiny text), and so are tables and
text boxes, which stand beside the text; remarks say how many. Of headers only the document's symbol is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from etl import word_package
from etl.errors import Code, Odd, Refused, Remark, odd
from etl.line_classifier import NUMBERED, RAISED, SYMBOL
from etl.numerals import to_chinese, to_letters, to_roman
from etl.word_unseen import Unseen

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REFERENCES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_LEVELS = 9  # depths that a list in Word can have


def read_docx(path: Path) -> tuple[str, list[Remark]]:
    """The text of a .docx file, and remarks on what was left out of it.

    Raises `Refused` for what is no Word document, for one that unpacks to too much, and for one whose XML declares
    entities, in which text could vanish unseen.
    """
    word_package.inspect(path)
    try:
        document = docx.Document(str(path))
        return unicodedata.normalize("NFC", _text(document)), _left_out(document)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # whatever a damaged package makes the library stumble over
        raise Refused(Code.WORD_UNREADABLE, file=path.name, reason=str(error)) from None


def _left_out(document: Any) -> list[Remark]:
    """A remark on each kind of thing that is not read."""
    body, unseen_run = document.element.body, Unseen.of(document)
    deleted = len(list(body.iter(f"{_W}del", f"{_W}moveFrom")))
    unseen = sum(bool(run.findtext(f"{_W}t")) and unseen_run(run) for run in body.iter(f"{_W}r"))
    begun = next((i for i, p in enumerate(body) if p.tag == f"{_W}p" and NUMBERED.match(_plain(p))), 0)
    tables = sum(node.tag == f"{_W}tbl" for node in body[begun:])
    boxes = sum(
        next(box.iterancestors(_FALLBACK), None) is None and bool(_plain(box))
        for box in body.iter(f"{_W}txbxContent")
    )
    counted = (
        odd(Odd.DELETED, n=deleted),
        odd(Odd.HIDDEN, n=unseen),
        odd(Odd.TABLES, n=tables),
        odd(Odd.BOXES, n=boxes),
    )
    return [remark for remark in counted if remark.facts["n"]]


def _plain(node: Any) -> str:
    return "".join(t.text or "" for t in node.iter(f"{_W}t")).strip()


def _text(document: Any) -> str:
    unseen = Unseen.of(document)
    notes = _notes(document, unseen)
    numbering = _Numbering.of(document)
    lines = _symbols(document, unseen)
    number = 0
    for paragraph in document.element.body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(f"{_W}txbxContent"), None) is not None:
            continue
        text, marks = "", []
        for piece in _pieces(paragraph, unseen):
            if isinstance(piece, str):
                text += piece
            else:
                number += 1
                marks.append((number, notes.get(piece, "")))
                text += str(number).translate(RAISED)
        if next(paragraph.iterancestors(f"{_W}tbl"), None) is not None:
            continue
        text = re.sub(r"[ \t\xa0]+", " ", text).strip()
        lines.append(f"{numbering.label(paragraph)} {text}".strip() if text else "")
        if marks:
            lines += ["_" * 18, *(f"{n} {note}" for n, note in marks)]
    return "\n".join(lines) + "\n"


def _pieces(paragraph: Any, unseen: Unseen) -> Iterator[str | tuple[str, int]]:
    """Text of a paragraph, and the (kind, id) of the notes that are counted and referred to in it."""
    for node in paragraph.iter():
        if next(node.iterancestors(f"{_W}del", f"{_W}moveFrom", f"{_W}p"), paragraph) is not paragraph:
            continue  # deleted, or of a text box in the paragraph, which has its own
        if node.getparent() is not None and node.getparent().tag == f"{_W}r" and unseen(node.getparent()):
            continue
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr") and node.getparent().tag == f"{_W}r":
            yield " "
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif node.tag in _REFERENCES and not _on(node, "customMarkFollows"):
            yield _REFERENCES[node.tag], int(node.get(qn("w:id")))


def _on(node: Any, name: str) -> bool:
    return node.get(f"{_W}{name}") in ("1", "true", "on")


def _notes(document: Any, unseen: Unseen) -> dict[tuple[str, int], str]:
    """(kind, id) → text of the footnotes and endnotes."""
    out = {}
    for rel in document.part.rels.values():
        kind = rel.reltype.rpartition("/")[2].removesuffix("s")
        if kind not in _REFERENCES.values():
            continue
        for note in parse_xml(rel.target_part.blob).iter(f"{_W}{kind}"):
            pieces = [
                piece
                for p in note.iter(f"{_W}p")
                for piece in [*_pieces(p, unseen), " "]
                if isinstance(piece, str)
            ]
            out[kind, int(note.get(qn("w:id")))] = re.sub(r"\s+", " ", "".join(pieces)).strip()
    return out


def _symbols(document: Any, unseen: Unseen) -> list[str]:
    """The symbol printed in a header, or on a cover, which is a table: it tells which report this is."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/header")]
    roots = [parse_xml(part.blob) for part in parts]
    roots += list(document.element.body.iter(f"{_W}tbl"))[:3]
    for root in roots:
        for p in root.iter(f"{_W}p"):
            text = "".join(piece for piece in _pieces(p, unseen) if isinstance(piece, str))
            if found := re.match(rf"\s*({SYMBOL})\s*$", text):
                return [found[1]]
    return []


@dataclass
class _Numbering:
    """The numbers that Word counts by itself, as it would print them."""

    levels: dict[str, dict[int, Any]]  # list → depth → how it is numbered
    abstract: dict[str, str]  # list → what it is an instance of: instances count on
    styles: dict[str, tuple[str, int]]  # paragraph style → list and depth
    counts: dict[str, list[int]] = field(default_factory=dict)
    restarted: set[str] = field(default_factory=set)

    @staticmethod
    def of(document: Any) -> _Numbering:
        """Read the lists of a document."""
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")),
            None,
        )
        levels: dict[str, dict[int, Any]] = {}
        abstract: dict[str, str] = {}
        if part is not None:
            root = parse_xml(part.blob)
            drawn = {a.get(qn("w:abstractNumId")): a for a in root.findall(f"{_W}abstractNum")}
            for num in root.findall(f"{_W}num"):
                key, ref = num.get(qn("w:numId")), _value(num, "abstractNumId")
                if ref not in drawn:
                    continue
                abstract[key] = ref
                levels[key] = _depths(drawn[ref])
                for override in num.findall(f"{_W}lvlOverride"):
                    levels[key] |= _depths(override)
                    if start := _value(override, "startOverride"):
                        depth = int(override.get(qn("w:ilvl")))
                        levels[key] = levels[key] | {-1 - depth: int(start)}
        return _Numbering(levels, abstract, _numbered_styles(document))

    def label(self, paragraph: Any) -> str:
        """The number before a paragraph, such as 12. or (a); empty if it has none, or a bullet."""
        key, depth = self._place(paragraph)
        levels = self.levels.get(key, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(self.abstract[key], [0] * _LEVELS)
        if -1 - depth in levels and key not in self.restarted:
            self.restarted.add(key)
            counts[depth] = 0
            start = levels[-1 - depth]
        else:
            start = int(_value(levels[depth], "start") or 1)
        counts[depth] = counts[depth] + 1 if counts[depth] else start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)

        def shown(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            return _sign(counts[at] or 1, _value(levels.get(at), "numFmt") or "decimal")

        kind = _value(levels[depth], "numFmt")
        return "" if kind in ("bullet", "none") else re.sub(r"%(\d)", shown, _value(levels[depth], "lvlText"))

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """(list, depth) of a paragraph: its own, or its style's."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return "", 0
        key, depth = self.styles.get(_value(properties, "pStyle"), ("", 0))
        own = properties.find(f"{_W}numPr")
        if own is not None:
            key = _value(own, "numId") or key
            depth = int(_value(own, "ilvl") or depth)
        return key, min(depth, _LEVELS - 1)


def _numbered_styles(document: Any) -> dict[str, tuple[str, int]]:
    """Paragraph style → (list, depth), its own or that of the style it is based on."""
    styles = {s.get(qn("w:styleId")): s for s in document.styles.element.findall(f"{_W}style")}
    out = {}
    for name in styles:
        key, depth, at = "", "", name
        for _ in range(len(styles)):
            style = styles.get(at)
            if style is None or (key and depth):
                break
            properties = style.find(f"{_W}pPr")
            numbered = properties.find(f"{_W}numPr") if properties is not None else None
            if numbered is not None:
                key, depth = key or _value(numbered, "numId"), depth or _value(numbered, "ilvl")
            at = _value(style, "basedOn")
        if key:
            out[name] = (key, int(depth or 0))
    return out


def _depths(node: Any) -> dict[int, Any]:
    return {int(level.get(qn("w:ilvl"))): level for level in node.findall(f"{_W}lvl")}


def _value(node: Any, name: str) -> str:
    found = node.find(f"{_W}{name}") if node is not None else None
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _sign(number: int, kind: str) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        sign = to_roman(number)
    elif kind in ("upperLetter", "lowerLetter"):
        sign = to_letters(number)
    elif "hinese" in kind or kind.startswith(("ideograph", "japanese", "taiwanese")):
        sign = to_chinese(number)
    else:
        sign = str(number)
    return sign.lower() if kind.startswith("lower") else sign
