"""Paragraphs of all reports at once: which meet the conditions, how many each further one would leave, and a page of them.

All of it is asked of the tables in one query each (`Atlas.ask`), so that only the rows of a page become anything else. Of
a report in several languages one text counts: the one in the language of what is searched for, else of the interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ui import contract, filters, findings, url_state, word_forms
from ui.cache import kept
from ui.filters import ALL, NOT, SWITCHES, Condition, Work
from ui.params import ParagraphsParams
from ui.queries import country_counts, library, paragraph_facets, paragraph_order, paragraph_search
from ui.queries.paragraph_facets import GROUP
from ui.tables import Atlas
from ui.view import View

EVERY = "all"  # the scope of all reports
PAGE = 100  # rows of a page
OF_REPORT = ("reports", "year", "body")  # conditions on the report that a paragraph is in
_CHINESE, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]")
_CODES = {
    "theme": ("themes", "theme", "x.basis = 'words'"),
    "engagement": ("engagements", "engagement", "true"),
}
_HERE = "x.report = p.report AND x.passage = p.passage"
_COUNTED = f"x.kind IN {findings.COUNTED_BY_DEFAULT}"
# Column → what its rows are ordered by; those of any other stand in the order of print.
_KEYS = {
    "gist": "p.length",
    "countries": f"(SELECT count(DISTINCT x.iso3) FROM {{mentions}} x WHERE {_HERE} AND {_COUNTED})",
    "engagements": f"(SELECT count(DISTINCT x.engagement) FROM {{engagements}} x WHERE {_HERE})",
    "themes": f"(SELECT count(DISTINCT x.theme) FROM {{themes}} x WHERE {_HERE} AND x.basis = 'words')",
    "presences": f"(SELECT count(*) FROM {{presences}} x WHERE {_HERE})",
    "figures": f"(SELECT count(*) FROM {{figures}} x WHERE {_HERE})",
    "citations": f"(SELECT count(DISTINCT x.symbol) FROM {{citations}} x WHERE {_HERE})",
}
COLUMNS = ("report", "year", *(name for name in paragraph_order.COLUMNS if name != "section"))


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
        return f"EXISTS (SELECT 1 FROM {{{table}}} x WHERE {_HERE} AND {condition})"


def language_of(view: View[Any]) -> str:
    """The language of the texts that count where a report has several."""
    return language_for(view.here.values.get("q", ""), view.lang)


def language_for(query: str, lang: str) -> str:
    """The same: that of the words searched for, else that of the interface."""
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


def rules(view: View[Any]) -> url_state.Rules:
    """What the page's parameters may hold where it is about all reports."""
    atlas = view.report.atlas
    places = {*atlas.names("countries", view.lang), *(str(code) for code in atlas.regions.index)}
    options = {
        "place": places,
        "theme": {theme for theme, _ in atlas.theme_names},
        "engagement": next(c.allowed for c in contract.columns("engagements") if c.name == "engagement"),
    }
    of_reports = {name: url_state.any_of(index) for name, index in _of_reports(view).items()}
    usual = paragraph_search.rules(view)
    return {
        **{name: usual[name] for name in ("q", "passage", "highlight", *SWITCHES)},
        **{
            f"{name}{ending}": url_state.any_of(allowed)
            for name, allowed in options.items()
            for ending in ("", ALL, NOT)
        },
        **of_reports,
        GROUP: url_state.any_of(country_counts.GROUPS),
        "scope": url_state.one_of({EVERY}),
        "sort": lambda value: value if value.removeprefix("-") in COLUMNS else None,
        "columns": url_state.any_of(COLUMNS),
        "offset": lambda value: value if value.isascii() and value.isdigit() and len(value) < 9 else None,
    }


@kept
def _of_reports(view: View[Any]) -> Mapping[str, filters.Index]:
    """Report, year and body → the texts that count; reports by those of their texts."""
    counted = texts(view.report.atlas, language_of(view))
    known = library.facts_of(view.report.atlas)
    symbols = {known[name].symbol: name for name in counted}
    found: dict[str, dict[str, frozenset[str]]] = {"reports": {}, "year": {}, "body": {}}
    for name, of in known.items():
        found["reports"][name] = frozenset({symbols.get(of.symbol, name)})
    for name in counted:
        for facet in ("year", "body"):
            option = str(getattr(known[name], facet))
            found[facet][option] = found[facet].get(option, frozenset()) | {name}
    return found


def asked_of(view: View[ParagraphsParams]) -> dict[str, Condition]:
    """The conditions on what stands in a paragraph."""
    return filters.conditions(paragraph_search.chosen_of(view))


def reports_of(view: View[ParagraphsParams], without: str = "") -> tuple[str, ...]:
    """The texts that count and meet the conditions on reports, but for one of these."""
    left = frozenset(texts(view.report.atlas, language_of(view)))
    for name, index in _of_reports(view).items():
        value = view.here.values.get(name)
        if value and name != without:
            left &= frozenset[str]().union(*(index[option] for option in value.split(",") if option in index))
    return tuple(name for name in texts(view.report.atlas, language_of(view)) if name in left)


def found(view: View[ParagraphsParams], query: Query) -> str:
    """The beginning of every query: `p`, the paragraphs that have the words searched for, of all texts that count."""
    wanted, unwanted = filters.split_query(view.params.q or "")
    counted = query.value(texts(view.report.atlas, language_of(view)))
    conditions = ["p.kind = 'paragraph'"]
    if wanted:
        own, aid = ([_holds(query, word, text) for word in wanted.split()] for text in ("p.text", "x.text"))
        conditions.append(f"({' AND '.join(own)} OR {_read(view, query, aid)})")
    for word in unwanted:
        conditions.append(f"NOT {_holds(query, word, 'p.text')}")
        conditions.append(f"NOT {_read(view, query, [_holds(query, word, 'x.text')])}")
    return (
        "WITH p AS MATERIALIZED (SELECT row_number() OVER () AS id, p.report, p.passage, p.number, t.place, "
        f"length(p.text) AS length FROM {{passages}} p JOIN (SELECT unnest({counted}) AS report, "
        f"generate_subscripts({counted}, 1) AS place) t ON p.report = t.report WHERE {' AND '.join(conditions)}) "
    )


def _read(view: View[ParagraphsParams], query: Query, conditions: list[str]) -> str:
    """That the paragraph's reading in the language of the interface meets conditions."""
    return query.stands("readings", " AND ".join([f"x.language = {query.value(view.lang)}", *conditions]))


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


def met(view: View[ParagraphsParams], query: Query, asked: Mapping[str, Condition], without: str = "") -> str:
    """That a paragraph of `p` meets the conditions asked for, and those on its report but for one."""
    parts = [query.among("p.report", reports_of(view, without))]
    for name, condition in asked.items():
        if name in SWITCHES:
            stands = query.stands(SWITCHES[name])
            parts.append(stands if condition.any == (filters.ON,) else f"NOT {stands}")
        elif name == "theme":
            parts += [_coded(query, name, condition.any)] if condition.any else []
            parts += [_coded(query, name, (option,)) for option in condition.every]
        if condition.none and name in _CODES:
            parts.append(f"NOT {_coded(query, name, condition.none)}")
        elif condition.none and name == "place":
            parts.append(f"NOT {_named(query, _countries(view, condition.none))}")
    return " AND ".join([*parts, *_of_work(view, query, asked)])


def _coded(query: Query, facet: str, options: Iterable[str]) -> str:
    table, column, condition = _CODES[facet]
    return query.stands(table, f"{condition} AND {query.among(f'x.{column}', options)}")


def _named(query: Query, countries: Iterable[str]) -> str:
    return query.stands("mentions", f"{_COUNTED} AND {query.among('x.iso3', countries)}")


def _countries(view: View[ParagraphsParams], places: Iterable[str]) -> frozenset[str]:
    """The countries of places: themselves, or those of a region or group."""
    members = paragraph_facets.members_of(view.report.atlas)
    return frozenset[str]().union(*(members.get(place, frozenset()) for place in places))


def _places(view: View[ParagraphsParams], asked: Mapping[str, Condition]) -> list[frozenset[str]]:
    return Work(paragraph_facets.members_of(view.report.atlas), {}, {}, {}).places(asked)


def _kinds(asked: Mapping[str, Condition]) -> list[tuple[str, ...]]:
    """The sets of kinds of work of each of which one must be done."""
    engagement = asked.get("engagement", Condition())
    return [*([engagement.any] if engagement.any else []), *((each,) for each in engagement.every)]


def _of_work(view: View[ParagraphsParams], query: Query, asked: Mapping[str, Condition]) -> list[str]:
    """What is asked of places and kinds of work, as in `filters.Work.met`: work asked for with a place is done there."""
    places, kinds = _places(view, asked), _kinds(asked)
    if not places:
        return [_coded(query, "engagement", each) for each in kinds]
    if not kinds:
        return [_named(query, each) for each in places]
    return [
        query.stands("engagements", f"{query.among('x.iso3', place)} AND {query.among('x.engagement', each)}")
        for place in places
        for each in kinds
    ]


@kept
def order(view: View[ParagraphsParams]) -> tuple[tuple[str, str], ...]:
    """(report, paragraph) of the rows of the page that the address asks for."""
    return rows(view, int(view.params.offset or 0), PAGE)


def rows(view: View[ParagraphsParams], offset: int, limit: int) -> tuple[tuple[str, str], ...]:
    """(report, paragraph) of so many rows in the order of the address."""
    query, sort = Query(), view.params.sort or ""
    name = sort.removeprefix("-")
    way = "DESC" if sort.startswith("-") else "ASC"
    key = [f"{_KEYS[name]} {way}"] if name in _KEYS else []
    by_year = (
        f"p.place {'ASC' if not name or way == 'DESC' else 'DESC'}"
        if name in ("report", "year")
        else "p.place"
    )
    by_number = f"p.number {way if name == 'number' else 'ASC'}"
    ordered = [by_number, by_year] if name == "number" else [*key, by_year, by_number]
    asked = f"{found(view, query)}SELECT p.report, p.passage FROM p WHERE {met(view, query, asked_of(view))} "
    asked += f"ORDER BY {', '.join(ordered)} LIMIT {query.value(limit)} OFFSET {query.value(offset)}"
    return tuple((str(r), str(p)) for r, p in view.report.atlas.ask(asked, query.values))


@kept
def numbers(view: View[ParagraphsParams]) -> dict[str, dict[str, int]]:
    """Condition → option → how many paragraphs it would leave, given all others; and under "found" how many of each report
    meet them all."""
    query, asked = Query(), asked_of(view)
    begun = found(view, query)
    parts = [f"SELECT 'found', p.report, count(*) FROM p WHERE {met(view, query, asked)} GROUP BY p.report"]
    parts += [
        f"SELECT '{name}', p.report, count(*) FROM p WHERE {met(view, query, asked, name)} GROUP BY p.report"
        for name in OF_REPORT
    ]
    for name, table in SWITCHES.items():
        others = met(view, query, {k: v for k, v in asked.items() if k != name})
        stands = query.stands(table)
        parts += [
            f"SELECT '{name}', '{option}', count(*) FROM p WHERE {others} AND {no}{stands}"
            for option, no in ((filters.ON, ""), (filters.WITHOUT, "NOT "))
        ]
    parts += [
        f"SELECT '{GROUP}', '{option}', count(*) FROM p "
        f"WHERE {met(view, query, {**asked, GROUP: Condition(any=(option,))})}"
        for option in country_counts.GROUPS
    ]
    parts += [_of_codes(view, query, asked, "theme"), _of_codes(view, query, asked, "engagement")]
    parts.append(_of_places(view, query, asked))
    counted: dict[str, dict[str, int]] = {"found": {}, **{name: {} for name in OF_REPORT}}
    for facet, option, n in view.report.atlas.ask(begun + " UNION ALL ".join(parts), query.values):
        counted.setdefault(str(facet), {})[str(option)] = int(n)
    for facet, index in _of_reports(view).items():
        of_text = counted[facet]
        if facet != "reports":
            counted[facet] = {o: sum(of_text.get(name, 0) for name in names) for o, names in index.items()}
    return counted


def _without_any(asked: Mapping[str, Condition], facet: str) -> dict[str, Condition]:
    own = asked.get(facet, Condition())
    return {**asked, facet: replace(own, any=(), none=())}


def _of_codes(view: View[ParagraphsParams], query: Query, asked: Mapping[str, Condition], facet: str) -> str:
    """The numbers of themes, or of kinds of work: of those done in every place that is asked for."""
    table, column, condition = _CODES[facet]
    parts = [condition, met(view, query, _without_any(asked, facet))]
    if facet == "engagement":
        parts += [
            f"EXISTS (SELECT 1 FROM {{engagements}} y WHERE y.report = p.report AND y.passage = p.passage "
            f"AND y.engagement = x.engagement AND {query.among('y.iso3', place)})"
            for place in _places(view, asked)
        ]
    return (
        f"SELECT '{facet}', x.{column}, count(DISTINCT p.id) FROM p JOIN {{{table}}} x ON {_HERE} "
        f"WHERE {' AND '.join(parts)} GROUP BY x.{column}"
    )


def _of_places(view: View[ParagraphsParams], query: Query, asked: Mapping[str, Condition]) -> str:
    """The numbers of countries and regions: of those named, or of those where all kinds of work asked for are done."""
    group, kinds = asked.get(GROUP, Condition()), _kinds(asked)
    inside = _countries(view, group.any) if group.any else None
    pairs = [
        (code, iso3)
        for code, members in paragraph_facets.members_of(view.report.atlas).items()
        for iso3 in members
        if code not in country_counts.GROUPS and (inside is None or iso3 in inside)
    ]
    codes, countries = (query.value(tuple(each)) for each in zip(*pairs, strict=True))
    members = f"(SELECT unnest({codes}) AS code, unnest({countries}) AS iso3)"
    table, condition = (
        ("engagements", query.among("x.engagement", kinds[0])) if kinds else ("mentions", _COUNTED)
    )
    parts = [condition, met(view, query, _without_any(asked, "place"))]
    parts += [
        f"EXISTS (SELECT 1 FROM {{engagements}} y JOIN {members} n ON y.iso3 = n.iso3 WHERE y.report = p.report "
        f"AND y.passage = p.passage AND n.code = m.code AND {query.among('y.engagement', each)})"
        for each in kinds[1:]
    ]
    return (
        f"SELECT 'place', m.code, count(DISTINCT p.id) FROM p JOIN {{{table}}} x ON {_HERE} "
        f"JOIN {members} m ON x.iso3 = m.iso3 WHERE {' AND '.join(parts)} GROUP BY m.code"
    )


def total(view: View[ParagraphsParams]) -> int:
    """How many paragraphs meet all conditions."""
    return sum(numbers(view)["found"].values())
