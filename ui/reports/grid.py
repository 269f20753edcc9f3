"""All reports as a table to work in: what each is and how well it was read, filtered in its heads."""

from __future__ import annotations

from collections.abc import Iterable

from ui import filters
from ui.content import Cell, Choice, Column, Facet, Grid, Group
from ui.filters import Condition
from ui.params import ReportsParams
from ui.queries import library
from ui.queries.library import FACETS, Facts
from ui.view import View

_WIDTHS = {
    "title": 260, "symbol": 110, "year": 80, "body": 130, "language": 96, "pairs": 96, "paragraphs": 96,
    "doubtful": 88, "gaps": 72, "remarks": 84, "added": 104,
}  # fmt: skip
COLUMNS = tuple(_WIDTHS)
_HIGHEST = ("year", "paragraphs", "doubtful", "gaps", "remarks", "added")


def grid(view: View[ReportsParams]) -> Grid:
    """The table as the address asks for it."""
    return Grid(
        view.words("library.list"),
        tuple(_column(view, name) for name in COLUMNS),
        (),
        (Group(library.found(view)),),
        COLUMNS,
        lambda report: cells(view, library.facts_of(view.report.atlas)[report]),
        {facet: _facet(view, facet) for facet in FACETS},
    )


def _column(view: View[ReportsParams], name: str) -> Column:
    sort = view.params.sort or ""
    sorted_by = "" if sort.removeprefix("-") != name else "desc" if sort.startswith("-") else "asc"
    return Column(
        name, view.words(f"library.column_{name}"), _WIDTHS[name], name if name in FACETS else "", name == "title",
        name in _HIGHEST, sorted_by,
    )  # fmt: skip


def cells(view: View[ReportsParams], of: Facts) -> tuple[Cell, ...]:
    """The cells of a report."""
    words, atlas = view.words, view.report.atlas
    none = Cell("", note="—")
    return (
        Cell(atlas.title(of.report, view.lang)),
        Cell(of.symbol),
        Cell(of.year),
        Cell(option_name(view, "body", of.body)) if of.body else none,
        Cell(option_name(view, "language", of.language)),
        Cell(words.listing(option_name(view, "language", lang) for lang in of.pairs)) if of.pairs else none,
        Cell(words.number(of.paragraphs)),
        Cell(words.share(of.doubtful, of.findings)) if of.findings else none,
        Cell(words.number(of.gaps)),
        Cell(words.number(of.remarks)),
        Cell(words("library.own")) if of.report in atlas.own else Cell(of.added) if of.added else none,
    )


def option_name(view: View[ReportsParams], facet: str, option: str) -> str:
    """What an option of a facet is called; its code where it has no name."""
    return view.words.phrases.get(f"library.{facet}_{option.replace('/', '_')}", option)


def _facet(view: View[ReportsParams], facet: str) -> Facet:
    asked = filters.conditions({facet: view.here.values[facet]} if facet in view.here.values else {})
    wanted = asked.get(facet, Condition()).any
    choices = tuple(
        Choice(facet, option, option_name(view, facet, option), n, "any" if option in wanted else "")
        for option, n in library.numbers(view, facet).items()
        if n or option in wanted
    )
    return Facet(view.words(f"library.column_{facet}"), choices, _said(view, facet, wanted))


def _said(view: View[ReportsParams], facet: str, options: Iterable[str]) -> str:
    return view.words("grid.or").join(option_name(view, facet, option) for option in options)
