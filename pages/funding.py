"""What the report counts of funding, what it leaves unsaid, and every other figure in it."""

import streamlit as st

from ui.funding import accounts, ledger
from ui.view import current

view = current("funding")
view = view.reading(ledger.rules(view))

st.html(accounts.title_html(view))
left, right = st.columns([7, 5], gap="large")
with left:
    st.html(accounts.funds_html(view) + accounts.amounts_html(view) + accounts.nothings_html(view))
    st.html(accounts.statements_html(view))
    st.html(accounts.others_html(view) + accounts.files_html(view))
with right, st.container(key="evidence"):
    st.html(accounts.panel_html(view))
