"""A reading of a document as a process of its own: limited in memory and time, one after the other.

What is read comes from outside, so nothing of it is parsed in the server itself. A child that runs away is ended
with everything it started; what it wrote for itself lies in a folder of its job and goes with it.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import IO, Any

from etl import audit, child_process, limited
from etl.child_process import Child
from ui.sessions import Refused

SECONDS, MEMORY, TICK = limited.SECONDS, limited.MEMORY, child_process.TICK
WAITING = "waiting"
MOST_WAITING = 4
_LONGEST_NAME = 80
_PASSED_ON = (
    *("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH"),
    *("SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    *("XDG_DATA_HOME", "ATLAS_DATA", "ATLAS_REPORTS", "ATLAS_TABLES"),
)
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_log = logging.getLogger(__name__)

# (what is being done, steps done, steps in all); while a job waits, (WAITING, jobs before it, 0).
Tell = Callable[[str, int, int], None]


class Turns:
    """Who came first goes first, one at a time; whoever finds `most` waiting is sent away."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self.most = most
        self._tickets: list[object] = []
        self._lock = Lock()

    @contextmanager
    def turn(self, tell: Tell) -> Iterator[None]:
        """Wait for one's turn, and have it."""
        ticket = object()
        with self._lock:
            if len(self._tickets) > self.most:
                raise Refused("queue_full", {"waiting": self.most})
            self._tickets.append(ticket)
        try:
            while before := self._tickets.index(ticket):
                tell(WAITING, before, 0)
                time.sleep(TICK)
            yield
        finally:
            with self._lock:
                self._tickets.remove(ticket)


TURNS = Turns()


def run(
    arguments: Sequence[str],
    tell: Tell,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    actor: str = "",
    whole: bool = False,
) -> dict[str, Any]:
    """Run `python -m etl` with these arguments for an actor; its last line as data. `Refused` with the reason if it does not
    end well.

    `tell` is called several times a second, so that what calls may be stopped; the child then ends as well. A `whole` work on
    many documents has its time for each of them, and starts limited children of its own for these.
    """
    with TURNS.turn(tell), tempfile.TemporaryFile() as errors:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment[audit.ACTOR] = actor
        child = (
            child_process.running(
                [sys.executable, "-m", "etl", *arguments], seconds, environment=environment, errors=errors
            )
            if whole
            else limited.reading(
                "etl.cli", arguments, seconds=seconds, memory=memory, environment=environment, errors=errors
            )
        )
        return _run(child, arguments[0], tell, seconds, errors, whole)


def _run(
    started: AbstractContextManager[Child],
    command: str,
    tell: Tell,
    seconds: float,
    errors: IO[bytes],
    each: bool,
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    try:
        with started as child:
            step: tuple[str, int, int] = ("starting", 0, 0)
            for line in map(child_process.data, child.lines()):
                if "step" in line:
                    step = (str(line["step"]), int(line["done"]), int(line["total"]))
                    if each:
                        child.grant(seconds)
                elif "refused" in line:
                    raise Refused(str(line["refused"]), line.get("facts"))
                elif line:
                    result = line
                tell(*step)
            status = child.status()
    except child_process.Late:
        raise Refused("late", {"seconds": int(seconds)}) from None
    if status:
        errors.seek(max(errors.seek(0, os.SEEK_END) - 2000, 0))
        said = errors.read().decode("utf-8", "replace").strip()
        if status == 2:
            raise Refused("other", {}, said.removeprefix("etl: "))
        _log.warning("etl %s ended with %s: %s", command, status, said)
        raise Refused("crashed", {}, said.rpartition("\n")[2][:200])
    return result


def safe_name(name: str) -> str:
    """A name of our own for a file from outside: letters, digits, `.`, `-`, `_`; its ending in lower case."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    if not dot:
        stem, ending = last, ""
    ending = re.sub(r"[^a-z0-9]", "", ending.lower())[:10]
    stem = re.sub(r"[^\w-]+(?<!\.)|\.\.+", "-", stem).strip("-_.")[:_LONGEST_NAME] or "report"
    if _DEVICES.fullmatch(stem):
        stem = f"report-{stem}"
    while len(stem.encode()) > 180:
        stem = stem[:-1]
    return f"{stem}.{ending}" if ending else stem
