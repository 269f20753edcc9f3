"""The report library: what is loaded and how well it was read; adding a report, and removing one."""

import streamlit as st

from ui.params import ReportsParams
from ui.registry import opened
from ui.reports import content as reports_content
from ui.reports import upload_preview

view = opened(ReportsParams)

st.html(reports_content.title_html(view))
reports_content.said(view)
for report in view.report.atlas.reports:
    reports_content.draw(view, report)

st.html(reports_content.adding_html(view))
reports_content.upload(view)
upload_preview.draw(view)
