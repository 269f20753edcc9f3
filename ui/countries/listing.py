"""The list of countries to take away."""

from __future__ import annotations

import pandas as pd

from ui import exports
from ui.cache import kept
from ui.countries import content
from ui.params import CountriesParams
from ui.queries import country_counts, map_measures
from ui.view import View


def list_frame(view: View[CountriesParams]) -> pd.DataFrame:
    """The list as a table to take away: a row a country, in the order shown."""
    words = view.words
    shown = [row[0].text for row in content.table(view).groups[0].rows]
    rows = {
        view.country(iso3): {
            words("export.iso3"): iso3,
            words("countries.column_country"): view.country(iso3),
            words("countries.column_region"): view.region_of(iso3),
            words("countries.column_number"): len(paragraphs),
            words("countries.column_paragraphs"): " ".join(paragraphs),
        }
        for iso3, paragraphs in country_counts.named(view).items()
    }
    return pd.DataFrame([rows[name] for name in shown])


@kept
def about(view: View[CountriesParams]) -> dict[str, str]:
    """What the source sheet of the list says."""
    words, counts = view.words, country_counts.counts(view)
    said = {words(f"countries.{name}"): option for name, option in content.conditions_said(view).items()}
    if country_counts.measure_of(view) == map_measures.PARAGRAPHS:
        kinds = words.listing(words(f"kinds.{kind}") for kind in country_counts.kinds_of(view))
        said = {words("countries.kinds"): kinds} | said
    kosovo = words("app.sentence_gap") + words("countries.kosovo") if "XKX" in counts else ""
    return exports.source(
        view, said, len(counts), content.subtitle(view), words("countries.meaning") + kosovo
    )


def listing(view: View[CountriesParams]) -> exports.Listing:
    """The list to take away."""
    return exports.Listing(list_frame(view), about(view), "countries")
