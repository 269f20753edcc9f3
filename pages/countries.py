"""Whom the report names and how often, under conditions: a map, regions, a list, and the sentences behind each."""

import streamlit as st

from ui import charts, exports, picture_links
from ui.countries import content as countries_content
from ui.params import CountriesParams
from ui.queries import country_counts
from ui.registry import opened

view = opened(CountriesParams)


def choose() -> None:
    """A click on the map: that country, or none where the same one was clicked again."""
    view.here.put(country=charts.picked(st.session_state["map"]))


counts, absent, chosen = country_counts.counts(view), countries_content.absent_said(view), view.params.country
st.html(countries_content.title_html(view))
countries_content.conditions(view)
st.html(countries_content.chips_html(view))
left, right = st.columns([7, 5], gap="large")
with left:
    st.html(countries_content.views_html(view))
    if view.params.view == country_counts.TILES:
        st.html(charts.tiles_html(view, counts, absent, chosen))
    else:
        charts.draw_map(view, counts, absent, "map", choose, chosen)
    st.html(countries_content.caption_html(view))
with right, st.container(key="evidence"):
    st.html(countries_content.panel_html(view))
st.html(
    countries_content.coverage_html(view)
    + countries_content.list_html(view)
    + exports.links(view)
    + picture_links.html(view)
)
