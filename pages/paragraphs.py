"""The text itself: search, conditions, results, and one paragraph with all that was found in it."""

import streamlit as st

from ui.paragraphs import content as paragraphs_content
from ui.paragraphs import passage_pane
from ui.params import ParagraphsParams
from ui.registry import opened

view = opened(ParagraphsParams)
paragraphs_content.conditions(view)

left, right = st.columns([5, 7], gap="large")
with left:
    st.html(paragraphs_content.results_html(view) + paragraphs_content.files_html(view))
with right, st.container(key="evidence"):
    passage_pane.draw(view)
