"""Whom the report names and how often, under conditions: a map, regions, a list, and the sentences behind each."""

import streamlit as st

from ui import exports, map_choices, picture_links
from ui.countries import content, widgets
from ui.params import CountriesParams
from ui.registry import opened
from ui.render.html import show

view = opened(CountriesParams)


show(view, content.title)
widgets.conditions(view)
show(view, content.switches)
left, right = map_choices.columns(view, content.world, "map", content.views)
with left:
    show(view, content.caption)
with right, st.container(key="evidence"):
    show(view, content.panel)
show(view, content.coverage, content.listed, exports.files)
picture_links.put(view)
