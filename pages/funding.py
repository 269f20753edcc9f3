"""What the report counts of funding, what it leaves unsaid, and every other figure in it."""

import streamlit as st

from ui import exports, picture_links
from ui.funding import content as funding_content
from ui.params import FundingParams
from ui.registry import opened

view = opened(FundingParams)

st.html(funding_content.title_html(view))
left, right = st.columns([7, 5], gap="large")
with left:
    st.html(
        funding_content.funds_html(view)
        + funding_content.amounts_html(view)
        + funding_content.nothings_html(view)
    )
    st.html(funding_content.statements_html(view))
    st.html(funding_content.others_html(view) + exports.links(view) + picture_links.html(view))
with right, st.container(key="evidence"):
    st.html(funding_content.panel_html(view))
