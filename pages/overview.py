"""The report in one screen: what it holds, whom it names, how it is built."""

import streamlit as st

from ui import address, bridge, charts, picture_links
from ui.compare import contrast
from ui.countries import gazetteer, measures
from ui.markup import block_head, esc
from ui.overview import stories
from ui.view import current

view = current("overview").reading({"open": address.one_of(stories.OPENED)})
words, here, counts = view.words, view.here, measures.counts(view)


def open_country() -> None:
    """A click on the map: the sentences that name that country."""
    if clicked := charts.picked(st.session_state["overview_map"]):
        bridge.follow(here.to("countries", c=clicked))


st.html(stories.title_html(view) + stories.tiles_html(view) + contrast.since_html(view))

left, right = st.columns([7, 5], gap="large")
with left:
    st.html(block_head(words("overview.map"), here.to("countries"), words("overview.map_more")))
    charts.draw_map(view, counts, words("nothing.absent"), "overview_map", open_country)
    caption = words("countries.meaning") + words("app.sentence_gap") + words("countries.disclaimer")
    st.html(f'<p class="caption">{esc(caption)}</p>{picture_links.html(view)}')
with right:
    if here.get("open"):
        with st.container(key="evidence"):
            st.html(stories.panel_html(view))
    else:
        top = {iso3: here.to("countries", c=iso3) for iso3 in list(counts)[:5]}
        st.html(gazetteer.top_html(view, counts, top) + stories.outline_html(view))
