"""Conditions that paragraphs can meet: of place, theme, section, kind of work, and what stands in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from ui import filters, findings
from ui.cache import kept
from ui.filters import CHOICES, ON, SWITCHES, WITHOUT, Index, Work
from ui.queries import country_counts
from ui.tables import Atlas, Report

GROUP = "group"
CONDITIONS = (*CHOICES, *SWITCHES, GROUP)


def facets_of(report: Report, names: Collection[str] = CONDITIONS) -> dict[str, Index]:
    """Conditions that a report's paragraphs can meet, as option → passages; only the tables of `names` are read."""
    return {name: _facet(report, name) for name in CONDITIONS if name in names}


def same(report: Report, asked: Mapping[str, str], shown: findings.Evidence) -> bool:
    """Whether the list of paragraphs under these conditions is exactly what is shown elsewhere."""
    facets = facets_of(report, asked)
    if any(option not in facets[name] for name, option in asked.items()):
        return False
    together = work_of(report) if "place" in asked and "engagement" in asked else None
    kept_here = filters.keep(report.passages, facets, asked, "", work=together)
    return kept_here.paragraphs == shown.paragraphs


@kept
def _facet(report: Report, name: str) -> Index:
    if name in SWITCHES:
        having = filters.passages_of(report.table(SWITCHES[name]))
        return {ON: having, WITHOUT: filters.passages_of(report.passages) - having}
    if name == "place":
        return filters.place_index(report.table("mentions"), report.atlas.countries)
    if name == GROUP:
        named = _facet(report, "place")
        return {
            group: frozenset[str]().union(*(named.get(iso3, frozenset()) for iso3 in members))
            for group, members in members_of(report.atlas).items()
            if group in country_counts.GROUPS
        }
    if name == "section":
        return filters.section_index(report.passages, report.table("sections"))
    if name == "engagement":
        return filters.index(report.table("engagements"), "engagement")
    return filters.index(worded(report), "theme")


def worded(report: Report) -> pd.DataFrame:
    """The themes that were found by words."""
    themes = report.table("themes")
    return themes[themes["basis"] == "words"]


@kept
def work_of(report: Report) -> Work:
    """Which countries are spoken of where, and what is done there."""
    engagements, named = report.table("engagements"), _facet(report, "place")
    done = {
        (str(iso3), str(kind)): filters.passages_of(rows)
        for (iso3, kind), rows in engagements.groupby(["iso3", "engagement"])
    }
    return Work(members_of(report.atlas), named, done, _facet(report, "engagement"))


@kept
def members_of(atlas: Atlas) -> dict[str, frozenset[str]]:
    """Place → its countries: a country itself, a region of M49, a group."""
    alone = {str(iso3): frozenset({str(iso3)}) for iso3 in atlas.countries["iso3"]}
    regions, groups = country_counts.members_of(atlas)
    return {**alone, **{code: inside for code, inside in regions.items() if code.isdigit()}, **groups}
