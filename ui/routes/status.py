"""For those who run the server: `/healthz` (alive), `/readyz` (draws a page from tables that are vouched for), `/metrics`."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ui import i18n, metrics, request_view, tables
from ui.registry import PICTURES

_FRESH = {"Cache-Control": "no-store"}
_DRAWN = "overview.outline"


async def alive(_request: Request) -> Response:
    """In constant time, whatever the tables are."""
    return JSONResponse({"status": "ok"}, headers=_FRESH)


def ready() -> tuple[dict[str, Any], int]:
    """Whether the dashboard can be trusted: its tables and words are whole, and a page can be drawn of them."""
    say = i18n.words("en")
    with tables.held() as now:
        atlas = now.atlas
        wrong = [
            say(f"broken.{p.kind}", table=p.table) for p in (*atlas.problems, *atlas.lacking, *atlas.untitled)
        ]
        wrong += i18n.problems()
        told: dict[str, Any] = {"version": atlas.version, "date": atlas.date}
        if not wrong:
            for lang in i18n.LANGUAGES:
                PICTURES[_DRAWN](request_view.view_of("overview", {"lang": lang}))
            told["tables"] = {name: atlas.count(name) for name in tables.NAMES}
        if now.refused:
            told["refused"] = list(dict.fromkeys(say(f"broken.{p.kind}", table=p.table) for p in now.refused))
    if wrong:
        return {
            "status": "broken",
            **told,
            "problems": list(dict.fromkeys(wrong)),
            "repair": tables.REPAIR,
        }, 503
    return {"status": "older" if now.refused else "ok", **told}, 200


async def readyz(_request: Request) -> Response:
    """The answer of /readyz."""
    try:
        body, status = await asyncio.to_thread(ready)
    except Exception as error:
        body, status = {"status": "broken", "problems": [type(error).__name__]}, 503
    return JSONResponse(body, status, headers=_FRESH)


async def measured(_request: Request) -> Response:
    """The answer of /metrics."""
    text = await asyncio.to_thread(metrics.text)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4", headers=_FRESH)


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [Route("/healthz", alive), Route("/readyz", readyz), Route("/metrics", measured)]
