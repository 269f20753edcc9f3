"""A child process that says line by line how far it is: heard several times a second, limited in time, and ended with
everything that it started."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

from etl.paths import ROOT

TICK = 0.2  # seconds
_LONGEST_LINE = 4 * 2**20


class Late(Exception):
    """The child's time was up."""


class Child:
    """A running child, to be heard until `ends` on the monotonic clock."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.process, self.ends = process, time.monotonic() + seconds
        self._read: queue.Queue[bytes] = queue.Queue()
        if process.stdout:
            Thread(target=self._listen, args=(process.stdout,), daemon=True).start()

    def grant(self, seconds: float) -> None:
        """Give it so much time from now on."""
        self.ends = time.monotonic() + seconds

    def lines(self) -> Iterator[bytes]:
        """Each line, and an empty one where nothing comes for a while. Raises `Late`."""
        while True:
            if time.monotonic() > self.ends:
                raise Late
            try:
                line = self._read.get(timeout=TICK)
            except queue.Empty:
                yield b""
                continue
            if not line:
                return
            yield line

    def status(self) -> int:
        """How it ended, once it has. Raises `Late`."""
        try:
            return self.process.wait(max(self.ends - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            raise Late from None

    def _listen(self, output: IO[bytes]) -> None:
        with suppress(OSError, ValueError):
            while line := output.readline(_LONGEST_LINE):
                self._read.put(line)
        self._read.put(b"")


def data(line: bytes) -> dict[str, Any]:
    """A line of a child as data; nothing where it is none."""
    with suppress(ValueError):
        said = json.loads(line)
        if isinstance(said, dict):
            return said
    return {}


@contextmanager
def running(
    command: Sequence[str],
    seconds: float,
    *,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    output: int | None = subprocess.PIPE,
    errors: IO[bytes] | int | None = subprocess.DEVNULL,
    place: Path = ROOT,
) -> Iterator[Child]:
    """Run a command for at most `seconds`, `given` on its standard input; whatever happens, it is gone afterwards.

    Without an `output` to be heard, or one for `errors`, it writes to those of this process.
    """
    process = subprocess.Popen(
        command,
        cwd=place,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=errors,
        start_new_session=True,
    )
    assert process.stdin is not None
    try:
        with suppress(BrokenPipeError):  # one that ends at once says so by its status
            process.stdin.write(given)
            process.stdin.close()
        yield Child(process, seconds)
    finally:
        _end(process)
        if process.stdout:
            process.stdout.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
