"""A child process that says line by line how far it is: heard several times a second, limited in time, and ended with
everything that it started."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from typing import IO

from ui.tables import ROOT

TICK = 0.2  # seconds
_LONGEST_LINE = 4 * 2**20


class Late(Exception):
    """The child's time was up."""


class Child:
    """A running child, to be heard until `ends` on the monotonic clock."""

    def __init__(self, process: subprocess.Popen[bytes], output: IO[bytes], ends: float) -> None:
        self.process, self.ends = process, ends
        self._read: queue.Queue[bytes] = queue.Queue()
        Thread(target=self._listen, args=(output,), daemon=True).start()

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


@contextmanager
def running(
    command: Sequence[str],
    seconds: float,
    *,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    errors: IO[bytes] | int = subprocess.DEVNULL,
) -> Iterator[Child]:
    """Run a command for at most `seconds`, `given` on its standard input; whatever happens, it is gone afterwards."""
    ends = time.monotonic() + seconds
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        with suppress(BrokenPipeError):  # one that ends at once says so by its status
            process.stdin.write(given)
            process.stdin.close()
        yield Child(process, process.stdout, ends)
    finally:
        _end(process)
        process.stdout.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
