"""The same report as text, PDF and Word gives the same tables; what cannot be read is refused with the reason.

The PDFs and Word files are made here, of texts written for the tests.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from etl import language, readers, structure
from etl.errors import Refused
from etl.passages import passages_table
from etl.paths import REPORTS

ENGLISH = {
    "I. Introduction": [
        "1. The present report is submitted pursuant to General Assembly resolution 48/141 and covers the period from "
        "1 July 2023 to 30 June 2024.",
        "2. As at 30 June 2024, the Office had 93 human rights field presences. The High Commissioner visited Kenya, the "
        "Niger and Guinea-Bissau.",
    ],
    "II. Activities": [],
    "A. Development and human rights in the context of a changing climate": [
        "3. In the Sudan, the Office deployed 12 human rights officers to Khartoum.",
    ],
}


def lines() -> list[str]:
    return [line for heading, paragraphs in ENGLISH.items() for line in (heading, *paragraphs)]


def passages(raw: str, lang: str = "en") -> dict[str, str]:
    return {p.passage: p.joined.text for p in structure.parse(raw, language.get(lang)).passages}


def word(path: Path, content: list[str]) -> Path:
    document = docx.Document()
    for line in content:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def print_pdf(path: Path, body: str, symbol: str) -> Path:
    """A PDF with a symbol above and a number below each page, printed by the browser."""
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next((found for name in names if (found := shutil.which(name))), None)
    if browser is None:
        pytest.skip("no Chromium to print a PDF with: apt-get install chromium fonts-noto-cjk")
    style = (
        f"@page{{size:A4;margin:30mm;@top-left{{content:'{symbol}';font-size:9pt}}"
        "@bottom-left{content:counter(page);font-size:9pt}} body{font:11pt serif} sup{font-size:6.5pt} "
        ".note{font-size:8.5pt} p{text-align:justify}"
    )
    source = path.with_suffix(".html")
    source.write_text(f"<meta charset=utf-8><style>{style}</style>{body}", encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={path}",
    ]
    subprocess.run([browser, *options, source.as_uri()], check=True, capture_output=True, timeout=60)
    return path


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    body = "".join(f"<p>{line}</p>" for line in lines()).replace("48/141", "48/141<sup>1</sup>")
    note = "<hr style='width:30%;margin-left:0'><div class=note><sup>1</sup> See A/HRC/40/3.</div>"
    return print_pdf(tmp_path_factory.mktemp("pdf") / "report.pdf", body + note, "A/79/36")


def test_a_pdf_gives_the_text_it_was_made_from(printed: Path) -> None:
    raw = readers.read(printed)
    got = passages(raw)
    assert got.pop("fn1") == "See A/HRC/40/3."
    assert got == passages("\n".join(lines()))
    outline = structure.parse(raw, language.get("en"))
    assert outline.warnings == [] and outline.passages[-1].attached_to == "1"
    assert [s.path for s in outline.sections] == ["I", "II", "II.A"]


def test_the_chinese_report_as_pdf_gives_its_text(tmp_path: Path) -> None:
    """All 121 paragraphs printed over many pages: what comes back is the text but for blanks beside Latin letters."""
    outline = structure.parse(
        (REPORTS / "A-74-36.zh" / "report.txt").read_text(encoding="utf-8"), language.get("zh")
    )
    parts = sorted(outline.sections, key=lambda s: (s.first or 0, s.level))
    body = ""
    for p in (p for p in outline.passages if p.kind == "paragraph"):
        while parts and parts[0].first == p.number:
            body += f"<p>{parts[0].label} {parts.pop(0).title}</p>"
        body += f"<p>{p.number}. {html.escape(p.joined.text)}</p>"
    raw = readers.read(print_pdf(tmp_path / "zh.pdf", body, "A/74/36"))
    again = structure.parse(raw, language.get("zh"))
    assert again.warnings == []

    def bare(text: str) -> str:
        return re.sub(r"\s", "", text)

    assert [(s.path, bare(s.title)) for s in again.sections] == [
        (s.path, bare(s.title)) for s in outline.sections
    ]
    expected = {p.passage: bare(p.joined.text) for p in outline.passages if p.kind == "paragraph"}
    assert {p.passage: bare(p.joined.text) for p in again.passages} == expected
    assert passages_table("r", again, raw)["page"].max() > 5


def test_word_gives_the_text_it_was_made_from(tmp_path: Path) -> None:
    assert passages(readers.read(word(tmp_path / "r.docx", lines()))) == passages("\n".join(lines()))


def test_chinese_word_document(tmp_path: Path) -> None:
    content = ["一. 导言", "1. 高级专员访问了乍得和尼日尔。", "二. 活动", "2. 人权高专办支持了南苏丹。"]
    assert passages(readers.read(word(tmp_path / "r.docx", content)), "zh") == passages(
        "\n".join(content), "zh"
    )


def test_utf16_and_byte_order_marks(tmp_path: Path) -> None:
    text = "1. 人权高专办访问了乍得。\n2. 完。\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        (tmp_path / "r.txt").write_bytes(text.encode(encoding))
        assert readers.read(tmp_path / "r.txt") == text


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (101 * 1024 * 1024))


def _entity(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///x">]><d/>'
        )


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("cut.pdf", lambda p: p.write_bytes(b"%PDF-1.7\n1 0 obj\n<<"), "damaged"),
        ("program.pdf", lambda p: p.write_bytes(b"MZ\x90\x00" * 20), "a program"),
        ("text.pdf", lambda p: p.write_text("1. text"), "a text"),
        ("pdf.docx", lambda p: p.write_bytes(b"%PDF-1.7"), "a PDF"),
        ("any.docx", _zip, "no Word document"),
        ("bomb.docx", _bomb, "unpacks"),
        ("entity.docx", _entity, "entities"),
        ("cut.docx", lambda p: p.write_bytes(b"PK\x03\x04" + b"\0" * 40), "damaged"),
        ("sheet.xlsx", _zip, ".xlsx ending"),
        ("none", lambda p: p.write_text("1. text"), "no ending"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, make: object, words: str) -> None:
    assert callable(make)
    make(tmp_path / name)
    with pytest.raises(Refused, match=words):
        readers.read(tmp_path / name)


def test_a_scan_is_refused(tmp_path: Path) -> None:
    import pypdfium2

    blank = pypdfium2.PdfDocument.new()
    blank.new_page(595, 842)
    blank.save(tmp_path / "scan.pdf")
    with pytest.raises(Refused, match="no text layer"):
        readers.read(tmp_path / "scan.pdf")
