"""What the pictures and slides of the countries page say: map or tiles, ranking, regions."""

from __future__ import annotations

from dataclasses import replace

from ui import counted_countries, exhibits, findings
from ui.content import Bars, Exhibit, Headline, Note
from ui.countries import content
from ui.findings import Evidence
from ui.params import CountriesParams
from ui.queries import country_counts, map_measures
from ui.view import View


def world(view: View[CountriesParams]) -> Exhibit:
    """The world by number of paragraphs, as map or as equal tiles, on a slide always as map; or as bars."""
    if not content.is_drawn(view):
        return ranking(view)
    words, spec, tiles = view.words, content.world(view), view.params.view == country_counts.TILES
    if tiles:
        # No area of undetermined status has a tile.
        keys = tuple(key for key in spec.legend.keys if key.tone != "neutral")
        spec = replace(spec, legend=replace(spec.legend, keys=keys))
    slide = counted_countries.world(
        view,
        content.absent_said(view),
        lambda iso3: view.here.link(country=iso3, view=None),
        chosen=spec.chosen,
    )
    headline = _headline(view)
    notes = (words("countries.equal" if tiles else "pictures.circles"), words("countries.disclaimer"))
    made = counted_countries.map_exhibit(view, headline, spec, slide, notes)
    widely = _widely(view)
    return replace(
        made, href=view.here.link(), slide_headline=replace(headline, title=widely) if widely else None
    )


def _widely(view: View[CountriesParams]) -> str:
    """What a map shows better than the bars after it: how widely the report looks; "" where it is not all of it."""
    counts = country_counts.counts(view)
    once = findings.class_sizes(counts)[0]
    everything = country_counts.measure_of(view) == map_measures.PARAGRAPHS
    everything = everything and not country_counts.conditions_of(view)
    if not everything or not 1 < once < len(counts):
        return ""
    return view.words("present.map_finding", n=len(counts), once=once)


def ranking(view: View[CountriesParams]) -> Exhibit:
    """All countries counted as bars, most first."""
    words, counts, rows = view.words, country_counts.counts(view), content.ranked(view)
    kosovo, chosen = exhibits.kosovo(view, counts), view.params.country
    first = chosen if chosen in counts else next(iter(counts), "")
    none = Note(content.absent_said(view), "none")
    return Exhibit(
        _headline(view),
        (Bars(words("countries.list"), rows) if rows else none,),
        notes=(words("pictures.meaning"), *kosovo),
        small=(words("pictures.meaning"), words("api.disclaimer"), *kosovo),
        top=exhibits.highest(view, {bar.code: bar.label for bar in rows}, counts),
        paragraphs=counted_countries.paragraphs(view),
        evidence=counted_countries.evidence_of(view, first or ""),
        href=view.here.link(),
    )


def coverage(view: View[CountriesParams], scheme: str) -> Exhibit:
    """Regions of a scheme by the paragraphs that speak of any of their countries."""
    words = view.words
    # Under all conditions but the region's, so that every bar leads to its region.
    bars = content.regions(view.having(region=None), scheme)
    names, counts = (
        {bar.code: bar.label for bar in bars.rows},
        {bar.code: int(bar.length) for bar in bars.rows},
    )
    found = country_counts.coverage(view, country_counts.SCHEMES[scheme])
    paragraphs = exhibits.in_order(view, (p for region in found.values() for p in region.paragraphs))
    kosovo, absent = (
        exhibits.kosovo(view, country_counts.named(view, "region")),
        content.absent_regions(view, scheme),
    )
    return Exhibit(
        Headline(
            exhibits.most(view, names, counts, "pictures.regions") or words("countries.finding_none"),
            f"{bars.label} · {words('countries.coverage_subtitle')}",
            over(view.having(region=None)),
        ),
        (bars if bars.rows else Note(content.absent_said(view), "none"),),
        notes=(*([absent] if absent else []), words("pictures.meaning"), *kosovo),
        small=(words("pictures.meaning"), words("api.disclaimer"), *kosovo),
        top=exhibits.highest(view, names, counts),
        paragraphs=paragraphs,
        evidence=Evidence(paragraphs),
        href=view.here.link(),
    )


def _headline(view: View[CountriesParams]) -> Headline:
    return Headline(content.finding(view), content.subtitle(view), over(view))


def over(view: View[CountriesParams]) -> str:
    """The conditions in words, the kinds of mention among them where they are not the usual."""
    words, said = view.words, list(content.conditions_said(view).values())
    if country_counts.measure_of(view) == map_measures.PARAGRAPHS and view.params.kinds:
        kinds = words.listing(words(f"kinds.{kind}") for kind in country_counts.kinds_of(view))
        said.append(f"{words('countries.kinds')}{words('app.colon')}{kinds}")
    return " · ".join(said)
