"""The report library: what is loaded and how well it was read; adding a report, and removing one."""

from ui.params import ReportsParams
from ui.registry import opened
from ui.render.html import put
from ui.reports import content, upload_preview, widgets

view = opened(ReportsParams)

put(view, content.title(view))
widgets.said(view)
widgets.private(view)
for report in view.report.atlas.reports:
    widgets.report(view, report)

put(view, content.adding(view))
widgets.upload(view)
upload_preview.draw(view)
widgets.watch(view)
