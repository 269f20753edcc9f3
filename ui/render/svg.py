"""Drawing helpers for pictures: text that is measured and wrapped, bars, keys of a legend, the whole sheet.

Everything is text in, SVG text out; what comes from a document passes `esc`. Nothing is cut off: a line that is too
long is wrapped, and the sheet grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ui.markup import esc
from ui.palette import LIGHT

WIDTH, MARGIN = 1120, 40
CONTENT = WIDTH - 2 * MARGIN
_TITLE = 24
_CHINESE = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', 'Noto Sans CJK SC'"
_LATIN = "'Source Sans', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans'"
# Quotation marks are as wide as their face has them: each language begins with its own.
FONTS = {"zh": f"{_CHINESE}, {_LATIN}, sans-serif", "en": f"{_LATIN}, {_CHINESE}, sans-serif"}
HATCH, DOTS = "url(#hatch)", "url(#dots)"

_WIDE = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
_OPEN, _CLOSE = "（《〈「『【“‘", "，。、；：）》〉」』】”’！？…"
# Pieces that stay on one line: a Chinese letter or a word, with the marks that open and close it.
_PIECE = re.compile(
    rf"[{_OPEN}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPEN}]+)?[{_CLOSE}]*(?:\s+|$)?|\s+",
)
_IS_WIDE = re.compile(f"[{_WIDE}]")
# What XML has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Widths in Arial, by letter; the other small letters and digits are 0.56, capitals 0.7.
_WIDTHS = {
    letter: width
    for width, letters in (
        (0.24, "ijl'|"),
        (0.3, "ftI.,:;!()[]/ ’·"),
        (0.35, "r-“”"),
        (0.51, "ckszvxyJ"),
        (0.74, "w"),
        (0.86, "mM"),
        (0.97, "W%@—…"),
    )
    for letter in letters
}
# Other faces are a little wider.
_SPARE = 1.04


@dataclass(frozen=True)
class Drawn:
    """A piece of a picture, its upper left corner at 0,0."""

    markup: str
    height: float


@dataclass(frozen=True)
class Row:
    """One bar: its pieces as (length, fill), what stands behind its end, and the code of what it is of."""

    label: str
    pieces: tuple[tuple[float, str], ...]
    number: str
    note: str = ""
    bold: bool = False
    indent: int = 0
    code: str = ""


@dataclass(frozen=True)
class Key:
    """An entry of a legend: a fill, or a sign as markup round 0,0, or neither."""

    label: str
    note: str = ""
    fill: str = ""
    line: str = ""
    sign: str = ""
    bold: bool = False


def bare(said: object) -> str:
    """Text without what XML has no way to write."""
    return _FORBIDDEN.sub("", str(said))


def plain(said: object) -> str:
    """Text made safe inside an element or a quoted attribute of XML."""
    return esc(bare(said))


def is_wide(text: str) -> bool:
    """Whether any letter is as wide as it is high: Chinese."""
    return bool(_IS_WIDE.search(text))


def width_of(text: str, size: float, bold: bool = False) -> float:
    """About how wide a text is, rather too wide than too narrow."""
    chinese = is_wide(text)
    total = 0.0
    for letter in text:
        if _IS_WIDE.match(letter) or (chinese and letter in "“”‘’…—·"):
            total += 1
        else:
            total += _SPARE * _WIDTHS.get(letter, 0.7 if letter.isupper() else 0.57)
    return total * size * (1.07 if bold else 1)


def wrap(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than `width`; only a word wider than that is broken in itself."""
    lines, line = [], ""
    for piece in _pieces(text, size, width, bold):
        if line and width_of((line + piece).rstrip(), size, bold) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str, size: float, width: float, bold: bool) -> Iterable[str]:
    for piece in _PIECE.findall(" ".join(text.split())):
        if width_of(piece.rstrip(), size, bold) <= width:
            yield piece
            continue
        # An address, mostly: after its signs, else anywhere.
        for part in re.findall(r"[^/?&=.,]*[/?&=.,]?", piece):
            if width_of(part, size, bold) <= width:
                yield part
            else:
                yield from part


def text(
    x: float,
    y: float,
    said: str,
    size: float,
    fill: str = LIGHT.ink,
    bold: bool = False,
    anchor: str = "",
    note: str = "",
) -> str:
    """One line of text, and a quieter note after it; `y` is its base line."""
    after = f'<tspan dx="8" fill="{LIGHT.quiet}" font-weight="400">{plain(note)}</tspan>' if note else ""
    more = (' font-weight="600"' if bold else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"{more}>{plain(said)}{after}</text>'


def block(
    said: str,
    size: float,
    fill: str = LIGHT.ink,
    bold: bool = False,
    width: float = CONTENT,
    leading: float = 1.5,
) -> Drawn:
    """A paragraph, wrapped; the lines of a title are about equally long."""
    lines, step = wrap(said, size, width, bold), size * leading
    while (
        size >= _TITLE
        and len(lines) > 1
        and len(closer := wrap(said, size, width := width - size, bold)) == len(lines)
    ):
        lines = closer
    markup = "".join(text(0, k * step + size * 1.1, line, size, fill, bold) for k, line in enumerate(lines))
    return Drawn(markup, len(lines) * step)


def rect(x: float, y: float, width: float, height: float, fill: str, line: str = "") -> str:
    """A rectangle."""
    stroke = f' stroke="{line}"' if line else ""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"{stroke}/>'


def moved(drawn: Drawn | str, x: float, y: float) -> str:
    """A piece at its place."""
    markup = drawn if isinstance(drawn, str) else drawn.markup
    return f'<g transform="translate({_n(x)} {_n(y)})">{markup}</g>'


def stack(pieces: Iterable[Drawn], gap: float = 0) -> Drawn:
    """Pieces one under the other."""
    markup, y = "", 0.0
    for piece in pieces:
        markup += moved(piece, 0, y)
        y += piece.height + gap
    return Drawn(markup, max(0.0, y - gap))


def beside(pieces: Sequence[Drawn], width: float = CONTENT, gap: float = 48) -> Drawn:
    """Pieces side by side, all of one width."""
    step = (width + gap) / max(1, len(pieces))
    markup = "".join(moved(piece, k * step, 0) for k, piece in enumerate(pieces))
    return Drawn(markup, max((piece.height for piece in pieces), default=0))


def column(of: int, width: float = CONTENT, gap: float = 48) -> float:
    """The width of one of several columns."""
    return (width - gap * (of - 1)) / of


def bars(
    rows: Sequence[Row], longest: float, width: float = CONTENT, size: float = 16, widest: float = 0.4
) -> Drawn:
    """Rows of bars: label, bar, number; `longest` fills the track, `widest` is the most that labels take."""
    if not rows:
        return Drawn("", 0)
    labels = min(width * widest, max(width_of(r.label, size, r.bold) + 16 * r.indent for r in rows)) + 1
    numbers = max(width_of(_behind(r), size - 1) for r in rows) + 10
    track = max(40.0, width - labels - 14 - numbers)
    markup, y = "", 0.0
    for row in rows:
        lines = wrap(row.label, size, labels - 16 * row.indent, row.bold)
        height = max(30.0, len(lines) * size * 1.3 + 8)
        middle = y + height / 2
        top = middle - (len(lines) - 1) * size * 0.65 + size * 0.36
        markup += "".join(
            text(16 * row.indent, top + k * size * 1.3, line, size, bold=row.bold)
            for k, line in enumerate(lines)
        )
        x = labels + 14
        for length, fill in row.pieces:
            long = track * length / longest if longest else 0
            line = LIGHT.quiet if fill.startswith("url(") else ""
            markup += rect(x, middle - 7, max(long, 1), 14, fill, line) if length else ""
            x += long
        markup += text(x + 8, middle + size * 0.34, row.number, size - 1, note=row.note)
        y += height
    return Drawn(markup, y)


def _behind(row: Row) -> str:
    return f"{row.number}   {row.note}" if row.note else row.number


def legend(keys: Sequence[Key], size: float = 15, width: float = CONTENT) -> Drawn:
    """Keys in lines, each with its number in a quieter colour; an entry wider than the sheet is wrapped."""
    markup, x, y, step = "", 0.0, 0.0, size * 1.75
    for key in keys:
        inset = 28 if key.sign or key.fill else 0
        long = inset + width_of(key.label, size, key.bold) + (8 + width_of(key.note, size) if key.note else 0)
        if x and x + long > width:
            x, y = 0.0, y + step
        middle = y + step / 2
        if key.sign:
            markup += moved(key.sign, x + 10, middle)
        elif key.fill:
            markup += rect(x + 0.5, middle - 6.5, 20, 13, key.fill, key.line or "#00000020")
        lines = wrap(key.label, size, width - inset, key.bold)
        for k, line in enumerate(lines):
            last = k == len(lines) - 1
            base = middle + size * 0.36 + k * step
            markup += text(x + inset, base, line, size, bold=key.bold, note=key.note if last else "")
        y += (len(lines) - 1) * step
        x += long + 28
    return Drawn(markup, y + step if keys else 0)


def sign(symbol: str, size: float, colour: str, filled: bool) -> str:
    """A sign of a map round 0,0: circle, square, triangle-up, diamond or cross."""
    r = size / 2
    ends = f'fill="{colour if filled else LIGHT.paper}" stroke="{LIGHT.paper if filled else colour}"'
    ends += f' stroke-width="{1 if filled else 2.2}"'
    if symbol == "circle":
        return f'<circle r="{_n(r)}" {ends}/>'
    t = r * 0.38
    outlines = {
        "square": f"M{-r:g},{-r:g}H{r:g}V{r:g}H{-r:g}Z",
        "triangle-up": f"M0,{-r * 1.15:.2f}L{r * 1.15:.2f},{r * 0.9:.2f}H{-r * 1.15:.2f}Z",
        "diamond": f"M0,{-r * 1.25:.2f}L{r * 1.25:.2f},0L0,{r * 1.25:.2f}L{-r * 1.25:.2f},0Z",
        "cross": f"M{-t:.2f},{-r:g}H{t:.2f}V{-t:.2f}H{r:g}V{t:.2f}H{t:.2f}V{r:g}H{-t:.2f}V{t:.2f}H{-r:g}V{-t:.2f}H{-t:.2f}Z",
    }
    return f'<path d="{outlines[symbol]}" {ends}/>'


PATTERNS = (
    f'<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="{LIGHT.paper}"/><rect width="2" height="6" fill="{LIGHT.quiet}"/></pattern>'
    f'<pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse">'
    f'<rect width="5" height="5" fill="{LIGHT.paper}"/><circle cx="2.5" cy="2.5" r="1.1" fill="{LIGHT.quiet}"/></pattern>'
)


def sheet(lang: str, title: str, description: str, body: Drawn) -> str:
    """The whole picture as an SVG document on white."""
    height = round(body.height + 2 * MARGIN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" lang="{lang}" xml:lang="{lang}" role="img" '
        f'aria-labelledby="title desc" font-family="{esc(FONTS[lang])}">'
        f'<title id="title">{plain(title)}</title><desc id="desc">{plain(description)}</desc>'
        f"<defs>{PATTERNS}</defs>{rect(0, 0, WIDTH, height, LIGHT.paper)}"
        f"{moved(body, MARGIN, MARGIN)}</svg>"
    )


def _n(value: float) -> str:
    return f"{round(value, 1):g}"
