"""The script that Streamlit runs for every page: the frame around it, and what links add to the presentation."""

from __future__ import annotations

from copy import copy

import streamlit as st

from ui import (
    access,
    bridge,
    chrome,
    deck,
    metrics,
    missing,
    palette,
    session_deck,
    sessions,
    tables,
    url_state,
)
from ui.i18n import words
from ui.missing import Missing
from ui.registry import PAGES, pages_in
from ui.render.html import put, write
from ui.tables import TablesError
from ui.view import current, language

# What Streamlit says in English in every language: variable of atlas.css → key of our words.
STREAMLIT_SAYS = {
    "no-options": "paragraphs.no_options",
    **{
        f"upload-{name.replace('_', '-')}": f"library.upload_{name}"
        for name in ("drop", "browse", "limit", "too_large")
    },
}

text = words(language())
# Before st.navigation: after it the browser would ask a font server outside for the icon.
st.set_page_config(page_icon=palette.icon(), layout="wide", initial_sidebar_state="collapsed")
said = tuple((name, text(key)) for name, key in STREAMLIT_SAYS.items())
write(palette.style(palette.palette(st.context.theme.type), said))

pages = {name: copy(page) for name, page in pages_in(text.lang).items()}
chosen = st.navigation(list(pages.values()), position="hidden")
name = next(n for n, page in pages.items() if page == chosen)

person = access.visitor()
if access.settings().way and not (person and person.may_read):  # it was when the page was opened
    chrome.signed_out(text)
    st.stop()

mine = sessions.mine()
owner = {"owner": mine.owner, "owner_name": sessions.OWNER} if mine else {}
told = {key: text(f"app.{key}") for key in ("copied", "not_copied", "lost")}
followed = bridge.mount({"lang": text.lang, **told, **owner})
if added := followed.get(url_state.ADD):
    session_deck.take(added, followed.get(url_state.REPORT, ""))

if name == "present" and deck.PARAM in st.query_params:
    session_deck.follow(st.query_params[deck.PARAM])  # before the frame says how many slides it has

# The same link, opened without our script: it stays in the address, and is taken once.
session_deck.take_once(st.query_params.get(url_state.ADD, ""), st.query_params.get(url_state.REPORT, ""))

try:
    with metrics.view(name), tables.held():  # the frame, the page and its foot are of one version
        view = current(PAGES[name].params)
        chrome.head(view)
        with st.container(key="page"):
            try:
                chosen.run()
            except Missing as lacking:
                put(view, *missing.page(view, lacking))
        chrome.foot(view)
except TablesError as broken:
    chrome.broken(text, broken.problems)
