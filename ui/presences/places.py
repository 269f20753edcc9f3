"""The list of places by type: how many as stated, what is said of each, and its paragraphs."""

from __future__ import annotations

from ui import table_order
from ui.content import Cell, Key, Legend, Link, Note, Rows, Section, Table
from ui.params import PresencesParams
from ui.presences import content
from ui.presences.wording import SIGNS, none_said, status_name
from ui.queries import presence_places
from ui.queries.presence_places import COUNTLESS, GROUP_OF
from ui.view import View


def places(view: View[PresencesParams]) -> Section | Note:
    """All places by type; every paragraph number opens its sentences."""
    words, listed = view.words, presence_places.places(presence_places.shown(view))
    if not listed:
        return Note(none_said(view), "empty")
    columns = ("column_country", "column_place", "column_count", "column_status", "column_paragraphs")
    table = Table(
        tuple(Cell(words(f"fieldwork.{column}")) for column in columns),
        tuple(_rows(view, kind, same) for kind, same in by_type(listed).items()),
        "list places",
    )
    table = table_order.sortable(view, table, ("country", "place", "count", "status", "paragraphs"))
    keys = []
    if any(not p.counts and GROUP_OF[p.presence] not in COUNTLESS for p in listed):
        keys.append(Key(words("fieldwork.no_count_legend"), tone="unstated"))
    if any(place.doubtful for place in listed):
        keys.append(Key(words("fieldwork.unread_legend"), tone="unread"))
    legend = (Legend("", tuple(keys)),) if keys else ()
    return Section(words("fieldwork.list"), (table, *legend), words("fieldwork.counted"), kind="")


def by_type(listed: list[presence_places.Place]) -> dict[str, list[presence_places.Place]]:
    """Type → its places, in the order of the list."""
    found: dict[str, list[presence_places.Place]] = {}
    for place in listed:
        found.setdefault(place.presence, []).append(place)
    return found


def _rows(view: View[PresencesParams], kind: str, same: list[presence_places.Place]) -> Rows:
    """The places of a type under its name."""
    words, opened = view.words, view.params.open == kind and not view.params.country
    heading = Cell(
        words(f"presences.{kind}"),
        content.to(view, open=kind),
        sign=SIGNS[GROUP_OF[kind]],
        note=words.count("places", len(same)),
        chosen=opened,
    )
    return Rows(tuple(_row(view, place) for place in same), heading)


def _row(view: View[PresencesParams], place: presence_places.Place) -> tuple[Cell, ...]:
    """Where it is, how it is named, how many as stated, what is said of it, and the paragraphs."""
    words = view.words
    country = Cell(words("fieldwork.nowhere"), tone="unstated")
    if place.iso3:
        country = Cell(view.country(place.iso3), _to_place(view, place, None))
    names = Cell(
        words.listing(place.names),
        lang=view.text_lang,
        doubt=words("nothing.unread") if place.doubtful else "",
    )
    status = words.listing(status_name(view, status) for status in place.statuses)
    numbers = tuple(
        Link(p, _to_place(view, place, p), chosen=_is_open(view, place, p)) for p in place.passages
    )
    return (
        country,
        names,
        _count(view, place),
        Cell(status, kind="region"),
        Cell(links=numbers, kind="numbers"),
    )


def _count(view: View[PresencesParams], place: presence_places.Place) -> Cell:
    """How many as stated; that no number is stated, or none expected."""
    words = view.words
    if place.counts:
        links = tuple(Link(words.number(n), _to_place(view, place, None)) for n in place.counts)
        return Cell(links=links, gap=words("app.separator"), kind="number")
    if GROUP_OF[place.presence] in COUNTLESS:
        return Cell("–", said=words("fieldwork.countless"), kind="number")
    return Cell(said=words("fieldwork.no_count"), tone="unstated", kind="number")


def _to_place(view: View[PresencesParams], place: presence_places.Place, passage: str | None) -> str:
    return view.here.link(open=place.presence, country=place.iso3 or None, passage=passage)


def _is_open(view: View[PresencesParams], place: presence_places.Place, passage: str) -> bool:
    asked = view.params
    here = (asked.open, asked.country or "", asked.passage)
    return here == (place.presence, place.iso3, passage)
