"""The tables of the comparison to take away: what changed, or what two languages do not agree on."""

from __future__ import annotations

import pandas as pd

from ui import exports, report_names, several_reports
from ui.cache import kept
from ui.compare import bilingual_content, content, labels
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.report_comparison import ALL, GROUPS, LANGUAGES
from ui.view import View


def listing(view: View[CompareParams]) -> exports.Listing:
    """The table shown, to take away."""
    aspect = report_comparison.aspect_of(view)
    frame = bilingual_frame(view) if aspect == LANGUAGES else changes_frame(view)
    sheet = about(view, len(frame), view.words(f"compare.counted_{aspect}"))
    return exports.Listing(frame, sheet, "compare")


def chosen(view: View[CompareParams]) -> list[str]:
    """The earlier report, and what is compared in which group of changes."""
    if report_comparison.pair(view) is None:
        return []
    words, aspect, (a, _) = view.words, report_comparison.aspect_of(view), report_comparison.both(view)
    group = view.params.change
    said = [str(a.row["symbol"]), words(f"compare.aspect_{aspect}")]
    return [*said, words(f"compare.group_{group}")] if group in GROUPS else said


def changes_frame(view: View[CompareParams]) -> pd.DataFrame:
    """A row a line, with the paragraphs of either report."""
    words, aspect, (a, b) = view.words, report_comparison.aspect_of(view), report_comparison.both(view)
    name_a, name_b = labels.names(view).values()
    lines = []
    for rows in content.listed(view, aspect).values():
        for row in rows:
            line: dict[str, object] = {
                words("export.code"): row.code,
                words(f"compare.column_{aspect}"): report_names.row_name(view, aspect, row.code),
            }
            for name, report, n in ((name_a, a, row.a), (name_b, b, row.b)):
                line[name] = n
                if report_comparison.per_hundred(view):
                    rate = report_comparison.rate(n, report_comparison.paragraphs(report))
                    line[f"{name} · {words('compare.numbers_per')}"] = rate
            line[words("compare.column_change")] = row.change
            line[words("compare.column_group")] = words(f"compare.group_{row.group}")
            for name, report in ((name_a, a), (name_b, b)):
                there = report_comparison.found(report, aspect).get(row.code)
                numbers = " ".join(there.paragraphs) if there else ""
                line[words("compare.column_paragraphs", report=name)] = numbers
            lines.append(line)
    return pd.DataFrame(lines)


def bilingual_frame(view: View[CompareParams]) -> pd.DataFrame:
    """A row a pair of paragraphs, all or those in doubt."""
    words = view.words
    only_a, only_b = bilingual_content.only_in(view)
    shown = bilingual_content.checks(view)
    shown = shown if view.params.change == ALL else bilingual_content.doubts(view)
    lines = [
        {
            words("compare.column_number"): check.number,
            only_a: bilingual_content.names(view, check.only_a),
            only_b: bilingual_content.names(view, check.only_b),
            words("compare.column_shared"): bilingual_content.names(view, check.shared),
        }
        for check in shown
    ]
    return pd.DataFrame(lines)


@kept
def about(view: View[CompareParams], rows: int, counted: str) -> dict[str, str]:
    """What the source sheet says: both reports."""
    words, group = view.words, view.params.change
    said = {words("compare.group"): words(f"compare.group_{group}")} if group in GROUPS else {}
    sheet = exports.source(view, said, rows, counted, words("app.sentence_gap").join(labels.notes(view)))
    named = dict(zip(labels.names(view).values(), report_comparison.both(view), strict=True))
    return several_reports.about(view, sheet, named)
