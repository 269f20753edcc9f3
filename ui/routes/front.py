"""What a visit begins with: Streamlit's front page with what it will need, its files compressed once, and which paths are
pages at all.

Streamlit sends its own files (7.8 MB for a first visit) as they lie there and loads a part only when an element of the
page asks for it. Here they travel compressed, each compressed once a server, and the front page names those that every
page or its map needs, so that they come while the rest starts.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import tables, url_state
from ui.i18n import words
from ui.registry import PAGES
from ui.render import documents, front_page
from ui.routes import http
from ui.view import base_path

_HOME, _INDEX = front_page.HOME, front_page.INDEX
_FILE = re.compile(r"static/((?:js|css)/[\w.-]+\.(?:js|css))")
_MEDIA = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_KEPT = {"Cache-Control": "public, immutable, max-age=31536000", "Vary": "Accept-Encoding"}


@lru_cache(maxsize=256)
def packed(name: str) -> bytes:
    """One of Streamlit's files, compressed. Raises OSError where there is none."""
    return gzip.compress((_HOME / "static" / name).read_bytes(), 6)


@lru_cache(maxsize=8)
def _front_page(lang: str, boundaries: str) -> bytes:
    """Streamlit's front page in a language, with what it will need; compressed. `boundaries` is their version."""
    return gzip.compress(front_page.made(words(lang), base_path(), boundaries).encode(), 6)


def no_page(path: str, lang: str) -> str:
    """In place of a page that there is none of: says so, with the ways to those there are."""
    say, shared = words(lang), {url_state.LANG: lang}
    ways = [(url_state.href(name, shared, base_path()), say(page.title)) for name, page in PAGES.items()]
    said = say("missing.page", value=path[:80])
    return documents.notice(say, said, say("missing.lead"), ways)


class Front:
    """Answers what a visit begins with; everything else it passes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on and look whether Streamlit's front page comes back."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        request = Request(scope)
        path = request.url.path.removeprefix(base_path()).strip("/")
        zipped = "gzip" in request.headers.get("accept-encoding", "")
        if (file := _FILE.fullmatch(path)) and zipped and (answer := await asyncio.to_thread(_file, file[1])):
            return await answer(scope, receive, send)
        if path == "overview":  # its address is the root
            home = url_state.href("overview", dict(parse_qsl(request.url.query)), base_path())
            return await RedirectResponse(home, 308)(scope, receive, send)
        return await self.app(scope, receive, _Watched(send, scope, receive, path, zipped))


def _file(name: str) -> Response | None:
    try:
        content = packed(name)
    except OSError:
        return None
    kind = _MEDIA[Path(name).suffix]
    return Response(content, media_type=kind, headers={**_KEPT, "Content-Encoding": "gzip"})


class _Watched:
    """Sends an answer on; where it is Streamlit's front page, ours or the page that says that there is none."""

    def __init__(self, send: Send, scope: Scope, receive: Receive, path: str, zipped: bool) -> None:
        self.send, self.scope, self.receive = send, scope, receive
        self.path, self.zipped, self.replaced = path, zipped, False

    async def __call__(self, message: Message) -> None:
        """One message of the answer."""
        if message["type"] == "http.response.start" and _is_front(Headers(raw=message["headers"])):
            self.replaced = True
            answer = await asyncio.to_thread(self._answer)
            await answer(self.scope, self.receive, self.send)
        elif not self.replaced:
            await self.send(message)

    def _answer(self) -> Response:
        asked = Headers(scope=self.scope)
        lang = http.language(self.scope["query_string"].decode("latin-1"), asked.get("accept-language", ""))
        kept = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding, Accept-Language"}
        if self.path and self.path not in PAGES:
            return HTMLResponse(no_page(self.path, lang), 404, headers=kept)
        page = _front_page(lang, tables.load().boundary_version)
        if not self.zipped:
            return HTMLResponse(gzip.decompress(page), headers=kept)
        return HTMLResponse(page, headers={**kept, "Content-Encoding": "gzip"})


@lru_cache(maxsize=1)
def _tag() -> str:
    return str(FileResponse(_INDEX, stat_result=_INDEX.stat()).headers["etag"])


def _is_front(headers: Headers) -> bool:
    """Streamlit answers with its front page to every path that it does not know."""
    return str(headers.get("etag", "")).removeprefix("W/") == _tag()
