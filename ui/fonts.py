"""Whether the server has a Chinese typeface: without one, pictures made here would show boxes for Chinese letters.

Browsers bring their own; only what the server draws itself (PDF, maps of PowerPoint) needs one.
"""

from __future__ import annotations

from functools import lru_cache

from ui.render import svg

# A letter that every Chinese typeface has, and one that none has.
_COMMON, _NONE = "\u56fd", "\ue5e5"
PACKAGE = "fonts-noto-cjk"


class NoChinese(RuntimeError):
    """There is no Chinese typeface on this machine."""


@lru_cache(maxsize=1)
def _has_chinese() -> bool:
    import vl_convert

    drawn = [
        vl_convert.svg_to_png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="{svg.plain(svg.FONTS["zh"])}">'
            f"{svg.text(4, 32, letter, 28)}</svg>"
        )
        for letter in (_COMMON, _NONE, "\u56ed")
    ]
    # Two letters that look alike, or like nothing known, are boxes.
    return drawn[0] not in drawn[1:]


def check(text: str) -> None:
    """Raise `NoChinese` if a drawing holds Chinese letters that could not be drawn."""
    if svg.is_wide(text) and not _has_chinese():
        raise NoChinese(f"no Chinese typeface on the server: apt-get install {PACKAGE}")
