"""Speed, as ratios measured in one run: `make bench`. Times are this machine's; only the ratios travel.

- cutting names out of text, against a bare scan with the same automaton
- a whole report, against reading its file and finding its paragraphs
- a rerun of each page with a warm cache, against a rerun of an empty page: the server's CPU time and the bytes it
  sends to the browser (websocket, before compression), where there is a Chromium
- what is seen in a browser: `tests/bench_screen.py`
- what ten users who click wait for, while two presentations are made into files all the time, against the same users
  when none is made
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from etl import gazetteer, language, pipeline, reports, structure
from etl.paths import REPORTS, ROOT
from tests import bench_screen
from ui import deck
from ui.slides import export_process
from ui.slides import files as slide_files


def median(run: Callable[[], object], times: int = 7) -> float:
    """CPU seconds of one run of this process, the median of several after a warm-up."""
    run()
    taken = []
    for _ in range(times):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


def line(what: str, seconds: float, base: str, base_seconds: float) -> None:
    """One comparison."""
    print(
        f"{what:<44} {seconds * 1000:8.1f} ms   {seconds / base_seconds:6.1f} × {base} ({base_seconds * 1000:.1f} ms)"
    )


def etl() -> None:
    """The two comparisons of the river."""
    document = reports.load(REPORTS / "A-74-36.zh")
    matcher, zh = gazetteer.countries("zh"), language.get("zh")
    text = document.raw * 5
    scan = median(lambda: matcher._automaton.find_matches_as_indexes(text, overlapping=True))
    line("names in 5 reports' text", median(lambda: matcher.find(text)), "a bare scan", scan)
    parse = median(lambda: structure.parse(document.raw, zh))
    line(
        "one report, all tables",
        median(lambda: pipeline.tables_of(document), 5),
        "its structure alone",
        parse,
    )


@contextmanager
def serving(script: Path) -> Iterator[tuple[str, int]]:
    """A server of a script on a free port: its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", port]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, "--server.address", "127.0.0.1"], cwd=ROOT, **quiet)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def cpu(process: int) -> float:
    """CPU seconds that a process has used so far."""
    stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def reruns(browser: object, address: str, ready: str, process: int, times: int = 20) -> tuple[float, float]:
    """(CPU seconds, bytes sent) of a rerun without a change: the mean of several, after some that warm the cache."""
    page = browser.new_page()  # type: ignore[attr-defined]
    got: list[int] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: got.append(len(frame))))
    page.goto(address)
    page.wait_for_selector(ready)
    page.wait_for_timeout(4000)
    for _ in range(3):
        page.keyboard.press("r")
        page.wait_for_timeout(800)
    got.clear()
    before = cpu(process)
    for _ in range(times):
        page.keyboard.press("r")
        page.wait_for_timeout(400)
    page.wait_for_timeout(400)
    used = cpu(process) - before
    page.close()
    return used / times, sum(got) / times


def pages() -> None:
    """A warm rerun of each page, against an empty page's."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium or not Path("/proc/self/stat").is_file():
        print("reruns: NOT MEASURED, this needs Linux and a Chromium")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        blank = Path(folder) / "blank.py"
        blank.write_text("import streamlit as st\nst.write('empty')\n", encoding="utf-8")
        with serving(blank) as (address, process):
            base, base_sent = reruns(browser, address, "[data-testid=stMarkdown]", process)
        with serving(ROOT / "app.py") as (address, process):
            for page in sorted((ROOT / "pages").glob("*.py")):
                path = "" if page.stem == "overview" else page.stem
                used, sent = reruns(browser, f"{address}/{path}?lang=zh", ".foot", process)
                line(f"rerun of {page.stem}, CPU of the server", used, "an empty page", base)
                print(f"{'':<44} {sent / 1000:8.1f} kB sent; an empty page {base_sent / 1000:.1f} kB")


USERS, SECONDS = 10, 15.0
VIEWS = (
    ("", "lang=zh"),
    ("countries", "lang=zh&country=TUN"),
    ("countries", "lang=en&m=visits"),
    ("country", "lang=zh&iso3=LBN"),
    ("themes", "lang=en&theme=women_gender"),
    ("presences", "lang=zh&country=MEX"),
    ("funding", "lang=en"),
    ("paragraphs", "lang=zh&passage=81"),
)


class User:
    """Somebody who clicks, without a browser: the messages that one would send, and how long the answer takes."""

    def __init__(self, socket: Any) -> None:
        self.socket, self.pages = socket, dict[str, str]()

    async def click(self, page: str, query: str) -> float:
        """Seconds until the view is drawn."""
        asked = BackMsg()
        asked.rerun_script.query_string, asked.rerun_script.page_script_hash = query, self.pages.get(page, "")
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        drawn = False
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await self.socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "navigation":
                self.pages = {
                    each.url_pathname: each.page_script_hash for each in answer.navigation.app_pages
                }
            drawn |= kind == "delta" and "data-view" in answer.delta.new_element.html.body
            if kind == "script_finished":
                assert drawn, f"{page}?{query} was not drawn to its end"
                return time.perf_counter() - began


async def crowd(address: str, seconds: float) -> list[float]:
    """Seconds waited for each click of `USERS` users who click about once a second."""

    async def one(number: int) -> list[float]:
        at, waited = random.Random(number), list[float]()
        async with connect(f"{address}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            user = User(socket)
            for page, query in (VIEWS[0], *VIEWS):
                await user.click(page, query)
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                await asyncio.sleep(at.uniform(0.5, 1.5))
                waited.append(await user.click(*at.choice(VIEWS)))
        return waited

    return [each for user in await asyncio.gather(*map(one, range(USERS))) for each in user]


def exports(stop: Event, kind: str, made: list[str]) -> None:
    """One file after the other, until told to stop."""
    packed = deck.encode(deck.ready_made())
    while not stop.is_set():
        export_process.export(kind, packed, {"lang": "zh"}, "", lambda k, n: None)
        made.append(kind)


def load() -> None:
    """Ten users, first alone and then beside two exports."""
    with serving(ROOT / "app.py") as (address, _):
        there = address.replace("http", "ws", 1)
        asyncio.run(crowd(there, 3))  # warm
        quiet = statistics.median(asyncio.run(crowd(there, SECONDS)))
        stop, made = Event(), list[str]()
        threads = [Thread(target=exports, args=(stop, kind, made)) for kind in slide_files.KINDS]
        for thread in threads:
            thread.start()
        busy = statistics.median(asyncio.run(crowd(there, SECONDS)))
        stop.set()
        for thread in threads:
            thread.join()
    line(f"{USERS} users who click, beside 2 exports", busy, "without", quiet)
    print(f"{'':<44} {len(made)} presentations of 8 slides were made meanwhile")


if __name__ == "__main__":
    etl()
    pages()
    load()
    bench_screen.main()
