"""How the numbers are read and how well, and the data to take away, to cite and to correct."""

import streamlit as st

from ui.method import content as method_content
from ui.method import corrections_form, downloads
from ui.params import MethodParams
from ui.registry import opened

view = opened(MethodParams)

st.html(method_content.title_html(view))
contents, parts = st.columns([3, 9], gap="large")
with contents, st.container(key="contents"):
    st.html(method_content.contents_html(view))
with parts, st.container(key="parts"):
    if view.params.passage:
        corrections_form.draw(view)
    st.html(method_content.count_html(view) + method_content.quality_html(view))
    st.html(method_content.doubtful_html(view))
    st.html(downloads.data_html(view) + downloads.dictionary_html(view))
    if not view.params.passage:
        corrections_form.draw(view)
    st.html(
        method_content.cite_html(view) + method_content.terms_html(view) + method_content.version_html(view)
    )
