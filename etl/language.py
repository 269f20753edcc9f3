"""A language as data: one block of `data/reference/languages.toml`, compiled."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from etl.errors import Code, Refused
from etl.paths import REFERENCE

_FEW_WORDS = 100  # in fewer words the commonest may be missing
_PLAIN = ("code", "name", "join", "between", "script_share", "common_share", "months", "outline")
# A character of a word: a letter, a mark that changes one (é may be two characters) or a digit.
_OF_WORD = "(?:[^\\W_\u00b2\u00b3\u00b9\u2070-\u209c]|[\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff])"


@dataclass(frozen=True)
class OutlineMark:
    """How one level of the outline is marked: `pattern` has two groups, the numeral and the title."""

    level: int
    numerals: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Language:
    """One language's ways of numbering, joining and parting text."""

    code: str
    name: str
    join: str
    between: str  # between names that stand for one thing
    script: re.Pattern[str]
    script_share: float  # of all letters, at least so many are of the script
    word: re.Pattern[str]
    common: re.Pattern[str]
    common_share: float  # of all words, at least so many are common ones
    sentence_end: re.Pattern[str]
    sentence_full: re.Pattern[str]
    sentence_split: re.Pattern[str]
    sentence_goes_on: re.Pattern[str]
    clause_split: re.Pattern[str]
    punctuation: re.Pattern[str]
    title: re.Pattern[str]
    quotation: re.Pattern[str]  # group `title`: the marks alone make it one
    period: re.Pattern[str]
    period_said: re.Pattern[str]
    months: tuple[str, ...]
    annex_head: re.Pattern[str]
    caption: re.Pattern[str]  # of a table, or with the group `box` or `figure`
    contents: re.Pattern[str]
    table: re.Pattern[str]  # its caption
    table_note: re.Pattern[str]
    measure_after_number: re.Pattern[str]
    prefix: re.Pattern[str]
    told: re.Pattern[str]
    title_goes_on: re.Pattern[str]
    before_url: re.Pattern[str]
    plural: re.Pattern[str]  # what a word of a vocabulary may end in besides
    outline: tuple[OutlineMark, ...]

    @property
    def spaced(self) -> bool:
        """Whether blanks part the words."""
        return self.join == "space"

    @property
    def space(self) -> str:
        """What parts two words."""
        return " " if self.spaced else ""

    @property
    def word_boundary(self) -> str:
        """What tells where a word ends: its letters, or a lexicon where no blanks part the words."""
        return "letters" if self.spaced else "lexicon"

    @cached_property
    def edge(self) -> re.Pattern[str]:
        """A place where a word may begin or end: no two characters of a word meet there.

        é is one of a word as e is; where no blanks part the words, the characters of the script are none.
        """
        script = "" if self.spaced else f"|(?<={self.script.pattern})|(?={self.script.pattern})"
        return re.compile(f"(?<!{_OF_WORD})|(?!{_OF_WORD}){script}")

    @cached_property
    def rest(self) -> re.Pattern[str]:
        """What is left of a word."""
        return re.compile(f"(?:{'' if self.spaced else f'(?!{self.script.pattern})'}{_OF_WORD})*")

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
        raise Refused(Code.OPTION, option="lang", value=code, allowed=" ".join(sorted(known())))
    return known()[code]


def is_simplified(text: str) -> bool:
    """Whether simplified characters can write a text: GB2312 has no others."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def traditional(text: str) -> float:
    """The share of Chinese characters that simplified writing does not have."""
    found = Counter(re.findall("[\u4e00-\u9fff]", text))
    return sum(n for char, n in found.items() if not is_simplified(char)) / max(found.total(), 1)


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
    raise Refused(Code.OTHER_LANGUAGE, supported=" ".join(known()))


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
        between=str(block["between"]),
        script_share=float(str(block["script_share"])),
        common_share=float(str(block["common_share"])),
        months=months,
        outline=outline,
        **patterns,
    )
