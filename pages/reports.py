"""The report library: what is loaded and how well it was read; adding reports, and removing one."""

import streamlit as st

from ui import exports, grids
from ui.params import ReportsParams
from ui.registry import opened
from ui.render.html import put, show
from ui.reports import content, upload_preview, widgets

view = opened(ReportsParams)
begun = widgets.working()

put(view, content.title(view))
widgets.said(view)
widgets.private(view)
left, right = st.columns([3, 1], gap="large")
with left:
    widgets.search(view)
    with st.container(key="library"):
        grids.mount(view, "reports", opens="open", picks=False)
    show(view, content.held, exports.files)
with right, st.container(key="evidence"):
    widgets.chosen(view)

put(view, content.adding(view))
widgets.upload(view)
upload_preview.draw(view)
widgets.watch(view, begun)
