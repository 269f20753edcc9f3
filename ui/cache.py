"""What was worked out once is kept: by the function that made it and everything it was made from.

The one way to keep anything that hangs on the tables. It is held by the tables' version (`Store`), so that new tables
start with nothing kept, and it is bounded. A rerun of a page asks for the same parts again and again; working them out
anew is most of what a server would do.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Set
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import wraps
from threading import Lock
from types import FunctionType
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
Made = TypeVar("Made")
MOST, LARGEST = 1000, 64 * 2**20
_MOST_WEIGHED = 3000
_PLAIN = frozenset({str, int, float, bool, type(None)})


class Shelf:
    """The `most` things asked for last, of together at most `largest` bytes, each made once however many ask at the same time."""

    def __init__(self, most: int = MOST, largest: int = LARGEST) -> None:
        self.most, self.largest, self.size = most, largest, 0
        self._weights: dict[Hashable, int] = {}
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._made: dict[Hashable, Future[Any]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under a key, else what `make` gives, kept from now on. Whoever comes while it is made waits for it."""
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    found: Made = self._kept[key]
                    return found
                other = self._made.get(key)
                if other is None:
                    mine = self._made[key] = Future[Made]()
                    break
            with suppress(CancelledError):  # whoever made it was called away: make it oneself
                told: Made = other.result()
                return told
        try:
            made = make()
        except Exception as error:
            mine.set_exception(error)
            raise
        except BaseException:
            mine.cancel()
            raise
        else:
            mine.set_result(made)
            with self._lock:
                self._keep(key, made)
            return made
        finally:
            with self._lock:
                del self._made[key]

    def _keep(self, key: Hashable, made: object) -> None:
        self._kept[key] = made
        self._weights[key] = weight = weigh(made) + weigh(key)
        self.size += weight
        while len(self._kept) > self.most or (self.size > self.largest and self._kept):
            self.size -= self._weights.pop(self._kept.popitem(last=False)[0])


def weigh(value: object) -> int:
    """About how many bytes a value takes: exact for texts and frames, of large structures a part and the rest by it.

    What has a store of its own (views, reports, tables) is not part of what hangs on it.
    """
    total = seen = 0
    waiting = [value]
    while waiting and seen < _MOST_WEIGHED:
        one = waiting.pop()
        seen += 1
        if hasattr(one, "memory_usage") and hasattr(one, "columns"):
            total += int(one.memory_usage(deep=False).sum())
            continue
        total += sys.getsizeof(one)
        if isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | Set):
            waiting += one
        elif not hasattr(one, "store") and type(one).__module__ != "builtins":
            waiting += vars(one).values() if hasattr(one, "__dict__") else ()
    return total * (seen + len(waiting)) // max(seen, 1)


class Store:
    """Everything kept of one version of the tables: a shelf for each kind of thing that is asked."""

    def __init__(self) -> None:
        self._shelves: dict[Hashable, Shelf] = {}

    def shelf(self, of: Hashable, most: int) -> Shelf:
        """The shelf of a kind of thing, or of one function."""
        found = self._shelves.get(of)
        return found if found is not None else self._shelves.setdefault(of, Shelf(most))


class Held(Protocol):
    """What a kept function is asked about: a view, a report, the tables. `identity` tells two of a kind apart."""

    @property
    def store(self) -> Store:
        """Where what is made of it is kept."""

    @property
    def identity(self) -> Hashable:
        """What it is, among all of its kind that have this store."""


H = TypeVar("H", bound=Held)


class Keep(Protocol):
    """A decorator that keeps what a function gives."""

    def __call__(self, make: Callable[Concatenate[H, P], Made], /) -> Callable[Concatenate[H, P], Made]:
        """The same function, worked out once."""


def keep_few(most: int) -> Keep:
    """As `kept`, where results are large: the function has a shelf of its own, for the `most` asked for last."""

    def keep(make: Callable[Concatenate[H, P], Made], /) -> Callable[Concatenate[H, P], Made]:
        return _keeping(make, most)

    return keep


def kept(make: Callable[Concatenate[H, P], Made], /) -> Callable[Concatenate[H, P], Made]:
    """Keep what a function of a view, a report or the tables gives.

    It must depend on nothing but these and its arguments: not on the clock, the session or a file. Arguments are values
    (texts, numbers, mappings, sequences, dataclasses of them) or functions of a module, never a frame. What it gives is
    shared by all who ask, frames and dictionaries too: never change it, copy it first.
    """
    return _keeping(make, 0)


def _keeping(make: Callable[Concatenate[H, P], Made], most: int) -> Callable[Concatenate[H, P], Made]:
    @wraps(make)
    def ask(first: H, /, *args: P.args, **kwargs: P.kwargs) -> Made:
        shelf = first.store.shelf(make if most else type(first), most or MOST)
        key = (make, first.identity, frozen(args), frozen(kwargs))
        return shelf.get(key, lambda: make(first, *args, **kwargs))

    return ask


def frozen(value: object) -> Hashable:
    """A value as a key. Raises TypeError for what is not plain data, a frame for one."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        if _PLAIN.issuperset(map(type, value.values())):  # most are, and they are long
            return tuple(value.items())
        return tuple((key, frozen(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return tuple(frozen(item) for item in value)
    if isinstance(value, Set):
        return frozenset(value)
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, *(frozen(getattr(value, f.name)) for f in fields(value)))
    if (
        isinstance(value, FunctionType) and "<" not in value.__qualname__
    ):  # one made in a function is a new one each time
        return value
    raise TypeError(f"not plain data: {type(value).__name__}")
