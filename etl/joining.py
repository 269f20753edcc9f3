"""Lines of a raw text become one passage, and every character of it keeps its way back.

`Joined.text[i]` came from `raw[raw_offset(segments, i)]`; a space that stands for a line break came from nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[int, int]
Segment = tuple[int, int, int]  # offset in text, offset in the raw text, length

_OPEN_URL = re.compile(r"(?:https?://|www\d?\.)\S*$")


@dataclass
class Joined:
    """A text under construction: `segments` lead from its offsets to the raw ones."""

    text: str = ""
    segments: list[Segment] = field(default_factory=list)

    def add(self, raw: str, span: Span, separator: str = "") -> None:
        """Append `raw[start:end]` after the separator; nothing happens if the span is empty."""
        start, end = span
        if end <= start:
            return
        self.text += separator if self.text else ""
        self.segments.append((len(self.text), start, end - start))
        self.text += raw[start:end]


def join(raw: str, spans: Iterable[Span], how: str) -> Joined:
    """Join pieces of lines, given as spans of the raw text, by the rules of `how` ("cjk" or "space")."""
    joined = Joined()
    for span in spans:
        joined.add(raw, span, separator(joined.text, raw[span[0] : span[1]], how))
    return joined


def separator(before: str, after: str, how: str) -> str:
    """What stands for the line break between two pieces: a space or nothing.

    "cjk": one space where Latin letters or digits meet CJK characters or each other, nothing between two CJK
    characters and nothing beside punctuation. "space": one space, but nothing after a hyphen. A web address that a
    line end cuts is joined without a space in both.
    """
    if not before or not after:
        return ""
    if _OPEN_URL.search(before) and re.match(r"[\w./%#?=&-]", after) and not wide(after[0]):
        return ""
    a, b = before[-1], after[0]
    if how == "space":
        return "" if a in "-‑–/" and b.isalnum() else " "
    if not (a.isalnum() and b.isalnum()) or (wide(a) and wide(b)):
        return ""
    return " "


def wide(char: str) -> bool:
    """Whether a character is as wide as high: Chinese characters and their punctuation."""
    return unicodedata.east_asian_width(char) in "WF"


def encode(segments: Iterable[Segment]) -> str:
    """Segments as the table keeps them: 'text:raw:length' triples parted by spaces."""
    return " ".join(f"{t}:{r}:{n}" for t, r, n in segments)


def decode(text: str) -> list[Segment]:
    """The inverse of `encode`."""
    out: list[Segment] = []
    for triple in text.split():
        t, r, n = (int(part) for part in triple.split(":"))
        out.append((t, r, n))
    return out


def raw_offset(segments: list[Segment], offset: int) -> int | None:
    """The raw offset of a text offset, None for a space that stands for a line break."""
    for t, r, n in segments:
        if t <= offset < t + n:
            return r + offset - t
    return None


def cut(joined: Joined, spans: list[Span]) -> Joined:
    """The text without the given spans, with segments that still lead back."""
    out = Joined()
    keep = [True] * len(joined.text)
    for start, end in spans:
        keep[start:end] = [False] * (end - start)
    for i, char in enumerate(joined.text):
        if not keep[i]:
            continue
        raw = raw_offset(joined.segments, i)
        if raw is not None:
            last = out.segments[-1] if out.segments else None
            if last and last[0] + last[2] == len(out.text) and last[1] + last[2] == raw:
                out.segments[-1] = (last[0], last[1], last[2] + 1)
            else:
                out.segments.append((len(out.text), raw, 1))
        out.text += char
    return out
