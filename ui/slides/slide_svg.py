"""A slide as a drawing of 1920 by 1080: finding, one picture, source and disclaimer, each always at its place.

Nothing on it is smaller than 24, so that on any screen of that shape all can be read; what is too long is set smaller
down to there, and then said to be more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ui.cache import keep_few
from ui.deck import Slide
from ui.markup import esc
from ui.palette import LIGHT
from ui.params import PresencesParams
from ui.plates.base import sentence
from ui.render import svg
from ui.render.svg import Drawn, Key, Row
from ui.slides import content as slide_content
from ui.slides.content import Face, Line
from ui.view import View

WIDTH, HEIGHT, MARGIN = 1920, 1080, 96
SMALLEST = 24.0
FULL = WIDTH - 2 * MARGIN
# Where the parts stand, from the top.
HEAD, BODY, FOOT = 56, 280, 916
ROOM = FOOT - BODY - 20
BARS = 8
_LEGEND = 372.0
_KEPT = 96
_ABOVE = 14.0  # and below the text of a line
_SHAPE = re.compile(r'<(path|circle) id="([A-Z]{3})(?:-circle)?" ([^>]*)/>')


def drawing(slide: Slide, asked: Mapping[str, str], place: str = "") -> str:
    """A slide's drawing without the <svg> around it; `place` is its number among all."""
    return _drawn(slide_content.view_of(slide, asked), slide, asked, place)


def sheet(slide: Slide, asked: Mapping[str, str], place: str = "") -> str:
    """A slide as an SVG document."""
    made, lang = slide_content.face(slide, asked), slide_content.view_of(slide, asked).lang
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'lang="{lang}" xml:lang="{lang}" role="img" font-family="{esc(svg.FONTS[lang])}">'
        f"<title>{svg.plain(made.title)}</title><defs>{svg.PATTERNS}</defs>"
        f"{svg.rect(0, 0, WIDTH, HEIGHT, LIGHT.paper)}{drawing(slide, asked, place)}</svg>"
    )


def body_sheet(slide: Slide, asked: Mapping[str, str]) -> str:
    """What a slide shows below its heading and above its foot, as an SVG document."""
    view = slide_content.view_of(slide, asked)
    body = _body(view, slide.name, slide_content.face(slide, asked))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{FULL}" height="{ROOM}" viewBox="0 0 {FULL} {ROOM}" '
        f'font-family="{esc(svg.FONTS[view.lang])}"><defs>{svg.PATTERNS}</defs>'
        f"{svg.rect(0, 0, FULL, ROOM, LIGHT.paper)}{body}</svg>"
    )


def fitted(
    said: str, width: float, height: float, sizes: tuple[int, ...], bold: bool = False, leading: float = 1.3
) -> tuple[Drawn, float]:
    """A text in the largest of some sizes in which it fits, and that size; cut where it fits in none."""
    for size in sizes:
        lines = svg.wrap(said, size, width, bold)
        if len(lines) * size * leading <= height:
            break
    else:
        size = sizes[-1]
        lines = svg.wrap(said, size, width - size, bold)[: max(1, int(height / (size * leading)))]
        lines[-1] += " …"
    markup = "".join(
        svg.text(0, (k + 1) * size * leading - size * (leading - 0.9), line, size, bold=bold)
        for k, line in enumerate(lines)
    )
    return Drawn(markup, len(lines) * size * leading), size


def _even(title: str) -> float:
    """The width in which the two lines of a title are about equally long."""
    width = float(FULL)
    if len(svg.wrap(title, 52, width, True)) == 2:
        while len(svg.wrap(title, 52, width - 20, True)) == 2:
            width -= 20
    return width


@keep_few(_KEPT)
def _drawn(view: View, slide: Slide, asked: Mapping[str, str], place: str) -> str:
    made = slide_content.face(slide, asked)
    head, _ = fitted(made.title, _even(made.title), 138, (52, 46, 40, 36, 30, 26), True, 1.25)
    under, _ = fitted(made.subtitle, FULL, 222 - head.height, (30, 28, 26, 24), leading=1.35)
    quiet = under.markup.replace(f'fill="{LIGHT.ink}"', f'fill="{LIGHT.quiet}"')
    body = svg.moved(_body(view, slide.name, made), MARGIN, BODY)
    return (
        svg.moved(head, MARGIN, HEAD)
        + svg.moved(quiet, MARGIN, HEAD + head.height + 8)
        + body
        + _foot(view, made, place)
    )


def _foot(view: View, made: Face, place: str) -> str:
    """Source, meaning and disclaimer: always at one place."""
    number = svg.text(FULL, 36, place, SMALLEST, LIGHT.quiet, anchor="end") if place else ""
    source = svg.wrap(slide_content.source(view, made), SMALLEST, FULL - 140)
    if len(source) > 1:
        source = svg.wrap(slide_content.source(view, made, listed=False), SMALLEST, FULL - 140)
    said = view.words("app.sentence_gap").join(sentence(view, each) for each in made.small)
    lines = [*source[:2], *svg.wrap(said, SMALLEST, FULL - (140 if len(source) > 1 else 0))][:4]
    markup = svg.rect(0, 0, FULL, 1.5, LIGHT.line) + number
    markup += "".join(svg.text(0, 36 + k * 34, line, SMALLEST, LIGHT.quiet) for k, line in enumerate(lines))
    return svg.moved(markup, MARGIN, FOOT)


def _body(view: View, name: str, made: Face) -> str:
    if made.map:
        return _map(view, name, made)
    if made.tiles:
        return _tiles(made.tiles)
    if made.lines:
        return _lines(made.lines)
    if made.rows:
        return _bars(view, made)
    sizes = (44, 40, 36, 32, 30, 28, 26, 24)
    inset = 48 if made.quoted else 0
    said, size = fitted(made.said, FULL - inset, ROOM, sizes, leading=1.5)
    if not made.quoted:
        return said.markup
    line = svg.rect(0, size * 0.35, 6, said.height - size * 0.3, LIGHT.accent)
    text = f'<g lang="{view.text_lang}">{svg.moved(said, inset, 0)}</g>'
    return _to(made.page, line + text)


def _to(href: str, inner: str, said: str = "") -> str:
    """Around a piece that leads to its sentences."""
    title = f"<title>{svg.plain(said)}</title>" if said else ""
    return f'<a href="{esc(href)}" target="_blank">{title}{inner}</a>' if href else inner


def _map(view: View, name: str, made: Face) -> str:
    """The map, and its legend beside it."""
    scale = map_scale(view)
    drawn = slide_content.drawn_map(view, name, 25 / scale)
    said = _SHAPE.sub(lambda found: _shape(view, name, found), drawn.markup)
    inner = f'<g transform="scale({scale:.4f})">{said}</g>'
    y, legend = 8.0, ""
    for key in made.keys:
        lines = svg.wrap(key.label, 26, _LEGEND - 56)
        sign = svg.moved(f'<g transform="scale(1.7)">{key.sign}</g>', 16, y + 20) if key.sign else ""
        patch = svg.rect(0, y + 9, 34, 22, key.fill, key.line or LIGHT.line) if key.fill else ""
        legend += sign + patch
        for k, line in enumerate(lines):
            legend += svg.text(50, y + 29 + k * 32, line, 26)
        y += 32 * len(lines)
        if key.note:
            legend += svg.text(50, y + 27, key.note, 24, LIGHT.quiet)
            y += 32
        y += 18
    return inner + svg.moved(legend, FULL - _LEGEND, 0)


def map_scale(view: View) -> float:
    """How much larger than in a picture a map is."""
    height = slide_content.drawn_map(view.on(PresencesParams), "presences", 14).height or 1.0
    return min((FULL - _LEGEND - 40) / svg.CONTENT, ROOM / height)


def _shape(view: View, name: str, found: re.Match[str]) -> str:
    """A country on the map as a link that says its number."""
    tag, iso3, rest = found.groups()
    said = slide_content.country_said(view, name, iso3)
    return _to(slide_content.country_href(view, name, iso3), f"<{tag} {rest}/>", said)


def shown_rows(made: Face) -> tuple[Row, ...]:
    """The bars of a slide, as many as fit."""
    return made.rows[:BARS]


def _bars(view: View, made: Face) -> str:
    """The first bars, each with its number; how many more there are; the legend of pieces."""
    rows = shown_rows(made)
    left = len(made.rows) - len(rows)
    foot = (46 if made.keys else 0) + (40 if left else 0)
    high = min(88.0, (ROOM - foot) / len(rows))
    widest = FULL * 0.42
    # The largest size in which no label needs more than two lines, or as many as the row has room for.
    size = next((s for s in (30, 28, 26) if _fits(rows, s, widest, high)), 24)
    labels = min(widest, max(svg.width_of(row.label, size) for row in rows)) + 2
    behind = max(svg.width_of(_behind(row), size) for row in rows) + 20
    track = FULL - labels - 24 - behind
    longest = max(sum(length for length, _ in row.pieces) for row in rows) or 1
    markup = ""
    for j, row in enumerate(rows):
        middle = j * high + high / 2
        lines = svg.wrap(row.label, size, labels)[:3]
        top = middle - (len(lines) - 1) * size * 0.6 + size * 0.36
        piece = "".join(svg.text(0, top + k * size * 1.2, line, size) for k, line in enumerate(lines))
        x, thick = labels + 24, min(38.0, high * 0.52)
        for length, fill in row.pieces:
            long = track * length / longest
            edge = LIGHT.quiet if fill.startswith("url(") else ""
            piece += svg.rect(x, middle - thick / 2, max(long, 1.5), thick, fill, edge) if length else ""
            x += long
        number = svg.text(x + 14, middle + size * 0.36, row.number, size, bold=True, note=row.note)
        hover = f"{row.label}{view.words('app.colon')}{_behind(row)}"
        markup += _to((made.hrefs or {}).get(row.code, ""), piece + number, hover)
    y = len(rows) * high
    if left:
        markup += svg.text(0, y + 32, view.words("pictures.more", n=left), SMALLEST, LIGHT.quiet)
        y += 40
    keys = [replace(key, note="", sign="") if key.fill else Key(key.label) for key in made.keys]
    return markup + (svg.moved(svg.legend(keys, SMALLEST, FULL), 0, y + 4) if keys else "")


def _behind(row: Row) -> str:
    return f"{row.number}   {row.note}" if row.note else row.number


def _fits(rows: tuple[Row, ...], size: int, width: float, high: float) -> bool:
    return all(
        len(svg.wrap(row.label, size, width)) * size * 1.2 <= min(high - 4, 2.5 * size) for row in rows
    )


def _tiles(tiles: tuple[Line, ...]) -> str:
    """Numbers in a row, as large as the longest allows."""
    wide = FULL / len(tiles)
    markup = svg.rect(0, 60, FULL, 1.5, LIGHT.line)
    for k, tile in enumerate(tiles):
        inside = wide - 40
        numeric = tile.numeric
        number, _ = fitted(tile.said, inside, 140, (112, 88, 64) if numeric else (40, 34, 30, 26), True, 1.2)
        label, _ = fitted(tile.label, inside, 190, (32, 30, 28, 26, 24), leading=1.35)
        ink = LIGHT.accent if numeric else LIGHT.quiet
        accent = number.markup.replace(f'fill="{LIGHT.ink}"', f'fill="{ink}"')
        piece = svg.moved(accent, 0, 104 + (134 - number.height)) + svg.moved(label, 0, 262)
        if tile.note:
            note, _ = fitted(tile.note, inside, 120, (26, 24), leading=1.35)
            quiet = note.markup.replace(f'fill="{LIGHT.ink}"', f'fill="{LIGHT.quiet}"')
            piece += svg.moved(quiet, 0, 270 + label.height)
        edge = svg.rect(k * wide, 100, 1.5, 360, LIGHT.line) if k else ""
        markup += edge + svg.moved(_to(tile.href, piece), k * wide + (24 if k else 0), 0)
    return markup + svg.rect(0, 500, FULL, 1.5, LIGHT.line)


def set_lines(lines: tuple[Line, ...]) -> tuple[int, float, list[float]]:
    """The largest size in which all lines of a list fit, the width of their labels, and their heights."""
    size, label, heights = 24, 520.0, [0.0]
    for size, label in (
        (size, wide) for size in (38, 34, 32, 30, 28, 26, 24) for wide in (520.0, 780.0, 980.0)
    ):
        heights = [_line_height(line, size, label) for line in lines]
        if sum(heights) <= ROOM:
            break
    return size, label, heights


def _lines(lines: tuple[Line, ...]) -> str:
    """Lines of a list; those that do not fit are cut."""
    size, label, heights = set_lines(lines)
    spare = min(28.0, max(0.0, (ROOM - sum(heights)) / len(lines)))
    markup, y = "", 0.0
    for line, height in zip(lines, heights, strict=True):
        if y + height > ROOM + 1:
            markup += svg.text(0, min(y + 30, ROOM), "…", SMALLEST, LIGHT.quiet)
            break
        piece = svg.rect(0, 0, FULL, 1.5, LIGHT.line)
        names, beside = names_of(line, size, label)
        top = _ABOVE + spare / 2 + size
        for k, name in enumerate(names):
            note = line.note if beside and k == len(names) - 1 else ""
            piece += svg.text(0, top + k * size * 1.35, name, size, bold=True, note=note)
        if line.note and not beside:
            piece += svg.text(0, top + len(names) * size * 1.35, line.note, max(24, size - 4), LIGHT.quiet)
        said = svg.wrap(line.said, size, FULL - label)
        piece += "".join(svg.text(label, top + k * size * 1.35, s, size) for k, s in enumerate(said))
        markup += svg.moved(_to(line.href, piece), 0, y)
        y += height + spare
    return markup


def names_of(line: Line, size: int, label: float) -> tuple[list[str], bool]:
    """The lines of a label, and whether its note has room behind the last of them."""
    names = svg.wrap(line.label, size, label - 40, True)
    behind = svg.width_of(names[-1], size, True) + svg.width_of(line.note, size) + 24
    return names, bool(line.note) and behind <= label - 40


def _line_height(line: Line, size: int, label: float) -> float:
    names, beside = names_of(line, size, label)
    high = len(names) + (bool(line.note) and not beside)
    return max(high, len(svg.wrap(line.said, size, FULL - label))) * size * 1.35 + 2 * _ABOVE
