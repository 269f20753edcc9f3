"""The view that an address beside the pages asks for: a picture, a slide, a list, a brief.

It is read by the rules of its page; what they do not know gives way to the default. A report that is not here is
refused: what was drawn of another one would be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException

from ui import address, look, sessions, tables
from ui.compare import comparison
from ui.countries import measures
from ui.country import profile
from ui.funding import ledger
from ui.overview import stories
from ui.paragraphs import reader
from ui.presences import postings
from ui.themes import crossings
from ui.view import View, base_path
from ui.words import FALLBACK, LANGUAGES, words

Rules = Callable[[View, Mapping[str, str]], Mapping[str, address.Rule]]

# Page → what its parameters may hold, given the address as it came.
RULES: Mapping[str, Rules] = {
    "overview": lambda _view, _asked: {"open": address.one_of(stories.OPENED)},
    "countries": lambda view, _asked: measures.rules(view),
    "country": lambda view, _asked: profile.rules(view),
    "themes": lambda view, _asked: crossings.rules(view),
    "presences": lambda view, _asked: postings.rules(view),
    "funding": lambda view, _asked: ledger.rules(view),
    "paragraphs": lambda view, _asked: reader.rules(view),
    "compare": comparison.rules,
}


def atlas_of(asked: Mapping[str, str]) -> tables.Atlas:
    """The reports that an address can speak of: the shared ones, and a session's own where it bears its key."""
    key = asked.get(address.OWN, "")
    try:
        return sessions.of_key(key, asked.get(address.REPORT, "")) if key else tables.load()
    except LookupError:
        raise HTTPException(404, "the session that had this report is over") from None


def view_of(page: str, asked: Mapping[str, str]) -> View:
    """The view that an address asks for; a comparison stands under the later of its two reports."""
    atlas = atlas_of(asked)
    lang = asked.get(address.LANG, "")
    say = words(lang if lang in LANGUAGES else FALLBACK)
    wanted = asked.get(address.REPORT, "")
    if wanted and wanted not in atlas.reports:
        raise HTTPException(404, "there is no such report")
    report = atlas.report(wanted if wanted in atlas.reports else tables.load().reports[0])
    shared = {address.LANG: say.lang}
    shared |= {address.REPORT: report.report} if len(atlas.reports) > 1 else {}
    blank = View(say, report, look.LIGHT, address.Address(page, shared, {}, base_path()))
    if page == "compare" and not {asked[side] for side in "ab" if side in asked} <= set(atlas.reports):
        raise HTTPException(404, "there is no such report")
    values, _ = address.accept(asked, RULES[page](blank, asked))
    view = View(say, report, look.LIGHT, address.Address(page, shared, values, base_path()))
    if page != "compare":
        return view
    two = comparison.pair(view)
    if two is None:
        raise HTTPException(404, "there is but one report")
    return comparison.side(view, two[1])
