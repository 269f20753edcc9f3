"""Work handed out to one core, many cores or many machines: `concurrent.futures.Executor`, whichever it is."""

from __future__ import annotations

import ast
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from etl.errors import Code, Refused

NAMES = ("local", "dask")
_MOST = 16  # tasks a batch
_IN_A_ROW = 64  # and where one follows the other
T = TypeVar("T")
R = TypeVar("R")


def check(engine: str, scheduler: str | None) -> None:
    """Raise `Refused` where the options do not go together."""
    if engine not in NAMES:
        raise Refused(Code.OPTION, option="engine", value=engine, allowed=" ".join(NAMES))
    if scheduler and engine != "dask":
        raise Refused(Code.OPTION, what="alone", option="scheduler", value=scheduler)


def run(
    work: Callable[[list[T]], Iterable[R]],
    tasks: Sequence[T],
    lost: Callable[[T], R],
    jobs: int = 1,
    engine: str = "local",
    scheduler: str | None = None,
) -> Iterator[R]:
    """What `work` makes of each task, batch by batch, as they get done.

    Where a worker dies, what it had in hand is tried again; a task that takes its worker with it also when it is
    alone is given up: `lost` says what stands for it.
    """
    if engine == "local" and (jobs == 1 or len(tasks) < 2):
        for i in range(0, len(tasks), _IN_A_ROW):
            yield from work(list(tasks[i : i + _IN_A_ROW]))
        return
    left = list(tasks)
    for size in (_batch(len(left), jobs), 1):
        with _executor(engine, min(jobs, len(left)), scheduler) as pool:
            done: list[T] = []
            yield from _handed_out(pool, work, left, size, done)
        left = [task for task in left if task not in done]
        if not left:
            return
    for task in left:
        with _executor(engine, 1, scheduler) as pool:
            done = []
            yield from _handed_out(pool, work, [task], 1, done)
        if not done:
            yield lost(task)


def _handed_out(
    pool: Executor, work: Callable[[list[T]], Iterable[R]], tasks: list[T], size: int, done: list[T]
) -> Iterator[R]:
    """Results of the batches whose workers lived; `done` takes up their tasks."""
    batches = [tasks[i : i + size] for i in range(0, len(tasks), size)]
    handed = {}
    try:
        for batch in batches:
            handed[pool.submit(_listed, work, batch)] = batch
    except BrokenExecutor:
        pass
    for future in as_completed(handed):
        try:
            found = future.result()
        except Exception as error:
            if not _died(error):
                raise
            continue
        done += handed[future]
        yield from found


def _listed(work: Callable[[list[T]], Iterable[R]], batch: list[T]) -> list[R]:
    """What can be sent home."""
    return list(work(batch))


def _died(error: Exception) -> bool:
    """Whether a worker went away, rather than the work failing."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ in ("KilledWorker", "CancelledError")


def _batch(tasks: int, jobs: int) -> int:
    """Tasks a batch: few enough messages, and every worker busy to the end."""
    return max(1, min(_MOST, tasks // (jobs * 4)))


def check_guarded() -> None:
    """Raise RuntimeError where workers, which read the script that was started once more, would begin its work anew."""
    script = getattr(sys.modules["__main__"], "__file__", None)
    if script is None or multiprocessing.get_start_method() == "fork":
        return
    tests = (node.test for node in ast.walk(ast.parse(Path(script).read_bytes())) if isinstance(node, ast.If))
    if not any(
        isinstance(name, ast.Name) and name.id == "__name__" for test in tests for name in ast.walk(test)
    ):
        raise RuntimeError(f'{script}: put what starts several processes below `if __name__ == "__main__":`')


@contextmanager
def _executor(engine: str, jobs: int, scheduler: str | None) -> Iterator[Executor]:
    if engine == "local":
        check_guarded()
        with ProcessPoolExecutor(max(1, min(jobs, os.cpu_count() or 1))) as pool:
            yield pool
        return
    try:
        from distributed import Client
    except ImportError:
        raise Refused(Code.INSTALLATION, what="package", package="distributed", extra="dask") from None
    try:
        client = Client(scheduler, timeout=10) if scheduler else Client(n_workers=jobs, threads_per_worker=1)
    except (OSError, ValueError) as error:
        raise Refused(
            Code.OPTION, what="unreachable", option="scheduler", value=str(scheduler), reason=str(error)
        ) from error
    with client:
        yield client.get_executor(retries=2)
