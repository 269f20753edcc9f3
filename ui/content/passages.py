"""The sentences behind a number, in words their reader can read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ui.content.said import Aid, Block, Copy, Key, Link, Tone, Wording
from ui.findings import Mark


@dataclass(frozen=True)
class Line:
    """A line of a list: its label, what is said, perhaps in the words of the text (`phrases`), or numbers with
    what they count (`keys`). With `copies` they can be copied. Where one can follow them, `links` with a `gap` between them
    stand in place of what is said, and `tone` is a fill before the label."""

    label: str
    said: str = ""
    href: str = ""
    note: str = ""
    phrases: tuple[Wording, ...] = ()
    lang: str = ""
    keys: tuple[Key, ...] = ()
    chosen: bool = False
    copies: tuple[Copy, ...] = ()
    links: tuple[Link, ...] = ()
    gap: str = ""
    tone: Tone | None = None


@dataclass(frozen=True)
class Lines(Block):
    """A list of lines; `kind` says which list it is, for style (`officials` are terms, each with what belongs to it, `figures`
    numbers with the words around them)."""

    items: tuple[Line, ...]
    kind: str = "lines"
    label: str = ""


@dataclass(frozen=True)
class Passage:
    """A paragraph, one of an annex or a footnote, or a sentence of it, with what was counted marked; `kind` says which, and
    only paragraphs are counted; `chosen` is what is open now. Where there is a `reading` in the reader's language, `shown`
    says which of the two is; the text is what is cited."""

    id: str
    where: str
    text: str
    lang: str
    marks: tuple[Mark, ...] = ()
    href: str = ""
    citation: str = ""
    note: str = ""
    kind: str = "paragraph"
    chosen: bool = False
    reading: Wording | None = None
    shown: str = "reading"

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """What is shown, in its order: the reading first, then the source."""
        source = Wording(self.text, self.lang, self.marks)
        if self.reading is None or self.shown == "source":
            return (source,)
        return (self.reading, source) if self.shown == "both" else (self.reading,)

    @property
    def sourced(self) -> Passage:
        """The same with the source under its reading, for what is taken away."""
        return replace(self, shown="both") if self.shown == "reading" else self


@dataclass(frozen=True)
class Quote(Block):
    """The report's own words, and where they stand."""

    text: str
    lang: str
    where: str = ""
    href: str = ""


@dataclass(frozen=True)
class Passages(Block):
    """The passages behind a number; `number` counts the paragraphs among them. As `cards` they can be cited and more, as
    `lines` each is the way to itself, as `sentences` each has what it was taken for, as `texts` they are a text to read."""

    title: str
    number: int
    items: tuple[Passage, ...]
    look: Literal["cards", "lines", "sentences", "texts"] = "cards"
    aid: Aid | None = None


@dataclass(frozen=True)
class PassageList(Block):
    """Passages to choose from, each shown in part; `chosen` is the id of the one that is read, `more` stands after the
    paragraphs, and `apart` before what is not counted."""

    label: str
    items: tuple[Passage, ...]
    chosen: str = ""
    more: Link | None = None
    apart: str = ""
    aid: Aid | None = None
