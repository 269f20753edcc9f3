"""Which tables the reader of a language has rules for; `data/reference/looked_for.csv` states it for those who show them."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from etl.paths import REFERENCE

_VOCABULARIES = {
    "mentions": "names",
    "groups": "groups",
    "engagements": "engagements",
    "statements": "funds",
    "themes": "themes",
}


def tables(lang: str, folder: Path = REFERENCE) -> frozenset[str]:
    """Tables of findings for which a language has a vocabulary, or a file with its rules."""
    found = {table for table, name in _VOCABULARIES.items() if lang in _languages(folder / f"{name}.csv")}
    if (folder / "numbers" / f"{lang}.toml").is_file():
        found.add("figures")
    ways = tomllib.loads((folder / "presences.toml").read_text(encoding="utf-8"))
    return frozenset(found | ({"presences"} if ways.get(lang, {}).get("rules") else set()))


def _languages(path: Path) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["lang"] for row in csv.DictReader(file)}
