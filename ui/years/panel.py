"""The panel over the years: what each report says of the line opened, as bars and as its sentences, in the order of time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ui import panels, several_reports
from ui.content import Bar, Bars, Link, Links, Panel, Piece
from ui.queries import over_years
from ui.queries.archive_search import EVERY
from ui.queries.report_comparison import COUNTRIES, OPENS, THEMES, WORK, side
from ui.tables import Report
from ui.view import View
from ui.years import content


def panel(view: View[Any]) -> Panel:
    """The sentences of every report on the line opened; else how to open one."""
    words, code = view.words, over_years.opened(view)
    if not code:
        mapped = over_years.aspect_of(view) == COUNTRIES
        return panels.nothing(words("years.choose_title"), words(f"years.choose{'_mapped' * mapped}"))
    name, line = content.name_of(view, code), over_years.line_of(view, code)
    profile = view.here.page == "country"  # which is of the country, and has nothing without it
    close = "" if profile else view.here.link(**{OPENS[over_years.aspect_of(view)]: None})
    if not line.covered:
        said = words("years.nowhere", name=name, reports=words.listing(content.symbols(view)))
        return panels.nothing(name, said, close)
    aspect = over_years.aspect_of(view)
    sides = (
        several_reports.of_report(
            view,
            one,
            str(one.row["symbol"]),
            (aspect, code),
            over_years.evidence_of(one, aspect, code),
            "of-side-b",
        )
        for one in reversed(over_years.scope(view))
    )
    listed = (_as_list(view, name, code),) if aspect in several_reports.LISTED else ()
    made = Panel(name, sides=(bars(view, code), *listed, *sides), kind="contrast", close=close, key=code)
    return replace(made, kind="", key="") if profile else made


def _as_list(view: View[Any], name: str, code: str) -> Links:
    """The way to the paragraphs of all reports on the line opened, as one list."""
    condition = {several_reports.LISTED[over_years.aspect_of(view)]: code}
    to, words = view.here.to, view.words
    ways = [Link(words("years.as_list", name=name), to("paragraphs", scope=EVERY, **condition))]
    if "country" in view.here.values and view.here.page != "country":
        ways.insert(0, Link(words("years.why", name=name), to("country", scope=EVERY, country=code)))
    return Links(tuple(ways), "ways")


def bars(view: View[Any], code: str) -> Bars:
    """A bar a report, the oldest first, each leading to what the report shows of it."""
    aspect, line = over_years.aspect_of(view), over_years.line_of(view, code)
    rows, gaps = [], over_years.gaps(view)
    for one, n in zip(over_years.scope(view), line.numbers, strict=True):
        if one.report in gaps:
            rows.append(Bar(content.gap_said(gaps[one.report]), (), view.words("years.gap")))
        label = " · ".join(filter(None, (str(one.row["symbol"]), content.year_of(one))))
        length = over_years.measured(view, one, n)
        number = content.shown(view, one, n) if n else view.words("compare.none_here")
        rows.append(
            Bar(label, (Piece(length),) if n else (), number, _to(view, one, aspect, code) if n else "")
        )
    for one in over_years.unsought(view):
        rows.append(Bar(str(one.row["symbol"]), (), view.words("nothing.not_looked_for")))
    return Bars(view.words("years.bars", name=content.name_of(view, code)), tuple(rows))


def _to(view: View[Any], report: Report, aspect: str, code: str) -> str:
    """Where the report's own page shows the line."""
    to = side(view, report).here.to
    if aspect == COUNTRIES:
        return to("country", country=code)
    if aspect == THEMES:
        return to("themes", theme=code)
    if aspect == WORK:
        return to("paragraphs", engagement=code)
    return to("presences", presence=code) if aspect == "presences" else to("funding")
