"""Documents that go wrong, made from one small report: what the rows of cases/bad_documents.csv name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from making import pdf_bytes

COUNTRIES = [
    "Kenya",
    "Chile",
    "Peru",
    "Cambodia",
    "Georgia",
    "Honduras",
    "Malawi",
    "Mexico",
    "Senegal",
    "Uganda",
]
ZH = ["肯尼亚", "智利", "秘鲁", "柬埔寨", "格鲁吉亚", "洪都拉斯", "马拉维", "墨西哥", "塞内加尔", "乌干达"]
HEAD = {
    "en": [
        "A/HRC/60/99",
        "Annual report of the United Nations High Commissioner for Human Rights",
        "I. Introduction",
    ],
    "zh": ["A/HRC/60/99", "联合国人权事务高级专员的年度报告", "一. 导言"],
}
SAID = {
    "en": "{n}. In {country}, the Office’s staff trained {n} police officers on the rights of women and of children.",
    "zh": "{n}. 在{country}，人权高专办就妇女和儿童权利问题培训了 {n} 名警察，并提供了技术援助。",
}


def lines(lang: str = "en") -> list[str]:
    """The report: ten numbered paragraphs, each of another country."""
    named = COUNTRIES if lang == "en" else ZH
    return [*HEAD[lang], *(SAID[lang].format(n=n, country=c) for n, c in enumerate(named, 1))]


def text(argument: str) -> bytes:
    """In an encoding; `zh gb18030` is the Chinese report, `en utf-8 from to` has words put in place of others."""
    lang, encoding, *change = argument.split("|")
    said = "\n\n".join(lines(lang))
    for old, new in zip(change[::2], change[1::2], strict=True):
        said = said.replace(old, new.encode().decode("unicode_escape") if "\\" in new else new, 1)
    return said.encode(encoding)


def line_ends(argument: str) -> bytes:
    """With other signs at the ends of its lines."""
    lang, end = argument.split("|")
    return "\n\n".join(lines(lang)).replace("\n", end.encode().decode("unicode_escape")).encode()


def bad_byte(argument: str) -> bytes:
    """With one byte that is none of the encoding in the name of Chile."""
    lang, encoding = argument.split("|")
    name = {"en": "Chi", "zh": "智"}[lang].encode(encoding)
    return text(argument).replace(name, name + b"\xff", 1)


def followed(argument: str) -> bytes:
    """With more lines behind it; `report of zh` stands for the report in that language."""
    said = lines()
    for part in argument.split("|"):
        lang = part.removeprefix("report of ")
        said += lines(lang) if lang in HEAD else [part]
    return "\n\n".join(said).encode()


def preceded(argument: str) -> bytes:
    """The same in a second language behind the Chinese report."""
    return "\n\n".join([*lines("zh"), *lines(argument)]).encode()


def pdf(argument: str) -> bytes:
    """Printed on a page, with what else is drawn on it."""
    shown = " ".join(f"({_plain(line)}) '" for line in lines())
    drawn = f"BT /F 9 Tf 14 TL 60 780 Td {shown} ET {argument}"
    return pdf_bytes([zlib.compress(drawn.encode("cp1252"))])


def columns(_: str) -> bytes:
    """Printed in two columns of several lines a paragraph."""
    rows = [row for line in lines() for row in re.findall(r".{1,54}(?:\s|$)", _plain(line))]
    half = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    drawn = "".join(
        f"BT /F 9 Tf 12 TL {x} 780 Td " + " ".join(f"({row.strip()}) '" for row in side) + " ET "
        for x, side in zip((40, 310), half, strict=True)
    )
    return pdf_bytes([zlib.compress(drawn.encode("cp1252"))])


def landscape(argument: str) -> bytes:
    """With a page printed sideways behind it."""
    shown = " ".join(f"({argument}) '" for _ in range(8))
    turned = f"q 0 1 -1 0 595 0 cm BT /F 11 Tf 14 TL 40 520 Td {shown} ET Q"
    plain = zlib.decompress(re.findall(rb"stream\n(.*?)\nendstream", pdf(""), re.DOTALL)[0])
    made = pdf_bytes([zlib.compress(plain), zlib.compress(turned.encode())])
    at = made.rindex(b"/MediaBox")
    return made[:at] + b"/Rotate 90 " + made[at:]


def blank_before(_: str) -> bytes:
    """A PDF with a blank line before its first."""
    return b"\r\n" + pdf("")


def pdf_of_more(argument: str) -> bytes:
    """A PDF that says to have more pages than it has."""
    return pdf("").replace(b"/Count 1", f"/Count {argument}".encode())


def layers(argument: str) -> bytes:
    """A PDF whose stream is packed more than once, and unpacks to very much."""
    packed = b"\0" * (300 * 2**20)
    for _ in range(int(argument)):
        packed = zlib.compress(packed, 9)
    filters = b"[" + b"/FlateDecode " * int(argument) + b"]"
    return pdf_bytes([packed]).replace(b"/FlateDecode", filters, 1)


def operators(argument: str) -> bytes:
    """A PDF of one page on which a text is put very often."""
    return pdf_bytes([zlib.compress(b"BT /F 9 Tf 60 700 Td " + b"(a) Tj " * int(argument) + b"ET")])


def word(argument: str) -> bytes:
    """A Word document; the argument is what a run of its last paragraph has besides, with the text "in Nigeria"."""
    document = docx.Document()
    for line in lines():
        document.add_paragraph(line)
    if argument:
        run = f"<w:r {nsdecls('w')}><w:rPr>{argument}</w:rPr><w:t> In Nigeria as well.</w:t></w:r>"
        document.paragraphs[-1]._p.append(parse_xml(run))
    return _saved(document)


def word_style(argument: str) -> bytes:
    """A Word document with a last paragraph in a style that has these properties."""
    document = docx.Document(io.BytesIO(word("")))
    style = f"<w:style {nsdecls('w')} w:type='paragraph' w:styleId='S'><w:name w:val='S'/><w:rPr>{argument}</w:rPr></w:style>"
    document.styles.element.append(parse_xml(style))
    document.add_paragraph("11. In Nigeria as well.").style = "S"
    return _saved(document)


def word_tables(argument: str) -> bytes:
    """A Word document with tables behind its paragraphs."""
    document = docx.Document(io.BytesIO(word("")))
    for _ in range(int(argument)):
        document.add_table(1, 1).cell(0, 0).text = "Nigeria"
    return _saved(document)


def word_part(argument: str) -> bytes:
    """A Word document whose text is written anew: a document type declared, in an encoding, behind a long comment."""
    encoding, comment, name = argument.split("|")
    declared = '<!DOCTYPE d [<!ENTITY s "x">]>' if "dtd" in name else ""

    def change(data: bytes) -> bytes:
        said = (
            data.decode()
            .partition("?>")[2]
            .strip()
            .replace("In Chile", "In &s;Chile" if declared else "In Chile")
        )
        head = f'<?xml version="1.0" encoding="{encoding}"?><!--{"x" * int(comment)}-->{declared}'
        return (head + said).encode(encoding)

    return _rewritten(word(""), {"word/document.xml": change})


def word_named(argument: str) -> bytes:
    """A Word document whose main part has another name."""
    inside = {
        name: (lambda data: data.replace(b"document.xml", argument.encode()))
        for name in ("_rels/.rels", "[Content_Types].xml")
    }
    return _rewritten(word(""), inside, {"document.xml": argument})


def torn(data: bytes, name: str) -> bytes:
    """A zip file in which what is packed under a name does not unpack."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        begin = archive.getinfo(name).header_offset + 30 + len(name)
    return data[: begin + 20] + b"\xff" * 40 + data[begin + 60 :]


def word_torn(argument: str) -> bytes:
    """A Word document with a part that does not unpack."""
    return torn(word(""), argument)


def word_steep(argument: str) -> bytes:
    """A Word document with a part that unpacks to so many bytes."""
    out = io.BytesIO(word(""))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/more.xml", b"<a>" + b"0" * int(argument) + b"</a>")
    return out.getvalue()


def _rewritten(
    data: bytes, change: dict[str, Callable[[bytes], bytes]], names: dict[str, str] | None = None
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            name = entry
            for before, after in (names or {}).items():
                name = name.replace(before, after)
            new.writestr(name, change.get(entry, bytes)(old.read(entry)))
    return out.getvalue()


def _saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _plain(line: str) -> str:
    return line.replace("’", "'")


def write(maker: str, argument: str, path: Path) -> Path:
    """Make a document of the table."""
    path.write_bytes(globals()[maker](argument))
    return path
