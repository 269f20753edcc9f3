"""What somebody sends who means harm, or whose program is broken: to a page's connection, to the upload, across origins.

The numbers are those of the list of bad inputs: parameters 38 to 50 on pages, 51 to 56 of HTTP.
"""

from __future__ import annotations

import http.client
import secrets
import time
import urllib.request
from collections.abc import Iterator
from html import escape
from urllib.parse import quote, urlsplit

import pytest
from browsing import serving
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from ui import i18n

pytestmark = pytest.mark.long
# number → what is asked of the page of countries.
ASKED = {
    "38 a code nobody has": "measure=XXX",
    "39 SQL": "measure=' OR 1=1--",
    "40 a path": "report=../../secrets",
    "41 a number below nothing": "group=-1",
    "41 a number beyond all": "group=1e309",
    "41 no number": "group=NaN",
    "42 a hundred kilobytes": "measure=" + "a" * 100_000,
    "43 twice": "measure=visits&measure=presences",
    "44 nothing at all": "measure=%00",
    "44 no character": "measure=%ff",
    "45 a language": "lang=xx",
    "45 markup for a language": "lang=<script>alert(1)</script>",
    "46 a picture": "group=<svg onload=alert(1)>",
    "49 from later to earlier": "kinds=name,&view=",
    "50 all there is": "measure=10000000",
}
LITERAL = {"47 a pattern": "(a+)+$", "48 a megabyte": "a" * 400_000}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


def connected(server: str, **headers: str) -> ClientConnection:
    there = server.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(there, subprotocols=["streamlit"], max_size=None, additional_headers=headers)  # type: ignore[list-item]


def drawn(socket: ClientConnection, query: str, page: str = "") -> tuple[str, float, str]:
    """What is written on a page for a query, after how many seconds, and the session's name."""
    asked, session, began = BackMsg(), "", time.monotonic()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    socket.send(asked.SerializeToString())
    body = ""
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(bytes(socket.recv(60)))
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            session = answer.new_session.initialize.session_id
        if kind == "delta":
            element = answer.delta.new_element
            body += element.html.body
            assert not element.HasField("exception"), element.exception.message
        if kind == "script_finished":
            return body, time.monotonic() - began, session


def asks(address: str, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    """The status of a request whose path goes out exactly as it is written."""
    to = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        to.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        return to.getresponse().status
    except BrokenPipeError:  # refused before all was sent
        return to.getresponse().status
    finally:
        to.close()


@pytest.mark.parametrize("case", ASKED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_page_does_not_understand_is_said(server: str, case: str, lang: str) -> None:
    query = ASKED[case] if ASKED[case].startswith("lang=") else f"lang={lang}&{ASKED[case]}"
    with connected(server) as socket:
        body, seconds, _ = drawn(socket, query, "countries")
    assert 'class="broken"' not in body and 'data-view="' in body and seconds < 10
    words = [i18n.words(each) for each in i18n.LANGUAGES]
    said = [say(f"missing.{lead}") for say in words for lead in ("lead", "lead_report")]
    said += [say("notice.refused", names="—").rpartition("—")[2] for say in words]
    assert any(escape(each, quote=False) in body for each in said), body[-3000:]
    assert "<script>alert" not in body and "<svg onload" not in body


@pytest.mark.parametrize("case", LITERAL)
def test_a_search_is_literal_and_takes_no_time(server: str, case: str) -> None:
    with connected(server) as socket:
        body, seconds, _ = drawn(socket, f"lang=en&q={quote(LITERAL[case])}", "paragraphs")
    assert 'class="broken"' not in body and 'data-view="' in body and seconds < 10


# 51 to 56


def upload(server: str, session: str, token: str, cookie: str, size: int = 10) -> int:
    boundary = secrets.token_hex(8)
    body = f'--{boundary}\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\n'.encode()
    body += b"x" * size + f"\r\n--{boundary}--\r\n".encode()
    path = f"/_stcore/upload_file/{session}/{secrets.token_hex(8)}"
    sent = {
        "Content_Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": cookie,
        "X_Xsrftoken": token,
    }
    return asks(server, "PUT", path, body, **{name: value for name, value in sent.items() if value})


def token_of(server: str) -> str:
    """The token that a browser is given as a cookie."""
    with urllib.request.urlopen(f"{server}/_stcore/host-config", timeout=30):
        pass
    with urllib.request.urlopen(f"{server}/_stcore/health", timeout=30) as answer:
        cookies = answer.headers.get_all("Set-Cookie") or []
    return next(c.partition("=")[2].partition(";")[0] for c in cookies if c.startswith("_streamlit_xsrf="))


def test_51_to_53_uploads_need_a_token_a_session_and_have_a_size_and_a_number(server: str) -> None:
    token = token_of(server)
    cookie = f"_streamlit_xsrf={token}"
    with connected(server) as socket:
        _, _, session = drawn(socket, "lang=en", "reports")
        assert session
        assert upload(server, session, "", "") == 403
        assert upload(server, session, "made up", cookie) == 403
        assert upload(server, "somebody-else", token, cookie) == 400
        assert upload(server, session, token, cookie) == 204
        assert upload(server, session, token, cookie, 11 * 2**20) == 413
        statuses = [upload(server, session, token, cookie) for _ in range(100)]
        assert statuses.count(429) >= 80 and set(statuses) <= {204, 429}


@pytest.mark.parametrize(
    "origin",
    ["https://evil.test", "http://localhost.evil.test", "null", "http://127.0.0.1.evil.test", "file://"],
)
def test_54_no_other_origin_opens_a_connection(server: str, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, connected(server, Origin=origin):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "root", ["/static/", "/media/", "/assets/", "/api/", "/boundaries/", "/component/", "/", "/_stcore/"]
)
@pytest.mark.parametrize(
    "way", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "..\\app.py", "....//app.py", "/etc/passwd", "%00"]
)
def test_55_no_path_leads_out(server: str, root: str, way: str) -> None:
    to = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
    to.request("GET", root + way)
    answer = to.getresponse()
    body = answer.read()
    assert answer.status in (400, 403, 404) and b"import" not in body and b"root:" not in body
    to.close()


def test_56_what_is_another_sessions_is_not_there(server: str) -> None:
    key = secrets.token_urlsafe(18)
    for path in (
        "/media/" + "0" * 56 + ".pdf",
        f"/api/mentions.json?own={key}",
        f"/brief/country.pdf?country=TUN&own={key}&report=A-1-1.en",
    ):
        assert asks(server, "GET", path) in (400, 404), path
