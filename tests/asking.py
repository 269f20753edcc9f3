"""Asking the server without a socket: one request to the routes of `app.py`, its address exactly as it is written.

Client libraries tidy an address before they send it (`..`, `%00`); what becomes of such an address is what tests ask.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.types import ASGIApp, Message

import app

HOST = "atlas.example.org"
SERVER = Starlette(routes=app.ROUTES)


@dataclass
class Answer:
    """What came back, and what the server raised after it had answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    raised: Exception | None = None

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(address: str, method: str = "GET", **headers: str) -> Answer:
    """The answer to one request; `if_none_match="…"` is the header If-None-Match."""
    sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return ask_of(SERVER, "127.0.0.1", address, method, sent)


def ask_of(
    server: ASGIApp, client: str, address: str, method: str = "GET", headers: Sequence[tuple[str, str]] = ()
) -> Answer:
    """The answer of a server to a client's address.

    It runs in a thread of its own: a browser's driver may keep a loop running in this one.
    """
    sent = [*headers, *([] if "host" in dict(headers) else [("host", HOST)])]
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(_ask(server, client, address, method, sent))).result()


async def _ask(
    server: ASGIApp, client: str, address: str, method: str, headers: Sequence[tuple[str, str]]
) -> Answer:
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(path), "raw_path": path.encode(), "root_path": "", "query_string": query.encode(),
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers],
        "client": (client, 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    answer = Answer()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {k.decode().lower(): v.decode() for k, v in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    try:
        await server(scope, receive, send)
    except Exception as error:
        answer.raised = error
    return answer
