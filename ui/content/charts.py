"""Numbers as pictures: tiles, bars, boxes, crossings and the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ui.content.said import Block, Key, Legend, Link, Sign, Tone


@dataclass(frozen=True)
class Tile(Block):
    """A number with what it counts; `stated` is False where words say that there is none. Alone its note stands beside it."""

    value: str
    label: str
    href: str = ""
    stated: bool = True
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Tiles(Block):
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
class Bars(Block):
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
class Meeting:
    """A cell of a matrix: how often a row and a column meet, its class of colour, and the way to the sentences; `shown` stands
    in place of the number."""

    number: int
    said: str
    href: str = ""
    tone: Tone | None = None
    chosen: bool = False
    itself: bool = False
    shown: str = ""


@dataclass(frozen=True)
class Matrix(Block):
    """A cross-table; `over` are heads over several columns with how many each spans, `cells` one tuple a row."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[Link, ...]
    cells: tuple[tuple[Meeting, ...], ...]
    over: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Ground:
    """What every map lies on, whatever it shows: codes of the countries that have a shape, what is said of areas of
    undetermined status, codes of States too small for a shape, where names stand (longitude, latitude in degrees), and the
    grid of equal tiles (column, row). `version` changes with the boundaries; `dotted` are those that are not determined."""

    shapes: tuple[str, ...]
    disputed: Mapping[str, str]
    small: tuple[str, ...]
    points: Mapping[str, tuple[float, float]]
    tiles: Mapping[str, tuple[int, int]]
    version: str
    dotted: tuple[tuple[tuple[float, float], ...], ...] = ()


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

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the keys of a legend that it belongs to."""
        return (self.tone, *(sign.code for sign in self.signs))


@dataclass(frozen=True)
class Window:
    """What a map shows of the world: the middle in degrees, and how many times larger than the whole."""

    lon: float
    lat: float
    zoom: float = 1.0


@dataclass(frozen=True)
class MapSpec(Block):
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
class Locator(Block):
    """A small map that shows where something lies: a picture at an address, its words, and what is said under it."""

    href: str
    alt: str
    note: str


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
    parts: tuple[Part, ...] = ()
    units: tuple[Link, ...] = ()
    chosen: bool = False
    code: str = ""
    href: str = ""
    said: str = ""


@dataclass(frozen=True)
class Treemap(Block):
    """A whole as boxes with areas in proportion, in their own order."""

    label: str
    parts: tuple[Part, ...]
