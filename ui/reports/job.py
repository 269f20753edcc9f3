"""What `etl` does for a user, to its end, whether or not the page that began it is still open."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Thread
from typing import Any

from ui.reports import reading_process
from ui.reports.reading_process import Tell
from ui.sessions import Own, Refused


class Job(Thread):
    """Does `work`, which says how far it is. What is refused as a whole stands in `own.refused`."""

    def __init__(self, own: Own, work: Callable[[Tell], None]) -> None:
        super().__init__(daemon=True)
        self.own, self.work = own, work
        self.step: tuple[str, int, int] = ("starting", 0, 0)
        self.began = time.monotonic()
        own.refused = own.outcome = None
        own.job = self
        self.start()

    def run(self) -> None:
        """Do it; whatever happens, the owner is free for the next."""
        try:
            self.work(self._tell)
        except Refused as refused:
            self.own.refused = refused
        finally:
            self.own.job = None

    @property
    def left(self) -> float | None:
        """About how many seconds it will take, by what it took so far; None where that cannot be told yet."""
        _, done, total = self.step
        return (time.monotonic() - self.began) / done * (total - done) if done else None

    def _tell(self, step: str, done: int, total: int) -> None:
        self.step = (step, done, total)


def etl(
    own: Own,
    arguments: Sequence[str],
    seconds: float,
    then: Callable[[dict[str, Any]], None],
    actor: str = "",
) -> Job:
    """Run `etl` with `arguments` for an `actor`, whom its log names; `then` is given what it ended with."""
    return Job(own, lambda tell: then(reading_process.run(arguments, tell, seconds, actor=actor)))
