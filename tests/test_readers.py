"""The same report as text, PDF and Word gives the same tables; what cannot be read is refused with the reason.

The PDFs and Word files are made here, of texts written for the tests.
"""

from __future__ import annotations

import html
import json
import re
import time
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from making import pdf_bytes, print_pdf

from etl import language, pipeline, readers, reports, segments, structure
from etl.errors import Code, Odd, Refused, odd
from etl.outline_tables import passages_table
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


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    body = "".join(f"<p>{line}</p>" for line in lines()).replace("48/141", "48/141<sup>1</sup>")
    note = "<hr style='width:30%;margin-left:0'><div class=note><sup>1</sup> See A/HRC/40/3.</div>"
    return print_pdf(tmp_path_factory.mktemp("pdf") / "report.pdf", body + note, "A/79/36")


def test_a_pdf_gives_the_text_it_was_made_from(printed: Path) -> None:
    raw = readers.read(printed).raw
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
    raw = readers.read(print_pdf(tmp_path / "zh.pdf", body, "A/74/36")).raw
    again = structure.parse(raw, language.get("zh"))
    assert again.warnings == []

    def bare(text: str) -> str:
        return re.sub(r"\s", "", text)

    assert [(s.path, bare(s.title)) for s in again.sections] == [
        (s.path, bare(s.title)) for s in outline.sections
    ]
    expected = {p.passage: bare(p.joined.text) for p in outline.passages if p.kind == "paragraph"}
    assert {p.passage: bare(p.joined.text) for p in again.passages} == expected
    assert passages_table("r", again, raw, language.get("zh"))["page"].max() > 5


def test_word_gives_the_text_it_was_made_from(tmp_path: Path) -> None:
    assert passages(readers.read(word(tmp_path / "r.docx", lines())).raw) == passages("\n".join(lines()))


def test_chinese_word_document(tmp_path: Path) -> None:
    content = ["一. 导言", "1. 高级专员访问了乍得和尼日尔。", "二. 活动", "2. 人权高专办支持了南苏丹。"]
    assert passages(readers.read(word(tmp_path / "r.docx", content)).raw, "zh") == passages(
        "\n".join(content), "zh"
    )


def test_utf16_and_byte_order_marks(tmp_path: Path) -> None:
    text = "1. 人权高专办访问了乍得。\n2. 完。\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        (tmp_path / "r.txt").write_bytes(text.encode(encoding))
        assert readers.read(tmp_path / "r.txt").raw == text


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
        ("text.pdf", lambda p: p.write_text("1. text", encoding="utf-8"), "a text"),
        ("pdf.docx", lambda p: p.write_bytes(b"%PDF-1.7"), "a PDF"),
        ("any.docx", _zip, "no Word document"),
        ("bomb.docx", _bomb, "unpacks"),
        ("entity.docx", _entity, "declarations"),
        ("cut.docx", lambda p: p.write_bytes(b"PK\x03\x04" + b"\0" * 40), "damaged"),
        ("sheet.xlsx", _zip, "of a kind"),
        ("none", lambda p: p.write_text("1. text", encoding="utf-8"), "of a kind"),
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
    with pytest.raises(Refused, match="seems to be a scan"):
        readers.read(tmp_path / "scan.pdf")


def test_the_answer_of_a_server_is_no_report(tmp_path: Path) -> None:
    path = pdf_of(
        tmp_path / "A-78-1.pdf", ["There is no document matching your request.", "Symbol: A/78/1"] * 2
    )
    with pytest.raises(Refused, match="No report was found") as error:
        pipeline.tables_of(reports.read(path))
    assert error.value.code == Code.NO_REPORT


def pdf_of(path: Path, lines: list[str], pages: int = 1, catalog: str = "", raw: bytes = b"") -> Path:
    """A PDF of these lines; `raw` is a page's drawing instead of them."""
    shown = " ".join(f"({line}) '" for line in lines)
    drawing = zlib.compress(raw or f"BT /F 11 Tf 60 760 Td 14 TL {shown} ET".encode())
    path.write_bytes(pdf_bytes([drawing] * pages, catalog))
    return path


def test_a_pdf_gives_text_only_whatever_it_would_run(tmp_path: Path) -> None:
    actions = "/OpenAction << /S /JavaScript /JS (app.alert) >> /AA << /O << /S /Launch /F (calc.exe) >> >>"
    said = ["1. The Office was in the Niger and in Chad.", "2. The Office left."]
    raw = readers.read(pdf_of(tmp_path / "r.pdf", said, catalog=actions)).raw
    assert passages(raw) == {"1": "The Office was in the Niger and in Chad.", "2": "The Office left."}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda p: pdf_of(p, ["1. text"], pages=600), Code.TOO_MANY_PAGES),
        (lambda p: pdf_of(p, [], raw=b"\0" * (110 * 2**20)), Code.TOO_COMPLEX),
        (lambda p: pdf_of(p, [], raw=b"0 0 m 9 9 l S " * 300_000), Code.NO_TEXT_LAYER),
        (lambda p: pdf_of(p, ["word " * 20] * 600), Code.TOO_COMPLEX),
    ],
    ids=["pages", "bomb", "drawing", "crowded"],
)
def test_a_pdf_that_is_too_much_is_refused_in_seconds(tmp_path: Path, make: object, code: Code) -> None:
    assert callable(make)
    path = make(tmp_path / "r.pdf")
    begin = time.process_time()
    with pytest.raises(Refused) as error:
        readers.read(path)
    assert error.value.code == code and time.process_time() - begin < 5


def test_a_damaged_byte_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = "1. 人权高专办访问了乍得。\n2. 完成了工作。\n".encode()
    (tmp_path / "r.txt").write_bytes(data[:20] + b"\xff" + data[20:])
    text = readers.read(tmp_path / "r.txt")
    assert text.remarks == (odd(Odd.UTF8, byte=18, n=3),)
    assert "完成了工作" in text.raw


def test_invisible_characters_are_counted_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(
        "1. The Off\x00ice visited \u202eCh\u200bad and left.\n", encoding="utf-8"
    )
    text = readers.read(tmp_path / "r.txt")
    assert text.remarks == (odd(Odd.UNSEEN, n=3),)
    assert passages(text.raw) == {"1": "The Office visited Chad and left."}


def test_tracked_deletions_are_left_out_and_told(tmp_path: Path) -> None:
    path = word(tmp_path / "r.docx", ["1. The Office visited Chad."])
    document = docx.Document(str(path))
    deleted = parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText> and Peru</w:delText></w:r></w:del>")
    document.paragraphs[0]._p.append(deleted)
    document.save(str(path))
    text = readers.read(path)
    assert passages(text.raw) == {"1": "The Office visited Chad."}
    assert text.remarks == (odd(Odd.DELETED, n=1),)


def test_ten_megabytes_on_one_line_are_refused_in_seconds(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("1. " + "The Office was in Chad and Peru. " * 300_000, encoding="utf-8")
    begin = time.process_time()
    with pytest.raises(Refused) as error:
        pipeline.tables_of(reports.read(tmp_path / "r.txt"))
    assert error.value.code == Code.LONG_PASSAGE and time.process_time() - begin < 10


@pytest.mark.parametrize(
    ("raw", "lang", "warning"),
    [
        (
            "1. The Office was there.\n2. It left.\n4. It came back to Chad.\n",
            "en",
            {"code": "missing", "n": 3, "a": 2, "b": 4},
        ),
        (
            "The Office was in Chad and in Peru.\nIt was well received by the people.\n",
            "en",
            {"code": "none"},
        ),
        (
            "Contents\nI. Introduction .......... 3\nII. The work of the Office ......... 4\n",
            "en",
            {"code": "none"},
        ),
        (
            "The President: The meeting of the Council is open.\nMr. Smith (Chad): I was in Peru.",
            "en",
            {"code": "none"},
        ),
        (
            "1. 他访问了乍得。\n2. 完成。\n999999999. 他走了。\n1.1.1 他又来了。\n",
            "zh",
            {"code": "impossible", "line": 3, "n": "999999999"},
        ),
    ],
)
def test_what_is_odd_is_told(tmp_path: Path, raw: str, lang: str, warning: dict[str, object]) -> None:
    (tmp_path / "r.txt").write_text(raw, encoding="utf-8")
    tables = pipeline.tables_of(reports.read(tmp_path / "r.txt", lang))
    assert warning in [json.loads(line) for line in tables["reports"]["warnings"][0].splitlines()]


def test_another_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("1. زار مكتب المفوض السامي تشاد.\n" * 9, encoding="utf-8")
    with pytest.raises(Refused) as error:
        reports.read(tmp_path / "r.txt")
    assert error.value.code == Code.OTHER_LANGUAGE and error.value.facts == {"supported": "zh en"}


def test_traditional_characters_are_read(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("1. 人權高專辦訪問了烏克蘭和緬甸。\n2. 完成。\n", encoding="utf-8")
    mentions = pipeline.tables_of(reports.read(tmp_path / "r.txt"))["mentions"]
    assert mentions["iso3"].tolist() == ["UKR", "MMR"]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.txt", "$\\href{javascript:1}$.txt", "..x.txt", "n" * 240 + ".txt"]
)
def test_the_id_of_a_report_is_plain_whatever_its_file_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name.replace("/", "")).write_text(
        "1. The Office was in Chad and it is of the people.\n", encoding="utf-8"
    )
    report = reports.read(tmp_path / name.replace("/", "")).report
    assert re.fullmatch(r"[\w.-]{1,90}", report) and not report.startswith(".")


@pytest.mark.parametrize(
    ("cover", "lang", "title"),
    [
        (
            "A/HRC/48/3\nAnnual report of the United Nations High Commissioner\nfor Human Rights and reports of the "
            "Office of the\nHigh Commissioner and the Secretary-General\nTechnical assistance\n",
            "en",
            "Annual report of the United Nations High Commissioner for Human Rights and reports of the Office of the "
            "High Commissioner and the Secretary-General",
        ),
        (
            "Report of the United Nations High Commissioner for Human Rights*\nSummary\n",
            "en",
            "Report of the United Nations High Commissioner for Human Rights",
        ),
        ("大会\n联合国人权事务高级专员的报告*\n摘要\n", "zh", "联合国人权事务高级专员的报告"),
        ("Contents\n1. Introduction\n", "en", ""),
    ],
)
def test_the_title_is_read_whole_and_without_its_star(cover, lang, title):
    assert reports._title(cover, language.get(lang)) == title


@pytest.mark.parametrize(
    ("raw", "lang", "text"),
    [
        ("in Guinea\u2011Bissau and Co\u0302te d\u02bcIvoire.", "en", "in Guinea-Bissau and Côte d’Ivoire."),
        ("the o\ufb03ce was there.", "en", "the office was there."),
        ("人 权 高 专 办２０１９年访问了\u2f18德国。", "zh", "人权高专办２０１９年访问了卜德国。"),
    ],
)
def test_text_is_read_as_its_writer_meant_it_and_leads_back(raw: str, lang: str, text: str) -> None:
    source = f"1. {raw}\n2. {'完。' if lang == 'zh' else 'It left.'}\n"
    first = structure.parse(source, language.get(lang)).passages[0]
    assert first.joined.text == text
    offset = text.index("e d" if "Ivoire" in text else "c" if lang == "en" else "德")
    back = segments.raw_offset(first.joined.segments, offset)
    assert back is not None and source[back] == text[offset]


@pytest.mark.parametrize(
    "end", ["该报告继续说:", "该报告继续说;", "该报告继续说.", "理事会通过了该决议草案!"]
)
def test_half_width_marks_end_a_chinese_paragraph(end: str) -> None:
    raw = f"1. 理事会开会。\n2. 他报告了工作。\n3. {end}\n4. 会议结束。\n"
    assert passages(raw, "zh")["3"] == end
