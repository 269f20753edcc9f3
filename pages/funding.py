"""What the report counts of funding, what it leaves unsaid, and every other figure in it."""

import streamlit as st

from ui import all_reports, exports, picture_links, several_reports
from ui.funding import content
from ui.params import FundingParams
from ui.queries import over_years
from ui.registry import opened
from ui.render.html import show

view = opened(FundingParams)

if over_years.everything(view):
    all_reports.put(view, content.over_reports)
else:
    show(view, content.title, several_reports.scopes)
    left, right = st.columns([7, 5], gap="large")
    with left:
        show(view, content.funds, content.amounts, content.nothings)
        show(view, content.statements)
        show(view, content.others, exports.files)
        picture_links.put(view)
    with right, st.container(key="evidence"):
        show(view, content.panel)
