"""The examples of docs/deploy are tried: nginx as it stands there, but for its port and its certificate, before a server below a
prefix, in which people are named by the proxy."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsing import map_drawn, settled

from etl.paths import ROOT

DEPLOY = ROOT / "docs" / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(NGINX is None, reason="no nginx: `apt-get install nginx-light`"),
]


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def proxied(port: int, behind: int, place: Path) -> Path:
    """The example, listening without TLS on a port of this machine; it names whoever asks ann@example.org."""
    said = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    said = re.sub(r"listen .*;", f"listen 127.0.0.1:{port};", said)
    said = re.sub(r"ssl_certificate.*;", "", said).replace("127.0.0.1:8501", f"127.0.0.1:{behind}")
    said = said.replace('X-Forwarded-Email ""', "X-Forwarded-Email ann@example.org")
    types = "types { text/html html; }"
    places = " ".join(
        f"{name}_temp_path {place / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = (
        f"daemon off; worker_processes 1; pid {place / 'pid'}; error_log {place / 'errors'}; events {{}}\n"
    )
    path = place / "nginx.conf"
    path.write_text(f"{whole}http {{ {types} {places} access_log off;\n{said}\n}}\n", encoding="utf-8")
    return path


@contextmanager
def running(*command: str, until: str, **settings: str) -> Iterator[None]:
    """A program, once an address answers."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, **quiet)
    try:
        for _ in range(300):
            assert process.poll() is None, f"{command[0]} stopped with {process.returncode}"
            try:
                urllib.request.urlopen(until, timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[tuple[str, str]]:
    """Where the proxy is, and where the server behind it."""
    place, port, behind = tmp_path_factory.mktemp("nginx"), free(), free()
    there, inside = f"http://127.0.0.1:{port}/atlas", f"http://127.0.0.1:{behind}/atlas"
    settings = {
        "STREAMLIT_SERVER_BASE_URL_PATH": "atlas", "ATLAS_ORIGIN": f"http://127.0.0.1:{port}", "ATLAS_SIGN_IN": "header",
        "ATLAS_SIGN_IN_HEADER": "X-Forwarded-Email", "ATLAS_PROXIES": "127.0.0.1", "ATLAS_READERS": "@example.org",
    }  # fmt: skip
    serve = [sys.executable, *f"-m rights_report_atlas serve --address 127.0.0.1 --port {behind}".split()]
    with (
        running(*serve, until=f"{inside}/healthz", **settings),
        running(str(NGINX), "-c", str(proxied(port, behind, place)), until=f"{there}/healthz"),
    ):
        yield there, inside


def asked(address: str, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(address, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_files_and_refusals_pass_through_the_proxy(served: tuple[str, str]) -> None:
    there, inside = served
    for path in (
        "/",
        "/countries?lang=zh",
        "/api/mentions.json?iso3=TUN",
        "/picture/countries.svg",
        "/assets/atlas.css",
    ):
        assert asked(there + path)[0] == 200, path
        assert asked(inside + path)[0] == 401, path  # beside the proxy nobody is named
    assert (
        asked(f"{there}/api/mentions.json", X_Forwarded_Email="mal@evil.test")[0] == 200
    )  # replaced on the way
    status, body = asked(f"{there}/brief/country.pdf?iso3=ken")
    assert status == 400 and "KEN" in json.loads(body)["allowed"]
    assert asked(f"{there}/_stcore/metrics")[0] == 403 and asked(f"{there}/metrics")[0] == 200


def test_more_than_the_limit_is_refused_by_the_proxy(served: tuple[str, str]) -> None:
    request = urllib.request.Request(f"{served[0]}/api", data=b"x" * (13 * 2**20), method="POST")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 413


@pytest.mark.browser
def test_the_map_is_drawn_below_the_prefix(served: tuple[str, str], tab) -> None:
    page = tab("en-GB")
    page.goto(f"{served[0]}/countries?lang=en")
    settled(page)
    map_drawn(page)
    page.click(".more-pages summary")
    assert "ann@example.org" in page.inner_text(".more-pages .person")
    if where := os.environ.get("ATLAS_SHOT"):
        page.screenshot(path=where)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    said = (DEPLOY / "rights-report-atlas.service").read_text(encoding="utf-8")
    path = tmp_path / "rights-report-atlas.service"
    path.write_text(
        said.replace("/opt/rights-report-atlas/bin/rights-report-atlas", sys.executable), encoding="utf-8"
    )
    ran = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0 and path.name not in ran.stderr, ran.stderr
