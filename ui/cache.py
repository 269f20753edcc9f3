"""What was made for a view is made once: HTML and figures, kept by everything that they are made from.

A rerun of a page asks for the same parts again and again; working them out anew is most of what a server would do.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import wraps
from threading import Lock
from types import FunctionType
from typing import Any, Concatenate, ParamSpec, TypeVar

from ui.view import View

P = ParamSpec("P")
Made = TypeVar("Made")
MOST = 600
_PLAIN = frozenset({str, int, float, bool, type(None)})


class Shelf:
    """The `MOST` things asked for last."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under a key, else what `make` gives, kept from now on."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: Made = self._kept[key]
                return found
        # Outside the lock: two who ask at once make it twice, and nobody waits.
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return made


def kept(make: Callable[Concatenate[View, P], Made]) -> Callable[Concatenate[View, P], Made]:
    """Keep what a function of a view gives. It must depend on nothing but the view, the tables and its arguments,
    which are values (texts, numbers, mappings, sequences, dataclasses of them), and its result is never changed."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def ask(view: View, /, *args: P.args, **kwargs: P.kwargs) -> Made:
        key = (name, identity(view), frozen(args), frozen(kwargs))
        shelf: Shelf = view.report.atlas.worked_out("shelf", "", Shelf)
        return shelf.get(key, lambda: make(view, *args, **kwargs))

    return ask


def identity(view: View) -> Hashable:
    """Everything that tells two views of the same tables apart."""
    here = view.here
    place = (here.page, here.base, frozen(here.shared), frozen(here.values))
    return (view.report.report, view.lang, view.colours, place)


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
    ):  # those made in a function share names
        return (value.__module__, value.__qualname__)
    raise TypeError(f"not plain data: {type(value).__name__}")
