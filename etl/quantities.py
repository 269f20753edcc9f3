"""How a language writes quantities: one block of `quantities.toml` with its vocabularies, compiled.

Read by `etl.figures`. What is counted stands in units.csv, money in currencies.csv, funds in funds.csv, words
such as "about" in qualifiers.csv.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from etl import numerals, vocabulary
from etl.language import Language
from etl.paths import REFERENCE
from etl.vocabulary import Entry

Hit = tuple[int, int, Entry]


class Words:
    """A vocabulary as one pattern: the longest text wins; what has the role never stands for nothing."""

    def __init__(self, entries: Iterable[Entry], language: Language) -> None:
        # a capital in a vocabulary's English text is not required in print
        self._entry = {e.text.lower(): e for e in entries}
        alternatives = "|".join(re.escape(t) for t in sorted(self._entry, key=len, reverse=True)) or "(?!)"
        edges = ("", "") if language.word_boundary == "lexicon" else (r"(?<![A-Za-z])", r"(?![A-Za-z])")
        self._pattern = re.compile(f"{edges[0]}(?:{alternatives}){edges[1]}", re.IGNORECASE)
        self._at_end = re.compile(rf"{edges[0]}(?:{alternatives})\s*$", re.IGNORECASE)

    def find(self, string: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """(start, end, entry) of every word found, in order."""
        found = self._pattern.finditer(string, start, len(string) if end is None else end)
        return [(m.start(), m.end(), self._entry[m.group().lower()]) for m in found]

    def first(self, string: str, start: int = 0, end: int | None = None) -> Hit | None:
        """The first word found that stands for something."""
        return next((hit for hit in self.find(string, start, end) if hit[2].role != "never"), None)

    def before(self, string: str, end: int) -> tuple[int, Entry] | None:
        """The longest word that ends at an offset, blanks aside: (start, entry)."""
        found = self._at_end.search(string, max(0, end - 30), end)
        return (found.start(), self._entry[found.group().rstrip().lower()]) if found else None


@dataclass(frozen=True)
class Grammar:
    """One language's block of `quantities.toml` with its vocabularies, compiled."""

    block: dict[str, Any]
    classes: dict[str, frozenset[str]]
    quantity: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]
    never: tuple[re.Pattern[str], ...]
    dates: tuple[re.Pattern[str], ...]
    self_units: tuple[tuple[re.Pattern[str], str], ...]
    measure_class: dict[str, str]
    units: dict[str, Words]  # by the class of a measure word; "" holds all
    kinds: dict[str, str]
    qualifiers: dict[str, Words]
    funds: Words
    cues: Words
    currencies: dict[str, list[Entry]]

    def value(self, number: str) -> float | None:
        """A number as printed, without its scale."""
        plain = re.sub(r"[,’'\s]", "", number)
        if re.fullmatch(r"\d+(\.\d+)?", plain):
            return float(plain)
        if mixed := re.fullmatch(r"(\d+)亿零?(\d+)万", plain):  # 1亿3 410万
            return float(mixed[1]) * 10**8 + float(mixed[2]) * 10**4
        whole, point, decimals = number.partition("点")
        if point:  # 五点二
            parts = [numerals.from_chinese(digit) for digit in decimals]
            return float(f"{numerals.from_chinese(whole)}." + "".join(map(str, parts)))
        words: dict[str, int] = self.block["words"]
        fractions: dict[str, float] = self.block["parts"]
        total = 0
        said = " ".join(number.lower().split())
        for part, value in fractions.items():
            if said.endswith(part):  # half a million, two and a half million
                return value + (self.value(said.removesuffix(part)) or 0.0)
        for word in re.findall(r"[a-z]+", number.lower()):
            if word in words:
                total = max(total, 1) * 100 if words[word] == 100 else total + words[word]
        return total or numerals.from_chinese(number)


_PATTERNS = (
    "link",
    "boundary",
    "stop",
    "joint",
    "printed",
    "elided",
    "partitive",
    "duration",
    "beside",
    "office",
    "others",
    "funding",
    "participation",
    "trained",
    "anaphor",
    "paired",
    "fraction",
    "half",
    "listed",
)
_QUALIFIERS = ("before", "after", "inner", "sentence")


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of quantities in a language."""
    code = language.code
    data = tomllib.loads((REFERENCE / "quantities.toml").read_text(encoding="utf-8"))
    block = data[code]
    spelled = _any(block["words"])
    months = f"(?:{_any(block['months'].split())})"

    def fill(pattern: str) -> str:
        return pattern.replace("WORD", f"(?i:{spelled})").replace("MONTH", months)

    currencies: dict[str, list[Entry]] = {}
    for entry in vocabulary.load("currencies", code):
        currencies.setdefault(entry.text.lower(), []).append(entry)
    measure_class = {word: name for name, words in block["measures"].items() for word in words.split()}
    qualifiers = vocabulary.load("qualifiers", code)
    funds = vocabulary.load("funds", code)
    counted = vocabulary.load("units", code)
    # where measure words are needed, a unit of one character is one of them, not a noun
    classes = {name: frozenset(ids.split()) for name, ids in data["classes"].items()}
    everything = {e.id for e in counted}
    nouns = [e for e in counted if not (block["needs_measure"] and len(e.text) == 1)]
    edge = "" if language.word_boundary == "lexicon" else "(?![A-Za-z])"
    return Grammar(
        block=block,
        classes=classes,
        quantity=_quantity(block | {"number": fill(block["number"])}, currencies, qualifiers, edge),
        patterns={name: re.compile(fill(block[name]) or "(?!)") for name in _PATTERNS},
        never=tuple(re.compile(fill(p)) for p in block["never"]),
        dates=tuple(re.compile(fill(p)) for p in block["dates"]),
        self_units=tuple((re.compile(p), unit) for p, unit in block["self"].items()),
        measure_class=measure_class,
        units={
            name: Words([e for e in nouns if e.role == "never" or e.id in ids], language)
            for name, ids in {"": everything, **classes}.items()
        },
        kinds={e.id: e.kind for e in counted if e.role != "never"},
        qualifiers={name: Words([e for e in qualifiers if e.kind == name], language) for name in _QUALIFIERS},
        funds=Words([e for e in funds if e.role != "weak"], language),
        cues=Words([e for e in funds if e.role == "weak"], language),
        currencies=currencies,
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"


def _quantity(
    block: dict[str, Any], currencies: dict[str, list[Entry]], qualifiers: Iterable[Entry], edge: str
) -> re.Pattern[str]:
    """A number with what may stand around it: currency, lower end of a range, scale, measure word."""
    everything = [entry for entries in currencies.values() for entry in entries]
    before = [e for e in everything if "prefix" in (e.kind, e.note)]  # a weak one's kind is its country
    prefixes = _any({e.text for e in before if e.note != "code"})
    codes = _any({e.text for e in before if e.note == "code"})
    suffixes = _any({e.text for e in everything if e not in before})
    inner = _any(e.text for e in qualifiers if e.kind == "inner")
    measures = [word for words in block["measures"].values() for word in words.split()]
    measure = "|".join([*block["self"], _any(measures)])
    # no letter stands before a number, but for a code glued to it: USD200,000
    apart = "(?<![A-Za-z0-9/_#+–—-])"
    number = block["number"].replace(apart, f"(?:{apart}|(?(prefix)(?<=[A-Z]{{3}})|(?!)))")
    loose = number.replace("–—-", "")  # the upper end of a range may stand behind a dash
    # SDG 16 and COP 26 are no money: a code that nobody reviewed needs a large amount behind it
    large = rf"\s?\d[\d., \u00a0]*(?:[, \u00a0]\d{{3}}(?!\d)|\s?(?:{_any(block['scales'])}){edge})"
    sign = rf"(?<![A-Za-z])(?:{prefixes}|(?:{codes})(?={large}))"
    scale = rf"{block['before_scale']}(?P<SCALE>{_any(block['scales'])}){edge}"
    return re.compile(
        rf"(?P<between>{block['between'] or '(?!)'})?(?:(?P<prefix>{sign})\s?)?"
        rf"(?:(?P<low>{number})(?:{scale.replace('SCALE', 'low_scale')})?"
        rf"(?:{block['range']}|(?(between){block['between_and'] or '(?!)'}|(?!)))(?:(?P<prefix2>{sign})\s?)?"
        rf"|(?<![–—-]))(?P<number>{loose})"
        rf"(?:\s?(?P<more>{inner}))?(?:{scale.replace('SCALE', 'scale')})?(?:\s?(?P<more2>{inner}))?"
        rf"(?:\s?(?:(?P<percent>{block['percent']})|{block['before_currency']}(?P<currency>(?i:{suffixes})){edge}(?!-[a-z]|区)"
        rf"|(?P<measure>{measure})))?"
    )
