"""What is typed into the search, understood as conditions: names of places, themes and kinds of work, `not` before one of
them, and what the rows shall be grouped by. What is left over are words to search for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ui.filters import NOT

Option = tuple[str, str]
_LEAST = 5  # letters of a word by whose beginning a name is known
_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LETTER = re.compile(r"[a-z0-9\u00c0-\u024f]")


@dataclass(frozen=True)
class Vocabulary:
    """Of one language: what each option is called, what each way of grouping is, the words for `not`, and those between."""

    options: Mapping[str, Option]
    grouping: Mapping[str, str]
    negations: frozenset[str]
    fillers: frozenset[str]


@dataclass(frozen=True)
class Understood:
    """Conditions as an address has them, what the rows are grouped by, and the words left to be searched for."""

    conditions: Mapping[str, str]
    by: str
    rest: str


def vocabulary(
    names: Iterable[tuple[Option, str]], grouping: Mapping[str, str], negations: str, fillers: str
) -> Vocabulary:
    """Of options with their names, and of lists of words parted by commas. Names in brackets are known without them too."""
    options: dict[str, Option] = {}
    for option, name in names:
        low = name.lower()
        for form in (low, re.sub(r"\s*[(（].*?[)）]", "", low)):
            if form:
                options.setdefault(form, option)
    ways = {word: by for by, words in grouping.items() for word in _words(words)}
    return Vocabulary(options, ways, frozenset(_words(negations)), frozenset(_words(fillers)))


def _words(listed: str) -> list[str]:
    return [word.strip().lower() for word in re.split("[,、]", listed) if word.strip()]


def understood(text: str, known: Vocabulary) -> Understood | None:
    """What a text asks for; None where it names no condition and nothing to group by."""
    low, at = text.lower(), 0
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    by, negated = "", False
    while at < len(low):
        if end := _longest(low, at, known.grouping):
            by = known.grouping[_said(low, at, end, known.grouping)]
        elif end := _longest(low, at, known.options):
            facet, option = known.options[_said(low, at, end, known.options)]
            listed = found.setdefault(f"{facet}{NOT if negated else ''}", [])
            listed += [option] if option not in listed else []
            negated = False
        elif end := _longest(low, at, known.negations):
            negated = True
        elif end := _longest(low, at, known.fillers):
            pass
        else:
            end = _word_end(low, at, known)
            if (word := text[at:end].strip()) and _TOKEN.search(word):
                rest.append(f"-{word}" if negated else word)
                for facet, option in _beginning(word, known) if negated else ():
                    found.setdefault(f"{facet}{NOT}", []).append(option)
                negated = False
        at = end
    conditions = {name: ",".join(options) for name, options in found.items()}
    excluded = any(word.startswith("-") for word in rest) and not text.strip().startswith("-")
    return Understood(conditions, by, " ".join(rest)) if conditions or by or excluded else None


def _beginning(word: str, known: Vocabulary) -> list[Option]:
    """Themes and kinds of work whose name begins with a word: not elections is not election monitoring either."""
    stem = word.lower().rstrip("s")
    if len(stem) < (_LEAST if _LETTER.match(stem) else 2):
        return []
    names = (name for name in known.options if name.startswith(stem))
    return [known.options[name] for name in names if known.options[name][0] in ("theme", "engagement")]


def _longest(low: str, at: int, among: Iterable[str]) -> int:
    """Where the longest of some expressions that stands at a place ends; 0 where none does."""
    return max((end for each in among if (end := _ends(low, at, each))), default=0)


def _ends(low: str, at: int, said: str) -> int:
    """Where an expression ends that stands as whole words at a place, with or without the s of a plural; else 0."""
    if not low.startswith(said, at) or (at and _LETTER.match(said) and _LETTER.match(low[at - 1])):
        return 0
    end = at + len(said)
    if not _LETTER.match(said[-1]):
        return end
    for last in (end, end + 1):
        if (last == end or low[end : end + 1] == "s") and not _LETTER.match(low[last : last + 1]):
            return last
    return 0


def _said(low: str, at: int, end: int, among: Iterable[str]) -> str:
    return next(each for each in among if _ends(low, at, each) == end)


def _word_end(low: str, at: int, known: Vocabulary) -> int:
    """Where a word ends that is none of the expressions; in a script without spaces, where one of them begins."""
    token = _TOKEN.match(low, at)
    if not token:
        return at + 1
    if _LETTER.match(low, at):
        return token.end()
    everything = (*known.grouping, *known.options, *known.negations, *known.fillers)
    return next((k for k in range(at + 1, token.end()) if _longest(low, k, everything)), token.end())
