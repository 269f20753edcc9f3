"""A language as data: one block of `data/reference/languages.toml`, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from etl.errors import Refused
from etl.paths import REFERENCE


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
    join: str
    word_boundary: str
    script: re.Pattern[str]
    sentence_end: re.Pattern[str]
    sentence_split: re.Pattern[str]
    clause_split: re.Pattern[str]
    punctuation: re.Pattern[str]
    title: re.Pattern[str]
    period: re.Pattern[str]
    months: tuple[str, ...]
    annex: re.Pattern[str]
    contents: re.Pattern[str]
    measure_after_number: re.Pattern[str]
    outline: tuple[OutlineMark, ...]


@cache
def known() -> dict[str, Language]:
    """Every language of `languages.toml` by its ISO 639-1 code."""
    blocks = tomllib.loads((REFERENCE / "languages.toml").read_text(encoding="utf-8"))
    return {code: _compile(code, block) for code, block in blocks.items()}


def get(code: str) -> Language:
    """The language with this code; `Refused` names those that there are."""
    if code not in known():
        raise Refused(f"language {code!r} is not supported: choose one of {', '.join(sorted(known()))}")
    return known()[code]


def detect(text: str) -> Language:
    """The language whose script fills the text: Chinese if a tenth of its letters are CJK, else English."""
    letters = len(re.findall(r"\w", text)) or 1
    return get("zh") if len(get("zh").script.findall(text)) / letters > 0.1 else get("en")


def _compile(code: str, block: dict[str, object]) -> Language:
    patterns = {
        name: re.compile(str(block[name]))
        for name in Language.__annotations__
        if name not in ("code", "join", "word_boundary", "months", "outline")
    }
    marks = block["outline"]
    assert isinstance(marks, list)
    outline = tuple(OutlineMark(m["level"], m["numerals"], re.compile(m["pattern"])) for m in marks)
    months = tuple(map(str, block["months"])) if isinstance(block["months"], list) else ()
    return Language(
        code, str(block["join"]), str(block["word_boundary"]), months=months, outline=outline, **patterns
    )
