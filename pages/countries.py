"""Whom the report names and how often, under conditions: a map, regions, a list, and the sentences behind each."""

from ui import exports, map_choices, picture_links
from ui.countries import content, widgets
from ui.params import CountriesParams
from ui.queries import country_counts
from ui.registry import opened
from ui.render.html import show

view = opened(CountriesParams)


show(view, content.title)
widgets.conditions(view)
show(view, content.switches)
face = None if content.is_drawn(view) else content.face
listed = () if view.params.view == country_counts.TABLE else (content.listed,)
rest = (content.coverage, *listed, exports.files)
parts = map_choices.Parts(content.panel, rest, content.world, (content.views,), content.caption, face)
map_choices.put(view, "map", parts)
picture_links.put(view)
