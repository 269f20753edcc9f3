"""Several reports as one series: a map of all or of the change, every report's numbers, and the sentences behind each."""

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
    is_map = over_years.aspect_of(view) == COUNTRIES
    rest = (content.table, exports.files)
    whole = map_choices.Parts(panel, rest, content.world, (content.measures,), content.caption)
    map_choices.put(view, "years_map", whole if is_map else map_choices.Parts(panel, rest))
    picture_links.put(view)
