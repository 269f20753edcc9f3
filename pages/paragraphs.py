"""The text itself: search, conditions, results, and one paragraph with all that was found in it."""

import streamlit as st

from ui.paragraphs import content, reading, widgets
from ui.params import ParagraphsParams
from ui.registry import opened
from ui.render.html import show

view = opened(ParagraphsParams)
widgets.conditions(view)

left, right = st.columns([5, 7], gap="large")
with left:
    show(view, content.results)
with right, st.container(key="evidence"):
    show(view, reading.reading)
