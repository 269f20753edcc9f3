"""Two reports side by side: what the later one adds and drops, or one report in its two languages."""

import streamlit as st

from ui import charts, exports, picture_links
from ui.compare import change_map, comparison, contrast, parallel
from ui.view import current

view = current("compare")
view = view.reading(comparison.rules(view, st.query_params.to_dict()))


def choose() -> None:
    """A click on the map: that country, or none where the same one was clicked again."""
    view.here.put(c=charts.picked(st.session_state["change_map"]))


if comparison.pair(view) is None:
    st.html(contrast.alone_html(view))
elif comparison.aspect_of(view) == comparison.LANGUAGES:
    st.html(parallel.title_html(view) + contrast.sides_html(view))
    st.html(contrast.conditions_html(view) + parallel.conditions_html(view))
    left, right = st.columns([5, 7], gap="large")
    with left:
        st.html(parallel.table_html(view) + exports.links(view))
    with right, st.container(key="evidence"):
        st.html(parallel.panel_html(view))
else:
    st.html(contrast.title_html(view) + contrast.sides_html(view) + contrast.conditions_html(view))
    mapped = comparison.aspect_of(view) == comparison.COUNTRIES
    left, right = st.columns([7, 5], gap="large")
    with left:
        if mapped:
            change_map.draw(view, "change_map", choose)
            st.html(contrast.caption_html(view))
        else:
            st.html(contrast.list_html(view))
    with right, st.container(key="evidence"):
        st.html(contrast.panel_html(view))
    table = contrast.list_html(view) if mapped else contrast.source_html(view)
    st.html(
        table + exports.links(view) + picture_links.html(view, whole=not mapped) + contrast.years_html(view)
    )
