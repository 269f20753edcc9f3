"""Numbers as they are written: Chinese, Roman and Latin-letter numerals."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def from_chinese(text: str) -> int | None:
    """十六 → 16, 三千二百 → 3200, 二〇一九 → 2019; None if the text is no such numeral."""
    if not text or any(c not in _DIGITS and c not in _UNITS and c not in _SCALES for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    last = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        elif last > _SCALES[c]:  # 十二亿五千万: the 万 is of 五千 only
            total += (section + digit) * _SCALES[c]
            section = digit = 0
        else:  # 一万二千亿: the 亿 is of all before
            total, last = (total + section + digit) * _SCALES[c], _SCALES[c]
            section = digit = 0
    return total + section + digit


def from_roman(text: str) -> int | None:
    """XIV → 14; None if the text is no Roman numeral in its usual form."""
    if not text or any(c not in _ROMAN for c in text):
        return None
    values = [_ROMAN[c] for c in text]
    number = sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
    return number if to_roman(number) == text else None


def to_roman(number: int) -> str:
    """14 → XIV."""
    out = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        out += sign * (number // value)
        number %= value
    return out


def to_letters(number: int) -> str:
    """3 → C, 28 → BB: after Z the letter is doubled, as in Word's lists."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def to_chinese(number: int) -> str:
    """14 → 十四, for numbers below a hundred; others in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    signs = "零一二三四五六七八九"
    return ("" if tens < 2 else signs[tens]) + ("十" if tens else "") + (signs[ones] if ones else "")


def ordinal(text: str, numerals: str) -> int | None:
    """The place in an outline that a mark stands for: 第二章's 二 → 2, C → 3, IV → 4, 7 → 7."""
    if numerals == "chinese":
        return from_chinese(text)
    if numerals == "roman":
        return from_roman(text)
    if numerals == "latin":
        return ord(text.upper()) - ord("A") + 1
    return int(text)
