"""A brief on one page of A4, drawn and as a PDF. What has no room is said to be left out, by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from markupsafe import Markup

from ui import content
from ui.content import Bars, Block, Brief, Columns, Passage, Section, Tiles, Wording
from ui.findings import Mark
from ui.palette import LIGHT
from ui.render import office, pdf
from ui.render.pdf import Role, tag
from ui.render.svg import shapes
from ui.render.svg.blocks import bars
from ui.render.svg.shapes import NOTHING, Drawn
from ui.render.svg.text import is_wide, width_of, wrap
from ui.view import View

# A4 at 96 dots an inch.
WIDTH, HEIGHT, MARGIN = 794, 1123, 60
FULL = float(WIDTH - 2 * MARGIN)
POINT = 0.75  # of a pixel
LEADING = 1.4
SIZES = (14.0, 13.0, 12.0, 11.5, 11.0, 10.7)  # of sentences; the last is eight points
ORIGINAL = 10.5  # of the source under a reading
_NUMBER, _APART, _BETWEEN = 48.0, 4.0, 16.0
_LEFT = 18.0  # height of a line that says what is left out


@dataclass(frozen=True)
class Fitted:
    """The size of the sentences, those that have room, and what is said of the others ("" where there are none)."""

    size: float
    leading: float
    shown: tuple[Passage, ...]
    left: str


@dataclass(frozen=True)
class Density:
    """How tightly a page is set: sizes of heading, text, bars and foot; height of a bar's row, gaps, leading of
    sentences."""

    title: float
    text: float
    bar: float
    row: float
    foot: float
    gap: float
    leading: float


ROOMY, TIGHT = Density(24, 14, 12, 30, 11, 16, LEADING), Density(19, 12, 11, 20, 10, 9, 1.25)


def made(briefs: Sequence[tuple[View, Brief]]) -> bytes:
    """The briefs as a PDF, a page each."""
    view, first = briefs[0]
    author, lang = view.words("app.name"), office.LANGUAGES[view.lang]
    return pdf.document((page(*each) for each in briefs), first.headline.title, author, lang)


def page(view: View, brief: Brief) -> Markup:
    """The brief as an SVG document, set tightly where not all sentences have room else."""
    roomy = fitting(view, brief, _room(view, brief, ROOMY))
    density = TIGHT if roomy.left else ROOMY
    above, below = head(view, brief, density), foot(view, brief, density)
    fitted = fitting(view, brief, _room(view, brief, TIGHT), TIGHT.leading) if roomy.left else roomy
    body = (
        shapes.moved(above, MARGIN, MARGIN)
        + shapes.moved(_sentences(brief, fitted), MARGIN, MARGIN + above.height + _BETWEEN)
        + shapes.moved(below, MARGIN, HEIGHT - MARGIN - below.height)
    )
    return shapes.document(
        view.lang, WIDTH * POINT, HEIGHT * POINT, shapes.scaled(body, POINT), brief.headline.title
    )


def _room(view: View, brief: Brief, density: Density) -> float:
    """How high the sentences may stand, between head and foot."""
    taken = head(view, brief, density).height + foot(view, brief, density).height + 2 * _BETWEEN
    return HEIGHT - 2 * MARGIN - taken - sum(piece.height + 4 for piece in _over(brief))


def _over(brief: Brief) -> list[Drawn]:
    """What stands over the sentences: a heading, and whose the reading is, where one is shown."""
    return [
        _said(brief.passages.title, 13, role="H2"),
        *(_said(line, 11, LIGHT.quiet) for line in aid_lines(brief)),
    ]


def _said(
    text: str,
    size: float,
    ink: str = LIGHT.ink,
    role: Role = "P",
    *,
    leading: float = 1.5,
    width: float = FULL,
) -> Drawn:
    """A paragraph or heading as an element of its own."""
    drawn = shapes.block(text, size, ink, bold=role != "P", width=width, leading=leading)
    return Drawn(tag(role, text) + drawn.markup, drawn.height)


def head(view: View, brief: Brief, density: Density = ROOMY) -> Drawn:
    """Heading, numbers, bars."""
    said = brief.headline
    pieces = [_said(said.over, 12, LIGHT.quiet), _said(said.title, density.title, role="H1", leading=1.3)]
    pieces += [_said(said.subtitle, 12, LIGHT.quiet)] if said.subtitle else []
    return shapes.stack(
        [shapes.stack(pieces, 3), *(_block(view, block, density) for block in brief.blocks)], density.gap
    )


def _block(view: View, block: Block, density: Density) -> Drawn:
    match block:
        case Tiles():
            return _tiles(block)
        case Columns():
            drawn = columns(block, density)
            return Drawn(tag("Figure", alt=told(view, block)) + drawn.markup, drawn.height)
        case content.Note() | content.Prose():
            return _said(block.text, density.text)
    raise TypeError(f"no brief of a block: {type(block).__name__}")


def _tiles(block: Tiles) -> Drawn:
    width, cells = shapes.column(len(block.items), FULL, 16), []
    for tile in block.items:
        ink, size = (LIGHT.accent, 24) if tile.stated else (LIGHT.quiet, 14)
        said = tag("P", f"{tile.value} {tile.label}")
        wrapped = wrap(tile.value, size, width, True)
        drawn = (
            shapes.text(0, 26 + k * size * 1.25, each, size, ink, bold=True) for k, each in enumerate(wrapped)
        )
        value = Drawn(said + NOTHING.join(drawn), 34 + (len(wrapped) - 1) * size * 1.25)
        label = shapes.block(tile.label, 11.5, LIGHT.quiet, width=width, leading=1.35)
        cells.append(shapes.stack([value, label]))
    row, line = shapes.beside(cells, FULL, 16), shapes.rect(0, 0, FULL, 1, LIGHT.line)
    lines = tag("Artifact") + line + shapes.moved(line, 0, row.height + 10)
    return Drawn(shapes.moved(row, 0, 2) + lines, row.height + 11)


def columns(block: Columns, density: Density = ROOMY) -> Drawn:
    """Bars under their headings, two side by side."""
    width, drawn = shapes.column(2, FULL, 32), []
    for section in block.blocks:
        if not isinstance(section, Section):
            raise TypeError(f"no column of a block: {type(section).__name__}")
        pieces = [shapes.block(section.heading, density.bar + 1, bold=True, width=width)]
        for inner in section.blocks:
            if isinstance(inner, Bars):
                shown = inner.rows[: inner.shown or None]
                pieces.append(bars(shown, inner.scale, width, density.bar, 0.55, density.row))
                pieces += [shapes.block(inner.more, 11, LIGHT.quiet, width=width)] if inner.more else []
        drawn.append(shapes.stack(pieces, 2))
    return shapes.beside(drawn, FULL if len(drawn) > 1 else width, 32)


def told(view: View, block: Columns) -> str:
    """The bars in words, all of them."""
    colon, listing = view.words("app.colon"), view.words.listing
    bars_of = (inner for section in block.blocks if isinstance(section, Section) for inner in section.blocks)
    return listing(
        inner.label + colon + listing(f"{row.label} {row.number}" for row in inner.rows)
        for inner in bars_of
        if isinstance(inner, Bars)
    )


def foot(view: View, brief: Brief, density: Density = ROOMY) -> Drawn:
    """Source, what numbers mean, address."""
    drawn = [_said(line, density.foot, LIGHT.quiet, leading=1.4) for line in foot_lines(view, brief)]
    rule = Drawn(tag("Artifact") + shapes.rect(0, 0, FULL, 1, LIGHT.line), 1)
    return shapes.stack([rule, *drawn], 5)


def foot_lines(view: View, brief: Brief) -> list[str]:
    """What stands at the foot of the page."""
    address = [view.words("brief.online") + brief.address] if brief.address else []
    notes = view.words("app.sentence_gap").join([brief.notes, brief.disclaimer])
    return [brief.source, notes, *address]


def _sentences(brief: Brief, fitted: Fitted) -> Drawn:
    if not brief.passages.items:
        return Drawn(NOTHING, 0)
    pieces, size = _over(brief), fitted.size
    markup, y, x = NOTHING, 0.0, number_width(brief)
    for passage in fitted.shown:
        where = shapes.text(0, y + size * 1.1, passage.where, size, LIGHT.quiet, bold=True)
        for k, (said, points) in enumerate(sized(passage, size)):
            lines = _lines(said.text, points, x)
            markup += tag("P", said.text if k else f"{passage.where} {said.text}", said.lang)
            markup += NOTHING if k else where
            for n, line in enumerate(coloured(said.text, lines, said.marks)):
                markup += _line(line, x, y + points * 1.1 + n * points * fitted.leading, points)
            y += len(lines) * points * fitted.leading
        y += _APART
    pieces.append(Drawn(markup, y))
    pieces += [_said(line, 12, LIGHT.quiet) for line in (fitted.left, brief.after) if line]
    return shapes.stack(pieces, 4)


def _line(pieces: Sequence[tuple[str, bool]], x: float, y: float, size: float) -> Markup:
    spans = NOTHING.join(
        Markup('<tspan fill="{}">{}</tspan>').format(LIGHT.accent if on else LIGHT.ink, shapes.bare(part))
        for part, on in pieces
    )
    lang = Markup(' lang="zh"') if any(is_wide(part) for part, _ in pieces) else NOTHING
    return Markup('<text x="{}" y="{}" font-size="{}" xml:space="preserve"{}>{}</text>').format(
        shapes.number(x), shapes.number(y), shapes.number(size), lang, spans
    )


def number_width(brief: Brief) -> float:
    """How wide the numbers of the paragraphs are."""
    widest = max((width_of(p.where, SIZES[0], True) for p in brief.passages.items), default=0.0)
    return max(_NUMBER, widest + 8)


def _lines(sentence: str, size: float, column: float) -> list[str]:
    # Widths are estimates: half a letter stays free.
    return wrap(sentence, size, FULL - column - size / 2)


def _height(passage: Passage, size: float, column: float, leading: float) -> float:
    shown = sized(passage, size)
    return sum(len(_lines(said.text, points, column)) * points * leading for said, points in shown) + _APART


def aid_lines(brief: Brief) -> list[str]:
    """Whose the reading is, where one is shown."""
    return [brief.passages.aid.said] if brief.passages.aid and brief.passages.aid.said else []


def sized(passage: Passage, size: float) -> list[tuple[Wording, float]]:
    """What is shown of a passage with its size: the source under a reading is smaller."""
    return [(said, size if not k else ORIGINAL) for k, said in enumerate(passage.wordings)]


def fitting(view: View, brief: Brief, room: float, leading: float = LEADING) -> Fitted:
    """As many sentences as have room, in the largest size in which they are as many.

    Under readings the source is shown where all of it has room.
    """
    room -= 22 if brief.after else 0
    items, column = brief.passages.items, number_width(brief)
    sourced = tuple(passage.sourced for passage in items)
    for wanted, size in ((wanted, size) for wanted in dict.fromkeys((sourced, items)) for size in SIZES):
        heights = [_height(passage, size, column, leading) for passage in wanted]
        if sum(heights) <= room:
            return Fitted(size, leading, wanted, "")
    room -= _LEFT * len(wrap(_left_out(view, items), 12, FULL)) + 4

    def shown(size: float) -> int:
        heights = (_height(passage, size, column, leading) for passage in items)
        return sum(end <= room for end in accumulate(heights))

    size = max(SIZES, key=shown)
    return Fitted(size, leading, items[: shown(size)], _left_out(view, items[shown(size) :]))


def _left_out(view: View, passages: Sequence[Passage]) -> str:
    """How many sentences are left out, and of which paragraphs, in the order of print."""
    order = list(view.report.passages["passage"])
    numbers = dict.fromkeys(p.where for p in sorted(passages, key=lambda p: order.index(p.id)))
    return view.words("brief.left", n=len(passages), numbers=view.words.listing(numbers))


def coloured(sentence: str, lines: list[str], marks: tuple[Mark, ...]) -> list[list[tuple[str, bool]]]:
    """Lines of a sentence as pieces that are marked or not; lines differ from it in their blanks only."""
    counted = [
        any(m.start <= k < m.end for m in marks) for k, letter in enumerate(sentence) if not letter.isspace()
    ]
    at, pieces = 0, []
    for line in lines:
        flags: list[bool] = []
        for letter in line:
            if letter.isspace():
                flags.append(bool(flags) and flags[-1] and at < len(counted) and counted[at])
            else:
                flags.append(counted[at])
                at += 1
        pieces.append(
            [
                ("".join(letter for letter, _ in same), on)
                for on, same in groupby(zip(line, flags, strict=True), key=lambda pair: pair[1])
            ]
        )
    return pieces
