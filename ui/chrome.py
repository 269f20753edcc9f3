"""What stands around every page, and what stands in its place when it cannot be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from ui import deck, url_state
from ui.cache import kept
from ui.i18n import LANGUAGES, Words, words
from ui.markup import copy_link_button, current, esc, link
from ui.present import deck_editor
from ui.registry import BAR, MORE, PAGES, Page, bar_page
from ui.routes import api_query
from ui.tables import REPAIR, Problem
from ui.view import View, asked_of, language


def report_line(view: View) -> str:
    """Symbol, year and language of the report: `A/74/36 · 2019 · Chinese text`."""
    text_language = view.words(f"app.report_language_{view.text_lang}")
    line = " · ".join(filter(None, (str(view.report.row["symbol"]), view.report.year, text_language)))
    return view.words("app.own_line", line=line) if view.report.own else line


def _reports(view: View) -> str:
    """The report's line; a menu of all reports where there are several."""
    here, atlas = view.here, view.report.atlas
    if len(atlas.reports) == 1:
        return f'<span class="report">{esc(report_line(view))}</span>'
    items = ""
    for report in atlas.reports:
        other = replace(view, report=atlas.report(report))
        target = url_state.href(here.page, {**here.shared, url_state.REPORT: report}, here.base)
        items += f"<li>{link(target, esc(report_line(other)), aria_current=current(other == view))}</li>"
    return f'<details class="reports"><summary>{esc(report_line(view))}</summary><ul>{items}</ul></details>'


def _to(view: View, page: Page[Any]) -> str:
    """The link to a page; it says where it is the open one."""
    is_open = page is bar_page(view.here.page)
    return link(view.here.to(page.name), esc(view.words(page.title)), aria_current="page" if is_open else "")


def _more(view: View) -> str:
    """The menu of the pages that are needed less often."""
    items = "".join(f"<li>{_to(view, page)}</li>" for page in PAGES.values() if page.menu == MORE)
    on = ' class="on"' if bar_page(view.here.page).menu == MORE else ""
    return f'<details class="more-pages"><summary{on}>{esc(view.words("app.more"))}</summary><ul>{items}</ul></details>'


def head(view: View) -> None:
    """The top bar: name, report, pages, language, link."""
    # The page has not read its parameters yet: they go along as they are, shortened.
    asked = {
        k: v[: 200 if k != deck.PARAM else deck.LONGEST]
        for k, v in list(asked_of(view.here.kind).items())[:20]
        if k != url_state.LANG
    }
    st.html(f'{_head_html(view, asked)}{deck_editor.status_html(view)}<span id="content"></span>')


@kept
def _head_html(view: View, asked: Mapping[str, str]) -> str:
    say, here = view.words, view.here
    pages = "".join(_to(view, page) for page in PAGES.values() if page.menu == BAR) + _more(view)
    tongues = "".join(
        link(
            url_state.href(here.page, {url_state.LANG: lang, **asked}, here.base),
            esc(say(f"languages.{lang}")),
            lang=lang,
            aria_current=current(lang == view.lang),
        )
        for lang in LANGUAGES
    )
    return (
        '<header class="top"><div class="top-inner">'
        f'<a class="skip" href="#content">{esc(say("app.skip"))}</a>'
        f'<div class="brand">{link(here.to("overview"), esc(say("app.name")))}'
        f"{_reports(view)}</div>"
        f'<nav class="pages" aria-label="{esc(say("app.navigation"))}">{pages}</nav><div class="tools">'
        f'<nav class="tongues" aria-label="{esc(say("app.switch_language"))}">{tongues}</nav>'
        f"{copy_link_button(say('app.copy_link'))}</div></div></header>"
    )


def foot(view: View) -> None:
    """The line under every page: source and date."""
    st.html(_foot_html(view, st.query_params.to_dict()))


@kept
def _foot_html(view: View, asked: Mapping[str, str]) -> str:
    row, say = view.report.row, view.words
    period = say("app.no_period")
    if row["period_start"] and row["period_end"]:
        period = say("app.period", start=say.date(row["period_start"]), end=say.date(row["period_end"]))
    date = say.date(view.report.atlas.date)
    line = say("app.foot", symbol=row["symbol"], title=view.title, period=period, date=date)
    # Which view this is the end of: what drives a browser can wait for it.
    path = "" if view.here.page == "overview" else view.here.page
    drawn = f"{view.here.base}/{path}?{urlencode(sorted(asked.items()))}"
    return (
        f'<footer class="foot" data-drawn="{esc(drawn)}"><p>{esc(line)}</p>{_data_link(view, asked)}</footer>'
    )


def _data_link(view: View, asked: Mapping[str, str]) -> str:
    """The way to the rows behind the page as it is shown."""
    shown = {k: v for k, v in asked.items() if len(v) <= url_state.LONGEST_QUERY}
    table, rows = api_query.of_page(view.report.atlas, view.here.page, shown)
    target = f"{view.here.base}/api/{table}.json" + (f"?{rows}" if rows else "")
    return f'<p class="ways"><a href="{esc(target)}" target="_blank">{esc(view.words("api.of_view"))}</a></p>'


def broken(text: Words, problems: list[Problem]) -> None:
    """Instead of a page: which tables are wrong and how to repair them, in both languages."""
    blocks = []
    for lang in (text.lang, *(other for other in LANGUAGES if other != text.lang)):
        say = words(lang)
        items = "".join(f"<li>{esc(say(f'broken.{p.kind}', table=p.table))}</li>" for p in problems)
        blocks.append(
            f'<section lang="{lang}"><h1>{esc(say("broken.title"))}</h1><p>{esc(say("broken.lead"))}</p>'
            f"<ul>{items}</ul><p>{esc(say('broken.repair'))} <code>{REPAIR}</code></p>"
            f"<p>{esc(say('broken.again'))}</p></section>"
        )
    st.html(f'<div class="broken">{"".join(blocks)}</div>')


def fault(_error: Exception) -> bool:
    """Instead of a page on an error of our own; Streamlit has logged it. True: show nothing else."""
    say = words(language())
    title, sentence = esc(say("broken.fault_title")), esc(say("broken.fault"))
    st.html(f'<div class="broken"><h1>{title}</h1><p>{sentence}</p></div>')
    return True
