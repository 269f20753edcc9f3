"""Drawings become PDF and PNG here, with typefaces that come along: the same on every machine.

English is drawn in Liberation Sans (part of vl-convert), what holds Chinese in Noto Sans SC (`data/fonts`: all of GB 2312).
A text with a rarer letter is drawn in a Chinese typeface of the system; where none has it, drawing is refused rather than
showing a box. Left to itself the converter takes any typeface that has the letters, often a Japanese one.
"""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from xml.etree import ElementTree

from ui.render.svg.shapes import text
from ui.render.svg.text import is_wide
from ui.tables import DATA

PACKAGE = "fonts-noto-cjk"
_SVG = "http://www.w3.org/2000/svg"
_OURS = "'Noto Sans SC'"
_BASE = {"zh": _OURS, "en": "'Liberation Sans'"}
_SYSTEM = "'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', 'Noto Sans CJK SC'"
_NONE = "\ue5e5"  # no typeface has it
ElementTree.register_namespace("", _SVG)


class NoChinese(RuntimeError):
    """No typeface on this machine has a letter of the drawing."""


def pdf(drawing: str, lang: str) -> bytes:
    """A drawing (SVG) in a language as a page of PDF. Raises `NoChinese`."""
    made: bytes = _converter().svg_to_pdf(dressed(drawing, lang))
    return made


def png(drawing: str, lang: str, scale: float) -> bytes:
    """A drawing (SVG) in a language as PNG, `scale` pixels a unit. Raises `NoChinese`."""
    made: bytes = _converter().svg_to_png(dressed(drawing, lang), scale=scale)
    return made


def dressed(drawing: str, lang: str) -> str:
    """The drawing with a typeface named for every text that has all its letters.

    For the whole text: as soon as one letter is lacking, the converter draws all of it in a typeface of its choice.
    """
    root = ElementTree.fromstring(drawing)
    root.set("font-family", _BASE[lang])
    for element in root.iter(f"{{{_SVG}}}text"):
        wide = [letter for letter in "".join(element.itertext()) if is_wide(letter)]
        if others := [letter for letter in wide if not _is_ours(letter)]:
            if missing := next(filter(_is_missing, others), ""):
                raise NoChinese(f"no typeface on the server has {missing!r}: apt-get install {PACKAGE}")
            element.set("font-family", _SYSTEM)
        elif wide:
            element.set("font-family", _OURS)
    return ElementTree.tostring(root, encoding="unicode")


def _is_ours(letter: str) -> bool:
    """Whether `data/fonts` surely has a Chinese letter."""
    return bool(letter.encode("gb2312", "ignore"))


@lru_cache(maxsize=1024)
def _is_missing(letter: str) -> bool:
    """Whether a letter comes out as one that no typeface has."""
    drawn = [
        _converter().svg_to_png(
            f'<svg xmlns="{_SVG}" width="40" height="40" font-family="{_SYSTEM}">{text(4, 32, one, 28)}</svg>'
        )
        for one in (letter, _NONE)
    ]
    return bool(drawn[0] == drawn[1])


@lru_cache(maxsize=1)
def _converter() -> ModuleType:
    import vl_convert

    vl_convert.register_font_directory(str(DATA / "fonts"))
    return vl_convert
