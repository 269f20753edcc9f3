"""Whom the report names and how often: a map, a list, and the sentences behind each country."""

import streamlit as st

from ui import address, charts, gazetteer
from ui.findings import COUNTED_BY_DEFAULT, MENTION_KINDS, country_counts
from ui.view import current

view = current("countries")
view = view.reading(
    {"c": address.one_of(set(view.report.atlas.countries.index)), "k": address.some_of(MENTION_KINDS)}
)
here, report = view.here, view.report
kinds = address.chosen(here.get("k"), COUNTED_BY_DEFAULT)
counts = country_counts(report.passages, report.table("mentions"), kinds)
chosen = here.get("c")


def choose() -> None:
    """A click on the map: that country, or none where the same one was clicked again."""
    here.put(c=charts.picked(st.session_state["map"]))


st.html(gazetteer.title_html(view, counts) + gazetteer.kinds_html(view, kinds))
left, right = st.columns([7, 5], gap="large")
with left:
    charts.draw_map(view, counts, "map", choose, chosen)
    st.html(gazetteer.caption_html(view, counts))
    gazetteer.whole_list(view, kinds)
with right, st.container(key="evidence"):
    gazetteer.panel(view, counts, kinds)
