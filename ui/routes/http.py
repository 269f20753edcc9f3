"""What our own addresses share beside the pages: parameters, where they are asked for, refusals, mounting."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from ui import gate, tables
from ui.i18n import FALLBACK, LANGUAGES, words
from ui.url_state import LANG, Refused

_LONGEST, _MOST_FIELDS = 2048, 100
# Of the addresses of a list with many conditions and rows.
LONG = 8192
# Under this name the state of a request has who is signed in.
PERSON = "person"
# What takes long to make.
_HEAVY = (".pdf", ".docx", ".pptx", ".xlsx", ".parquet", ".zip", "/show")


def asked(request: Request, longest: int = _LONGEST) -> dict[str, str]:
    """The parameters of an address. Raises `Refused` where it cannot be read for certain."""
    if len(request.url.query) > longest:
        raise Refused(f"the query is longer than {longest} bytes")
    try:
        pairs = parse_qsl(request.url.query, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Refused("the query is not valid percent-encoded UTF-8, or has too many fields") from None
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise Refused(f"{name[:40]!r} is given twice")
        found[name] = value
    return found


def gated(path: str, handler: Callable[[Request], Response]) -> Route:
    """A route whose work goes through the gate, and sees one version of the tables."""

    async def answer(request: Request) -> Response:
        def work() -> Response:
            with tables.held():
                return handler(request)

        heavy = request.url.path.endswith(_HEAVY)
        try:
            return await (gate.HEAVY if heavy else gate.LIGHT).do(client(request), work)
        except gate.Busy as error:
            return busy(request, error)

    return Route(path, answer)


def client(request: Request) -> str:
    """What tells one who asks from others: who is signed in, else the address."""
    host = request.client.host if request.client else ""
    return str(getattr(request.state, PERSON, host))


def busy(request: Request, error: gate.Busy) -> Response:
    """The answer where there is too much to do: when to come again, in the reader's language."""
    lang = language(request.url.query, request.headers.get("accept-language", ""))
    body = {"error": words(lang)(f"broken.{error.why}", seconds=error.seconds)}
    headers = {"Cache-Control": "no-store", "Retry-After": str(error.seconds), "Content-Language": lang}
    return JSONResponse(body, 429 if error.why == "many" else 503, headers)


def language(query: str, accepted: str) -> str:
    """The language asked for in an address, else the first of ours that the browser accepts, else English."""
    said = dict(parse_qsl(query[:_LONGEST])).get(LANG, "")
    tongues = [part.partition(";")[0].partition("-")[0].strip().lower() for part in accepted.split(",")]
    return next((lang for lang in (said, *tongues) if lang in LANGUAGES), FALLBACK)


def kept(atlas: tables.Atlas, usual: str = "public, max-age=300") -> dict[str, str]:
    """How long an answer may be kept, and by whom: what is not everyone's, by nobody."""
    return {"Cache-Control": "private, no-store" if atlas.key else usual}


def attachment(content: bytes | str, media: str, name: str, headers: Mapping[str, str]) -> Response:
    """A file to be kept under a name."""
    place = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media, headers={**place, **headers})


def tag(*made_from: object) -> str:
    """A tag that changes when what an answer is made from does. Weak: compression on the way changes the bytes alone."""
    return f'W/"{hashlib.sha256(repr(made_from).encode()).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str, headers: Mapping[str, str]) -> Response | None:
    """The answer to one who has what the (weak) tag stands for; None to others."""
    given = request.headers.get("if-none-match", "")
    has = any(part.strip().removeprefix("W/") in ("*", tag.removeprefix("W/")) for part in given.split(","))
    return Response(status_code=304, headers={"ETag": tag, **headers}) if has else None


def no_tables(_request: Request, error: Exception) -> Response:
    """The answer where the tables cannot be read."""
    assert isinstance(error, tables.TablesError)
    say = words(FALLBACK)
    wrong = "; ".join(say(f"broken.{p.kind}", table=p.table) for p in error.problems)
    return JSONResponse({"error": wrong, "repair": tables.REPAIR}, 503, {"Cache-Control": "no-store"})


def refused(_request: Request, error: Exception) -> Response:
    """The answer to what is not understood: what is wrong, and what would be right."""
    assert isinstance(error, Refused)
    body = {"error": error.error, "allowed": error.allowed}
    return JSONResponse(body, error.status, {"Cache-Control": "no-store"})


def mounted(path: str, routes: Iterable[BaseRoute], allowed: Callable[[Request], Iterable[str]]) -> Mount:
    """Routes under a path; what is not there is refused with what is."""

    def not_here(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        body = {"error": str(error.detail), "allowed": list(allowed(request))}
        return JSONResponse(body, error.status_code, {"Cache-Control": "no-store"})

    handlers: dict[Any, Any] = {HTTPException: not_here, tables.TablesError: no_tables, Refused: refused}
    return Mount(path, app=Starlette(routes=list(routes), exception_handlers=handlers))
