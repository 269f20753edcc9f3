"""What the map of countries can count. A measure is one function here and its words in `data/text/`; page, picture, slide and
file then have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from ui import findings, url_state
from ui.findings import COUNTED_BY_DEFAULT, MENTION_KINDS
from ui.queries import presence_places
from ui.tables import Report

# A table of the API, and the conditions that give the rows behind a measure.
Behind = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Measure:
    """`rows` are the findings counted, given the kinds of mention chosen: iso3 and the columns of findings; `behind` are the
    rows of the API, given the kinds as the address has them."""

    rows: Callable[[Report, tuple[str, ...]], pd.DataFrame]
    behind: Callable[[str | None], Behind]


def _naming(report: Report, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Where a country is named."""
    mentions = report.table("mentions")
    mentions = mentions[mentions["kind"].isin(kinds)]
    return findings.mention_findings(mentions, None, kinds).assign(iso3=mentions["iso3"])


def _present(official: bool) -> Measure:
    """Visits of officials, or every other presence."""
    visits = presence_places.GROUPS["official"]
    types = [kind for kind in presence_places.GROUP_OF if (kind in visits) == official]

    def rows(report: Report, _kinds: tuple[str, ...]) -> pd.DataFrame:
        found = presence_places.of_type(report.table("presences"), None)
        found = found[found["presence"].isin(types) & (found["iso3"] != "")]
        return findings.plain_findings(found, "presence").assign(iso3=found["iso3"])

    return Measure(rows, lambda _kinds: ("presences", [("presence", kind) for kind in types]))


def _mentions(kinds: str | None) -> Behind:
    chosen = url_state.chosen(kinds, COUNTED_BY_DEFAULT)
    return "mentions", [("kind", kind) for kind in chosen if kind in MENTION_KINDS]


PARAGRAPHS = "paragraphs"
# In the order of the menu; the first is the usual one.
MEASURES: Mapping[str, Measure] = {
    PARAGRAPHS: Measure(_naming, _mentions),
    "presences": _present(official=False),
    "visits": _present(official=True),
}
