"""How the numbers are read and how well, and the data to take away, to cite and to correct."""

import streamlit as st

from ui import evidence, url_state
from ui.method import content as method_content
from ui.method import corrections_form, downloads
from ui.view import current

view = current("method")
view = view.reading({"p": url_state.one_of(evidence.rows_by_passage(view))})

st.html(method_content.title_html(view))
contents, parts = st.columns([3, 9], gap="large")
with contents, st.container(key="contents"):
    st.html(method_content.contents_html(view))
with parts, st.container(key="parts"):
    if view.here.get("p"):
        corrections_form.draw(view)
    st.html(method_content.count_html(view) + method_content.quality_html(view))
    st.html(method_content.doubtful_html(view))
    st.html(downloads.data_html(view) + downloads.dictionary_html(view))
    if not view.here.get("p"):
        corrections_form.draw(view)
    st.html(
        method_content.cite_html(view) + method_content.terms_html(view) + method_content.version_html(view)
    )
