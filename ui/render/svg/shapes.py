"""Pieces of a drawing: text, rectangles, signs, and how pieces are put together. Lengths are pixels.

Markup is `Markup`: what is put into it is escaped, and a plain text where markup is wanted is a type error. Nothing is cut
off: a line that is too long is wrapped, and what holds it grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from markupsafe import Markup

from ui import palette
from ui.content import Sign, Tone
from ui.palette import LIGHT, Palette
from ui.render.svg.text import is_wide, wrap

WIDTH, MARGIN = 1120, 40
CONTENT = float(WIDTH - 2 * MARGIN)
_TITLE = 24
_CHINESE = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', 'Noto Sans CJK SC'"
_LATIN = "'Source Sans', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans'"
# Quotation marks are as wide as their face has them: each language begins with its own.
FONTS = {"zh": f"{_CHINESE}, {_LATIN}, sans-serif", "en": f"{_LATIN}, {_CHINESE}, sans-serif"}
_HATCH, _DOTS = "url(#hatch)", "url(#dots)"
_PATTERN_OF: dict[Tone, str] = {"unread": _HATCH, "unstated": _DOTS}
# What XML has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOTHING = Markup()
_COLOURS: ContextVar[Palette] = ContextVar("colours", default=LIGHT)


def colours() -> Palette:
    """The colours drawn in: those of paper, unless `in_colours` says otherwise."""
    return _COLOURS.get()


@contextmanager
def in_colours(given: Palette) -> Iterator[None]:
    """Draw in other colours, such as the variables of the page around the drawing."""
    token = _COLOURS.set(given)
    try:
        yield
    finally:
        _COLOURS.reset(token)


@dataclass(frozen=True)
class Drawn:
    """A piece of a picture, its upper left corner at 0,0, and how high it is."""

    markup: Markup
    height: float


def fill_of(tone: Tone) -> str:
    """The fill of a tone, a colour or a pattern."""
    return _PATTERN_OF.get(tone) or palette.fill_of(colours(), tone)


def line_of(tone: Tone) -> str:
    """The colour of the line round a tone's fill; "" for none."""
    return colours().quiet if tone in _PATTERN_OF else colours().nowhere_line if tone == "nowhere" else ""


def bare(said: object) -> str:
    """Text without what XML has no way to write."""
    return _FORBIDDEN.sub("", str(said))


def number(value: float) -> str:
    """A length as it is written: at most one decimal."""
    return f"{round(value, 1):g}"


def text(
    x: float,
    y: float,
    said: str,
    size: float,
    fill: str = "",
    bold: bool = False,
    anchor: str = "",
    note: str = "",
) -> Markup:
    """One line of text, and a quieter note after it; `y` is its base line, and without a fill it is ink."""
    after = NOTHING
    if note:
        after = Markup('<tspan dx="8" fill="{}" font-weight="400">{}</tspan>').format(
            colours().quiet, bare(note)
        )
    more = Markup(' font-weight="600"') if bold else NOTHING
    more += Markup(' text-anchor="{}"').format(anchor) if anchor else NOTHING
    more += Markup(' lang="zh"') if is_wide(said + note) else NOTHING
    return Markup('<text x="{}" y="{}" font-size="{}" fill="{}"{}>{}{}</text>').format(
        number(x), number(y), number(size), fill or colours().ink, more, bare(said), after
    )


def block(
    said: str, size: float, fill: str = "", bold: bool = False, width: float = CONTENT, leading: float = 1.5
) -> Drawn:
    """A paragraph, wrapped; the lines of a title are about equally long."""
    lines, step = wrap(said, size, width, bold), size * leading
    while (
        size >= _TITLE
        and len(lines) > 1
        and len(closer := wrap(said, size, width := width - size, bold)) == len(lines)
    ):
        lines = closer
    drawn = (text(0, k * step + size * 1.1, line, size, fill, bold) for k, line in enumerate(lines))
    return Drawn(NOTHING.join(drawn), len(lines) * step)


def rect(
    x: float, y: float, width: float, height: float, fill: str, line: str = "", round_: float = 0
) -> Markup:
    """A rectangle, its corners rounded by `round_`."""
    more = Markup(' stroke="{}"').format(line) if line else NOTHING
    more += Markup(' rx="{}"').format(number(round_)) if round_ else NOTHING
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>').format(
        number(x), number(y), number(width), number(height), fill, more
    )


def circle(x: float, y: float, radius: float, fill: str, line: str, width: float) -> Markup:
    """A circle round x,y with a line of some width."""
    return Markup('<circle cx="{:g}" cy="{:g}" r="{:g}" fill="{}" stroke="{}" stroke-width="{:g}"/>').format(
        x, y, radius, fill, line, width
    )


def path(outline: str, fill: str = "", line: str = "", width: float = 0) -> Markup:
    """A shape by its outline; without a fill and a line it takes those of its group."""
    more = Markup(' fill="{}"').format(fill) if fill else NOTHING
    more += Markup(' stroke="{}" stroke-width="{:g}"').format(line, width) if line else NOTHING
    return Markup('<path d="{}"{}/>').format(outline, more)


def link(href: str, inner: Markup, said: str = "") -> Markup:
    """Around a piece that leads somewhere, in a window of its own; the piece alone where there is no address."""
    if not href:
        return inner
    title = Markup("<title>{}</title>").format(bare(said)) if said else NOTHING
    return Markup('<a href="{}" target="_blank">{}{}</a>').format(href, title, inner)


def moved(drawn: Drawn | Markup, x: float, y: float) -> Markup:
    """A piece at its place."""
    markup = drawn.markup if isinstance(drawn, Drawn) else drawn
    return Markup('<g transform="translate({} {})">{}</g>').format(number(x), number(y), markup)


def scaled(markup: Markup, by: float) -> Markup:
    """A piece made larger or smaller."""
    return Markup('<g transform="scale({:.4f})">{}</g>').format(by, markup)


def stack(pieces: Iterable[Drawn], gap: float = 0) -> Drawn:
    """Pieces one under the other."""
    markup, y = NOTHING, 0.0
    for piece in pieces:
        markup += moved(piece, 0, y)
        y += piece.height + gap
    return Drawn(markup, max(0.0, y - gap))


def beside(pieces: Sequence[Drawn], width: float = CONTENT, gap: float = 48) -> Drawn:
    """Pieces side by side, all of one width."""
    step = (width + gap) / max(1, len(pieces))
    markup = NOTHING.join(moved(piece, k * step, 0) for k, piece in enumerate(pieces))
    return Drawn(markup, max((piece.height for piece in pieces), default=0))


def column(of: int, width: float = CONTENT, gap: float = 48) -> float:
    """The width of one of several columns."""
    return (width - gap * (of - 1)) / of


def sign(of: Sign, size: float) -> Markup:
    """A sign of a map round 0,0."""
    r, colour = size / 2, getattr(colours(), of.colour)
    ends = Markup('fill="{}" stroke="{}" stroke-width="{}"').format(
        colour if of.filled else colours().paper,
        colours().paper if of.filled else colour,
        1 if of.filled else 2.2,
    )
    if of.shape == "circle":
        return Markup('<circle r="{}" {}/>').format(number(r), ends)
    t = r * 0.38
    outlines = {
        "square": f"M{-r:g},{-r:g}H{r:g}V{r:g}H{-r:g}Z",
        "triangle-up": f"M0,{-r * 1.15:.2f}L{r * 1.15:.2f},{r * 0.9:.2f}H{-r * 1.15:.2f}Z",
        "diamond": f"M0,{-r * 1.25:.2f}L{r * 1.25:.2f},0L0,{r * 1.25:.2f}L{-r * 1.25:.2f},0Z",
        "cross": f"M{-t:.2f},{-r:g}H{t:.2f}V{-t:.2f}H{r:g}V{t:.2f}H{t:.2f}V{r:g}H{-t:.2f}V{t:.2f}H{-r:g}V{-t:.2f}H{-t:.2f}Z",
    }
    return Markup('<path d="{}" {}/>').format(outlines[of.shape], ends)


def patterns() -> Markup:
    """The fills that are patterns, to stand in <defs>."""
    return Markup(
        '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="{paper}"/><rect width="2" height="6" fill="{quiet}"/></pattern>'
        '<pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<rect width="5" height="5" fill="{paper}"/><circle cx="2.5" cy="2.5" r="1.1" fill="{quiet}"/></pattern>'
    ).format(paper=colours().paper, quiet=colours().quiet)


# Else letters that a Latin face has not come from any face that has them, in Japanese forms too.
_CHINESE_TEXT = Markup("<style>[lang=zh]{{font-family:{}}}</style>").format(Markup(FONTS["zh"]))


def document(
    lang: str, width: float, height: float, body: Markup, title: str = "", description: str = ""
) -> Markup:
    """A drawing as an SVG document on white; `title` and `description` say it to those who do not see it."""
    named = NOTHING
    if title:
        named = Markup('<title id="title">{}</title>').format(bare(title))
    if description:
        named += Markup('<desc id="desc">{}</desc>').format(bare(description))
    labelled = Markup(' aria-labelledby="title desc"') if description else NOTHING
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:g}" viewBox="0 0 {w:g} {h:g}" '
        'lang="{lang}" xml:lang="{lang}" role="img"{labelled} font-family="{fonts}">{named}<defs>{style}{patterns}</defs>'
        "{ground}{body}</svg>"
    ).format(
        w=width, h=height, lang=lang, labelled=labelled, fonts=FONTS[lang], named=named, patterns=patterns(),
        style=NOTHING if lang == "zh" else _CHINESE_TEXT,
        ground=rect(0, 0, width, height, colours().paper), body=body,
    )  # fmt: skip
