"""What the overview says: finding, numbers, what they open, the map, and the outline as bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ui import counted_countries, evidence, findings, panels, readings
from ui.content.charts import Bar, Bars, MapSpec, Piece, Tile, Tiles
from ui.content.layout import Panel, Section
from ui.content.passages import Line, Lines
from ui.content.said import Block, Copy, Headline, Link, Links, Note
from ui.params import CountriesParams, OverviewParams
from ui.queries import absence, country_counts, presence_places, report_figures
from ui.queries.report_figures import FUNDING, OPENED, PRESENCES, VISITS
from ui.view import View

_TOP, _NAMES = 5, 3
# Where there is more of what a number counts.
# Number → the table that it is counted in.
_TABLES = {
    "countries": "mentions",
    PRESENCES: "presences",
    VISITS: "presences",
    FUNDING: "figures",
}
_MORE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    PRESENCES: ("presences", {}),
    VISITS: ("presences", {"presence": "official"}),
    FUNDING: ("funding", {}),
}


def finding(view: View) -> str:
    """The report in a sentence."""
    words, counts = view.words, country_counts.counts(view.on(CountriesParams))
    first = findings.leaders(counts)
    form = _form(len(first), len(counts))
    names = words.listing(words.within(view.country(iso3)) for iso3 in first)
    return words(
        f"overview.finding_{form}" if form else "overview.finding",
        paragraphs=len(country_counts.paragraphs_of(view.report)),
        countries=len(counts),
        name=names,
        names=names,
        k=len(first),
        n=max(counts.values(), default=0),
    )


def _form(first: int, countries: int) -> str:
    """What can be said where so many of the countries share the first place; empty where one has it alone."""
    if first < 2:
        return "" if first else "none"
    return "all" if first == countries else "many" if first > _NAMES else "tie"


def title(view: View[OverviewParams]) -> Headline:
    """The report's title, the way to its slides, and what it holds in a sentence."""
    slides = Link(f"{view.words('present.year_slides')} →", view.here.to("present"))
    return Headline(finding(view), over=view.title, steps=(slides,))


def numbers(view: View[OverviewParams]) -> tuple[Tile, ...]:
    """The headline numbers, each leading to its sentences; none is said in words, for it was looked for."""
    words, here, report = view.words, view.here, view.report
    figures = report_figures.rows_of(report, FUNDING)
    amounts = int((figures["currency"] != "").sum())
    money = words("overview.tile_amounts_note", n=amounts) if amounts else words("overview.tile_funding_note")
    counts = {
        "paragraphs": len(country_counts.paragraphs_of(report)),
        "countries": len(country_counts.counts(view.on(CountriesParams))),
        VISITS: int(report_figures.rows_of(report, VISITS)["iso3"].nunique()),
        FUNDING: len(figures),
    }
    said = {
        name: words.number(n) if n else absence.nothing(view, _TABLES.get(name, ""))
        for name, n in counts.items()
    }
    said[PRESENCES] = presence_places.total_said(view)
    tiles = []
    for name in ("paragraphs", "countries", *OPENED):
        opens, note = name in OPENED, money if name == FUNDING and len(figures) else ""
        href = here.link(open=name) if opens else here.to(name)
        label, chosen = words(f"overview.tile_{name}"), opens and view.params.open == name
        tiles.append(Tile(said[name], label, href, said[name][:1].isdigit(), note, chosen))
    return tuple(tiles)


def tiles(view: View[OverviewParams]) -> Tiles:
    """The headline numbers in a row, their notes behind what they count."""
    joined = (
        replace(tile, label=f"{tile.label} · {tile.note}", note="") if tile.note else tile
        for tile in numbers(view)
    )
    return Tiles(view.words("overview.tiles"), tuple(joined))


def panel(view: View[OverviewParams]) -> Panel:
    """The sentences behind the number that was opened."""
    words, opened, close = view.words, view.params.open or "", view.here.link(open=None)
    said, gathered = words(f"overview.{opened}_title"), report_figures.evidence_of(view.report, opened)
    if not gathered.number:
        return panels.nothing(said, absence.nothing(view, _TABLES[opened]), close)
    page, conditions = _MORE[opened]
    more = Links((Link(words(f"overview.{opened}_more"), view.here.to(page, **conditions)),))
    lead = _visits(view) if opened == VISITS else _funding(view) if opened == FUNDING else _presences(view)
    return panels.panel(view, said, gathered, close, key=opened, lead=(more, *lead))


def _presences(view: View) -> Iterator[Block]:
    if said := presence_places.total_note(view, "overview.presences_note"):
        yield Note(said, "lead")


def _visits(view: View) -> Iterator[Block]:
    """Who visited which countries, to read and to copy."""
    words, visited = view.words, report_figures.visited(view.report)
    lines = tuple(
        Line(
            words(f"officials.{official}"),
            words.listing(view.country(iso3) for iso3 in countries),
            note=words.count("countries", len(countries)),
        )
        for official, countries in visited.items()
    )
    total = len({iso3 for countries in visited.values() for iso3 in countries})
    yield Note(words.count("countries", total), "quiet")
    yield Lines(lines, "officials")
    copied = "\n".join(f"{line.label}{words('app.colon')}{line.said}" for line in lines)
    yield Copy(words("overview.visits_copy"), copied, viewed=True)


def _funding(view: View) -> Iterator[Block]:
    """The figures on funding as the report states them."""
    words, rows = view.words, report_figures.rows_of(view.report, FUNDING)
    if not (rows["currency"] != "").any():
        yield Note(words("overview.funding_note"), "lead")
    lines = tuple(
        Line(
            words.value(row),
            phrases=(phrase,),
            note=evidence.number_of(view, str(row["passage"])),
        )
        for row, phrase in zip(rows.to_dict("records"), readings.phrases(view, rows, "figure"), strict=True)
    )
    yield Lines(lines, "figures")


def map_head(view: View[OverviewParams]) -> Section:
    """The heading of the map, with the way to the page of countries."""
    more = Link(view.words("overview.map_more"), view.here.to("countries"))
    return Section(view.words("overview.map"), (), more=more, kind="")


def world(view: View[OverviewParams]) -> MapSpec:
    """The world by number of paragraphs; a country leads to its sentences."""
    absent = absence.nothing(view, "mentions")
    return counted_countries.world(
        view.on(CountriesParams),
        absent,
        lambda iso3: view.here.to("countries", country=iso3),
        at=view.params.at,
    )


def caption(view: View[OverviewParams]) -> Note:
    """What the map means, and what it does not say."""
    words = view.words
    return Note(words("countries.meaning") + words("app.sentence_gap") + words("countries.disclaimer"))


def top(view: View[OverviewParams]) -> Section | None:
    """The countries named most."""
    return counted_countries.bars(
        view.on(CountriesParams), lambda iso3: view.here.to("countries", country=iso3), _TOP
    )


def outline(view: View[OverviewParams]) -> Section | None:
    """The parts of the outline, with the way to the whole of it."""
    words = view.words
    if not report_figures.outline_parts(view.report):
        return None
    more = Link(words("overview.outline_more"), view.here.to("themes"))
    bars, said = outline_bars(view), words("overview.outline_subtitle")
    return Section(outline_finding(view), (bars,), said, more, kind="")


def outline_finding(view: View[OverviewParams]) -> str:
    """The longest section, with its share of the report; "" where there is no outline."""
    parts = report_figures.outline_parts(view.report)
    longest = next(iter(findings.leaders(parts)), "")
    if not longest:
        return ""
    share = view.words.share(parts[longest], len(country_counts.paragraphs_of(view.report)))
    return view.words("overview.outline", name=view.section(longest), share=share)


def outline_bars(view: View[OverviewParams]) -> Bars:
    """The parts of the outline as bars, each with its share of the report."""
    whole = len(country_counts.paragraphs_of(view.report))
    rows = tuple(
        Bar(
            view.section(path),
            (Piece(n),),
            view.words.number(n),
            view.here.to("themes", section=path),
            view.words.share(n, whole),
            path,
        )
        for path, n in report_figures.outline_parts(view.report).items()
    )
    return Bars(view.words("overview.outline_subtitle"), rows)
