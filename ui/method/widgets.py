"""The input of the method page: which passage is to be corrected."""

from __future__ import annotations

import streamlit as st

from ui import evidence
from ui.cache import kept
from ui.menus import menu
from ui.params import MethodParams
from ui.view import View


@kept
def places(view: View[MethodParams]) -> dict[str, str]:
    """Passage → where it stands, in words."""
    return {passage: evidence.where(view, row) for passage, row in evidence.rows_by_passage(view).items()}


def passage(view: View[MethodParams]) -> None:
    """A menu of all passages."""
    say, shown = view.words, view.params.passage
    with st.container(key="conditions_correct"):
        menu(
            say("method.correct_choose"),
            places(view),
            "passage",
            shown,
            lambda passage: view.here.put(passage=passage),
            hint=say("method.correct_placeholder"),
        )
