"""What a person is told: a code and its facts, filled into the words of `data/text/en.toml`.

The same words in other languages stand beside it; the pages choose them by the reader's language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from etl import phrases
from etl.paths import DATA

Facts = Mapping[str, str | int]
_LISTS = ("supported", "known", "allowed", "columns")  # facts that hold several words, parted by blanks


def english(section: str, code: str, facts: Facts) -> str:
    """The sentence of a code in English; the fact `what`, where there is one, says which of the code's sentences."""
    words = _words()[section]
    phrase = words.get(f"{code}_{facts.get('what', '')}") or words[code]
    values = {name: _said(words, name, facts.get(name, "?")) for name in phrases.places(phrase)}
    return phrases.filled(phrase, values)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((DATA / "text" / "en.toml").read_text(encoding="utf-8"))


def _said(words: Mapping[str, str], name: str, value: str | int) -> str:
    if isinstance(value, int):
        return words["megabytes"].format(n=value // 2**20) if _bytes(name, value) else f"{value:,}"
    if name == "option":
        return f"--{value}"
    if name == "found":
        return words.get(f"found_{value}", words["found_other"])
    return ", ".join(value.split()) if name in _LISTS else " ".join(value.split())


def _bytes(name: str, value: int) -> bool:
    return name in ("bytes", "limit") and value >= 2**20
