"""Several reports as one series: a map of all or of the change, every report's numbers, and the sentences behind each."""

import streamlit as st

from ui import exports, map_choices, picture_links, several_reports
from ui.params import YearsParams
from ui.queries import over_years
from ui.queries.report_comparison import COUNTRIES
from ui.registry import opened
from ui.render.html import show
from ui.years import content
from ui.years.panel import panel

view = opened(YearsParams)


if len(over_years.candidates(view.report)) < 2:
    show(view, several_reports.alone)
else:
    show(view, content.title, content.choices, content.said_notes)
    mapped = over_years.aspect_of(view) == COUNTRIES
    left, right = map_choices.columns(view, content.world, "years_map", content.measures, mapped=mapped)
    with left:
        show(view, content.caption if mapped else content.table)
    with right, st.container(key="evidence"):
        show(view, panel)
    show(view, *([content.table] if mapped else []), exports.files)
    picture_links.put(view)
