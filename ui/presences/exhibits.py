"""What the pictures and slides of the presences page say: the map of signs, places by type, countries by region, visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ui import exhibits
from ui.content import Bar, Bars, Exhibit, Headline, Key, Note, Piece
from ui.findings import Evidence
from ui.params import PresencesParams
from ui.presences import content, panel
from ui.presences.wording import conditions, none_said
from ui.queries import absence, presence_places
from ui.view import View

_OFFICIALS = "official"


def presences(view: View[PresencesParams]) -> Exhibit:
    """The world with a sign a group of types; on a slide a country leads to its sentences."""
    words, rows, spec = view.words, presence_places.shown(view), content.world(view)
    has = presence_places.groups_by_country(rows)
    counts = {group: sum(group in groups for groups in has.values()) for group in presence_places.GROUPS}
    names = {group: words(f"fieldwork.{group}") for group in counts}
    off, kosovo = content.off_map(view), exhibits.kosovo(view, has)
    behind = presence_places.rows_evidence(view, rows)
    return Exhibit(
        Headline(
            content.finding(view, rows),
            words("pictures.presences_note", countries=words.count("countries", len(has))),
            _over(view),
        ),
        (spec,),
        spec.legend,
        (*filter(None, [off]), words("fieldwork.map_note"), words("countries.disclaimer"), *kosovo),
        (words("countries.disclaimer"), *kosovo),
        exhibits.highest(view, names, {group: n for group, n in counts.items() if n}),
        behind.paragraphs,
        behind,
        href=view.here.link(),
    )


def types(view: View[PresencesParams]) -> Exhibit:
    """Places by type; those that could not be read reliably hatched."""
    words, rows = view.words, presence_places.shown(view)
    listed = presence_places.places(rows)
    names = {place.presence: words(f"presences.{place.presence}") for place in listed}
    counts = {kind: sum(place.presence == kind for place in listed) for kind in names}
    doubtful = {kind: sum(p.presence == kind and p.doubtful for p in listed) for kind in names}
    bars = tuple(
        Bar(
            names[kind],
            (Piece(counts[kind] - doubtful[kind]), Piece(doubtful[kind], "unread")),
            words.count("places", counts[kind]),
            content.to(view, open=kind),
            code=kind,
        )
        for kind in sorted(names, key=lambda kind: -counts[kind])
    )
    series = (Key(words("nothing.unread"), tone="unread"),) if any(doubtful.values()) else ()
    behind = presence_places.rows_evidence(view, rows)
    return _of_bars(
        view,
        Headline(
            exhibits.most(view, names, counts, "pictures.types") or content.finding(view, rows),
            words("pictures.types_note"),
            _over(view),
        ),
        Bars(words("pictures.types_note"), bars, series=series),
        words("pictures.places_note"),
        rows["iso3"],
        exhibits.highest(view, names, counts),
        behind,
    )


def regions(view: View[PresencesParams], scheme: str) -> Exhibit:
    """Regions of a scheme by their countries that have a presence or visit."""
    words, bars = view.words, content.bars(view, scheme)
    rows = presence_places.of_type(view.report.table("presences"), view.params.presence)
    counts = {bar.code: int(bar.length) for bar in bars.rows}
    names = {bar.code: bar.label for bar in bars.rows}
    # The bars hold all regions, whichever is open beside them.
    over = _over(view.having(region=None))
    return _of_bars(
        view,
        Headline(
            exhibits.most(view, names, counts, "pictures.posted") or none_said(view),
            f"{bars.label} · {words('pictures.posted_note')}",
            over,
        ),
        bars,
        words("fieldwork.regions_note"),
        rows["iso3"],
        exhibits.highest(view, names, counts),
        Evidence(presence_places.rows_evidence(view, rows[rows["iso3"] != ""]).paragraphs),
    )


def visits(view: View[PresencesParams]) -> Exhibit:
    """The slide of the officials' visits, a line an official; of the whole report, whatever the page shows."""
    words = view.words
    there = view.having(presence=_OFFICIALS, region=None, open=None, country=None, passage=None)
    rows = presence_places.visits(there)
    lines = panel.officials(there)
    named = replace(lines, items=tuple(item for item in lines.items if item.links))
    behind = presence_places.rows_evidence(view, rows)
    return Exhibit(
        Headline(
            panel.visits_said(there)
            if named.items
            else absence.none(view, "presences", "fieldwork.visits_none"),
            words("present.visits_subtitle"),
        ),
        (named if named.items else Note(absence.nothing(view, "presences"), "none"),),
        small=(words("api.disclaimer"), *exhibits.kosovo(view, rows["iso3"])),
        paragraphs=behind.paragraphs,
        evidence=behind,
        href=there.here.link(),
    )


def _of_bars(
    view: View[PresencesParams],
    headline: Headline,
    bars: Bars,
    note: str,
    codes: Iterable[str],
    top: tuple[str, ...],
    behind: Evidence,
) -> Exhibit:
    """An exhibit of some bars; where there are none, a picture says that nothing is there and a slide that nothing is said."""
    words, kosovo = view.words, exhibits.kosovo(view, codes)
    return Exhibit(
        headline,
        (bars if bars.rows else Note(none_said(view), "none"),),
        notes=(note, *kosovo),
        small=(words("api.disclaimer"), *kosovo),
        top=top,
        paragraphs=behind.paragraphs,
        evidence=behind,
        href=view.here.link(),
        slide=None if bars.rows else Note(absence.nothing(view, "presences"), "none"),
    )


def _over(view: View[PresencesParams]) -> str:
    return " · ".join(conditions(view).values())
