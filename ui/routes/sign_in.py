"""The door: where a request comes from, and whether whoever sends it may have an answer.

One place for pages, their connection, the API, lists, files and pictures: what is not on the short list of open addresses
is for those who are signed in, where the settings ask for that (`ui/access.py`).
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import quote, unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.user_info import generate_login_redirect_url

from ui import access
from ui.i18n import words
from ui.render import documents
from ui.routes import http
from ui.view import base_path

# For those who run the server, and the ways in and out.
_OPEN = frozenset(("/healthz", "/readyz", "/metrics", "/auth/login", "/auth/logout", "/oauth2callback"))
_DOOR = "/sign-in"
# The cookie that keeps what was asked for until its reader is signed in.
_ASKED = "atlas_asked"
_LONGEST, _MINUTES = 3000, 10
_SCHEMES = ("http", "https")


class Proxies:
    """Puts the reader's address in the place of a proxy's, where the proxy is one of those in the settings.

    A header that names who is signed in is taken away where anybody else sends it, or where two are sent.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] in ("http", "websocket"):
            now, headers = access.settings(), Headers(scope=scope)
            believed = access.trusted(scope["client"][0] if scope.get("client") else "")
            if now.header and (not believed or len(headers.getlist(now.header)) > 1):
                kept = [(k, v) for k, v in scope["headers"] if k.lower() != now.header.encode()]
                scope = {**scope, "headers": kept}
            if believed:
                said = ",".join(headers.getlist("x-forwarded-for"))
                scope = {**scope, "client": (_reader(said, scope["client"][0]), 0)}
                scheme = headers.get("x-forwarded-proto", "").strip()
                if scheme in _SCHEMES:
                    plain = scope["type"] == "http"
                    scope["scheme"] = scheme if plain else scheme.replace("http", "ws")
        await self.app(scope, receive, send)


def _reader(said: str, proxy: str) -> str:
    """The last address on the way here that is no proxy of ours; the proxy's own where it tells none that is an address."""
    found = proxy
    for part in reversed([part.strip() for part in said.split(",")]):
        try:
            found = str(ip_address(part.removeprefix("[").removesuffix("]")))
        except ValueError:
            return found
        if not access.trusted(found):
            return found
    return found


class SignIn:
    """Refuses whoever may not have an answer; shows the way in, and after it leads to what was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be; nothing is asked of anybody where the settings name no way to sign in."""
        if scope["type"] not in ("http", "websocket") or not access.settings().way:
            return await self.app(scope, receive, send)
        asked = HTTPConnection(scope)
        path = asked.url.path.removeprefix(base_path())
        if path in _OPEN:
            return await self.app(scope, receive, send)
        person = access.who(asked.headers, asked.cookies)
        if path == _DOOR and access.settings().way == access.OIDC:
            return await _way_in(Request(scope))(scope, receive, send)
        if person is None or not person.may_read:
            if scope["type"] == "websocket":
                return await send({"type": "websocket.close", "code": 1008})
            return await refused(Request(scope), person)(scope, receive, send)
        back = unquote(asked.cookies.get(_ASKED, ""))
        if scope["type"] == "http" and path in ("", "/") and ours(back):
            answer = RedirectResponse(back, 302)
            answer.delete_cookie(_ASKED, path=base_path() or "/")
            return await answer(scope, receive, send)
        scope = {**scope, "state": {**scope.get("state", {}), http.PERSON: person.name}}
        return await self.app(scope, receive, _private(send))


def _private(send: Send) -> Send:
    """Answers that only those who are signed in may have: no cache on the way keeps them."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["cache-control"] = headers.get("cache-control", "private").replace("public", "private")
            headers.add_vary_header("Cookie")
        await send(message)

    return sent


def refused(request: Request, person: access.Person | None) -> Response:
    """The answer to somebody who is not signed in, or who is and may not read: a page for people, JSON for programs."""
    lang = http.language(request.url.query, request.headers.get("accept-language", ""))
    say, status = words(lang), 403 if person else 401
    headers = {
        "Cache-Control": "no-store",
        "Vary": "Cookie, Accept, Accept-Language",
        "Content-Language": lang,
    }
    if not person:
        headers["WWW-Authenticate"] = f'Cookie realm="{say("app.name")}"' if lang == "en" else "Cookie"
    way = access.settings().way
    title = say("sign_in.not_you" if person else "sign_in.title")
    if person:
        said = say("sign_in.not_you_lead", name=person.name)
    else:
        said = say("sign_in.lead" if way == access.OIDC else "sign_in.lead_proxy")
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": f"{title}{say('app.sentence_gap')}{said}"}, status, headers)
    ways = _ways(request, person) if way == access.OIDC else []
    return HTMLResponse(documents.notice(say, title, said, ways), status, headers)


def _ways(request: Request, person: access.Person | None) -> list[tuple[str, str]]:
    """The ways on, as (address, words)."""
    say = words(http.language(request.url.query, request.headers.get("accept-language", "")))
    if person:
        return [(f"{base_path()}/auth/logout", say("sign_in.other"))]
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = f"&to={quote(asked, safe='')}" if len(asked) <= _LONGEST else ""
    several = access.providers()
    return [
        (
            f"{base_path()}{_DOOR}?by={quote(name)}{back}",
            say("sign_in.by", name=name) if len(several) > 1 else say("sign_in.in"),
        )
        for name in several
    ]


def _way_in(request: Request) -> Response:
    """To the one by whom people sign in; what was asked for is kept in a cookie for ten minutes."""
    known, by, back = (
        access.providers(),
        request.query_params.get("by", ""),
        request.query_params.get("to", ""),
    )
    answer = RedirectResponse(generate_login_redirect_url(by if by in known else known[0]), 302)
    if ours(back):
        kept = quote(back, safe="")
        secure = request.url.scheme == "https"
        place = base_path() or "/"
        answer.set_cookie(
            _ASKED, kept, max_age=60 * _MINUTES, path=place, httponly=True, samesite="lax", secure=secure
        )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def ours(address: str) -> bool:
    """Whether an address is one of this app, from its root, and nothing that a browser would take for another host's."""
    base = base_path()
    plain = address.isascii() and address.isprintable() and "\\" not in address and len(address) <= _LONGEST
    path = address.removeprefix(base).partition("?")[0]
    return (
        plain
        and address.startswith(f"{base}/")
        and not address.startswith("//")
        and path not in (*_OPEN, _DOOR)
    )
