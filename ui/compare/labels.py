"""How a comparison speaks: the names of the two reports, their length and period, its rows and its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ui import report_names
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.report_comparison import LANGUAGES, Row
from ui.tables import Report
from ui.view import View

MINUS = "\u2212"


def name_of(view: View[CompareParams], report: Report) -> str:
    """A report's symbol; with its language where both have the same."""
    symbol = str(report.row["symbol"])
    symbols = [str(one.row["symbol"]) for one in report_comparison.both(view)]
    if len(set(symbols)) > 1:
        return symbol
    return view.words("compare.text_language", symbol=symbol, language=report_names.language_of(view, report))


def names(view: View[CompareParams]) -> dict[str, str]:
    """The two names, as the phrases want them."""
    a, b = report_comparison.both(view)
    return {"a": name_of(view, a), "b": name_of(view, b)}


def shown(view: View[CompareParams], report: Report, n: int) -> str:
    """A number as the page shows it."""
    if not report_comparison.per_hundred(view):
        return view.words.number(n)
    per = report_comparison.rate(n, report_comparison.paragraphs(report))
    return f"{per:.1f}" if per else "<0.1" if n else "0"


def change_shown(view: View[CompareParams], row: Row) -> str:
    """A change with its sign."""
    amount = (
        f"{abs(row.change):.1f}"
        if report_comparison.per_hundred(view)
        else view.words.number(abs(row.change))
    )
    return f"+{amount}" if row.change > 0 else f"{MINUS}{amount}" if row.change < 0 else "0"


def notes(view: View[CompareParams]) -> Sequence[str]:
    """What makes the two hard to compare, said plainly: length, period, language."""
    words, (a, b) = view.words, report_comparison.both(view)
    if report_comparison.aspect_of(view) == LANGUAGES:
        return ()
    said = []
    if report_comparison.per_hundred(view):
        said.append(words("compare.per_note"))
    elif report_comparison.paragraphs(a) != report_comparison.paragraphs(b):
        said.append(
            words(
                "compare.length_note",
                a_n=report_names.length_of(view, a),
                b_n=report_names.length_of(view, b),
            )
        )
    spans = [report_names.months_of(view, report) for report in (a, b)]
    unstated = [name_of(view, one) for one, span in zip((a, b), spans, strict=True) if not span]
    if unstated:
        said.append(words("compare.period_note_unstated", names=words.listing(unstated)))
    elif spans[0] != spans[1]:
        said.append(words("compare.period_note", a_n=spans[0], b_n=spans[1]))
    if a.row["language"] != b.row["language"]:
        said.append(words("compare.language_note"))
    return said
