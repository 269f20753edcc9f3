"""What the map of countries counts, without Streamlit: paragraphs that speak of a country, under conditions.

A measure and the conditions leave *pairs* of country and passage; a country's number is the number of its paragraphs
among them, and opens them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ui import filters, findings, map_windows, url_state
from ui.cache import kept
from ui.findings import COUNTED_BY_DEFAULT, MENTION_KINDS
from ui.params import CountriesParams
from ui.queries.map_measures import MEASURES, PARAGRAPHS, Behind
from ui.tables import Atlas, Report
from ui.view import View

# Parameters that are conditions.
CONDITIONS = ("theme", "section", "engagement", "region", "group")
GROUPS = ("ldc", "lldc", "sids")
REGION_COLUMNS = ("m49_region", "m49_subregion", "m49_intermediate", "ohchr_region")
MAP, TILES, BARS, TABLE = FACES = ("map", "tiles", "bars", "table")
# Scheme of regions whose coverage is shown → the column of countries that says which one each lies in.
SCHEMES = {"m49": "m49_subregion", "office": "ohchr_region"}

Pair = tuple[str, str]
Index = Mapping[str, frozenset[Pair]]


@dataclass(frozen=True)
class Coverage:
    """Of one region: its countries that are spoken of, how many of them and of all are Member States, the paragraphs."""

    countries: tuple[str, ...]
    states: int
    members: int
    paragraphs: tuple[str, ...]


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold."""
    facets = facets_of(view.report)
    return {
        "country": url_state.one_of(view.report.atlas.names("countries", view.lang)),
        "measure": url_state.one_of(MEASURES.keys() - {PARAGRAPHS}),
        "kinds": url_state.some_of(MENTION_KINDS),
        "view": url_state.one_of(FACES[1:]),
        "at": map_windows.accepted,
        "sort": url_state.sort,
        "light": map_windows.lit,
        **{name: url_state.one_of(facets[name]) for name in CONDITIONS},
    }


def measure_of(view: View[CountriesParams]) -> str:
    """The measure chosen."""
    return view.params.measure or PARAGRAPHS


def kinds_of(view: View[CountriesParams]) -> tuple[str, ...]:
    """The kinds of mention counted."""
    return url_state.chosen(view.params.kinds, COUNTED_BY_DEFAULT)


def conditions_of(view: View[CountriesParams]) -> dict[str, str]:
    """Condition → option, in the order of the address."""
    return {name: value for name, value in view.here.values.items() if name in CONDITIONS}


def is_usual(view: View[CountriesParams]) -> bool:
    """Whether every country that the report names has a number: no condition, and no usual kind of mention left out."""
    usual = measure_of(view) == PARAGRAPHS and not conditions_of(view)
    return usual and set(COUNTED_BY_DEFAULT) <= set(kinds_of(view))


@kept
def mentions_by_kind(report: Report) -> dict[str, int]:
    """Kind of mention → how many there are."""
    return {str(kind): int(n) for kind, n in report.table("mentions")["kind"].value_counts().items()}


def is_named(report: Report, iso3: str) -> bool:
    """Whether a country is mentioned at all, in whatever way."""
    return bool((report.table("mentions")["iso3"] == iso3).any())


@kept
def region_depths(report: Report) -> dict[str, int]:
    """All regions: M49's, each followed by its parts, then the Office's; each with how many regions it lies in."""
    atlas = report.atlas
    parents = dict(zip(atlas.regions["code"], atlas.regions["parent"], strict=True))

    def below(parent: str, depth: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in sorted(str(code) for code, above in parents.items() if above == parent):
            found |= {part: depth} | below(part, depth + 1)
        return found

    return below("", 0) | dict.fromkeys(map(str, atlas.office_regions.index), 0)


@kept
def _found(report: Report, measure: str, kinds: tuple[str, ...]) -> list[tuple[Pair, findings.Row]]:
    """Findings of a measure, each with its pair."""
    return _paired(MEASURES[measure].rows(report, kinds))


def _paired(rows: pd.DataFrame) -> list[tuple[Pair, findings.Row]]:
    plain = findings.rows_of(rows)
    return [((iso3, row[0]), row) for iso3, row in zip(rows["iso3"].astype(str), plain, strict=True)]


@kept
def members_of(atlas: Atlas) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Region → the countries in it, and group → its countries."""
    countries = atlas.countries
    columns = {str(code): column for column in REGION_COLUMNS for code in countries[column] if code}
    regions = {
        code: frozenset(countries.loc[countries[column] == code, "iso3"]) for code, column in columns.items()
    }
    groups = {group: frozenset(countries.loc[countries[group] == "1", "iso3"]) for group in GROUPS}
    return regions, groups


@kept
def facets_of(report: Report) -> dict[str, Index]:
    """Every condition that can be chosen, as option → pairs of any country and passage that meet it."""
    engagements, (regions, groups) = report.table("engagements"), members_of(report.atlas)
    # A presence without a naming of its country is a pair as well.
    rows = [measure.rows(report, MENTION_KINDS) for measure in MEASURES.values()]
    every = frozenset[Pair]().union(*map(pairs_of, rows))
    themes = report.table("themes")
    theme = filters.index(themes[themes["basis"] == "words"], "theme")
    section = filters.section_index(report.passages, report.table("sections"))

    def inside(passages: frozenset[str]) -> frozenset[Pair]:
        return frozenset(pair for pair in every if pair[1] in passages)

    def among(chosen: frozenset[str]) -> frozenset[Pair]:
        return frozenset(pair for pair in every if pair[0] in chosen)

    return {
        "theme": {option: inside(passages) for option, passages in theme.items()},
        "section": {option: inside(passages) for option, passages in section.items()},
        "engagement": {str(kind): pairs_of(rows) for kind, rows in engagements.groupby("engagement")},
        "region": {code: among(inside_it) for code, inside_it in regions.items()},
        "group": {group: among(inside_it) for group, inside_it in groups.items()},
    }


def pairs_of(rows: pd.DataFrame) -> frozenset[Pair]:
    """The pairs of country and passage in some rows."""
    return frozenset(zip(rows["iso3"].astype(str), rows["passage"].astype(str), strict=True))


@kept
def options(view: View[CountriesParams], facet: str) -> dict[str, int]:
    """Option of a condition → how many countries it would leave, given the other conditions."""
    facets, chosen = facets_of(view.report), conditions_of(view)
    left = _counted(view.report, measure_of(view), kinds_of(view))
    for name, option in chosen.items():
        if name != facet:
            left &= facets[name].get(option, frozenset())
    return {option: len({iso3 for iso3, _ in pairs & left}) for option, pairs in facets[facet].items()}


def _counted(report: Report, measure: str, kinds: tuple[str, ...]) -> frozenset[Pair]:
    """The pairs of a measure in numbered paragraphs: footnotes are shown, not counted."""
    paragraphs = paragraphs_of(report)
    return frozenset(pair for pair, _ in _found(report, measure, kinds) if pair[1] in paragraphs)


@kept
def paragraphs_of(report: Report) -> dict[str, int]:
    """Numbered paragraph → its place in the order of print."""
    passages = report.passages
    ids = passages.loc[passages["kind"] == "paragraph", "passage"]
    return {str(p): k for k, p in enumerate(ids)}


@kept
def passage_kinds(report: Report) -> dict[str, str]:
    """Passage → paragraph or footnote, in the order of print."""
    return findings.kinds_of(report.passages)


@kept
def chosen_pairs(view: View[CountriesParams], without: str = "") -> frozenset[Pair]:
    """The pairs that measure and conditions leave, footnotes among them; `without` one condition."""
    left = frozenset(pair for pair, _ in _found(view.report, measure_of(view), kinds_of(view)))
    for name, option in conditions_of(view).items():
        if name != without:
            left &= facets_of(view.report)[name].get(option, frozenset())
    return left


@kept
def named(view: View[CountriesParams], without: str = "") -> dict[str, tuple[str, ...]]:
    """iso3 → the paragraphs counted for it in the order of print; most paragraphs first."""
    order = paragraphs_of(view.report)
    found: dict[str, list[str]] = {}
    for iso3, passage in chosen_pairs(view, without):
        if passage in order:
            found.setdefault(iso3, []).append(passage)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {iso3: tuple(sorted(passages, key=order.__getitem__)) for iso3, passages in ranked}


@kept
def counts(view: View[CountriesParams]) -> dict[str, int]:
    """iso3 → number of paragraphs, most first; equal numbers by name."""
    numbers = {iso3: len(passages) for iso3, passages in named(view).items()}
    return dict(sorted(numbers.items(), key=lambda item: (-item[1], view.country(item[0]))))


@kept
def gathered(view: View[CountriesParams], iso3: str | None = None) -> findings.Evidence:
    """The paragraphs counted for one country, or for all that the conditions leave, with what was found marked."""
    report, chosen, pairs = view.report, conditions_of(view), chosen_pairs(view)

    def among(found: list[tuple[Pair, findings.Row]]) -> list[findings.Row]:
        return [row for pair, row in found if pair in pairs and iso3 in (None, pair[0])]

    rows = among(_found(report, measure_of(view), kinds_of(view)))
    inside = {row[0] for row in rows}
    if theme := chosen.get("theme"):
        rows += [row for row in _about(report, theme) if row[0] in inside]
    if engagement := chosen.get("engagement"):
        rows += among(_engaged(report, engagement))
    return findings.gathered(passage_kinds(report), rows)


@kept
def first_places(view: View[CountriesParams]) -> dict[str, tuple[str, int]]:
    """iso3 → the paragraph counted for it that comes first, and where in it the country is spoken of."""
    found: dict[Pair, int] = {}
    for pair, row in _found(view.report, measure_of(view), kinds_of(view)):
        found[pair] = min(row[1], found.get(pair, row[1]))
    return {
        iso3: (passages[0], found[iso3, passages[0]]) for iso3, passages in named(view).items() if passages
    }


@kept
def _about(report: Report, theme: str) -> list[findings.Row]:
    """Findings of a theme."""
    return findings.rows_of(findings.theme_findings(report.table("themes"), theme))


@kept
def _engaged(report: Report, engagement: str) -> list[tuple[Pair, findings.Row]]:
    """Findings of a kind of work, each with its pair."""
    table = report.table("engagements")
    table = table[table["engagement"] == engagement]
    return _paired(findings.plain_findings(table, "engagement").assign(iso3=table["iso3"]))


@kept
def coverage(view: View[CountriesParams], column: str) -> dict[str, Coverage]:
    """Region → what of it is spoken of under all conditions but the region's; most paragraphs first."""
    found, order = named(view, "region"), paragraphs_of(view.report)
    regions: dict[str, Coverage] = {}
    for code, (countries, members) in _within(view.report, column).items():
        here = tuple(iso3 for iso3 in found if iso3 in countries)
        paragraphs = {p for iso3 in here for p in found[iso3]}
        regions[code] = Coverage(
            here,
            len(members.intersection(here)),
            len(members),
            tuple(sorted(paragraphs, key=order.__getitem__)),
        )
    return dict(sorted(regions.items(), key=lambda item: (-len(item[1].paragraphs), item[0])))


@kept
def _within(report: Report, column: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Region → its countries, and those of them that are Member States."""
    return {
        str(code): (frozenset(rows["iso3"]), frozenset(rows.loc[rows["un_member"] == "1", "iso3"]))
        for code, rows in report.atlas.countries.groupby(column)
        if code
    }


def rows_behind(_report: Report, params: CountriesParams) -> Behind:
    """The API's table behind the page, and the conditions that it always sets."""
    return MEASURES.get(params.measure or "", MEASURES[PARAGRAPHS]).behind(params.kinds)
