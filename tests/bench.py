"""Speed, as ratios measured in one run: `make bench`. Times are this machine's; only the ratios travel.

- cutting names out of text, against a bare scan with the same automaton
- a whole report, against reading its file and finding its paragraphs
- a rerun of each page with a warm cache, against a rerun of an empty page: the server's CPU time and the bytes it
  sends to the browser (websocket, before compression), where there is a Chromium
"""

from __future__ import annotations

import os
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

from etl import gazetteer, language, pipeline, reports, structure
from etl.paths import REPORTS, ROOT


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
        "one report, all ten tables",
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
    stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
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
        blank.write_text("import streamlit as st\nst.write('empty')\n")
        with serving(blank) as (address, process):
            base, base_sent = reruns(browser, address, "[data-testid=stMarkdown]", process)
        with serving(ROOT / "app.py") as (address, process):
            for page in sorted((ROOT / "pages").glob("*.py")):
                path = "" if page.stem == "overview" else page.stem
                used, sent = reruns(browser, f"{address}/{path}?lang=zh", ".foot", process)
                line(f"rerun of {page.stem}, CPU of the server", used, "an empty page", base)
                print(f"{'':<44} {sent / 1000:8.1f} kB sent; an empty page {base_sent / 1000:.1f} kB")


if __name__ == "__main__":
    etl()
    pages()
