"""Whoever reads a document is a limited process: little memory, little time, a temporary folder of its own, no network.

A document comes from outside, and what opens it is large and written in C. So each reading, from the command line, of a
build or of the upload page, is done by a child that this module starts and limits; nothing is parsed anywhere else.
Windows has no such limits: there only the time is limited, and sockets are refused.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from etl.child_process import Child, Late, running
from etl.errors import Code, Refused
from etl.paths import ROOT

SECONDS = 60  # for one document
MEMORY = 1536 * 2**20
INSIDE = "ATLAS_LIMITED"  # set in a process that is limited already
_READING = {"extract": SECONDS}  # commands that do nothing else; others start a child for what they read
_START = f"import sys; sys.path[0] = {str(ROOT)!r}; from etl import limited; limited.begin()"
_ALONE = {
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_IO_THREADS"), "1"),
    # Arrow's own allocator reserves a gigabyte of addresses that it does not use, and the limit counts addresses
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # of Linux' unshare


@contextmanager
def reading(
    module: str,
    arguments: Sequence[str] = (),
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    environment: Mapping[str, str] | None = None,
    given: bytes = b"",
    output: int | None = -1,
    errors: IO[bytes] | int | None = -3,
    place: Path = ROOT,
) -> Iterator[Child]:
    """`python -m module` with these arguments in a limited child, to be heard as `child_process.running` says."""
    command = [sys.executable, "-c", _START, str(memory), str(int(seconds) + 1), module, *arguments]
    with tempfile.TemporaryDirectory(prefix="atlas-job-") as own:
        around = dict(os.environ if environment is None else environment)
        around |= _ALONE | {"PYTHONUTF8": "1", INSIDE: "1", **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), own)}
        with running(
            command, seconds, given=given, environment=around, output=output, errors=errors, place=place
        ) as child:
            yield child


def command(module: str, name: str) -> None:
    """Run a command of the command line: in a limited child if it only reads a document, else in this process.

    `module` is what runs it, `name` what it is called; the exit status is that of the command, 2 where a limit ended it.
    """
    what = next((a for a in sys.argv[1:] if not a.startswith("-")), "")
    if what not in _READING or os.environ.get(INSIDE):
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return
    try:
        with reading(
            module, sys.argv[1:], seconds=_READING[what], output=None, errors=None, place=Path.cwd()
        ) as child:
            status = child.status()
        if status >= 0:
            sys.exit(status)
        refused = Refused(Code.CRASHED)
    except Late:
        refused = Refused(Code.LATE, seconds=_READING[what])
    print(f"{name}: {refused}", file=sys.stderr)
    sys.exit(2)


def begin() -> None:
    """In the child: take the limits, then be the module; its arguments follow memory, seconds and its name."""
    memory, seconds, module = sys.argv[1:4]
    del sys.argv[1:4]
    _limit(int(memory), int(seconds))
    _no_network()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _no_network() -> None:
    """Leave the network, where the system lets a process do that, and refuse sockets in any case."""
    with suppress(OSError, AttributeError, TypeError):
        unshare = ctypes.CDLL(None).unshare
        user, group = os.getuid(), os.getgid()
        if unshare(_NEW_NETWORK) and not unshare(_NEW_USER | _NEW_NETWORK):
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    sys.addaudithook(_refuse_sockets)


def _refuse_sockets(event: str, _: tuple[object, ...]) -> None:
    if event.startswith("socket.") and event != "socket.gethostname":
        raise PermissionError("no network where documents are read")
