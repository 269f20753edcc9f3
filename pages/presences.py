"""Where the Office is and whom its officials visited: a map, lists to paste, and the sentences behind them."""

import streamlit as st

from ui import exports, map_choices, picture_links
from ui.params import PresencesParams
from ui.presences import content, panel, places
from ui.registry import opened
from ui.render import plotly_map
from ui.render.html import show

view = opened(PresencesParams)


if view.report.table("presences").empty:
    show(view, content.nothing)
else:
    show(view, content.title, content.choices)
    with st.container(key="map_page"):
        left, right = st.columns([2, 1], gap="large")
    with left:
        map_choices.put(view, content.world)
        plotly_map.draw(view, content.world, "presence_map")
        show(view, content.caption)
    with right, st.container(key="evidence" if panel.is_open(view) else None):
        show(view, panel.beside)
    show(view, content.regions, places.places, exports.files)
    picture_links.put(view)
