"""The report library: what is loaded and how well it was read; adding a report, and removing one."""

import streamlit as st

from ui.reports import library, preview
from ui.view import current

view = current("reports")
view = view.reading({})

st.html(library.title_html(view))
library.said(view)
for report in view.report.atlas.reports:
    library.draw(view, report)

st.html(library.adding_html(view))
library.upload(view)
preview.draw(view)
