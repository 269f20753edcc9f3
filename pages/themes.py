"""What the report is about: its own outline, themes that run across it, and what those meet with."""

import streamlit as st

from ui import all_reports, picture_links, several_reports
from ui.params import ThemesParams
from ui.queries import over_years
from ui.registry import opened
from ui.render.html import show
from ui.themes import content, outline

view = opened(ThemesParams)

if over_years.everything(view):
    all_reports.put(view)
else:
    show(view, content.title, several_reports.scopes)
    left, right = st.columns([8, 5], gap="medium")
    with left:
        show(view, outline.section)
        show(view, content.by_words)
        show(view, content.crossing)
        picture_links.put(view)
    with right, st.container(key="evidence"):
        show(view, content.panel)
