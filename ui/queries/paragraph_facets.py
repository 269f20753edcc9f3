"""Conditions that paragraphs can meet: of place, theme, section, kind of work, and what stands in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ui import filters, findings
from ui.cache import kept
from ui.filters import CHOICES, SWITCHES, Index
from ui.tables import Report

CONDITIONS = (*CHOICES, *SWITCHES)


def facets_of(report: Report, names: Collection[str] = CONDITIONS) -> dict[str, Index]:
    """Conditions that a report's paragraphs can meet, as option → passages; only the tables of `names` are read."""
    return {name: _facet(report, name) for name in CONDITIONS if name in names}


def same(report: Report, asked: Mapping[str, str], shown: findings.Evidence) -> bool:
    """Whether the list of paragraphs under these conditions is exactly what is shown elsewhere."""
    facets = facets_of(report, asked)
    if any(option not in facets[name] for name, option in asked.items()):
        return False
    return filters.keep(report.passages, facets, asked, "").paragraphs == shown.paragraphs


@kept
def _facet(report: Report, name: str) -> Index:
    if name in SWITCHES:
        return {"1": filters.passages_of(report.table(SWITCHES[name]))}
    if name == "place":
        return filters.place_index(report.table("mentions"), report.atlas.countries)
    if name == "section":
        return filters.section_index(report.passages, report.table("sections"))
    if name == "engagement":
        return filters.index(report.table("engagements"), "engagement")
    themes = report.table("themes")
    return filters.index(themes[themes["basis"] == "words"], "theme")
