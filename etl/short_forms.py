"""States named by one character each, as Chinese does where only States can be meant: 中美两国, 俄乌冲突, 孟、柬、老、缅.

The characters lie in `data/reference/short_forms.csv`; its rows of kind `pair` are two States at once, whose
characters may mean others elsewhere (中巴), of kind `alone` those that need no word after them (印巴, 俄乌); rows of id
`context` are the words after which no other reading is left, of id `other` those after which it is none of States.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from etl import vocabulary
from etl.language import Language
from etl.searcher import Hit
from etl.vocabulary import Entry

_LONG_LIST = 3  # so many characters parted by commas are States without a word that says so
_NUMERALS = "一二两三四五六七八九十"


@dataclass(frozen=True)
class _Forms:
    """What is looked for in one language."""

    characters: dict[str, Entry]
    pairs: dict[str, tuple[str, ...]]
    run: re.Pattern[str]
    listed: re.Pattern[str]
    context: re.Pattern[str]
    other: re.Pattern[str]


def find(text: str, taken: Sequence[Hit], language: Language) -> list[Hit]:
    """One hit a State, none where another name was found."""
    forms = _forms(language.code)
    if forms is None:
        return []
    return [
        hit
        for hit in sorted(_hits(text, forms), key=lambda h: h.start)
        if not any(t.start < hit.end and hit.start < t.end for t in taken)
    ]


def _hits(text: str, forms: _Forms) -> Iterator[Hit]:
    for found in forms.run.finditer(text):
        pair = forms.pairs.get(found[0])
        for i, char in enumerate(found[0]):
            entry = Entry(pair[i], "match", char, "country") if pair else forms.characters[char]
            yield Hit(found.start() + i, found.start() + i + 1, entry)
    for found in forms.listed.finditer(text):
        places = [m.start() for m in re.finditer(r"[^、和及与]", found[0])]
        if forms.other.match(text, found.end()) or (
            len(places) < _LONG_LIST and not forms.context.match(text, found.end())
        ):
            continue
        for at in places:
            yield Hit(found.start() + at, found.start() + at + 1, forms.characters[found[0][at]])


@cache
def _forms(lang: str) -> _Forms | None:
    rows = vocabulary.load("short_forms", lang)
    if not rows:
        return None
    characters = {e.text: e for e in rows if not e.kind and e.id not in ("context", "other")}
    pairs = {e.text: tuple(e.id.split()) for e in rows if e.kind in ("pair", "alone")}

    def any_of(words: Sequence[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    single = f"[{''.join(characters)}]"
    words = any_of([e.text for e in rows if e.id == "context"])
    alone = any_of([e.text for e in rows if e.kind == "alone"])
    context = rf"(?:{words}|[{_NUMERALS}\d]+\s?国|等[{_NUMERALS}\d多]*\s?国)"
    return _Forms(
        characters,
        pairs,
        re.compile(
            rf"(?:{any_of(list(pairs))}|(?<!{single}){single}{{2,4}})(?={context})|(?:{alone})(?=[、，。；和及])"
        ),
        re.compile(rf"{single}(?:、{single})+(?:[和及与]{single})?(?![㐀-鿿]?、)"),
        re.compile(context),
        re.compile(any_of([e.text for e in rows if e.id == "other"])),
    )
