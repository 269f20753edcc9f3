"""Sign-in, where the settings ask for it: nothing is given to anybody who is not known, whatever is asked for and how."""

from __future__ import annotations

import asyncio
import http.cookiejar
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import oidc
import pytest
from asking import Answer, ask_of
from shown import html_of, run_page
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import app
from etl.paths import ROOT
from ui import access
from ui.registry import PAGES
from ui.routes import http as shared
from ui.routes import sign_in

PROXY, ELSEWHERE = "10.1.2.3", "203.0.113.7"
# Everything that is served, of each kind one, and what there is not.
SERVED = [
    *(f"/{'' if page == 'overview' else page}" for page in PAGES),
    *("/api", "/api/mentions.json", "/api/package.zip", "/api/openapi.json", "/grid/paragraphs.json"),
    *("/list/countries.csv", "/picture/countries.svg", "/brief/country.pdf?country=TUN", "/show", "/deck/file.json"),
    *("/slide/countries.svg", "/assets/atlas.css", "/boundaries/world.geojson", "/static/js/index.js", "/media/x"),
    *("/_stcore/upload_file/a/b", "/_stcore/host-config", "/_stcore/health", "/nothing", "/healthz/", "//healthz"),
    *("/healthz/../api/mentions.json", "/auth/login/../../api", "/sign-in"),
]  # fmt: skip


async def _tells(request) -> PlainTextResponse:
    """Who asks, and from where."""
    return PlainTextResponse(
        f"{shared.client(request)} {request.client.host} {request.url.scheme}",
        headers={"Cache-Control": "public, max-age=300"},
    )


DOORS = [Middleware(sign_in.Proxies), Middleware(sign_in.SignIn)]
SERVER = Starlette(routes=[*app.ROUTES, Route("/tell", _tells)], middleware=DOORS)


def ask(
    address: str,
    client: str = PROXY,
    method: str = "GET",
    headers: Sequence[tuple[str, str]] = (),
    **named: str,
) -> Answer:
    sent = [*headers, *((name.replace("_", "-"), value) for name, value in named.items())]
    return ask_of(SERVER, client, address, method, sent)


@pytest.fixture
def by_header(monkeypatch) -> pytest.MonkeyPatch:
    """A proxy signs people in."""
    monkeypatch.setenv("ATLAS_SIGN_IN", "header")
    monkeypatch.setenv("ATLAS_SIGN_IN_HEADER", "X-Forwarded-Email")
    monkeypatch.setenv("ATLAS_PROXIES", "10.1.2.0/24, ::1")
    return monkeypatch


# by a proxy's header


@pytest.mark.parametrize("path", SERVED)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS"])
def test_nothing_is_given_to_nobody(by_header, path: str, method: str) -> None:
    for client, sent in ((PROXY, {}), (ELSEWHERE, {"x_forwarded_email": "ann@example.org"}), ("", {})):
        answer = ask(path, client, method, **sent)
        assert answer.status == 401 and answer.headers["www-authenticate"] and answer.raised is None
        assert answer.headers["cache-control"] == "no-store" and b"Tunisia" not in answer.body


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_those_who_run_it_are_answered(by_header, path: str) -> None:
    assert ask(path, ELSEWHERE).status == 200


def test_whom_a_proxy_names_may_read(by_header) -> None:
    answer = ask("/tell", x_forwarded_email="Ann@Example.org", x_forwarded_for=f"1.2.3.4, {ELSEWHERE}")
    assert answer.status == 200 and answer.body.decode().startswith(f"ann@example.org {ELSEWHERE}")
    assert answer.headers["cache-control"] == "private, max-age=300" and answer.headers["vary"] == "Cookie"
    assert ask("/api/mentions.json?iso3=TUN", x_forwarded_email="ann@example.org").json["rows"]


@pytest.mark.parametrize(
    "sent",
    [
        [("X-Forwarded-Email", "ann@example.org"), ("X-Forwarded-Email", "bob@example.org")],
        [("X-Forwarded-Email", "")],
        [("X-Forwarded-Email", "  ")],
        [("X-Forwarded-Email", "a" * 300)],
        [("X-Forwarded-User", "ann@example.org")],
        [("X_Forwarded_Email", "ann@example.org")],
    ],
)
def test_a_name_that_is_not_certain_is_none(by_header, sent: list[tuple[str, str]]) -> None:
    assert ask("/tell", headers=sent).status == 401


@pytest.mark.parametrize("readers", ["@example.org", "ann@example.org", "bob@else.test,@EXAMPLE.org"])
def test_readers_may_be_listed(by_header, readers: str) -> None:
    by_header.setenv("ATLAS_READERS", readers)
    by_header.setenv("ATLAS_EDITORS", "eve@editors.test")
    assert ask("/tell", x_forwarded_email="ann@example.org").status == 200
    assert ask("/tell", x_forwarded_email="eve@editors.test").status == 200  # who may change may read
    for name in ("ann@example.org.evil.test", "example.org", "@example.org.", "mallory@notexample.org"):
        assert ask("/tell", x_forwarded_email=name).status == 403, name


SAID = {
    ("en", ""): "Please sign in",
    ("zh", ""): "请先登录",
    ("en", "mal@evil.test"): "You may not see this",
    ("zh", "mal@evil.test"): "您无权查看",
}


@pytest.mark.parametrize(("lang", "person"), SAID)
def test_who_is_refused_is_told_in_their_language(by_header, lang: str, person: str) -> None:
    said = SAID[lang, person]
    by_header.setenv("ATLAS_READERS", "@example.org")
    named = {"x_forwarded_email": person} if person else {}
    status = 403 if person else 401
    for more in ({"accept_language": lang}, {}):
        path = "/picture/countries.svg" + ("" if more else f"?lang={lang}")
        answer = ask(path, **named, **more)
        assert answer.status == status and said in answer.json["error"] and person in answer.json["error"]
        page = ask(path, accept="text/html", **named, **more)
        assert page.status == status and said in page.body.decode() and f'lang="{lang}"' in page.body.decode()
    evil = ask("/", accept="text/html", x_forwarded_email="<script>alert(1)</script>@evil.test")
    assert evil.status == 403 and b"<script" not in evil.body


def socket_of(client: str, headers: Sequence[tuple[str, str]]) -> list[Message]:
    sent: list[Message] = []

    async def page(scope, receive, send) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "websocket", "path": "/_stcore/stream", "query_string": b"", "scheme": "ws", "server": ("a", 80),
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers], "client": (client, 1), "root_path": "",
    }  # fmt: skip
    asked = sign_in.Proxies(sign_in.SignIn(page))(scope, receive, send)
    with ThreadPoolExecutor(1) as apart:  # where a browser is driven from, this thread has a loop that runs
        apart.submit(asyncio.run, asked).result()
    return sent


def test_the_connection_of_a_page_is_behind_the_same_door(by_header) -> None:
    named = [("X-Forwarded-Email", "ann@example.org")]
    assert socket_of(PROXY, named) == [{"type": "websocket.accept"}]
    refused = [{"type": "websocket.close", "code": 1008}]
    assert socket_of(PROXY, []) == socket_of(ELSEWHERE, named) == refused


# where a request comes from


@pytest.mark.parametrize(
    ("client", "said", "found"),
    [
        (PROXY, "1.2.3.4", "1.2.3.4"),
        (PROXY, "9.9.9.9, 1.2.3.4", "1.2.3.4"),  # the first was made up by 1.2.3.4
        (PROXY, "1.2.3.4, 10.1.2.9", "1.2.3.4"),  # two proxies of ours
        (PROXY, "10.1.2.8", "10.1.2.8"),
        (PROXY, "[2001:db8::1]", "2001:db8::1"),
        (PROXY, "1.2.3.4, junk", PROXY),
        (PROXY, "", PROXY),
        (ELSEWHERE, "1.2.3.4", ELSEWHERE),
        ("127.0.0.1", "1.2.3.4", "127.0.0.1"),
    ],
)
def test_proxies_of_ours_are_believed_of_whom_they_serve(
    monkeypatch, client: str, said: str, found: str
) -> None:
    monkeypatch.setenv("ATLAS_PROXIES", "10.1.2.0/24")
    sent = [("X-Forwarded-For", said), ("X-Forwarded-Proto", "https")]
    told = ask("/tell", client, headers=sent).body.decode().split()
    assert told == [found, found, "https" if client == PROXY else "http"]


def test_without_a_list_this_machine_alone_is_believed(monkeypatch) -> None:
    monkeypatch.delenv("ATLAS_PROXIES", raising=False)
    for client, found in (("127.0.0.1", "1.2.3.4"), ("::1", "1.2.3.4"), (ELSEWHERE, ELSEWHERE)):
        assert ask("/tell", client, x_forwarded_for="1.2.3.4").body.decode().split()[1] == found


# settings


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ATLAS_SIGN_IN": "on"}, "ATLAS_SIGN_IN"),
        ({"ATLAS_SIGN_IN": "header"}, "ATLAS_SIGN_IN_HEADER"),
        ({"ATLAS_SIGN_IN": "header", "ATLAS_SIGN_IN_HEADER": "X-User"}, "ATLAS_PROXIES"),
        ({"ATLAS_PROXIES": "10.0.0.1, nowhere"}, "nowhere"),
        *(({"ATLAS_SIGN_IN_HOURS": hours}, "ATLAS_SIGN_IN_HOURS") for hours in ("a day", "nan", "inf", "-1")),
        ({"ATLAS_SIGN_IN": "oidc"}, "secrets.toml"),
    ],
)
def test_settings_that_cannot_be_meant_stop_the_start(
    monkeypatch, settings: dict[str, str], said: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(access.Misconfigured) as told:
        access.check()
    assert said in str(told.value) and "\n" not in str(told.value)


# what may be changed


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_editors_have_the_ways_to_change_what_everybody_sees(
    monkeypatch, two_reports, lang: str
) -> None:
    monkeypatch.setenv("ATLAS_SIGN_IN", "header")
    monkeypatch.setenv("ATLAS_SIGN_IN_HEADER", "X-Email")
    monkeypatch.setenv("ATLAS_PROXIES", "10.1.2.3")
    monkeypatch.setenv("ATLAS_TABLES", str(two_reports))
    monkeypatch.setenv("ATLAS_SHARED", "1")  # says nothing where people sign in
    for may, name in ((False, "ann@example.org"), (True, "eve@example.org")):
        monkeypatch.setattr(access, "visitor", lambda name=name, may=may: access.Person(name, True, may))
        page = run_page("reports", lang=lang)
        assert not page.exception and name in html_of(page)
        assert any(str(b.key).startswith("yes_") for b in page.button) == may
    monkeypatch.setattr(access, "visitor", lambda: None)
    page = run_page("reports", lang=lang)
    assert ("已过期" if lang == "zh" else "has run out") in html_of(page) and "A/74/36" not in html_of(page)


# by OpenID Connect


COOKIE_SECRET = "of thirty-two characters and more, for tests"


@pytest.fixture(scope="module")
def provider() -> Iterator[oidc.Provider]:
    with oidc.running() as found:
        yield found


@pytest.fixture(scope="module")
def served(provider, tmp_path_factory) -> Iterator[str]:
    """A server whose readers the provider signs in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    address = f"http://127.0.0.1:{port}"
    secrets.write_text(
        f'[auth]\nredirect_uri = "{address}/oauth2callback"\ncookie_secret = "{COOKIE_SECRET}"\n'
        f'client_id = "{oidc.CLIENT}"\nclient_secret = "{oidc.SECRET}"\n'
        f'server_metadata_url = "{provider.issuer}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    settings = {"ATLAS_SIGN_IN": "oidc", "ATLAS_READERS": "@example.org", "ATLAS_EDITORS": "eve@example.org"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port), "--secrets.files", str(secrets)],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            assert server.poll() is None, "the server stopped"
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(20)


class Browser:
    """Keeps cookies and follows where it is sent, as browsers do."""

    def __init__(self, lang: str = "en") -> None:
        self.cookies, self.lang = http.cookiejar.CookieJar(), lang
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, address: str, accept: str = "text/html") -> tuple[int, str, str]:
        """Status, the address in the end, and what stands there."""
        asked = urllib.request.Request(address, headers={"Accept": accept, "Accept-Language": self.lang})
        try:
            with self._opener.open(asked, timeout=30) as answer:
                return answer.status, answer.url, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.url, error.read().decode("utf-8", "replace")

    def header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)


def opens(served: str, cookies: str) -> bool:
    """Whether a page's connection is accepted."""
    there = served.replace("http", "ws", 1) + "/_stcore/stream"
    try:
        with connect(
            there, additional_headers={"Cookie": cookies} if cookies else {}, subprotocols=["streamlit"]
        ):  # type: ignore[list-item]
            return True
    except InvalidStatus as refused:
        assert refused.response.status_code == 403
        return False


def test_who_signs_in_sees_what_was_asked_for(served: str, provider: oidc.Provider) -> None:
    browser = Browser()
    asked = f"{served}/countries?lang=en&theme=women_gender"
    status, _, page = browser.get(asked)
    assert status == 401 and "Please sign in" in page and not opens(served, browser.header())
    assert browser.get(f"{served}/api/mentions.json", "application/json")[0] == 401
    way = page.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    provider.person = {"sub": "1", "email": "Ann@example.org", "email_verified": True}
    status, where, page = browser.get(served + way)
    assert (status, where) == (200, asked) and "Please sign in" not in page
    assert json.loads(browser.get(f"{served}/api/mentions.json?iso3=TUN", "application/json")[2])["rows"]
    assert browser.get(served)[1].rstrip("/") == served  # only once
    assert opens(served, browser.header())
    # and out again: also at the provider
    assert browser.get(f"{served}/auth/logout")[0] == 401
    assert browser.get(asked)[0] == 401 and not opens(served, browser.header())


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ({"sub": "2", "email": "mal@evil.test"}, 403),
        ({"sub": "3", "email": "ann@example.org", "email_verified": False}, 401),
        ({"sub": "ann@example.org.evil.test"}, 403),
        ({"sub": "4", "email": "old@example.org", "iat": 1_000_000_000}, 401),
    ],
)
def test_others_are_refused(
    served: str, provider: oidc.Provider, person: dict[str, object], status: int
) -> None:
    browser, provider.person = Browser("zh"), person
    assert browser.get(f"{served}/sign-in?to=/countries")[0] == status
    for path in ("/", "/countries", "/api/mentions.json", "/picture/countries.svg", "/brief/country.pdf"):
        assert browser.get(served + path)[0] == status
    assert not opens(served, browser.header())


def test_a_token_that_nobody_vouches_for_signs_nobody_in(served: str, provider: oidc.Provider) -> None:
    browser, provider.person = Browser(), {"sub": "1", "email": "ann@example.org"}
    provider.forged = True
    try:
        assert browser.get(f"{served}/sign-in")[0] == 401 and browser.get(f"{served}/countries")[0] == 401
    finally:
        provider.forged = False


@pytest.mark.parametrize(
    "to", ["https://evil.test/", "//evil.test", "/\\evil.test", "evil", "/auth/logout", "/a\r\nb"]
)
def test_nobody_is_led_elsewhere(served: str, provider: oidc.Provider, to: str) -> None:
    browser, provider.person = Browser(), {"sub": "1", "email": "ann@example.org"}
    status, where, _ = browser.get(f"{served}/sign-in?to={urllib.request.quote(to, safe='')}")
    assert status == 200 and where.rstrip("/") == served


def signed(secret: str, name: str = "_streamlit_user", **changes: object) -> str:
    told = {"origin": "", "is_logged_in": True, "email": "ann@example.org", "iat": time.time(), **changes}
    return f"_streamlit_user={create_signed_value(secret, name, json.dumps(told)).decode()}"


def test_a_cookie_that_was_made_elsewhere_opens_nothing(served: str) -> None:
    def status(cookie: str) -> int:
        asked = urllib.request.Request(f"{served}/api/mentions.json", headers={"Cookie": cookie})
        try:
            return int(urllib.request.urlopen(asked, timeout=30).status)
        except urllib.error.HTTPError as error:
            return error.code

    ours = {"origin": served}
    assert status(signed(COOKIE_SECRET, **ours)) == 200
    assert status(signed("another secret of thirty-two characters", **ours)) == 401
    assert status(signed(COOKIE_SECRET, "_streamlit_user_tokens", **ours)) == 401
    assert status(signed(COOKIE_SECRET, origin="https://else.test")) == 401
    assert status(signed(COOKIE_SECRET, **ours, is_logged_in=False)) == 401
    assert status(signed(COOKIE_SECRET, **ours, iat=time.time() - 13 * 3600)) == 401
    assert status(signed(COOKIE_SECRET, **ours)[:-3]) == 401
    for junk in ("x", "\xff", "chunks-3", "." * 5000):
        assert status(f"_streamlit_user={junk}") == 401


def test_settings_that_cannot_be_meant_are_told_in_one_line(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "rights_report_atlas", "serve", "--port", "1"],
        cwd=ROOT, env={**os.environ, "ATLAS_SIGN_IN": "yes"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 2 and "ATLAS_SIGN_IN" in ran.stderr and "Traceback" not in ran.stderr
