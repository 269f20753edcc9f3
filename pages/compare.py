"""Two reports side by side: what the later one adds and drops, or one report in its two languages."""

import streamlit as st

from ui import exports, map_choices, picture_links, several_reports
from ui.compare import bilingual_content, content
from ui.compare.panel import panel
from ui.params import CompareParams
from ui.queries import report_comparison
from ui.queries.report_comparison import LANGUAGES
from ui.registry import opened
from ui.render.html import show

view = opened(CompareParams)


if report_comparison.pair(view) is None:
    show(view, several_reports.alone)
elif report_comparison.aspect_of(view) == LANGUAGES:
    show(view, bilingual_content.title, content.sides, content.choices, bilingual_content.choices)
    left, right = st.columns([5, 7], gap="large")
    with left:
        show(view, bilingual_content.table, exports.files)
    with right, st.container(key="evidence"):
        show(view, bilingual_content.panel)
else:
    show(view, content.title, content.sides, content.choices)
    is_map = report_comparison.mapped(view)
    whole = map_choices.Parts(panel, (content.tables, exports.files), content.world, (), content.caption)
    listed = map_choices.Parts(panel, (content.tables, content.source, exports.files))
    map_choices.put(view, "change_map", whole if is_map else listed)
    picture_links.put(view, whole=not is_map)
