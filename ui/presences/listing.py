"""The presences page's rows to take away, and the visits as lists to paste."""

from __future__ import annotations

import pandas as pd

from ui import citing, evidence, exports, readings
from ui.cache import kept
from ui.params import PresencesParams
from ui.presences import wording
from ui.queries import presence_places
from ui.queries.presence_places import VISITS
from ui.view import View


def listing(view: View[PresencesParams]) -> exports.Listing:
    """The rows shown, to take away."""
    return exports.Listing(frame(view, taken(view)), about(view), "presences")


def taken(view: View[PresencesParams]) -> pd.DataFrame:
    """The rows that the files hold: those shown, and the stated total with them where nothing is left out."""
    filtered = view.params.presence or view.params.region
    return presence_places.shown(view) if filtered else view.report.table("presences")


@kept
def about(view: View[PresencesParams]) -> dict[str, str]:
    """What the source sheet of the files says."""
    words, rows = view.words, taken(view)
    kind, region = view.params.presence, view.params.region
    said = {words("fieldwork.types"): wording.type_name(view, kind)} if kind else {}
    if region:
        said[words("countries.column_region")] = wording.region_name(view, region)
    disclaimer = words("countries.kosovo") if "XKX" in set(rows["iso3"]) else ""
    total = presence_places.total_note(view, "fieldwork.total")
    note = words("app.sentence_gap").join(filter(None, (total, disclaimer)))
    return exports.source(view, said, len(rows), words("fieldwork.counted"), note)


def frame(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as a table to take away: a row a naming, with its citation."""
    words, countries = view.words, view.report.atlas.countries
    passages = evidence.rows_by_passage(view)
    table = []
    for row in rows.to_dict("records"):
        iso3, passage = str(row["iso3"]), passages[str(row["passage"])]
        known = iso3 in countries.index
        office = view.office_region(str(countries.at[iso3, "ohchr_region"])) if known else ""
        table.append(
            {
                words("fieldwork.column_type"): words(f"presences.{row['presence']}"),
                words("fieldwork.column_place"): str(row["place"]),
                words("fieldwork.column_country"): view.country(iso3) or words("fieldwork.nowhere"),
                words("export.iso3"): iso3,
                words("fieldwork.column_m49"): view.region(str(countries.at[iso3, "m49_region"]))
                if known
                else "",
                words("fieldwork.column_subregion"): view.region_of(iso3),
                words("fieldwork.column_office_region"): office,
                words("fieldwork.column_count"): wording.count_said(view, row["presence"], row["count"]),
                words("fieldwork.column_status"): wording.status_name(view, str(row["status"])),
                words("export.number"): evidence.listed_number(view, passage),
                **readings.column(view, str(row["passage"]), str(passage["sentences"]), int(row["start"])),
                words("fieldwork.column_phrase"): str(row["phrase"]),
                words("fieldwork.column_certainty"): presence_places.certainty_name(
                    view, str(row["certainty"])
                ),
                words("export.citation"): evidence.citation(view, passage),
            }
        )
    return pd.DataFrame(table)


def paste_text(view: View, rows: pd.DataFrame, officials: tuple[str, ...] = VISITS) -> str:
    """Visits by official as plain text, with their source."""
    visits = rows[rows["presence"].isin(list(officials)) & (rows["iso3"] != "")]
    lines = [_visit_line(view, visits, o) for o in officials if (visits["presence"] == o).any()]
    numbers = evidence.rows_by_passage(view)
    cited = [str(numbers[p]["number"]) for p in presence_places.rows_evidence(view, visits).paragraphs]
    source = view.words(
        "fieldwork.paste_source" if len(cited) > 1 else "fieldwork.paste_source_one",
        document=citing.document(view.words, view.report, title_first=True),
        n=view.words.listing(cited),
        at=citing.at(view.words, view.report),
    )
    return "\n".join([*lines, source])


def _visit_line(view: View, rows: pd.DataFrame, official: str) -> str:
    """One official's visits as a line to paste."""
    say = view.words
    named = [view.country(i) for i in presence_places.countries_of(rows[rows["presence"] == official])]
    return say(
        "fieldwork.paste_line",
        official=say(f"officials.{official}"),
        n=say.count("countries", len(named)),
        names=say.listing(named),
    )
