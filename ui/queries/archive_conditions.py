"""Conditions on the rows of any table of findings, or on paragraphs, as parts of a query to the database (`Atlas.ask`).

The row is `p`, which has a report and a passage. Columns and tables are ours; what was asked for is a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ui import filters, findings, word_forms
from ui.cache import kept
from ui.filters import SWITCHES, Condition, Work
from ui.queries import paragraph_facets
from ui.tables import Atlas

HERE = "x.report = p.report AND x.passage = p.passage"
COUNTED = f"x.kind IN {findings.COUNTED_BY_DEFAULT}"
# Condition → the table and column that it is met in, and which rows of it count.
CODES = {
    "theme": ("themes", "theme", "x.basis = 'words'"),
    "engagement": ("engagements", "engagement", "true"),
}
_CHINESE, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]")


@dataclass
class Query:
    """The parts of a query, and the values in it by their names."""

    values: dict[str, object] = field(default_factory=dict)

    def value(self, given: object) -> str:
        """A value as it stands in the query."""
        name = f"v{len(self.values)}"
        self.values[name] = list(given) if isinstance(given, tuple) else given
        return f"${name}"

    def among(self, column: str, options: Iterable[str]) -> str:
        """That a column holds one of several."""
        return f"{column} IN (SELECT unnest({self.value(tuple(options))}))"

    def stands(self, table: str, condition: str = "true") -> str:
        """That a row of a table of findings stands in the paragraph."""
        return f"EXISTS (SELECT 1 FROM {{{table}}} x WHERE {HERE} AND {condition})"


def language_for(query: str, lang: str) -> str:
    """The language of the texts that count where a report has several: of the words searched for, else of the interface."""
    return "zh" if _CHINESE.search(query) else "en" if _LATIN.search(query) else lang


@kept
def texts(atlas: Atlas, lang: str) -> tuple[str, ...]:
    """One text of each report, in a language where there is one; the newest report first."""
    chosen: dict[str, str] = {}
    for name in atlas.reports:
        row = atlas.rows[name]
        key = str(row["symbol"]) or name
        if key not in chosen or (row["language"] == lang and atlas.rows[chosen[key]]["language"] != lang):
            chosen[key] = name
    return tuple(name for name in atlas.reports if name in chosen.values())


@kept
def with_readings(atlas: Atlas, lang: str) -> frozenset[str]:
    """The reports that have a reading in a language."""
    asked = "SELECT DISTINCT report FROM {readings} WHERE language = $lang"
    return frozenset(str(report) for (report,) in atlas.ask(asked, {"lang": lang}))


def searched(atlas: Atlas, query: Query, words: str, lang: str) -> list[str]:
    """That a paragraph has the words searched for, in its text or in its reading in a language, and none of those with a `-`."""

    def read(*conditions: str) -> str:
        return query.stands("readings", " AND ".join([f"x.language = {query.value(lang)}", *conditions]))

    wanted, unwanted = filters.split_query(words)
    read_here, conditions = bool(with_readings(atlas, lang)) if words else False, []
    if wanted:
        own = " AND ".join(_holds(query, word, "p.text") for word in wanted.split())
        aid = [_holds(query, word, "x.text") for word in wanted.split()] if read_here else []
        conditions.append(f"(({own}) OR {read(*aid)})" if aid else own)
    for word in unwanted:
        conditions.append(f"NOT {_holds(query, word, 'p.text')}")
        conditions += [f"NOT {read(_holds(query, word, 'x.text'))}"] if read_here else []
    return conditions


def _holds(query: Query, word: str, column: str) -> str:
    """That a text holds a word in any of its forms (`word_forms`), whatever its case."""
    low = word.lower()
    text = (
        column if low == word.upper() else f"lower({column})"
    )  # of a script without cases the text is as it is
    parts = [f"contains({text}, {query.value(form)})" for form in word_forms.anywhere(low)]
    if one := word_forms.singular(low):
        whole = rf"(^|[^\pL\pN_]){one}($|[^\pL\pN_])"
        parts.append(f"regexp_matches({text}, {query.value(whole)})")
    return f"({' OR '.join(parts)})"


def met(atlas: Atlas, query: Query, asked: Mapping[str, Condition]) -> list[str]:
    """That a row stands in a paragraph that meets what is asked for, as the list of one report's paragraphs understands it
    (`filters.met`)."""
    parts = []
    for name, condition in asked.items():
        if name in SWITCHES:
            stands = query.stands(SWITCHES[name])
            parts.append(stands if condition.any == (filters.ON,) else f"NOT {stands}")
        elif name in ("theme", "section"):
            parts += [_stands(query, name, condition.any)] if condition.any else []
            parts += [_stands(query, name, (option,)) for option in condition.every]
        if condition.none and name == "place":
            parts.append(f"NOT {_named(query, countries(atlas, condition.none))}")
        elif condition.none:
            parts.append(f"NOT {_stands(query, name, condition.none)}")
    return [*parts, *_of_work(atlas, query, asked)]


def _stands(query: Query, facet: str, options: Iterable[str]) -> str:
    """That one of the options of a theme, a kind of work or a part of the outline is the paragraph's."""
    if facet == "section":  # a part of the outline holds its parts
        parts = f"(SELECT unnest({query.value(tuple(options))}) AS part)"
        inside = "x.section = part OR starts_with(x.section, part || '.')"
        return query.stands("passages", f"EXISTS (SELECT 1 FROM {parts} WHERE {inside})")
    table, column, condition = CODES[facet]
    return query.stands(table, f"{condition} AND {query.among(f'x.{column}', options)}")


def _named(query: Query, codes: Iterable[str]) -> str:
    return query.stands("mentions", f"{COUNTED} AND {query.among('x.iso3', codes)}")


def countries(atlas: Atlas, options: Iterable[str]) -> frozenset[str]:
    """The countries of places: themselves, or those of a region or group."""
    members = paragraph_facets.members_of(atlas)
    return frozenset[str]().union(*(members.get(place, frozenset()) for place in options))


def places(atlas: Atlas, asked: Mapping[str, Condition]) -> list[frozenset[str]]:
    """The sets of countries of each of which one must be met."""
    return Work(paragraph_facets.members_of(atlas), {}, {}, {}).places(asked)


def kinds(asked: Mapping[str, Condition]) -> list[tuple[str, ...]]:
    """The sets of kinds of work of each of which one must be done."""
    engagement = asked.get("engagement", Condition())
    return [*([engagement.any] if engagement.any else []), *((each,) for each in engagement.every)]


def _of_work(atlas: Atlas, query: Query, asked: Mapping[str, Condition]) -> list[str]:
    """What is asked of places and kinds of work, as in `filters.Work.met`: work asked for with a place is done there."""
    where, what = places(atlas, asked), kinds(asked)
    if not where:
        return [_stands(query, "engagement", each) for each in what]
    if not what:
        return [_named(query, each) for each in where]
    return [
        query.stands("engagements", f"{query.among('x.iso3', place)} AND {query.among('x.engagement', each)}")
        for place in where
        for each in what
    ]
