"""One country: all that the report says of it, beside others if wished, and as a brief to print or keep."""

import streamlit as st

from ui import exports, picture_links
from ui.country import brief, portrait, profile, side_by_side
from ui.view import current

view = current("country")
view = view.reading(profile.rules(view))
st.set_page_config(page_title=portrait.page_title(view))

iso3 = profile.country_of(view)
st.html(portrait.title_html(view))
one_page = exports.brief_links(view, "country", view.country(iso3), iso3=iso3)
portrait.pickers(view, brief.files_html(view, one_page))
st.html(portrait.numbers_html(view))
left, right = st.columns([7, 5], gap="large")
with left:
    st.html(side_by_side.table_html(view) if profile.beside(view) else portrait.blocks_html(view))
    st.html(portrait.caption_html(view) + picture_links.html(view, iso3, bool(profile.beside(view))))
with right, st.container(key="evidence"):
    st.html(portrait.panel_html(view))
brief.to_print(view)
