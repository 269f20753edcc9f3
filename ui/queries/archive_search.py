"""Paragraphs of all reports at once: which meet the conditions, how many each further one would leave, and a page of them.

All of it is asked of the tables in one query each (`Atlas.ask`), so that only the rows of a page become anything else. Of
a report in several languages one text counts: the one in the language of what is searched for, else of the interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ui import contract, filters, url_state
from ui.cache import kept
from ui.filters import ALL, NOT, SWITCHES, Condition
from ui.params import ParagraphsParams
from ui.queries import (
    archive_conditions,
    country_counts,
    library,
    paragraph_facets,
    paragraph_order,
    paragraph_search,
)
from ui.queries.archive_conditions import CODES, COUNTED, HERE, Query
from ui.queries.paragraph_facets import GROUP
from ui.view import View

EVERY = "all"  # the scope of all reports
PAGE = 100  # rows of a page
OF_REPORT = ("reports", "year", "body")  # conditions on the report that a paragraph is in
# Column → what its rows are ordered by; those of any other stand in the order of print.
_KEYS = {
    "gist": "p.length",
    "countries": f"(SELECT count(DISTINCT x.iso3) FROM {{mentions}} x WHERE {HERE} AND {COUNTED})",
    "engagements": f"(SELECT count(DISTINCT x.engagement) FROM {{engagements}} x WHERE {HERE})",
    "themes": f"(SELECT count(DISTINCT x.theme) FROM {{themes}} x WHERE {HERE} AND x.basis = 'words')",
    "presences": f"(SELECT count(*) FROM {{presences}} x WHERE {HERE})",
    "figures": f"(SELECT count(*) FROM {{figures}} x WHERE {HERE})",
    "citations": f"(SELECT count(DISTINCT x.symbol) FROM {{citations}} x WHERE {HERE})",
}
COLUMNS = ("report", "year", *(name for name in paragraph_order.COLUMNS if name != "section"))


def language_of(view: View[Any]) -> str:
    """The language of the texts that count where a report has several."""
    return archive_conditions.language_for(view.here.values.get("q", ""), view.lang)


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


def _counted(view: View[Any]) -> tuple[str, ...]:
    """The texts that count, one of each report."""
    return archive_conditions.texts(view.report.atlas, language_of(view))


@kept
def _of_reports(view: View[Any]) -> Mapping[str, filters.Index]:
    """Report, year and body → the texts that count; reports by those of their texts."""
    counted = _counted(view)
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
    left = frozenset(_counted(view))
    for name, index in _of_reports(view).items():
        value = view.here.values.get(name)
        if value and name != without:
            left &= frozenset[str]().union(*(index[option] for option in value.split(",") if option in index))
    return tuple(name for name in _counted(view) if name in left)


def found(view: View[ParagraphsParams], query: Query) -> str:
    """The beginning of every query: `p`, the paragraphs that have the words searched for, of all texts that count."""
    atlas, lang = view.report.atlas, language_of(view)
    counted = query.value(archive_conditions.texts(atlas, lang))
    searched = archive_conditions.searched(atlas, query, view.params.q or "", view.lang)
    conditions = ["p.kind = 'paragraph'", *searched]
    return (
        "WITH p AS MATERIALIZED (SELECT p.line AS id, p.report, p.passage, p.number, t.place, "
        f"length(p.text) AS length FROM {{passages}} p JOIN (SELECT unnest({counted}) AS report, "
        f"generate_subscripts({counted}, 1) AS place) t ON p.report = t.report WHERE {' AND '.join(conditions)}) "
    )


def met(view: View[ParagraphsParams], query: Query, asked: Mapping[str, Condition], without: str = "") -> str:
    """That a paragraph of `p` meets the conditions asked for, and those on its report but for one."""
    of_reports = query.among("p.report", reports_of(view, without))
    return " AND ".join([of_reports, *archive_conditions.met(view.report.atlas, query, asked)])


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
    table, column, condition = CODES[facet]
    parts = [condition, met(view, query, _without_any(asked, facet))]
    if facet == "engagement":
        parts += [
            f"EXISTS (SELECT 1 FROM {{engagements}} y WHERE y.report = p.report AND y.passage = p.passage "
            f"AND y.engagement = x.engagement AND {query.among('y.iso3', place)})"
            for place in archive_conditions.places(view.report.atlas, asked)
        ]
    return (
        f"SELECT '{facet}', x.{column}, count(DISTINCT p.id) FROM p JOIN {{{table}}} x ON {HERE} "
        f"WHERE {' AND '.join(parts)} GROUP BY x.{column}"
    )


def _of_places(view: View[ParagraphsParams], query: Query, asked: Mapping[str, Condition]) -> str:
    """The numbers of countries and regions: of those named, or of those where all kinds of work asked for are done."""
    group, kinds = asked.get(GROUP, Condition()), archive_conditions.kinds(asked)
    inside = archive_conditions.countries(view.report.atlas, group.any) if group.any else None
    pairs = [
        (code, iso3)
        for code, members in paragraph_facets.members_of(view.report.atlas).items()
        for iso3 in members
        if code not in country_counts.GROUPS and (inside is None or iso3 in inside)
    ]
    codes, countries = (query.value(tuple(each)) for each in zip(*pairs, strict=True))
    members = f"(SELECT unnest({codes}) AS code, unnest({countries}) AS iso3)"
    table, condition = (
        ("engagements", query.among("x.engagement", kinds[0])) if kinds else ("mentions", COUNTED)
    )
    parts = [condition, met(view, query, _without_any(asked, "place"))]
    parts += [
        f"EXISTS (SELECT 1 FROM {{engagements}} y JOIN {members} n ON y.iso3 = n.iso3 WHERE y.report = p.report "
        f"AND y.passage = p.passage AND n.code = m.code AND {query.among('y.engagement', each)})"
        for each in kinds[1:]
    ]
    return (
        f"SELECT 'place', m.code, count(DISTINCT p.id) FROM p JOIN {{{table}}} x ON {HERE} "
        f"JOIN {members} m ON x.iso3 = m.iso3 WHERE {' AND '.join(parts)} GROUP BY m.code"
    )


def total(view: View[ParagraphsParams]) -> int:
    """How many paragraphs meet all conditions."""
    return sum(numbers(view)["found"].values())
