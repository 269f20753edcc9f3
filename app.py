"""The server: `streamlit run app.py`, or any ASGI server with `app:app`.

Streamlit serves `ui/shell.py`; beside it stand the API, the health route and our own static files. The script it runs
lies in `ui/` and not here because a folder `pages/` beside the script would greet the first visitor of a deep
link with a "page not found" dialog.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import access, chrome, gate, metrics, sessions, tables
from ui.palette import STATIC
from ui.routes import api, boundaries, briefs, front, grids, http, lists, pictures, sign_in, slideshow, status
from ui.view import base_path

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


class Watch:
    """Counts every answer, and what a client sends: documents at most so many a minute."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; see how it was answered."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        begun, status = time.monotonic(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        app: ASGIApp = self.app
        if scope["method"] in ("PUT", "POST"):
            try:
                gate.UPLOADS.count(scope["client"][0] if scope["client"] else "")
            except gate.Busy as error:
                app = http.busy(Request(scope), error)
        try:
            await app(scope, receive, watched)
        finally:
            metrics.answer(scope["method"], scope["path"], status, time.monotonic() - begun)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Read the tables before the first visitor comes; leave nothing of the visitors behind.

    Raises `access.Misconfigured` where it is not certain who may come in.
    """
    access.check()
    _close_the_gate_on_sigterm()
    await asyncio.to_thread(tables.load)
    await asyncio.to_thread(sessions.sweep)
    tending = asyncio.create_task(sessions.tend())
    yield {}
    tending.cancel()
    gate.close()
    sessions.close()


def _close_the_gate_on_sigterm() -> None:
    """The server waits for answers that are begun before it stops: those who wait in line are told at once."""
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.getsignal(signal.SIGTERM)

    def ending(number: int, frame: FrameType | None) -> None:
        gate.close()
        if callable(before):
            before(number, frame)
        else:
            sys.exit(128 + number)

    signal.signal(signal.SIGTERM, ending)


ROUTES: list[BaseRoute] = [
    *status.routes(),
    *api.routes(),
    *pictures.routes(),
    *slideshow.routes(),
    *briefs.routes(),
    *lists.routes(),
    *grids.routes(),
    Mount("/assets", CachedFiles(directory=STATIC)),
    *boundaries.routes(),
]


def below(base: str, route: BaseRoute) -> BaseRoute:
    """A route of ours below the prefix that the app is served at; a mount of all of them would hide Streamlit's own."""
    if isinstance(route, Mount):
        return Mount(base + route.path, app=route.app)
    assert isinstance(route, Route)
    return Route(base + route.path, route.endpoint, methods=list(route.methods or ()))


app = st.App(
    tables.ROOT / "ui" / "shell.py",
    routes=[below(base_path(), route) for route in ROUTES],
    middleware=[
        Middleware(sign_in.Proxies),
        Middleware(Watch),
        Middleware(SecurityHeaders),
        Middleware(sign_in.SignIn),
        Middleware(front.Front),
    ],
    lifespan=lifespan,
    on_script_error=chrome.fault,
)
