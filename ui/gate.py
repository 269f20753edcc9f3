"""One gate for work that the web process does for addresses beside the pages: files, pictures, slides, tables.

Work waits in a line of limited length for a few threads of its own, so that pages and static files never wait for it. Who
would have to wait too long, or asks for too much at once or in a minute, is told so at once: `Busy`.
"""

from __future__ import annotations

import asyncio
import ctypes
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")
_MINUTE = 60.0
_MOST_CLIENTS = 10_000


class Busy(Exception):
    """Not now; `why` is a key of the words under `broken`, `seconds` when to come again."""

    def __init__(self, why: str, seconds: int) -> None:
        super().__init__(why)
        self.why, self.seconds = why, seconds


class PerMinute:
    """How often each client may ask in a minute."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def count(self, client: str) -> None:
        """Count one request. Raises `Busy` where it is one too many; that one does not count."""
        now = time.monotonic()
        with self._lock:
            times = self._asked.setdefault(client, deque())
            self._asked.move_to_end(client)
            while times and now - times[0] > _MINUTE:
                times.popleft()
            if len(times) >= self.most:
                raise Busy("many", int(_MINUTE - (now - times[0])) + 1)
            times.append(now)
            while len(self._asked) > _MOST_CLIENTS:
                self._asked.popitem(last=False)


@dataclass
class Gate:
    """A line for `workers` threads: `waiting` may stand in it, nobody longer than `seconds`.

    Of one client there may be `each`; more where nobody else is there, as of an office behind one address, but for a
    quarter of the places, which stay for others.
    """

    name: str
    workers: int
    waiting: int
    each: int
    seconds: float
    per_minute: PerMinute
    done: Counter[str] = field(default_factory=Counter)
    spent: float = 0.0
    _inside: Counter[str] = field(default_factory=Counter)
    _line: SimpleQueue[tuple[Future[Any], Callable[[], Any], str]] = field(default_factory=SimpleQueue)
    _waiting: set[Future[Any]] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    _started: bool = False
    _closed: bool = False

    async def do(self, client: str, work: Callable[[], T]) -> T:
        """What the work gives, once it is its turn. Raises `Busy`."""
        given = self._enter(client, work)
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(given)), self.seconds)
        except TimeoutError:
            given.cancel()  # if it still waits, it is not begun
            raise self._refuse("busy") from None
        except asyncio.CancelledError:
            if given.cancelled():  # the server stops
                raise self._refuse("busy") from None
            given.cancel()
            raise

    def _enter(self, client: str, work: Callable[[], T]) -> Future[T]:
        self.per_minute.count(client)
        with self._lock:
            if self._closed or self.inside >= self.workers + self.waiting:
                raise self._refuse("busy")
            alone = len(self._inside) == 1 and self.inside < (self.workers + self.waiting) * 3 // 4
            if self._inside[client] >= self.each and not alone:
                raise self._refuse("greedy")
            if not self._started:
                self._started = True
                for _ in range(self.workers):
                    Thread(target=self._work, daemon=True, name=f"gate-{self.name}").start()
            self._inside[client] += 1
            given: Future[T] = Future()
            self._waiting.add(given)
        context = copy_context()
        self._line.put((given, lambda: context.run(work), client))
        return given

    def _refuse(self, how: str) -> Busy:
        self.done[how] += 1
        return Busy("busy", 5)

    @property
    def inside(self) -> int:
        """How many are being served or wait."""
        return sum(self._inside.values())

    def _work(self) -> None:
        while True:
            given, work, client = self._line.get()
            self._waiting.discard(given)
            if given.set_running_or_notify_cancel():
                begun = time.monotonic()
                try:
                    given.set_result(work())
                    self.done["made"] += 1
                except BaseException as error:
                    self.done["failed"] += 1
                    given.set_exception(error)
                self.spent += time.monotonic() - begun
            with self._lock:
                self._inside[client] -= 1
                self._inside += Counter()  # forget those who have nothing here
                empty = not self._inside
            del given, work
            if empty:
                give_memory_back()

    def close(self) -> None:
        """The server stops: nobody comes in, who waits is told, and only what is begun is done."""
        self._closed = True
        for given in list(self._waiting):
            given.cancel()


def give_memory_back() -> None:
    """What was freed goes back to the system (the C library of Linux keeps it otherwise)."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


# Pictures, slides and plain tables take milliseconds: a page of a presentation asks for forty at once.
LIGHT = Gate("light", workers=2, waiting=200, each=60, seconds=20, per_minute=PerMinute(1200))
# PDF, Word, Excel, Parquet, archives and whole presentations take up to seconds and much memory.
HEAVY = Gate("heavy", workers=1, waiting=12, each=8, seconds=40, per_minute=PerMinute(600))
# Documents that are sent, each up to ten megabytes.
UPLOADS = PerMinute(20)


def close() -> None:
    """The server stops."""
    LIGHT.close()
    HEAVY.close()
