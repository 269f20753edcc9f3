"""A presentation: its slides in their order, shown full screen, and taken away as files."""

import streamlit as st

from ui.params import PresentParams
from ui.present import cards, deck_editor
from ui.registry import opened
from ui.render.html import show

view = opened(PresentParams)

deck = deck_editor.opened(view)
st.html(cards.title(view, deck))
deck_editor.edit(view, deck)
st.html(cards.slides(view, deck))
deck_editor.files(view, deck)
deck_editor.reopen(view)
show(view, deck_editor.foot)
