"""The field for words that a list is searched for: what is typed stands in the address as `q`."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import url_state
from ui.view import View


def field(view: View[Any], label: str, placeholder: str) -> None:
    """The field. What is typed into it ends the choice of rows and of the passage that is read."""
    query, afresh = view.here.values.get("q", ""), {"passage", "rows", "offset"} & view.here.kind.names()

    def search() -> None:
        typed = str(st.session_state["q"] or "").strip()
        view.here.put(q=typed[: url_state.LONGEST_QUERY] or None, **dict.fromkeys(afresh))

    # The address rules; while somebody types, what they typed is the same but for spaces at its ends.
    if str(st.session_state.get("q") or "").strip() != query:
        st.session_state["q"] = query
    st.text_input(
        label,
        key="q",
        type="search",
        live=True,
        max_chars=url_state.LONGEST_QUERY,
        placeholder=placeholder,
        on_change=search,
    )
