"""The paragraphs of the list as a table to take away: a row a paragraph, with its citation."""

from __future__ import annotations

import pandas as pd

from ui import evidence, exports, findings, readings
from ui.filters import Result
from ui.paragraphs import content
from ui.params import ParagraphsParams
from ui.queries import paragraph_search
from ui.view import View


def frame(view: View[ParagraphsParams], result: Result) -> pd.DataFrame:
    """The result: number, section, text, countries, themes, citation."""
    words, report = view.words, view.report
    rows, titles = evidence.rows_by_passage(view), report.titles(view.lang)
    mentions, themes = report.table("mentions"), report.table("themes")
    mentions = mentions[mentions["kind"].isin(findings.COUNTED_BY_DEFAULT)]
    themes = themes[themes["basis"] == "words"]
    texts = readings.of(view)
    table = []
    for passage in result.paragraphs:
        row, reading = rows[passage], texts.get(passage)
        named = dict.fromkeys(mentions.loc[mentions["passage"] == passage, "iso3"].astype(str))
        about = dict.fromkeys(themes.loc[themes["passage"] == passage, "theme"].astype(str))
        table.append(
            {
                words("export.number"): int(row["number"]),
                words("export.section"): str(row["section"]),
                words("export.section_title"): titles.get(str(row["section"]), ""),
                **({words("readings.column"): reading.text if reading else ""} if texts else {}),
                words("export.text"): str(row["text"]),
                words("export.countries"): words.listing(view.country(i) for i in named),
                words("export.themes"): words.listing(view.theme(t) for t in about),
                words("export.citation"): evidence.citation(view, row),
            }
        )
    return pd.DataFrame(table)


def listing(view: View[ParagraphsParams]) -> exports.Listing:
    """The result to take away."""
    words, result, active = view.words, paragraph_search.found(view), content.said(view)
    chosen = {words("paragraphs.conditions"): words.listing(active.values())} if active else {}
    about = exports.source(view, chosen, len(result.paragraphs), content.heading(view))
    return exports.Listing(frame(view, result), about, "paragraphs")
