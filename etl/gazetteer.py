"""The two matchers that all reports share: countries with their places, and groups of countries."""

from __future__ import annotations

from functools import cache

from etl import language, vocabulary
from etl.matcher import Matcher


@cache
def countries(lang: str) -> Matcher:
    """Finds countries, territories and places; where a place has a country's name, the country stands.

    United States dollars and 瑞士法郎 are money and name no country.
    """
    return Matcher(
        _entries(("places", "demonyms", "names"), lang),
        language.get(lang),
        [*_entries(("groups",), lang), *_money(lang)],
    )


@cache
def groups(lang: str) -> Matcher:
    """Finds regions and organisations."""
    return Matcher(
        _entries(("groups",), lang), language.get(lang), [*_entries(("names",), lang), *_money(lang)]
    )


def _money(lang: str) -> list[vocabulary.Entry]:
    """The currencies that have a country's name in theirs, or could."""
    return [e for e in vocabulary.load("currencies", lang) if e.note not in ("code", "bare")]


def _entries(names: tuple[str, ...], lang: str) -> list[vocabulary.Entry]:
    return [entry for name in names for entry in vocabulary.load(name, lang)]
