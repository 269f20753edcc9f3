"""What is kept: by function and arguments, bounded, held by the tables' version, and nothing that hangs on the clock."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import pandas as pd
import pytest

from ui import picture_links, tables
from ui.cache import MOST, Store, keep_few, kept


@dataclass
class Thing:
    identity: str = ""
    store: Store = field(default_factory=Store)


def test_it_is_made_once_for_the_same_question():
    asked = []

    @kept
    def made(thing: Thing, *args: object) -> object:
        asked.append(args)
        return object()

    @kept
    def other(thing: Thing, *args: object) -> str:
        return "other"

    thing = Thing("a")
    assert made(thing, "x", {"k": 1}) is made(thing, "x", {"k": 1}) and len(asked) == 1
    assert made(thing, "x") is not made(thing, "y") is not made(Thing("b", thing.store), "y")
    assert other(thing, "x") == "other"  # the same question to another function


def test_many_who_ask_at_once_have_it_made_once():
    begun, go = Event(), Event()
    calls = []

    @kept
    def slow(thing: Thing) -> object:
        calls.append(1)
        begun.set()
        assert go.wait(10)
        return object()

    thing = Thing()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(slow, thing) for _ in range(8)]
        assert begun.wait(10)
        go.set()
        assert len({id(f.result(10)) for f in asked}) == 1 and len(calls) == 1


def test_who_is_called_away_while_making_leaves_it_to_the_next():
    class Away(BaseException):
        """As Streamlit ends a run that nobody waits for any more."""

    begun, go = Event(), Event()
    ways = iter([Away(), None])

    @kept
    def made(thing: Thing) -> str:
        way = next(ways)
        begun.set()
        assert go.wait(10)
        if way:
            raise way
        return "made"

    thing = Thing()

    def first() -> str:
        try:
            return made(thing)
        except Away:
            return "away"

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(first)
        assert begun.wait(10)
        other = pool.submit(made, thing)
        go.set()
        assert (one.result(10), other.result(10)) == ("away", "made")


def test_what_fails_is_not_kept():
    ways = iter([ValueError("no"), None])

    @kept
    def made(thing: Thing) -> str:
        if way := next(ways):
            raise way
        return "made"

    thing = Thing()
    with pytest.raises(ValueError, match="no"):
        made(thing)
    assert made(thing) == "made"


def test_new_tables_start_with_nothing_kept(atlas):
    again = tables.Atlas(tables.folder())
    name = atlas.reports[0]
    assert atlas.report(name).passages is atlas.report(name).passages is not again.report(name).passages


def test_it_is_bounded_and_what_is_asked_for_stays():
    calls = []

    @kept
    def made(thing: Thing, n: int) -> int:
        calls.append(n)
        return n

    @keep_few(2)
    def large(thing: Thing, n: int) -> int:
        calls.append(n)
        return n

    thing = Thing()
    for n in range(MOST + 10):
        assert made(thing, n) == n and made(thing, 0) == 0
    assert calls.count(0) == 1 and made(thing, 1) == 1 and calls.count(1) == 2
    calls.clear()
    assert [large(thing, n) for n in (1, 2, 1, 3, 1, 2)] == [1, 2, 1, 3, 1, 2] and calls == [1, 2, 3, 2]


def test_a_frame_is_no_question():
    @kept
    def made(thing: Thing, frame: pd.DataFrame) -> int:
        return len(frame)

    with pytest.raises(TypeError, match="not plain data"):
        made(Thing(), pd.DataFrame())


def test_pictures_are_named_by_the_day_that_they_are_taken(make_view, monkeypatch):
    """A page that was made before midnight names its pictures by the new day afterwards."""

    class Day(datetime.date):
        now = (2026, 12, 31)

        @classmethod
        def today(cls) -> datetime.date:
            return datetime.date(*cls.now)

    monkeypatch.setattr(picture_links, "date", Day)
    put: list[str] = []
    monkeypatch.setattr(picture_links, "write", put.append)
    view = make_view("countries", "en")
    picture_links.put(view)
    Day.now = (2027, 1, 1)
    picture_links.put(view)
    assert "map_2026-12-31.png" in put[0].lower() and "map_2027-01-01.png" in put[1].lower()
    assert "2026-12-31" not in put[1]
