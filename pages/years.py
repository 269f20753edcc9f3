"""Several reports as one series: a map of all or of the change, every report's numbers, and the sentences behind each."""

import streamlit as st

from ui import exports, map_choices, picture_links
from ui.params import YearsParams
from ui.queries import over_years
from ui.queries.report_comparison import COUNTRIES
from ui.registry import opened
from ui.render import plotly_map
from ui.render.html import show
from ui.years import content
from ui.years.panel import panel

view = opened(YearsParams)


if len(over_years.candidates(view.report)) < 2:
    show(view, content.alone)
else:
    show(view, content.title, content.choices, content.said_notes)
    mapped = over_years.aspect_of(view) == COUNTRIES
    with st.container(key="map_page" if mapped else None):
        left, right = st.columns([2, 1] if mapped else [7, 5], gap="large")
    with left:
        if mapped:
            map_choices.put(view, content.world, content.measures)
            plotly_map.draw(view, content.world, "years_map")
            show(view, content.caption)
        else:
            show(view, content.table)
    with right, st.container(key="evidence"):
        show(view, panel)
    if mapped:
        show(view, content.table)
    show(view, exports.files)
    picture_links.put(view)
