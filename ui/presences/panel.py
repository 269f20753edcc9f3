"""What stands beside the map of presences: the sentences of what was opened, else the visits by official."""

from __future__ import annotations

import pandas as pd

from ui import panels
from ui.content import Block, Copy, Line, Lines, Link, Note, Panel, Section
from ui.params import PresencesParams
from ui.presences import content, listing
from ui.presences.places import by_type
from ui.presences.wording import region_name, type_name
from ui.queries import absence, presence_places
from ui.queries.presence_places import EVERYTHING, NOWHERE, TOTAL, VISITS
from ui.view import View


def is_open(view: View[PresencesParams]) -> bool:
    """Whether anything was opened."""
    return any(name in view.here.values for name in content.CLOSED)


def beside(view: View[PresencesParams]) -> Panel | Section:
    """The sentences of what was opened; where nothing was, the visits by official."""
    if is_open(view):
        return panel(view)
    if presence_places.visits(view).empty:
        return panels.nothing(view.words("fieldwork.choose_title"), view.words("fieldwork.choose"))
    return visits(view)


def panel(view: View[PresencesParams]) -> Panel:
    """The sentences of what was opened; why there are none."""
    here, rows = view.here, presence_places.shown(view)
    chosen, close, said = presence_places.opened(view, rows), here.link(**content.CLOSED), opened_said(view)
    if chosen.empty:
        country = view.params.country
        filtered = view.params.presence or view.params.region or view.params.open
        key = "empty" if not country else "absent_filtered" if filtered else "absent"
        name = view.country(country) if country else said
        return panels.nothing(said, absence.about(view, f"fieldwork.{key}", name=name), close)
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
        return Note(presence_places.total_note(view, "fieldwork.total") or words("nothing.no_figure"), "lead")
    listed = presence_places.places(rows)
    lines = []
    for kind, same in by_type(listed).items():
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


def visits(view: View[PresencesParams]) -> Section:
    """Which official visited which countries: three lists, each to be copied with its source."""
    words, rows = view.words, presence_places.shown(view)
    everything = Copy(words("fieldwork.copy_all"), listing.paste_text(view, rows), viewed=True)
    return Section(
        visits_said(view),
        (officials(view), Note(words("fieldwork.choose"))),
        more=everything,
        kind="visits",
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
            lines.append(Line(name, absence.none(view, "presences", "fieldwork.visits_none")))
            continue
        links = tuple(Link(view.country(i), content.to(view, open=official, country=i)) for i in countries)
        lines.append(
            Line(
                name,
                words.listing(link.text for link in links),
                content.to(view, open=official),
                words.count("countries", len(countries)),
                links=links,
                gap=words("app.separator"),
                copies=(
                    Copy(
                        words("fieldwork.copy_list"), listing.paste_text(view, rows, (official,)), viewed=True
                    ),
                ),
            )
        )
    return Lines(tuple(lines), "officials")
