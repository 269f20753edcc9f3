"""Sentences with numbers and what a careful reader finds in them: `cases/numbers*.tsv`, read and judged.

`expected` is `none` or figures parted by ` ; `, each `value|unit|period|qualifier`. A value is a plain number or
`low..high`; with `?` behind it an ambiguous row or none is right too. `-` is not judged, `a or b`: either is right.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from texts import passages

from etl import figures, gazetteer, language, mentions, schema

CASES = Path(__file__).parent / "cases"
Row = dict[str, Any]


class Wanted(NamedTuple):
    """One figure that the sentence states."""

    low: float
    high: float
    doubtful: bool
    unit: tuple[str, ...]
    period: tuple[str, ...]
    qualifier: tuple[str, ...]


@dataclass
class Judged:
    """One sentence judged: its value (right, wrong or missed), periods and qualifiers as (right, all)."""

    case: dict[str, str]
    value: str
    periods: tuple[int, int] = (0, 0)
    qualifiers: tuple[int, int] = (0, 0)
    found: str = ""


def load(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def wanted(expected: str) -> list[Wanted]:
    if expected == "none":
        return []
    out = []
    for figure in expected.split(" ; "):
        value, *rest = figure.split("|")
        low, _, high = value.rstrip("?").partition("..")
        unit, period, qualifier = (tuple(part.split(" or ")) for part in rest)
        out.append(Wanted(float(low), float(high or low), value.endswith("?"), unit, period, qualifier))
    return out


def read(lang: str, sentences: list[str]) -> list[list[Row]]:
    """The figures of each sentence; each is a paragraph, so that one call reads them all."""
    texts, rules = {str(n): sentence for n, sentence in enumerate(sentences)}, language.get(lang)
    table = passages(texts)
    named = mentions.find(table, gazetteer.countries(lang), rules)  # they tell whose rupees are meant
    found = figures.find(table, named, schema.empty("groups"), rules)
    rows: dict[str, list[Row]] = {passage: [] for passage in texts}
    for row in found.to_dict("records"):
        rows[row["passage"]].append({str(k): v for k, v in row.items()})
    return list(rows.values())


def ends(row: Row) -> tuple[float, float]:
    """Both ends of a row's value."""
    return (row["low"], row["high"]) if pd.isna(row["value"]) else (row["value"], row["value"])


def _values(row: Row, want: Wanted) -> bool:
    """Whether a row states this value; a share may be a percentage or a fraction."""
    factors = [1.0]
    if row["unit"] == "percent" and want.unit == ("-",) and want.high <= 1:
        factors = [0.01]
    if row["unit"] == "fraction" and want.unit == ("percent",):
        factors = [100.0]
    got = ends(row)
    return any(
        math.isclose(a * factor, b, rel_tol=1e-4, abs_tol=1e-9)
        for factor in factors
        for a, b in [(got[0], want.low)]
    ) and any(math.isclose(got[1] * factor, want.high, rel_tol=1e-4) for factor in factors)


def _units(row: Row, want: Wanted) -> bool:
    if want.unit == ("-",):
        return not row["currency"] and (row["unit"] != "percent" or want.high <= 1)
    if want.unit == ("percent",):
        return row["unit"] in ("percent", "fraction")
    return row["currency"] in want.unit


def judged(cases: list[dict[str, str]]) -> list[Judged]:
    """All cases judged, language by language."""
    out = []
    for lang in sorted({case["lang"] for case in cases}):
        those = [case for case in cases if case["lang"] == lang]
        out += map(_judge, those, read(lang, [case["sentence"] for case in those]))
    return out


def _judge(case: dict[str, str], rows: list[Row]) -> Judged:
    certain = [row for row in rows if row["certainty"] != "ambiguous"]
    wants = wanted(case["expected"])
    shown = "; ".join(
        f"{ends(r)}{'?' if r['certainty'] == 'ambiguous' else ''} {r['unit']}/{r['currency']} {r['period']} {r['qualifier']}"
        for r in rows
    )
    left, matched = list(certain), []
    missed = False
    for want in wants:
        hit = next((r for r in left if _values(r, want) and _units(r, want)), None)
        if hit is None:
            missed |= not want.doubtful
        else:
            left.remove(hit)
            matched.append((want, hit))
    stated = [v for w in wants for v in ((w.low, w.high),)]
    strange = [r for r in left if not any(_values(r, w) for w in wants)]
    verdict = "wrong" if strange or (left and not stated) else "missed" if missed or left else "right"
    return Judged(
        case,
        verdict,
        _count(matched, "period"),
        _count(matched, "qualifier"),
        shown,
    )


def _count(matched: Iterable[tuple[Wanted, Row]], name: str) -> tuple[int, int]:
    judged = [(getattr(want, name), row[name]) for want, row in matched if getattr(want, name) != ("-",)]
    return sum(got in want for want, got in judged), len(judged)


def scores(judged: list[Judged]) -> dict[str, float]:
    """Shares of all sentences whose values are right or wrong, and of all judged periods and qualifiers that are right."""

    def share(pairs: list[tuple[int, int]]) -> float:
        return sum(a for a, _ in pairs) / max(sum(b for _, b in pairs), 1)

    n = len(judged)
    return {
        "values": sum(j.value == "right" for j in judged) / n,
        "wrong": sum(j.value == "wrong" for j in judged) / n,
        "periods": share([j.periods for j in judged]),
        "qualifiers": share([j.qualifiers for j in judged]),
    }
