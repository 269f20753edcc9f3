"""How a language writes quantities: its file of `data/reference/numbers` and its vocabularies, compiled.

What is counted stands in units.csv, money in currencies.csv, funds in funds.csv, words such as "about" in
qualifiers.csv. A pattern is looked up as `g["nouns.link"]`, a plain setting as `g.block["nouns"]["link"]`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from etl import vocabulary
from etl.language import Language
from etl.numbers import characters, spelled
from etl.numbers.combinators import Parser, any_of, remembered
from etl.numbers.number import Number
from etl.paths import REFERENCE
from etl.sieve import Sieve
from etl.vocabulary import Entry

Hit = tuple[int, int, Entry]

_PARSERS = {"characters": characters.parser, "spelled": spelled.parser}
_WINDOW = 120  # so far before a number may a word stand that says what it is
_QUALIFIERS = ("before", "after", "sentence")


class Words:
    """A vocabulary as one pattern: the longest text wins; what has the role never stands for nothing."""

    def __init__(
        self, entries: Iterable[Entry], language: Language, gap: str = "", counted: bool = False
    ) -> None:
        """`counted`: nouns, which no hyphen joins to what follows (women-led); a capital may be all that tells (States)."""
        # else a capital in a vocabulary's English text is not required in print
        self._entry = {e.text.lower(): e for e in entries}
        compound = r"|[-‑](?:[a-z]|\s(?:and|or)\b)" if counted else ""
        edges = (
            ("", "")
            if language.word_boundary == "lexicon"
            else (r"(?<![A-Za-z])", rf"(?![A-Za-z]{compound})")
        )
        proper = [e.text for e in self._entry.values() if counted and e.text.isalpha() and e.text.istitle()]
        free = any_of(self._entry.keys() - {text.lower() for text in proper})
        alternatives = f"(?:{free}|(?-i:{any_of(proper)}))"
        self._pattern = re.compile(f"{edges[0]}{alternatives}{edges[1]}", re.IGNORECASE)
        self._at_end = re.compile(rf"{edges[0]}(?P<word>{alternatives})\s?{gap}\s*$", re.IGNORECASE)

    def find(self, string: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """(start, end, entry) of every word found, in order."""
        found = self._pattern.finditer(string, start, len(string) if end is None else end)
        return [(m.start(), m.end(), self._entry[m.group().lower()]) for m in found]

    def first(self, string: str, start: int = 0, end: int | None = None) -> Hit | None:
        """The first word found that stands for something."""
        return next((hit for hit in self.find(string, start, end) if hit[2].role != "never"), None)

    def before(self, string: str, end: int) -> tuple[int, Entry] | None:
        """The longest word that ends at an offset, blanks and the gap aside: (start, entry)."""
        found = self._at_end.search(string, max(0, end - 30), end)
        return (found.start(), self._entry[found["word"].lower()]) if found else None


@dataclass(frozen=True)
class Grammar:
    """One language's way of writing quantities, compiled."""

    block: Mapping[str, Any]
    number: Parser[Number]
    patterns: Mapping[str, re.Pattern[str]]
    names: Sieve
    clock: Sieve
    dates: Sieve
    self_units: tuple[tuple[re.Pattern[str], str], ...]
    measure_class: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    units: Mapping[str, Words]  # by the class of a measure word; "" holds all
    kinds: Mapping[str, str]
    qualifiers: Mapping[str, Words]
    funds: Words
    cues: Words
    demonyms: Words
    currencies: Mapping[str, list[Entry]]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.patterns[name]

    def before(self, name: str, text: str, at: int) -> re.Match[str] | None:
        """What a pattern that ends in `$` finds directly before an offset."""
        return self.patterns[name].search(text, max(0, at - _WINDOW), at)

    def value(self, printed: str) -> float | None:
        """A number alone, as printed: 两 → 2, twenty-five → 25; None if it is none or two."""
        found = self.number(printed, 0)
        whole = found and found[1] == len(printed) and found[0].low == found[0].high
        return found[0].low if found and whole else None


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of quantities in a language."""
    code, folder = language.code, REFERENCE / "numbers"
    block = tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8"))
    classes = {
        name: frozenset(ids.split())
        for name, ids in tomllib.loads((folder / "classes.toml").read_text(encoding="utf-8")).items()
    }
    plain = any_of(block["numerals"].get("words", {}))
    months = f"(?:{any_of(block['months'])})"

    qualifiers = vocabulary.load("qualifiers", code)
    said = any_of(e.text for e in qualifiers if e.kind == "before" and e.role != "never")
    about = rf"(?:{said})\s?(?<![A-Za-z])"
    finite = rf"\b(?:{block['times']['finite']})\b"

    def fill(pattern: str) -> str:
        for name, words in (
            ("WORD", f"(?i:{plain})"),
            ("MONTH", months),
            ("ABOUT", about),
            ("FINITE", finite),
        ):
            pattern = pattern.replace(name, words)
        return pattern

    currencies: dict[str, list[Entry]] = {}
    for entry in vocabulary.load("currencies", code):
        currencies.setdefault(entry.text.lower(), []).append(entry)
    funds = vocabulary.load("funds", code)
    counted = vocabulary.load("units", code)
    needs_measure = block["amounts"]["needs_measure"]
    # where measure words are needed, a unit of one character is one of them, not a noun
    nouns = [e for e in counted if not (needs_measure and len(e.text) == 1)]
    measures = block["amounts"]["measures"]
    patterns = {
        f"{section}.{name}": re.compile(fill(pattern) if pattern else "(?!)")
        for section, entries in block.items()
        if isinstance(entries, dict)
        for name, pattern in entries.items()
        if isinstance(pattern, str)
    }
    patterns |= _frame(block, currencies, fill)
    patterns["qualified"] = re.compile(about)
    return Grammar(
        block=block,
        number=remembered(_PARSERS[block["grammar"]](block["numerals"])),
        patterns=patterns,
        names=Sieve([re.compile(fill(p)) for p in block["covered"]["names"]]),
        clock=Sieve([re.compile(fill(p)) for p in block["covered"]["times"]]),
        dates=Sieve([re.compile(fill(p)) for p in block["times"]["dates"]]),
        self_units=tuple((re.compile(p), unit) for p, unit in block["amounts"]["self"].items()),
        measure_class={word: name for name, words in measures.items() for word in words.split()},
        classes=classes,
        units={
            name: Words(
                [e for e in nouns if e.role == "never" or not ids or e.id in ids], language, counted=True
            )
            for name, ids in {"": frozenset(), **classes}.items()
        },
        kinds={e.id: e.kind for e in counted if e.role != "never"},
        qualifiers={
            name: Words([e for e in qualifiers if e.kind == name], language, block["relations"]["before_gap"])
            for name in _QUALIFIERS
        },
        funds=Words([e for e in funds if e.role != "weak"], language),
        cues=Words([e for e in funds if e.role == "weak"], language),
        demonyms=Words(vocabulary.load("demonyms", code), language, counted=True),
        currencies=currencies,
    )


def _frame(
    block: Mapping[str, Any], currencies: Mapping[str, list[Entry]], fill: Any
) -> dict[str, re.Pattern[str]]:
    """What stands around a number: `head` (sign, currency) and `tail` (percent, currency, measure word)."""
    amounts, begin = block["amounts"], fill(block["numerals"]["begin"])
    everything = [entry for entries in currencies.values() for entry in entries]
    before = [e for e in everything if "prefix" in (e.kind, e.note)]  # a weak one's kind is its country
    marks = any_of({e.text for e in before if e.note != "code"})
    codes = any_of({e.text for e in before if e.note == "code"})
    behind = any_of({e.text for e in everything if e not in before})
    scales = any_of([*block["numerals"].get("scales", block["numerals"].get("scale", {}))])
    # SDG 16 and COP 26 are no money: a code that nobody reviewed needs a large amount behind it
    large = rf"\s?\d[\d., \u00a0]*(?:[, \u00a0]\d{{3}}(?!\d)|\s?(?:{scales})(?![A-Za-z]))"
    money = rf"(?<![A-Za-z])(?:{marks}|(?:{codes})(?={large}))"
    sign = rf"{amounts['signed']}(?:{amounts['sign']})"
    measures = [word for words in amounts["measures"].values() for word in words.split()]
    measure = "|".join([*amounts["self"], any_of(measures)])
    digit = r"\d|[½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞]"
    after_money = rf"(?P<money>{money})\s?(?P<sign2>[-−–])?(?={digit}|{begin})"
    inner = fill(block["numerals"]["inner"])
    first = block["numerals"]["first"] + "".join(sorted({re.escape(e.text[0]) for e in before}))
    return {
        "begin": re.compile(
            rf"(?<![A-Za-z])(?=[{first}])(?P<sign>{sign})?(?:{after_money}|(?(sign)(?={digit}|{inner})|(?={begin})))"
        ),
        # the upper end of a range may stand behind a dash
        "begin_upper": re.compile(rf"(?P<sign>(?!))?(?:{after_money}|(?={digit}|{inner}))"),
        "tail": re.compile(
            rf"\s?(?P<percent>{amounts['percent']})"
            rf"|{amounts['before_currency']}(?P<currency>(?i:{behind}))(?![A-Za-z])(?!-[a-z]|区)"
            rf"|\s?(?P<measure>{measure})"
        ),
    }
