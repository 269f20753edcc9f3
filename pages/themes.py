"""What the report is about: its own outline, themes that run across it, and what those meet with."""

import streamlit as st

from ui import picture_links
from ui.params import ThemesParams
from ui.registry import opened
from ui.themes import content as themes_content

view = opened(ThemesParams)

st.html(themes_content.title_html(view))
left, right = st.columns([8, 5], gap="medium")
with left:
    st.html(themes_content.outline_html(view) + themes_content.outline_files(view))
    st.html(themes_content.words_html(view))
    st.html(themes_content.crossing_html(view) + themes_content.crossing_files(view))
    st.html(picture_links.html(view))
with right, st.container(key="evidence"):
    st.html(themes_content.panel_html(view))
