"""States named by one character each, as Chinese does where only States can be meant: 中美两国, 孟、柬、老、缅, 访华.

The characters lie in `data/reference/short_forms.csv`. Those of role `weak` stand for several States (伊): ambiguous
but in a list. Those of role `never` are no State, and stand among States (美欧); those of kind `after_verb` only stand
behind a verb. Kind `pair`: two States at once, whose characters may mean others elsewhere (中巴); `alone`: such as
need no word after them (印巴, 俄乌); `together`: what the characters mean where a list has no others (哈、吉、土).
Rows of other ids are words: `context` after which no other reading is left, `other` after which a list is none of
States; `verb` before one character (访美), `verb_noun` likewise if a word of `noun` follows (对美出口).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from etl import vocabulary
from etl.language import Language
from etl.matcher import Lexicon
from etl.searcher import Hit
from etl.spans import COUNTRY, GROUP, mask
from etl.vocabulary import Entry

_LONG_LIST = 3  # so many characters parted by commas are States without a word that says so
_LONGEST_WORD = 4
_JOINTS = "和与及在对从向由将"  # 和中 is a word, and seldom one before 中日关系
_NUMERALS = "一二两三四五六七八九十"
_WORDS = ("context", "other", "verb", "verb_noun", "noun")


@dataclass(frozen=True)
class _Forms:
    """What is looked for in one language."""

    characters: dict[str, Entry]
    pairs: dict[str, tuple[str, ...]]
    together: tuple[dict[str, str], ...]
    surname: re.Pattern[str]
    titled: re.Pattern[str]
    close: re.Pattern[str]  # two characters that may be a run, at little cost
    run: re.Pattern[str]
    listed: re.Pattern[str]
    governed: re.Pattern[str]
    context: re.Pattern[str]
    other: re.Pattern[str]


def find(text: str, taken: Sequence[Hit], language: Language) -> list[Hit]:
    """One hit a State, none where another name was found."""
    forms = _forms(language.code)
    if forms is None:
        return []
    left = mask(text, [(hit.start, hit.end, "country") for hit in taken])
    hits = _hits(left, forms, Lexicon.load(language.code))
    return sorted((hit for hit in hits if hit.entry.role != "never"), key=lambda h: h.start)


def _hits(text: str, forms: _Forms, lexicon: Lexicon) -> Iterator[Hit]:
    for found in forms.run.finditer(text) if forms.close.search(text) else ():
        start, end = found.span()
        open_end = not forms.context.match(text, end) and _goes_on(text, start + 1, end, lexicon)
        if open_end or _begun(text, start, end, lexicon) or _is_given_name(text, start, end, forms, lexicon):
            continue
        pair = forms.pairs.get(found[0])
        entries = [Entry(i, "match", "", "country") for i in pair] if pair else _members(forms, found[0])
        yield from (Hit(at, at + 1, entry) for at, entry in enumerate(entries, start=found.start()))
    for found in forms.listed.finditer(text):
        places = [m.start() for m in re.finditer(r"[^、和及与]", found[0])]
        if forms.other.match(text, found.end()) or (
            len(places) < _LONG_LIST and not forms.context.match(text, found.end())
        ):
            continue
        for at, entry in zip(places, _listed(forms, [found[0][at] for at in places]), strict=False):
            yield Hit(found.start() + at, found.start() + at + 1, entry)
    for found in forms.governed.finditer(text):
        at = found.end()
        if not (_begun(text, found.start(), at, lexicon) or _goes_on(text, at - 1, at, lexicon)):
            yield Hit(at - 1, at, forms.characters[text[at - 1]])


def _members(forms: _Forms, characters: Sequence[str]) -> list[Entry]:
    """What stands together: in a long list none is weak any more; beside what is no State (中欧) each is."""
    entries = [forms.characters[char] for char in characters]
    if len(entries) >= _LONG_LIST:
        return [replace(e, role="match") if e.role == "weak" else e for e in entries]
    if any(e.role == "never" for e in entries):
        return [replace(e, role="weak") if e.role == "match" else e for e in entries]
    return entries


def _listed(forms: _Forms, characters: Sequence[str]) -> list[Entry]:
    """What a list names: as in the one part of the world to which all of it can belong, or each by itself.

    None where a character means a State in such company only and has none here.
    """
    worlds = [world for world in forms.together if all(char in world for char in characters)]
    if len(worlds) == 1 and len(characters) >= _LONG_LIST:
        return [Entry(worlds[0][char], "match", "", "country") for char in characters]
    return _members(forms, characters) if all(char in forms.characters for char in characters) else []


def _is_given_name(text: str, start: int, end: int, forms: _Forms, lexicon: Lexicon) -> bool:
    """Whether a pair that stands alone is in a person's name: 张|中韩, 法官|中日郎, but not 支持|中韩, 主张|中韩关系."""
    if end - start != len("中韩") or forms.context.match(text, end):
        return False
    if forms.titled.search(text, max(0, start - _LONGEST_WORD), start):
        return True
    if not forms.surname.match(text, start - 1):
        return False
    return not any(text[a:start] in lexicon.cost for a in range(max(0, start - _LONGEST_WORD), start - 1))


def _begun(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word of the dictionary ends within the stretch that begins before it: 其中|美, 拘留|法."""
    return any(
        text[a:b] in lexicon.cost
        for b in range(start + 1, end)
        for a in range(max(0, b - _LONGEST_WORD), start)
        if text[a] not in _JOINTS
    )


def _goes_on(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word of the dictionary begins within the stretch that ends behind it: 日|常."""
    return any(
        text[a:b] in lexicon.cost for a in range(start, end) for b in range(end + 1, a + _LONGEST_WORD + 1)
    )


@cache
def _forms(lang: str) -> _Forms | None:
    rows = vocabulary.load("short_forms", lang)
    if not rows:
        return None
    characters = {e.text: e for e in rows if e.kind in ("", "after_verb") and e.id not in _WORDS}
    pairs = {e.text: tuple(e.id.split()) for e in rows if e.kind in ("pair", "alone")}
    together = tuple(dict(zip(e.text, e.id.split(), strict=True)) for e in rows if e.kind == "together")
    names = vocabulary.load("name_parts", lang)
    surnames, titles = ("|".join(e.text for e in names if e.id == id_) for id_ in ("surname", "honorific"))

    def any_of(words: Sequence[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    def words(id_: str) -> str:
        return any_of([e.text for e in rows if e.id == id_])

    single = f"[{''.join(c for c, e in characters.items() if e.kind != 'after_verb')}]"
    governed = f"[{''.join(c for c, e in characters.items() if e.role != 'never')}]"
    only = f"[{''.join(c for c, e in characters.items() if e.kind == 'after_verb')}]"
    member = f"(?:{single}|[{''.join(sorted({char for world in together for char in world}))}])"
    alone = any_of([e.text for e in rows if e.kind == "alone"])
    several = rf"[{_NUMERALS}\d]+\s?(?:国|方)|等[{_NUMERALS}\d多]*\s?(?:西方|周边|邻)?国"
    context = rf"(?:{words('context')}|{several}|[{COUNTRY}-{GROUP}])"
    return _Forms(
        characters,
        pairs,
        together,
        re.compile(surnames),
        re.compile(f"(?:{titles})$"),
        re.compile(f"[{''.join(sorted({*characters, *''.join(pairs)}))}]{{2}}"),
        re.compile(
            rf"(?:{any_of(list(pairs))}|(?<!{single}){single}{{2,4}})(?=(?:[、和及与]{single}{{2}})*{context})|(?:{alone})"
        ),
        re.compile(rf"{member}(?:、{member})+(?:[和及与]{member})?(?![㐀-鿿]?、)"),
        re.compile(
            rf"(?:{words('verb')}){governed}|(?:{words('verb_noun')})(?:{governed}(?={words('noun')})|{only})"
        ),
        re.compile(context),
        re.compile(words("other")),
    )
