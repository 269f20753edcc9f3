"""The script that Streamlit runs for every page: the frame around it, and links that were followed."""

from __future__ import annotations

from copy import copy

import streamlit as st

from ui import bridge, chrome, palette, url_state
from ui.i18n import words
from ui.present import deck_editor
from ui.tables import TablesError
from ui.view import base_path, current, language, pages_in

text = words(language())
# Before st.navigation: after it the browser would ask a font server outside for the icon.
st.set_page_config(page_icon=palette.icon(), layout="wide", initial_sidebar_state="collapsed")
st.html(palette.style(palette.palette(st.context.theme.type), text("paragraphs.no_options")))

pages = {name: copy(page) for name, page in pages_in(text.lang).items()}
chosen = st.navigation(list(pages.values()), position="hidden")
name = next(n for n, page in pages.items() if page == chosen)

followed = bridge.destination(bridge.mount({"lang": text.lang, "copied": text("app.copied")}), base_path())
if followed is not None:
    path, params = followed
    target = path or "overview"
    if added := params.pop(url_state.ADD, ""):
        deck_editor.take(added, params.get(url_state.REPORT, ""))
    if target in pages and target != name:
        st.switch_page(pages[target], query_params=params)
    if target == name and params != st.query_params.to_dict():
        st.query_params.from_dict(params)
        st.rerun()

# The same link, opened without our script: it stays in the address, and is taken once.
deck_editor.take_once(st.query_params.get(url_state.ADD, ""), st.query_params.get(url_state.REPORT, ""))

try:
    view = current(name)
    chrome.head(view)
    with st.container(key="page"):
        chosen.run()
    chrome.foot(view)
except TablesError as broken:
    chrome.broken(text, broken.problems)
