"""What a text holds: its outline, its passages, and the parts of which two readings make them."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl import numerals, segments
from etl.errors import Odd, Remark, odd
from etl.layout import Printed, Region

LETTERED = 4  # level of (a): most often a sub-paragraph, a heading only right before a paragraph


# What a line is that is in no passage, heading or region (contents, front, furniture, …), and its span of the raw text.
Placed = tuple[str, segments.Span]


@dataclass
class Passage:
    """A paragraph or footnote: its text, with segments that lead back to the raw text."""

    passage: str
    kind: str
    number: int
    section: str
    joined: segments.Joined
    attached_to: str = ""
    lines: list[Printed] = field(default_factory=list)
    reading: str = "text"


@dataclass
class Section:
    """A part of the outline; `path` such as II.A.3."""

    path: str
    parent: str
    level: int
    label: str
    title: str
    first: int | None = None
    last: int | None = None
    spans: tuple[segments.Span, ...] = ()  # of its title in the raw text


@dataclass
class Outline:
    """What a text holds: its parts, its passages in order of print, and remarks on what was odd."""

    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)


@dataclass(frozen=True)
class Heading:
    """A heading: `ordinal` is negative where it has no label."""

    level: int
    ordinal: int
    label: str
    spans: tuple[segments.Span, ...]


@dataclass
class Paragraph:
    """A numbered paragraph as pieces of the raw text; `annex` is empty, or the path of the annex it stands in."""

    number: int
    section: str
    spans: list[segments.Span]
    annex: str = ""
    lines: list[Printed] = field(default_factory=list)

    @property
    def passage(self) -> str:
        """Its identifier, such as 12, fn4 or annex2.7."""
        return f"{self.annex}.{self.number}" if self.annex else str(self.number)


@dataclass
class Note:
    """A footnote as pieces of the raw text; its mark stands in `raw[page_from:]`, before it or on its page."""

    number: int
    spans: list[segments.Span]
    page_from: int  # raw offset where the page that bears the note began, as far as notes tell
    annex: str = ""
    lines: list[Printed] = field(default_factory=list)
    time: int = 1  # the second footnote with this number: 2

    @property
    def passage(self) -> str:
        """Its identifier, such as 12, fn4 or annex2.7."""
        name = f"fn{self.number}" if self.time == 1 else f"fn{self.number}-{self.time}"
        return f"{self.annex}.{name}" if self.annex else name


@dataclass
class Parts:
    """The outline under construction: headings become sections below each other."""

    sections: list[Section] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    reached: dict[int, int] = field(default_factory=dict)  # level → ordinal of the part we are in
    unmarked: int = 0  # headings without a mark so far; the nth has the ordinal -n
    annex: str = ""

    @property
    def path(self) -> str:
        """The innermost part reached."""
        return self.sections[-1].path if self.sections else ""

    def begin_annex(self, label: str, title: str, spans: tuple[segments.Span, ...]) -> None:
        """Enter an annex: a part of its own, with a numbering of its own."""
        count = sum(s.path.startswith("annex") and "." not in s.path for s in self.sections)
        self.annex, self.reached = f"annex{count + 1}", {}
        self.sections.append(Section(self.annex, "", 1, label, title, spans=spans))

    def untitled(self) -> int:
        """The ordinal of the next heading without a mark."""
        self.unmarked += 1
        return -self.unmarked

    def after(self, pending: list[Heading]) -> dict[int, int]:
        """Level → ordinal, once these headings are entered."""
        reached = dict(self.reached)
        for h in pending:
            reached = {level: n for level, n in reached.items() if level < h.level} | {h.level: h.ordinal}
        return reached

    def enter(self, pending: list[Heading], raw: str, how: str) -> None:
        """Headings become sections."""
        for h in pending:
            self.reached = self.after([h])
            path = [self.annex] if self.annex else []
            path += [_sign(level, self.reached[level]) for level in sorted(self.reached)]
            if any(section.path == ".".join(path) for section in self.sections):
                self.warnings.append(odd(Odd.HEADING, label=h.label, path=".".join(path)))
                path[-1] += f"-{len(self.sections)}"
            title = segments.join(raw, h.spans, how).text
            parent = ".".join(path[:-1])
            self.sections.append(Section(".".join(path), parent, h.level, h.label, title, spans=h.spans))


def _sign(level: int, ordinal: int) -> str:
    if ordinal < 0:
        return f"h{-ordinal}"
    return (
        numerals.to_roman(ordinal),
        chr(ord("A") + ordinal - 1),
        str(ordinal),
        chr(ord("a") + ordinal - 1),
    )[min(level, LETTERED) - 1]


@dataclass
class Reading:
    """What one reading of a text finds; `aside`: (text, page, index of the paragraph beside it) of headings and regions,
    which may bear the marks of footnotes."""

    parts: Parts
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    aside: list[tuple[str, int, int]] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
