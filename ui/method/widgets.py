"""The input of the method page: which passage is to be corrected."""

from __future__ import annotations

import streamlit as st

from ui import evidence
from ui.cache import kept
from ui.params import MethodParams
from ui.view import View


@kept
def places(view: View[MethodParams]) -> dict[str, str]:
    """Passage → where it stands, in words."""
    return {passage: evidence.where(view, row) for passage, row in evidence.rows_by_passage(view).items()}


def passage(view: View[MethodParams]) -> None:
    """A menu of all passages."""
    say, labels = view.words, places(view)

    def choose() -> None:
        view.here.put(passage=st.session_state["passage"])

    st.session_state["passage"] = view.params.passage
    with st.container(key="conditions_correct"):
        st.selectbox(
            say("method.correct_choose"),
            list(labels),
            key="passage",
            index=None,
            format_func=labels.__getitem__,
            placeholder=say("method.correct_placeholder"),
            on_change=choose,
        )
