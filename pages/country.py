"""One country: all that the report says of it, beside others if wished, and as a brief to print or keep."""

import streamlit as st

from ui import exports, picture_links
from ui.country import content as country_content
from ui.country import printable, side_by_side
from ui.params import CountryParams
from ui.queries import country_profile
from ui.registry import opened

view = opened(CountryParams)
st.set_page_config(page_title=country_content.page_title(view))

iso3 = country_profile.country_of(view)
st.html(country_content.title_html(view))
one_page = exports.brief_links(view, "country", view.country(iso3), country=iso3)
country_content.pickers(view, printable.files_html(view, one_page))
st.html(country_content.numbers_html(view))
left, right = st.columns([7, 5], gap="large")
with left:
    st.html(
        side_by_side.table_html(view) if country_profile.beside(view) else country_content.blocks_html(view)
    )
    st.html(
        country_content.caption_html(view)
        + picture_links.html(view, iso3, bool(country_profile.beside(view)))
    )
with right, st.container(key="evidence"):
    st.html(country_content.panel_html(view))
printable.to_print(view)
