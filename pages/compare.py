"""Two reports side by side: what the later one adds and drops, or one report in its two languages."""

import streamlit as st

from ui import charts, exports, picture_links
from ui.compare import bilingual_content, change_map
from ui.compare import content as compare_content
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.registry import opened

view = opened(CompareParams)


def choose() -> None:
    """A click on the map: that country, or none where the same one was clicked again."""
    view.here.put(country=charts.picked(st.session_state["change_map"]))


if report_comparison.pair(view) is None:
    st.html(compare_content.alone_html(view))
elif report_comparison.aspect_of(view) == report_comparison.LANGUAGES:
    st.html(bilingual_content.title_html(view) + compare_content.sides_html(view))
    st.html(compare_content.conditions_html(view) + bilingual_content.conditions_html(view))
    left, right = st.columns([5, 7], gap="large")
    with left:
        st.html(bilingual_content.table_html(view) + exports.links(view))
    with right, st.container(key="evidence"):
        st.html(bilingual_content.panel_html(view))
else:
    st.html(
        compare_content.title_html(view)
        + compare_content.sides_html(view)
        + compare_content.conditions_html(view)
    )
    mapped = report_comparison.aspect_of(view) == report_comparison.COUNTRIES
    left, right = st.columns([7, 5], gap="large")
    with left:
        if mapped:
            change_map.draw(view, "change_map", choose)
            st.html(compare_content.caption_html(view))
        else:
            st.html(compare_content.list_html(view))
    with right, st.container(key="evidence"):
        st.html(compare_content.panel_html(view))
    table = compare_content.list_html(view) if mapped else compare_content.source_html(view)
    st.html(
        table
        + exports.links(view)
        + picture_links.html(view, whole=not mapped)
        + compare_content.years_html(view)
    )
