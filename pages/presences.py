"""Where the Office is and whom its officials visited: a map, lists to paste, and the sentences behind them."""

import streamlit as st

from ui import exports, map_choices, picture_links
from ui.params import PresencesParams
from ui.presences import content, panel, places
from ui.registry import opened
from ui.render.html import show

view = opened(PresencesParams)


show(view, content.title, content.choices)
left, right = map_choices.columns(view, content.world, "presence_map")
with left:
    show(view, content.caption)
with right, st.container(key="evidence" if panel.is_open(view) else None):
    show(view, panel.beside)
show(view, content.regions, places.places, exports.files)
picture_links.put(view)
