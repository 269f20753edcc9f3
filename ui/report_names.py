"""How reports, and what is counted in them, are called where several of them are spoken of."""

from __future__ import annotations

from ui.queries import report_comparison
from ui.queries.report_comparison import COUNTRIES, FIGURES, PRESENCES, THEMES
from ui.tables import Report
from ui.view import View


def language_of(view: View, report: Report) -> str:
    """The language of a report's text: `Chinese text`."""
    return view.words(f"app.report_language_{report.row['language']}")


def length_of(view: View, report: Report) -> str:
    """How many numbered paragraphs a report has."""
    return view.words.count("paragraphs", report_comparison.paragraphs(report))


def months_of(view: View, report: Report) -> str:
    """The length of a report's period; nothing where it is not stated."""
    n = report_comparison.months(report)
    return view.words(f"compare.months_{'one' if n == 1 else 'other'}", n=n) if n is not None else ""


def period_of(view: View, report: Report) -> str:
    """A report's period and its length; that it is not stated, where it is not."""
    words, row, length = view.words, report.row, months_of(view, report)
    if not length:
        return words("compare.period_unstated")
    period = words("app.period", start=words.date(row["period_start"]), end=words.date(row["period_end"]))
    return words("compare.period_stated", period=period, months=length)


def row_name(view: View, aspect: str, code: str) -> str:
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
        return words("compare.amounts", currency=currency) if code.isupper() else words(f"funding.{code}")
    return words(f"engagements.{code}")
