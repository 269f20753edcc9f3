"""What the country page says: finding, numbers, bars and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ui import evidence, findings, readings, sending
from ui.briefs import COUNTRY
from ui.content.charts import Bar, Bars, Piece, Tile, Tiles
from ui.content.layout import Choices, Option, Section, Send
from ui.content.passages import Line, Lines
from ui.content.said import Block, Headline, Link, Links, Note
from ui.params import CountryParams
from ui.queries import absence, country_profile, presence_places
from ui.view import View

BLOCKS = ("work", "sections", "themes", "together")
TOP = 10
_NAMES = 2  # more names than these make no title
_GROUPS = ("ldc", "lldc", "sids")


def name_of(view: View[CountryParams], block: str, code: str) -> str:
    """What a bar stands for, in words."""
    if block == "work":
        return view.words(f"engagements.{code}")
    if block == "sections":
        return view.section(code)
    return view.theme(code) if block == "themes" else view.country(code)


def target(view: View[CountryParams], iso3: str, code: str) -> str:
    """The link that opens a set; the one that is open already is closed by it."""
    here, main = view.here, country_profile.country_of(view)
    again = is_open(view, iso3, code)
    return here.link(
        country=main,
        who=None if again or iso3 == main else iso3,
        of=None if again or code == country_profile.NAMED else code,
    )


def is_open(view: View[CountryParams], iso3: str, code: str) -> bool:
    """Whether a set is what the panel shows."""
    return country_profile.opened(view) == (iso3, code)


def to_country(view: View[CountryParams], iso3: str) -> str:
    """The link to another country's page; those set beside stay."""
    others = [other for other in country_profile.beside(view) if other != iso3]
    return view.here.link(country=iso3, of=None, who=None, beside=",".join(others) or None)


def finding(view: View[CountryParams], iso3: str) -> str:
    """How much the report says of a country, in a sentence."""
    words, name = view.words, view.words.heading(view.country(iso3))
    place = country_profile.standing(view.report, iso3)
    paragraphs = words.count("paragraphs", place.n)
    if place.n:
        form = "tied" if place.tied else "first" if place.rank == 1 else "rank"
        return words(
            f"profile.finding_{form}", name=name, paragraphs=paragraphs, rank=place.rank, total=place.total
        )
    places = country_profile.number(view.report, iso3, country_profile.PLACES)
    if places:
        return words("profile.finding_places", name=name, n=places)
    naming = country_profile.sets(view.report, iso3).get(country_profile.NAMED)
    if naming and naming.footnotes:
        return words("profile.finding_beside", name=name, n=len(naming.footnotes))
    return words("profile.finding_absent", name=name)


def regions(view: View[CountryParams], iso3: str) -> tuple[Link, ...]:
    """What a country belongs to, each a way to its countries: regions, then groups."""
    words, row, to = view.words, view.report.atlas.countries.loc[iso3], view.here.to
    found = []
    if code := row["m49_intermediate"] or row["m49_subregion"]:
        found.append(Link(words("profile.m49", name=view.region(code)), to("countries", region=code)))
    if code := row["ohchr_region"]:
        said = words("profile.office", name=view.office_region(code))
        found.append(Link(said, to("countries", region=code)))
    found += [Link(words(f"countries.{g}_long"), to("countries", group=g)) for g in _GROUPS if row[g] == "1"]
    return tuple(found)


def lies(view: View[CountryParams], iso3: str) -> str:
    """What a country belongs to, in a line."""
    return " · ".join(region.text for region in regions(view, iso3))


def title(view: View[CountryParams]) -> Iterator[Block | None]:
    """The way to its neighbours in the ranking, the finding, and where the country lies."""
    words, iso3 = view.words, country_profile.country_of(view)
    neighbours = zip(country_profile.neighbours(view.report, iso3), ("previous", "next"), strict=True)
    steps = [
        Link(
            words(f"profile.{which}", name=view.country(other)),
            to_country(view, other),
            words(f"profile.{which}_said", name=view.country(other)),
        )
        for other, which in neighbours
        if other
    ]
    yield Headline(
        finding(view, iso3),
        over=words("pages.country"),
        steps=tuple(steps),
        steps_label=words("profile.ranking"),
    )
    yield Links(regions(view, iso3), "lies")
    if "XKX" in country_profile.columns(view):
        yield Note(words("countries.kosovo"))


def beside(view: View[CountryParams]) -> Choices | None:
    """The countries set beside, to take away; where there are none, those most often named with it."""
    words, main, others = view.words, country_profile.country_of(view), country_profile.beside(view)
    link = view.here.link
    if others:
        removed = []
        for iso3 in others:
            left = ",".join(other for other in others if other != iso3) or None
            href = link(country=main, who=None, of=None, beside=left)
            said = words("profile.remove", name=view.country(iso3))
            removed.append(Option(view.country(iso3), href, said=said))
        alone = Link(
            words("profile.alone", name=view.country(main)),
            link(country=main, who=None, of=None, beside=None),
        )
        return Choices(words("profile.compare"), tuple(removed), "remove", more=(alone,))
    together = country_profile.bars_of(view.report, country_profile.sets(view.report, main), "together")
    offered = tuple(
        Option(
            f"+ {view.country(iso3)}",
            link(country=main, beside=iso3),
            said=words("profile.add_one", name=view.country(iso3)),
        )
        for iso3 in list(together)[:4]
    )
    return Choices(words("profile.suggested"), offered, "offer") if offered else None


def neighbours(view: View[CountryParams]) -> Iterator[Block]:
    """What stands beside it; and where the report does not speak of it, that it was searched."""
    if choices := beside(view):
        yield choices
    iso3 = country_profile.country_of(view)
    if not country_profile.beside(view) and not country_profile.spoken_of(view.report, iso3):
        yield absent(view, iso3)


def absent(view: View[CountryParams], iso3: str) -> Note:
    """That the report was searched and does not name the country."""
    searched = view.words("profile.searched", name=view.country(iso3))
    return Note(searched, "absent", lead=view.words("nothing.absent"))


def tiles(view: View[CountryParams], iso3: str) -> Tiles:
    """The country's numbers; each leads to its sentences, and where there are none, that is said."""
    words, items = view.words, []
    for code in country_profile.TILES:
        n = country_profile.number(view.report, iso3, code)
        label = tile_label(view, code, n)
        if n:
            opened, note = is_open(view, iso3, code), _made_of(view, iso3, code)
            items.append(Tile(words.number(n), label, target(view, iso3, code), note=note, chosen=opened))
        else:
            items.append(Tile(none_said(view, code), label, stated=False))
    return Tiles(words("overview.tiles"), tuple(items))


def none_said(view: View[CountryParams], tile: str) -> str:
    """That there is none of what a tile counts, or that it was not looked for."""
    return absence.none(view, country_profile.TABLES[tile], f"profile.none_{tile}")


def tile_label(view: View[CountryParams], tile: str, n: int) -> str:
    """What a tile's number counts, or what there is none of."""
    form = f"row_{tile}" if not n else f"tile_{tile}_{'one' if n == 1 else 'other'}"
    return absence.about(view, f"profile.{form}")


def _made_of(view: View[CountryParams], iso3: str, tile: str) -> str:
    """What a tile's number is mostly made of."""
    words, report = view.words, view.report
    if tile == country_profile.WORK:
        counts = country_profile.bars_of(report, country_profile.sets(report, iso3), "work")
        kinds = [kind for kind in list(counts)[:_NAMES] if kind != country_profile.OTHER]
        names = [words(f"engagements.{kind}") for kind in kinds]
        return words.listing(names[:1] + [words.inside(name) for name in names[1:]])
    if tile in (country_profile.PRESENCES, country_profile.VISITS):
        official = presence_places.GROUPS["official"]
        kinds = list(
            dict.fromkeys(country_profile.rows_of(report, iso3)["presences"]["presence"].astype(str))
        )
        chosen = [kind for kind in kinds if (kind in official) == (tile == country_profile.VISITS)]
        section = "officials" if tile == country_profile.VISITS else "presences"
        return words.listing(words(f"{section}.{kind}") for kind in chosen)
    return ""


def heading(view: View[CountryParams], block: str, counts: Mapping[str, int]) -> str:
    """The heading of a block of bars, with what it shows most."""
    words, first = view.words, findings.leaders(counts)
    named = absence.about(view, f"profile.{block}")
    if not 0 < len(first) <= _NAMES or len(counts) == len(first):
        return named
    # Kinds of work and themes are common nouns, the others are names.
    common = words.inside if block in ("work", "themes") else str
    names = words("profile.and").join(common(name_of(view, block, code)) for code in first)
    return words("profile.mostly", title=named, names=names)


def counts_of(view: View[CountryParams], iso3: str, block: str) -> dict[str, int]:
    """What a block of bars counts: code → paragraphs, in the order shown."""
    return country_profile.bars_of(view.report, country_profile.sets(view.report, iso3), block)


def bars(view: View[CountryParams], iso3: str, block: str, shown: int = 0) -> Bars | Note:
    """One block of bars, each leading to its sentences; those after the first `shown` are folded."""
    words, counts, letter = view.words, counts_of(view, iso3, block), country_profile.BARS[block]
    if not counts:
        return Note(absence.about(view, f"profile.{block}_none"), "none")
    rows = tuple(
        Bar(
            name_of(view, block, code),
            (Piece(n),),
            words.number(n),
            target(view, iso3, f"{letter}.{code}"),
            code=code,
            chosen=is_open(view, iso3, f"{letter}.{code}"),
        )
        for code, n in counts.items()
    )
    left = len(rows) - shown
    more = words("profile.more", n=left) if 0 < left < len(rows) else ""
    return Bars(absence.about(view, f"profile.{block}"), rows, shown=shown if more else 0, more=more)


def section(view: View[CountryParams], iso3: str, block: str) -> Section:
    """A block of bars under its heading."""
    title_said = heading(view, block, counts_of(view, iso3, block))
    return Section(
        title_said,
        (bars(view, iso3, block, TOP),),
        view.words(f"profile.{block}_note"),
        kind=f"block block-{block}",
    )


def presences(view: View[CountryParams], iso3: str) -> Section:
    """Presences and visits: type, number of paragraphs, the report's own phrases."""
    words, rows = view.words, country_profile.rows_of(view.report, iso3)["presences"]
    lines = []
    for kind, same in rows.groupby("presence", sort=False):
        code = f"p.{kind}"
        n = country_profile.number(view.report, iso3, code)
        lines.append(
            Line(
                words(f"presences.{kind}"),
                href=target(view, iso3, code),
                note=words.count("paragraphs", n),
                phrases=tuple(dict.fromkeys(readings.phrases(view, same, "presence"))),
                chosen=is_open(view, iso3, code),
            )
        )
    none = Note(absence.about(view, "profile.posted_none"), "none")
    return Section(words("profile.posted"), (Lines(tuple(lines), "postings") if lines else none,))


def figures(view: View[CountryParams], iso3: str) -> Section:
    """The figures in sentences that name the country; each leads to its own."""
    words, rows = view.words, country_profile.rows_of(view.report, iso3)["figures"]
    lines = []
    for passage, same in rows.groupby("passage", sort=False):
        code = f"f.{passage}"
        lines.append(
            Line(
                evidence.number_of(view, str(passage)),
                href=target(view, iso3, code),
                phrases=readings.phrases(view, same, "figure"),
                chosen=is_open(view, iso3, code),
            )
        )
    named = country_profile.standing(view.report, iso3).n
    none = Note(words("profile.no_figure") if named else absence.nothing(view, "figures"), "none")
    listed = Lines(tuple(lines), "stated-figures") if lines else none
    return Section(words("profile.figures"), (listed,), words("profile.figures_note"))


def blocks(view: View[CountryParams]) -> Block | None:
    """All that is known of the country; where it is not mentioned, its neighbours that are."""
    iso3 = country_profile.country_of(view)
    if not country_profile.spoken_of(view.report, iso3):
        return near(view, iso3)
    work, sections, themes, together = (section(view, iso3, block) for block in BLOCKS)
    made = (work, sections, presences(view, iso3), figures(view, iso3), themes, together)
    return Section("", made, kind="portrait")


def near(view: View[CountryParams], iso3: str) -> Section | None:
    """Countries of the same region that the report names, each leading to its page."""
    words, found = view.words, country_profile.near(view.report, iso3)
    rows = tuple(
        Bar(
            view.country(other),
            (Piece(n),),
            words.count("paragraphs", n),
            view.here.to("country", country=other),
            code=other,
        )
        for other, n in found.items()
    )
    label = words("profile.near")
    return (
        Section(label, (Bars(label, rows),), words("profile.near_note"), kind="block near") if rows else None
    )


def send(view: View[CountryParams]) -> Send:
    """What the page shows, to be sent."""
    iso3, _ = country_profile.opened(view)
    asked = {**view.here.values, "country": country_profile.country_of(view)}
    return sending.send(view, COUNTRY, view.country(iso3), asked, view.here.page)


def caption(view: View[CountryParams]) -> Note:
    """What the numbers mean and whence they come."""
    words = view.words
    said = [words(f"profile.{key}") for key in ("counted", "select", "rules", "meaning")]
    said.append(words("app.source", symbol=view.report.row["symbol"]))
    return Note(words("app.sentence_gap").join(said))


def page_title(view: View[CountryParams]) -> str:
    """What the browser calls the page."""
    words = view.words
    return (
        f"{view.country(country_profile.country_of(view))} · {words('pages.country')} · {words('app.name')}"
    )
