"""Countries as pictures: the map, equal tiles, ranking and regions; the small map and the outline of the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ui import findings
from ui.countries import content as countries_content
from ui.overview import content as overview_content
from ui.params import CountriesParams
from ui.plates import maps
from ui.plates.base import (
    Picture,
    country_names,
    in_order,
    kosovo,
    most,
    none_said,
    ranked,
    rows_of,
    tops,
)
from ui.queries import country_counts
from ui.render.svg import Drawn, Key
from ui.view import View


def _countries_over(view: View[CountriesParams]) -> str:
    """The conditions on the page of countries in words, the kinds of mention among them where they are not the usual."""
    said = list(countries_content.conditions_said(view).values())
    if country_counts.measure_of(view) == country_counts.PARAGRAPHS and view.params.kinds:
        kinds = view.words.listing(view.words(f"kinds.{kind}") for kind in country_counts.kinds_of(view))
        said.append(f"{view.words('countries.kinds')}{view.words('app.colon')}{kinds}")
    return " · ".join(said)


def _of_countries(
    view: View[CountriesParams], body: Drawn, keys: Sequence[Key] = (), notes: Sequence[str] = ()
) -> Picture:
    named = country_counts.named(view)
    counts = country_counts.counts(view)
    return Picture(
        countries_content.finding(view),
        countries_content.subtitle(view),
        body,
        tuple(keys),
        (*notes, *kosovo(view, counts)),
        in_order(view, (p for found in named.values() for p in found)),
        tops(view, country_names(view, counts), counts),
        _countries_over(view),
    )


def countries(view: View[CountriesParams]) -> Picture:
    """The world by number of paragraphs, as map or as equal tiles."""
    words, counts, chosen = view.words, country_counts.counts(view), view.params.country
    tiles = view.params.view == country_counts.TILES
    draw = maps.by_tile if tiles else maps.by_class
    notes = [words("countries.meaning"), words("countries.equal" if tiles else "pictures.circles")]
    notes.append(words("countries.disclaimer"))
    keys = maps.class_keys(view, counts, countries_content.absent_said(view))
    # No area of undetermined status has a tile.
    return _of_countries(view, draw(view, counts, chosen), keys[:-1] if tiles else keys, notes)


def countries_list(view: View[CountriesParams]) -> Picture:
    """All countries counted as bars, most first."""
    counts = country_counts.counts(view)
    body = ranked(view, country_names(view, counts), counts)
    meaning = [view.words("pictures.meaning")]
    made = _of_countries(
        view, body if counts else none_said(countries_content.absent_said(view)), (), meaning
    )
    return replace(made, rows=rows_of(view, country_names(view, counts), counts))


def coverage(view: View[CountriesParams], scheme: str) -> Picture:
    """Regions of a scheme by the paragraphs that speak of any of their countries."""
    words, found = view.words, country_counts.coverage(view, countries_content.SCHEMES[scheme])
    name = view.region if scheme == "m49" else view.office_region
    counts = {code: len(region.paragraphs) for code, region in found.items() if region.paragraphs}
    names = {code: name(code) for code in found}
    states = {
        code: words("countries.states", n=region.states, of=region.members) if region.members else ""
        for code, region in found.items()
    }
    absent = [names[code] for code in found if code not in counts]
    notes = (
        [f"{countries_content.absent_said(view)}{words('app.colon')}{words.listing(absent)}"]
        if absent
        else []
    )
    label = words(f"fieldwork.regions_{scheme}")
    title = most(view, names, counts, "pictures.regions") or words("countries.finding_none")
    say = _of_countries(view, ranked(view, names, counts, lambda n: words.count("paragraphs", n), states))
    return replace(
        say,
        title=title,
        subtitle=f"{label} · {words('countries.coverage_subtitle')}",
        notes=(*notes, words("pictures.meaning"), *kosovo(view, country_counts.named(view, "region"))),
        paragraphs=in_order(view, (p for region in found.values() for p in region.paragraphs)),
        top=tops(view, names, counts),
        over=_countries_over(view.having(region=None)),
        rows=rows_of(view, names, counts, lambda n: words.count("paragraphs", n), states),
    )


def overview(view: View) -> Picture:
    """The small map of the overview."""
    words, all_named = view.words, view.on(CountriesParams)
    counts, absent = country_counts.counts(all_named), words("nothing.absent")
    made = _of_countries(all_named, maps.by_class(view, counts), maps.class_keys(view, counts, absent))
    notes = (words("countries.meaning"), words("pictures.circles"), words("countries.disclaimer"))
    return replace(made, title=overview_content.finding(view), notes=(*notes, *made.notes))


def overview_outline(view: View) -> Picture:
    """The sections of the longest chapter, with their share of the report."""
    words, report = view.words, view.report
    counts = findings.section_counts(report.passages, report.table("sections"))
    chapters = {path: n for path, n in counts.items() if "." not in path}
    chapter = next(iter(findings.leaders(chapters)), "")
    parts = {p: n for p, n in counts.items() if p.startswith(f"{chapter}.") and p.count(".") == 1} or chapters
    if not parts:
        return Picture(words("themes.title"), words("overview.outline_subtitle"), Drawn("", 0))
    whole, longest = sum(chapters.values()), findings.leaders(parts)[0]
    names = {path: view.section(path) for path in parts}
    notes = {path: words.share(n, whole) for path, n in parts.items()}
    inside = [findings.section_findings(report.passages, path)["passage"] for path in parts]
    return Picture(
        words("overview.outline", name=names[longest], share=notes[longest]),
        words("overview.outline_subtitle"),
        ranked(view, names, parts, None, notes),
        paragraphs=in_order(view, (str(p) for each in inside for p in each)),
        top=tops(view, names, parts),
        rows=rows_of(view, names, parts, None, notes),
    )
