"""The script that Streamlit runs for every page: the frame around it, and what links add to the presentation."""

from __future__ import annotations

import sys
from copy import copy
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from ui import address, bridge, frame, look  # noqa: E402 - the path above comes first
from ui.present import presenting  # noqa: E402 - the path above comes first
from ui.tables import TablesError  # noqa: E402
from ui.view import current, language, pages_in  # noqa: E402
from ui.words import words  # noqa: E402

text = words(language())
# Before st.navigation: after it the browser would ask a font server outside for the icon.
st.set_page_config(page_icon=look.icon(), layout="wide", initial_sidebar_state="collapsed")
st.html(look.style(look.palette(st.context.theme.type), text("paragraphs.no_options")))

pages = {name: copy(page) for name, page in pages_in(text.lang).items()}
chosen = st.navigation(list(pages.values()), position="hidden")
name = next(n for n, page in pages.items() if page == chosen)

followed = bridge.mount({"lang": text.lang, "copied": text("app.copied")})
if added := followed.get(address.ADD):
    presenting.take(added, followed.get(address.REPORT, ""))

# The same link, opened without our script: it stays in the address, and is taken once.
presenting.take_once(st.query_params.get(address.ADD, ""), st.query_params.get(address.REPORT, ""))

try:
    view = current(name)
    frame.head(view)
    with st.container(key="page"):
        chosen.run()
    frame.foot(view)
except TablesError as broken:
    frame.broken(text, broken.problems)
