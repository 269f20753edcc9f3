"""One country: its story, all that the report says of it, beside others if wished, and the ways to send it."""

import streamlit as st

from ui import all_reports, picture_links, several_reports
from ui.country import brief, compare_table, content, finder, panel, story, widgets
from ui.params import CountryParams
from ui.queries import country_profile, over_years
from ui.registry import opened
from ui.render.html import printed, show

view = opened(CountryParams)
if not view.params.country:
    show(view, finder.asking)
    finder.countries(view)
    show(view, finder.index)
elif over_years.everything(view):
    st.set_page_config(page_title=content.page_title(view))
    all_reports.put(view)
else:
    st.set_page_config(page_title=content.page_title(view))

    compared = bool(country_profile.beside(view))
    show(view, content.title, several_reports.scopes, story.lead)
    widgets.pickers(view)
    show(view, content.neighbours)
    left, right = st.columns([7, 5], gap="large")
    with left:
        show(view, compare_table.compared if compared else content.blocks, content.caption)
        picture_links.put(view, compared)
    with right, st.container(key="evidence"):
        show(view, panel.panel)
    printed(view, brief.one_page)
