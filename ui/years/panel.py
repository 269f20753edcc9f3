"""The panel over the years: what each report says of the line opened, as bars and as its sentences, in the order of time."""

from __future__ import annotations

from ui import panels
from ui.content import Bar, Bars, Block, Note, Panel, Piece, Section
from ui.params import YearsParams
from ui.queries import absence, over_years
from ui.queries.report_comparison import COUNTRIES, OPENS, TABLES, THEMES, WORK, side
from ui.tables import Report
from ui.view import View
from ui.years import content

# What is counted → the condition of the list of paragraphs.
_LISTED = {COUNTRIES: "place", THEMES: "theme", WORK: "engagement"}


def panel(view: View[YearsParams]) -> Panel:
    """The sentences of every report on the line opened; else how to open one."""
    words, code = view.words, over_years.opened(view)
    if not code:
        return panels.nothing(words("years.choose_title"), words("years.choose"))
    name, line = content.name_of(view, code), over_years.line_of(view, code)
    close = view.here.link(**{OPENS[over_years.aspect_of(view)]: None})
    if not line.covered:
        said = words("years.nowhere", name=name, reports=words.listing(content.symbols(view)))
        return panels.nothing(name, said, close)
    reports = reversed(over_years.scope(view))
    sides: tuple[Block, ...] = (bars(view, code), *(_of_report(view, one, code) for one in reports))
    return Panel(name, sides=sides, kind="contrast", close=close, key=code)


def bars(view: View[YearsParams], code: str) -> Bars:
    """A bar a report, the oldest first, each leading to what the report shows of it."""
    aspect, line = over_years.aspect_of(view), over_years.line_of(view, code)
    rows = []
    for one, n in zip(over_years.scope(view), line.numbers, strict=True):
        label = " · ".join(filter(None, (str(one.row["symbol"]), content.year_of(one))))
        length = over_years.measured(view, one, n)
        number = content.shown(view, one, n) if n else view.words("compare.none_here")
        rows.append(Bar(label, (Piece(length),), number, _to(view, one, aspect, code) if n else ""))
    return Bars(view.words("years.bars", name=content.name_of(view, code)), tuple(rows))


def _to(view: View[YearsParams], report: Report, aspect: str, code: str) -> str:
    """Where the report's own page shows the line."""
    to = side(view, report).here.to
    if aspect == COUNTRIES:
        return to("country", country=code)
    if aspect == THEMES:
        return to("themes", theme=code)
    if aspect == WORK:
        return to("paragraphs", engagement=code)
    return to("presences", presence=code) if aspect == "presences" else to("funding")


def _of_report(view: View[YearsParams], report: Report, code: str) -> Section:
    """One report's sentences under its symbol; that it says nothing, where it does not."""
    words, own, aspect = view.words, side(view, report), over_years.aspect_of(view)
    found, symbol = over_years.evidence_of(report, aspect, code), str(report.row["symbol"])
    if not found.number:
        absent = Note(absence.none_in(view, TABLES[aspect], report, symbol), "quiet")
        return Section(symbol, (absent,), kind="of-side-b", level=3)
    heading = words("compare.side_heading", report=symbol, count=words.count("paragraphs", found.number))
    listed = panels.as_list(own, found, **{_LISTED[aspect]: code}) if aspect in _LISTED else None
    cards = Section("", (panels.passages(own, heading, found),), kind="cards")
    return Section(heading, (*([listed] if listed else []), cards), kind="of-side-b", level=3)
