"""The two matchers that all reports share: countries with their places, and groups of countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from etl import language, vocabulary
from etl.matcher import Matcher

_CAPITALS = 4  # in capitals, shorter names would be abbreviations
_BARE = 5  # without their marks, shorter names would be other words: Malé
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_STYLED = re.compile(
    r"((?:[A-Z][\w’'-]+ )*(?:Republic|Kingdom|States?|Commonwealth|Union|Sultanate) of)( the)? (.+)"
)
_TURNED = re.compile(r"(North|South) ([A-Z]\w+)")
_PAIR = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_ABBREVIATION = re.compile(r"[A-Z]{2,4}")
_SHORTENED = (
    ("Saint ", "St. ", "St ", "Saint-"),
    ("Republic", "Rep."),
    ("Democratic", "Dem."),
    ("Islands", "Is."),
    ("Federation", "Fed."),
    ("United Rep", "Utd. Rep"),
)


@cache
def countries(lang: str) -> Matcher:
    """Finds countries, territories and places; where a place has a country's name, the country stands.

    United States dollars and 瑞士法郎 are money and name no country.
    """
    names = _entries(("foreign_names", "places", "demonyms", "names"), lang)
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
    """Other ways to write a Latin name: without marks, and of a State inverted, shortened, in capitals, with & for and,
    D.R.C. for DRC."""
    if name.role == "never" or not _LATIN.match(name.text):
        return
    bare = _bare(name.text)
    texts = {name.text, bare} if len(bare) >= _BARE else {name.text}
    if name.kind in ("country", "territory"):
        texts = _written(texts, name.text)
    for text in sorted(texts - {name.text}):
        yield replace(name, text=text)


def _bare(text: str) -> str:
    """São Tomé → Sao Tome."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _written(texts: set[str], name: str) -> set[str]:
    """The ways to write a State's name that its forms give."""
    texts = texts | {form for text in texts for form in _inverted(text)} | {*_dotted(name)}
    texts |= {text.replace(" and ", " & ") for text in texts}
    for long, *shorts in _SHORTENED:
        texts |= {text.replace(long, short) for text in texts for short in shorts}
    if _PAIR.fullmatch(name):
        texts.add(name.replace(" ", "-"))  # Viet-Nam
    return texts | {text.upper() for text in texts if len(text) >= _CAPITALS}


def _inverted(text: str) -> list[str]:
    """Republic of the Niger → Niger, Republic of the and Niger (Republic of the); Niger, Republic as banks have it;
    North Macedonia → Macedonia, North."""
    if turned := _TURNED.fullmatch(text):
        return [f"{turned[2]}, {turned[1]}"]
    parts = _STYLED.fullmatch(text)
    return (
        [
            f"{parts[3]}, {parts[1]}{parts[2] or ''}",
            f"{parts[3]} ({parts[1]}{parts[2] or ''})",
            f"{parts[3]}, {parts[1].removesuffix(' of')}",
        ]
        if parts
        else []
    )


def _dotted(text: str) -> list[str]:
    """DRC → D.R.C., whose last stop may end the sentence too."""
    return [".".join(text) + "."] if _ABBREVIATION.fullmatch(text) else []


def _money(lang: str) -> list[vocabulary.Entry]:
    """The currencies that have a country's name in theirs, or could."""
    return [e for e in vocabulary.load("currencies", lang) if e.note not in ("code", "bare")]


def _entries(names: tuple[str, ...], lang: str) -> list[vocabulary.Entry]:
    return [entry for name in names for entry in vocabulary.load(name, lang)]
