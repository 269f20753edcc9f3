"""Presences and visits as pictures: the map of signs, places by type, countries by region."""

from __future__ import annotations

from ui.palette import LIGHT
from ui.params import PresencesParams
from ui.plates import maps
from ui.plates.base import FULL, Picture, kosovo, most, none_said, ranked, rows_of, tops
from ui.presences import content as presences_content
from ui.queries import presence_places
from ui.render import svg
from ui.render.svg import Key, Row
from ui.view import View


def _over(view: View[PresencesParams]) -> str:
    words, kind, region = view.words, view.params.presence, view.params.region
    said = (
        [words(f"fieldwork.{kind}" if kind in presence_places.GROUPS else f"presences.{kind}")]
        if kind
        else []
    )
    return " · ".join([*said, presences_content.region_name(view, region)] if region else said)


def _finding(view: View[PresencesParams]) -> str:
    """What the rows shown hold, in a sentence."""
    words, rows = view.words, presence_places.shown(view)
    named = len(presence_places.countries_of(rows))
    visited = len(presence_places.countries_of(presence_places.of_type(rows, "official")))
    if not named:
        return words("fieldwork.finding_none" if not _over(view) else "fieldwork.empty")
    if len(presence_places.of_type(rows, "official")) == len(rows):
        return words("fieldwork.visits", n=visited)
    return words(
        f"fieldwork.{'finding' if visited else 'finding_no_visits'}", visited=visited, countries=named
    )


def presences(view: View[PresencesParams]) -> Picture:
    """The world with a sign a group of types."""
    words, rows = view.words, presence_places.shown(view)
    has = presence_places.groups_by_country(rows)
    off = len(presence_places.places(rows[rows["iso3"] == ""]))
    notes = [words("fieldwork.off_map", n=words.count("places", off))] if off else []
    notes += [words("fieldwork.map_note"), words("countries.disclaimer"), *kosovo(view, has)]
    counts = {group: sum(group in groups for groups in has.values()) for group in presence_places.GROUPS}
    names = {group: words(f"fieldwork.{group}") for group in counts}
    return Picture(
        _finding(view),
        words("pictures.presences_note", countries=words.count("countries", len(has))),
        maps.by_sign(view, has, view.params.country),
        tuple(maps.sign_keys(view, has)),
        tuple(notes),
        presence_places.rows_evidence(view, rows).paragraphs,
        tops(view, names, {group: n for group, n in counts.items() if n}),
        _over(view),
    )


def types(view: View[PresencesParams]) -> Picture:
    """Places by type; those that could not be read reliably hatched."""
    words, rows = view.words, presence_places.shown(view)
    listed = presence_places.places(rows)
    types = list(dict.fromkeys(place.presence for place in listed))
    names = {kind: words(f"presences.{kind}") for kind in types}
    counts = {kind: sum(place.presence == kind for place in listed) for kind in types}
    doubtful = {kind: sum(p.presence == kind and p.doubtful for p in listed) for kind in types}
    ranked = sorted(types, key=lambda kind: -counts[kind])
    bars = [
        Row(
            names[kind],
            ((counts[kind] - doubtful[kind], FULL), (doubtful[kind], svg.HATCH)),
            words.count("places", counts[kind]),
            code=kind,
        )
        for kind in ranked
    ]
    keys = [Key(words("nothing.unread"), fill=svg.HATCH, line=LIGHT.quiet)] if any(doubtful.values()) else []
    return Picture(
        most(view, names, counts, "pictures.types") or _finding(view),
        words("pictures.types_note"),
        svg.bars(bars, max(counts.values(), default=1)) if bars else none_said(words("fieldwork.empty")),
        tuple(keys),
        (words("pictures.places_note"), *kosovo(view, rows["iso3"])),
        presence_places.rows_evidence(view, rows).paragraphs,
        tops(view, names, counts),
        _over(view),
        tuple(bars),
    )


def regions(view: View[PresencesParams], scheme: str) -> Picture:
    """Regions of a scheme by their countries that have a presence or visit."""
    words = view.words
    rows = presence_places.of_type(view.report.table("presences"), view.params.presence)
    counts = presence_places.region_counts(rows, view.report.atlas.countries, scheme)
    name = view.region if scheme == "m49" else view.office_region
    names = {code: name(code) for code in counts}
    return Picture(
        most(view, names, counts, "pictures.posted") or words("fieldwork.empty"),
        f"{words(f'fieldwork.regions_{scheme}')} · {words('pictures.posted_note')}",
        ranked(view, names, counts, lambda n: words.count("countries", n)),
        notes=(words("fieldwork.regions_note"), *kosovo(view, rows["iso3"])),
        paragraphs=presence_places.rows_evidence(view, rows[rows["iso3"] != ""]).paragraphs,
        top=tops(view, names, counts),
        over=_over(view.having(region=None)),
        rows=rows_of(view, names, counts, lambda n: words.count("countries", n)),
    )
