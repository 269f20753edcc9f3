"""The view that an address beside the pages asks for: a picture, a slide, a list, a brief.

It is read by the rules of its page; how something is to be shown gives way to the default where they do not know it. A
report, a country or another thing that is not here is refused: what was drawn of another one would be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException

from ui import missing, palette, sessions, tables, url_state
from ui.i18n import FALLBACK, LANGUAGES, words
from ui.queries import report_comparison
from ui.registry import PAGES
from ui.view import View, base_path

SIDES = ("earlier", "later")


def atlas_of(asked: Mapping[str, str]) -> tables.Atlas:
    """The reports that an address can speak of: the shared ones, and those that its key opens."""
    key = asked.get(url_state.OWN, "")
    try:
        return sessions.of_key(key, asked.get(url_state.REPORT, "")) if key else tables.load()
    except LookupError:
        raise HTTPException(404, "this private address opens nothing any more") from None


def view_of(page: str, asked: Mapping[str, str]) -> View[Any]:
    """The view that an address asks for; a comparison stands under the later of its two reports."""
    atlas, kind = atlas_of(asked), PAGES[page].params
    lang = asked.get(url_state.LANG, "")
    say = words(lang if lang in LANGUAGES else FALLBACK)
    wanted = asked.get(url_state.REPORT, "")
    if wanted and wanted not in atlas.reports:
        raise HTTPException(404, "there is no such report")
    report = atlas.report(wanted if wanted in atlas.reports else tables.load().reports[0])
    shared = {url_state.LANG: say.lang}
    shared |= {url_state.REPORT: report.report} if len(atlas.reports) > 1 else {}
    shared |= url_state.asked_wording(asked.get(url_state.WORDING))
    shared |= {url_state.OWN: atlas.key} if atlas.key else {}
    blank = View(say, report, palette.LIGHT, url_state.Address(kind, shared, {}, base_path()))
    now = kind.renamed(asked)
    if page == "compare" and not {now[side] for side in SIDES if side in now} <= set(atlas.reports):
        raise HTTPException(404, "there is no such report")
    values, refused = url_state.accept(now, PAGES[page].rules(blank, now))
    if lacking := missing.find(kind, atlas, now, refused):
        raise HTTPException(404, f"there is no such {lacking.thing}")
    view = blank.having(**values)
    if page != "compare":
        return view
    two = report_comparison.pair(view)
    if two is None:
        raise HTTPException(404, "there is but one report")
    return report_comparison.side(view, two[1])


def views_of(page: str, asked: Mapping[str, str]) -> list[View[Any]]:
    """The view that an address asks for; where it asks for both languages, that in the other one beside it."""
    view = view_of(page, asked)
    if asked.get(url_state.IN) != url_state.BOTH:
        return [view]
    others = [lang for lang in LANGUAGES if lang != view.lang]
    return [view, *(view_of(page, {**asked, url_state.LANG: lang}) for lang in others)]


def drawn_view_of(page: str, asked: Mapping[str, str]) -> View[Any]:
    """The view to be drawn: of one report in its two languages, the countries are."""
    view = view_of(page, asked)
    if page == "compare" and report_comparison.aspect_of(view) == report_comparison.LANGUAGES:
        return view.having(aspect=report_comparison.COUNTRIES)
    return view
