"""Where the Office is and whom its officials visited: a map, lists to paste, and the sentences behind them."""

import streamlit as st

from ui import charts, exports, picture_links
from ui.params import PresencesParams
from ui.presences import content as presences_content
from ui.presences import presence_map
from ui.registry import opened

view = opened(PresencesParams)


def choose() -> None:
    """A click on the map: that country, or none where the same one was clicked again."""
    view.here.put(country=charts.picked(st.session_state["presence_map"]), open=None, passage=None)


st.html(presences_content.title_html(view) + presences_content.conditions_html(view))
left, right = st.columns([7, 5], gap="large")
with left:
    presence_map.draw(view, "presence_map", choose)
    st.html(presences_content.caption_html(view))
    st.html(
        presences_content.regions_html(view)
        + presences_content.list_html(view)
        + exports.links(view)
        + picture_links.html(view)
    )
with right:
    presences_content.panel(view)
