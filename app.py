"""The server: `streamlit run app.py`, or any ASGI server with `app:app`.

Streamlit serves `ui/shell.py`; beside it stand the API, the health route and our own static files. The script it runs
lies in `ui/` and not here because a folder `pages/` beside the script would greet the first visitor of a deep
link with a "page not found" dialog.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import chrome, i18n, sessions, tables
from ui.palette import STATIC
from ui.routes import api, boundaries, briefs, front, grids, lists, pictures, slideshow

# 'unsafe-inline' and 'unsafe-eval' are what Streamlit's front end needs; everything else is this host alone.
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss: blob: data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
}


class SecurityHeaders:
    """Adds `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; complete the head of a HTTP answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                extra = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in present]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class CachedFiles(StaticFiles):
    """Files that browsers may keep for an hour and then ask about by their ETag."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file with how long it may be kept."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response


def health() -> tuple[dict[str, Any], int]:
    """Whether the dashboard can be trusted; tables that have changed are read anew."""
    atlas = tables.load()
    problems = atlas.problems
    rows = {name: count for name in tables.NAMES if (count := atlas.count(name)) is not None}
    if not problems:
        return {"status": "ok", "tables": rows}, 200
    say = i18n.words("en")
    wrong = [say(f"broken.{p.kind}", table=p.table) for p in problems]
    return {"status": "broken", "tables": rows, "problems": wrong, "repair": tables.REPAIR}, 503


async def healthz(_request: Request) -> JSONResponse:
    """The answer of /healthz."""
    body, status = await asyncio.to_thread(health)
    return JSONResponse(body, status_code=status, headers={"Cache-Control": "no-store"})


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Read the tables before the first visitor comes; leave nothing of the visitors behind."""
    await asyncio.to_thread(tables.load)
    await asyncio.to_thread(sessions.sweep)
    yield {}
    sessions.close()


ROUTES = [
    Route("/healthz", healthz),
    *api.routes(),
    *pictures.routes(),
    *slideshow.routes(),
    *briefs.routes(),
    *lists.routes(),
    *grids.routes(),
    Mount("/assets", CachedFiles(directory=STATIC)),
    *boundaries.routes(),
]

app = st.App(
    tables.ROOT / "ui" / "shell.py",
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders), Middleware(front.Front)],
    lifespan=lifespan,
    on_script_error=chrome.fault,
)
