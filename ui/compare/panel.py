"""The panel of the comparison: the sentences of both reports on the row opened, and what else they say of it."""

from __future__ import annotations

from collections.abc import Sequence

from ui import evidence, panels, report_names, several_reports
from ui.compare import content, labels
from ui.content import Block, Line, Lines, Note, Panel, Section, Wording
from ui.findings import Evidence
from ui.legends import CHANGES
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.presence_places import TOTAL
from ui.queries.report_comparison import COUNTRIES, FIGURES, PRESENCES
from ui.tables import Report
from ui.view import View

_GREATEST = 10


def panel(view: View[CompareParams]) -> Panel:
    """The sentences of both reports on the row opened; else how to open one, and the greatest changes."""
    words, aspect = view.words, report_comparison.aspect_of(view)
    code, chosen = report_comparison.reading(view), report_comparison.opened(view)
    if not code:
        greatest = _greatest(view) if aspect == COUNTRIES else ()
        return panels.nothing(words("compare.choose_title"), words("compare.choose"), after=greatest)
    name, two = report_names.row_name(view, aspect, code), report_comparison.both(view)
    close = view.here.link(**{report_comparison.OPENS[aspect]: None})
    found = any(code in report_comparison.found(report, aspect) for report in two)
    if not found and not report_comparison.unsought(view, aspect):
        return panels.nothing(name, words("compare.neither", name=name, **labels.names(view)), close)
    sides = tuple(_of_report(view, one, aspect, code, which) for one, which in zip(two, "ab", strict=True))
    return Panel(name, sides=sides, kind="contrast", close=close if chosen else "", key=chosen)


def _of_report(view: View[CompareParams], report: Report, aspect: str, code: str, which: str) -> Section:
    """One report's sentences under its symbol."""
    found = report_comparison.found(report, aspect).get(code, Evidence())
    own = report_comparison.side(view, report)
    lead = _lead(own, aspect, code, found.paragraphs) if found.number else ()
    name = labels.name_of(view, report)
    return several_reports.of_report(view, report, name, (aspect, code), found, f"of-side-{which}", *lead)


def _lead(own: View[CompareParams], aspect: str, code: str, paragraphs: Sequence[str]) -> tuple[Block, ...]:
    """What else a report says of the row: places named, the total stated, amounts as printed."""
    if aspect not in (PRESENCES, FIGURES):
        return ()
    words, rows = own.words, report_comparison.rows_behind(own.report, aspect, code)
    rows = rows[rows["passage"].isin(list(paragraphs))]
    if aspect == FIGURES:
        if not code.isupper():
            return ()
        lines = tuple(
            Line(evidence.number_of(own, str(passage)), phrases=(Wording(str(phrase), own.text_lang),))
            for phrase, passage in zip(rows["phrase"], rows["passage"], strict=True)
        )
        return Note(words("compare.amounts_here"), "quiet"), Lines(lines, "printed")
    if code == TOTAL:
        stated = [words.number(int(n)) for n in rows["count"].dropna()]
        key, said = "stated_total", words.listing(stated) or words("nothing.no_figure")
    else:
        places = dict.fromkeys(
            own.country(str(iso3)) if iso3 else str(place)
            for iso3, place in zip(rows["iso3"], rows["place"], strict=True)
        )
        key, said = "places_here", words.listing(place for place in places if place)
    return (Note(f"{words(f'compare.{key}')}{words('app.colon')}{said}", "lead"),) if said else ()


def _greatest(view: View[CompareParams]) -> tuple[Section, ...]:
    """The countries that change most, each leading to its sentences; nothing where none does."""
    words, (a, b) = view.words, report_comparison.both(view)
    every = [row for rows in content.listed(view, COUNTRIES).values() for row in rows]
    lines = tuple(
        Line(
            view.country(row.code),
            f"{labels.shown(view, a, row.a)} → {labels.shown(view, b, row.b)}",
            view.here.link(country=row.code),
            words(f"compare.group_{row.group}"),
            tone=CHANGES[row.group],
        )
        for row in sorted(every, key=lambda row: -abs(row.change))[:_GREATEST]
        if row.change
    )
    label = words("compare.greatest")
    return (Section(label, (Lines(lines, "greatest", label),), kind=""),) if lines else ()
