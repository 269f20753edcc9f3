"""The view that an address beside the pages asks for: a picture, a slide, a list, a brief.

It is read by the rules of its page; what they do not know gives way to the default. A report that is not here is
refused: what was drawn of another one would be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException

from ui import palette, sessions, tables, url_state
from ui.i18n import FALLBACK, LANGUAGES, words
from ui.overview import content as overview_content
from ui.paragraphs import content as paragraphs_content
from ui.queries import (
    country_counts,
    country_profile,
    funding_figures,
    presence_places,
    report_comparison,
    theme_crosstab,
)
from ui.view import View, base_path

Rules = Callable[[View, Mapping[str, str]], Mapping[str, url_state.Rule]]

# Page → what its parameters may hold, given the address as it came.
RULES: Mapping[str, Rules] = {
    "overview": lambda _view, _asked: {"open": url_state.one_of(overview_content.OPENED)},
    "countries": lambda view, _asked: country_counts.rules(view),
    "country": lambda view, _asked: country_profile.rules(view),
    "themes": lambda view, _asked: theme_crosstab.rules(view),
    "presences": lambda view, _asked: presence_places.rules(view),
    "funding": lambda view, _asked: funding_figures.rules(view),
    "paragraphs": lambda view, _asked: paragraphs_content.rules(view),
    "compare": report_comparison.rules,
}


def atlas_of(asked: Mapping[str, str]) -> tables.Atlas:
    """The reports that an address can speak of: the shared ones, and a session's own where it bears its key."""
    key = asked.get(url_state.OWN, "")
    try:
        return sessions.of_key(key, asked.get(url_state.REPORT, "")) if key else tables.load()
    except LookupError:
        raise HTTPException(404, "the session that had this report is over") from None


def view_of(page: str, asked: Mapping[str, str]) -> View:
    """The view that an address asks for; a comparison stands under the later of its two reports."""
    atlas = atlas_of(asked)
    lang = asked.get(url_state.LANG, "")
    say = words(lang if lang in LANGUAGES else FALLBACK)
    wanted = asked.get(url_state.REPORT, "")
    if wanted and wanted not in atlas.reports:
        raise HTTPException(404, "there is no such report")
    report = atlas.report(wanted if wanted in atlas.reports else tables.load().reports[0])
    shared = {url_state.LANG: say.lang}
    shared |= {url_state.REPORT: report.report} if len(atlas.reports) > 1 else {}
    blank = View(say, report, palette.LIGHT, url_state.Address(page, shared, {}, base_path()))
    if page == "compare" and not {asked[side] for side in "ab" if side in asked} <= set(atlas.reports):
        raise HTTPException(404, "there is no such report")
    values, _ = url_state.accept(asked, RULES[page](blank, asked))
    view = View(say, report, palette.LIGHT, url_state.Address(page, shared, values, base_path()))
    if page != "compare":
        return view
    two = report_comparison.pair(view)
    if two is None:
        raise HTTPException(404, "there is but one report")
    return report_comparison.side(view, two[1])
