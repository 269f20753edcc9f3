"""Several reports as one series: a map of all or of the change, every report's numbers, and the sentences behind each."""

from ui import exports, map_choices, picture_links
from ui.params import YearsParams
from ui.queries import over_years
from ui.queries.report_comparison import COUNTRIES
from ui.registry import opened
from ui.render import plotly_map
from ui.render.html import show
from ui.years import content
from ui.years.panel import panel

view = opened(YearsParams)


if len(over_years.candidates(view.report)) < 2:
    show(view, content.alone)
else:
    show(view, content.title, content.choices, content.said_notes)
    mapped, beside, rest = map_choices.parts()
    with mapped:
        if over_years.aspect_of(view) == COUNTRIES:
            map_choices.put(view, content.world, content.measures)
            plotly_map.draw(view, content.world, "years_map")
            show(view, content.caption)
    with beside:
        show(view, panel)
    with rest:
        show(view, content.table, exports.files)
    picture_links.put(view)
