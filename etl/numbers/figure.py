"""A figure being read: a quantity with what it counts, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class Figure:
    """Where a quantity stands and what is known of it."""

    start: int
    end: int
    low: float
    high: float
    certain: bool = True
    measure: str = ""
    unit: str = ""
    currency: str = ""
    qualifier: str = ""
    article: bool = False  # an 一 that may mean no more than "a"
    alone: bool = False  # no noun follows: by 2019 there were 70
    compared: bool = False  # up from 987: of what was counted before it
    whole: bool = False  # the whole of which another figure is a part

    @property
    def is_range(self) -> bool:
        """Whether two values are stated, a lower and a higher one."""
        return self.low != self.high
