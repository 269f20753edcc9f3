"""How the numbers are read and how well, and the data to take away, to cite and to correct."""

import streamlit as st

from ui.method import content, corrections, downloads, widgets
from ui.params import MethodParams
from ui.registry import opened
from ui.render.html import show

view = opened(MethodParams)


def correct() -> None:
    """Choose a passage; its findings, each with rows to copy."""
    show(view, corrections.title)
    widgets.passage(view)
    show(view, corrections.rows)


show(view, content.title)
contents, parts = st.columns([3, 9], gap="large")
with contents, st.container(key="contents"):
    show(view, content.contents)
with parts, st.container(key="parts"):
    if view.params.passage:
        correct()
    show(
        view,
        content.count,
        content.scores,
        content.elsewhere,
        content.in_doubt,
        downloads.data,
        downloads.dictionary,
    )
    if not view.params.passage:
        correct()
    show(view, content.cite, content.terms, content.version)
