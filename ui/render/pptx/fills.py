"""The meanings of fills as fills of PowerPoint: a colour, or a pattern where the picture has one."""

from __future__ import annotations

from typing import Any

from ui.content import Tone
from ui.palette import LIGHT
from ui.render.pptx.text import rgb
from ui.render.svg import shapes

PATTERNS: dict[Tone, str] = {"unread": "wdUpDiag", "unstated": "pct20"}


def fill(format_: Any, tone: Tone) -> None:
    """Fill a series or shape of python-pptx."""
    from pptx.enum.dml import MSO_PATTERN

    if tone in PATTERNS:
        format_.fill.patterned()
        format_.fill.pattern = MSO_PATTERN.from_xml(PATTERNS[tone])
        format_.fill.fore_color.rgb, format_.fill.back_color.rgb = rgb(LIGHT.quiet), rgb(LIGHT.paper)
    else:
        format_.fill.solid()
        format_.fill.fore_color.rgb = rgb(shapes.fill_of(tone))


def xml(tone: Tone) -> str:
    """The same as an element of a drawing."""
    if tone not in PATTERNS:
        return solid(shapes.fill_of(tone))
    front, back = LIGHT.quiet[1:], LIGHT.paper[1:]
    return (
        f'<a:pattFill prst="{PATTERNS[tone]}"><a:fgClr><a:srgbClr val="{front}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{back}"/></a:bgClr></a:pattFill>'
    )


def solid(colour: str) -> str:
    """A colour as an element of a drawing."""
    return f'<a:solidFill><a:srgbClr val="{colour[1:7]}"/></a:solidFill>'
