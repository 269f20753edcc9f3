"""A presentation: its slides in their order, shown full screen, and taken away as files."""

import streamlit as st

from ui.present import presenting
from ui.view import current

view = current("present").reading(presenting.rules())

deck = presenting.opened(view)
st.html(presenting.title_html(view, deck))
presenting.edit(view, deck)
st.html(presenting.cards_html(view, deck))
presenting.files(view, deck)
presenting.reopen(view)
st.html(presenting.foot_html(view))
