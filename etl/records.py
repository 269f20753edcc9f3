"""Rows of frames as plain tuples: many times faster to walk than the frame."""

from __future__ import annotations

from typing import Any

import pandas as pd


def records(frame: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    """The rows of a frame as plain tuples of these columns."""
    return list(zip(*(frame[name].tolist() for name in names), strict=True))


def by_passage(frame: pd.DataFrame, *names: str) -> dict[str, list[tuple[Any, ...]]]:
    """Passage → its rows as plain tuples of these columns, in their order. The frame is of one report."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for passage, *row in records(frame, "passage", *names):
        found.setdefault(passage, []).append(tuple(row))
    return found


def named(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame by the names of their columns."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in records(frame, *names)]
