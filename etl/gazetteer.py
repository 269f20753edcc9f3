"""The two matchers that all reports share: countries with their places, and groups of countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from etl import language, vocabulary
from etl.matcher import Matcher

_CAPITALS = 4  # in capitals, shorter names would be abbreviations


@cache
def countries(lang: str) -> Matcher:
    """Finds countries, territories and places; where a place has a country's name, the country stands.

    United States dollars and 瑞士法郎 are money and name no country.
    """
    names = _entries(("places", "demonyms", "names"), lang)
    return Matcher(
        [*(other for name in names for other in _spellings(name)), *names],
        language.get(lang),
        [*_entries(("groups",), lang), *_money(lang)],
    )


@cache
def groups(lang: str) -> Matcher:
    """Finds regions and organisations."""
    return Matcher(
        _entries(("groups",), lang), language.get(lang), [*_entries(("names",), lang), *_money(lang)]
    )


def _spellings(name: vocabulary.Entry) -> Iterator[vocabulary.Entry]:
    """Other ways to write a Latin name: in capitals, with & for and, with St. for Saint."""
    if name.kind not in ("country", "territory") or name.role == "never" or not name.text[0].isascii():
        return
    texts = {name.text, name.text.replace(" and ", " & ")}
    texts |= {text.replace("Saint ", short) for text in texts for short in ("St. ", "St ")}
    texts |= {text.upper() for text in texts if len(text) >= _CAPITALS}
    for text in sorted(texts - {name.text}):
        yield replace(name, text=text)


def _money(lang: str) -> list[vocabulary.Entry]:
    """The currencies that have a country's name in theirs, or could."""
    return [e for e in vocabulary.load("currencies", lang) if e.note not in ("code", "bare")]


def _entries(names: tuple[str, ...], lang: str) -> list[vocabulary.Entry]:
    return [entry for name in names for entry in vocabulary.load(name, lang)]
