"""What `etl` does for a user, to its end, whether or not the page that began it is still open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Thread
from typing import Any

from ui.reports import reading_process
from ui.sessions import Own, Refused


class Job(Thread):
    """Runs `etl` with `arguments` for an `actor`, whom its log names; `then` is given what it ended with. What is refused
    stands in `own.refused`."""

    def __init__(
        self,
        own: Own,
        arguments: Sequence[str],
        seconds: float,
        then: Callable[[dict[str, Any]], None],
        actor: str = "",
    ) -> None:
        super().__init__(daemon=True)
        self.own, self.arguments, self.seconds, self.then, self.actor = own, arguments, seconds, then, actor
        self.step: tuple[str, int, int] = ("starting", 0, 0)
        own.refused, own.job = None, self
        self.start()

    def run(self) -> None:
        """Do it; whatever happens, the owner is free for the next."""
        try:
            self.then(reading_process.run(self.arguments, self._tell, self.seconds, actor=self.actor))
        except Refused as refused:
            self.own.refused = refused
        finally:
            self.own.job = None

    def _tell(self, step: str, done: int, total: int) -> None:
        self.step = (step, done, total)
