"""The interface's words: one file a language in data/text, read once, the same keys in each."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from etl.phrases import filled
from ui.tables import DATA

TEXT = DATA / "text"
LANGUAGES = tuple(sorted((path.stem for path in TEXT.glob("*.toml")), reverse=True))
FALLBACK = "en"


@dataclass(frozen=True)
class Words:
    """The words of one language: `words("pages.themes")` is a phrase, `words.count(…)` a number."""

    lang: str
    phrases: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of that key with its placeholders filled in."""
        return filled(self.phrases[key], values)

    def count(self, noun: str, n: int) -> str:
        """A number with its noun in the right form: `count("paragraphs", 1)` is "1 paragraph"."""
        form = "one" if n == 1 else "other"
        return self(f"count.{noun}_{form}", n=self.number(n))

    def in_words(self, n: int) -> str:
        """A small number as a word; a larger one in digits."""
        written = self("numbers.small").split()
        return written[n - 1] if 0 < n <= len(written) else self.number(n)

    def number(self, value: float) -> str:
        """A number as this language writes it: 6.08 亿, 608 million, 4,500; never K or M."""
        scales = [scale.split() for scale in self.phrases["numbers.scales"].split(",")]
        return group_number(value, [(int(n), word) for n, word in scales], self.phrases["numbers.thousands"])

    def value(self, row: Mapping[Any, Any]) -> str:
        """The value of a row of `figures`: a number, or both ends of a range."""
        value = float(row["value"])
        if math.isnan(value):
            return self(
                "numbers.range", low=self.number(float(row["low"])), high=self.number(float(row["high"]))
            )
        return self.number(value)

    def share(self, part: int, whole: int) -> str:
        """A share in whole per cent, "0%" only where nothing is."""
        if not whole or not part:
            return "0%"
        percent = round(100 * part / whole)
        return f"{percent}%" if percent else "<1%"

    def inside(self, noun: str) -> str:
        """A common noun as it stands within a sentence: "Training" is "training", "SDGs" stay."""
        return noun[:1].lower() + noun[1:] if noun[1:2].islower() else noun

    def within(self, name: str) -> str:
        """A country's name as it stands within a sentence: Niger is "the Niger", Lebanon stays."""
        return (
            self("numbers.article", name=name)
            if re.match(self.phrases["numbers.article_for"], name)
            else name
        )

    def heading(self, name: str) -> str:
        """The same at the head of a sentence."""
        said = self.within(name)
        return said[:1].upper() + said[1:]

    def listing(self, items: Iterable[str]) -> str:
        """Items joined as this language joins them."""
        return self("app.separator").join(items)

    def date(self, iso: str) -> str:
        """An ISO date written out; anything else as it stands."""
        parts = iso.split("-")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):
            return iso
        year, month, day = (int(part) for part in parts)
        return self("app.date", year=year, month=self("numbers.months").split()[month - 1], day=day)


def group_number(value: float, scales: Iterable[tuple[int, str]], thousands: str) -> str:
    """`value` with the first scale that it reaches, as in 6.08 亿, and at most two decimals.

    A value that two decimals of the scale would not tell exactly is written out: 316,545 is not 31.65 万.
    """
    unit, word = next(((n, word) for n, word in scales if abs(value) >= n), (1, ""))
    if unit > 1 and not math.isclose(round(value / unit, 2) * unit, value, rel_tol=1e-12):
        unit, word, thousands = 1, "", ","
    text = f"{round(value / unit, 2):,.2f}".rstrip("0").rstrip(".").replace(",", thousands)
    return f"{text} {word}".strip()


def flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested tables of a TOML file as dotted keys."""
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            flat |= flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat


def problems() -> list[str]:
    """What is wrong with the words: a file that cannot be read, or one that lacks what the others have."""
    keys: dict[str, set[str]] = {}
    wrong = []
    for lang in LANGUAGES:
        try:
            keys[lang] = set(words(lang).phrases)
        except (OSError, ValueError) as error:
            wrong.append(f"text/{lang}.toml: {error}")
    every = set().union(*keys.values())
    return wrong + [
        f"text/{lang}.toml: no {key}" for lang, has in keys.items() for key in sorted(every - has)
    ]


@lru_cache(maxsize=8)
def words(lang: str) -> Words:
    """The words of a language; of `FALLBACK` where there is no such language."""
    lang = lang if lang in LANGUAGES else FALLBACK
    return Words(lang, flatten(tomllib.loads((TEXT / f"{lang}.toml").read_text(encoding="utf-8"))))
