"""How wide text is, and where its lines end: Latin words and Chinese letters, which break anywhere but before a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Letters as wide as they are high, to stand in a class of a regular expression.
WIDE = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
_OPEN, _CLOSE = "（《〈「『【“‘", "，。、；：）》〉」』】”’！？…"
# Pieces that stay on one line: a Chinese letter or a word, with the marks that open and close it.
_PIECE = re.compile(rf"[{_OPEN}]*(?:[{WIDE}]|[^\s{WIDE}{_OPEN}]+)?[{_CLOSE}]*(?:\s+|$)?|\s+")
_IS_WIDE = re.compile(f"[{WIDE}]")
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


def is_wide(text: str) -> bool:
    """Whether any letter is as wide as it is high: Chinese."""
    return bool(_IS_WIDE.search(text))


def width_of(text: str, size: float, bold: bool = False) -> float:
    """About how wide a text is at a size, in the size's unit; rather too wide than too narrow."""
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
