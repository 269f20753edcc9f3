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
from ui.params import Params
from ui.registry import PAGES
from ui.url_state import Refused
from ui.view import View, base_path


def atlas_of(asked: Mapping[str, str]) -> tables.Atlas:
    """The reports that an address can speak of: the shared ones, and those that its key opens."""
    key = asked.get(url_state.OWN, "")
    try:
        return sessions.of_key(key, asked.get(url_state.REPORT, "")) if key else tables.load()
    except LookupError:
        raise HTTPException(404, "this private address opens nothing any more") from None


def view_of(page: str, asked: Mapping[str, str], strict: bool = False) -> View[Any]:
    """The view that an address asks for.

    Where it is `strict`, whatever is not understood is refused with what would be (`url_state.Refused`).
    """
    if strict:
        check(asked)
    atlas, kind = atlas_of(asked), PAGES[page].params
    lang = asked.get(url_state.LANG, "")
    say = words(lang if lang in LANGUAGES else FALLBACK)
    now = kind.renamed(asked)
    named = [now.get(name, "") for name in missing.REPORTS if name in (url_state.REPORT, *kind.names())]
    if not {*named, ""} <= {*atlas.reports, ""}:
        raise HTTPException(404, "there is no such report")
    report = atlas.report(asked.get(url_state.REPORT) or tables.load().reports[0])
    shared = {url_state.LANG: say.lang}
    shared |= {url_state.REPORT: report.report} if len(atlas.reports) > 1 else {}
    shared |= url_state.asked_wording(asked.get(url_state.WORDING))
    # The key stands in no file: whoever has the file would have the report.
    shared |= {url_state.OWN: atlas.key} if atlas.key and not strict else {}
    blank = View(say, report, palette.LIGHT, url_state.Address(kind, shared, {}, base_path()))
    rules = PAGES[page].rules(blank, now)
    values, refused = url_state.accept({k: v for k, v in now.items() if k != url_state.IN}, rules)
    if strict and refused:
        raise _refused(kind, rules, refused[0], now)
    if lacking := missing.find(kind, atlas, now, refused):
        raise HTTPException(404, f"there is no such {lacking.thing}")
    view = PAGES[page].stands(blank.having(**values))
    if view is None:
        raise HTTPException(404, "there is but one report")
    return view


def check(asked: Mapping[str, str]) -> None:
    """Refuse what no page understands of what all share. Raises `url_state.Refused`."""
    lists = {
        url_state.LANG: LANGUAGES,
        url_state.WORDING: url_state.WORDINGS,
        url_state.IN: (url_state.BOTH,),
    }
    for name, allowed in lists.items():
        if asked.get(name, allowed[0]) not in allowed:
            raise Refused(f"{name} has no value {asked[name][:40]!r}", allowed)


def _refused(kind: type[Params], rules: url_state.Rules, name: str, now: Mapping[str, str]) -> Refused:
    if name not in rules:
        return Refused(
            f"{kind.page} has no parameter {name[:40]!r}", [*sorted(kind.names()), *url_state.SHARED]
        )
    return Refused(f"{name} has no value {now[name][:40]!r}", url_state.allowed_by(rules, name))


def views_of(page: str, asked: Mapping[str, str]) -> list[View[Any]]:
    """The view that a file is asked for; where it is asked for in both languages, that in the other one beside it."""
    view = view_of(page, asked, strict=True)
    if asked.get(url_state.IN) != url_state.BOTH:
        return [view]
    others = [lang for lang in LANGUAGES if lang != view.lang]
    return [view, *(view_of(page, {**asked, url_state.LANG: lang}) for lang in others)]


def drawn_view_of(page: str, asked: Mapping[str, str], strict: bool = False) -> View[Any]:
    """The view to be drawn."""
    return PAGES[page].drawn(view_of(page, asked, strict))
