"""What a server bears, measured in at most five minutes over the loopback: `make load`.

- 50 first visits at once of a server that has just started, then users who click, with seconds between two clicks
- 50 PDFs and 20 presentations of 40 maps asked for at once, while others click and static files are asked for; memory
- how long it takes to stop while all that is going on
"""

from __future__ import annotations

import asyncio
import base64
import json
import random
import signal
import sys
import time
import urllib.error
import urllib.request
import zlib
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from websockets.asyncio.client import connect

from etl.paths import ROOT
from tests.visitors import VIEWS, User, serving

FIRST, CLICKERS, THINK, SECONDS = 50, 20, 10.0, 60.0


def said(what: str, waited: Iterable[float]) -> None:
    """A line of what was waited for."""
    times = sorted(waited)
    at = {f"p{p}": times[min(len(times) - 1, len(times) * p // 100)] for p in (50, 95)}
    print(
        f"{what:<52} n {len(times):4d}  p50 {at['p50']:6.2f}  p95 {at['p95']:6.2f}  max {times[-1]:6.2f} s",
        flush=True,
    )


async def visit(there: str) -> float:
    """Seconds from opening a connection until the first page is drawn."""
    began = time.perf_counter()
    async with connect(f"{there}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        await User(socket).click("", "lang=zh")
    return time.perf_counter() - began


async def clicking(there: str, number: int, seconds: float, think: float) -> list[float]:
    """Seconds waited for each click of one user."""
    at, waited = random.Random(number), list[float]()
    async with connect(f"{there}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        user = User(socket)
        await user.click("", "lang=zh")
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            await asyncio.sleep(at.uniform(0.5, 1.5) * think)
            waited.append(await user.click(*at.choice(VIEWS)))
    return waited


async def users(there: str, n: int, seconds: float, think: float) -> list[float]:
    """The same of several."""
    each = await asyncio.gather(*(clicking(there, k, seconds, think) for k in range(n)))
    return [waited for one in each for waited in one]


def ask(address: str, longest: float = 90) -> tuple[int, float]:
    """(status, seconds); 0 where there is no answer."""
    began = time.perf_counter()
    try:
        with urllib.request.urlopen(address, timeout=longest) as answer:
            answer.read()
            return answer.status, time.perf_counter() - began
    except urllib.error.HTTPError as error:
        return error.code, time.perf_counter() - began
    except OSError:
        return 0, time.perf_counter() - began


def megabytes(process: int) -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def storm(address: str) -> list[str]:
    """Addresses whose answers take long: 50 briefs, and 20 presentations of 40 maps each."""
    slides = [["countries", {"theme": "nhri"} if k % 2 else {}, str(k), ""] for k in range(40)]
    packed = base64.urlsafe_b64encode(zlib.compress(json.dumps(slides).encode(), 9)).decode().rstrip("=")
    briefs = [f"{address}/brief/country.pdf?country={'TUN' if k % 2 else 'LBN'}&lang=zh" for k in range(50)]
    return [*briefs, *(f"{address}/show?lang=en&deck={packed}" for _ in range(20))]


def main() -> int:
    """All of it."""
    with serving(ROOT / "app.py") as (address, process):
        there = address.replace("http", "ws", 1)

        async def first() -> list[float]:
            return list(await asyncio.gather(*(visit(there) for _ in range(FIRST))))

        said(f"{FIRST} first visits of a cold server", asyncio.run(first()))
        asyncio.run(users(there, 2, 6, 0.5))
        said(
            f"{CLICKERS} users, {THINK:.0f} s between clicks",
            asyncio.run(users(there, CLICKERS, SECONDS, THINK)),
        )
        before = megabytes(process)
        static: list[float] = []
        with ThreadPoolExecutor(72) as pool:
            waiting = [pool.submit(ask, each) for each in storm(address)]
            clicks = pool.submit(lambda: asyncio.run(users(there, 3, 15, 1.0)))
            while not all(each.done() for each in waiting) or not clicks.done():
                static.append(ask(f"{address}/assets/atlas.css")[1])
                time.sleep(0.2)
        most = megabytes(process)
        print("parallel renders:", dict(Counter(each.result()[0] for each in waiting)))
        said("renders", (each.result()[1] for each in waiting))
        said("static files meanwhile", static)
        said("3 users who click meanwhile", clicks.result())
        time.sleep(5)
        after = megabytes(process)
        print(
            f"memory: {before:.0f} MB before, {most:.0f} at the end, {after:.0f} five seconds later",
            flush=True,
        )
        with ThreadPoolExecutor(70) as pool:
            for each in storm(address):
                pool.submit(ask, each, 20)
            time.sleep(1.5)
            began = time.monotonic()
            _stop(process)
            print(f"stopped within {time.monotonic() - began:.1f} s of SIGTERM, with files being made")
    return 0


def _stop(process: int) -> None:
    import os

    os.kill(process, signal.SIGTERM)
    while Path(f"/proc/{process}/stat").exists():
        if Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
