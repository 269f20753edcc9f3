"""Where the Office is and whom its officials visited: a map, lists to paste, and the sentences behind them."""

from ui import exports, map_choices, picture_links
from ui.params import PresencesParams
from ui.presences import content, panel, places
from ui.registry import opened
from ui.render.html import show

view = opened(PresencesParams)


if view.report.table("presences").empty:
    show(view, content.nothing)
else:
    show(view, content.title, content.choices)
    place = "evidence" if panel.is_open(view) else "visits_part"
    mapped, beside, rest = map_choices.parts(view, content.world, "presence_map", panel=place)
    with mapped:
        show(view, content.caption)
    with beside:
        show(view, panel.beside)
    with rest:
        show(view, content.regions, places.places, exports.files)
    picture_links.put(view)
