"""A language as data: one block of `data/reference/languages.toml`, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from etl.errors import Code, Refused
from etl.paths import REFERENCE

_FEW_WORDS = 100  # in fewer words the commonest may be missing
_PLAIN = ("code", "name", "join", "word_boundary", "script_share", "common_share", "months", "outline")


@dataclass(frozen=True)
class OutlineMark:
    """How one level of the outline is marked: `pattern` has two groups, the numeral and the title."""

    level: int
    numerals: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Language:
    """One language's ways of numbering, joining and parting text."""

    code: str
    name: str
    join: str
    word_boundary: str
    script: re.Pattern[str]
    script_share: float  # of all letters, at least so many are of the script
    word: re.Pattern[str]
    common: re.Pattern[str]
    common_share: float  # of all words, at least so many are common ones
    sentence_end: re.Pattern[str]
    sentence_full: re.Pattern[str]
    sentence_split: re.Pattern[str]
    clause_split: re.Pattern[str]
    punctuation: re.Pattern[str]
    title: re.Pattern[str]
    period: re.Pattern[str]
    months: tuple[str, ...]
    annex: re.Pattern[str]
    annex_head: re.Pattern[str]  # where the page tells that it is a heading
    caption: re.Pattern[str]  # of a table, or with the group `box` or `figure`
    contents: re.Pattern[str]
    table: re.Pattern[str]  # its caption
    table_note: re.Pattern[str]
    measure_after_number: re.Pattern[str]
    prefix: re.Pattern[str]
    title_goes_on: re.Pattern[str]
    before_url: re.Pattern[str]
    outline: tuple[OutlineMark, ...]

    def outlined(self, text: str) -> bool:
        """Whether a line begins like a heading with a label."""
        return any(mark.pattern.match(text) for mark in self.outline)

    def region_kind(self, caption: re.Match[str]) -> str:
        """What stands under a caption that is no table's."""
        return "box" if caption["box"] else "figure"


@cache
def known() -> dict[str, Language]:
    """Every language of `languages.toml` by its ISO 639-1 code."""
    blocks = tomllib.loads((REFERENCE / "languages.toml").read_text(encoding="utf-8"))
    return {code: _compile(code, block) for code, block in blocks.items()}


def get(code: str) -> Language:
    """The language with this code; `Refused` names those that there are."""
    if code not in known():
        raise Refused(
            f"language {code!r} is not supported: choose one of {', '.join(sorted(known()))}",
            Code.OPTION,
            option="lang",
            value=code,
        )
    return known()[code]


def detect(text: str) -> Language:
    """The language of a text: the one whose script fills it and whose commonest words are common in it.

    Raises `Refused` for a text in another language; one of few words is believed to be in the language of its script.
    """
    letters = [c for c in text if c.isalpha()]
    for language in known().values():
        inside = language.script.findall(text)
        if len(inside) < language.script_share * max(len(letters), 1):
            continue
        words = language.word.findall(text)
        common = sum(bool(language.common.fullmatch(w)) for w in words)
        if len(words) < _FEW_WORDS or common >= language.common_share * len(words):
            return language
    names = ", ".join(f"{language.name} ({code})" for code, language in known().items())
    raise Refused(
        f"the text is in none of the languages that can be read: {names}; give the report in one of them",
        Code.OTHER_LANGUAGE,
        supported=" ".join(known()),
    )


def _compile(code: str, block: dict[str, object]) -> Language:
    patterns = {name: re.compile(str(block[name])) for name in Language.__annotations__ if name not in _PLAIN}
    marks = block["outline"]
    assert isinstance(marks, list)
    outline = tuple(OutlineMark(m["level"], m["numerals"], re.compile(m["pattern"])) for m in marks)
    months = tuple(map(str, block["months"])) if isinstance(block["months"], list) else ()
    return Language(
        code=code,
        name=str(block["name"]),
        join=str(block["join"]),
        word_boundary=str(block["word_boundary"]),
        script_share=float(str(block["script_share"])),
        common_share=float(str(block["common_share"])),
        months=months,
        outline=outline,
        **patterns,
    )
