"""A server, a browser and its tabs for the tests that drive the app, one of each for a whole run; and what they wait for."""

from __future__ import annotations

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

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = next(
    filter(
        None,
        map(
            shutil.which,
            ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"),
        ),
    ),
    None,
)
INSTALL = "no Chromium found: `apt-get install chromium-headless-shell fonts-noto-cjk`"
# Streamlit looks for its server below the page's path first and finds it one step higher; harmless.
PROBES = re.compile(r"/\w+/_stcore/(health|host-config)$")
# What Plotly says when its map is taken away, with the page, while it is still drawing; nothing is left to see of it.
LEFT_WHILE_DRAWING = "reading '_scrollZoom'"
WAIT = 30_000
OURS = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
# Every other host is out of reach. Not by Playwright's routes: they keep the browser from keeping files, and each page
# would load the whole of Streamlit again.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DRAWN = """() => {
  const foot = document.querySelector(".foot[data-drawn]"), app = document.querySelector("[data-testid=stApp]");
  const asked = new URLSearchParams(location.search);
  asked.sort();
  if (!foot || app.dataset.testScriptState !== "notRunning") return false;
  const drawn = new URL(foot.dataset.drawn, location.href);
  return drawn.pathname === location.pathname && drawn.searchParams.toString() === asked.toString();
}"""
# The middle of a country's shape, once it has been at one place three times in a row.
STILL = """iso3 => {
  const shape = [...document.querySelectorAll('.choroplethlayer path')]
    .filter(path => path.__data__ && path.__data__.loc === iso3).pop();
  const r = shape.getBoundingClientRect(), at = [r.x + r.width / 2, r.y + r.height / 2];
  const same = window.stillAt?.iso3 === iso3 && `${window.stillAt.at}` === `${at}`;
  window.stillAt = { iso3, at, times: same ? window.stillAt.times + 1 : 1 };
  return window.stillAt.times >= 3 && at;
}"""


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    """A server of our own on a free port, with `settings` in its environment alone; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"],
        cwd=ROOT,
        env={**os.environ, "ATLAS_ORIGIN": address, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(240):
            if process.poll() is not None:
                pytest.fail(f"the server stopped with {process.returncode}")
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        else:
            pytest.fail("the server did not answer /healthz with 200 within a minute")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    if CHROMIUM:
        with serving() as address:
            yield address
    else:
        yield ""


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    api = pytest.importorskip("playwright.sync_api", reason="no playwright: `pip install playwright`")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", ALONE]
        )
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium):
    """`tab(locale, width)`: a new tab; at the end only our host was asked and nothing complained of."""
    complaints: list[str] = []
    contexts = []

    def make(locale: str = "zh-CN", width: int = 1440, height: int = 900):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale=locale)
        contexts.append(context)

        def guard(asked) -> None:
            if not asked.url.startswith(OURS):
                complaints.append(f"asked {asked.url}")

        context.on("request", guard)
        context.on("page", lambda opened: opened.on("websocket", guard))
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.on(
            "pageerror",
            lambda error: (
                complaints.append(f"error {error}") if LEFT_WHILE_DRAWING not in str(error) else None
            ),
        )
        page.on(
            "response",
            lambda r: (
                complaints.append(f"{r.status} {r.url}")
                if r.status >= 400 and not PROBES.search(r.url)
                else None
            ),
        )
        page.on(
            "console",
            lambda m: (
                complaints.append(f"console {m.text} {m.location.get('url')}")
                if m.type == "error" and not PROBES.search(m.location.get("url", ""))
                else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


# what a test waits for on a page


def address_of(server: str, page_name: str, lang: str) -> str:
    return f"{server}/{'' if page_name == 'overview' else page_name}?lang={lang}"


def settled(page) -> None:
    """Until the view of the address is drawn to its end, and what an earlier one left behind is gone."""
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(50)


def followed(page, href: str) -> None:
    """Until the address is that of a link which was clicked; a part of the page that it names is no part of the address."""
    page.wait_for_function("href => location.pathname + location.search === href", arg=href.partition("#")[0])


def ready(page) -> None:
    page.wait_for_selector(".foot")


def empty_clipboard(page) -> None:
    """What is copied on this page can be read from now on; the clipboard is one for all tests of a browser."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('')")


def copied(page, part: str) -> str:
    """What is on the clipboard, once it holds this part. Asked from here: a predicate of the page that promises an answer
    counts as true at once."""
    ends = time.monotonic() + WAIT / 1000
    while part not in (text := page.evaluate("navigator.clipboard.readText()")):
        assert time.monotonic() < ends, f"{part!r} is not on the clipboard: {text[:200]!r}"
        page.wait_for_timeout(100)
    return text


def map_drawn(page) -> None:
    page.wait_for_function("document.querySelectorAll('.choroplethlayer path').length > 200")


def middle_of(page, iso3: str) -> tuple[float, float]:
    """Where a country's shape is on the screen."""
    settled(page)
    box = page.wait_for_function(STILL, arg=iso3, polling=100).json_value()
    return box[0], box[1]


def barriers(page, least: int = 1) -> list[str]:
    """What keeps people out, by axe's rules for WCAG 2.2 A and AA; at least so many rules must have found something to pass."""
    axe = pytest.importorskip("axe_playwright_python", reason="no axe: `pip install axe-playwright-python`")
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    assert len(found["passes"]) >= least, "axe looked at nothing"
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def country_clicked(page, address: str, iso3: str = "COD") -> None:
    """Open a page with a map and point at a country: its sentences are there."""
    page.goto(address)
    ready(page)
    map_drawn(page)
    page.mouse.click(*middle_of(page, iso3))
    page.wait_for_selector(".panel h2[data-number]")
