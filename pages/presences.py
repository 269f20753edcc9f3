"""Where the Office is and whom its officials visited: a map, lists to paste, and the sentences behind them."""

from ui import all_reports, exports, map_choices, picture_links, several_reports
from ui.params import PresencesParams
from ui.presences import content, panel, places
from ui.queries import over_years
from ui.registry import opened
from ui.render.html import show

view = opened(PresencesParams)


if over_years.everything(view):
    all_reports.put(view)
elif view.report.table("presences").empty:
    show(view, content.nothing, several_reports.scopes)
else:
    show(view, content.title, several_reports.scopes, content.choices)
    rest = (content.regions, places.places, exports.files)
    parts = map_choices.Parts(panel.beside, rest, content.world, (), content.caption)
    map_choices.put(view, "presence_map", parts, "evidence" if panel.is_open(view) else "visits_part")
    picture_links.put(view)
