"""Every kind of block as a piece of an SVG picture, in the colours of paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from markupsafe import Markup

from ui import content
from ui.content import Bar, Block, Cell, Key, Meeting
from ui.palette import DARK_TONES
from ui.render.svg import shapes
from ui.render.svg.shapes import CONTENT, NOTHING, Drawn
from ui.render.svg.text import width_of, wrap
from ui.render.svg.world import tile_map, world_map

_MANY = 24  # more bars than these stand in two columns


@singledispatch
def draw(block: Block, _width: float = CONTENT) -> Drawn:
    """A block as a piece `width` wide. Raises TypeError for what a picture does not show."""
    raise TypeError(f"no picture of a block: {type(block).__name__}")


def draw_all(blocks: Sequence[Block], width: float = CONTENT, gap: float = 24) -> Drawn:
    """Blocks one under the other."""
    return shapes.stack([draw(block, width) for block in blocks], gap)


@draw.register
def _(block: content.Note, width: float = CONTENT) -> Drawn:
    size = 16 if block.kind in ("none", "lead") else 14
    return shapes.block(block.text, size, shapes.colours().quiet, width=width)


@draw.register
def _(block: content.Bars, width: float = CONTENT) -> Drawn:
    rows = block.rows[: block.shown] if block.shown else block.rows
    outline = any(row.indent for row in rows)
    if width == CONTENT and len(rows) > _MANY and not outline:
        half, narrow = (len(rows) + 1) // 2, shapes.column(2)
        # A row without a label belongs to the one above it.
        half += half < len(rows) and not rows[half].label
        drawn = shapes.beside([bars(part, block.scale, narrow, 15) for part in (rows[:half], rows[half:])])
    elif width == CONTENT:
        drawn = bars(rows, block.scale)
    else:
        drawn = bars(rows, block.scale, width, 15, 0.5)
    pieces = [drawn]
    if len(rows) < len(block.rows):
        pieces.append(shapes.block(block.more, 14, shapes.colours().quiet, width=width))
    if block.series:
        pieces.append(legend(block.series, width=width))
    return shapes.stack(pieces, 8)


def bars(
    rows: Sequence[Bar],
    longest: float,
    width: float = CONTENT,
    size: float = 16,
    widest: float = 0.4,
    high: float = 30.0,
) -> Drawn:
    """Rows of bars at least `high`: label, bar, number; `longest` fills the track, `widest` is the most that labels take."""
    if not rows:
        return Drawn(NOTHING, 0)
    labels = min(width * widest, max(width_of(r.label, size, r.bold) + 16 * r.indent for r in rows)) + 1
    numbers = max(width_of(behind(r), size - 1) for r in rows) + 10
    track = max(40.0, width - labels - 14 - numbers)
    markup, y = NOTHING, 0.0
    for row in rows:
        lines = wrap(row.label, size, labels - 16 * row.indent, row.bold)
        height = max(high, len(lines) * size * 1.3 + 8)
        middle = y + height / 2
        top = middle - (len(lines) - 1) * size * 0.65 + size * 0.36
        for k, line in enumerate(lines):
            markup += shapes.text(16 * row.indent, top + k * size * 1.3, line, size, bold=row.bold)
        pieces, end = track_of(row, longest, track, middle, 14)
        markup += shapes.moved(pieces, labels + 14, 0)
        markup += shapes.text(labels + 22 + end, middle + size * 0.34, row.number, size - 1, note=row.note)
        y += height
    return Drawn(markup, y)


def track_of(row: Bar, longest: float, track: float, middle: float, thick: float) -> tuple[Markup, float]:
    """The pieces of a bar round a line, and where they end."""
    markup, x = NOTHING, 0.0
    for piece in row.pieces:
        long = track * piece.length / longest if longest else 0
        if piece.length:
            fill, line = shapes.fill_of(piece.tone), shapes.line_of(piece.tone)
            markup += shapes.rect(x, middle - thick / 2, max(long, 1), thick, fill, line)
        x += long
    return markup, x


def behind(row: Bar) -> str:
    """What stands behind a bar: its number and its note."""
    return f"{row.number}   {row.note}" if row.note else row.number


@draw.register
def _(block: content.Legend, width: float = CONTENT) -> Drawn:
    return legend(block.keys, width=width)


def legend(keys: Sequence[Key], size: float = 15, width: float = CONTENT) -> Drawn:
    """Keys in lines, each with its number in a quieter colour; an entry wider than the sheet is wrapped."""
    markup, x, y, step = NOTHING, 0.0, 0.0, size * 1.75
    for key in keys:
        inset = 28 if key.sign or key.tone else 0
        long = inset + width_of(key.label, size) + (8 + width_of(key.note, size) if key.note else 0)
        if x and x + long > width:
            x, y = 0.0, y + step
        middle = y + step / 2
        if key.sign:
            markup += shapes.moved(shapes.sign(key.sign, 12), x + 10, middle)
        elif key.tone:
            line = shapes.line_of(key.tone) or "#00000020"
            markup += shapes.rect(x + 0.5, middle - 6.5, 20, 13, shapes.fill_of(key.tone), line)
        lines = wrap(key.label, size, width - inset)
        for k, line in enumerate(lines):
            note = key.note if k == len(lines) - 1 else ""
            markup += shapes.text(x + inset, middle + size * 0.36 + k * step, line, size, note=note)
        y += (len(lines) - 1) * step
        x += long + 28
    return Drawn(markup, y + step if keys else 0)


@draw.register
def _(block: content.Tiles, width: float = CONTENT) -> Drawn:
    gap = 24.0
    one, cells = shapes.column(len(block.items), width, gap), []
    for tile in block.items:
        ink, size = (shapes.colours().accent, 30) if tile.stated else (shapes.colours().quiet, 18)
        lines = wrap(tile.value, size, one, True)
        said = [
            shapes.text(0, 32 + k * size * 1.25, line, size, ink, bold=True) for k, line in enumerate(lines)
        ]
        value = Drawn(NOTHING.join(said), 42 + (len(lines) - 1) * size * 1.25)
        label = shapes.block(tile.label, 14, shapes.colours().quiet, width=one)
        note = [shapes.block(tile.note, 13, shapes.colours().quiet, width=one)] if tile.note else []
        cells.append(shapes.stack([value, label, *note]))
    return shapes.beside(cells, width, gap)


@draw.register
def _(block: content.Lines, width: float = CONTENT) -> Drawn:
    label, pieces = 330.0, []
    for item in block.items:
        name = [shapes.block(item.label, 16, bold=True, width=label - 24, leading=1.35)]
        name += [shapes.block(item.note, 14, shapes.colours().quiet, width=label - 24)] if item.note else []
        said = [shapes.block(item.said, 16, width=width - label)] if item.said else []
        said += [shapes.block(phrase.text, 16, width=width - label) for phrase in item.phrases]
        said += [legend(item.keys, 16, width - label)] if item.keys else []
        left, right = shapes.stack(name), shapes.stack(said, 4)
        line = shapes.rect(0, 0, width, 0.5, shapes.colours().line)
        height = max(left.height, right.height) + 20
        pieces.append(Drawn(line + shapes.moved(left, 0, 10) + shapes.moved(right, label, 8), height))
    return shapes.stack(pieces)


@draw.register
def _(block: content.Section, width: float = CONTENT) -> Drawn:
    head = [shapes.block(block.heading, 18, bold=True, width=width)] if block.heading else []
    head += [shapes.block(block.subtitle, 14, shapes.colours().quiet, width=width)] if block.subtitle else []
    return shapes.stack([shapes.stack(head), *(draw(inner, width) for inner in block.blocks)], 8)


@draw.register
def _(block: content.Columns, width: float = CONTENT) -> Drawn:
    one = shapes.column(len(block.blocks), width)
    return shapes.beside([draw(inner, one) for inner in block.blocks], width)


@draw.register
def _(block: content.Quote, width: float = CONTENT) -> Drawn:
    said = shapes.block(block.text, 18, width=width - 24)
    line = shapes.rect(0, 4, 4, said.height - 4, shapes.colours().accent)
    where = shapes.block(block.where, 14, shapes.colours().quiet, width=width)
    return shapes.stack([Drawn(line + shapes.moved(said, 24, 0), said.height), where], 12)


@draw.register
def _(block: content.Table, width: float = CONTENT) -> Drawn:
    """Heads over columns of equal width, the first wider; cells with a length are bars to the table's scale."""
    label = 300.0
    one = (width - label) / max(1, len(block.columns) - 1)
    heads = [_head(cell, one if k else label) for k, cell in enumerate(block.columns)]
    markup = NOTHING.join(
        shapes.moved(head, label + (k - 1) * one if k else 0, 0) for k, head in enumerate(heads)
    )
    y = max((head.height for head in heads), default=0) + 12
    for group in block.groups:
        if group.heading:
            markup += shapes.text(0, y + 32, group.heading.text, 16, bold=True)
            y += 44
        for first, *rest in group.rows:
            lines = wrap(first.text, 15, label - 16)
            height = max(28.0, 20.0 * len(lines) + 8)
            markup += shapes.rect(0, y, width, 0.5, shapes.colours().line)
            for k, line in enumerate(lines):
                markup += shapes.text(0, y + 19 + 20 * k, line, 15)
            for k, cell in enumerate(rest):
                markup += shapes.moved(_cell(cell, one, block.scale), label + k * one, y)
            y += height
    return Drawn(markup, y)


def _head(cell: Cell, width: float) -> Drawn:
    pieces = [shapes.block(cell.text, 16, bold=True, width=width - 16)] if cell.text else []
    pieces += [shapes.block(cell.note, 14, shapes.colours().quiet, width=width - 16)] if cell.note else []
    return shapes.stack(pieces)


def _cell(cell: Cell, width: float, scale: float) -> Markup:
    long = (width - 64) * cell.length / (scale or 1)
    bar = shapes.rect(0, 7, max(long, 1), 14, shapes.colours().class2) if cell.length else NOTHING
    ink = shapes.colours().ink if cell.text != "—" else shapes.colours().quiet
    return bar + shapes.text(long + 8 if cell.length else 0, 19, cell.text, 15, ink)


@draw.register
def _(block: content.Matrix, width: float = CONTENT) -> Drawn:
    """The heads of the columns aslant, then a row of cells a row."""
    label = max(width_of(row.text, 15) for row in block.rows) + 12
    aslant = max(width_of(name, 14) for name in block.columns) * 0.71
    wide = min(84.0, (width - label - aslant) / len(block.columns))
    top, high, markup = aslant + 24, 34, NOTHING
    for k, name in enumerate(block.columns):
        markup += Markup('<g transform="translate({:.1f} {:.1f}) rotate(-45)">{}</g>').format(
            label + (k + 0.5) * wide, top - 8, shapes.text(0, 0, name, 14)
        )
    for j, (row, cells) in enumerate(zip(block.rows, block.cells, strict=True)):
        y = top + j * high
        markup += shapes.text(0, y + 22, row.text, 15)
        for k, cell in enumerate(cells):
            markup += shapes.moved(_meeting(cell, wide, high), label + k * wide, y)
    return Drawn(markup, top + len(block.rows) * high)


def _meeting(cell: Meeting, wide: float, high: float) -> Markup:
    dark = cell.tone in DARK_TONES
    ink = (
        shapes.colours().quiet
        if not cell.number
        else shapes.colours().paper
        if dark
        else shapes.colours().ink
    )
    fill = shapes.fill_of(cell.tone) if cell.tone else shapes.colours().raised
    square = shapes.rect(1, 1, wide - 2, high - 2, fill, round_=high / 2 - 1 if cell.itself else 0)
    return square + shapes.text(wide / 2, 22, cell.shown or str(cell.number or "—"), 14, ink, anchor="middle")


@draw.register
def _(block: content.MapSpec, width: float = CONTENT) -> Drawn:
    return tile_map(block, width) if block.tiles else world_map(block, width)
