"""The text itself: search, conditions, results, and one paragraph with all that was found in it."""

import streamlit as st

from ui.paragraphs import pane, reader
from ui.view import current

view = current("paragraphs")
view = view.reading(reader.rules(view))
reader.conditions(view)

left, right = st.columns([5, 7], gap="large")
with left:
    st.html(reader.results_html(view) + reader.files_html(view))
with right, st.container(key="evidence"):
    pane.draw(view)
