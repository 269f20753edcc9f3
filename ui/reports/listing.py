"""The library as a table to take away: the reports of the list, in its order."""

from __future__ import annotations

import pandas as pd

from ui import exports
from ui.params import ReportsParams
from ui.queries import library
from ui.reports import grid
from ui.view import View


def listing(view: View[ReportsParams]) -> exports.Listing:
    """A row a report, with what the table shows as numbers."""
    words, known, rows = view.words, library.facts_of(view.report.atlas), []
    for report in library.found(view):
        of, row = known[report], view.report.atlas.rows[report]
        cells = dict(zip(grid.COLUMNS, grid.cells(view, of), strict=True))
        numbers = {"paragraphs": of.paragraphs, "gaps": of.gaps, "remarks": of.remarks}
        rows.append(
            {words(f"library.column_{name}"): numbers.get(name, cells[name].text) for name in grid.COLUMNS}
            | {
                words("library.findings"): of.findings,
                words("library.findings_doubtful"): of.doubtful,
                words("export.address"): str(row["address"]),
            }
        )
    conditions = {
        words(f"library.column_{name}"): words.listing(
            grid.option_name(view, name, option) for option in value.split(",")
        )
        for name, value in view.here.values.items()
        if name in library.FACETS
    }
    about = exports.source(view, conditions, len(rows), words("library.list"))
    about, whose = exports.of_reports(view, about, library.found(view))
    return exports.Listing(pd.DataFrame(rows), about, "reports", whose)
