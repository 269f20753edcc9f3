"""How a comparison speaks: the names of the two reports, their length and period, its rows and its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.report_comparison import COUNTRIES, FIGURES, LANGUAGES, PRESENCES, THEMES, Row
from ui.tables import Report
from ui.view import View

MINUS = "\u2212"


def name_of(view: View[CompareParams], report: Report) -> str:
    """A report's symbol; with its language where both have the same."""
    symbol = str(report.row["symbol"])
    symbols = [str(one.row["symbol"]) for one in report_comparison.both(view)]
    if len(set(symbols)) > 1:
        return symbol
    return view.words("compare.text_language", symbol=symbol, language=language_of(view, report))


def names(view: View[CompareParams]) -> dict[str, str]:
    """The two names, as the phrases want them."""
    a, b = report_comparison.both(view)
    return {"a": name_of(view, a), "b": name_of(view, b)}


def language_of(view: View[CompareParams], report: Report) -> str:
    """The language of a report's text: `Chinese text`."""
    return view.words(f"app.report_language_{report.row['language']}")


def length_of(view: View[CompareParams], report: Report) -> str:
    """How many numbered paragraphs a report has."""
    return view.words.count("paragraphs", report_comparison.paragraphs(report))


def months_of(view: View[CompareParams], report: Report) -> str:
    """The length of a report's period; nothing where it is not stated."""
    n = report_comparison.months(report)
    return view.words(f"compare.months_{'one' if n == 1 else 'other'}", n=n) if n is not None else ""


def period_of(view: View[CompareParams], report: Report) -> str:
    """A report's period and its length; that it is not stated, where it is not."""
    words, row, length = view.words, report.row, months_of(view, report)
    if not length:
        return words("compare.period_unstated")
    period = words("app.period", start=words.date(row["period_start"]), end=words.date(row["period_end"]))
    return words("compare.period_stated", period=period, months=length)


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


def row_name(view: View[CompareParams], aspect: str, code: str) -> str:
    """What a row is about, in words."""
    words = view.words
    if aspect == COUNTRIES:
        return view.country(code)
    if aspect == THEMES:
        return view.theme(code)
    if aspect == PRESENCES:
        return words(f"presences.{code}")
    if aspect == FIGURES:
        currency = view.report.atlas.label("currencies", code, view.lang)
        return currency if code.isupper() else words(f"funding.{code}")
    return words(f"engagements.{code}")


def notes(view: View[CompareParams]) -> Sequence[str]:
    """What makes the two hard to compare, said plainly: length, period, language."""
    words, (a, b) = view.words, report_comparison.both(view)
    if report_comparison.aspect_of(view) == LANGUAGES:
        return ()
    said = []
    if report_comparison.per_hundred(view):
        said.append(words("compare.per_note"))
    elif report_comparison.paragraphs(a) != report_comparison.paragraphs(b):
        said.append(words("compare.length_note", a_n=length_of(view, a), b_n=length_of(view, b)))
    spans = [months_of(view, report) for report in (a, b)]
    unstated = [name_of(view, one) for one, span in zip((a, b), spans, strict=True) if not span]
    if unstated:
        said.append(words("compare.period_note_unstated", names=words.listing(unstated)))
    elif spans[0] != spans[1]:
        said.append(words("compare.period_note", a_n=spans[0], b_n=spans[1]))
    if a.row["language"] != b.row["language"]:
        said.append(words("compare.language_note"))
    return said
