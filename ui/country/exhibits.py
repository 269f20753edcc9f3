"""What the pictures and slides of the country page say: its numbers and bars, one block of them, or countries side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ui import exhibits
from ui.content import Bars, Block, Columns, Exhibit, Headline, Line, Lines, Note, Tiles
from ui.country import compare_table, content
from ui.findings import Evidence
from ui.params import CountryParams
from ui.queries import absence, country_profile
from ui.view import View


def country(view: View[CountryParams]) -> Exhibit:
    """The page as one picture: its numbers and bars; a table where others stand beside it."""
    if country_profile.beside(view):
        return _compared(view)
    words, iso3, report = view.words, country_profile.country_of(view), view.report
    headline = Headline(content.finding(view, iso3), words("profile.counted"), content.lies(view, iso3))
    spoken = country_profile.spoken_of(report, iso3)
    tiles = content.tiles(view, iso3)
    body: tuple[Block, ...]
    if spoken:
        sections = [content.section(view, iso3, block) for block in content.BLOCKS]
        sections = [
            replace(each, blocks=tuple(_short(view, block) for block in each.blocks)) for each in sections
        ]
        body = (tiles, Columns(tuple(sections[:2])), Columns(tuple(sections[2:])))
    else:
        near = content.near(view, iso3)
        body = (Note(words("profile.searched", name=view.country(iso3)), "none"), *([near] if near else []))
    others = () if spoken else tuple(country_profile.near(report, iso3))
    return _exhibit(view, headline, body, [iso3, *others], _numbers(tiles) if spoken else (), rules=spoken)


def _short(view: View[CountryParams], block: Block) -> Block:
    """In a picture of all blocks the rest of each is a number."""
    if not isinstance(block, Bars) or not block.shown:
        return block
    return replace(block, more=view.words("pictures.more", n=len(block.rows) - block.shown))


def bars(view: View[CountryParams], block: str) -> Exhibit:
    """One block of bars of a country's page."""
    words, iso3 = view.words, country_profile.country_of(view)
    counts, letter = content.counts_of(view, iso3, block), country_profile.BARS[block]
    found = country_profile.sets(view.report, iso3)
    said = content.heading(view, block, counts)
    headline = Headline(
        words("pictures.country_block", name=view.country(iso3), said=said),
        words(f"profile.{block}_note"),
        content.lies(view, iso3),
    )
    made = _exhibit(
        view,
        headline,
        (content.bars(view, iso3, block),),
        [iso3, *(counts if block == "together" else ())],
        exhibits.highest(view, {code: content.name_of(view, block, code) for code in counts}, counts),
        rules=block != "together",
    )
    paragraphs = (p for code in counts for p in found[f"{letter}.{code}"].paragraphs)
    return replace(made, paragraphs=exhibits.in_order(view, paragraphs))


def _compared(view: View[CountryParams]) -> Exhibit:
    """Countries side by side: a table in a picture, a line a country on a slide."""
    words, columns = view.words, country_profile.columns(view)
    names = {iso3: view.country(iso3) for iso3 in columns}
    headline = Headline(
        words("pictures.compared", names=words.listing(names.values())), words("pictures.compared_note")
    )
    counts = {iso3: country_profile.standing(view.report, iso3).n for iso3 in columns}
    lines = Lines(tuple(_line(view, iso3) for iso3 in columns))
    return replace(
        _exhibit(
            view,
            headline,
            (compare_table.table(view),),
            columns,
            exhibits.highest(view, names, counts),
            rules=True,
        ),
        slide=lines,
        slide_headline=replace(headline, subtitle=words("profile.counted")),
    )


def _line(view: View[CountryParams], iso3: str) -> Line:
    """A country beside others: its numbers in words."""
    words, said = view.words, []
    for tile in country_profile.TILES:
        n = country_profile.number(view.report, iso3, tile)
        number = words.number(n) if n else content.none_said(view, tile)
        said.append(f"{absence.about(view, f'profile.row_{tile}')}{words('app.colon')}{number}")
    here = view.here.link(country=iso3, beside=None)
    return Line(view.country(iso3), " · ".join(said), here, compare_table.rank_said(view, iso3))


def _numbers(tiles: Tiles) -> tuple[str, ...]:
    return tuple(f"{tile.label}: {tile.value}" for tile in tiles.items if tile.stated)[:3]


def _exhibit(
    view: View[CountryParams],
    headline: Headline,
    body: tuple[Block, ...],
    codes: Sequence[str],
    top: Iterable[str],
    rules: bool,
) -> Exhibit:
    """An exhibit of some countries with what its numbers mean; `rules` says that rules found them."""
    words, main = view.words, country_profile.country_of(view)
    named = country_profile.sets(view.report, main).get(country_profile.NAMED)
    meaning = [words("profile.rules")] if rules else []
    kosovo = exhibits.kosovo(view, codes)
    return Exhibit(
        headline,
        body,
        notes=(*meaning, words("profile.meaning"), *kosovo),
        small=(words("profile.meaning"), words("api.disclaimer"), *kosovo),
        top=tuple(top),
        paragraphs=_behind(view, codes),
        evidence=named or Evidence(),
        href=view.here.link(country=main),
    )


def _behind(view: View[CountryParams], columns: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs behind the numbers of some countries; those of every bar are among them."""
    sets = [country_profile.sets(view.report, iso3) for iso3 in columns]
    found = [each.get(tile) for each in sets for tile in country_profile.TILES]
    return exhibits.in_order(view, (p for each in found if each for p in each.paragraphs))
