"""The inputs of the paragraphs page: a search, what it was understood as, and the conditions in force under it."""

from __future__ import annotations

import streamlit as st

from ui import readings, url_state
from ui.paragraphs import content
from ui.params import ParagraphsParams
from ui.render.html import show
from ui.view import View


def conditions(view: View[ParagraphsParams]) -> None:
    """The search, and what is in force."""
    words, here, query = view.words, view.here, view.params.q or ""

    def search() -> None:
        typed = str(st.session_state["q"] or "").strip()
        here.put(q=typed[: url_state.LONGEST_QUERY] or None, passage=None, rows=None)

    # The address rules; while somebody types, what they typed is the same but for spaces at its ends.
    if str(st.session_state.get("q") or "").strip() != query:
        st.session_state["q"] = query
    with st.container(key="conditions"):
        st.text_input(
            words("paragraphs.search"),
            key="q",
            type="search",
            live=True,
            max_chars=url_state.LONGEST_QUERY,
            placeholder=words(
                "readings.placeholder" if readings.of(view) else "paragraphs.search_placeholder",
                example=words(f"paragraphs.search_example_{view.report.row['language']}"),
            ),
            on_change=search,
        )
    show(view, content.understood, content.choices)
