"""The text itself: a table of all paragraphs to search, filter and group, and one of them with all that was found in it."""

import streamlit as st

from ui import grids
from ui.paragraphs import content, reading, widgets
from ui.params import ParagraphsParams
from ui.registry import opened
from ui.render.html import show

view = opened(ParagraphsParams)
widgets.conditions(view)
show(view, content.results)

with st.container(key="workbench"):
    left, right = st.columns([2, 1], gap="medium")
with left, st.container(key="grid"):
    grids.mount(view, "paragraphs")
    show(view, content.listed)
    show(view, content.apart)
with right, st.container(key="evidence"):
    show(view, reading.reading)
