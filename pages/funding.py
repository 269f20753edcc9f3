"""What the report counts of funding, what it leaves unsaid, and every other figure in it."""

import streamlit as st

from ui import exports, picture_links
from ui.funding import content
from ui.params import FundingParams
from ui.registry import opened
from ui.render.html import show

view = opened(FundingParams)

show(view, content.title)
left, right = st.columns([7, 5], gap="large")
with left:
    show(view, content.funds, content.amounts, content.nothings)
    show(view, content.statements)
    show(view, content.others, exports.files)
    picture_links.put(view)
with right, st.container(key="evidence"):
    show(view, content.panel)
