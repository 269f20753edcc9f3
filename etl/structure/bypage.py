"""The reading of a PDF by where its lines stand and how they are set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.errors import Odd, odd
from etl.language import Language
from etl.layout import Layout, Printed, Region, Role
from etl.line_classifier import NUMBERED, footnote_label
from etl.structure import other_script, regions
from etl.structure.numbering import gaps
from etl.structure.outline import Heading, Note, Paragraph, Parts, Reading
from etl.structure.places import Part, parts
from etl.structure.setting import Setting
from etl.structure.titles import Title, Titles

_TRAILING = re.compile(r"[\s⁰¹²³⁴-⁹,*–]+$")  # marks of footnotes at the end of a title
_RIGHT = 0.5  # of the column: what begins further right is no line of a paragraph
_NOTES_LOST = 3  # so many footnotes in a row may be unreadable before the next is not believed


def read(raw: str, layout: Layout, language: Language) -> Reading:
    """Read the outline of a PDF by its pages."""
    reading = Reading(Parts())
    body = _body(raw, layout, language, reading)
    setting = Setting(raw, layout, body)
    found = parts(setting, language)
    starts = {i: n for part in found for i, n in part.starts.items()}
    if not starts or not found[0].starts or setting.plain(starts):
        return reading
    beside = {f.first: f for f in regions.find(setting, starts, language)}
    inside = {i for f in beside.values() for i in range(f.first, f.last)}
    titles = Titles(setting, language, starts, inside)
    reading.placed += [("front", (line.start, line.end)) for line in body[: min(starts)]]
    walk = _Walk(setting, language, reading, titles)
    for part in found:
        walk.run(part, beside)
    reading.notes = _notes(raw, layout, walk.annexes, reading)
    reading.warnings += reading.parts.warnings
    return reading


def _body(raw: str, layout: Layout, language: Language, reading: Reading) -> list[Printed]:
    """The lines of the text itself: without contents, and without what is in another language."""
    lines = [line for line in layout.lines if line.role is Role.BODY]
    texts = [raw[line.start : line.end] for line in lines]
    left = {i: "contents" for i, text in enumerate(texts) if language.contents.search(text)}
    for block in other_script.blocks(texts, language):
        n = sum(len(texts[i]) for i in block)
        share = f"{100 * n / max(sum(map(len, texts)), 1):.1f}"
        page = lines[block[0]].page
        reading.warnings.append(odd(Odd.OTHER_SCRIPT, what="page", page=page, n=n, share=share))
        left |= dict.fromkeys(block, "other_script")
    reading.placed += [(kind, (lines[i].start, lines[i].end)) for i, kind in left.items()]
    return [line for i, line in enumerate(lines) if i not in left]


@dataclass
class _Walk:
    """One walk through the body, part by part."""

    setting: Setting
    language: Language
    reading: Reading
    titles: Titles
    pending: list[Heading] = field(default_factory=list)  # headings seen since the last paragraph began
    loose: Region | None = None  # text under a heading that no number opens
    current: Paragraph | None = None  # which text goes on; none under a heading that no number opens
    begun: bool = False  # a paragraph of this part has begun, or it is an annex
    annexes: list[tuple[int, str]] = field(default_factory=list)  # raw offset at which each begins, its path

    def run(self, part: Part, beside: dict[int, regions.Found]) -> None:
        """Read the lines of one part."""
        self.pending, self.loose, self.current, self.begun = [], None, None, part.annex
        body, i = self.setting.body, part.first
        numbers = list(part.starts.values())
        if part.annex:
            i = self._annex(part)
            self.annexes.append((body[part.first].start, self.reading.parts.annex))
        self.reading.warnings += gaps(numbers, len(self.annexes) if part.annex else 0)
        while i < part.last:
            if i in part.starts:
                self._begin(body[i], part.starts[i])
                i += 1
            elif i in beside:
                if self.begun:
                    region = beside[i].region(body, self._passage())
                    self._aside(region.lines)
                    self.reading.regions.append(region)
                i = min(beside[i].last, part.last)
            elif title := self.titles.at(i, self.reading.parts.after(self.pending), part.last):
                self._title(title)
                i = title.last
            else:
                self._text(body[i])
                i += 1
        if self.begun:
            self._enter()

    def _annex(self, part: Part) -> int:
        """Enter an annex by the lines that stand out at its head; returns the index behind them."""
        setting, i = self.setting, part.first
        lines = [setting.body[i]]
        i += 1
        while (
            i < part.last
            and i not in part.starts
            and len(lines) < 6
            and setting.stands_out(setting.body[i])
            and not self.language.outlined(setting.text(setting.body[i]))
        ):
            lines.append(setting.body[i])
            i += 1
        texts = [_TRAILING.sub("", setting.text(line)) for line in lines]
        label = self.language.annex_head.match(texts[0])
        title = " ".join(texts[1:] if label else texts) or texts[0]
        spans = tuple((line.start, line.end) for line in lines)
        self.reading.parts.begin_annex(texts[0] if label else "", title, spans)
        return i

    def _begin(self, line: Printed, number: int) -> None:
        self._enter()
        self.begun = True
        mark = NUMBERED.match(self.setting.text(line))
        begin = line.start + (mark.end() if mark else 0)
        parts = self.reading.parts
        self.current = Paragraph(number, parts.path, [(begin, line.end)], parts.annex, [line])
        self.reading.paragraphs.append(self.current)

    def _title(self, title: Title) -> None:
        if not self.begun:  # before the first paragraph stand the cover and the contents
            self.pending = [h for h in self.pending if h.level < title.level]
        lines = self.setting.body[title.first : title.last]
        spans = []
        for line in lines:
            begin = max(line.start, title.begin)
            end = begin + len(_TRAILING.sub("", self.setting.raw[begin : line.end]))
            spans += [(begin, end)] if end > begin else []
        ordinal = title.ordinal or self.reading.parts.untitled()
        self.pending.append(Heading(title.level, ordinal, title.label, tuple(spans)))
        self._aside(lines, ahead=True)
        self.loose = None

    def _text(self, line: Printed) -> None:
        if self.begun and self.setting.layout.sideways(line.page):
            self._sideways(line)
        elif self.current and not self.pending and not self._signs(line):
            self.current.spans.append((line.start, line.end))
            self.current.lines.append(line)
        elif self.begun:
            if self.loose is None:
                self._enter()
                passage = self._passage()
                self.loose = Region("text", [], [], [], passage)
                self.reading.regions.append(self.loose)
                self.current = None
            self.loose.spans.append((line.start, line.end))
            self.loose.lines.append(line)
            self._aside([line])
        else:
            self.pending = []

    def _sideways(self, line: Printed) -> None:
        """A page turned against the others stands beside the text, which goes on behind it."""
        last = self.reading.regions[-1] if self.reading.regions else None
        if last is None or last.kind != "text" or last.lines[-1].page != line.page:
            last = Region("text", [], [], [], self._passage())
            self.reading.regions.append(last)
        last.spans.append((line.start, line.end))
        last.lines.append(line)

    def _signs(self, line: Printed) -> bool:
        """Whether a line stands at the right alone, as the date below a decision does."""
        setting, last = self.setting, self.current.lines[-1] if self.current else None
        return (
            setting.indent(line) > _RIGHT * setting.width
            and setting.apart(last, line)
            and len(line.cells) == 1
        )

    def _passage(self) -> str:
        """The paragraph beside which something stands."""
        same = [p for p in self.reading.paragraphs[-1:] if p.annex == self.reading.parts.annex]
        return same[0].passage if same else ""

    def _aside(self, lines: Sequence[Printed], ahead: bool = False) -> None:
        """Remember lines beside the text: footnotes' marks in them belong to the paragraph before, or the next one."""
        owner = max(len(self.reading.paragraphs) - (not ahead), 0)
        self.reading.aside += [(self.setting.text(line), line.page, owner) for line in lines]

    def _enter(self) -> None:
        self.reading.parts.enter(self.pending, self.setting.raw, self.language.join)
        self.pending, self.loose = [], None


def _notes(raw: str, layout: Layout, annexes: Sequence[tuple[int, str]], reading: Reading) -> list[Note]:
    """The footnotes: each begins with a raised number; in a document without any, with the next number."""
    out: list[Note] = []
    last: Note | None = None
    starred = False
    lines = [line for line in layout.lines if line.role is Role.NOTE]
    marked = any(line.raised for line in lines)
    seen: Counter[tuple[str, int]] = Counter()
    for line in lines:
        annex = next((path for start, path in reversed(annexes) if start <= line.start), "")
        text = raw[line.start : line.end]
        number, label = footnote_label(text)
        reached = last.number if last and last.annex == annex else 0
        if number and (line.raised if marked else reached < number <= reached + _NOTES_LOST):
            home = annex if seen["", number] else ""
            seen[home, number] += 1
            last = Note(number, [(line.start + label, line.end)], 0, home, [line], seen[home, number])
            out.append(last)
        elif text[0] in "*†":
            last, starred = None, True
        elif last:
            last.spans.append((line.start, line.end))
            last.lines.append(line)
        if last is None and starred:
            reading.placed.append(("starred", (line.start, line.end)))
    return out
