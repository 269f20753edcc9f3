"""Below a prefix and with no origin given, everything that is served is served there, and nothing at the root."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from etl.paths import ROOT

pytestmark = pytest.mark.long
BELOW = [
    ("/", b"<html"),
    ("/countries?lang=zh", b"<html"),
    ("/healthz", b'"ok"'),
    ("/readyz", b'"ok"'),
    ("/metrics", b"atlas_info"),
    ("/api/mentions.json?iso3=TUN", b'"/atlas/api/mentions.json'),
    ("/api", b"/atlas/api/"),
    ("/picture/countries.svg?lang=en", b"<svg"),
    ("/list/countries.csv?lang=en", b"Tunisia"),
    ("/brief/country.html?country=TUN&lang=en", b"Tunisia"),
    ("/show?lang=en", b"/atlas/assets/"),
    ("/assets/atlas.css", b"{"),
    ("/boundaries/world.geojson", b"FeatureCollection"),
]


def get(address: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    asked = urllib.request.Request(address, method=method, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    settings = ["--server.port", str(port), "--server.baseUrlPath", "atlas"]
    server = subprocess.Popen(
        [*command, *settings], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            try:
                get(f"http://127.0.0.1:{port}/atlas/healthz")
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(10) is not None


@pytest.mark.parametrize(("path", "part"), BELOW)
def test_everything_is_served_below_the_prefix(root: str, path: str, part: bytes) -> None:
    status, body = get(f"{root}/atlas{path}")
    assert status == 200 and part in body


@pytest.mark.parametrize("path", ["/api/mentions.json", "/picture/countries.svg", "/readyz"])
def test_nothing_of_it_is_at_the_root(root: str, path: str) -> None:
    status, body = get(root + path)
    assert status == 404 or (
        b"atlas_info" not in body and b'"rows"' not in body and b"<svg xmlns" not in body
    )


def test_refusals_and_preflight_are_there_too(root: str) -> None:
    status, body = get(f"{root}/atlas/brief/country.pdf?iso3=ken")
    assert status == 400 and "KEN" in json.loads(body)["allowed"]
    asked = {"Origin": "https://else.test", "Access-Control-Request-Method": "GET"}
    assert get(f"{root}/atlas/api/mentions.json", "OPTIONS", **asked)[0] == 204
