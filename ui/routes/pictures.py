"""Pictures to take away: `/picture/<page>[.<part>].svg?<the page's parameters>`, each with its source.

A picture carries what a page says around it: finding, conditions, legend, source and address.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from ui import map_windows, palette, picture_links, request_view, tables
from ui.cache import keep_few
from ui.content import Legend, MapSpec, Place
from ui.queries import country_profile
from ui.queries.ground import ground
from ui.registry import PICTURES
from ui.render.svg import picture as drawing
from ui.render.svg import shapes, world
from ui.routes import http
from ui.view import View, origin

_MOST_KEPT = 24
# Raise it when the same view is drawn in another way.
_EDITION = 1


@keep_few(_MOST_KEPT)
def picture(view: View[Any], name: str, origin: str = "") -> str:
    """A picture as SVG text; `origin` is put before the address of the view."""
    return drawing.picture(view, PICTURES[name](view), origin)


def _answer(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in PICTURES:
        raise HTTPException(404, "there is no such picture")
    page, _, part = name.partition(".")
    view = request_view.drawn_view_of(page, http.asked(request), strict=True)
    root = origin()
    atlas = view.report.atlas
    kept = http.kept(atlas)
    tables_in_hand = (atlas.version, atlas.date, atlas.boundary_version)
    tag = http.tag(_EDITION, tables_in_hand, name, root, view.report.report, view.here.link())
    if same := http.unchanged(request, tag, kept):
        return same
    file = picture_links.file_name(view, part, "svg", date.today())
    return http.attachment(picture(view, name, root), "image/svg+xml", file, {"ETag": tag, **kept})


def _locator(request: Request) -> Response:
    asked = http.asked(request)
    view: View[Any] = request_view.view_of("country", asked)
    iso3 = country_profile.country_of(view)
    window = map_windows.of(map_windows.surroundings(view.report, iso3))
    names = view.report.atlas.names("countries", view.lang)
    spec = MapSpec(ground(view), names[iso3], {}, Place(), names, Legend("", ()), iso3)
    with shapes.in_colours(palette.DARK if asked.get("dark") else palette.LIGHT):
        drawn = world.locator(spec, window, 300, 170, view.lang)
    return Response(str(drawn), media_type="image/svg+xml", headers=http.kept(view.report.atlas))


def _allowed(request: Request) -> list[str]:
    drawn = request.path_params.get("name") in PICTURES
    return tables.load().reports if drawn else [f"/picture/{name}.svg" for name in PICTURES]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [
        http.mounted(
            "/picture", [http.gated("/locator.svg", _locator), http.gated("/{name}.svg", _answer)], _allowed
        )
    ]
