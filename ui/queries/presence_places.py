"""Where the Office is and whom it visited, without Streamlit: rows of `presences` as places to list and count.

A *place* is what stands once in the page's list: a type of presence in a country, or, where the text states no
country, under the name it is given there. `field_presence_total` is a total and no place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ui import findings, map_windows, url_state
from ui.cache import kept
from ui.params import PresencesParams
from ui.queries import absence
from ui.tables import Report
from ui.view import View

TOTAL = "field_presence_total"
VISITS = ("visit_high_commissioner", "visit_deputy_high_commissioner", "visit_assistant_secretary_general")
# Groups of types, each with its own sign on the map, in the order of the list.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "official": VISITS,
    "office": ("headquarters", "country_office", "regional_office", "peace_mission_component"),
    "team": (
        "human_rights_adviser",
        "emergency_team",
        "surge_team",
        "deployed_staff",
        "technical_team",
        "cluster_role",
    ),
    "monitoring": ("monitoring_visit",),
    "remote": ("remote_monitoring",),
    "other": ("other",),
}
GROUP_OF = {presence: group for group, types in GROUPS.items() for presence in types}
# Of these the text says that they happened; a number is not expected.
COUNTLESS = ("official", "monitoring", "remote")
# Whose regions, and the column of countries.csv that holds them.
SCHEMES = {"m49": "m49_region", "office": "ohchr_region"}
EVERYTHING, NOWHERE = "all", "nowhere"


@dataclass(frozen=True)
class Place:
    """A line of the list: where, how many as stated, and the passages that name it in the order of print."""

    presence: str
    iso3: str
    names: tuple[str, ...]
    counts: tuple[int, ...]
    statuses: tuple[str, ...]
    passages: tuple[str, ...]
    doubtful: bool


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold: type, region, what is opened, country, passage."""
    types, passages, regions = _known(view.report)
    return {
        "presence": url_state.one_of((types - {TOTAL}) | {GROUP_OF[p] for p in types if p in GROUP_OF}),
        "region": url_state.one_of(regions),
        "open": url_state.one_of(types | {EVERYTHING, NOWHERE}),
        "country": url_state.one_of(view.report.atlas.names("countries", view.lang)),
        "passage": url_state.one_of(passages),
        "at": map_windows.accepted,
        "sort": url_state.sort,
        "light": map_windows.lit,
    }


@kept
def _known(report: Report) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The types of presence that a report has, the passages that speak of any, and all regions of either scheme."""
    rows, countries = report.table("presences"), report.atlas.countries
    regions = (str(code) for column in SCHEMES.values() for code in countries[column] if code)
    return frozenset(rows["presence"].astype(str)), frozenset(rows["passage"].astype(str)), frozenset(regions)


def of_type(rows: pd.DataFrame, kind: str | None) -> pd.DataFrame:
    """The rows of a type or a group of types; the stated total is never among them."""
    kinds = GROUPS.get(kind or "", (kind,) if kind else tuple(GROUP_OF))
    return rows[rows["presence"].isin(list(kinds))]


def of_region(rows: pd.DataFrame, countries: pd.DataFrame, region: str | None) -> pd.DataFrame:
    """The rows whose country lies in a region of either scheme."""
    if region is None:
        return rows
    inside = {str(i) for c in SCHEMES.values() for i in countries.loc[countries[c] == region, "iso3"]}
    return rows[rows["iso3"].isin(list(inside))]


@kept
def shown(view: View[PresencesParams]) -> pd.DataFrame:
    """The rows that the page's conditions leave."""
    rows = of_type(view.report.table("presences"), view.params.presence)
    return of_region(rows, view.report.atlas.countries, view.params.region)


def visits(view: View[PresencesParams]) -> pd.DataFrame:
    """Of the rows shown, the officials' visits to countries."""
    rows = shown(view)
    return rows[rows["presence"].isin(VISITS) & (rows["iso3"] != "")]


def opened(view: View[PresencesParams], rows: pd.DataFrame) -> pd.DataFrame:
    """Of the rows shown, those that were asked for; the stated total is asked for by its name."""
    asked, country, passage = view.params.open, view.params.country, view.params.passage
    if asked == TOTAL:
        return totals(view)
    if asked == NOWHERE:
        rows = rows[rows["iso3"] == ""]
    elif asked and asked != EVERYTHING:
        rows = rows[rows["presence"] == asked]
    if country:
        rows = rows[rows["iso3"] == country]
    return rows[rows["passage"] == passage] if passage else rows


def place_findings(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows as findings: the phrase, and within it the name of the place."""
    named = []
    columns = ("passage", "start", "phrase", "place", "certainty")
    for passage, start, phrase, place, certainty in zip(*(rows[c] for c in columns), strict=True):
        at = str(phrase).find(str(place)) if place else -1
        if at >= 0:
            named.append((str(passage), start + at, start + at + len(place), "country", str(certainty)))
    places = pd.DataFrame(named, columns=findings.COLUMNS)
    return pd.concat([findings.plain_findings(rows, "presence"), places], ignore_index=True)


def rows_evidence(view: View, rows: pd.DataFrame) -> findings.Evidence:
    """The paragraphs behind some rows."""
    return findings.evidence(view.report.passages, place_findings(rows))


def places(rows: pd.DataFrame) -> list[Place]:
    """The rows as lines of the list, by type, in the order of print."""
    order = [TOTAL, *GROUP_OF]
    listed = []
    keys = rows["iso3"].where(rows["iso3"] != "", "·" + rows["place"])
    for (presence, _), same in rows.groupby([rows["presence"], keys], sort=False):
        listed.append(
            Place(
                str(presence),
                str(same["iso3"].iloc[0]),
                tuple(
                    dict.fromkeys(str(n) for n in same["place"].where(same["place"] != "", same["phrase"]))
                ),
                tuple(dict.fromkeys(int(n) for n in same["count"].dropna())),
                tuple(dict.fromkeys(same["status"].astype(str))),
                tuple(dict.fromkeys(same["passage"].astype(str))),
                bool((same["certainty"] == "ambiguous").all()),
            )
        )
    return sorted(listed, key=lambda place: order.index(place.presence))


def countries_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """The distinct countries of some rows, in the order of print."""
    return tuple(dict.fromkeys(str(iso3) for iso3 in rows["iso3"] if iso3))


def groups_by_country(rows: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """iso3 → the groups of types it has, in the order of `GROUPS`."""
    found: dict[str, set[str]] = {}
    for iso3, presence in zip(rows["iso3"], rows["presence"], strict=True):
        if iso3 and presence in GROUP_OF:
            found.setdefault(str(iso3), set()).add(GROUP_OF[str(presence)])
    return {iso3: tuple(group for group in GROUPS if group in has) for iso3, has in found.items()}


def region_counts(rows: pd.DataFrame, countries: pd.DataFrame, scheme: str) -> dict[str, int]:
    """Region → number of distinct countries in the rows, most first."""
    named = [i for i in countries_of(rows) if i in countries.index]
    counts = countries.loc[named, SCHEMES[scheme]].value_counts()
    found = {str(code): int(n) for code, n in counts.items() if code}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def certainty_name(view: View, certainty: str) -> str:
    """How surely a finding was read, in words."""
    key = {"rule": "certain"}.get(certainty, certainty)
    return view.words(f"fieldwork.{key}")


def totals(view: View) -> pd.DataFrame:
    """The rows that state how many presences there are in all."""
    table = view.report.table("presences")
    return table[table["presence"] == TOTAL]


def total_said(view: View) -> str:
    """The total of field presences as stated; in words where no number is, though perhaps a presence is named."""
    rows = totals(view)
    if rows.empty:
        table = view.report.table("presences")
        there = table[table["presence"].isin([*GROUPS["office"], *GROUPS["team"], *GROUPS["other"]])]
        return absence.nothing(view, "presences") if there.empty else view.words("fieldwork.no_total")
    stated = rows["count"].dropna()
    return view.words.number(int(stated.iloc[0])) if len(stated) else view.words("nothing.no_figure")


def total_note(view: View, key: str) -> str:
    """That the report counts so many presences, in the words of a phrase; "" where it gives no number."""
    said = total_said(view)
    return view.words(key, n=said) if said[:1].isdigit() else ""


def rows_behind(_report: Report, params: PresencesParams) -> tuple[str, list[tuple[str, str]]]:
    """The API's table behind the page, and the conditions that it always sets: of a group of types, its types."""
    return "presences", [("presence", kind) for kind in GROUPS.get(params.presence or "", ())]
