"""Grids as data: `/grid/<page>.json?<the page's parameters>` is the state that an address asks for, with the first rows;
`/grid/<page>.rows.json` has the cells of all its rows, whatever the conditions.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from ui import request_view
from ui.registry import GRIDS
from ui.render.html import grid
from ui.routes import http
from ui.view import View


def state(view: View[Any], name: str) -> dict[str, Any]:
    """A grid as the view asks for it."""
    return grid.state(GRIDS[name](view))


def rows(view: View[Any], name: str) -> dict[str, list[str]]:
    """The cells of all rows, whatever the conditions."""
    whole = GRIDS[name](view.on(view.here.kind))
    return grid.cells(whole, grid.keys_of(whole))


def _answer(request: Request) -> Response:
    name, part = request.path_params["name"], request.path_params.get("part", "")
    if name not in GRIDS or part not in ("", "rows"):
        raise HTTPException(404, "there is no such grid")
    asked = http.asked(request, http.LONG)
    request_view.check(asked)
    view = request_view.view_of(name.partition(".")[0], asked)
    made = rows(view, name) if part else state(view, name)
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return Response(body, media_type="application/json", headers=http.kept(view.report.atlas))


def _allowed(_request: Request) -> list[str]:
    return [f"/grid/{name}.json" for name in GRIDS]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [
        http.mounted(
            "/grid",
            [http.gated("/{name}.{part}.json", _answer), http.gated("/{name}.json", _answer)],
            _allowed,
        )
    ]
