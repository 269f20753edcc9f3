"""How the numbers are read and how well, and the data to take away, to cite and to correct."""

import streamlit as st

from ui import address, evidence
from ui.method import correcting, downloads, method
from ui.view import current

view = current("method")
view = view.reading({"p": address.one_of(evidence.rows_by_passage(view))})

st.html(method.title_html(view))
contents, parts = st.columns([3, 9], gap="large")
with contents, st.container(key="contents"):
    st.html(method.contents_html(view))
with parts, st.container(key="parts"):
    if view.here.get("p"):
        correcting.draw(view)
    st.html(method.count_html(view) + method.quality_html(view))
    st.html(method.doubtful_html(view))
    st.html(downloads.data_html(view) + downloads.dictionary_html(view))
    if not view.here.get("p"):
        correcting.draw(view)
    st.html(method.cite_html(view) + method.terms_html(view) + method.version_html(view))
