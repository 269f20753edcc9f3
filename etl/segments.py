"""Lines of a raw text become one passage, and every character of it keeps its way back.

`Joined.text[i]` came from `raw[raw_offset(segments, i)]`; a space that stands for a line break came from nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Span = tuple[int, int]
Segment = tuple[int, int, int]  # offset in text, offset in the raw text, length

_OPEN_URL = re.compile(r"(?:https?://|www\d?\.)\S*$")
# what a line begins with that goes on with a web address: a word alone does not
URL_TAIL = re.compile(r"(?=\S*(?:[%#?=&/_]|\w\.\w))[\w%#?=&./-]+")
_PARTED = re.compile(r"([^\W\d_]+)[-‐]$")
_WORD = re.compile(r"[^\W\d_]+")
# a blank that no Chinese writer puts there
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_COMPOSED = re.compile(
    "[^\\W\\d_][\u0300-\u036f]+|[\ufb00-\ufb06]"
)  # letters with accents of their own, ligatures
# Kangxi radicals and compatibility forms of Chinese characters; hyphens; what is typed for an apostrophe
_MEANT = (
    {
        code: meant
        for codes in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
        for code in codes
        if len(meant := unicodedata.normalize("NFKC", chr(code))) == 1
    }
    | dict.fromkeys((0x2010, 0x2011), "-")
    | dict.fromkeys((0x02BC, 0xFF07), "’")
)
_LONGEST_WORD = 40
_LONGEST_URL = 500
_BLANKS = re.compile(r"[^\S ]+\s*| \s+")  # all that should be one blank and is not
# soft hyphens, zero-width and direction marks, control characters: they are not read, but would part words
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f"
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
    "\ud800-\udfff\ufffe\uffff]"  # what no XML can hold
)


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


def join(
    raw: str, spans: Iterable[Span], how: str, whole: Callable[[str, str], bool] | None = None
) -> Joined:
    """Join pieces of lines, given as spans of the raw text, by the rules of `how` ("cjk" or "space").

    `whole` tells of the two halves of a word that a hyphen parts at a line end whether they are one word. Blanks of
    any kind and number become one blank, invisible characters nothing.
    """
    joined, pieces = Joined(), list(spans)
    parted = False
    for i, (start, end) in enumerate(pieces):
        between = "" if parted else separator(joined.text[-_LONGEST_URL:], raw[start:end], how)
        following = raw[pieces[i + 1][0] : pieces[i + 1][0] + _LONGEST_WORD] if i + 1 < len(pieces) else ""
        halves = _PARTED.search(raw[max(start, end - _LONGEST_WORD) : end]), _WORD.match(following)
        url = _OPEN_URL.search(raw, max(start, end - _LONGEST_URL), end)
        parted = bool(whole and not url and halves[0] and halves[1] and whole(halves[0][1], halves[1][0]))
        joined.add(raw, (start, end - parted), between)
    joined = composed(replace(replace(joined, INVISIBLE, ""), _BLANKS, " "))
    return replace(joined, _BETWEEN, "") if how == "cjk" else joined


def composed(joined: Joined) -> Joined:
    """The text in the characters that its writer meant, each with its way back.

    Only what looks the same is changed: Kangxi radicals and compatibility forms become the usual characters, letters
    with accents of their own one character, ligatures their letters, all hyphens and all apostrophes one.
    """
    plain = joined.text.translate(_MEANT)
    out = Joined(plain, joined.segments)
    for found in reversed(list(_COMPOSED.finditer(plain))):
        meant = unicodedata.normalize("NFKC", found.group())
        first, last = found.span()
        whole = cut(out, [(first + 1, last)])
        at = Joined(whole.text[:first] + meant[0] + whole.text[first + 1 :], whole.segments)
        out = cut(at, [(first + 1, first + 1)], meant[1:])
    return out


def separator(before: str, after: str, how: str) -> str:
    """What stands for the line break between two pieces: a space or nothing.

    "cjk": one space where Latin letters or digits meet CJK characters or each other, nothing between two CJK
    characters and nothing beside punctuation. "space": one space, but nothing after a hyphen. A web address that a
    line end cuts is joined without a space in both.
    """
    if not before or not after:
        return ""
    if (
        _OPEN_URL.search(before)
        and (before[-1] in "/-_.=&?%#" or URL_TAIL.match(after))
        and not wide(after[0])
    ):
        return ""
    a, b = before[-1], after[0]
    if how == "space":
        return "" if a in "-‑–/" and b.isalnum() and not before[-2:-1].isspace() else " "
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
    at = bisect_right(segments, offset, key=lambda s: s[0]) - 1
    if at < 0:
        return None
    t, r, n = segments[at]
    return r + offset - t if offset < t + n else None


def cut(joined: Joined, spans: Iterable[Span], instead: str = "") -> Joined:
    """The text with `instead` for each of the given spans, with segments that still lead back."""
    out, at = Joined(), 0
    for start, end in sorted(spans):
        _copy(joined, at, start, out)
        out.text += instead
        at = max(at, end)
    _copy(joined, at, len(joined.text), out)
    return out


def replace(joined: Joined, pattern: re.Pattern[str], instead: str) -> Joined:
    """The text with `instead` for whatever the pattern finds."""
    if not pattern.search(joined.text):
        return joined
    return cut(joined, [m.span() for m in pattern.finditer(joined.text)], instead)


def _copy(source: Joined, start: int, end: int, out: Joined) -> None:
    """Append `source.text[start:end]` with its way back."""
    if end <= start:
        return
    shift = len(out.text) - start
    first = max(bisect_right(source.segments, start, key=lambda s: s[0]) - 1, 0)
    for at in range(first, len(source.segments)):
        t, r, n = source.segments[at]
        if t >= end:
            break
        a, b = max(t, start), min(t + n, end)
        if b <= a:
            continue
        last = out.segments[-1] if out.segments else None
        if last and last[0] + last[2] == a + shift and last[1] + last[2] == r + a - t:
            out.segments[-1] = (last[0], last[1], last[2] + b - a)
        else:
            out.segments.append((a + shift, r + a - t, b - a))
    out.text += source.text[start:end]
