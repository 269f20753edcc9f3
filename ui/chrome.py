"""What stands around every page, and what stands in its place when it cannot be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import htpy as h
import streamlit as st
from htpy import Element

from ui import access, deck, metrics, session_deck, tables, url_state
from ui.cache import kept
from ui.i18n import LANGUAGES, Words, words
from ui.manifest import Problem
from ui.params import YearsParams
from ui.queries.archive_search import EVERY
from ui.registry import BAR, MORE, PAGES, Page, bar_page
from ui.render.html import write
from ui.render.html.elements import copy_link_button, current, go
from ui.routes import api_query
from ui.tables import REPAIR
from ui.view import View, asked_of, language

# Pages whose list and sentences stand far behind their map.
_MAPPED = ("overview", "countries", "presences")

# Characters of an address that are kept: a deck takes most.
_LONGEST = 2 * deck.LONGEST


def report_line(view: View) -> str:
    """Symbol, year and language of the report: `A/74/36 · 2019 · Chinese text`."""
    text_language = view.words(f"app.report_language_{view.text_lang}")
    line = " · ".join(filter(None, (str(view.report.row["symbol"]), view.report.year, text_language)))
    return view.words("app.own_line", line=line) if view.report.own else line


def _reports(view: View) -> Element:
    """The report's line; a menu of all reports where there are several."""
    here, atlas = view.here, view.report.atlas
    if len(atlas.reports) == 1:
        return h.span(".report")[report_line(view)]
    items = []
    for report in atlas.reports:
        other = replace(view, report=atlas.report(report))
        target = url_state.href(here.page, {**here.shared, url_state.REPORT: report}, here.base)
        items.append(h.li[go(target, report_line(other), aria_current=current(other == view))])
    return h.details(".reports")[h.summary[report_line(view)], h.ul[items]]


def _to(view: View, page: Page[Any]) -> Element:
    """The link to a page; it says where it is the open one."""
    is_open = page is bar_page(view.here.page)
    return go(view.here.to(page.name), view.words(page.title), aria_current="page" if is_open else None)


def _more(view: View, person: str) -> Element:
    """The menu of the pages that are needed less often; at its end who is signed in, and the way out."""
    on = "on" if bar_page(view.here.page).menu == MORE else None
    return h.details(".more-pages")[
        h.summary(class_=on)[view.words("app.more")],
        h.ul[(h.li[_to(view, page)] for page in PAGES.values() if page.menu == MORE), _person(view, person)],
    ]


def _person(view: View, name: str) -> Element | None:
    """Who is signed in; how to sign out, where that is ours to do. None for nobody."""
    if not name:
        return None
    ours = access.settings().way == access.OIDC
    out = h.a(href=f"{view.here.base}/auth/logout", target="_self")[view.words("sign_in.out")]
    return h.li(".person")[h.span[view.words("sign_in.as", name=name)], ours and out]


def signed_out(say: Words) -> None:
    """Instead of a page, where the reader is no longer signed in; the page opened again leads to the way in."""
    again = h.a(href=f"?{urlencode(st.query_params.to_dict())}", target="_self")[say("sign_in.in")]
    write(str(h.div(".broken")[h.h1[say("sign_in.ended")], h.p[say("sign_in.lead")], h.p[again]]))


def head(view: View) -> None:
    """The top bar: name, report, pages, the presentation being made, language, link."""
    # The page has not read its parameters yet: they go along as they are, shortened.
    asked = {
        k: v[: url_state.LONGEST_LIST if k != deck.PARAM else deck.LONGEST]
        for k, v in list(asked_of(view.here.kind).items())[:20]
        if k != url_state.LANG
    }
    given, said = session_deck.of_session(), session_deck.news()
    packed = deck.encode(given) if given.slides else ""
    news = h.aside(".deck-news", role="status")[view.words(f"present.{said}", n=deck.MOST)] if said else ""
    person = access.visitor()
    name = person.name if person else ""
    write(
        f"{_head(view, asked, packed, len(given.slides), name)}{_refused(view) or ''}{news}{h.span(id='content')}"
    )


def _refused(view: View) -> Element | None:
    """That the version on the disk is not shown, and what is wrong with it; None where it is."""
    now, say = tables.snapshot(), view.words
    if not now.refused:
        return None
    date = say.date(now.atlas.date)
    return h.aside(".refused", role="status")[
        h.strong[say("broken.before", date=date)], h.ul[(h.li[line] for line in named(say, now.refused))]
    ]


def named(say: Words, problems: Iterable[Problem]) -> list[str]:
    """What is wrong, each thing once."""
    return list(dict.fromkeys(say(f"broken.{each.kind}", table=each.table) for each in problems))


@kept
def _head(view: View, asked: Mapping[str, str], packed: str, slides: int, person: str) -> str:
    say, here = view.words, view.here
    tongues = (
        go(
            url_state.href(here.page, {url_state.LANG: lang, **asked}, here.base),
            say(f"languages.{lang}"),
            lang=lang,
            aria_current=current(lang == view.lang),
        )
        for lang in LANGUAGES
    )
    bar = h.header(".top")[
        h.div(".top-inner")[
            h.a(".skip", href="#content", data_to="#content")[say("app.skip")],
            here.page in _MAPPED
            and [
                h.a(".skip", href="#content", data_to=".list, .st-key-page .bars")[say("app.skip_list")],
                h.a(".skip", href="#content", data_to=".panel, .visits")[say("app.skip_panel")],
            ],
            h.div(".brand")[go(here.to("overview"), say("app.name")), _reports(view)],
            h.nav(".pages", aria_label=say("app.navigation"))[
                (_to(view, page) for page in PAGES.values() if page.menu == BAR), _more(view, person)
            ],
            h.div(".tools")[
                _presentation(view, packed, slides),
                h.nav(".tongues", aria_label=say("app.switch_language"))[tongues],
                _copy_link(view, asked),
            ],
        ]
    ]
    return str(bar)


def _copy_link(view: View, asked: Mapping[str, str]) -> Element:
    """The button that copies the address of the view; where it shows own reports, what a colleague will see is said first."""
    say, atlas = view.words, view.report.atlas
    shown = {view.report.report, asked.get("earlier", ""), asked.get("later", "")}
    if asked.get("scope") == EVERY or view.here.page == YearsParams.page:
        shown.update(atlas.reports)
    own = [name for name in atlas.reports if name in shown & atlas.own]
    if not own:
        return copy_link_button(say("app.copy_link"))
    symbols = say.listing(dict.fromkeys(str(atlas.rows[name]["symbol"]) for name in own))
    return h.details(".private-link")[
        h.summary[say("app.copy_link")],
        h.div[
            h.p[say("app.copy_private_note", symbol=symbols)],
            copy_link_button(say("app.copy_private"), private=True),
            go(view.here.to("reports"), say("app.copy_private_end")),
        ],
    ]


def _presentation(view: View, packed: str, slides: int) -> Element:
    """The way to the presentation: the one being made, with how many slides it has, or the ready-made one."""
    say = view.words
    if not packed:
        return go(view.here.to("present"), say("pages.present"), class_="deck-now")
    said = say("present.being_made", slides=say.count("slides", slides))
    number = h.b[str(slides)]
    target = view.here.to("present", **{deck.PARAM: packed})
    return go(target, [say("pages.present"), " ", number], class_="deck-now", title=said, aria_label=said)


def foot(view: View) -> None:
    """The line under every page: source and date."""
    asked = st.query_params.to_dict()
    said = sum(len(name) + len(value) for name, value in asked.items()) <= _LONGEST
    write(_foot(view, asked if said else {}))


@kept
def _foot(view: View, asked: Mapping[str, str]) -> str:
    date = view.words.date(view.report.atlas.date)
    line = view.words("app.foot", document=view.document, period=view.period, date=date)
    # Which view this is the end of; the script says when it is drawn (`static/turning.js`).
    path = "" if view.here.page == "overview" else view.here.page
    whole = f"{view.here.base}/{path}?{urlencode(sorted(asked.items()))}"
    return str(h.footer(".foot", data_view=whole)[h.p[line], h.p(".ways")[_data(view, asked)]])


def _data(view: View, asked: Mapping[str, str]) -> Element:
    """The way to the rows behind the page as it is shown."""
    shown = {k: v for k, v in asked.items() if len(v) <= url_state.LONGEST_QUERY}
    table, rows = api_query.of_page(view.report.atlas, view.here.page, shown)
    target = f"{view.here.base}/api/{table}.json" + (f"?{rows}" if rows else "")
    return h.a(href=target, target="_blank")[view.words("api.of_view")]


def broken(text: Words, problems: list[Problem]) -> None:
    """Instead of a page: which tables are wrong and how to repair them, in both languages."""
    languages = (text.lang, *(other for other in LANGUAGES if other != text.lang))
    write(str(h.div(".broken")[(_broken(words(lang), problems) for lang in languages)]))


def _broken(say: Words, problems: list[Problem]) -> Element:
    return h.section(lang=say.lang)[
        h.h1[say("broken.title")],
        h.p[say("broken.lead")],
        h.ul[(h.li[line] for line in named(say, problems))],
        h.p[say("broken.repair"), " ", h.code[REPAIR]],
        h.p[say("broken.again")],
    ]


def fault(error: Exception) -> bool:
    """Instead of a page on an error of our own; Streamlit has logged it. True: show nothing else."""
    metrics.error(type(error).__name__)
    say = words(language())
    write(str(h.div(".broken")[h.h1[say("broken.fault_title")], h.p[say("broken.fault")]]))
    return True
