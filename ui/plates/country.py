"""One country as a picture: all its bars, a single block of them, or a table of several countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ui.country import content as country_content
from ui.country import side_by_side
from ui.palette import LIGHT
from ui.params import CountryParams
from ui.plates.base import FULL, Picture, country_names, in_order, kosovo, none_said, ranked, rows_of, tops
from ui.queries import country_profile
from ui.render import svg
from ui.render.svg import Drawn, Row
from ui.view import View

_TOP = 10


def bars(view: View[CountryParams], block: str) -> Picture:
    """One block of bars of a country's page."""
    words, iso3, report = view.words, country_profile.country_of(view), view.report
    found = country_profile.sets(report, iso3)
    counts = country_profile.bars_of(report, found, block)
    names = {code: country_content.name_of(view, block, code) for code in counts}
    letter = country_profile.BARS[block]
    notes = [words("profile.counted"), words("profile.rules")] if block != "together" else []
    return Picture(
        words(
            "pictures.country_block",
            name=view.country(iso3),
            said=country_content.heading(view, block, counts),
        ),
        words(f"profile.{block}_note"),
        ranked(view, names, counts) if counts else none_said(words(f"profile.{block}_none")),
        notes=(
            *notes,
            words("profile.meaning"),
            *kosovo(view, [iso3, *(counts if block == "together" else ())]),
        ),
        paragraphs=in_order(view, (p for code in counts for p in found[f"{letter}.{code}"].paragraphs)),
        top=tops(view, names, counts),
        over=" · ".join(said for said, _ in country_content.regions(view, iso3)),
        rows=rows_of(view, names, counts),
    )


def country(view: View[CountryParams]) -> Picture:
    """A country's page as one picture: its numbers, its bars; a table where others stand beside it."""
    if country_profile.beside(view):
        return _compared(view)
    words, iso3, report = view.words, country_profile.country_of(view), view.report
    made = Picture(
        country_content.finding(view, iso3),
        words("profile.counted"),
        Drawn("", 0),
        notes=(words("profile.rules"), words("profile.meaning"), *kosovo(view, [iso3])),
        paragraphs=_behind(view, [iso3]),
        over=" · ".join(said for said, _ in country_content.regions(view, iso3)),
    )
    if not country_profile.spoken_of(report, iso3):
        near = country_profile.near(report, iso3)
        names = country_names(view, near)
        head = svg.block(words("profile.near"), 18, bold=True)
        body = svg.stack([none_said(words("profile.searched", name=view.country(iso3))), head], 16)
        bars = ranked(view, names, near, lambda n: words.count("paragraphs", n))
        meaning = (words("profile.meaning"), *kosovo(view, [iso3, *near]))
        naming = [country_profile.sets(report, other)[country_profile.NAMED].paragraphs for other in near]
        return replace(
            made,
            body=svg.stack([body, bars], 8) if near else body,
            notes=meaning,
            paragraphs=in_order(view, (p for found in naming for p in found)),
        )
    width = svg.column(2)
    blocks = [_short(view, iso3, block, width) for block in ("work", "sections", "themes", "together")]
    pairs = [svg.beside(blocks[:2]), svg.beside(blocks[2:])]
    counts = {tile: country_profile.number(report, iso3, tile) for tile in country_profile.TILES}
    names = {tile: words(f"profile.row_{tile}") for tile in counts}
    return replace(made, body=svg.stack([_tiles(view, counts), *pairs], 32), top=tops(view, names, counts))


def _behind(view: View[CountryParams], columns: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs behind the numbers of some countries; those of every bar are among them."""
    found = [
        country_profile.sets(view.report, iso3).get(tile)
        for iso3 in columns
        for tile in country_profile.TILES
    ]
    return in_order(view, (p for each in found if each for p in each.paragraphs))


def _tiles(view: View[CountryParams], counts: Mapping[str, int]) -> Drawn:
    """The country's numbers in a row."""
    words, width = view.words, svg.column(len(counts), gap=24)
    cells = []
    for tile, n in counts.items():
        label = country_content.tile_label(view, tile, n) if n else words(f"profile.row_{tile}")
        said = words.number(n) if n else words(f"profile.none_{tile}")
        ink, size = (LIGHT.accent, 30) if n else (LIGHT.quiet, 18)
        number = Drawn(svg.text(0, 32, said, size, ink, bold=True), 42)
        cells.append(svg.stack([number, svg.block(label, 14, LIGHT.quiet, width=width)]))
    return svg.beside(cells, gap=24)


def _short(view: View[CountryParams], iso3: str, block: str, width: float) -> Drawn:
    """One block of bars with its heading, its first rows and how many more there are."""
    words, report = view.words, view.report
    counts = country_profile.bars_of(report, country_profile.sets(report, iso3), block)
    head = svg.stack(
        [
            svg.block(country_content.heading(view, block, counts), 18, bold=True, width=width),
            svg.block(words(f"profile.{block}_note"), 14, LIGHT.quiet, width=width),
        ]
    )
    if not counts:
        return svg.stack([head, svg.block(words(f"profile.{block}_none"), 15, LIGHT.quiet, width=width)], 8)
    rows = [
        Row(country_content.name_of(view, block, code), ((n, FULL),), words.number(n))
        for code, n in list(counts.items())[:_TOP]
    ]
    pieces = [head, svg.bars(rows, max(counts.values()), width, 15, 0.5)]
    if rest := len(counts) - len(rows):
        pieces.append(svg.block(words("pictures.more", n=rest), 14, LIGHT.quiet, width=width))
    return svg.stack(pieces, 8)


def _compared(view: View[CountryParams]) -> Picture:
    """Countries side by side: a column a country, all bars to one scale."""
    words, columns, report = view.words, country_profile.columns(view), view.report
    longest = max(1, *(country_profile.standing(report, iso3).n for iso3 in columns))
    label = 300.0
    width = (svg.CONTENT - label) / len(columns)
    heads = [
        svg.stack(
            [
                svg.block(view.country(iso3), 16, bold=True, width=width - 16),
                svg.block(side_by_side.rank_said(view, iso3), 14, LIGHT.quiet, width=width - 16),
            ]
        )
        for iso3 in columns
    ]
    markup = "".join(svg.moved(head, label + k * width, 0) for k, head in enumerate(heads))
    y = max(head.height for head in heads) + 12
    groups = {"": [(tile, words(f"profile.row_{tile}")) for tile in country_profile.TILES]}
    for block in ("work", "sections", "themes", "together"):
        letter = country_profile.BARS[block]
        codes = side_by_side.codes_of(view, block)
        groups[words(f"profile.{block}")] = [
            (f"{letter}.{code}", country_content.name_of(view, block, code)) for code in codes
        ]
    for heading, rows in groups.items():
        if not rows:
            continue
        if heading:
            markup += svg.text(0, y + 32, heading, 16, bold=True)
            y += 44
        for code, name in rows:
            lines = svg.wrap(name, 15, label - 16)
            height = max(28.0, 20.0 * len(lines) + 8)
            markup += svg.rect(0, y, svg.CONTENT, 0.5, LIGHT.line)
            markup += "".join(svg.text(0, y + 19 + 20 * k, line, 15) for k, line in enumerate(lines))
            for k, iso3 in enumerate(columns):
                n = country_profile.number(report, iso3, code)
                x = label + k * width
                long = (width - 64) * n / longest
                markup += svg.rect(x, y + 7, max(long, 1), 14, FULL) if n else ""
                markup += svg.text(
                    x + (long + 8 if n else 0), y + 19, str(n or "—"), 15, LIGHT.ink if n else LIGHT.quiet
                )
            y += height
    counts = {iso3: country_profile.standing(report, iso3).n for iso3 in columns}
    return Picture(
        words("pictures.compared", names=words.listing(view.country(iso3) for iso3 in columns)),
        words("pictures.compared_note"),
        Drawn(markup, y),
        notes=(words("profile.rules"), words("profile.meaning"), *kosovo(view, columns)),
        paragraphs=_behind(view, columns),
        top=tops(view, country_names(view, columns), counts),
    )
