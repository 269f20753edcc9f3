"""How well real PDFs are read: `python -m tests.samples FOLDER`.

Each PDF is read twice: by the product, and here by a witness that looks only at where glyphs stand. What both cannot
be right about is a defect; the table at the end says how many documents each class of defects hits. The documents are
not part of the project: any folder of reports in English serves.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from etl import pipeline, reports
from etl.errors import Refused

_NUMBER = re.compile(r"(\d{1,3})\.(?=\D)")
_ENDS = re.compile(r"[.!?:;,…”\"’)\]*]\W*$|\b(?:and|or)$")
_MARK = re.compile(r"(?<![mMkOx\d])[⁰¹²³⁴-⁹]+|  ")
_CELLS = re.compile(r"(?:(?<!\S)\$?\d[\d.]*%?(?!\S)\s*){6,}|(?:(?<!\S)\w(?!\S)\s){5,}|\S   +\S")
_PRINTER = re.compile(r"(?<![\d-])\d{2}-\d{5}(?!\d)|/\.\.\.|\*\d{7}\*")
_CUT = re.compile(r"\$[.,]\d")
_LONG = 16_000  # characters; the longest paragraph that was seen to be one has 14,793
_ENOUGH = 8  # paragraphs that a numbered document has at least
_LONG_TITLE = 650
_BEGIN = 24  # characters that tell a paragraph
_LEVEL = 3.0  # points between base lines of what stands side by side
_ALIKE = 0.7  # as much of them is the same, marks and raised letters aside


@dataclass
class Line:
    """A printed line: its text without blanks, where it begins, and how it is set."""

    text: str
    page: int
    left: float
    size: float
    bold: bool
    italic: bool
    base: float
    foot: bool  # in the lower half of its page
    raised: bool  # its first digits are set smaller than the rest


@dataclass
class Score:
    """The defects of one document: class → examples."""

    name: str
    chain: int = 0
    right: int = 0
    defects: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def printed(path: Path) -> list[Line]:
    """The lines of a PDF in the order of print."""
    lines: list[Line] = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        rows: dict[int, list[tuple[float, str, float, bytes]]] = defaultdict(list)
        for x, y, char, size, font in _glyphs(page.get_textpage()):
            rows[round(y / 3)].append((x, char, size, font))
        for y in sorted(rows, reverse=True):
            glyphs = sorted(rows[y])
            size = Counter(g[2] for g in glyphs).most_common(1)[0][0]
            lines.append(
                Line(
                    "".join(g[1] for g in glyphs),
                    number,
                    glyphs[0][0],
                    size,
                    sum(b"bold" in g[3] for g in glyphs) > 0.9 * len(glyphs),
                    sum(b"italic" in g[3] for g in glyphs) > 0.9 * len(glyphs),
                    y * 3.0,
                    y * 3 < page.get_height() / 2,
                    glyphs[0][1].isdigit() and glyphs[0][2] < 0.8 * size,
                )
            )
    return lines


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[tuple[float, float, str, float, bytes]]:
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for i in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, i) or 32)
        if char.isspace() or char == "\ufffe":
            continue
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        size = pdfium.FPDFText_GetFontSize(text, i) * (matrix.c**2 + matrix.d**2) ** 0.5
        yield x.value, y.value, char, round(size, 1), _font(text, i)


def _font(text: pypdfium2.PdfTextPage, i: int) -> bytes:
    name = ctypes.create_string_buffer(80)
    pdfium.FPDFText_GetFontInfo(text, i, name, 80, ctypes.c_int())
    return name.value.lower()


def chain(lines: list[Line]) -> dict[int, str]:
    """Number → the first characters of its paragraph: the longest run 1, 2, 3 … among lines of one left edge.

    None in a document in which only headings are numbered, all of them bold.
    """
    lines = [line for line in lines if not re.search(r"\.{5,}\d*$", line.text)]
    edges = Counter(round(line.left) for line in lines if _NUMBER.match(line.text))
    best: dict[int, tuple[str, bool]] = {}
    for edge, _ in edges.most_common(6):
        run: dict[int, tuple[str, bool]] = {}
        for line, below in zip(lines, [*lines[1:], lines[-1]], strict=True):
            found = _NUMBER.match(line.text)
            if found and abs(line.left - edge) < 2.5 and int(found[1]) == len(run) + 1:
                run[len(run) + 1] = (line.text[found.end() :] + below.text)[:_BEGIN], line.bold
        best = max(best, run, key=len)
    headings = sum(bold for _, bold in best.values()) > 0.8 * len(best)
    return {} if headings else {number: begin for number, (begin, _) in best.items()}


def score(path: Path) -> Score:
    """Read one document and compare."""
    lines, out = printed(path), Score(path.name)
    if not lines:
        return out
    wanted = chain(lines)
    out.chain = len(wanted) if len(wanted) >= _ENOUGH else 0
    try:
        tables = pipeline.tables_of(reports.read(path))
    except Refused as error:
        out.defects["refused"].append(str(error))
        return out
    passages = tables["passages"]
    texts = {
        str(p.passage): (str(p.text), _squeezed(p.text))
        for p in passages.itertuples()
        if p.kind != "footnote"
    }
    notes = " ".join(_squeezed(p.text) for p in passages.itertuples() if p.kind == "footnote")
    titles = " ".join(_squeezed(f"{s.label}{s.title}") for s in tables["sections"].itertuples())
    if out.chain:
        _starts(out, wanted, texts)
        _headings(out, lines, texts, titles)
    _notes(out, lines, texts, notes)
    _texts(out, lines, texts)
    for s in tables["sections"].itertuples():
        if re.search(r"[a-z]{3}\.$", s.title) or re.match(r"[a-z]{3}", s.title) or len(s.title) > _LONG_TITLE:
            out.defects["sentence as heading"].append(s.title[:80])
    return out


def _squeezed(text: object) -> str:
    return re.sub(r"\s", "", str(text)).translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))


def _starts(out: Score, wanted: dict[int, str], texts: dict[str, tuple[str, str]]) -> None:
    for number, begin in wanted.items():
        named = [squeezed for key, (_, squeezed) in texts.items() if key.rpartition(".")[2] == str(number)]
        got = next(iter(named), "")
        if any(SequenceMatcher(None, text[:_BEGIN], begin[: len(text)]).ratio() > _ALIKE for text in named):
            out.right += 1
        else:
            out.defects["start"].append(f"{number}: {begin!r}, read {got[:_BEGIN]!r}")
    numbers = [int(n) for n in texts if n.isdigit()]
    if numbers != list(range(1, len(numbers) + 1)):
        out.defects["numbering"].append(str(sorted(set(range(1, max(numbers, default=0))) - set(numbers))))


def _headings(out: Score, lines: list[Line], texts: dict[str, tuple[str, str]], titles: str) -> None:
    """Bold lines between others: inside a paragraph they are glued, with a label and in no title they are lost."""
    body = Counter(line.size for line in lines).most_common(1)[0][0]
    lines = [line for line in lines if line.size > 0.9 * body and len(line.text) > 3]
    heads = [
        line.bold
        and not _ENDS.search(line.text[:-1] + line.text[-1].strip(")"))
        and not any(_level(line, other) for other in (*lines[max(i - 1, 0) : i], *lines[i + 1 : i + 2]))
        for i, line in enumerate(lines)
    ]
    at = 1
    while at < len(lines) - 1:
        end = at
        while end < len(lines) - 1 and heads[end]:
            end += 1
        text = "".join(line.text for line in lines[at:end])
        before, after = lines[at - 1], lines[end]
        if 0 < end - at <= 4 and not before.bold and not after.bold and text[0].isupper() and len(text) > 7:
            glued = (before.text[-12:] + text[:12], text[-12:] + after.text[:12])
            if any(text in said and any(joint in said for joint in glued) for _, said in texts.values()):
                out.defects["heading glued"].append(text[:60])
            elif re.match(r"(?:[IVX]+|[A-Z])\.\S", text) and text[:15] not in titles and before.page > 2:
                out.defects["heading lost"].append(text[:60])
        at = end + 1


def _level(line: Line, other: Line) -> bool:
    """Whether two lines stand side by side, as the cells of a table do."""
    return line.page == other.page and abs(line.base - other.base) <= _LEVEL


def _notes(out: Score, lines: list[Line], texts: dict[str, tuple[str, str]], notes: str) -> None:
    for line in lines:
        begin = re.sub(r"^\d{1,3}", "", line.text)[:30]
        if not (line.foot and line.raised and len(begin) > 12):
            continue
        if any(begin in squeezed for _, squeezed in texts.values()):
            out.defects["footnote in body"].append(line.text[:50])
        elif texts and begin not in notes:
            out.defects["footnote lost"].append(line.text[:50])


def _broken_off(lines: list[Line], squeezed: str) -> bool:
    """Whether a text ends in the midst of a block, or with a line set unlike the body."""
    body = Counter(line.size for line in lines).most_common(1)[0][0]
    last = [pair for pair in pairwise(lines) if len(pair[0].text) > 3 and squeezed.endswith(pair[0].text)]
    if not last:
        return True
    line, below = max(last, key=lambda pair: len(pair[0].text))
    goes_on = below.page == line.page and line.base - below.base < 1.35 * body
    other = line.bold or line.italic or line.size < 0.93 * body
    return other or (goes_on and not below.bold and not _NUMBER.match(below.text))


def _texts(out: Score, lines: list[Line], texts: dict[str, tuple[str, str]]) -> None:
    checks = {"mark left": _MARK, "table debris": _CELLS, "furniture": _PRINTER, "digit cut": _CUT}
    for passage, (text, squeezed) in texts.items():
        for name, pattern in checks.items():
            if found := pattern.search(text):
                out.defects[name].append(
                    f"{passage}: …{text[max(0, found.start() - 30) : found.end() + 20]}…"
                )
        if len(text) > _LONG:
            out.defects["long"].append(f"{passage}: {len(text)}")
        if passage.isdigit() and not _ENDS.search(text) and _broken_off(lines, squeezed):
            out.defects["open end"].append(f"{passage}: …{text[-50:]}")


def main(folder: Path, wordy: bool) -> None:
    """Print a line a document and the table of classes."""
    scores = [score(path) for path in sorted(folder.glob("*.pdf"))]
    for s in scores:
        print(
            f"{s.name:36} {s.right:4}/{s.chain:<4}", ", ".join(f"{k} {len(v)}" for k, v in s.defects.items())
        )
        for kind, examples in s.defects.items() if wordy else []:
            print(*(f"    {kind}: {example}" for example in examples[:4]), sep="\n")
    numbered = [s for s in scores if s.chain]
    clean = sum(not s.defects for s in numbered)
    right, all_starts = sum(s.right for s in numbered), sum(s.chain for s in numbered)
    whole = sum(s.right == s.chain for s in numbered)
    print(f"\n{len(scores)} documents, {len(numbered)} numbered: paragraph starts {right}/{all_starts}")
    print(
        f"every start right in {whole}, without visible defect {clean} ({clean / max(len(numbered), 1):.0%})"
    )
    hit = Counter(kind for s in numbered for kind in s.defects)
    print(*(f"{n:4} {kind}" for kind, n in hit.most_common()), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "-v" in sys.argv)
