"""What the report is about: its own outline, themes that run across it, and what those meet with."""

import streamlit as st

from ui import picture_links
from ui.themes import crossings, thematic
from ui.view import current

view = current("themes")
view = view.reading(crossings.rules(view))

st.html(thematic.title_html(view))
left, right = st.columns([8, 5], gap="medium")
with left:
    st.html(thematic.outline_html(view) + thematic.outline_files(view))
    st.html(thematic.words_html(view))
    st.html(thematic.crossing_html(view) + thematic.crossing_files(view))
    st.html(picture_links.html(view))
with right, st.container(key="evidence"):
    st.html(thematic.panel_html(view))
