"""What changed since the report before, for the first page: three facts that lead to the comparison."""

from __future__ import annotations

from ui import report_names
from ui.compare import labels
from ui.content import Line, Lines, Link, Section
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.report_comparison import COUNTRIES, DROPPED, NEW, THEMES, Row
from ui.view import View


def _both_shown(view: View[CompareParams], row: Row) -> str:
    """The two numbers, as the comparison shows them."""
    a, b = report_comparison.both(view)
    said = f"{labels.shown(view, a, row.a)} → {labels.shown(view, b, row.b)}"
    return view.words("compare.per_short", numbers=said) if report_comparison.per_hundred(view) else said


def since(view: View) -> Section | None:
    """Three facts of what changed since the report before of the same series; nothing where there is none."""
    before = report_comparison.before(view.report)
    if before is None:
        return None
    words, there = view.words, view.on(CompareParams, earlier=before.report, later=view.report.report)
    groups, to = report_comparison.grouped(there, COUNTRIES), there.here.link
    counted = () if report_comparison.unsought(there, COUNTRIES) else (NEW, DROPPED)
    facts = [
        Line(
            words.count("countries", len(groups[group])), words(f"compare.changed_{group}"), to(change=group)
        )
        for group in counted
    ]
    first = next(iter(report_comparison.rows(there, THEMES)), None)
    if first and first.change:
        name = report_names.row_name(there, THEMES, first.code)
        said = words("compare.changed_theme", name=name)
        facts.append(Line(_both_shown(there, first), said, to(aspect=THEMES, theme=first.code)))
    return Section(
        words("compare.changed", report=str(before.row["symbol"])),
        (Lines(tuple(facts)),),
        more=Link(words("compare.changed_more"), to()),
        kind="since",
    )
