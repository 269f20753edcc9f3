"""Colours and style: one palette for light, one for dark, given to the style sheet and to the pictures."""

from __future__ import annotations

import base64
import re
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"
# Streamlit ships "Source Sans"; the Chinese faces are the reader's own.
FONT = (
    "'Source Sans', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', "
    "'Noto Sans CJK SC', sans-serif"
)


@dataclass(frozen=True)
class Palette:
    """Colours by their use."""

    paper: str
    raised: str
    ink: str
    quiet: str
    line: str
    accent: str
    class0: str
    class1: str
    class2: str
    class3: str
    nowhere: str
    nowhere_line: str
    neutral: str
    tint: str
    warm: str
    more: str
    same: str
    fewer: str

    @property
    def classes(self) -> tuple[str, str, str, str]:
        """Colours of the map's classes, fewest first."""
        return (self.class0, self.class1, self.class2, self.class3)


LIGHT = Palette(
    paper="#FFFFFF", raised="#F6F7F8", ink="#17222E", quiet="#566270", line="#D8DEE4", accent="#0A6AA1",
    class0="#C3DBEC", class1="#7FB2D6", class2="#2F7CB3", class3="#0B3F6B",
    nowhere="#ECEFF1", nowhere_line="#C9D0D6", neutral="#B4BBC1", tint="#E3EFF7", warm="#B2561C",
    more="#8FC1DF", same="#EFE3BC", fewer="#E5B08A",
)  # fmt: skip
DARK = Palette(
    paper="#0F1720", raised="#17212C", ink="#E8EDF2", quiet="#9FB0C0", line="#2B3947", accent="#5DB4E6",
    class0="#1E3F5A", class1="#2F6A96", class2="#57A0D2", class3="#A9D7F5",
    nowhere="#1B2631", nowhere_line="#33424F", neutral="#4A555F", tint="#16344A", warm="#E0905A",
    more="#2F6A96", same="#5C5538", fewer="#8A5633",
)  # fmt: skip


_UNQUOTABLE = re.compile(r'[\\"<\n]')
# The colours as variables of the page around a drawing.
VARIABLES = Palette(**{field.name: f"var(--{field.name.replace('_', '-')})" for field in fields(Palette)})
# Tones of content blocks on which text is as light as the paper.
DARK_TONES = ("full", "class2", "class3", "new", "dropped")
# Tone of a content block → the colour of the palette where it has not the tone's own name.
_COLOURS = {"full": "class2", "passing": "class0", "new": "accent", "dropped": "warm"}


def fill_of(colours: Palette, tone: str) -> str:
    """The colour of a tone's fill. Raises AttributeError for tones that are patterns."""
    return str(getattr(colours, _COLOURS.get(tone, tone)))


def palette(theme: str | None) -> Palette:
    """The palette of a theme: "dark", or anything else for light."""
    return DARK if theme == "dark" else LIGHT


@lru_cache(maxsize=1)
def icon() -> str:
    """The site's icon as an address that holds it; a file would be read anew in every run."""
    content = (STATIC / "favicon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{base64.b64encode(content).decode()}"


@lru_cache(maxsize=1)
def _sheet() -> str:
    """On one line and without comments: Streamlit looks at every line of it in every run."""
    text = (STATIC / "atlas.css").read_text(encoding="utf-8")
    return " ".join(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split())


@lru_cache(maxsize=8)
def style(colours: Palette, said: tuple[tuple[str, str], ...]) -> str:
    """The style sheet as a <style> element; `said` are names of variables with what the sheet says in place of Streamlit's
    own words."""
    named = {name.replace("_", "-"): value for name, value in asdict(colours).items()}
    named |= {name: f'"{_UNQUOTABLE.sub("", text)}"' for name, text in said}
    variables = "".join(f"--{name}:{value};" for name, value in named.items())
    return f"<style>:root{{{variables}}}{_sheet()}</style>"
