"""Where the Office is and whom its officials visited: a map, lists to paste, and the sentences behind them."""

import streamlit as st

from ui import charts
from ui.presences import fieldwork, postings, presence_map
from ui.view import current

view = current("presences")
view = view.reading(postings.rules(view))


def choose() -> None:
    """A click on the map: that country, or none where the same one was clicked again."""
    view.here.put(c=charts.picked(st.session_state["presence_map"]), open=None, p=None)


st.html(fieldwork.title_html(view) + fieldwork.conditions_html(view))
left, right = st.columns([7, 5], gap="large")
with left:
    presence_map.draw(view, "presence_map", choose)
    st.html(fieldwork.caption_html(view))
    st.html(fieldwork.regions_html(view) + fieldwork.list_html(view) + fieldwork.files_html(view))
with right:
    fieldwork.panel(view)
