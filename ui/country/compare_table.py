"""Countries side by side: a column a country, a row what is counted, all bars to one scale."""

from __future__ import annotations

from ui.content import Cell, Rows, Section, Table
from ui.country import content
from ui.params import CountryParams
from ui.queries import absence, country_profile
from ui.view import View

_TOP = 8


def compared(view: View[CountryParams]) -> Section:
    """The whole comparison; what the report does not say of a country is a dash with its meaning."""
    words = view.words
    return Section(words("profile.compared"), (table(view),), words("profile.compared_note"), kind="")


def table(view: View[CountryParams]) -> Table:
    """A column a country, groups of rows by what is counted."""
    columns = country_profile.columns(view)
    heads = [
        Cell(view.country(iso3), content.to_country(view, iso3), note=rank_said(view, iso3))
        for iso3 in columns
    ]
    groups = [
        _group(
            view, "", [(tile, absence.about(view, f"profile.row_{tile}")) for tile in country_profile.TILES]
        )
    ]
    for block in content.BLOCKS:
        letter = country_profile.BARS[block]
        rows = [(f"{letter}.{code}", content.name_of(view, block, code)) for code in codes_of(view, block)]
        groups.append(_group(view, absence.about(view, f"profile.{block}"), rows))
    longest = max(1, *(country_profile.standing(view.report, iso3).n for iso3 in columns))
    shown = tuple(group for group in groups if group.rows)
    return Table((Cell(), *heads), shown, f"compare compare-{len(columns)}", scale=longest)


def rank_said(view: View[CountryParams], iso3: str) -> str:
    """A country's place in the ranking, in words."""
    place = country_profile.standing(view.report, iso3)
    if not place.n:
        return view.words("nothing.absent")
    return view.words("profile.place_tied" if place.tied else "profile.place", rank=place.rank)


def codes_of(view: View[CountryParams], block: str) -> list[str]:
    """The rows of a block: what any of the columns has, most in all of them first; the outline in its own order."""
    columns, sums = country_profile.columns(view), dict[str, int]()
    for iso3 in columns:
        for code, n in content.counts_of(view, iso3, block).items():
            sums[code] = sums.get(code, 0) + n
    if block == "sections":
        return [path for path in country_profile.sections_shown(view.report) if path in sums]
    ranked = sorted(sums, key=lambda code: -sums[code])
    # A column is not a row: what two of the columns share stands in the sentences of either.
    return [code for code in ranked if code not in columns][:_TOP] if block == "together" else ranked


def _group(view: View[CountryParams], heading: str, rows: list[tuple[str, str]]) -> Rows:
    """Some rows under their heading: (code of the set, what it counts)."""
    columns = country_profile.columns(view)
    lines = tuple(
        (Cell(label), *(_cell(view, iso3, code, label) for iso3 in columns)) for code, label in rows
    )
    return Rows(lines, Cell(heading) if heading else None)


def _cell(view: View[CountryParams], iso3: str, code: str, label: str) -> Cell:
    """One number with its bar, leading to its sentences."""
    n, name = country_profile.number(view.report, iso3, code), view.country(iso3)
    if not n:
        return Cell("—", said=view.words("profile.cell_none", name=name, label=label), of=name)
    paragraphs = view.words.count("paragraphs", n)
    return Cell(
        view.words.number(n),
        content.target(view, iso3, code),
        view.words("profile.cell", name=name, label=label, paragraphs=paragraphs),
        length=n,
        chosen=content.is_open(view, iso3, code),
        of=name,
    )
