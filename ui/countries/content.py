"""What the countries page says: finding, conditions, map, panel, regions and list."""

from __future__ import annotations

from collections.abc import Iterator

from ui import counted_countries, findings, panels, sending, table_order, world_map
from ui.briefs import COUNTRY
from ui.condition_names import condition_name, region_name, removable
from ui.content.charts import Bar, Bars, MapSpec, Piece
from ui.content.layout import Choices, Columns, Option, Panel, Section
from ui.content.said import Block, Headline, Link, Links, Note
from ui.content.tables import Cell, Rows, Table
from ui.params import CountriesParams
from ui.queries import absence, country_counts, map_measures
from ui.view import View

_TOP = 12
_NAMES = 4  # more names than these make no title


def finding(view: View[CountriesParams]) -> str:
    """The page's finding in a sentence."""
    words, counts = view.words, country_counts.counts(view)
    first = findings.leaders(counts)
    if not first:
        return absence.none(view, "mentions", "countries.finding_none")
    form = "finding" if len(first) == 1 else "tie" if len(first) <= _NAMES else "many"
    names = words.listing(view.country(iso3) for iso3 in first[:_NAMES])
    n = counts[first[0]]
    return words(f"countries.{form}_{country_counts.measure_of(view)}", names=names, n=n, k=len(first))


def subtitle(view: View[CountriesParams]) -> str:
    """How many countries, and what is counted."""
    return view.words(
        f"countries.subtitle_{country_counts.measure_of(view)}", countries=len(country_counts.counts(view))
    )


def title(view: View[CountriesParams]) -> Headline:
    """The conditions, the finding under them, and what is counted."""
    return Headline(finding(view), subtitle(view), " · ".join(conditions_said(view).values()))


def option_name(view: View[CountriesParams], condition: str, option: str) -> str:
    """An option of a condition in words."""
    if condition == "region":
        return region_name(view, option)
    if condition == "group":
        return view.words(f"countries.{option}")
    return condition_name(view, condition, option)


def conditions_said(view: View[CountriesParams]) -> dict[str, str]:
    """Condition → option in words, in the order of the address."""
    return {
        name: option_name(view, name, option) for name, option in country_counts.conditions_of(view).items()
    }


def chosen(view: View[CountriesParams]) -> list[str]:
    """What is counted where it is not the usual, under which conditions."""
    measure, usual = country_counts.measure_of(view), map_measures.PARAGRAPHS
    said = [] if measure == usual else [view.words(f"countries.measure_{measure}")]
    return [*said, *conditions_said(view).values()]


def absent_said(view: View[CountriesParams]) -> str:
    """What it means that a country has no number: the report does not name it, or nothing meets what was chosen."""
    usual = country_counts.is_usual(view)
    return absence.nothing(view, "mentions") if usual else view.words("countries.none_chosen")


def switches(view: View[CountriesParams]) -> Iterator[Block]:
    """Switches: kinds of mention, groups of countries; and the conditions that hold, to take away."""
    paragraphs = country_counts.measure_of(view) == map_measures.PARAGRAPHS
    rows = [*([_kinds(view)] if paragraphs else []), _groups(view)]
    if said := conditions_said(view):
        link = view.here.link
        cleared = link(**dict.fromkeys(country_counts.CONDITIONS))
        rows.append(
            removable(view, said, lambda name: link(**{name: None}), cleared, "paragraphs.conditions")
        )
    yield Columns(tuple(rows), "chip-rows")


def _kinds(view: View[CountriesParams]) -> Choices:
    """The kinds of mention, each with how many there are."""
    words, numbers = view.words, country_counts.mentions_by_kind(view.report)
    return Choices(
        words("countries.kinds"),
        tuple(
            Option(
                words(f"kinds.{kind}"),
                view.here.toggle("kinds", kind, findings.MENTION_KINDS, findings.COUNTED_BY_DEFAULT),
                kind in country_counts.kinds_of(view),
                words.number(numbers.get(kind, 0)),
            )
            for kind in findings.MENTION_KINDS
        ),
    )


def _groups(view: View[CountriesParams]) -> Choices:
    """Groups of countries, each with how many of its countries would be left."""
    words, numbers, chosen = view.words, country_counts.options(view, "group"), view.params.group
    return Choices(
        words("countries.group"),
        tuple(
            Option(
                words(f"countries.{group}"),
                view.here.link(group=None if group == chosen else group),
                group == chosen,
                words.number(numbers[group]),
                words(f"countries.{group}_long"),
            )
            for group in country_counts.GROUPS
        ),
    )


def views(view: View[CountriesParams]) -> Choices:
    """The faces of the picture; the country that is open and the conditions stay."""
    words, shown = view.words, view.params.view or country_counts.MAP
    options = (
        Option(
            words(f"countries.view_{face}"),
            view.here.link(view=None if face == country_counts.MAP else face),
            face == shown,
        )
        for face in country_counts.FACES
    )
    return Choices(words("countries.view"), tuple(options), "radio")


def is_drawn(view: View[CountriesParams]) -> bool:
    """Whether the picture is the world, as map or as tiles."""
    return view.params.view not in (country_counts.BARS, country_counts.TABLE)


def face(view: View[CountriesParams]) -> Bars | Table | Note:
    """The same numbers as bars, or as a table."""
    if not country_counts.counts(view):
        return Note(absent_said(view), "none")
    if view.params.view == country_counts.TABLE:
        return table(view)
    return Bars(view.words("countries.list"), ranked(view))


def ranked(view: View[CountriesParams]) -> tuple[Bar, ...]:
    """All countries counted as bars, most first."""
    words, chosen = view.words, view.params.country
    return tuple(
        Bar(
            view.country(iso3),
            (Piece(n),),
            words.number(n),
            view.here.link(country=iso3),
            code=iso3,
            chosen=iso3 == chosen,
        )
        for iso3, n in country_counts.counts(view).items()
    )


def world(view: View[CountriesParams]) -> MapSpec:
    """The world as map or as equal tiles; each country leads to its sentences, the one that is open away from them."""
    chosen = view.params.country or ""
    return counted_countries.world(
        view,
        absent_said(view),
        lambda iso3: view.here.link(country=None if iso3 == chosen else iso3),
        chosen=chosen,
        tiles=view.params.view == country_counts.TILES,
        at=view.params.at,
    )


def caption(view: View[CountriesParams]) -> Note:
    """What the picture means, whence it comes, and what it does not say."""
    words, tiles = view.words, view.params.view == country_counts.TILES
    notes = [words("countries.meaning")]
    if is_drawn(view):
        notes.append(words("countries.equal" if tiles else "countries.small"))
    return world_map.caption(view, notes, country_counts.counts(view))


def panel(view: View[CountriesParams]) -> Panel:
    """The sentences of the country chosen, or of all that the conditions leave; else the countries named most."""
    words, chosen, leaders = view.words, view.params.country, _leaders(view)
    after = (leaders,) if leaders else ()
    if chosen is None and not country_counts.conditions_of(view):
        return panels.nothing(words("countries.choose_title"), words("countries.choose"), after=after)
    gathered, close = country_counts.gathered(view, chosen), view.here.link(country=None)
    if chosen is None:
        said = " · ".join(conditions_said(view).values())
        return panels.panel(view, said, gathered, lead=(as_list(view, gathered), *after))
    name, profile = view.country(chosen), _to_profile(view, chosen)
    if gathered.number:
        usual = country_counts.is_usual(view)
        take = sending.send(view, COUNTRY, name, {"country": chosen}, COUNTRY) if usual else None
        ordered, order = panels.nearest_first(view, chosen, gathered)
        lead = (profile, take, as_list(view, gathered), order)
        return panels.panel(view, name, ordered, close, key=chosen, lead=lead)
    return panels.nothing(name, _absence(view, chosen), close, (profile, *after))


def _leaders(view: View[CountriesParams]) -> Section | None:
    return counted_countries.bars(view, lambda iso3: view.here.link(country=iso3), _TOP)


def _to_profile(view: View[CountriesParams], iso3: str) -> Links:
    """The way to all that is known of a country."""
    said = view.words("profile.link", name=view.country(iso3))
    return Links((Link(said, view.here.to("country", country=iso3)),))


def _absence(view: View[CountriesParams], iso3: str) -> str:
    """Why a country has no paragraph: it is named nowhere, or not under these conditions."""
    words, name = view.words, view.country(iso3)
    measure = country_counts.measure_of(view)
    if country_counts.conditions_of(view) or measure != map_measures.PARAGRAPHS:
        return words("countries.absent_conditions", name=name)
    named = country_counts.is_named(view.report, iso3)
    return words(f"countries.{'absent_kinds' if named else 'absent'}", name=name)


def as_list(view: View[CountriesParams], gathered: findings.Evidence) -> Links | None:
    """The way to the same paragraphs as a list, where the list can show exactly these; a country stands for its region."""
    params = view.params
    wanted = {
        "place": params.country or params.region,
        "theme": params.theme,
        "section": params.section,
        "engagement": params.engagement,
    }
    return panels.as_list(view, gathered, **{name: value for name, value in wanted.items() if value})


def coverage(view: View[CountriesParams]) -> Section:
    """Regions of both schemes as bars, and those without a paragraph."""
    words = view.words
    schemes = [
        Section(words(f"fieldwork.regions_{scheme}"), _scheme(view, scheme), kind="", level=3)
        for scheme in country_counts.SCHEMES
    ]
    blocks = (Columns(tuple(schemes), "coverage"), Note(words("fieldwork.regions_note")))
    return Section(words("countries.coverage"), blocks, words("countries.coverage_subtitle"), kind="")


def _scheme(view: View[CountriesParams], scheme: str) -> tuple[Block, ...]:
    rest = absent_regions(view, scheme)
    return (regions(view, scheme), *([Note(rest)] if rest else []))


def regions(view: View[CountriesParams], scheme: str) -> Bars:
    """Regions by the paragraphs that speak of any of their countries, with how many of their States are spoken of."""
    words, chosen = view.words, view.params.region
    rows = tuple(
        Bar(
            scheme_region(view, scheme, code),
            (Piece(len(region.paragraphs)),),
            words.count("paragraphs", len(region.paragraphs)),
            view.here.link(region=None if code == chosen else code, country=None),
            words("countries.states", n=region.states, of=region.members) if region.members else "",
            code,
            code == chosen,
        )
        for code, region in country_counts.coverage(view, country_counts.SCHEMES[scheme]).items()
        if region.paragraphs
    )
    return Bars(words(f"fieldwork.regions_{scheme}"), rows)


def scheme_region(view: View[CountriesParams], scheme: str, code: str) -> str:
    """A region of a scheme, where it is said which scheme that is."""
    return view.region(code) if scheme == "m49" else view.office_region(code)


def absent_regions(view: View[CountriesParams], scheme: str) -> str:
    """The regions of a scheme without a paragraph; "" where there is none."""
    found = country_counts.coverage(view, country_counts.SCHEMES[scheme])
    absent = [scheme_region(view, scheme, code) for code, region in found.items() if not region.paragraphs]
    return f"{absent_said(view)}{view.words('app.colon')}{view.words.listing(absent)}" if absent else ""


def listed(view: View[CountriesParams]) -> Section:
    """All countries counted, under a heading."""
    words = view.words
    return Section(words("countries.list"), (table(view),), words("countries.region_m49"), kind="")


def table(view: View[CountriesParams]) -> Table:
    """All countries counted, as a table of links."""
    words, chosen, named = view.words, view.params.country, country_counts.named(view)
    rows = tuple(
        (
            Cell(view.country(iso3), view.here.link(country=iso3), chosen=iso3 == chosen),
            Cell(view.region_of(iso3), kind="region"),
            Cell(str(len(paragraphs)), length=len(paragraphs), kind="number"),
            Cell(
                links=tuple(Link(p, view.here.to("paragraphs", passage=p)) for p in paragraphs),
                kind="numbers",
            ),
        )
        for iso3, paragraphs in named.items()
    )
    heads = ("column_country", "column_region", "column_number", "column_paragraphs")
    longest = max((len(paragraphs) for paragraphs in named.values()), default=1)
    columns = tuple(Cell(words(f"countries.{head}")) for head in heads)
    names = ("country", "region", "number", "paragraphs")
    return table_order.sortable(view, Table(columns, (Rows(rows),), scale=longest), names)
