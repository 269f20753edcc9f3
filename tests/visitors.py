"""Visitors without a browser: a server, the messages that a browser would send it, and what it spends on them."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from etl.paths import ROOT

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


@contextmanager
def serving(script: Path, settings: Mapping[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """A server of a script on a free port, with `settings` in its environment: its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", port]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    around = {**os.environ, **(settings or {})}
    process = subprocess.Popen([*command, "--server.address", "127.0.0.1"], cwd=ROOT, env=around, **quiet)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def cpu(process: int) -> float:
    """CPU seconds that a process has used so far (Linux), threads that have ended among them."""
    return time.clock_gettime((~process << 3) | 2)


class User:
    """Somebody who clicks: the messages that a browser would send, and how long the answer takes."""

    def __init__(self, socket: Any) -> None:
        self.socket, self.pages, self.kept = socket, dict[str, str](), set[str]()

    async def click(self, page: str, query: str, ours: bool = True) -> float:
        """Seconds until the view is drawn; `ours` are pages that say when they are."""
        asked = BackMsg()
        asked.rerun_script.query_string, asked.rerun_script.page_script_hash = query, self.pages.get(page, "")
        asked.rerun_script.cached_message_hashes.extend(self.kept)
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        drawn = False
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await self.socket.recv())
            kind = answer.WhichOneof("type")
            if answer.metadata.cacheable:  # a browser keeps it, and says so
                self.kept.add(answer.hash)
            if kind == "navigation":
                self.pages = {
                    each.url_pathname: each.page_script_hash for each in answer.navigation.app_pages
                }
            drawn |= kind == "delta" and "data-view" in answer.delta.new_element.html.body
            if kind == "script_finished":
                assert drawn or not ours, f"{page}?{query} was not drawn to its end"
                return time.perf_counter() - began


def opened(address: str) -> connect:
    """A connection to a server, as a browser opens it."""
    there = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    return connect(there, subprotocols=["streamlit"], max_size=None)


async def crowd(address: str, users: int, seconds: float) -> list[float]:
    """Seconds waited for each click of so many users who click about once a second."""

    async def one(number: int) -> list[float]:
        at, waited = random.Random(number), list[float]()
        async with opened(address) as socket:
            user = User(socket)
            for page, query in (VIEWS[0], *VIEWS):
                await user.click(page, query)
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                await asyncio.sleep(at.uniform(0.5, 1.5))
                waited.append(await user.click(*at.choice(VIEWS)))
        return waited

    return [each for user in await asyncio.gather(*map(one, range(users))) for each in user]
