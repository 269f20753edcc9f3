"""What users see as lines of plain text that can be compared: HTML and SVG, elements of a page, files.

Nothing is left out but what changes by itself (days, ids, versions of files) and what nobody reads: the query of our
own links, unless `Tidy.addresses` says that it counts.
"""

from __future__ import annotations

import calendar
import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

_QUERY = re.compile(r"\?(?=\w+=)[\w%&=+.,;~*-]*", re.ASCII)
_EDITION = re.compile(r"\b(v|own)=[\w.-]+", re.ASCII)
_MEDIA = re.compile(r"/media/[0-9a-f]{16,}", re.ASCII)
# Of elements: made anew by every server or session, or the text of a file that is compared as a file.
_VOLATILE = {
    "id",
    "elementId",
    "formId",
    "jsContent",
    "key",
    "fileUploaderId",
    "scriptHash",
    "pageScriptHash",
}
_LONGEST_PATH, _PLACES = 120, 4
_WORD = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_VOID = {"br", "img", "input", "link", "meta", "hr", "col", "wbr"}


@dataclass(frozen=True)
class Tidy:
    """What is taken out of a text: some days, wherever they are written, and the queries of links or their versions."""

    days: tuple[date, ...] = ()
    addresses: bool = False

    def text(self, said: str) -> str:
        """A text without what changes by itself."""
        said = _MEDIA.sub("/media/…", said)
        said = _EDITION.sub(r"\1=…", said) if self.addresses else _QUERY.sub("", said)
        for day in self.days:
            said = _written(day).sub("DAY", said)
        return said

    def value(self, given: Any) -> Any:
        """The same of plain data, with rounded numbers; what has no value that stays is left out."""
        if isinstance(given, Mapping):
            return {key: self.value(each) for key, each in given.items() if key not in _VOLATILE}
        if isinstance(given, list | tuple):
            return [self.value(each) for each in given]
        if isinstance(given, float):
            return round(given, _PLACES) + 0.0
        return self.text(given) if isinstance(given, str) else given

    def json(self, given: Any) -> str:
        """Plain data as text."""
        return json.dumps(self.value(given), ensure_ascii=False, indent=1, sort_keys=True)


def _written(day: date) -> re.Pattern[str]:
    iso, zh = day.isoformat(), rf"{day.year} ?年 ?{day.month} ?月 ?{day.day} ?日"
    return re.compile(rf"{iso}|{zh}|\b{day.day} {calendar.month_name[day.month]} {day.year}\b")


class _Lines(HTMLParser):
    """Markup as lines: a tag or a text each, indented by their depth, attributes in order."""

    def __init__(self, tidy: Tidy) -> None:
        super().__init__()
        self.tidy, self.lines, self.depth = tidy, list[str](), 0

    def _put(self, line: str) -> None:
        self.lines.append(" " * self.depth + line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = (f' {name}="{self._attribute(name, value or "")}"' for name, value in sorted(attrs, key=str))
        self._put(f"<{tag}{''.join(said)}>")

    def _attribute(self, name: str, value: str) -> str:
        if name == "d" and len(value) > _LONGEST_PATH:
            digest = hashlib.sha256(value.encode()).hexdigest()[:12]
            return f"{value[:20]}… {digest}, {len(value)} letters"
        return self.tidy.text(value.replace("\n", " "))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.depth = max(0, self.depth - 1)
            self._put(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        for line in self.tidy.text(data).splitlines():
            if line.strip():
                self._put(re.sub(r"[ \t]+", " ", line))

    def handle_comment(self, data: str) -> None:
        self._put(f"<!--{data}-->")


def markup(source: str, tidy: Tidy) -> str:
    """HTML, SVG or XML, a tag a line."""
    reader = _Lines(tidy)
    reader.feed(source)
    reader.close()
    return "\n".join(reader.lines)


def element(kind: str, fields: Mapping[str, Any], tidy: Tidy) -> str:
    """An element of a page, given as plain data: HTML as markup, any other with all that it holds."""
    if kind == "html":
        return markup(str(fields.get("body", "")), tidy)
    unpacked = {
        name: json.loads(each) if isinstance(each, str) and each.startswith(("{", "[")) else each
        for name, each in fields.items()
    }
    return f"[{kind}] {tidy.json(unpacked)}"


def table(content: bytes, tidy: Tidy) -> str:
    """The sheets of a workbook, a row a line."""
    import openpyxl

    book, target = openpyxl.load_workbook(io.BytesIO(content)), io.StringIO()
    rows = csv.writer(target, lineterminator="\n")
    for sheet in book.worksheets:
        rows.writerow([f"# {sheet.title}"])
        rows.writerows(sheet.iter_rows(values_only=True))
    return tidy.text(target.getvalue())


def document(content: bytes, tidy: Tidy) -> str:
    """The body and the feet of a Word file with all their marks."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in sorted(archive.namelist()) if _WORD.fullmatch(name)]
        return "\n".join(markup(archive.read(name).decode(), tidy) for name in names)


def presentation(content: bytes, tidy: Tidy) -> str:
    """The slides of a PowerPoint file: every shape's place and words, charts with their numbers, links, notes."""
    from pptx import Presentation

    said: list[str] = []
    for number, slide in enumerate(Presentation(io.BytesIO(content)).slides, start=1):
        said.append(f"# {number}")
        said += _shapes(slide.shapes)
        if slide.has_notes_slide:
            said += ["notes:", slide.notes_slide.notes_text_frame.text]
    return tidy.text("\n".join(said))


def _shapes(shapes: Iterable[Any], depth: str = "") -> Iterator[str]:
    for shape in shapes:
        place = ",".join(str(each) for each in (shape.left, shape.top, shape.width, shape.height))
        told = shape._element.xpath(".//p:cNvPr/@descr")
        yield f"{depth}[{shape.shape_type}] {place} {' '.join(told)}".rstrip()
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, f"{depth} ")
        if shape.has_text_frame:
            for run in (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs):
                yield f"{depth} {run.text}" + (
                    f" -> {run.hyperlink.address}" if run.hyperlink.address else ""
                )
        if shape.has_table:
            for row in shape.table.rows:
                yield f"{depth} " + " | ".join(cell.text for cell in row.cells)
        if shape.has_chart:
            for plot in shape.chart.plots:
                yield f"{depth} {list(plot.categories)}"
                yield from (f"{depth} {each.name} {list(each.values)}" for each in plot.series)


def answer(content: bytes, media: str, tidy: Tidy) -> str:
    """What a server answered, by its media type."""
    if media.endswith("spreadsheetml.sheet"):
        return table(content, tidy)
    if media.endswith("wordprocessingml.document"):
        return document(content, tidy)
    if media.endswith("presentationml.presentation"):
        return presentation(content, tidy)
    said = content.decode("utf-8-sig")
    if media.startswith(("text/html", "image/svg")):
        return markup(said, tidy)
    return tidy.json(json.loads(said)) if media.startswith("application/json") else tidy.text(said)
