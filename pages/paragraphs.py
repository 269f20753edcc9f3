"""The text itself: a table of the paragraphs of one report or of all, and one of them with all that was found in it."""

import streamlit as st

from ui import grids
from ui.paragraphs import across, content, reading, widgets
from ui.params import ParagraphsParams
from ui.queries.archive_search import EVERY
from ui.registry import opened
from ui.render.html import show

view = opened(ParagraphsParams)
everything = view.params.scope == EVERY
widgets.conditions(view)
show(view, across.results if everything else content.results)

with st.container(key="workbench"):
    left, right = st.columns([2, 1], gap="medium")
with left, st.container(key="grid"):
    if everything:
        grids.mount(view, "paragraphs", opens="report passage", picks=False)
    else:
        grids.mount(view, "paragraphs")
        show(view, content.listed)
        show(view, content.apart)
with right, st.container(key="evidence"):
    show(view, across.read if everything else reading.reading)
