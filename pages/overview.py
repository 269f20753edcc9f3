"""The report in one screen: what it holds, whom it names, how it is built."""

import streamlit as st

from ui import bridge, charts, picture_links
from ui.compare import content as compare_content
from ui.countries import content as countries_content
from ui.markup import block_head, esc
from ui.overview import content as overview_content
from ui.params import CountriesParams, OverviewParams
from ui.queries import country_counts
from ui.registry import opened

view = opened(OverviewParams)
words, here = view.words, view.here
counts = country_counts.counts(view.on(CountriesParams))


def open_country() -> None:
    """A click on the map: the sentences that name that country."""
    if clicked := charts.picked(st.session_state["overview_map"]):
        bridge.follow(here.to("countries", country=clicked))


st.html(
    overview_content.title_html(view) + overview_content.tiles_html(view) + compare_content.since_html(view)
)

left, right = st.columns([7, 5], gap="large")
with left:
    st.html(block_head(words("overview.map"), here.to("countries"), words("overview.map_more")))
    charts.draw_map(view, counts, words("nothing.absent"), "overview_map", open_country)
    caption = words("countries.meaning") + words("app.sentence_gap") + words("countries.disclaimer")
    st.html(f'<p class="caption">{esc(caption)}</p>{picture_links.html(view)}')
with right:
    if view.params.open:
        with st.container(key="evidence"):
            st.html(overview_content.panel_html(view))
    else:
        top = {iso3: here.to("countries", country=iso3) for iso3 in list(counts)[:5]}
        st.html(countries_content.top_html(view, counts, top) + overview_content.outline_html(view))
