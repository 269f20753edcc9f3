"""Whom the report names and how often, under conditions: a map, regions, a list, and the sentences behind each."""

import streamlit as st

from ui import charts
from ui.countries import gazetteer, measures
from ui.view import current

view = current("countries")
view = view.reading(measures.rules(view))


def choose() -> None:
    """A click on the map: that country, or none where the same one was clicked again."""
    view.here.put(c=charts.picked(st.session_state["map"]))


counts, absent, chosen = measures.counts(view), gazetteer.absent_said(view), view.here.get("c")
st.html(gazetteer.title_html(view))
gazetteer.conditions(view)
st.html(gazetteer.chips_html(view))
left, right = st.columns([7, 5], gap="large")
with left:
    st.html(gazetteer.views_html(view))
    if view.here.get("v") == measures.TILES:
        st.html(charts.tiles_html(view, counts, absent, chosen))
    else:
        charts.draw_map(view, counts, absent, "map", choose, chosen)
    st.html(gazetteer.caption_html(view))
with right, st.container(key="evidence"):
    st.html(gazetteer.panel_html(view))
st.html(gazetteer.coverage_html(view) + gazetteer.list_html(view) + gazetteer.files_html(view))
