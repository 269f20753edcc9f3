"""The boundaries as a browser draws them, of the version in hand: `/boundaries/world.geojson?v=…`."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from ui import tables
from ui.routes import http

_HOUR = {"Cache-Control": "public, max-age=3600"}


def _shapes(request: Request) -> Response:
    atlas = tables.load()
    if not atlas.boundary_ids:
        raise HTTPException(404, "the boundaries are missing or damaged")
    tag = f'W/"{atlas.boundary_version}"'
    return http.unchanged(request, tag, _HOUR) or Response(
        atlas.boundaries[tables.SHAPES], media_type="application/geo+json", headers={"ETag": tag, **_HOUR}
    )


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [
        http.mounted(
            "/boundaries", [http.gated("/world.geojson", _shapes)], lambda _: ["/boundaries/world.geojson"]
        )
    ]
