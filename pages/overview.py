"""The report in one screen: what it holds, whom it names, how it is built."""

import streamlit as st

from ui import address, charts, gazetteer, stories
from ui.findings import country_counts, section_counts
from ui.markup import block_head, esc
from ui.view import current, page_file

view = current("overview").reading({"open": address.one_of(stories.OPENED)})
words, here, report = view.words, view.here, view.report
passages = report.passages
counts = country_counts(passages, report.table("mentions"))
paragraphs = int((passages["kind"] == "paragraph").sum())

st.html(f'<p class="eyebrow">{esc(view.title)}</p><h1>{esc(stories.finding(view, paragraphs, counts))}</h1>')
st.html(stories.tiles_html(view, paragraphs, len(counts)))

left, right = st.columns([7, 5], gap="large")
with left:
    st.html(block_head(words("overview.map"), here.to("countries"), words("overview.map_more")))
    charts.draw_map(view, counts, words("nothing.absent"), "overview_map", lambda: None)
    caption = words("countries.meaning") + words("app.sentence_gap") + words("countries.disclaimer")
    st.html(f'<p class="caption">{esc(caption)}</p>')
with right:
    tile = here.get("open")
    if tile:
        with st.container(key="evidence"):
            stories.open_panel(view, tile)
    else:
        st.html(gazetteer.top_html(view, counts, {i: here.to("countries", c=i) for i in list(counts)[:5]}))
        st.html(stories.outline_html(view, section_counts(passages, report.table("sections"))))

clicked = charts.picked(st.session_state["overview_map"])
if clicked:
    st.switch_page(page_file("countries"), query_params={**here.shared, "c": clicked})
