"""Presentations as files, each made by a worker process: at most two at a time, and for a limited time."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import BoundedSemaphore

from etl.child_process import TICK, Late, running
from ui import sessions, url_state
from ui.slides import files as slide_files

SECONDS = 120.0
_MOST_AT_ONCE, _WAIT = 2, 30.0
_WHY = {slide_files.UNREADABLE: "failed_unreadable", slide_files.NO_TYPEFACE: "failed_typeface"}
_turns = BoundedSemaphore(_MOST_AT_ONCE)


class Failed(Exception):
    """No file was made; `why` is a key of the words under `present`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def export(
    kind: str,
    packed: str,
    asked: Mapping[str, str],
    origin: str,
    tell: Callable[[int, int], None],
    seconds: float = SECONDS,
) -> bytes:
    """The file of a packed deck. `tell` hears (slides done, of all) several times a second; raises `Failed`."""
    ends = time.monotonic() + _WAIT
    while not _turns.acquire(timeout=TICK):
        tell(0, 0)
        if time.monotonic() > ends:
            raise Failed("failed_busy")
    try:
        with tempfile.TemporaryDirectory(prefix="atlas-slides-") as place:
            target = Path(place) / "file"
            wanted = {
                "kind": kind,
                "deck": packed,
                "asked": dict(asked),
                "own": sessions.folders(asked.get(url_state.OWN, "")),
                "origin": origin,
                "target": str(target),
            }
            _run(json.dumps(wanted).encode(), tell, seconds)
            return target.read_bytes()
    except OSError as error:
        raise Failed("failed_fault") from error
    finally:
        _turns.release()


def _run(wanted: bytes, tell: Callable[[int, int], None], seconds: float) -> None:
    """Have the worker make what is wanted; each of its lines says slides done and slides in all."""
    k = n = 0
    try:
        with running([sys.executable, "-m", "ui.slides.files"], seconds, given=wanted) as child:
            for line in child.lines():
                if line:
                    k, n = (int(part) for part in line.split())
                tell(k, n)
            status = child.status()
    except Late:
        raise Failed("failed_time") from None
    except ValueError:
        raise Failed("failed_fault") from None
    if status:
        raise Failed(_WHY.get(status, "failed_fault"))
