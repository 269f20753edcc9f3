"""What stands in each paragraph, for the columns of the list; in which order its rows stand, and in which groups."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ui import findings
from ui.cache import kept
from ui.filters import Condition, Work
from ui.queries import country_counts, paragraph_facets
from ui.tables import Report

COLUMNS = (
    "number", "section", "gist", "countries", "engagements", "themes", "presences", "figures", "citations",
)  # fmt: skip
GROUPED = ("country", "section", "theme")
_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True)
class Facts:
    """What the tables hold of one paragraph: codes in the order of print, each once; of presences and figures every row."""

    number: int
    section: str
    length: int
    countries: tuple[str, ...] = ()
    engagements: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    presences: tuple[str, ...] = ()
    figures: tuple[tuple[int, int, str], ...] = ()
    citations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Rows under one heading, with what stands in them in all: its code ("" where the rows have none)."""

    code: str
    rows: tuple[str, ...]
    countries: int
    presences: int
    figures: int
    citations: int


@kept
def facts_of(report: Report) -> dict[str, Facts]:
    """Numbered paragraph → what stands in it, in the order of print."""
    return facts_from(report.table)


def facts_from(table: Callable[[str], pd.DataFrame]) -> dict[str, Facts]:
    """The same, of tables by their names."""
    mentions, themes = table("mentions"), table("themes")
    themes = themes[themes["basis"] == "words"]
    counted = mentions[mentions["kind"].isin(findings.COUNTED_BY_DEFAULT)].sort_values("start", kind="stable")
    countries = _gathered(counted, "iso3")
    engagements = _gathered(table("engagements").sort_values("rank", kind="stable"), "engagement")
    core = _gathered(themes[themes["weight"] == "core"], "theme")
    passing = _gathered(themes[themes["weight"] != "core"], "theme")
    presences = _gathered(table("presences"), "presence", once=False)
    citations = _gathered(table("citations"), "symbol")
    figures: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    rows = table("figures")[["passage", "start", "end", "phrase"]]
    for passage, start, end, phrase in rows.itertuples(index=False, name=None):
        figures[str(passage)].append((int(start), int(end), str(phrase)))
    passages = table("passages")
    numbered = passages.loc[passages["kind"] == "paragraph", ["passage", "number", "section", "text"]]
    return {
        str(p): Facts(
            int(number), str(section), len(str(text)), countries.get(p, ()), engagements.get(p, ()),
            core.get(p, ()), passing.get(p, ()), presences.get(p, ()), tuple(figures.get(p, ())),
            citations.get(p, ()),
        )
        for p, number, section, text in numbered.itertuples(index=False, name=None)
    }  # fmt: skip


def _gathered(frame: pd.DataFrame, column: str, once: bool = True) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for passage, value in zip(frame["passage"], frame[column], strict=True):
        if value:
            found[str(passage)].append(str(value))
    return {passage: tuple(dict.fromkeys(v) if once else v) for passage, v in found.items()}


# Column → what its rows are ordered by.
_KEYS: Mapping[str, Callable[[Facts], object]] = {
    "number": lambda of: 0,  # as printed
    "section": lambda of: 0,
    "gist": lambda of: of.length,
    "countries": lambda of: len(of.countries),
    "engagements": lambda of: len(of.engagements),
    "themes": lambda of: (len(of.core), len(of.passing)),
    "presences": lambda of: len(of.presences),
    "figures": lambda of: len(of.figures),
    "citations": lambda of: len(of.citations),
}


def sort_of(asked: str) -> list[tuple[str, bool]]:
    """(column, whether it falls) of each column that `sort` names."""
    return [(part.removeprefix("-"), part.startswith("-")) for part in asked.split(",") if part]


def sort_rule(value: str) -> str | None:
    """What the parameter `sort` may hold: columns, each once."""
    names = [name for name, _ in sort_of(value)]
    fine = names and len(set(names)) == len(names) and value.count(",") == len(names) - 1
    return value if fine and all(name in _KEYS for name in names) else None


def ordered(report: Report, paragraphs: Sequence[str], sort: str) -> tuple[str, ...]:
    """Paragraphs, given in the order of print, in the order asked for; what is equal stays in the order of print."""
    facts, rows = facts_of(report), list(paragraphs)
    place = {passage: k for k, passage in enumerate(rows)}
    for column, falls in reversed(sort_of(sort)):
        if column in ("number", "section"):
            rows.sort(key=place.__getitem__, reverse=falls)
        else:
            rows.sort(key=lambda p, key=_KEYS[column]: key(facts[p]), reverse=falls)  # type: ignore[misc]
    return tuple(rows)


def grouped(
    report: Report, rows: Sequence[str], by: str, asked: Mapping[str, Condition]
) -> tuple[Group, ...]:
    """Rows under headings, most rows first, sections as in the outline; a row that has several stands under each, but only
    under those that the conditions ask for."""
    facts, work = facts_of(report), paragraph_facets.work_of(report)
    found: dict[str, list[str]] = defaultdict(list)
    for passage in rows:
        codes = _codes(passage, facts[passage], by, asked, work)
        for code in codes or ("",):
            found[code].append(passage)
    groups = [_group(code, passages, facts) for code, passages in found.items()]
    if by == "section":
        place = {section: k for k, section in enumerate(report.table("sections")["section"].astype(str))}
        return tuple(sorted(groups, key=lambda group: place.get(group.code, len(place))))
    return tuple(sorted(groups, key=lambda group: (not group.code, -len(group.rows), group.code)))


def _codes(
    passage: str, facts: Facts, by: str, asked: Mapping[str, Condition], work: Work
) -> tuple[str, ...]:
    if by == "section":
        return (facts.section,)
    if by == "theme":
        wanted = asked.get("theme", Condition()).wanted
        return tuple(t for t in (*facts.core, *facts.passing) if not wanted or t in wanted)
    places, kinds = work.places(asked), asked.get("engagement", Condition()).wanted
    inside = frozenset[str]().union(*places)
    return tuple(
        iso3
        for iso3 in facts.countries
        if (not places or iso3 in inside)
        and (not kinds or any(passage in work.done.get((iso3, kind), ()) for kind in kinds))
    )


def _group(code: str, rows: Sequence[str], facts: Mapping[str, Facts]) -> Group:
    inside = [facts[passage] for passage in rows]
    return Group(
        code,
        tuple(rows),
        len({iso3 for of in inside for iso3 in of.countries}),
        sum(len(of.presences) for of in inside),
        sum(len(of.figures) for of in inside),
        len({symbol for of in inside for symbol in of.citations}),
    )


def rows_of(report: Report, value: str) -> tuple[str, ...]:
    """The paragraphs that `rows` names by their numbers (`1-12,81`), in the order of print; none where it cannot be read."""
    wanted: set[int] = set()
    for part in value.split(","):
        found = _RANGE.fullmatch(part)
        if not found:
            return ()
        first, last = int(found[1]), int(found[2] or found[1])
        if last - first > len(country_counts.paragraphs_of(report)):
            return ()
        wanted |= set(range(first, last + 1))
    return tuple(passage for passage, of in facts_of(report).items() if of.number in wanted)


def chosen(report: Report, rows: Iterable[str], value: str | None) -> tuple[str, ...]:
    """Those of the rows that `rows` chooses; all where it chooses none of them."""
    ticked = set(rows_of(report, value)) if value else set()
    return tuple(row for row in rows if not ticked or row in ticked)
