"""One line of engines: two processes, and two workers of a cluster over TCP of which one is killed, give the tables of one."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_registry import TEXT

from etl import build, engines, package, parts
from etl.build import Engine
from etl.paths import ROOT

COUNTRIES = ("Chad", "Mali", "Peru", "Kenya", "Niger", "Togo", "Nepal", "Haiti")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of reports long enough that a worker can be killed while it reads."""
    place = tmp_path_factory.mktemp("engines")
    for k, country in enumerate(COUNTRIES):
        file = place / "new.txt"
        pairs = (TEXT.format(country=country) for _ in range(150))
        lines = re.sub(r"(?m)^\d+", "§", "".join(pairs)).splitlines()
        text = "\n".join(line.replace("§", str(n), 1) for n, line in enumerate(lines, 1))
        file.write_text(text + "\n", encoding="utf-8")
        build.add(file, "en", place / "reports", place / "tables", {"symbol": f"A/{60 + k}/36"})
    return place


@contextmanager
def process(*command: str, wait_for: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A program of the cluster, once it has said that it is there; and what it said."""
    run = subprocess.Popen(
        [sys.executable, "-m", "dask", *command],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.stderr is not None
    said = ""
    ends = time.monotonic() + 60
    try:
        while not (found := re.search(wait_for, said)):
            assert time.monotonic() < ends and run.poll() is None, said
            said += run.stderr.readline()
        yield run, found[1]
    finally:
        run.kill()
        run.wait()


@pytest.mark.long
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system ends no process so")
def test_two_workers_over_tcp_and_one_killed_give_the_same_tables(reports: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra `dask` is not installed: the cluster is NOT tried")
    at = ("--host", "127.0.0.1", "--no-dashboard")
    worker = ("--nthreads", "1", "--nworkers", "1", "--no-nanny", "--no-dashboard")
    with (
        process("scheduler", *at, "--port", "0", wait_for=r"at:\s+(tcp://\S+)") as (_, address),
        process("worker", address, *worker, wait_for=r"(Registered to)") as (first, _),
        process("worker", address, *worker, wait_for=r"(Registered to)"),
    ):
        read: list[str] = []

        def progress(report: str, done: int, total: int) -> None:
            read.append(report)
            if len(read) == 1:
                first.send_signal(signal.SIGKILL)

        engine = Engine(2, "dask", address)
        built = build.build(reports / "reports", tmp_path / "t", engine=engine, progress=progress)
    assert sorted(read) == built.read and len(built.read) == len(COUNTRIES) and not built.left_out
    assert package.identity(tmp_path / "t") == package.identity(reports / "tables")


def test_an_interrupted_build_goes_on_where_it_was(reports: Path, tmp_path: Path) -> None:
    """What was read before is not read again."""

    class Away(BaseException):
        """The process is stopped."""

    def progress(report: str, done: int, total: int) -> None:
        if done == 3:
            raise Away

    with pytest.raises(Away):
        build.build(reports / "reports", tmp_path / "t", progress=progress)
    assert not (tmp_path / "t").exists()
    built = build.build(reports / "reports", tmp_path / "t")
    assert len(built.kept) == 3 and len(built.read) == len(COUNTRIES) - 3
    assert package.identity(tmp_path / "t") == package.identity(reports / "tables")


def test_what_travels_is_a_receipt(reports: Path) -> None:
    """A worker writes the part itself."""
    receipt = parts.make(parts.Task(reports / "reports" / "A-60-36.en", "key", reports / "apart"))
    assert receipt.whole and receipt.rows["passages"] == 300
    assert (reports / "apart" / "A-60-36.en" / "passages.csv").exists()


@pytest.mark.parametrize(
    ("script", "guarded"),
    [
        ("build.build(a, b)\n", False),
        ("if __name__ == 'main':\n    pass\nif x:\n    build.build(a, b)\n", True),
        ("if True:\n    build.build(a, b)\n", False),
        ('if "__main__" == __name__:\n    build.build(a, b)\n', True),
    ],
)
def test_a_script_that_workers_would_begin_anew_is_told(
    tmp_path, monkeypatch, script: str, guarded: bool
) -> None:
    path = tmp_path / "mine.py"
    path.write_text(script, encoding="utf-8")
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(path))
    engines.check_guarded()  # a forked worker reads no script
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda: "spawn")
    if guarded:
        engines.check_guarded()
        return
    with pytest.raises(RuntimeError, match=r"mine\.py.*__name__"):
        engines.check_guarded()
