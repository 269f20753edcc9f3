"""Numbers in digits, with every mark that parts thousands and decimals.

Which mark is meant can be unclear: 25.000 may be twenty-five or twenty-five thousand. Such a number is read, but
not with certainty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# One digit group is parted from the next by the same mark throughout: 1,234 · 1 234 · 1'234 · 1’234
_MARK = "[,，  \u00a0\u2009\u202f’‘'`´ʼ˙]"
_DIGITS = re.compile(
    rf"""(?<!\d)(?<!\d[.,:])(?:
      (?P<grouped>\d{{1,3}}(?P<mark>{_MARK})\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)(?!(?P=mark)\d{{3}}(?!\d))(?:[.·]\d+)?)
    | (?P<indian>\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)(?:\.\d+)?)
    | (?P<european>\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)(?:,\d+)?|\d{{1,3}}\.\d{{3}},\d+)
    | (?P<thousand>[1-9]\d{{0,2}}\.\d{{3}})(?![\d.,]\d|\d)
    | (?P<comma>\d+,\d{{1,2}})(?![\d,]\d|\d|[.]\d)
    | (?P<plain>\d+(?:[.·]\d+)?)
    )(?![\d/]|[.,:·]\d)""",
    re.VERBOSE,
)
_VULGAR = {
    c: n / d
    for c, n, d in zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        (1, 1, 2, 1, 3, 1, 2, 3, 4, 1, 5, 1, 3, 5, 7),
        (2, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 8, 8, 8, 8),
        strict=True,
    )
}
VULGAR = f"[{''.join(_VULGAR)}]"
_MIXED = re.compile(rf"\s?(?P<glyph>{VULGAR})|[\s-](?P<top>[1-9])[/⁄](?P<den>[2-9]|1\d)(?![\d/])")
_RATIO = re.compile(r"(?<![\d/.,])(?P<top>\d{1,2})[/⁄](?P<den>\d{1,3})(?![\d/])")


@dataclass(frozen=True)
class Digits:
    """A number in digits; `grouped`: its thousands are parted, so that no scale word of another number is its own."""

    value: float
    certain: bool = True
    grouped: bool = False
    decimal: float | None = None  # what it is if its only mark is a decimal point


def digits(text: str, at: int) -> tuple[Digits, int] | None:
    """The number that begins at the offset, with a fraction behind it: 1,250 · 12.5 · 3 1/2 · 2½ · ½."""
    if glyph := _VULGAR.get(text[at : at + 1]):
        return Digits(glyph), at + 1
    m = _DIGITS.match(text, at)
    if not m:
        return None
    kind, printed = m.lastgroup, m.group()
    if m["grouped"]:
        kind = "grouped"
    plain = re.sub(_MARK, "", printed) if kind in ("grouped", "indian") else printed
    if kind in ("european", "thousand", "comma"):
        plain = printed.replace(".", "").replace(",", ".")
    whole = float(plain.replace("·", "."))
    unsure = kind in ("thousand", "comma")
    mixed = _MIXED.match(text, m.end()) if whole.is_integer() and not unsure else None
    if mixed and mixed["glyph"]:
        return Digits(whole + _VULGAR[mixed["glyph"]]), mixed.end()
    if mixed and int(mixed["top"]) < int(mixed["den"]):
        return Digits(whole + int(mixed["top"]) / int(mixed["den"])), mixed.end()
    decimal = float(printed) if kind == "thousand" else None
    return Digits(whole, not unsure, kind not in ("plain", "comma"), decimal), m.end()


def ratio(text: str, at: int) -> tuple[float, int] | None:
    """A fraction in digits, less than one: 3/5."""
    m = _RATIO.match(text, at)
    return (int(m["top"]) / int(m["den"]), m.end()) if m and 0 < int(m["top"]) < int(m["den"]) else None
