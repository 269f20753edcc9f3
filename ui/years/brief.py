"""A country or a theme over the reports on paper: its numbers report by report, and every report's sentences."""

from __future__ import annotations

from typing import Any

from ui import briefs, several_reports
from ui.cache import kept
from ui.content import Brief, Columns, Note, Passage, Passages, Section
from ui.queries import over_years
from ui.queries.report_comparison import OPENS, side
from ui.view import View
from ui.years import content, country
from ui.years.panel import bars


@kept
def brief(view: View[Any], origin: str = "") -> Brief:
    """The brief of the line that is open; `origin` is put before addresses. Raises `LookupError` where none is."""
    words, code, aspect = view.words, over_years.opened(view), over_years.aspect_of(view)
    if not code:
        raise LookupError(f"no {OPENS[aspect]}")
    quoted, n = list[Passage](), 0
    for one in reversed(over_years.scope(view)):
        found = over_years.evidence_of(one, aspect, code)
        quoted += briefs.passages(side(view, one), "", found, origin).items
        n += found.number
    numbers = Section(words("years.bars", name=content.name_of(view, code)), (bars(view, code),))
    changed = country.changed(view) if several_reports.LISTED.get(aspect) == "place" else ""
    notes = content.notes(view)
    return Brief(
        code,
        briefs.headline(view, content.finding(view), changed, words("pages.years")),
        (Columns((numbers,)), *(Note(said) for said in notes)),
        Passages(words("profile.sentences"), n, tuple(quoted)),
        "",
        content.source_said(view),
        words(f"compare.counted_{aspect}"),
        briefs.disclaimer(view),
        f"{origin}{view.here.link()}" if origin else "",
    )
