"""The address is the view: what is shown is read from the query, and every change is written there.

Values are codes, never labels. What is not on a parameter's list is refused: the default is shown and a
notice says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar
from urllib.parse import urlencode

import streamlit as st

from ui.params import OF_PAGE, P_co, Params

LANG = "lang"
REPORT = "report"
# The key of reports of one's own: which are meant.
OWN = "own"
# What a link adds to the presentation: an act, no part of the view.
ADD = "add"
LONGEST_QUERY = 160
# Of a parameter that lists several things.
LONGEST_LIST = 600
# What is shown of a text that has a reading in the reader's language: the reading, the source or both.
WORDING = "reading"
WORDINGS = READING, SOURCE, BOTH = ("reading", "source", "both")
# Of a file: `both` languages, that of the address first.
IN = "in"
SHARED = (LANG, REPORT, WORDING, OWN)

Q = TypeVar("Q", bound=Params)
Rule = Callable[[str], str | None]
# Parameter → what it may hold.
Rules = Mapping[str, Rule]
_MOST_SHOWN = 300


class Refused(Exception):
    """A request that is not understood: the answer's status, what is wrong, and what would be right."""

    def __init__(self, error: str, allowed: Iterable[str] = (), status: int = 400) -> None:
        super().__init__(error)
        self.error, self.status = error, status
        known = sorted(allowed) if isinstance(allowed, Set) else list(allowed)
        self.allowed = [*known[:_MOST_SHOWN], *(["…"] if len(known) > _MOST_SHOWN else [])]


@dataclass(frozen=True)
class OneOf:
    """A value on the list."""

    allowed: Collection[str]

    def __call__(self, value: str) -> str | None:
        """The value, if it is on the list."""
        return value if value in self.allowed else None


@dataclass(frozen=True)
class SomeOf(OneOf):
    """Values on the list, parted by commas; `none` for an empty choice."""

    def __call__(self, value: str) -> str | None:
        """The value, if all its parts are on the list."""
        parts = value.split(",")
        known = [part for part in self.allowed if part in parts]
        return value if value == "none" or (len(known) == len(parts) and known) else None


one_of, some_of = OneOf, SomeOf


def allowed_by(rules: Rules, name: str) -> Collection[str]:
    """What a parameter may hold, where that is a list."""
    rule = rules.get(name)
    return rule.allowed if isinstance(rule, OneOf) else ()


def any_of(allowed: Collection[str], longest: int = LONGEST_LIST) -> Rule:
    """One or several values on the list, each once, parted by commas, in the order given."""

    def rule(value: str) -> str | None:
        parts = value.split(",")
        known = len(value) <= longest and len(set(parts)) == len(parts) and all(p in allowed for p in parts)
        return value if known else None

    return rule


def sort(value: str) -> str | None:
    """The column that a table is sorted by; one that no table of the page has sorts nothing."""
    return value if re.fullmatch(r"-?[a-z]{1,20}", value) else None


def text(longest: int = LONGEST_QUERY) -> Rule:
    """Free text of limited length, without control characters."""
    return lambda value: value if len(value) <= longest and value.isprintable() else None


def accept(raw: Mapping[str, str], rules: Rules) -> tuple[dict[str, str], list[str]]:
    """(values that their rule accepts, in the order of the address; names of those refused or unknown)."""
    values: dict[str, str] = {}
    refused: list[str] = []
    for name, value in raw.items():
        accepted = rules[name](value) if name in rules else None
        if accepted is not None and value:
            values[name] = accepted
        elif name not in (*SHARED, ADD):
            refused.append(name[:20])
    return values, refused


def href(page: str, params: Mapping[str, str], base: str = "") -> str:
    """A link to a page of ours; the overview is the root."""
    path = "" if page == "overview" else page
    query = urlencode(params)
    return f"{base}/{path}" + (f"?{query}" if query else "")


def asked_wording(value: str | None) -> dict[str, str]:
    """The part of an address that says what is shown of a text; empty for the reading, which needs no word."""
    return {WORDING: value} if value in WORDINGS[1:] else {}


def chosen(value: str | None, default: Iterable[str]) -> tuple[str, ...]:
    """The choice that a `some_of` value stands for."""
    if value is None:
        return tuple(default)
    return () if value == "none" else tuple(value.split(","))


@dataclass(frozen=True)
class Address(Generic[P_co]):
    """A page's parameters as accepted, and links that change some of them.

    `values` are those given, in the order of the address; `params` are the same as the page's own type. A name that the
    page does not have is a TypeError, here and in every link.
    """

    kind: type[P_co]
    shared: Mapping[str, str]
    values: Mapping[str, str]
    base: str = ""
    params: P_co = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.kind.check(self.values)
        object.__setattr__(self, "params", self.kind(**self.values))

    @property
    def page(self) -> str:
        """The page's name."""
        return self.kind.page

    def _changed(self, changes: Mapping[str, str | None]) -> dict[str, str]:
        self.kind.check(changes)
        kept = {k: v for k, v in self.values.items() if k not in changes}
        return {**kept, **{k: v for k, v in changes.items() if v}}

    def having(self, **changes: str | None) -> Address[P_co]:
        """The same with some parameters changed; None takes one away."""
        return replace(self, values=self._changed(changes))

    def on(self, kind: type[Q], params: Mapping[str, str]) -> Address[Q]:
        """The address of another page, in the same language and report."""
        return Address(kind, self.shared, params, self.base)

    def link(self, **changes: str | None) -> str:
        """A link to this page with some parameters changed; None takes one away."""
        return href(self.page, {**self.shared, **self._changed(changes)}, self.base)

    def link_adding(self, added: str) -> str:
        """A link to this page as it is that adds something to the presentation."""
        return href(self.page, {**self.shared, **self.values, ADD: added}, self.base)

    def to(self, page: str, **params: str) -> str:
        """Another page, in the same language and report."""
        OF_PAGE[page].check(params)
        return href(page, {**self.shared, **params}, self.base)

    def in_wording(self, wording: str) -> str:
        """A link to this page as it is that shows readings, sources or both; readings need not be asked for."""
        shared = {name: value for name, value in self.shared.items() if name != WORDING}
        return href(self.page, {**shared, **asked_wording(wording), **self.values}, self.base)

    def put(self, **changes: str | None) -> None:
        """Write a change to the address; the coming run reads it."""
        st.query_params.from_dict({**self.shared, **self._changed(changes)})

    def toggle(self, name: str, option: str, all_options: Iterable[str], default: Iterable[str]) -> str:
        """A link that switches one option of a `some_of` parameter on or off."""
        on = chosen(self.values.get(name), default)
        after = [o for o in all_options if (o in on) != (o == option)]
        return self.link(**{name: None if after == list(default) else ",".join(after) or "none"})
