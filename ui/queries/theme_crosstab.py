"""Which paragraphs the themes page counts, without Streamlit: a part of the outline, a theme, or a theme together with
a region, a kind of work or a second theme.

A *condition* is a parameter of the address with its code; several hold together, and a number is always the number
of paragraphs that meet them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ui import filters, findings, url_state
from ui.cache import kept
from ui.filters import Index
from ui.params import ThemesParams
from ui.queries import country_counts, paragraph_facets
from ui.tables import Report
from ui.view import View

REGION, OFFICE, ENGAGEMENT, THEME = CROSSINGS = ("region", "office", "engagement", "theme")
# Crossing → the parameter that says which of its columns.
PARAMS = {REGION: "region", OFFICE: "region", ENGAGEMENT: "engagement", THEME: "other_theme"}
# Parameters that are conditions.
CONDITIONS = ("section", "theme", "other_theme", "region", "engagement")
OF_THEMES = ("theme", "other_theme")
WEIGHTS = ("core", "secondary")

Weights = tuple[str, ...]
Conditions = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Crossing:
    """Themes (rows) by something else (columns): number of paragraphs, of those pairs that have any."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    numbers: Mapping[tuple[str, str], int]

    @property
    def meetings(self) -> dict[tuple[str, str], int]:
        """Numbers of two things that meet: each pair of themes once, and no theme with itself."""
        both_ways = self.rows == self.columns
        return {pair: n for pair, n in self.numbers.items() if not both_ways or pair[0] < pair[1]}


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold."""
    known = indexes(view.report, WEIGHTS)
    return {
        **{param: url_state.one_of(known[param]) for param in CONDITIONS},
        "passage": url_state.one_of(country_counts.paragraphs_of(view.report)),
        "crossing": url_state.one_of(CROSSINGS[1:]),
        "weight": url_state.one_of(("core",)),
    }


def weights_of(view: View[ThemesParams]) -> Weights:
    """The weights of themes that are counted."""
    return ("core",) if view.params.weight else WEIGHTS


def kind_of(view: View[ThemesParams]) -> str:
    """The crossing chosen."""
    return view.params.crossing or REGION


def conditions_of(view: View[ThemesParams]) -> Conditions:
    """The conditions of the address, in an order of their own."""
    chosen = [(param, view.here.values.get(param)) for param in CONDITIONS]
    return tuple((param, value) for param, value in chosen if value)


@kept
def indexes(report: Report, weights: Weights) -> dict[str, Index]:
    """Condition → option → passages that meet it, footnotes among them."""
    facets = paragraph_facets.facets_of(report, ("place", "section", "engagement"))
    places, (regions, _) = facets["place"], country_counts.members_of(report.atlas)
    named = {
        code: places.get(code) or frozenset[str]().union(*(places.get(iso3, ()) for iso3 in members))
        for code, members in sorted(regions.items())
    }
    themes = filters.index(theme_rows(report, weights), "theme")
    return {
        "section": facets["section"],
        "theme": themes,
        "other_theme": themes,
        "region": {code: passages for code, passages in named.items() if passages},
        "engagement": facets["engagement"],
    }


def theme_rows(report: Report, weights: Weights) -> pd.DataFrame:
    """Rows of cross-cutting themes of these weights."""
    themes = report.table("themes")
    return themes[(themes["basis"] == "words") & themes["weight"].isin(weights)]


def met(report: Report, weights: Weights, conditions: Conditions) -> frozenset[str]:
    """The passages that meet all conditions."""
    known = indexes(report, weights)
    found = [known[param].get(option, frozenset()) for param, option in conditions]
    return frozenset.intersection(*found) if found else frozenset()


def paragraphs(report: Report, weights: Weights, conditions: Conditions) -> tuple[str, ...]:
    """The numbered paragraphs that meet all conditions, in the order of print."""
    order = country_counts.paragraphs_of(report)
    return tuple(sorted(met(report, weights, conditions) & order.keys(), key=order.__getitem__))


@kept
def crossing(report: Report, kind: str, weights: Weights) -> Crossing:
    """Themes by regions, kinds of work or themes; themes and kinds of work with most paragraphs first."""
    known, order = indexes(report, weights), country_counts.paragraphs_of(report)
    themes, others = known["theme"], known[PARAMS[kind]]
    rows = ranked(report, themes)
    columns = rows if kind == THEME else _columns(report, kind, others)
    numbers = {
        (row, column): len(themes[row] & others[column] & order.keys()) for row in rows for column in columns
    }
    return Crossing(rows, columns, {pair: n for pair, n in numbers.items() if n})


def _columns(report: Report, kind: str, others: Index) -> tuple[str, ...]:
    if kind == REGION:
        return subregions(report)
    named = ranked(report, others)
    return (
        named
        if kind == ENGAGEMENT
        else tuple(c for c in map(str, report.atlas.office_regions.index) if c in named)
    )


def ranked(report: Report, index: Index) -> tuple[str, ...]:
    """Options with any paragraph, most first."""
    order = country_counts.paragraphs_of(report).keys()
    numbers = {option: len(found & order) for option, found in index.items()}
    return tuple(sorted((o for o, n in numbers.items() if n), key=lambda option: (-numbers[option], option)))


def subregions(report: Report) -> tuple[str, ...]:
    """M49 subregions with a country that a paragraph names, those of one continent beside each other."""
    parents, counted = report.atlas.regions["parent"], ranked(report, indexes(report, WEIGHTS)["region"])
    found = [code for code in counted if code in set(report.atlas.countries["m49_subregion"])]
    continents = list(dict.fromkeys(parents.get(code) or code for code in found))
    return tuple(sorted(found, key=lambda code: continents.index(parents.get(code) or code)))


def unnamed(report: Report, kind: str) -> tuple[str, ...]:
    """Regions of which the report names no country in any paragraph."""
    countries, column = report.atlas.countries, "ohchr_region" if kind == OFFICE else "m49_subregion"
    named = indexes(report, WEIGHTS)["region"]
    order = country_counts.paragraphs_of(report).keys()
    return tuple(
        code for code in dict.fromkeys(countries[column]) if code and not named.get(code, frozenset()) & order
    )


@kept
def gathered(view: View[ThemesParams]) -> findings.Evidence:
    """The paragraphs behind the address, with what was asked for marked; a single paragraph where one is chosen."""
    report, weights = view.report, weights_of(view)
    if paragraph := view.params.passage:
        return findings.Evidence((paragraph,))
    conditions = conditions_of(view)
    inside = met(report, weights, conditions)
    if view.params.section:
        # A part of the outline is its paragraphs.
        inside &= country_counts.paragraphs_of(report).keys()
    rows = pd.concat(
        [_bare(inside), *(_marked(report, weights, param, option) for param, option in conditions)]
    )
    notes = _in_passing(view, inside) if any(param in OF_THEMES for param, _ in conditions) else {}
    return findings.evidence(report.passages, rows[rows["passage"].isin(inside)], notes)


def _bare(passages: frozenset[str]) -> pd.DataFrame:
    rows = [(passage, 0, 0, "section", "rule") for passage in sorted(passages)]
    return pd.DataFrame(rows, columns=findings.COLUMNS)


def _marked(report: Report, weights: Weights, param: str, option: str) -> pd.DataFrame:
    """What makes a passage meet a condition, as findings."""
    if param in OF_THEMES:
        return findings.theme_findings(theme_rows(report, weights), option)
    if param == "region":
        mentions, countries = report.table("mentions"), report.atlas.countries
        inside = countries.loc[(countries[list(country_counts.REGION_COLUMNS)] == option).any(axis=1), "iso3"]
        return findings.mention_findings(mentions[mentions["iso3"].isin(set(inside))])
    if param == "engagement":
        engagements = report.table("engagements")
        return findings.plain_findings(engagements[engagements["engagement"] == option], "engagement")
    return _bare(frozenset())


def _in_passing(view: View[ThemesParams], inside: frozenset[str]) -> dict[str, str]:
    """Passage → the note that a theme asked for is there in passing only."""
    asked = {view.params.theme, view.params.other_theme}
    rows = theme_rows(view.report, ("secondary",))
    rows = rows[rows["theme"].isin(asked) & rows["passage"].isin(inside)]
    return {str(passage): view.words("themes.secondary") for passage in rows["passage"]}


def rows_behind(report: Report, params: ThemesParams) -> tuple[str, list[tuple[str, str]]]:
    """The API's table behind the page, and the conditions that it always sets: a part of the outline or a paragraph is
    passages, a theme its rows; a region is a condition on either."""
    region = params.region or ""
    places = [("iso3", region)] if region.isdigit() else []
    weights = ("core",) if params.weight == "core" else WEIGHTS
    if params.other_theme or (region and not places):
        # Two themes at once, and the Office's regions, are no conditions of a table: their paragraphs are.
        chosen = [(param, getattr(params, param)) for param in CONDITIONS]
        met_by = paragraphs(report, weights, tuple((param, value) for param, value in chosen if value))
        return "passages", [("passage", passage) for passage in met_by]
    if params.passage or (not params.theme and (params.section or region or params.engagement)):
        return "passages", [("kind", "paragraph"), *places]
    weight = [("weight", "core")] if weights == ("core",) else []
    return "themes", [("basis", "words"), *weight, *places]
