"""A presentation as data: an ordered list of slides, each a picture's name, its page's parameters, heading and note.

In an address a deck is JSON, packed and written in the letters of addresses; as a file it is the same JSON. Neither is
trusted: everything is limited, and what a slide asks of its page is read by the page's own rules.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ui import tables, url_state
from ui.params import OF_PAGE

PARAM, EDIT = "deck", "edit"
MOST, LONGEST_HEADING, LONGEST_NOTE = 40, 200, 1500
LONGEST, LARGEST = 7_000, 64_000  # of a deck in an address (servers in between allow 8 kB), and unpacked
YEAR, SPARE, COUNTRY = "year", "spare", "country"
_FORMAT = "rights-report-atlas presentation 1"
_NAME = re.compile(r"[a-z]{1,20}(\.[a-z0-9]{1,20})?")
_LONGEST_VALUE = 200


class NoDeck(ValueError):
    """What was given is no presentation."""


@dataclass(frozen=True)
class Slide:
    """One slide; an empty heading stands for the finding that the picture states itself."""

    name: str
    params: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    note: str = ""

    @property
    def page(self) -> str:
        """The page its picture is of."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Deck:
    """Slides in their order."""

    slides: tuple[Slide, ...] = ()

    def add(self, *slides: Slide) -> Deck:
        """With slides at the end; one that stands there already is not added again."""
        if slides and self.slides[-len(slides) :] == slides:
            return self
        return Deck((*self.slides, *slides)[:MOST])

    def move(self, k: int, by: int) -> Deck:
        """With a slide moved up or down."""
        listed, to = list(self.slides), k + by
        if 0 <= k < len(listed) and 0 <= to < len(listed):
            listed.insert(to, listed.pop(k))
        return Deck(tuple(listed))

    def without(self, k: int) -> Deck:
        """With a slide taken out."""
        return Deck(tuple(slide for j, slide in enumerate(self.slides) if j != k))

    def say(self, k: int, heading: str, note: str) -> Deck:
        """With a slide's heading and note changed."""
        listed = list(self.slides)
        listed[k] = replace(listed[k], heading=heading[:LONGEST_HEADING], note=note[:LONGEST_NOTE])
        return Deck(tuple(listed))


def encode(deck: Deck) -> str:
    """A deck as it stands in an address."""
    packed = zlib.compress(json.dumps(_plain(deck), ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(text: str) -> Deck:
    """The deck that an address holds. Raises `NoDeck`."""
    if not text or len(text) > LONGEST or not re.fullmatch(r"[\w-]+", text, re.ASCII):
        raise NoDeck
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacking = zlib.decompressobj()
        raw = unpacking.decompress(packed, LARGEST)
        if not unpacking.eof or unpacking.unused_data:
            raise NoDeck
        return _read(json.loads(raw))
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NoDeck from error


def rule(text: str) -> str | None:
    """What the parameter of an address may hold."""
    try:
        decode(text)
    except NoDeck:
        return None
    return text


def rules() -> url_state.Rules:
    """What the parameters of the page of presentations may hold."""
    return {PARAM: rule, EDIT: url_state.one_of([str(k) for k in range(MOST)])}


def fits(deck: Deck) -> bool:
    """Whether a deck fits into an address."""
    return len(encode(deck)) <= LONGEST


def to_file(deck: Deck, report: str) -> bytes:
    """A deck as a file."""
    body = {"format": _FORMAT, "report": report, "slides": _plain(deck)}
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def from_file(content: bytes) -> Deck:
    """The deck in a file. Raises `NoDeck`."""
    if len(content) > 2 * LARGEST:
        raise NoDeck
    try:
        body = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NoDeck from error
    if not isinstance(body, dict) or body.get("format") != _FORMAT:
        raise NoDeck
    return _read(body.get("slides"))


def _plain(deck: Deck) -> list[list[Any]]:
    return [[s.name, dict(s.params), s.heading, s.note] for s in deck.slides]


def _read(given: object) -> Deck:
    if not isinstance(given, list) or len(given) > MOST:
        raise NoDeck
    return Deck(tuple(_slide(each) for each in given))


def _slide(given: object) -> Slide:
    if not isinstance(given, list) or len(given) != 4:
        raise NoDeck
    name, params, heading, note = given
    if not (isinstance(name, str) and _NAME.fullmatch(name) and isinstance(params, Mapping)):
        raise NoDeck
    values = [heading, note, *params, *params.values()]
    if len(params) > 20 or not all(isinstance(value, str) for value in values):
        raise NoDeck
    if not all(said.isprintable() for said in (*params, *params.values())):
        raise NoDeck
    asked = {str(key)[:20]: str(value) for key, value in params.items() if len(value) <= _LONGEST_VALUE}
    kind = OF_PAGE.get(name.partition(".")[0])
    # A presentation of former days has the names of its addresses.
    now = kind.renamed(asked) if kind else asked
    return Slide(name, tuple(now.items()), _clean(heading, LONGEST_HEADING), _clean(note, LONGEST_NOTE, "\n"))


def _clean(text: str, longest: int, allowed: str = "") -> str:
    """Text without what cannot be printed."""
    return "".join(letter for letter in text[:longest] if letter.isprintable() or letter in allowed)


@lru_cache(maxsize=1)
def _ready() -> Mapping[str, Any]:
    return tomllib.loads((tables.DATA / "decks.toml").read_text(encoding="utf-8"))


def ready_made(name: str = YEAR, **params: str) -> Deck:
    """Slides that any report may have, each with these parameters of its page."""
    return Deck(tuple(Slide(str(each), tuple(params.items())) for each in _ready()[name]))
