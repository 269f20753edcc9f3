"""What is said in words: headings, notes, links, signs and their key, texts to copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.findings import Mark

# What a fill means: counted in full or in passing, read with doubt, mentioned without a figure, a class of the map,
# not mentioned, of undetermined status, how a number changed.
Tone = Literal[
    "full", "passing", "unread", "unstated",
    "class0", "class1", "class2", "class3", "nowhere", "neutral",
    "new", "more", "same", "fewer", "dropped",
]  # fmt: skip


Shape = Literal["circle", "square", "triangle-up", "diamond", "cross"]
OPEN = "-open"  # after the name of a shape: it is hollow


class Block:
    """Anything that a page, picture, slide, brief or file says. Each kind is a dataclass of its own; a renderer has a case for
    every kind that its medium shows."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; `said` is read on hover and aloud, `chosen` is what is open now, `note` stands after it in a
    line of links."""

    text: str
    href: str
    said: str = ""
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True)
class Headline(Block):
    """A finding in a sentence, what is counted under it, and over it the conditions in force; `steps` are links beside those,
    to what comes before and after; `steps_label` names them where there are several. Over a list `number` is how many
    paragraphs it holds."""

    title: str
    subtitle: str = ""
    over: str = ""
    steps: tuple[Link, ...] = ()
    steps_label: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Note(Block):
    """A sentence or more: plain `text`, a caption, a subtitle, a lead before evidence or one that says a `doubt`, a `notice`
    (`status` where it is news, `alert` where something failed), a `command` to type, or what is not there (`absent` of a
    whole page, with what was searched; `none` of a part; `empty` of a list); `lead` are its first words, set apart."""

    text: str
    kind: Literal[
        "caption",
        "subtitle",
        "lead",
        "doubt",
        "none",
        "empty",
        "absent",
        "quiet",
        "text",
        "command",
        "notice",
        "status",
        "alert",
    ] = "caption"
    lead: str = ""


@dataclass(frozen=True)
class Sign:
    """A sign on a map: shape, colour by its name in the palette, filled or hollow."""

    shape: Shape
    colour: Literal["warm", "accent", "quiet"]
    filled: bool = True

    @property
    def code(self) -> str:
        """What an address calls it."""
        return self.shape if self.filled else f"{self.shape}{OPEN}"


@dataclass(frozen=True)
class Key:
    """An entry of a legend: a fill or a sign or neither, what it means, and a quieter number."""

    label: str
    note: str = ""
    tone: Tone | None = None
    sign: Sign | None = None

    @property
    def code(self) -> str:
        """What an address calls it."""
        return self.sign.code if self.sign else self.tone or ""


@dataclass(frozen=True)
class Legend(Block):
    """What fills and signs mean; `label` names the list."""

    label: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Copy(Block):
    """A text to be copied, with the label of the button that does it; `viewed` adds the address of the page as it is. A long one
    lies at the address `source`."""

    label: str
    text: str = ""
    lang: str = ""
    source: str = ""
    viewed: bool = False


@dataclass(frozen=True)
class Copies(Block):
    """Texts to be copied: each is shown over its button, or where it is not `shown` the buttons stand in a row."""

    items: tuple[Copy, ...]
    shown: bool = True


@dataclass(frozen=True)
class Wording:
    """A text in a language, with what was found in it marked."""

    text: str
    lang: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Aid:
    """What is said of a reading in the reader's language ("" where it is not shown), and the choice between it and the
    source; `label` names the choice."""

    said: str
    label: str
    choices: tuple[Link, ...]


@dataclass(frozen=True)
class Links(Block):
    """Ways to somewhere else, in a line of their own; `kind` says which, for style, and `label` names a list of them."""

    items: tuple[Link, ...]
    kind: str = "as-list"
    label: str = ""


@dataclass(frozen=True)
class Prose(Block):
    """Sentences to be read one after the other; what in them is a number leads to what it counts. `gap` stands between two."""

    sentences: tuple[tuple[str | Link, ...], ...]
    gap: str = " "

    @property
    def text(self) -> str:
        """The sentences without their ways."""
        parts = (("".join(p if isinstance(p, str) else p.text for p in said)) for said in self.sentences)
        return self.gap.join(parts)


@dataclass(frozen=True)
class Texts(Block):
    """Texts in a list; `kind` says which list it is, for style."""

    items: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True)
class Code:
    """A name or a value as programs write it."""

    text: str


@dataclass(frozen=True)
class Facts(Block):
    """Names with their values."""

    items: tuple[tuple[str | Code, str | Code], ...]
