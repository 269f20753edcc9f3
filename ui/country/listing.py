"""What was found of a country, and of those beside it, as a table with sources to take away."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ui import evidence, exports, findings, readings
from ui.cache import kept
from ui.params import CountryParams
from ui.queries import absence, country_profile, presence_places
from ui.view import View

KINDS = ("mention", "work", "presence", "figure", "theme")


def frame(view: View[CountryParams], countries: tuple[str, ...], served: str) -> pd.DataFrame:
    """What was found of the countries: a row a sentence, what was found in it by kind, its citation and a link to it."""
    words, rows = view.words, evidence.rows_by_passage(view)
    titles = view.report.titles(view.lang)
    table = []
    for iso3 in countries:
        for (passage, low, high), found in _by_sentence(view, iso3).items():
            row = rows[passage]
            table.append(
                {
                    words("countries.column_country"): view.country(iso3),
                    words("export.iso3"): iso3,
                    words("export.number"): evidence.listed_number(view, row),
                    words("export.section"): str(row["section"]),
                    words("export.section_title"): titles.get(str(row["section"]), ""),
                    **readings.column(view, passage, str(row["sentences"]), low),
                    words("profile.column_sentence"): str(row["text"])[low:high],
                    **{
                        absence.about(view, f"profile.kind_{kind}"): "\n".join(found.get(kind, ()))
                        for kind in KINDS
                    },
                    words("export.citation"): evidence.citation(view, row),
                    words("profile.column_link"): f"{served}{view.here.to('paragraphs', passage=passage)}",
                }
            )
    return pd.DataFrame(table)


def _by_sentence(
    view: View[CountryParams], iso3: str
) -> dict[tuple[str, int, int], dict[str, dict[str, None]]]:
    """(passage, start, end) of every sentence with a finding → kind → what was found, each said once, with the report's own
    words and, where it was not read by a certain rule, how surely."""
    words, rows = view.words, evidence.rows_by_passage(view)
    sentences = dict[tuple[str, int, int], dict[str, dict[str, None]]]()
    for passage, start, kind, what, phrase, certainty in _found(view, iso3):
        bounds = findings.sentence_of(str(rows[passage]["sentences"]), start)
        said = f"{what}{words('app.colon')}{phrase}"
        if certainty != "rule":
            said += f" ({presence_places.certainty_name(view, certainty)})"
        sentences.setdefault((passage, *bounds), {}).setdefault(kind, {})[said] = None
    return sentences


def _found(view: View[CountryParams], iso3: str) -> Iterator[tuple[str, int, str, str, str, str]]:
    """(passage, start, kind, what in words, phrase, certainty) of every finding, in the order of print."""
    words, rows, texts = (
        view.words,
        country_profile.rows_of(view.report, iso3),
        evidence.rows_by_passage(view),
    )
    themes = [
        findings.theme_findings(rows["themes"], theme).assign(what=view.theme(theme))
        for theme in dict.fromkeys(rows["themes"]["theme"].astype(str))
    ]
    named = {
        "mention": ("mentions", "kind", "kinds"),
        "work": ("engagements", "engagement", "engagements"),
        "presence": ("presences", "presence", "presences"),
        "figure": ("figures", "category", "funding"),
    }
    parts = [
        rows[table].assign(sort=kind, what=[words(f"{section}.{code}") for code in rows[table][column]])
        for kind, (table, column, section) in named.items()
    ]
    parts += [part.assign(sort="theme") for part in themes]
    columns = ("passage", "start", "end", "sort", "what", "certainty")
    found = [row for part in parts for row in zip(*(part[column] for column in columns), strict=True)]
    order = {passage: k for k, passage in enumerate(texts)}
    for passage, start, end, kind, what, certainty in sorted(
        found, key=lambda row: (order[row[0]], *row[1:])
    ):
        yield passage, start, kind, what, str(texts[passage]["text"])[start:end], certainty


@kept
def about(view: View[CountryParams]) -> dict[str, str]:
    """What the source sheet of the table says."""
    words, columns = view.words, country_profile.columns(view)
    return exports.source(
        view,
        {words("profile.pick"): words.listing(view.country(i) for i in columns)},
        len(frame(view, columns, "")),
        words("profile.counted_files"),
        words("profile.meaning"),
    )


def listing(view: View[CountryParams], served: str) -> exports.Listing:
    """The findings of the country, and of those beside it, to take away."""
    columns = country_profile.columns(view)
    return exports.Listing(frame(view, columns, served), about(view), "country")
