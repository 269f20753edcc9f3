"""Vocabularies: everything that is looked for in a text, as rows a domain expert can edit.

One shape: `id, lang, role, text, kind, form, note` (form and note may be missing, more columns are ignored). Role:
`label` (shown, and found), `match` (found), `weak` (found, but flagged as ambiguous), `never` (swallows: what it covers
is not searched for shorter names). `form` is a property of the word that a rule asks for, `note` is for people.
The generated rows of `generated/<name>.csv` come first; a reviewed row of `<name>.csv` replaces every
generated row with the same language and text.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.errors import Code, Refused
from etl.paths import REFERENCE

_FREE = ("kind", "form", "note")
ROLES = ("label", "match", "weak", "never")


@dataclass(frozen=True)
class Entry:
    """One row of a vocabulary."""

    id: str
    role: str
    text: str
    kind: str = ""
    form: str = ""
    note: str = ""


@cache
def load(name: str, lang: str, folder: Path = REFERENCE) -> tuple[Entry, ...]:
    """The rows of a vocabulary in one language, reviewed over generated, in the order of the files."""
    reviewed = _rows(folder / f"{name}.csv", lang)
    generated = _rows(folder / "generated" / f"{name}.csv", lang)
    if not reviewed and not generated and not (folder / f"{name}.csv").exists():
        raise Refused(Code.INSTALLATION, what="file", file=str(folder / (name + ".csv")))
    taken = {entry.text for entry in reviewed}
    return tuple([e for e in generated if e.text not in taken] + reviewed)


def labels(name: str, lang: str) -> dict[str, str]:
    """id → the word shown for it."""
    return {e.id: e.text for e in load(name, lang) if e.role == "label"}


def _rows(path: Path, lang: str) -> list[Entry]:
    if not path.exists():
        return []
    entries = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if row.get("lang") != lang:
                continue
            role = row.get("role", "")
            if role not in ROLES or not row.get("text"):
                raise Refused(
                    Code.INSTALLATION,
                    what="row",
                    file=path.name,
                    line=number,
                    value=role,
                    allowed=" ".join(ROLES),
                )
            entries.append(Entry(row["id"], role, row["text"], *(row.get(c) or "" for c in _FREE)))
    return entries
