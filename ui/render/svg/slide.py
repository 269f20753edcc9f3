"""A slide as a drawing of 1920 by 1080: finding, one picture, source and disclaimer, each always at its place."""

from __future__ import annotations

from markupsafe import Markup

from ui import content, exhibits
from ui.content import Block, Exhibit
from ui.render import slide_layout as layout
from ui.render.pdf import tag
from ui.render.slide_layout import (
    BODY,
    FOOT,
    FULL,
    HEAD,
    HEIGHT,
    LEGEND,
    MARGIN,
    ROOM,
    SMALLEST,
    WIDTH,
    Fitted,
)
from ui.render.svg import shapes
from ui.render.svg.blocks import behind, legend, track_of
from ui.render.svg.shapes import NOTHING
from ui.render.svg.text import width_of, wrap
from ui.render.svg.world import world_map
from ui.view import View


def document(view: View, exhibit: Exhibit, place: str = "", tagged: bool = False) -> Markup:
    """A slide as an SVG document; `place` is its number among all, and `tagged` says what its parts are, for `render.pdf`."""
    title = exhibit.on_slide.title
    return shapes.document(view.lang, WIDTH, HEIGHT, slide(view, exhibit, place, tagged), title)


def slide(view: View, exhibit: Exhibit, place: str = "", tagged: bool = False) -> Markup:
    """A slide's drawing without the document around it."""
    headline = exhibit.on_slide
    head = layout.title(headline.title)
    under = layout.fit(headline.subtitle, FULL, 222 - head.height, layout.SUBTITLE_SIZES, leading=1.35)
    body = _body(view, layout.body_of(exhibit))
    parts = (
        (HEAD, _lines(head, bold=True), tag("H1", headline.title)),
        (HEAD + head.height + 8, _lines(under, shapes.colours().quiet), tag("P", headline.subtitle)),
        (BODY, body, tag("Figure", alt=exhibits.alt(view, exhibit))),
        (FOOT, _foot(view, exhibit, place), tag("P")),
    )
    return NOTHING.join(
        (mark if tagged else NOTHING) + shapes.moved(drawn, MARGIN, y) for y, drawn, mark in parts
    )


def _lines(said: Fitted, fill: str = "", bold: bool = False) -> Markup:
    step = said.size * said.leading
    return NOTHING.join(
        shapes.text(0, (k + 1) * step - said.size * (said.leading - 0.9), line, said.size, fill, bold)
        for k, line in enumerate(said.lines)
    )


def _foot(view: View, exhibit: Exhibit, place: str) -> Markup:
    """Source, meaning and disclaimer."""
    source = wrap(exhibits.source(view, exhibit, "present"), SMALLEST, FULL - 140)
    if len(source) > 1:
        source = wrap(exhibits.source(view, exhibit, "present", listed=False), SMALLEST, FULL - 140)
    said = exhibits.sentences(view, exhibit.small)
    lines = [*source[:2], *wrap(said, SMALLEST, FULL - (140 if len(source) > 1 else 0))][:4]
    markup = shapes.rect(0, 0, FULL, 1.5, shapes.colours().line)
    markup += (
        shapes.text(FULL, 36, place, SMALLEST, shapes.colours().quiet, anchor="end") if place else NOTHING
    )
    for k, line in enumerate(lines):
        markup += shapes.text(0, 36 + k * 34, line, SMALLEST, shapes.colours().quiet)
    return markup


def _body(view: View, block: Block) -> Markup:
    match block:
        case content.MapSpec():
            return _map(block)
        case content.Tiles():
            return _tiles(block)
        case content.Lines():
            return _list(block)
        case content.Bars():
            return _bars(view, block)
        case content.Quote():
            return _quote(block)
        case content.Note():
            return _lines(layout.fit(block.text, FULL, ROOM, layout.TEXT_SIZES, leading=1.5))
    raise TypeError(f"no slide of a block: {type(block).__name__}")


def _quote(block: content.Quote) -> Markup:
    said = layout.fit(block.text, FULL - 48, ROOM, layout.TEXT_SIZES, leading=1.5)
    line = shapes.rect(0, said.size * 0.35, 6, said.height - said.size * 0.3, shapes.colours().accent)
    text = Markup('<g lang="{}">{}</g>').format(block.lang, shapes.moved(_lines(said), 48, 0))
    return shapes.link(block.href, line + text)


def _map(spec: content.MapSpec) -> Markup:
    """The map, and its legend beside it."""
    width = FULL - LEGEND - 40
    drawn = world_map(spec, width, 25, linked=True)
    if drawn.height > ROOM:
        drawn = world_map(spec, width * ROOM / drawn.height, 25, linked=True)
    y, keys = 8.0, NOTHING
    for key in spec.legend.keys:
        if key.sign:
            keys += shapes.moved(shapes.scaled(shapes.sign(key.sign, 12), 1.7), 16, y + 20)
        elif key.tone:
            line = shapes.line_of(key.tone) or shapes.colours().line
            keys += shapes.rect(0, y + 9, 34, 22, shapes.fill_of(key.tone), line)
        lines = wrap(key.label, 26, LEGEND - 56)
        for k, said in enumerate(lines):
            keys += shapes.text(50, y + 29 + k * 32, said, 26)
        y += 32 * len(lines)
        if key.note:
            keys += shapes.text(50, y + 27, key.note, 24, shapes.colours().quiet)
            y += 32
        y += 18
    return drawn.markup + shapes.moved(keys, FULL - LEGEND, 0)


def _bars(view: View, block: content.Bars) -> Markup:
    """The first bars, each with its number; how many more there are; the legend of pieces."""
    rows, left = layout.shown_bars(block), layout.bars_left(block)
    if not rows:
        return NOTHING
    foot = (layout.KEYS if block.series else 0) + (40 if left else 0)
    high, widest = min(88.0, (ROOM - foot) / len(rows)), layout.LABELS
    size = layout.bar_size(rows, widest, high)
    labels = min(widest, max(width_of(row.label, size) for row in rows)) + 2
    track = FULL - labels - 44 - max(width_of(behind(row), size) for row in rows)
    longest, markup = max(row.length for row in rows), NOTHING
    for j, row in enumerate(rows):
        middle, lines = (j + 0.5) * high, wrap(row.label, size, labels)[:3]
        top, piece = middle - (len(lines) - 1) * size * 0.6 + size * 0.36, NOTHING
        for k, line in enumerate(lines):
            piece += shapes.text(0, top + k * size * 1.2, line, size)
        pieces, end = track_of(row, longest, track, middle, min(38.0, high * 0.52))
        piece += shapes.moved(pieces, labels + 24, 0)
        piece += shapes.text(
            labels + 38 + end, middle + size * 0.36, row.number, size, bold=True, note=row.note
        )
        markup += shapes.link(row.href, piece, f"{row.label}{view.words('app.colon')}{behind(row)}")
    y = len(rows) * high
    if left:
        markup += shapes.text(
            0, y + 32, view.words("pictures.more", n=left), SMALLEST, shapes.colours().quiet
        )
        y += 40
    return markup + (
        shapes.moved(legend(block.series, SMALLEST, FULL), 0, y + 4) if block.series else NOTHING
    )


def _tiles(block: content.Tiles) -> Markup:
    """Numbers in a row, as large as the longest allows."""
    wide = FULL / len(block.items)
    markup = shapes.rect(0, 60, FULL, 1.5, shapes.colours().line)
    for k, tile in enumerate(block.items):
        inside, number = wide - 40, layout.numeric(tile)
        value = layout.fit(tile.value, inside, 140, (112, 88, 64) if number else (40, 34, 30, 26), True, 1.2)
        label = layout.fit(tile.label, inside, 190, (32, 30, 28, 26, 24), leading=1.35)
        ink = shapes.colours().accent if number else shapes.colours().quiet
        piece = shapes.moved(_lines(value, ink, bold=True), 0, 238 - value.height)
        piece += shapes.moved(_lines(label), 0, 262)
        if tile.note:
            note = layout.fit(tile.note, inside, 120, (26, 24), leading=1.35)
            piece += shapes.moved(_lines(note, shapes.colours().quiet), 0, 270 + label.height)
        markup += shapes.rect(k * wide, 100, 1.5, 360, shapes.colours().line) if k else NOTHING
        markup += shapes.moved(shapes.link(tile.href, piece), k * wide + (24 if k else 0), 0)
    return markup + shapes.rect(0, 500, FULL, 1.5, shapes.colours().line)


def _list(block: content.Lines) -> Markup:
    """Lines of a list; those that do not fit are cut, and that is shown."""
    made = layout.list_layout(block.items)
    spare = min(28.0, max(0.0, (ROOM - sum(made.heights)) / len(block.items)))
    markup, y, size = NOTHING, 0.0, made.size
    for line, height in zip(block.items, made.heights, strict=True):
        if y + height > ROOM + 1:
            markup += shapes.text(0, min(y + 30, ROOM), "…", SMALLEST, shapes.colours().quiet)
            break
        piece = shapes.rect(0, 0, FULL, 1.5, shapes.colours().line)
        names, beside = layout.label_lines(line, size, made.label)
        top = layout.ABOVE + spare / 2 + size
        for k, name in enumerate(names):
            note = line.note if beside and k == len(names) - 1 else ""
            piece += shapes.text(0, top + k * size * 1.35, name, size, bold=True, note=note)
        if line.note and not beside:
            piece += shapes.text(
                0, top + len(names) * size * 1.35, line.note, max(24, size - 4), shapes.colours().quiet
            )
        for k, said in enumerate(wrap(layout.said_of(line), size, FULL - made.label)):
            piece += shapes.text(made.label, top + k * size * 1.35, said, size)
        markup += shapes.moved(shapes.link(line.href, piece), 0, y)
        y += height + spare
    return markup
