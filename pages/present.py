"""A presentation: its slides in their order, shown full screen, and taken away as files."""

import streamlit as st

from ui.params import PresentParams
from ui.present import deck_editor
from ui.registry import opened

view = opened(PresentParams)

deck = deck_editor.opened(view)
st.html(deck_editor.title_html(view, deck))
deck_editor.edit(view, deck)
st.html(deck_editor.cards_html(view, deck))
deck_editor.files(view, deck)
deck_editor.reopen(view)
st.html(deck_editor.foot_html(view))
