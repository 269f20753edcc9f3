"""What a slide says, whatever it is drawn in: finding, bars or lines or map, source, and the sentences behind it.

Findings and numbers are those of the pictures (`ui/served/plates`); a few slides are of their own: numbers, visits, what is
said of funding, and a paragraph in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from starlette.exceptions import HTTPException

from ui import evidence, findings, request_view, url_state
from ui.cache import kept
from ui.compare import change_map
from ui.compare import labels as compare_labels
from ui.country import content as country_content
from ui.country import side_by_side
from ui.deck import Deck, Slide
from ui.findings import Evidence
from ui.funding import content as funding_content
from ui.overview import content as overview_content
from ui.params import (
    CompareParams,
    CountriesParams,
    CountryParams,
    OverviewParams,
    ParagraphsParams,
    PresencesParams,
)
from ui.plates import compare
from ui.plates.base import FULL, in_order
from ui.queries import (
    country_counts,
    country_profile,
    funding_figures,
    presence_places,
    report_comparison,
    theme_crosstab,
)
from ui.registry import PICTURES
from ui.render.svg import Drawn, Key, Row
from ui.themes import content as themes_content
from ui.view import View

NUMBERS, VISITS, FUNDING, QUOTE = "overview.numbers", "presences.visits", "funding.plain", "paragraphs.quote"
MAPS = ("overview", "countries", "presences", "compare")
# Slides beside the pictures.
OWN = (NUMBERS, VISITS, FUNDING, QUOTE)
NAMES = (*PICTURES, *OWN)
_MOST_QUOTED, _MOST_CHANGES = 12, 8
PASSAGE = re.compile(r"[0-9a-z]{1,10}")  # a packed deck is longer


@dataclass(frozen=True)
class Line:
    """A line of a list, or a tile: what it is of, what is said, and where its sentences are."""

    label: str
    said: str
    href: str = ""
    note: str = ""

    @property
    def numeric(self) -> bool:
        """Whether what is said is a number, to be set large."""
        return self.said[:1].isdigit() and len(self.said) < 8


@dataclass(frozen=True)
class Face:
    """One slide; of `rows`, `tiles`, `lines`, `said` and a map there is one, of funding `said` and lines."""

    title: str
    subtitle: str
    rows: tuple[Row, ...] = ()
    hrefs: Mapping[str, str] | None = None
    series: tuple[str, ...] = ()
    tiles: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    said: str = ""
    quoted: bool = False
    map: bool = False
    keys: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    paragraphs: tuple[str, ...] = ()
    page: str = ""
    source: str = ""


def quote(passage: str, report: str = "") -> Slide:
    """The slide of a paragraph in its own words, of a report or of the one in view."""
    return Slide(QUOTE, (*(((url_state.REPORT, report),) if report else ()), ("passage", passage)))


def asked_of(slide: Slide, asked: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a slide in the language of `asked`, and in its report where the slide has none of its own."""
    own, common = dict(slide.params), {name: asked[name] for name in url_state.COMMON if name in asked}
    return {**own, **common, **{name: own[name] for name in own if name == url_state.REPORT}}


def view_of(slide: Slide, asked: Mapping[str, str]) -> View[Any]:
    """The view of a slide, asked for as `asked_of` says; what is unknown gives way to the default."""
    return request_view.drawn_view_of(slide.page, asked_of(slide, asked))


def known(deck: Deck, asked: Mapping[str, str]) -> Deck:
    """The deck without slides that nothing is known of, or whose reports are not here."""

    def here(slide: Slide) -> bool:
        try:
            return slide.name in NAMES and bool(view_of(slide, asked))
        except HTTPException:
            return False

    return Deck(tuple(filter(here, deck.slides)))


def face(slide: Slide, asked: Mapping[str, str]) -> Face:
    """A slide's face; its own heading stands for the finding where it has one."""
    made = _face(view_of(slide, asked), slide.name)
    return replace(made, title=slide.heading or made.title)


def worth(deck: Deck, asked: Mapping[str, str]) -> Deck:
    """A ready-made deck without the slides that the report has nothing on."""
    full = [s for s in deck.slides if s.name in (NUMBERS, FUNDING) or face(s, asked).paragraphs]
    return Deck(tuple(full))


@kept
def _face(view: View[Any], name: str) -> Face:
    if name in OWN:
        return _MAKERS[name](view)
    made = PICTURES[name](view)
    rows, hrefs = _rows(view, name, made.rows), {}
    hrefs = {row.code: _href(view, name, row.code) for row in rows}
    say, words = [made.over] if made.over else [], view.words
    subtitle = " · ".join([*say, _subtitle(view, name) or made.subtitle])
    behind = _behind(view, name, made.paragraphs)
    mapped = name in MAPS and (
        name != "compare" or report_comparison.aspect_of(view) == report_comparison.COUNTRIES
    )
    lines: tuple[Line, ...] = ()
    tiles: tuple[Line, ...] = ()
    said = ""
    if name == "funding.funds":
        lines = _funds(view)
    elif name == "country" and country_profile.beside(view):
        lines = tuple(_standing(view, iso3) for iso3 in country_profile.columns(view))
    elif name == "country":
        iso3 = country_profile.country_of(view)
        spoken = country_profile.spoken_of(view.report, iso3)
        tiles = _profile(view, iso3) if spoken else ()
        said = "" if spoken else words("profile.searched", name=view.country(iso3))
    elif view.here.page == "compare":
        listed = [] if mapped else compare.listed(view)
        lines = tuple(_changed(view, line) for line in listed[:_MOST_CHANGES])
        said = "" if lines or mapped else words("compare.empty")
    elif not mapped and not rows:
        said = words("nothing.absent")
    both = any(len([n for n, _ in row.pieces if n]) > 1 for row in rows)
    return Face(
        _finding(view, name) or made.title,
        subtitle,
        rows,
        hrefs,
        tuple(key.label for key in made.keys[:2]) if both and len(made.keys) > 1 else (),
        tiles,
        lines,
        said,
        map=mapped,
        # The classes of a crossing are those of its cells, and it is bars here.
        keys=made.keys if mapped or (rows and name != "themes.crossing") else (),
        notes=(*made.top, *made.notes),
        small=_small(view, mapped, made.notes),
        evidence=behind,
        paragraphs=made.paragraphs,
        page=view.here.link(),
        source=made.source,
    )


def _changed(view: View[CompareParams], line: report_comparison.Row) -> Line:
    """What changed, with both numbers."""
    aspect = report_comparison.aspect_of(view)
    target = view.here.link(**{report_comparison.OPENS[aspect]: line.code})
    group = view.words(f"compare.group_{line.group}")
    return Line(compare_labels.row_name(view, aspect, line.code), compare.said(view, line), target, group)


def _finding(view: View[Any], name: str) -> str:
    """What a map shows better than the bars after it: how widely the report looks; "" where it is not all of it."""
    if name != "countries":
        return ""
    counts = country_counts.counts(view)
    once = findings.class_sizes(counts)[0]
    if (
        country_counts.measure_of(view) != country_counts.PARAGRAPHS
        or country_counts.conditions_of(view)
        or not 1 < once < len(counts)
    ):
        return ""
    return view.words("present.map_finding", n=len(counts), once=once)


def _subtitle(view: View[Any], name: str) -> str:
    """What is counted, where a picture's own words are about boxes or bars that the slide does not have."""
    if name == "themes":
        return view.words("overview.outline_subtitle")
    if view.here.page == "compare":
        # What makes the two hard to compare comes first.
        counted = view.words(f"compare.counted_{report_comparison.aspect_of(view)}")
        return view.words("app.sentence_gap").join([counted, *compare_labels.notes(view)[:1]])
    return view.words("profile.counted") if name == "country" and country_profile.beside(view) else ""


def _small(view: View, mapped: bool, notes: tuple[str, ...]) -> tuple[str, ...]:
    """What has to stand on the slide itself: what numbers mean, and the disclaimers."""
    words = view.words
    keys = ("countries.meaning", "compare.map_note", "pictures.meaning", "profile.meaning", "themes.meaning")
    means = [note for note in notes if note in {words(key) for key in keys}][:1]
    kosovo = [words("countries.kosovo")] if words("countries.kosovo") in notes else []
    disclaimer = words("countries.disclaimer" if mapped else "api.disclaimer")
    return (*means, disclaimer, *kosovo)


def _rows(view: View[Any], name: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The bars of a slide: sections of one order, pairs of a crossing, countries side by side."""
    if name == "themes":
        first = tuple(row for row in rows if row.indent == 1) or tuple(row for row in rows if not row.indent)
        n = {row.code: findings.section_findings(view.report.passages, row.code) for row in first}
        return tuple(
            Row(row.label, ((len(n[row.code]), FULL),), row.number, code=row.code)
            for row in sorted(first, key=lambda row: -len(n[row.code]))
        )
    if name == "themes.crossing":
        kind, found = theme_crosstab.kind_of(view), themes_content.crossing_of(view).numbers
        pairs = {p: n for p, n in found.items() if (p[0] < p[1] if kind == theme_crosstab.THEME else True)}
        names = {p: f"{view.theme(p[0])} × {themes_content.column_name(view, kind, p[1])}" for p in pairs}
        first_pairs = sorted(pairs, key=lambda pair: -pairs[pair])
        return tuple(
            Row(names[p], ((pairs[p], FULL),), view.words.number(pairs[p]), code=" ".join(p))
            for p in first_pairs
        )
    return tuple(row for row in rows if any(length for length, _ in row.pieces))


def _href(view: View[Any], name: str, code: str) -> str:
    """Where the sentences of a bar are."""
    here, (page, _, part) = view.here, name.partition(".")
    if page == "country" and part:
        return here.link(of=f"{country_profile.BARS[part]}.{code}")
    if name == "themes.crossing":
        theme, other = code.split(" ")
        return here.link(theme=theme, **{theme_crosstab.PARAMS[theme_crosstab.kind_of(view)]: other})
    params: Mapping[str, dict[str, str]] = {
        "countries.list": {"country": code},
        "countries.m49": {"region": code},
        "countries.office": {"region": code},
        "country": {"who": code},
        "themes": {"section": code},
        "themes.words": {"theme": code},
        "presences.types": {"open": code},
        "presences.m49": {"region": code, "open": presence_places.EVERYTHING},
        "presences.office": {"region": code, "open": presence_places.EVERYTHING},
        "funding": {"open": code},
    }
    if name == "overview.outline":
        return here.to("themes", section=code)
    return here.link(**params[name])


def country_href(view: View[Any], name: str, iso3: str) -> str:
    """Where the sentences of a country on a map are."""
    if name == "overview":
        return view.here.to("countries", country=iso3)
    if name == "compare":
        return view.here.link(country=iso3)
    if name == "presences":
        return view.here.link(country=iso3, open=presence_places.EVERYTHING, passage=None)
    return view.here.link(country=iso3, view=None)


def country_said(view: View[Any], name: str, iso3: str) -> str:
    """What a country on a map says when it is pointed at."""
    if name == "presences":
        groups = presence_places.groups_by_country(presence_places.shown(view)).get(iso3, ())
        kinds = view.words.listing(view.words(f"fieldwork.{group}") for group in groups)
        return f"{view.country(iso3)}{view.words('app.colon')}{kinds}"
    if name == "compare":
        return f"{view.country(iso3)}{view.words('app.colon')}{compare.said(view, change_map.countries(view)[iso3])}"
    countries = view if name == "countries" else view.on(CountriesParams)
    n = country_counts.counts(countries).get(iso3, 0)
    return view.words("countries.hover", name=view.country(iso3), n=n)


def _behind(view: View[Any], name: str, paragraphs: tuple[str, ...]) -> Evidence:
    """The sentences of the finding: of what stands first where one thing does."""
    report, page = view.report, view.here.page
    if name in ("overview", "countries", "countries.list"):
        countries = view if page == "countries" else view.on(CountriesParams)
        counts, chosen = country_counts.counts(countries), countries.params.country
        first = chosen if chosen in counts else next(iter(counts), None)
        return country_counts.gathered(countries, first) if first else Evidence()
    if page == "country":
        found = country_profile.sets(report, country_profile.country_of(view)).get(country_profile.NAMED)
        return found or Evidence(paragraphs)
    if page == "compare":
        # Of the later report, whose sentences the view can show.
        aspect = report_comparison.aspect_of(view)
        code = report_comparison.opened(view) or next(
            (line.code for line in compare.listed(view) if line.b), ""
        )
        return report_comparison.found(report, aspect).get(code, Evidence())
    if name == "themes.words":
        weights = theme_crosstab.weights_of(view)
        first = next(iter(findings.theme_counts(report.passages, report.table("themes"), weights)), None)
        spans = findings.theme_findings(theme_crosstab.theme_rows(report, weights), first)
        return findings.evidence(report.passages, spans)
    if name in ("presences", "presences.types"):
        return presence_places.rows_evidence(view, presence_places.shown(view))
    if page == "funding":
        return funding_figures.opened_evidence(view.report, funding_figures.FUNDING)
    return Evidence(paragraphs)


@kept
def _numbers(view: View[OverviewParams]) -> Face:
    words, here = view.words, view.here
    visits, funding = overview_content.opened(view, "visits"), overview_content.opened(view, "funding")
    amounts = int((funding["currency"] != "").sum())
    money = words("overview.tile_amounts_note", n=amounts) if amounts else words("overview.tile_funding_note")
    counts = {
        "paragraphs": overview_content.paragraphs_of(view),
        "countries": len(country_counts.counts(view.on(CountriesParams))),
        "visits": int(visits["iso3"].nunique()),
        "funding": len(funding),
    }
    said = {name: words.number(n) if n else words("nothing.absent") for name, n in counts.items()}
    said["presences"] = presence_places.total_said(view)
    to = {name: here.to(name) for name in ("paragraphs", "countries")}
    to |= {name: here.link(open=name) for name in overview_content.OPENED}
    tiles = tuple(
        Line(
            words(f"overview.tile_{name}"),
            said[name],
            to[name],
            money if name == "funding" and counts["funding"] else "",
        )
        for name in ("paragraphs", "countries", "presences", "visits", "funding")
    )
    behind = [overview_content.tile_evidence(view, tile) for tile in overview_content.OPENED]
    everything = country_counts.paragraphs_of(view.report)
    made = Evidence(
        in_order(view, (p for each in behind for p in each.paragraphs)),
        marks={p: marks for each in behind for p, marks in each.marks.items()},
    )
    return Face(
        overview_content.finding(view),
        words("present.numbers_subtitle"),
        tiles=tiles,
        notes=(words("method.count_source"), words("method.count_unit"), words("countries.meaning")),
        small=(words("pictures.meaning"), words("api.disclaimer")),
        evidence=made,
        paragraphs=tuple(everything),
        page=here.link(),
    )


def _visits(view: View[PresencesParams]) -> Face:
    words, rows = view.words, overview_content.opened(view, "visits")
    lines = []
    for official in presence_places.VISITS:
        countries = presence_places.countries_of(rows[rows["presence"] == official])
        if countries:
            target = view.here.link(presence=official, open=official, country=None, region=None, passage=None)
            names = words.listing(view.country(i) for i in countries)
            n = words.count("countries", len(countries))
            lines.append(Line(words(f"officials.{official}"), names, target, n))
    gathered = overview_content.tile_evidence(view, "visits")
    total = len(presence_places.countries_of(rows))
    kosovo = (words("countries.kosovo"),) if "XKX" in set(rows["iso3"]) else ()
    return Face(
        words("fieldwork.visits" if total else "fieldwork.visits_none", n=words.number(total)),
        words("present.visits_subtitle"),
        lines=tuple(lines),
        said="" if lines else words("nothing.absent"),
        small=(words("api.disclaimer"), *kosovo),
        evidence=gathered,
        paragraphs=gathered.paragraphs,
        page=view.here.link(presence="official"),
    )


def _funds(view: View) -> tuple[Line, ...]:
    """A line a fund: its figures as stated, or that there is none."""
    words, figures = view.words, view.report.table("figures")
    lines = []
    for fund in funding_figures.funds_named(view.report):
        rows = funding_figures.of_fund(figures, fund).to_dict("records")
        said = [
            words(
                "funding.figure", n=funding_figures.said(view, row), unit=funding_figures.unit_said(view, row)
            )
            for row in ({str(k): v for k, v in each.items()} for each in rows)
        ]
        n = words.count("paragraphs", funding_figures.opened_evidence(view.report, fund).number)
        target = view.here.to("funding", open=fund)
        lines.append(
            Line(
                funding_figures.fund_name(view, fund),
                " · ".join(said) or words("nothing.no_figure"),
                target,
                n,
            )
        )
    return tuple(lines)


def _plain(view: View) -> Face:
    words, figures = view.words, view.report.table("figures")
    money = funding_figures.has_amounts(figures)
    gathered = funding_figures.opened_evidence(view.report, funding_figures.FUNDING)
    return Face(
        funding_content.finding(view),
        words("funding.amounts_subtitle") if money else words("funding.no_money"),
        lines=_funds(view),
        notes=(funding_content.searched(view),),
        small=(words("present.own_numbers"), words("api.disclaimer")),
        evidence=gathered,
        paragraphs=gathered.paragraphs,
        page=view.here.to("funding"),
    )


def _quote(view: View[ParagraphsParams]) -> Face:
    rows = evidence.rows_by_passage(view)
    passage = view.params.passage or next(iter(country_counts.paragraphs_of(view.report)), "")
    row = rows[passage]
    counted = (passage,) if row["kind"] == "paragraph" else ()
    return Face(
        evidence.where(view, row),
        view.words("present.quote_subtitle"),
        said=str(row["text"]),
        quoted=True,
        small=(view.words("api.disclaimer"),),
        notes=(evidence.citation(view, row),),
        evidence=Evidence((passage,)),
        paragraphs=counted,
        page=view.here.to("paragraphs", passage=passage),
    )


def _profile(view: View[CountryParams], iso3: str) -> tuple[Line, ...]:
    words, tiles = view.words, []
    for tile in country_profile.TILES:
        n = country_profile.number(view.report, iso3, tile)
        label = country_content.tile_label(view, tile, n) if n else words(f"profile.row_{tile}")
        said = words.number(n) if n else words(f"profile.none_{tile}")
        tiles.append(Line(label, said, view.here.link(country=iso3, of=tile) if n else ""))
    return tuple(tiles)


def _standing(view: View[CountryParams], iso3: str) -> Line:
    """A country beside others: its numbers in words."""
    words, said = view.words, []
    for tile in country_profile.TILES:
        n = country_profile.number(view.report, iso3, tile)
        label = words(f"profile.row_{tile}")
        said.append(f"{label}{words('app.colon')}{words.number(n) if n else words(f'profile.none_{tile}')}")
    here = view.here.link(country=iso3, beside=None)
    return Line(view.country(iso3), " · ".join(said), here, side_by_side.rank_said(view, iso3))


_MAKERS: Mapping[str, Callable[[View[Any]], Face]] = {
    NUMBERS: _numbers,
    VISITS: _visits,
    FUNDING: _plain,
    QUOTE: _quote,
}


def sentences(view: View, found: Evidence) -> Iterator[tuple[str, str, str]]:
    """(passage, its number in words, sentences) behind a slide; the first dozen paragraphs."""
    quoted = replace(found, paragraphs=found.paragraphs[:_MOST_QUOTED], footnotes=())
    for passage, same in groupby(evidence.sentences(view, quoted), key=itemgetter(0)):
        yield passage, evidence.number_of(view, passage), " … ".join(said for _, said, _ in same)


def left_out(found: Evidence) -> int:
    """How many paragraphs are behind a slide beyond those quoted."""
    return max(0, found.number - _MOST_QUOTED)


def source(view: View, made: Face, listed: bool = True) -> str:
    """The report and the paragraphs counted, one by one or as their number only."""
    if made.source:
        return made.source
    words, rows, order = view.words, evidence.rows_by_passage(view), country_counts.paragraphs_of(view.report)
    placed = [(order[p], str(rows[p]["number"])) for p in made.paragraphs if p in order]
    numbers = words.listing(findings.runs(placed))
    n, symbol = len(placed), view.report.row["symbol"]
    if not n:
        return words("present.source_none", symbol=symbol, title=view.title, total=len(order))
    key = "source_one" if n == 1 else "source" if listed else "source_many"
    return words(f"present.{key}", symbol=symbol, title=view.title, n=n, total=len(order), numbers=numbers)


def drawn_map(view: View[Any], name: str, size: float) -> Drawn:
    """The map of a slide, names in `size`."""
    from ui.plates import maps

    if name == "compare":
        return maps.by_change(view, change_map.countries(view))
    if name == "presences":
        signs = presence_places.groups_by_country(presence_places.shown(view))
        return maps.by_sign(view, signs, view.params.country)
    if name == "overview":
        return maps.by_class(view, country_counts.counts(view.on(CountriesParams)), None, size)
    return maps.by_class(view, country_counts.counts(view), view.params.country, size)
