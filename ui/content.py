"""What a page, picture, slide, brief or file says: typed blocks, made once and rendered by one module a medium.

Content (`ui/<page>/content.py`) makes blocks of what `ui/queries/` counts, with words and links; a renderer (`ui/render/`)
turns a block into its medium. No tag, no unit of length and no axis stands here, and colours are tones: names of what
they mean. Texts are plain; a renderer escapes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ui.findings import Evidence, Mark

# What a fill means: counted in full or in passing, read with doubt, mentioned without a figure, a class of the map,
# not mentioned, of undetermined status, how a number changed.
Tone = Literal[
    "full", "passing", "unread", "unstated",
    "class0", "class1", "class2", "class3", "nowhere", "neutral",
    "new", "more", "same", "fewer", "dropped",
]  # fmt: skip
Shape = Literal["circle", "square", "triangle-up", "diamond", "cross"]


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
class Headline:
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
class Note:
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
class Tile:
    """A number with what it counts; `stated` is False where words say that there is none. Alone its note stands beside it."""

    value: str
    label: str
    href: str = ""
    note: str = ""
    chosen: bool = False
    stated: bool = True


@dataclass(frozen=True)
class Tiles:
    """Numbers in a row; `label` names the row to those who do not see it."""

    label: str
    items: tuple[Tile, ...]


@dataclass(frozen=True)
class Piece:
    """A part of a bar: its length in what the bars count, and what its fill means."""

    length: float
    tone: Tone = "full"


@dataclass(frozen=True)
class Bar:
    """One bar; `code` is of what, `indent` its depth in an outline, `note` stands behind the number."""

    label: str
    pieces: tuple[Piece, ...]
    number: str
    href: str = ""
    note: str = ""
    code: str = ""
    chosen: bool = False
    bold: bool = False
    indent: int = 0

    @property
    def length(self) -> float:
        """All its pieces together."""
        return sum(piece.length for piece in self.pieces)


@dataclass(frozen=True)
class Bars:
    """Bars to one scale; `longest` fills the track (0: the longest of them), rows after the first `shown` are folded under
    `more`, and `series` names the pieces where there are several."""

    label: str
    rows: tuple[Bar, ...]
    longest: float = 0
    shown: int = 0
    more: str = ""
    series: tuple[Key, ...] = ()

    @property
    def scale(self) -> float:
        """The length that fills the track."""
        return self.longest or max((row.length for row in self.rows), default=0) or 1


@dataclass(frozen=True)
class Sign:
    """A sign on a map: shape, colour by its name in the palette, filled or hollow."""

    shape: Shape
    colour: Literal["warm", "accent", "quiet"]
    filled: bool = True


@dataclass(frozen=True)
class Key:
    """An entry of a legend: a fill or a sign or neither, what it means, and a quieter number."""

    label: str
    note: str = ""
    tone: Tone | None = None
    sign: Sign | None = None


@dataclass(frozen=True)
class Legend:
    """What fills and signs mean; `label` names the list."""

    label: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Stated:
    """A figure as the report states it: its value, what it counts, the way to its sentence; `certain` is False where it was
    read with doubt."""

    value: str
    unit: str
    href: str = ""
    said: str = ""
    chosen: bool = False
    certain: bool = True


@dataclass(frozen=True)
class File:
    """Something to take away as a file; `said` names it whole, read on hover and aloud. What is `apart` opens beside the page
    and is not saved."""

    label: str
    href: str
    said: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table: text, perhaps a link, or figures, or several links with a `gap` between them; `unstated` are links to
    what is said without a figure, or where there is no `href` that there is none. `length` draws a bar before it, to the
    table's scale and of the fill `tone`; without a length a sign or a fill stands for what the text says, `doubt` is said
    after it. `of` names its column again where a narrow screen has no room for columns. In tables about tables `lead`
    stands over the text, `code` is its name in programs, and `codes` are values with their names."""

    text: str = ""
    href: str = ""
    said: str = ""
    links: tuple[Link, ...] = ()
    figures: tuple[Stated, ...] = ()
    unstated: tuple[Link, ...] = ()
    gap: str = ""
    length: float = 0
    tone: Tone | None = None
    sign: Sign | None = None
    doubt: str = ""
    note: str = ""
    kind: str = ""
    lang: str = ""
    of: str = ""
    chosen: bool = False
    lead: str = ""
    code: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows of a table under a heading of their own, or without one."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: Cell | None = None


@dataclass(frozen=True)
class Table:
    """A table: heads of its columns, and rows whose first cell names the row; `kind` says which table it is, for style, and a
    `wide` one may be wider than the screen."""

    columns: tuple[Cell, ...]
    groups: tuple[Rows, ...]
    kind: str = "list"
    label: str = ""
    scale: float = 0
    wide: bool = False


@dataclass(frozen=True)
class Meeting:
    """A cell of a matrix: how often a row and a column meet, its class of colour, and the way to the sentences."""

    number: int
    said: str
    href: str = ""
    tone: Tone | None = None
    chosen: bool = False
    itself: bool = False


@dataclass(frozen=True)
class Matrix:
    """A cross-table; `over` are heads over several columns with how many each spans, `cells` one tuple a row."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[Link, ...]
    cells: tuple[tuple[Meeting, ...], ...]
    over: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Ground:
    """What every map lies on, whatever it shows: codes of the countries that have a shape, of areas of undetermined status,
    of States too small for one, where names stand (longitude, latitude in degrees), and the grid of equal tiles (column,
    row). `version` changes with the boundaries."""

    shapes: tuple[str, ...]
    disputed: tuple[str, ...]
    small: tuple[str, ...]
    points: Mapping[str, tuple[float, float]]
    tiles: Mapping[str, tuple[int, int]]
    version: int


@dataclass(frozen=True)
class Place:
    """A country on a map: its fill, its signs, what is said of it and where that leads; `lines` say it with more,
    where there is room."""

    tone: Tone = "nowhere"
    signs: tuple[Sign, ...] = ()
    said: str = ""
    href: str = ""
    number: int = 0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Window:
    """What a map shows of the world: the middle in degrees, and how many times larger than the whole."""

    lon: float
    lat: float
    zoom: float = 1.0


@dataclass(frozen=True)
class MapSpec:
    """The world: every country's place by ISO3 code; a code that is not in `places` is as `absent`.

    `names` are of all countries; `labels` those written on the map where it stands alone (picture, slide), each with its
    number, most important first; `alt` says the map in words; `others` names what lies beside the grid of tiles. `colon`
    stands between a name and what is said of it; `ways` are addresses of countries without a place of their own. Where it
    can be moved, it is first seen through `window`.
    """

    ground: Ground
    alt: str
    places: Mapping[str, Place]
    absent: Place
    names: Mapping[str, str]
    legend: Legend
    chosen: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    tiles: bool = False
    others: str = ""
    colon: str = ": "
    ways: Mapping[str, str] = field(default_factory=dict)
    window: Window | None = None

    @property
    def dots(self) -> tuple[str, ...]:
        """The small States that have a dot: those of which something is said, and those that have no shape of their own."""
        ground = self.ground
        shown = {*self.places, self.chosen, *(ground.tiles.keys() - set(ground.shapes))}
        return tuple(code for code in ground.small if code in shown and not self.place(code).signs)

    def place(self, code: str) -> Place:
        """A country's place."""
        if code in self.ways:
            return replace(self.absent, href=self.ways[code])
        return self.places.get(code, self.absent)

    def line(self, code: str) -> str:
        """A country's name and what is said of it, in a line."""
        name, said = self.names.get(code, code), self.place(code).said
        return f"{name}{self.colon}{said}" if said else name


@dataclass(frozen=True)
class Copy:
    """A text to be copied, with the label of the button that does it."""

    label: str
    text: str
    lang: str = ""


@dataclass(frozen=True)
class Copies:
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
class Lines:
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
class Passages:
    """The passages behind a number; `number` counts the paragraphs among them. As `cards` they can be cited and more, as
    `lines` each is the way to itself, as `sentences` each has what it was taken for, as `texts` they are a text to read."""

    title: str
    number: int
    items: tuple[Passage, ...]
    look: Literal["cards", "lines", "sentences", "texts"] = "cards"
    aid: Aid | None = None


@dataclass(frozen=True)
class PassageList:
    """Passages to choose from, each shown in part; `chosen` is the id of the one that is read, `more` stands after the
    paragraphs, and `apart` before what is not counted."""

    label: str
    items: tuple[Passage, ...]
    chosen: str = ""
    more: Link | None = None
    apart: str = ""
    aid: Aid | None = None


@dataclass(frozen=True)
class Terms:
    """Terms, each with what belongs to it: (term, cells)."""

    heading: str
    items: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Reading:
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
class Quote:
    """The report's own words, and where they stand."""

    text: str
    lang: str
    where: str = ""
    href: str = ""


@dataclass(frozen=True)
class Section:
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
class Part:
    """A part of a whole, drawn as a box: how large it is, its parts, or else the units that it is made of.

    `number` says its size in words, `number_short` where those have no room; `code` begins the label and stands for it
    where that has no room. Without an address it is what stands in no part.
    """

    label: str
    size: int
    number: str
    number_short: str
    code: str = ""
    href: str = ""
    said: str = ""
    chosen: bool = False
    parts: tuple[Part, ...] = ()
    units: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Treemap:
    """A whole as boxes with areas in proportion, in their own order."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Columns:
    """Blocks side by side where there is room; `label` names them as a group."""

    blocks: tuple[Block, ...]
    kind: str = "side-by-side"
    label: str = ""


@dataclass(frozen=True)
class Option:
    """One of several choices: a link that makes it, whether it holds, how many it stands for; `mark` is the kind of mark that
    it shows, and `role` is its own where it is not that of the others."""

    label: str
    href: str
    on: bool = False
    number: str = ""
    said: str = ""
    sign: Sign | None = None
    tone: Tone | None = None
    mark: str = ""
    role: Literal["", "remove"] = ""


@dataclass(frozen=True)
class Choices:
    """A row of choices: one of them (`radio`), any of them (`switch`), conditions in force that can be taken away (`remove`),
    or things to add (`offer`); `shown` writes the label before them, `more` are links after them."""

    label: str
    options: tuple[Option, ...]
    role: Literal["radio", "switch", "remove", "offer"] = "switch"
    shown: bool = True
    more: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Menu:
    """One of several, which the others are folded under; `label` says of what."""

    label: str
    chosen: str
    items: tuple[Link, ...]


@dataclass(frozen=True)
class Panel:
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
class Links:
    """Ways to somewhere else, in a line of their own; `kind` says which, for style, and `label` names a list of them."""

    items: tuple[Link, ...]
    kind: str = "as-list"
    label: str = ""


@dataclass(frozen=True)
class Folded:
    """A list folded away under its summary, with the fill that stands for what it lists."""

    summary: str
    items: tuple[str, ...]
    tone: Tone = "nowhere"


@dataclass(frozen=True)
class Fold:
    """Blocks folded away under a summary: its name in programs, how much it is, what more is said of it; `lang` where the
    summary is the report's own."""

    summary: str
    blocks: tuple[Block, ...]
    kind: str = ""
    code: str = ""
    count: str = ""
    note: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Texts:
    """Texts in a list; `kind` says which list it is, for style."""

    items: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True)
class Code:
    """A name or a value as programs write it."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Names with their values."""

    items: tuple[tuple[str | Code, str | Code], ...]


@dataclass(frozen=True)
class Card:
    """One of a few things with its numbers: `title` leads to it, `mark` sets it apart, `about` says what it is."""

    title: Link
    about: str
    numbers: tuple[Tile, ...]
    blocks: tuple[Block, ...]
    mark: str = ""


@dataclass(frozen=True)
class Files:
    """Ways to take something away, in a row; `label` stands before them, `kind` says which row it is, for style."""

    items: tuple[File, ...]
    label: str = ""
    kind: str = "take-list"


@dataclass(frozen=True)
class TakeBrief:
    """The ways to take a brief away: printed, on one page, as a page, as lists."""

    print_label: str
    one_page: Files
    page: File
    lists: Files


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
class Pictures:
    """The pictures of a page to be taken away; `failed` is said where the browser cannot draw one, and `apart` opens links
    that would leave the page beside it."""

    label: str
    items: tuple[Picture, ...]
    failed: str
    apart: bool = False


Block = (
    Headline
    | Note
    | Tile
    | Tiles
    | Bars
    | Legend
    | Table
    | Matrix
    | MapSpec
    | Lines
    | Passages
    | PassageList
    | Terms
    | Reading
    | Quote
    | Section
    | Folded
    | Treemap
    | Columns
    | Choices
    | Menu
    | Panel
    | Copy
    | Links
    | Folded
    | Fold
    | Texts
    | Facts
    | Copies
    | Card
    | Files
    | TakeBrief
    | Pictures
)


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
