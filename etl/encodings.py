"""Bytes become a text by plausibility: of all the encodings that may be meant, the one whose text looks most like a report.

No encoding is believed because it does not fail: two bytes of Windows-1252 are mostly a Chinese character in GB18030 as
well ("T黵kiye"), and a text in UTF-16 decodes as many things. Each candidate is decoded with what it cannot hold replaced,
and what no writer would have put there is counted: the one with the least of it is taken.
"""

from __future__ import annotations

import codecs
import re

from etl.errors import Code, Odd, Refused, Remark, odd

LOST = "\ufffd"
_SAMPLE = 200_000  # characters that are weighed
_IMPLAUSIBLE = 0.05  # of all characters: more than that is no text in this encoding
_FEW = 8  # but so many may be damaged in the shortest
# in this order, where two are as good
_CANDIDATES = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "cp1252")
_UNSURE = ("cp1252", "big5hkscs")  # a reader is told that it was these
_CJK = "\u3400-\u9fff\uf900-\ufaff"
_WIDE = f"{_CJK}\u3000-\u303f\uff00-\uffef“”‘’—…·《》"
_STRANGE = re.compile(
    "[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff\ufffe\uffff]"  # no characters of a text
    "|[ÐÞÝðþýÿ¤¦¬¯´¸¹²³¼½¾¿¡](?=[a-z])|(?<=[a-z])[ÐÞÝðþýÿ¤¦¬¯´¸¼½¾¿¡]"  # in no language's words that stand here
    "|(?<=[¡-ÿŒœŠšŽžŸƒ])[¡-ÿŒœŠšŽžŸƒ]"  # letters with accents side by side
    "|â€|Ã[€\u0080-¿]|Â[\u0080-¿]"  # what becomes of UTF-8 in Windows-1252
    f"|(?<=[A-Za-z])[{_CJK}](?![{_WIDE}])|(?<![{_WIDE}])[{_CJK}](?=[A-Za-z])"  # one Chinese character in a word
    "|[\u0100-\u1fff\u2c00-\u2fff\u3040-\u33ff\ua000-\uabff\uac00-\ud7ff](?<![\u0100-\u017f\u0300-\u036f])"
)
_CHINESE = re.compile(f"[{_CJK}]")


def decode(data: bytes, name: str) -> tuple[str, list[Remark]]:
    """The text of some bytes, a byte-order mark taken off, and a remark on bytes that are none of its encoding.

    Raises `Refused` where no encoding gives a text.
    """
    for mark, wide in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _told(data[len(mark) :].decode(wide, errors="replace"), data, wide)
    plain = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = plain.decode("utf-8")
        if "\0" not in text or _strange(text) < _IMPLAUSIBLE:
            return text, []
    except UnicodeDecodeError:
        pass
    found = {name: plain.decode(name, errors="replace") for name in _CANDIDATES}
    badness = {name: _strange(text) for name, text in found.items()}
    best = min(_CANDIDATES, key=badness.__getitem__)
    if badness[best] > max(_IMPLAUSIBLE, _FEW / len(found[best])):
        if b"\0" in data:
            raise Refused(Code.BINARY, file=name, characters=0)
        raise Refused(Code.ENCODING, file=name, byte=_first(plain, "utf-8"))
    return _told(found[best], plain, best)


def _told(text: str, data: bytes, encoding: str) -> tuple[str, list[Remark]]:
    """A text, and what its reader must know of how it was decoded."""
    lost, first = text.count(LOST), _first(data, encoding)
    if encoding in _UNSURE:
        beyond = len(re.findall("[^\x00-\x7f]", text))
        return text, [odd(Odd.GUESSED, encoding=encoding, n=beyond, byte=_first(data, "ascii"))]
    if not lost or first < 0:
        return text, []
    if encoding.startswith("utf-16"):
        return text, [odd(Odd.UTF16, n=lost)]
    if encoding == "utf-8":
        return text, [odd(Odd.UTF8, byte=first, n=lost)]
    return text, [odd(Odd.BYTES, encoding=encoding, byte=first, n=lost)]


def _first(data: bytes, encoding: str) -> int:
    """The first byte that an encoding does not know; -1 if it knows all."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return -1


def _strange(text: str) -> float:
    """The share of characters that no writer would have put where they stand."""
    sample = text[:_SAMPLE]
    rare = sum(not _in_use(char) for char in _CHINESE.findall(sample))
    return (len(_STRANGE.findall(sample)) + rare) / max(len(sample), 1)


def _in_use(char: str) -> bool:
    """Whether a Chinese character is one of those that texts are written with, simplified or traditional."""
    for usual in ("gb2312", "big5"):
        try:
            char.encode(usual)
        except UnicodeEncodeError:
            continue
        return True
    return False
