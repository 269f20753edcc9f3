"""Word documents: what is read, what is left out and told, and what is refused with the way out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from etl import language, readers, structure
from etl.errors import Odd, Refused, odd


def passages(raw: str) -> dict[str, str]:
    """Passage → text."""
    return {p.passage: p.joined.text for p in structure.parse(raw, language.get("en")).passages}


RUN = "<w:r {}><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"


def test_what_no_reader_of_a_word_document_sees_is_left_out_and_told(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("1. The Office visited Chad.", "2. The Office left."):
        document.add_paragraph(text)
    first = document.paragraphs[0]._p
    for look, text in (
        ("<w:vanish/>", " and Peru"),
        ("<w:strike/>", " and Mali"),
        ('<w:strike w:val="0"/>', " It stayed."),
    ):
        first.append(parse_xml(RUN.format(nsdecls("w"), look, text)))
    box = "<w:r {}><w:pict><w:txbxContent><w:p><w:r><w:t>Told in Kenya</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    first.append(parse_xml(box.format(nsdecls("w"))))
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Togo"
    document.save(str(tmp_path / "r.docx"))
    text = readers.read(tmp_path / "r.docx")
    assert passages(text.raw) == {"1": "The Office visited Chad. It stayed.", "2": "The Office left."}
    assert text.remarks == (
        odd(Odd.HIDDEN, n=2),
        odd(Odd.TABLES, n=1),
        odd(Odd.BOXES, n=1),
    )


def test_endnotes_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    p = document.add_paragraph("1. The Office visited Chad.")
    p.add_run()._r.append(parse_xml(f'<w:endnoteReference {nsdecls("w")} w:id="2"/>'))
    document.add_paragraph("2. The Office left.")
    body = f'<w:endnotes {nsdecls("w")}><w:endnote w:id="2"><w:p><w:r><w:t>See A/80/1.</w:t></w:r></w:p></w:endnote></w:endnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    part = Part(PackURI("/word/endnotes.xml"), kind, body.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
    document.save(str(tmp_path / "r.docx"))
    assert passages(readers.read(tmp_path / "r.docx").raw) == {
        "1": "The Office visited Chad.",
        "2": "The Office left.",
        "fn1": "See A/80/1.",
    }


def test_strict_open_xml_is_refused_with_the_way_out(tmp_path: Path) -> None:
    names = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(tmp_path / "r.docx", "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{names}"><w:body/></w:document>')
    with pytest.raises(Refused, match="Save it anew"):
        readers.read(tmp_path / "r.docx")


def test_a_numbering_that_word_starts_again(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>')
    )
    for key, override in (("91", ""), ("92", again), ("93", "")):
        num = f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="90"/>{override}</w:num>'
        numbering.append(parse_xml(num))
    for key in ("91", "91", "93", "92", "92"):  # 93 is another instance of the list: it counts on
        p = document.add_paragraph("The Office visited Chad.")
        own = f'<w:pPr {nsdecls("w")}><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr></w:pPr>'
        p._p.insert(0, parse_xml(own))
    document.save(str(tmp_path / "r.docx"))
    lines = readers.read(tmp_path / "r.docx").raw.split("\n")
    assert [line.split(" ")[0] for line in lines if line] == ["1.", "2.", "3.", "1.", "2."]
