"""What the presences page says: the stated total, conditions, map, regions, list, visits by official, and the panel."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ui import map_windows, panels
from ui.content import (
    Bar,
    Bars,
    Block,
    Cell,
    Choices,
    Columns,
    Copy,
    Headline,
    Key,
    Legend,
    Line,
    Lines,
    Link,
    Links,
    MapSpec,
    Note,
    Option,
    Panel,
    Piece,
    Place,
    Rows,
    Section,
    Table,
    Tile,
)
from ui.params import PresencesParams
from ui.presences import listing
from ui.presences.wording import SIGNS, conditions, region_name, status_name, type_name
from ui.queries import presence_places
from ui.queries.ground import ground
from ui.queries.presence_places import (
    COUNTLESS,
    EVERYTHING,
    GROUP_OF,
    GROUPS,
    NOWHERE,
    SCHEMES,
    TOTAL,
    VISITS,
)
from ui.view import View

# What a link to something else to open takes away.
_CLOSED: dict[str, str | None] = {"open": None, "country": None, "passage": None}


def to(view: View[PresencesParams], **changes: str | None) -> str:
    """The link that changes some parameters and opens nothing else."""
    return view.here.link(**{**_CLOSED, **changes})


def title(view: View[PresencesParams]) -> Iterator[Block]:
    """The page's finding in a sentence, and the total that the report states without a list."""
    words = view.words
    rows = presence_places.of_type(view.report.table("presences"), None)
    countries = len(presence_places.countries_of(rows))
    visited = len(presence_places.countries_of(presence_places.of_type(rows, "official")))
    key = "finding" if visited else "finding_no_visits" if len(rows) else "finding_none"
    key = "finding_nowhere" if len(rows) and not countries else key
    places = words.count("places", len(presence_places.places(rows)))
    yield Headline(words(f"fieldwork.{key}", visited=visited, countries=countries, places=places))
    said = presence_places.total_said(view)
    if said != words("nothing.absent"):
        yield Tile(
            said,
            words("fieldwork.total_link"),
            to(view, open=TOTAL),
            words("fieldwork.total", n=said),
            view.params.open == TOTAL,
            said[:1].isdigit(),
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
    yield Choices(words("fieldwork.types"), tuple(options), "radio")
    # A group of types is seen among the options.
    shown = {name: said for name, said in conditions(view).items() if name == "region" or kind not in GROUPS}
    if shown:
        removed = tuple(
            Option(said, to(view, **{name: None}), said=words("paragraphs.remove", name=said))
            for name, said in shown.items()
        )
        clear = Link(words("paragraphs.clear"), view.here.to("presences"))
        yield Choices(words("fieldwork.shown"), removed, "remove", more=(clear,))


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
    keys += [
        Key(words("fieldwork.has_any"), tone="class0"),
        Key(words("fieldwork.has_none"), tone="nowhere"),
        Key(words("countries.neutral"), tone="neutral"),
    ]
    places = {
        iso3: Place(
            "class0",
            tuple(SIGNS[group] for group in groups),
            words.listing(words(f"fieldwork.{group}") for group in groups),
            to(view, country=iso3, open=EVERYTHING),
        )
        for iso3, groups in has.items()
    }
    names = view.report.atlas.names("countries", view.lang)
    return MapSpec(
        ground(view.report),
        words("fieldwork.map") + words("app.colon") + alt,
        places,
        Place(said=words("fieldwork.has_none")),
        names,
        Legend(words("countries.legend"), tuple(keys)),
        view.params.country or "",
        colon=words("app.colon"),
        ways={iso3: to(view, country=iso3) for iso3 in names if iso3 not in has},
        window=map_windows.of(view.params.at),
    )


def caption(view: View[PresencesParams]) -> Iterator[Block]:
    """What is not on the map; what the signs mean and do not mean, and the disclaimers."""
    words, rows = view.words, presence_places.shown(view)
    if off := off_map(view):
        yield Links((Link(off, to(view, open=NOWHERE)),), "off-map")
    said = [words("fieldwork.map_note"), words("countries.disclaimer")]
    said += [words("countries.kosovo")] if "XKX" in set(rows["iso3"]) else []
    said.append(words("app.source", symbol=view.report.row["symbol"]))
    yield Note(words("app.sentence_gap").join(said))


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


def places(view: View[PresencesParams]) -> Section | Note:
    """All places by type; every paragraph number opens its sentences."""
    words, listed = view.words, presence_places.places(presence_places.shown(view))
    if not listed:
        return Note(words("fieldwork.empty"), "empty")
    columns = ("column_country", "column_place", "column_count", "column_status", "column_paragraphs")
    table = Table(
        tuple(Cell(words(f"fieldwork.{column}")) for column in columns),
        tuple(_rows(view, kind, same) for kind, same in _by_type(listed).items()),
        "list places",
    )
    keys = []
    if any(not p.counts and GROUP_OF[p.presence] not in COUNTLESS for p in listed):
        keys.append(Key(words("fieldwork.no_count_legend"), tone="unstated"))
    if any(place.doubtful for place in listed):
        keys.append(Key(words("fieldwork.unread_legend"), tone="unread"))
    legend = (Legend("", tuple(keys)),) if keys else ()
    return Section(words("fieldwork.list"), (table, *legend), words("fieldwork.counted"), kind="")


def _by_type(listed: list[presence_places.Place]) -> dict[str, list[presence_places.Place]]:
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
        to(view, open=kind),
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


def visits(view: View[PresencesParams]) -> Section:
    """Which official visited which countries: three lists, each to be copied with its source."""
    words, rows = view.words, presence_places.shown(view)
    everything = Copy(words("fieldwork.copy_all"), listing.paste_text(view, rows))
    return Section(
        visits_said(view), (officials(view), Note(words("fieldwork.choose"))), more=everything, kind="visits"
    )


def visits_said(view: View[PresencesParams]) -> str:
    """How many countries were visited, in words."""
    n = len(presence_places.countries_of(presence_places.visits(view)))
    return view.words("fieldwork.visits", n=view.words.number(n))


def officials(view: View[PresencesParams]) -> Lines:
    """An official a line, with the countries visited; that there is none where none is named."""
    words, rows, lines = view.words, presence_places.visits(view), []
    for official in VISITS:
        countries = presence_places.countries_of(rows[rows["presence"] == official])
        name = words(f"officials.{official}")
        if not countries:
            lines.append(Line(name, words("fieldwork.visits_none")))
            continue
        links = tuple(Link(view.country(i), to(view, open=official, country=i)) for i in countries)
        lines.append(
            Line(
                name,
                words.listing(link.text for link in links),
                to(view, open=official),
                words.count("countries", len(countries)),
                links=links,
                gap=words("app.separator"),
                copies=(Copy(words("fieldwork.copy_list"), listing.paste_text(view, rows, (official,))),),
            )
        )
    return Lines(tuple(lines), "officials")


def is_open(view: View[PresencesParams]) -> bool:
    """Whether anything was opened."""
    return any(name in view.here.values for name in _CLOSED)


def beside(view: View[PresencesParams]) -> Panel | Section:
    """The sentences of what was opened; where nothing was, the visits by official."""
    if is_open(view):
        return panel(view)
    if presence_places.visits(view).empty:
        return panels.nothing(view.words("fieldwork.choose_title"), view.words("fieldwork.choose"))
    return visits(view)


def panel(view: View[PresencesParams]) -> Panel:
    """The sentences of what was opened; why there are none."""
    here, words, rows = view.here, view.words, presence_places.shown(view)
    chosen, close, said = presence_places.opened(view, rows), here.link(**_CLOSED), opened_said(view)
    if chosen.empty:
        country = view.params.country
        filtered = view.params.presence or view.params.region or view.params.open
        key = "empty" if not country else "absent_filtered" if filtered else "absent"
        name = view.country(country) if country else said
        return panels.nothing(said, words(f"fieldwork.{key}", name=name), close)
    gathered = presence_places.rows_evidence(view, chosen)
    return panels.panel(view, said, gathered, close, key=here.link(), lead=(named(view, chosen),))


def opened_said(view: View[PresencesParams]) -> str:
    """What is opened, in words."""
    words, asked, country = view.words, view.params.open, view.params.country
    parts = [view.country(country)] if country else []
    if asked == NOWHERE:
        parts.append(words("fieldwork.nowhere"))
    elif asked and asked != EVERYTHING:
        parts.append(words(f"presences.{asked}"))
    if not parts and view.params.region:
        parts.append(region_name(view, view.params.region))
    kind = view.params.presence
    if kind and asked in (None, EVERYTHING, NOWHERE):
        parts.append(type_name(view, kind))
    return " · ".join(parts) or words("fieldwork.everything")


def named(view: View[PresencesParams], rows: pd.DataFrame) -> Section | Note:
    """The places opened by name, by type: what was counted, before the sentences that say so."""
    words = view.words
    if (rows["presence"] == TOTAL).all():
        return Note(words("fieldwork.total", n=presence_places.total_said(view)), "lead")
    listed = presence_places.places(rows)
    lines = []
    for kind, same in _by_type(listed).items():
        names = words.listing(
            view.country(p.iso3) or words.listing(p.names) or words("fieldwork.nowhere") for p in same
        )
        lines.append(Line(words(f"presences.{kind}"), names, note=words.count("places", len(same))))
    blocks: list[Block] = [Lines(tuple(lines), "officials")]
    if len(listed) > 1:
        countries = len(presence_places.countries_of(rows))
        sums = [words.count("places", len(listed)), words.count("countries", countries)]
        blocks.insert(0, Note(" · ".join(sums[: 2 if countries else 1]), "quiet"))
    return Section("", tuple(blocks), kind="named")
