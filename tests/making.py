"""Reports made for the tests: one marked-up source, many ways to print it, and what must be read in all of them."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import textwrap
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as DocxPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SYMBOL = "A/HRC/48/3"
_HERE = Path(__file__).parent / "made"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE = re.compile(r"\^(\d+)\^")

COVER = {
    "en": [
        "United Nations",
        SYMBOL,
        "General Assembly",
        "Distr.: General",
        "12 August 2021",
        "Original: English",
        "Human Rights Council",
        "Forty-eighth session",
        "13 September–1 October 2021",
        "Agenda items 2 and 10",
        "Annual report of the United Nations High Commissioner",
        "for Human Rights and reports of the Office of the",
        "High Commissioner and the Secretary-General",
        "Technical assistance and capacity-building",
        "Report of the United Nations High Commissioner for Human Rights*",
    ],
    "zh": [
        "联合国",
        SYMBOL,
        "大会",
        "Distr.: General",
        "12 August 2021",
        "Chinese",
        "Original: English",
        "人权理事会",
        "第四十八届会议",
        "2021 年 9 月 13 日至 10 月 1 日",
        "议程项目 2 和 10",
        "联合国人权事务高级专员的年度报告以及",
        "高级专员办事处的报告和秘书长的报告",
        "联合国人权事务高级专员的报告*",
    ],
}
SUMMARY = {
    "en": [
        "Summary",
        "The present report, submitted pursuant to resolution 48/141, describes work in Chile and Peru, for which "
        "$3 million was spent.",
        "It ends with 3 recommendations.",
    ],
    "zh": [
        "概要",
        "本报告根据第 48/141 号决议提交，介绍在智利和秘鲁花费 300 万美元开展的工作。",
        "报告载有 3 项建议。",
    ],
}
LATE = {
    "en": "* The present document was submitted after the deadline so as to include the most recent information.",
    "zh": "* 本报告逾期提交，以列入最新资料。",
}
ANNEX = {
    "en": [
        "Annex I",
        "Contributions by donor",
        "1. The table below shows the contributions of Chile.",
        "2. It was compiled on 1 May 2021 in Peru.",
        "Denmark  12 500 000",
    ],
    "zh": ["附件一", "捐款", "1. 下表列出智利的捐款。", "2. 该表于 2021 年在秘鲁编制。", "丹麦  12 500 000"],
}


@dataclass
class Part:
    """A heading, paragraph, part of one, table row or footnote of the source; `text` with marks as ^1^."""

    kind: str
    label: str
    text: str
    countries: set[str] = field(default_factory=set)
    money: list[tuple[float, str]] = field(default_factory=list)


REPORTS = sorted(path.stem for path in _HERE.glob("*.txt"))  # such as technical.en


def language_of(name: str) -> str:
    """The language of a made report."""
    return name.rpartition(".")[2]


def load(name: str) -> list[Part]:
    """The parts of `made/<name>.txt`."""
    parts = []
    for line in (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, rest = line.partition("|")
        label, text = rest.split("|", 1) if kind in "1234un" else ("", rest)
        part = Part(kind, label, text)
        part.countries = set(re.findall(r"\{([A-Z]{3}):", text))
        part.money = [(float(value), code) for code, value in re.findall(r"\[([A-Z]{3}) ([\d.]+):", text)]
        text = re.sub(r"\{[A-Z]{3}:([^}]*)\}", r"\1", text)
        part.text = re.sub(r"\[[A-Z]{3} [\d.]+:([^\]]*)\]", r"\1", text)
        parts.append(part)
    return parts


@dataclass(frozen=True)
class Expected:
    """What must be read, without blanks beside CJK characters: texts by passage, parts of the outline, findings."""

    texts: dict[str, str]
    headings: list[tuple[str, str, int]]
    levels: list[int]  # of the headings with a label
    countries: dict[str, set[str]]
    money: dict[str, list[tuple[float, str]]]
    attached: dict[str, str]


def expected(name: str) -> Expected:
    """What must be read in a made report."""
    out = Expected({}, [], [], {}, {}, {})
    gap = " " if language_of(name) == "en" else ""
    waiting: list[Part] = []
    number = 0
    for part in load(name):
        if part.kind in "1234u":
            waiting.append(part)
            continue
        if part.kind == "t":
            continue
        if part.kind == "p":
            number += 1
        passage = f"fn{part.label}" if part.kind == "n" else str(number)
        for heading in waiting:
            out.headings.append((heading.label, bare(heading.text.replace("/", gap)), number))
            if heading.label:
                out.levels.append(int(heading.kind))
        waiting = []
        out.attached.update({f"fn{note}": passage for note in _NOTE.findall(part.text)})
        text = _NOTE.sub("", part.text)
        out.texts[passage] = bare(f"{out.texts.get(passage, '')}{gap if passage in out.texts else ''}{text}")
        out.countries[passage] = out.countries.get(passage, set()) | part.countries
        out.money[passage] = sorted([*out.money.get(passage, []), *part.money])
    return out


def bare(text: str) -> str:
    """The text without blanks beside what is no Latin letter or digit, and with one hyphen for all."""
    text = re.sub(r"[\u00a0\s]+", " ", text)
    return re.sub(r"(?<=[^\x20-\u024f’“”–]) | (?=[^\x20-\u024f’“”–])", "", text).strip()


@dataclass(frozen=True)
class Print:
    """One way to print a report as a text."""

    width: int = 0  # characters of a line; 0: a paragraph a line
    after_number: str = ". "
    notes: str = (
        "page"  # under a rule at the page's end; "bare": without the rule; "end": at the end of the report
    )
    mark: str = "bare"  # or "raised"
    furniture: bool = False
    front: bool = False  # cover, summary and contents
    links: bool = False
    annex: bool = False
    blank_lines: bool = False
    hyphens: bool = False
    heading_break: bool = False  # the title below its label


def text(parts: list[Part], lang: str, how: Print) -> str:
    """The report as a text."""
    out: list[str] = []
    notes = {p.label: p.text for p in parts if p.kind == "n"}
    if how.front:
        out += [*COVER[lang], "", *_fold(SUMMARY[lang], how, lang), "_" * 18, LATE[lang]]
        out += [*_furniture(0), *contents(parts, lang), *_furniture(1)]
    number, page, lines_on_page = 0, 2, 0
    due: list[str] = []

    def close_page() -> None:
        nonlocal page, lines_on_page
        if due and how.notes != "end":
            out.extend(["_" * 18] if how.notes == "page" else [])
            for label in due:
                out.extend(_fold([f"{label} {notes[label]}"], how, lang))
            due.clear()
        if how.links:
            out.extend(["https://undocs.org/ch/A/RES/48/141", f"https://undocs.org/en/A/HRC/48/{page}"])
        if how.furniture:
            out.extend(_furniture(page))
        page, lines_on_page = page + 1, 0

    for part in parts:
        if part.kind == "n":
            continue
        lines = part.text.split("/") if part.kind in "1234u" else [part.text]
        if part.kind == "p":
            number += 1
            lines = [f"{number}{how.after_number}{part.text}"]
        elif part.label:
            lines = [part.label, *lines] if how.heading_break else [f"{part.label} {lines[0]}", *lines[1:]]
        if part.kind in "1234u" and not how.width and not how.heading_break:
            lines = [(" " if lang == "en" else "").join(lines)]
        for line in _fold(lines, how, lang):
            here = _NOTE.findall(line)
            due += here
            out.append(_NOTE.sub(lambda m: m[1].translate(_RAISED) if how.mark == "raised" else m[1], line))
            lines_on_page += 1
            if how.width and lines_on_page >= 34:
                close_page()
        if not how.width and due:
            close_page()
    close_page()
    if how.notes == "end":
        out += ["Notes" if lang == "en" else "注", *(f"{label} {note}" for label, note in notes.items())]
    if how.annex:
        out += ANNEX[lang]
    return ("\n\n" if how.blank_lines else "\n").join(out) + "\n"


def contents(parts: list[Part], lang: str) -> list[str]:
    """A table of contents with leader dots."""
    out = ["Contents", "Page"] if lang == "en" else ["目录", "页次"]
    for at, part in enumerate(p for p in parts if p.kind in "123"):
        title = part.text.replace("/", " " if lang == "en" else "")
        out.append(f"{'  ' * int(part.kind)}{part.label} {title} {'.' * 20} {at + 3}")
    return out


def _furniture(page: int) -> list[str]:
    return ["GE.21-11402", str(page + 1), SYMBOL, ""] if page % 2 else [f"{page + 1} GE.21-11402", SYMBOL, ""]


def _fold(lines: list[str], how: Print, lang: str) -> list[str]:
    out: list[str] = []
    for line in lines if how.width else []:
        if lang == "zh":
            out += _fold_cjk(line, how.width)
        elif how.hyphens:
            out += _hyphenate(line, how.width)
        else:
            out += textwrap.wrap(line, how.width)
    return out if how.width else lines


def _fold_cjk(line: str, width: int) -> list[str]:
    """Lines of a width; Latin words, numbers and marks stay whole, and no line begins with a stop."""
    out = [""]
    for piece in re.findall(
        r"[“(（《]?(?:[\w./-]+|.)(?:\^\d+\^)?[。，、；：:)）”》]*(?:\^\d+\^)?", line, re.ASCII
    ):
        if out[-1] and len(out[-1]) + len(piece) > width:
            out.append("")
        out[-1] += piece
    return [text.strip() for text in out]


def _hyphenate(line: str, width: int) -> list[str]:
    """Lines of a width, long words in lower case parted after their fourth letter."""
    out = [""]
    for word in line.split(" "):
        room = width - len(out[-1]) - 1
        if len(word) <= room:
            out[-1] = f"{out[-1]} {word}".strip()
        elif re.fullmatch(r"[a-z]{9,}[,.;]?", word) and room > 5:
            out[-1] += f" {word[:4]}-"
            out.append(word[4:])
        else:
            out.append(word)
    return out


def page(parts: list[Part], lang: str) -> str:
    """The body of an HTML page to print: headings bold, marks raised, footnotes small under a rule at the end."""
    body = "".join(f"<p class=cover>{html.escape(line)}</p>" for line in COVER[lang])
    body += "".join(f"<p>{html.escape(line)}</p>" for line in SUMMARY[lang])
    body += f"<hr><div class=note>{LATE[lang]}</div><div class=break></div>"
    for line in contents(parts, lang):
        title, dots, at = line.rpartition(" " + "." * 20 + " ")
        body += (
            f"<div class=entry><span>{title}</span><i>{'.' * 200}</i><span>{at}</span></div>"
            if dots
            else f"<p>{line}"
        )
    body += "<div class=break></div>"
    number = 0
    for part in parts:
        line = _NOTE.sub(r"<sup>\1</sup>", html.escape(part.text))
        if part.kind == "p":
            number += 1
            body += f"<p>{number}.&emsp;{line}</p>"
        elif part.kind == "s":
            body += f"<p class=sub>{line}</p>"
        elif part.kind in "1234u":
            body += f"<p class=h{part.kind}>{part.label}&emsp;{line.replace('/', '<br>')}</p>"
    body += "<hr>" + "".join(
        f"<div class=note><sup>{p.label}</sup> {html.escape(p.text)}</div>" for p in parts if p.kind == "n"
    )
    return f"<style>{_STYLE}</style>{body}"


_STYLE = (
    ".cover{margin:2pt} .note{font-size:8pt} .break{break-after:page} .sub{margin-left:3em} "
    ".entry{display:flex} .entry i{flex:1;overflow:hidden;white-space:nowrap} hr{width:30%;margin-left:0} "
    ".h1{font:bold 14pt serif} .h2{font:bold 12pt serif} .h3,.h4,.hu{font:italic bold 10pt serif} "
    "body{font:10pt serif} sup{font-size:6pt;line-height:0} p{text-align:justify}"
)


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
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [browser, *options, f"--print-to-pdf={path}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return path


def word(parts: list[Part], lang: str, path: Path, automatic: bool) -> Path:
    """The report as a Word document, its cover and summary in tables, numbers typed or counted by Word."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = SYMBOL
    for lines in (COVER[lang], SUMMARY[lang]):
        cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
    for line in contents(parts, lang):
        document.add_paragraph(re.sub(r" \.{4,} ", "\t", line).replace(". ", ".\t", 1))
    if automatic:
        numbering = document.part.numbering_part.element
        for key, style in (
            (91, "decimal"),
            (92, "upperRoman" if lang == "en" else "chineseCountingThousand"),
        ):
            numbering.insert(0, parse_xml(_abstract(key, style)))
            numbering.append(
                parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>')
            )
    notes: list[tuple[str, str]] = []
    number = 0
    for part in parts:
        if part.kind == "n":
            notes.append((part.label, part.text))
            continue
        number += part.kind == "p"
        counted = automatic and part.kind in "p123"
        label = f"{number}." if part.kind == "p" else part.label
        p = document.add_paragraph(f"{label}\t" if label and not counted else "")
        if counted:
            key, depth = (91, 0) if part.kind == "p" else (92, int(part.kind) - 1)
            p._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
                )
            )
        pieces = _NOTE.split(part.text)
        for at, piece in enumerate(pieces):
            if at % 2:
                p.add_run()._r.append(
                    parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{int(piece) + 1}"/>')
                )
                continue
            for k, line in enumerate(piece.split("/") if part.kind in "1234u" else [piece]):
                run = p.add_run()
                if k and lang == "en":
                    run.add_break()
                run.add_text(line)
    _put_notes(document, notes)
    document.save(str(path))
    return path


def _abstract(key: int, style: str) -> str:
    styles = [(style, "%1."), ("upperLetter", "%2."), ("decimal", "%3.")]
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for i, (kind, shown) in enumerate(styles)
    )
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{levels}</w:abstractNum>'


def _put_notes(document: Any, notes: Iterable[tuple[str, str]]) -> None:
    body = "".join(
        f'<w:footnote w:id="{int(label) + 1}"><w:p><w:r><w:footnoteRef/></w:r>'
        f"<w:r><w:t>{html.escape(text)}</w:t></w:r></w:p></w:footnote>"
        for label, text in notes
    )
    blob = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{body}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = DocxPart(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def drawn_pdf(parts: list[Part], path: Path) -> Path:
    """The report in English as a PDF drawn line by line: headers, raised marks, footnotes in small type on each page."""
    notes = {p.label: p.text for p in parts if p.kind == "n"}
    how, number, lines = Print(width=92), 0, list[tuple[str, int]]()
    for part in parts:
        if part.kind == "n":
            continue
        number += part.kind == "p"
        label = f"{number}." if part.kind == "p" else part.label
        size = {"1": 14, "2": 12}.get(part.kind, 10)
        width = Print(width=92 * 10 // size)
        lines += [
            (line, size)
            for line in _fold(
                [f"{label} {part.text.replace('/', ' ') if part.kind in '1234u' else part.text}".strip()],
                width,
                "en",
            )
        ]
    sheets: list[bytes] = []
    while lines:
        here, lines = lines[:38], lines[38:]
        shown = [_drawn(SYMBOL, 60, 800, 9)]
        shown += [_drawn(line, 60, 760 - 15 * i, size) for i, (line, size) in enumerate(here)]
        due = [label for line, _ in here for label in _NOTE.findall(line)]
        small = [
            row
            for label in due
            for row in _fold([f"^{label}^ {notes[label]}"], replace(how, width=110), "en")
        ]
        shown += [_drawn(row, 60, 95 + 9 * (len(small) - i), 8) for i, row in enumerate(small)]
        shown.append(
            _drawn(
                f"{len(sheets) + 2} GE.21-11402" if len(sheets) % 2 else f"GE.21-11402 {len(sheets) + 2}",
                60,
                40,
                8,
            )
        )
        sheets.append(zlib.compress(" ".join(shown).encode("cp1252")))
    path.write_bytes(pdf_bytes(sheets))
    return path


def _drawn(line: str, x: int, y: int, size: int) -> str:
    pieces = _NOTE.split(line)
    out = f"BT {x} {y} Td "
    for at, piece in enumerate(pieces):
        shown = re.sub(r"([\\\\()])", r"\\\1", piece)
        out += f"/F {size * 0.6:.1f} Tf 4 Ts ({shown}) Tj " if at % 2 else f"/F {size} Tf 0 Ts ({shown}) Tj "
    return out + "ET"


def pdf_bytes(drawings: list[bytes], catalog: str = "") -> bytes:
    """A PDF of one page for each packed drawing, with the fonts /F, /B (bold) and /I (italic); as small as can be."""
    count = len(drawings)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    faces = {"F": "Times-Roman", "B": "Times-Bold", "I": "Times-Italic"}
    fonts = " ".join(
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for key, name in faces.items()
    )
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
    ]
    packed = [text.encode() for text in objects]
    for i, drawing in enumerate(drawings):
        packed.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(drawing), drawing)
        )
        sheet = f"/MediaBox [0 0 595 842] /Contents {3 + 2 * i} 0 R /Resources << /Font << {fonts} >> >>"
        packed.append(f"<< /Type /Page /Parent 2 0 R {sheet} >>".encode())
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(packed, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF" % (len(packed) + 1)
