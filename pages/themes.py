"""What the report is about: its own outline, and twelve themes that run across it."""

import streamlit as st

from ui import address, thematic
from ui.findings import section_counts, theme_counts
from ui.markup import esc
from ui.view import current

view = current("themes")
report = view.report
sections = section_counts(report.passages, report.table("sections"))
everywhere = theme_counts(report.passages, report.table("themes"))
view = view.reading(
    {
        "s": address.one_of(set(sections)),
        "t": address.one_of(set(everywhere)),
        "w": address.one_of({"core"}),
    }
)
weights = ("core",) if view.here.get("w") else ("core", "secondary")
themes = theme_counts(report.passages, report.table("themes"), weights)

st.html(f"<h1>{esc(thematic.finding(view, sections))}</h1>")
outline, words, panel = st.columns([4, 4, 5], gap="large")
with outline:
    st.html(thematic.outline_html(view, sections))
with words:
    st.html(thematic.words_html(view, themes, weights))
with panel, st.container(key="evidence"):
    thematic.panel(view, sections, weights)
