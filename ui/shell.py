"""The script that Streamlit runs for every page: the frame around it, and what links add to the presentation."""

from __future__ import annotations

from copy import copy

import streamlit as st

from ui import bridge, chrome, palette, url_state
from ui.i18n import words
from ui.present import deck_editor
from ui.registry import PAGES, pages_in
from ui.tables import TablesError
from ui.view import current, language

text = words(language())
# Before st.navigation: after it the browser would ask a font server outside for the icon.
st.set_page_config(page_icon=palette.icon(), layout="wide", initial_sidebar_state="collapsed")
st.html(palette.style(palette.palette(st.context.theme.type), text("paragraphs.no_options")))

pages = {name: copy(page) for name, page in pages_in(text.lang).items()}
chosen = st.navigation(list(pages.values()), position="hidden")
name = next(n for n, page in pages.items() if page == chosen)

followed = bridge.mount({"lang": text.lang, "copied": text("app.copied")})
if added := followed.get(url_state.ADD):
    deck_editor.take(added, followed.get(url_state.REPORT, ""))

# The same link, opened without our script: it stays in the address, and is taken once.
deck_editor.take_once(st.query_params.get(url_state.ADD, ""), st.query_params.get(url_state.REPORT, ""))

try:
    view = current(PAGES[name].params)
    chrome.head(view)
    with st.container(key="page"):
        chosen.run()
    chrome.foot(view)
except TablesError as broken:
    chrome.broken(text, broken.problems)
