"""Scores the tables against cases decided by people, as precision and recall a table.

Cases lie in `tests/cases/` with the rules of their makers; only the passages they cover are scored. What is compared
is stated by each measure, so that a figure can be quoted.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl import numerals
from etl.errors import Code, Refused
from etl.paths import REFERENCE
from etl.pipeline import Tables

REPORT = "A-74-36.zh"
_CASES = ("sections", "mentions", "groups", "presences", "figures", "themes", "engagements")
_COVERED = {*(str(n) for n in range(1, 61)), "fn1", "fn2", "fn3", "fn4"}


@dataclass(frozen=True)
class Score:
    """How a table does against the cases: hits, what the cases hold, what the table holds; `goal` for the F1."""

    table: str
    measure: str
    hits: int
    expected: int
    found: int
    goal: float
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.hits / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.expected + self.found
        return 2 * self.hits / total if total else 1.0


def scores(tables: Tables, cases: Path) -> list[Score]:
    """All measures of the tables of `REPORT` against the cases in a folder."""
    mine = {name: frame[frame["report"] == REPORT] for name, frame in tables.items()}
    covered = {name: f[f["passage"].isin(_COVERED)] if "passage" in f else f for name, f in mine.items()}
    gold = {name: _read(cases / f"{name}.csv") for name in (*_CASES, "funding_statements")}
    mentions = covered["mentions"]
    core = [(r["theme"], p, w) for r in gold["themes"] for w in ("core", "secondary") for p in r[w].split()]
    words = covered["themes"][covered["themes"]["basis"] == "words"]
    explicit = [r for r in gold["presences"] if r["certainty"] == "explicit"]
    implied = {(r["passage"], r["iso3"]) for r in gold["presences"] if r["certainty"] != "explicit"}
    presences = [
        r
        for r in _records(covered["presences"])
        if r["presence"] != "other"
        and not (r["presence"] == "headquarters" and (r["passage"], r["iso3"]) in implied)
    ]
    return [
        _structure(mine, gold["sections"]),
        _compare(
            "mentions",
            "passage, name and country, each occurrence",
            0.995,
            [(r["passage"], r["surface"], r["iso3"]) for r in gold["mentions"]],
            [(r["passage"], r["surface"], r["iso3"]) for r in _records(mentions)],
        ),
        _compare(
            "mentions",
            "kind as well",
            0.97,
            [(r["passage"], r["surface"], r["iso3"], r["kind"]) for r in gold["mentions"]],
            [(r["passage"], r["surface"], r["iso3"], r["kind"]) for r in _records(mentions)],
        ),
        _compare(
            "groups",
            "passage and name, each occurrence",
            0.90,
            [(r["passage"], r["surface"]) for r in gold["groups"]],
            [(r["passage"], r["surface"]) for r in _records(covered["groups"])],
        ),
        _compare(
            "presences",
            "passage, type and country of explicit presences",
            0.95,
            [(r["passage"], r["presence"], r["iso3"]) for r in explicit],
            [(r["passage"], r["presence"], r["iso3"]) for r in presences],
        ),
        _compare(
            "figures",
            "passage and value",
            0.95,
            [(r["passage"], float(r["value"])) for r in gold["figures"]],
            [(r["passage"], float(r["value"])) for r in _records(covered["figures"])],
        ),
        _compare(
            "figures",
            "category as well",
            0.85,
            [(r["passage"], float(r["value"]), r["category"]) for r in gold["figures"]],
            [(r["passage"], float(r["value"]), r["category"]) for r in _records(covered["figures"])],
        ),
        _statements(covered["statements"], gold["funding_statements"]),
        _compare(
            "themes",
            "passage and cross-cutting theme",
            0.85,
            [(p, t) for t, p, _ in core],
            [(r["passage"], r["theme"]) for r in _records(words)],
        ),
        _compare(
            "themes",
            "core alone",
            0.75,
            [(p, t) for t, p, w in core if w == "core"],
            [(r["passage"], r["theme"]) for r in _records(words) if r["weight"] == "core"],
        ),
        _engagements(covered, gold["engagements"]),
    ]


def _records(frame: pd.DataFrame) -> list[dict[str, str]]:
    return frame.to_dict("records")  # type: ignore[return-value]


def _compare(
    table: str, measure: str, goal: float, expected: Iterable[Hashable], found: Iterable[Hashable]
) -> Score:
    """Multisets compared; the differences are listed with + (found, not expected) and − (the other way)."""
    want, got = Counter(expected), Counter(found)
    wrong = [f"− {key}" for key in (want - got)] + [f"+ {key}" for key in (got - want)]
    return Score(table, measure, (want & got).total(), want.total(), got.total(), goal, tuple(wrong))


def _structure(mine: Tables, gold: list[dict[str, str]]) -> Score:
    def path(row: dict[str, str]) -> str:
        chapter = numerals.from_chinese(row["chapter"])
        return ".".join(filter(None, [numerals.to_roman(chapter or 0), row["section"], row["subsection"]]))

    expected = [(path(r), r["title_zh"], int(r["first_paragraph"]), int(r["last_paragraph"])) for r in gold]
    found = [
        (r["section"], r["title"], int(r["first_paragraph"]), int(r["last_paragraph"]))
        for r in _records(mine["sections"])
    ]
    expected_paragraphs = range(1, max(e[3] for e in expected) + 1)
    paragraphs = mine["passages"][mine["passages"]["kind"] == "paragraph"]["number"]
    return _compare(
        "sections",
        "path, title and paragraphs; every paragraph once",
        1.0,
        [*expected, *expected_paragraphs],
        [*found, *paragraphs],
    )


def _statements(rows: pd.DataFrame, gold: list[dict[str, str]]) -> Score:
    """Phrases that speak of a fund or a grant without a number; what was found in none of them counts as itself."""
    expected = [(r["passage"], r["phrase"]) for r in gold if r["type"] in ("fund", "grant")]
    found = {
        next((e for e in expected if e[0] == passage and words in e[1]), (passage, words))
        for passage, words in rows.loc[rows["figure"] == "none", ["passage", "phrase"]].itertuples(
            index=False
        )
    }
    return _compare(
        "statements", "passage and phrase, of funds and grants without a number", 0.85, expected, found
    )


def _engagements(covered: Tables, gold: list[dict[str, str]]) -> Score:
    """Main type a naming of a country: the nth time a passage names it, against the nth row of the cases."""
    rows = covered["engagements"][covered["engagements"]["rank"] == 1].sort_values(
        ["passage", "mention_start"]
    )
    expected = _numbered((r["passage"], r["iso3"], r["engagement"].split(";")[0]) for r in gold)
    found = _numbered((r["passage"], r["iso3"], r["engagement"]) for r in _records(rows))
    return _compare("engagements", "main type a naming of a country", 0.85, expected, found)


def _numbered(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, int, str]]:
    seen: Counter[tuple[str, str]] = Counter()
    out = []
    for passage, iso3, value in rows:
        seen[passage, iso3] += 1
        out.append((passage, iso3, seen[passage, iso3], value))
    return out


def _read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        raise Refused(Code.INSTALLATION, what="file", file=str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def figures(found: list[Score]) -> dict[str, object]:
    """The scores as data, for whoever wants to state them: what was measured on, and each measure.

    `elsewhere` is what was measured by hand, once, on other texts: `measured.csv`.
    """
    numbers = [int(passage) for passage in _COVERED if passage.isdigit()]
    return {
        "report": REPORT,
        "annotated": {
            "first": min(numbers),
            "last": max(numbers),
            "footnotes": len(_COVERED) - len(numbers),
        },
        "scores": [
            {
                "table": s.table,
                "measure": s.measure,
                "annotated": s.expected,
                "found": s.found,
                "hits": s.hits,
                "precision": round(s.precision, 4),
                "recall": round(s.recall, 4),
                "f1": round(s.f1, 4),
            }
            for s in found
        ],
        "elsewhere": [
            {name: value if name == "what" else int(value) for name, value in row.items() if value}
            for row in _read(REFERENCE / "measured.csv")
        ],
    }


def report(found: list[Score], line: Callable[[str], None], verbose: bool = False) -> bool:
    """Print the scores line by line; True if every goal is met."""
    line(f"{'table':<12} {'precision':>9} {'recall':>7} {'F1':>6} {'goal':>6}  n    what is compared")
    for s in found:
        met = " " if s.f1 >= s.goal else "✗"
        line(
            f"{s.table:<12} {s.precision:>9.3f} {s.recall:>7.3f} {s.f1:>6.3f} {s.goal:>6.3f}{met} {s.expected:<4} {s.measure}"
        )
        if verbose:
            for wrong in s.wrong:
                line(f"             {wrong}")
    return all(s.f1 >= s.goal for s in found)
