"""The inputs of the paragraphs page: a search and a menu for each condition."""

from __future__ import annotations

import streamlit as st

from ui import readings, url_state
from ui.filters import CHOICES
from ui.paragraphs import content
from ui.params import ParagraphsParams
from ui.queries import paragraph_search
from ui.render.html import show
from ui.view import View


def conditions(view: View[ParagraphsParams]) -> None:
    """The row of search and menus, and the conditions in force under it."""
    words, here = view.words, view.here
    chosen, query = paragraph_search.chosen_of(view), view.params.q or ""

    def search() -> None:
        typed = str(st.session_state["q"] or "").strip()
        here.put(q=typed[: url_state.LONGEST_QUERY] or None, passage=None)

    def choose(facet: str) -> None:
        here.put(**{facet: st.session_state[facet], "passage": None})

    # The address rules; while somebody types, what they typed is the same but for spaces at its ends.
    if str(st.session_state.get("q") or "").strip() != query:
        st.session_state["q"] = query
    with st.container(key="conditions"):
        columns = st.columns([4, 4, 3, 3, 3], gap="small")
        columns[0].text_input(
            words("paragraphs.search"),
            key="q",
            type="search",
            live=True,
            max_chars=url_state.LONGEST_QUERY,
            placeholder=words(
                "readings.placeholder" if readings.of(view) else "paragraphs.search_placeholder"
            ),
            on_change=search,
        )
        for column, facet in zip(columns[1:], CHOICES, strict=True):
            st.session_state[facet] = chosen.get(facet)
            labels = content.option_labels(view, facet)
            column.selectbox(
                words(f"paragraphs.{facet}"),
                list(labels),
                key=facet,
                index=None,
                format_func=labels.__getitem__,
                placeholder=words("paragraphs.any"),
                on_change=choose,
                args=(facet,),
            )
    show(view, content.choices)
