"""Whom the report names and how often, under conditions: a map, regions, a list, and the sentences behind each."""

from ui import all_reports, exports, map_choices, picture_links, several_reports
from ui.countries import content, widgets
from ui.params import CountriesParams
from ui.queries import country_counts, over_years
from ui.registry import opened
from ui.render.html import show

view = opened(CountriesParams)


if over_years.everything(view):
    all_reports.put(view)
else:
    show(view, content.title, several_reports.scopes)
    widgets.conditions(view)
    show(view, content.switches)
    face = None if content.is_drawn(view) else content.face
    listed = () if view.params.view == country_counts.TABLE else (content.listed,)
    rest = (content.coverage, *listed, exports.files)
    parts = map_choices.Parts(content.panel, rest, content.world, (content.views,), content.caption, face)
    map_choices.put(view, "map", parts)
    picture_links.put(view)
