"""Menus of a page: what is chosen in one is opened at once, and what is open is chosen in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def menu(
    label: str,
    names: Mapping[str, str],
    key: str,
    chosen: str | None,
    choose: Callable[[str | None], None],
    *,
    hint: str = "",
    empty: bool = True,
    full: bool = False,
    column: DeltaGenerator | None = None,
) -> None:
    """A menu of `names` by code, each found by typing. `choose` is given the code, or None where the choice was taken away,
    which only one that may be `empty` allows; `hint` stands where nothing is chosen. Where it is `full` nothing more can be."""
    st.session_state[key] = chosen
    (column or st).selectbox(
        label,
        list(names),
        key=key,
        index=None if empty else 0,
        format_func=names.__getitem__,
        placeholder=hint or None,
        disabled=full,
        on_change=lambda: choose(st.session_state[key]),
    )
