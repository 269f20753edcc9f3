"""What holds other blocks: sections, panels, choices; whole exhibits and briefs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ui.content.charts import Tile
from ui.content.passages import Passage, Passages
from ui.content.said import Aid, Block, Copy, Headline, Legend, Link, Sign, Tone
from ui.content.tables import File, Terms
from ui.findings import Evidence


@dataclass(frozen=True)
class Reading(Block):
    """One passage to be read; `key` is its id where it was chosen ("" where it only stands first), `outside` says that it is
    not in the list. `previous` and `next` have no address where there is none, `close` puts it away, `marks` says what is
    highlighted, `correct` leads to where a mistake is reported, and `found` is all that the tables hold of it."""

    title: str
    passage: Passage
    key: str
    outside: str
    previous: Link
    next: Link
    close: Link | None
    marks: Choices
    footnotes: tuple[Passage, ...]
    footnotes_title: str
    correct: Link
    found: Terms | None
    aid: Aid | None = None


@dataclass(frozen=True)
class Section(Block):
    """Blocks under a heading, beside which `more` leads on or is copied, or `count` says how much it is and opens it; with a
    `name`, which links within the page lead to, it is a part of a long page; `kind` says which section it is, for style
    (`named` and `cards` have a height of their own and scroll)."""

    heading: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    more: Link | Copy | None = None
    count: Link | None = None
    name: str = ""
    kind: str = "block"
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Columns(Block):
    """Blocks side by side where there is room; `label` names them as a group."""

    blocks: tuple[Block, ...]
    kind: Literal[
        "side-by-side", "sides", "columns", "chip-rows", "map-windows", "coverage", "lead-row", "grid-bar"
    ] = "side-by-side"
    label: str = ""


@dataclass(frozen=True)
class Option:
    """One of several choices: a link that makes it, whether it holds, how many it stands for; `mark` is the kind of mark that
    it shows."""

    label: str
    href: str
    on: bool = False
    number: str = ""
    said: str = ""
    sign: Sign | None = None
    tone: Tone | None = None
    mark: str = ""


@dataclass(frozen=True)
class Choices(Block):
    """A row of choices: one of them (`radio`), any of them (`switch`), conditions in force that can be taken away (`remove`),
    or things to add (`offer`); `shown` writes the label before them, `more` are links after them."""

    label: str
    options: tuple[Option, ...]
    role: Literal["radio", "switch", "remove", "offer"] = "switch"
    shown: bool = True
    more: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Menu(Block):
    """One of several, which the others are folded under; `label` says of what."""

    label: str
    chosen: str
    items: tuple[Link, ...]


@dataclass(frozen=True)
class Panel(Block):
    """What a number opens: its passages, or why there are none; `close` puts it away ("" where it stays), `key` is what
    was chosen ("" where nothing was), `lead` stands before the passages and `after` below them. Where more than one report
    speaks, `sides` stand in place of passages, and `kind` says how; `steps` lead to the panels before and after (without an
    address where there is none)."""

    title: str
    passages: Passages | None = None
    sides: tuple[Block, ...] = ()
    kind: str = ""
    steps: tuple[Link, ...] = ()
    nothing: str = ""
    close: str = ""
    key: str = ""
    lead: tuple[Block, ...] = ()
    after: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Fold(Block):
    """Blocks folded away under a summary: its name in programs, how much it is, what more is said of it; `lang` where the
    summary is the report's own, `tone` is the fill that stands for what is folded."""

    summary: str
    blocks: tuple[Block, ...]
    kind: str = ""
    code: str = ""
    count: str = ""
    note: str = ""
    lang: str = ""
    tone: Tone | None = None


@dataclass(frozen=True)
class Card(Block):
    """A thing with its numbers; `about` says what it is."""

    about: str
    numbers: tuple[Tile, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Files(Block):
    """Ways to take something away, in a row; `label` stands before them, `kind` says which row it is, for style."""

    items: tuple[File, ...]
    label: str = ""
    kind: Literal["", "take-list", "one-page", "ways"] = "take-list"


@dataclass(frozen=True)
class Picture:
    """A picture of a page with what can be done with it: taken as `svg` or as `png` (drawn by the browser, saved under the
    name `png_name`), shown on the full screen, added to the presentation."""

    name: str
    svg: Link
    png: Link
    png_name: str
    screen: Link
    add: Link


@dataclass(frozen=True)
class Pictures(Block):
    """The pictures of a page to be taken away; `failed` is said where the browser cannot draw one, and `slides` leads to a
    ready-made presentation of what the page is about."""

    label: str
    items: tuple[Picture, ...]
    failed: str
    slides: Link | None = None


@dataclass(frozen=True)
class Exhibit:
    """One picture in whatever medium: what a picture file, a slide and a block of a page have in common.

    `notes` say what numbers mean and disclaim, `small` are those of them that a slide cannot do without. `top` are the
    highest values in words, `paragraphs` those counted, `evidence` the sentences behind the finding. `source` stands in
    place of the report where it is of more than one; `href` is the page that shows it. On a slide `slide` stands in place
    of `body`, and `slide_headline` in place of `headline`.
    """

    headline: Headline
    body: tuple[Block, ...]
    legend: Legend | None = None
    notes: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    top: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    source: str = ""
    href: str = ""
    slide: Block | None = None
    slide_headline: Headline | None = None

    @property
    def on_slide(self) -> Headline:
        """The heading of its slide; the conditions in force stand before what is counted."""
        head = self.slide_headline or self.headline
        return Headline(head.title, " · ".join(filter(None, (self.headline.over, head.subtitle))))


@dataclass(frozen=True)
class Brief:
    """A country or a theme on one page of paper, in the order in which it stands there.

    `blocks` are numbers, bars, and what is said where there is nothing; `passages` are sentences, of which those that have
    no room are named by where they stand; `after` is said below them. `notes` say what numbers mean, and `disclaimer` whose
    they are and of what day; `address` is of the whole on the web, "" where it is not known.
    """

    code: str
    headline: Headline
    blocks: tuple[Block, ...]
    passages: Passages
    after: str
    source: str
    notes: str
    disclaimer: str
    address: str = ""


@dataclass(frozen=True)
class Sending:
    """The ways to send something in one language or in several, as `label` says: `mail` is a text for an e-mail, copied from
    its address without an ending, once plain (.txt) and once with links (.html)."""

    label: str
    mail: Link
    files: tuple[File, ...]


@dataclass(frozen=True)
class Send(Block):
    """What the page shows, to be sent: folded under its label; `note` says what is sent."""

    label: str
    note: str
    ways: tuple[Sending, ...]
