"""The inputs of the paragraphs page: a search, what it was understood as, and the conditions in force under it."""

from __future__ import annotations

import streamlit as st

from ui import readings, searching
from ui.paragraphs import across, content
from ui.params import ParagraphsParams
from ui.queries.archive_search import EVERY
from ui.render.html import show
from ui.view import View


def conditions(view: View[ParagraphsParams]) -> None:
    """The search, and what is in force."""
    words = view.words
    placeholder = words(
        "readings.placeholder" if readings.of(view) else "paragraphs.search_placeholder",
        example=words(f"paragraphs.search_example_{view.report.row['language']}"),
    )
    with st.container(key="conditions"):
        searching.field(view, words("paragraphs.search"), placeholder)
    if view.params.scope == EVERY:
        show(view, across.scopes, across.choices)
    else:
        show(view, across.scopes, content.understood, content.choices)
