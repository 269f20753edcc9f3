"""The report in one screen: what it holds, whom it names, how it is built."""

import streamlit as st

from ui import picture_links
from ui.compare.since import since
from ui.overview import content
from ui.params import OverviewParams
from ui.registry import opened
from ui.render import plotly_map
from ui.render.html import show

view = opened(OverviewParams)


show(view, content.title, content.tiles, since)
left, right = st.columns([7, 5], gap="large")
with left:
    show(view, content.map_head)
    plotly_map.draw(view, content.world, "overview_map")
    show(view, content.caption)
    picture_links.put(view)
with right:
    if view.params.open:
        with st.container(key="evidence"):
            show(view, content.panel)
    else:
        show(view, content.top, content.outline)
