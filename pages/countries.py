"""Whom the report names and how often, under conditions: a map, regions, a list, and the sentences behind each."""

from ui import exports, map_choices, picture_links
from ui.countries import content, widgets
from ui.params import CountriesParams
from ui.registry import opened
from ui.render.html import show

view = opened(CountriesParams)


show(view, content.title)
widgets.conditions(view)
show(view, content.switches)
rest = (content.coverage, content.listed, exports.files)
parts = map_choices.Parts(content.panel, rest, content.world, (content.views,), content.caption)
map_choices.put(view, "map", parts)
picture_links.put(view)
