"""What our own addresses share beside the pages: parameters, where they are asked for, refusals, mounting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount

from ui import tables
from ui.i18n import FALLBACK, words

_LONGEST = 2048
# Of the addresses of a list with many conditions and rows.
LONG = 8192


def asked(request: Request, longest: int = _LONGEST) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(request.url.query[:longest], errors="replace"))


def origin(request: Request) -> str:
    """Where the app is served: `https://atlas.example.org`; "" where that is not known."""
    return f"{request.url.scheme}://{request.url.netloc}" if request.url.hostname else ""


def kept(atlas: tables.Atlas) -> dict[str, str]:
    """How long an answer may be kept, and by whom: what only a session has, by nobody."""
    return {"Cache-Control": "private, no-store" if atlas.key else "public, max-age=300"}


def attachment(content: bytes | str, media: str, name: str, headers: Mapping[str, str]) -> Response:
    """A file to be kept under a name."""
    place = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media, headers={**place, **headers})


def known(request: Request, tag: str) -> bool:
    """Whether the one who asks has what the (weak) tag stands for."""
    given = request.headers.get("if-none-match", "")
    return any(part.strip().removeprefix("W/") in ("*", tag.removeprefix("W/")) for part in given.split(","))


def no_tables(_request: Request, error: Exception) -> Response:
    """The answer where the tables cannot be read."""
    assert isinstance(error, tables.TablesError)
    say = words(FALLBACK)
    wrong = "; ".join(say(f"broken.{p.kind}", table=p.table) for p in error.problems)
    return JSONResponse({"error": wrong, "repair": tables.REPAIR}, 503, {"Cache-Control": "no-store"})


def mounted(path: str, routes: Iterable[BaseRoute], allowed: Callable[[Request], Iterable[str]]) -> Mount:
    """Routes under a path; what is not there is refused with what is."""

    def not_here(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        body = {"error": str(error.detail), "allowed": list(allowed(request))}
        return JSONResponse(body, error.status_code, {"Cache-Control": "no-store"})

    handlers: dict[Any, Any] = {HTTPException: not_here, tables.TablesError: no_tables}
    return Mount(path, app=Starlette(routes=list(routes), exception_handlers=handlers))
