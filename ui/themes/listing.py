"""The outline and the crossing as tables to take away."""

from __future__ import annotations

import pandas as pd

from ui import exports, findings
from ui.params import ThemesParams
from ui.queries import country_counts, report_outline, theme_crosstab
from ui.themes import content
from ui.view import View


def outline_frame(view: View[ThemesParams]) -> pd.DataFrame:
    """The outline: a row a part."""
    words, report = view.words, view.report
    whole, at = len(country_counts.paragraphs_of(report)), report.passages
    rows = [
        {
            words("export.section"): path,
            words("themes.column_level"): path.count(".") + 1,
            words("export.section_title"): report.titles(view.lang).get(path, ""),
            words("themes.column_number"): n,
            words("themes.column_share"): round(n / whole, 4) if whole else 0,
            words("themes.column_numbers"): " ".join(
                findings.section_findings(at, path)["passage"].astype(str)
            ),
        }
        for path, n in report_outline.counts(report).items()
    ]
    return pd.DataFrame(rows)


def crossing_frame(view: View[ThemesParams]) -> pd.DataFrame:
    """The crossing: a row a theme, a column each thing that it may meet with."""
    kind, found = theme_crosstab.kind_of(view), content.crossing_of(view)
    rows = [
        {view.words("themes.column_theme"): view.theme(row)}
        | {content.column_name(view, kind, code): found.numbers.get((row, code), 0) for code in found.columns}
        for row in found.rows
    ]
    return pd.DataFrame(rows)


def _about(view: View[ThemesParams], kind: str, rows: int) -> dict[str, str]:
    """What the source sheet of a file says."""
    words = view.words
    said = {words("themes.weight"): words("themes.core_only")} if view.params.weight and kind else {}
    counted = words(f"themes.counted_{kind}") if kind else words("themes.outline_subtitle")
    note = words("themes.rule_note") + words("app.sentence_gap") + words("themes.meaning") if kind else ""
    return exports.source(view, said, rows, counted, note)


def outline(view: View[ThemesParams]) -> exports.Listing:
    """The outline to take away."""
    about = _about(view, "", len(report_outline.counts(view.report)))
    return exports.Listing(outline_frame(view), about, "outline")


def crossing(view: View[ThemesParams]) -> exports.Listing:
    """The crossing shown, to take away."""
    kind = theme_crosstab.kind_of(view)
    about = _about(view, kind, len(content.crossing_of(view).rows))
    return exports.Listing(crossing_frame(view), about, "crossing")
