"""What the presences page says first: the stated total, conditions, the map and the regions."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ui import world_map
from ui.condition_names import removable
from ui.content.charts import Bar, Bars, MapSpec, Piece, Place, Tile
from ui.content.layout import Choices, Columns, Option, Section
from ui.content.said import Block, Headline, Key, Link, Links, Note
from ui.params import PresencesParams
from ui.presences.wording import SIGNS, conditions, none_said
from ui.queries import presence_places
from ui.queries.presence_places import (
    EVERYTHING,
    GROUPS,
    NOWHERE,
    SCHEMES,
    TOTAL,
)
from ui.view import View

# What a link to something else to open takes away.
CLOSED: dict[str, str | None] = {"open": None, "country": None, "passage": None}


def to(view: View[PresencesParams], **changes: str | None) -> str:
    """The link that changes some parameters and opens nothing else."""
    return view.here.link(**{**CLOSED, **changes})


def finding(view: View[PresencesParams], rows: pd.DataFrame) -> str:
    """What some rows hold, in a sentence."""
    words, countries = view.words, len(presence_places.countries_of(rows))
    official = presence_places.of_type(rows, "official")
    visited = len(presence_places.countries_of(official))
    if rows.empty:
        return none_said(view)
    if not countries:
        places = words.count("places", len(presence_places.places(rows)))
        return words("fieldwork.finding_nowhere", places=places)
    if len(official) == len(rows):
        return words("fieldwork.visits", n=visited)
    key = "finding" if visited else "finding_no_visits"
    return words(f"fieldwork.{key}", visited=visited, countries=countries)


def nothing(view: View[PresencesParams]) -> Iterator[Block]:
    """Instead of the page where the report names no presence at all: that it is so, and where its countries are."""
    yield Headline(none_said(view))
    to = view.here.to
    links = (Link(view.words(f"pages.{page}"), to(page)) for page in ("countries", "paragraphs"))
    yield Links(tuple(links), "ways")


def title(view: View[PresencesParams]) -> Iterator[Block]:
    """The page's finding in a sentence, and the total that the report states without a list."""
    words = view.words
    yield Headline(finding(view, presence_places.of_type(view.report.table("presences"), None)))
    if len(presence_places.totals(view)):
        said = presence_places.total_said(view)
        yield Tile(
            said,
            words("fieldwork.total_link"),
            to(view, open=TOTAL),
            said[:1].isdigit(),
            presence_places.total_note(view, "fieldwork.total"),
            view.params.open == TOTAL,
        )


def choices(view: View[PresencesParams]) -> Iterator[Block]:
    """Types with the number of places of each and the map's signs; the conditions in force, to take away."""
    words, kind, region = view.words, view.params.presence, view.params.region
    table, countries = view.report.table("presences"), view.report.atlas.countries
    options = []
    for group in ("", *GROUPS):
        rows = presence_places.of_type(table, group or None)
        if group and not len(rows):
            continue
        n = len(presence_places.places(presence_places.of_region(rows, countries, region)))
        options.append(
            Option(
                words(f"fieldwork.{group or 'everything'}"),
                to(view, presence=group or None),
                (kind or "") == group,
                words.number(n),
                sign=SIGNS.get(group),
            )
        )
    made = [Choices(words("fieldwork.types"), tuple(options), "radio")]
    # A group of types is seen among the options.
    shown = {name: said for name, said in conditions(view).items() if name == "region" or kind not in GROUPS}
    if shown:
        cleared = view.here.to("presences")
        made.append(removable(view, shown, lambda name: to(view, **{name: None}), cleared, "fieldwork.shown"))
    yield Columns(tuple(made), "chip-rows")


def world(view: View[PresencesParams]) -> MapSpec:
    """The map: countries that have any presence or visit are tinted and bear a sign a group of types."""
    words, has = view.words, presence_places.groups_by_country(presence_places.shown(view))
    counts = {group: sum(group in groups for groups in has.values()) for group in GROUPS}
    keys = [
        Key(words(f"fieldwork.{group}"), words.count("countries", n), sign=SIGNS[group])
        for group, n in counts.items()
        if n
    ]
    alt = words.listing(f"{key.label} {key.note}" for key in keys)
    absent = words("fieldwork.has_none")
    keys += [Key(words("fieldwork.has_any"), tone="class0"), Key(absent, tone="nowhere")]
    places = {
        iso3: Place(
            "class0",
            tuple(SIGNS[group] for group in groups),
            words.listing(words(f"fieldwork.{group}") for group in groups),
            to(view, country=iso3, open=EVERYTHING),
        )
        for iso3, groups in has.items()
    }
    return world_map.spec(
        view,
        words("fieldwork.map") + words("app.colon") + alt,
        places,
        keys,
        absent,
        lambda iso3: to(view, country=iso3),
        chosen=view.params.country or "",
    )


def caption(view: View[PresencesParams]) -> Iterator[Block]:
    """What is not on the map; what the signs mean and do not mean, and the disclaimers."""
    if off := off_map(view):
        yield Links((Link(off, to(view, open=NOWHERE)),), "off-map")
    notes = (view.words("fieldwork.map_note"),)
    yield world_map.caption(view, notes, presence_places.shown(view)["iso3"])


def off_map(view: View[PresencesParams]) -> str:
    """How many places have no country and so are not on the map; "" where none."""
    rows = presence_places.shown(view)
    n = len(presence_places.places(rows[rows["iso3"] == ""]))
    return view.words("fieldwork.off_map", n=view.words.count("places", n)) if n else ""


def regions(view: View[PresencesParams]) -> Section | None:
    """Countries in each region, as M49 and as the Office divide the world; a bar keeps to its region."""
    words = view.words
    rows = presence_places.of_type(view.report.table("presences"), view.params.presence)
    if not presence_places.countries_of(rows):
        return None
    both = tuple(
        Section(words(f"fieldwork.regions_{scheme}"), (bars(view, scheme),), kind="", level=3)
        for scheme in SCHEMES
    )
    return Section(
        words("fieldwork.regions"), (Columns(both), Note(words("fieldwork.regions_note"))), kind=""
    )


def bars(view: View[PresencesParams], scheme: str) -> Bars:
    """A scheme's regions by their countries that have a presence or visit."""
    words, rows = view.words, presence_places.of_type(view.report.table("presences"), view.params.presence)
    counts = presence_places.region_counts(rows, view.report.atlas.countries, scheme)
    name = view.region if scheme == "m49" else view.office_region
    lines = tuple(
        Bar(
            name(code),
            (Piece(n),),
            words.count("countries", n),
            to(view, region=code, open=EVERYTHING),
            code=code,
            chosen=view.params.region == code,
        )
        for code, n in counts.items()
    )
    return Bars(words(f"fieldwork.regions_{scheme}"), lines)
