"""One report in two languages, without Streamlit: paragraphs paired by number, and where what was found in them differs.

A difference is a doubt, in one language or the other, and never decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ui import findings
from ui.cache import kept
from ui.tables import Report

COUNTRIES, PRESENCES, FIGURES, CITATIONS = KINDS = ("countries", "presences", "figures", "citations")
_MARKED = {PRESENCES: "presence", FIGURES: "figure", CITATIONS: "citation"}


@dataclass(frozen=True)
class Check:
    """What was found in a paired paragraph: in both languages, in the first only, in the second only."""

    number: int
    shared: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether both languages have the same."""
        return not self.only_a and not self.only_b


def aligned(a: Report, b: Report) -> dict[int, tuple[str, str]]:
    """Every paragraph number of either language, in order → the passage that bears it in each; "" where there is none."""
    of_a, of_b = _numbered(a), _numbered(b)
    return {n: (of_a.get(n, ""), of_b.get(n, "")) for n in sorted({*of_a, *of_b})}


def _numbered(report: Report) -> dict[int, str]:
    rows = report.passages[report.passages["kind"] == "paragraph"]
    return {int(n): str(p) for n, p in zip(rows["number"], rows["passage"], strict=True)}


def checks(a: Report, b: Report, kind: str) -> tuple[Check, ...]:
    """The check of every paragraph that both languages have."""
    in_a, in_b = found(a, kind), found(b, kind)
    done = []
    for number, (own, other) in aligned(a, b).items():
        if own and other:
            here, there = in_a.get(own, {}), in_b.get(other, {})
            shared = tuple(sorted(here.keys() & there.keys()))
            done.append(Check(number, shared, _only(here, there), _only(there, here)))
    return tuple(done)


def _only(here: Mapping[str, object], there: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(sorted(here.keys() - there.keys()))


@kept
def found(report: Report, kind: str) -> dict[str, dict[str, pd.DataFrame]]:
    """Passage → code → where it was found."""
    if kind == COUNTRIES:
        mentions = report.table("mentions")
        table = mentions[mentions["kind"].isin(findings.COUNTED_BY_DEFAULT)]
        places, codes = findings.mention_findings(table), table["iso3"]
    else:
        table = report.table(kind)
        places, codes = findings.plain_findings(table, _MARKED[kind]), _codes(table, kind)
    out: dict[str, dict[str, pd.DataFrame]] = {}
    for (passage, code), rows in places.assign(code=codes).groupby(["passage", "code"]):
        out.setdefault(str(passage), {})[str(code)] = rows
    return out


def _codes(table: pd.DataFrame, kind: str) -> pd.Series[str]:
    """What must be the same in both languages: type and country, value and currency, symbol."""
    if kind == PRESENCES:
        return (table["presence"] + " " + table["iso3"]).str.strip()
    if kind == FIGURES:
        ends = table[["value", "low", "high"]].apply(
            lambda row: "..".join(f"{end:.15g}" for end in row.dropna()), axis=1, result_type="reduce"
        )
        return (ends.astype(str) + " " + table["currency"]).str.strip()
    return table["symbol"].astype(str)


def marks(report: Report, passage: str, kind: str, doubtful: tuple[str, ...]) -> tuple[findings.Mark, ...]:
    """Everything of a kind in a passage as marks; what only this language has is doubtful."""
    places = found(report, kind).get(passage, {})
    parts = [
        rows.assign(certainty="ambiguous") if code in doubtful else rows.assign(certainty="rule")
        for code, rows in places.items()
    ]
    if not parts:
        return ()
    gathered = findings.evidence(report.passages, pd.concat(parts, ignore_index=True)[findings.COLUMNS])
    return gathered.marks.get(passage, ())
