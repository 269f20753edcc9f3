"""The text itself: search, conditions, results, and one paragraph with all that was found in it."""

import streamlit as st

from ui import pane, reader
from ui.view import current

view = current("paragraphs")
facets = reader.facets(view)
view = view.reading(reader.rules(facets, view))
result = reader.conditions(view, facets)

left, right = st.columns([5, 7], gap="large")
with left:
    reader.results(view, result)
with right, st.container(key="evidence"):
    pane.draw(view, result)
