"""The paragraphs found as a table to work in: a row a paragraph, filtered in its heads, in groups with their sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from ui import evidence, filters, findings, readings, url_state
from ui.cache import kept
from ui.condition_names import condition_name
from ui.content import Cell, Choice, Column, Facet, Grid, Group, Wording
from ui.filters import ALL, NOT, SWITCHES, Condition
from ui.paragraphs.snippets import snippets
from ui.params import ParagraphsParams
from ui.queries import paragraph_facets, paragraph_order, paragraph_search
from ui.queries.paragraph_order import COLUMNS, Facts
from ui.view import View

Cells = tuple[Cell | tuple[Wording, ...], ...]
# Column → what its values are chosen by, and its width.
FACETS = {
    "section": "section", "countries": "place", "engagements": "engagement", "themes": "theme",
    "presences": "has_presence", "figures": "has_figure", "citations": "cites",
}  # fmt: skip
WIDTHS = {
    "number": 56, "section": 150, "gist": 360, "countries": 190, "engagements": 160, "themes": 220,
    "presences": 190, "figures": 200, "citations": 150,
}  # fmt: skip
_NOT_COUNTED = ("number", "section")


def grid(view: View[ParagraphsParams]) -> Grid:
    """The table as the address asks for it."""
    shown = shown_columns(view)
    sorts = {
        name: "desc" if falls else "asc" for name, falls in paragraph_order.sort_of(view.params.sort or "")
    }
    columns = {name: column(view, name, sorts.get(name, "")) for name in COLUMNS}
    ticked = paragraph_order.rows_of(view.report, view.params.rows or "") if view.params.rows else ()
    return Grid(
        view.words("grid.label"),
        tuple(columns[name] for name in shown),
        tuple(column for name, column in columns.items() if name not in shown),
        named_groups(view),
        COLUMNS,
        partial(cells, view),
        {name: facet(view, name, paragraph_search.numbers(view)) for name in FACETS.values()},
        ticked,
    )


def plain(view: View[ParagraphsParams]) -> View[ParagraphsParams]:
    """The view without any condition: what stands in the cells is the same for all."""
    return view.on(ParagraphsParams)


def shown_columns(view: View[ParagraphsParams]) -> tuple[str, ...]:
    """The columns that are shown, in their order."""
    return tuple(view.params.columns.split(",")) if view.params.columns else COLUMNS


def column(view: View[ParagraphsParams], name: str, sort: str) -> Column:
    """A column, sorted "asc" or "desc" or not at all."""
    title = view.words(f"grid.{name}")
    counts = name not in _NOT_COUNTED
    return Column(name, title, WIDTHS[name], FACETS.get(name, ""), name == "gist", counts, sort)


def named_groups(view: View[ParagraphsParams]) -> tuple[Group, ...]:
    """The rows in their order, under the headings of their groups."""
    if not view.params.by:
        return (Group(paragraph_search.order(view)),)
    return tuple(
        Group(group.rows, group.code or "-", group_name(view, group.code), _sums(view, group))
        for group in groups(view)
    )


@kept
def groups(view: View[ParagraphsParams]) -> tuple[paragraph_order.Group, ...]:
    """The rows in their groups."""
    asked = filters.conditions(paragraph_search.chosen_of(view))
    return paragraph_order.grouped(view.report, paragraph_search.order(view), view.params.by or "", asked)


def group_name(view: View[ParagraphsParams], code: str) -> str:
    """What a group is called."""
    by = view.params.by or ""
    if not code:
        return view.words(f"grid.none_{by}")
    return condition_name(view, {"country": "place"}.get(by, by), code)


def _sums(view: View[ParagraphsParams], group: paragraph_order.Group) -> str:
    words = view.words
    counted = {name: getattr(group, name) for name in ("countries", "presences", "figures", "citations")}
    if view.params.by == "country":
        del counted["countries"]
    sums = [words(f"grid.total_{name}", n=words.number(n)) for name, n in counted.items() if n]
    return " · ".join([words.count("paragraphs", len(group.rows)), *sums])


def cells(view: View[ParagraphsParams], passage: str) -> Cells:
    """The cells of a paragraph, for all columns. Where words are searched for, those around the first of them stand in place
    of the first sentence."""
    of = paragraph_order.facts_of(view.report)[passage]
    found = snippets(view).get(passage) if view.params.q else None
    figures = tuple(readings.phrase(view, passage, ("figure", a, b), said) for a, b, said in of.figures)
    return (
        Cell(str(of.number)),
        Cell(view.section(of.section) if of.section else ""),
        (found,) if found else gist(view, passage),
        *stated(view, of, figures),
    )


def stated(view: View[ParagraphsParams], of: Facts, figures: tuple[Wording, ...]) -> Cells:
    """The cells of what stands in a paragraph, from its countries on."""
    words = view.words
    passing = words("grid.passing", names=words.listing(map(view.theme, of.passing))) if of.passing else ""
    return (
        Cell(words.listing(map(view.country, of.countries))),
        Cell(words.listing(words(f"engagements.{kind}") for kind in of.engagements)),
        Cell(words.listing(map(view.theme, of.core)), note=passing),
        Cell(words.listing(_times(view, of.presences))),
        figures,
        Cell(words.listing(of.citations)),
    )


def _times(view: View[ParagraphsParams], presences: Iterable[str]) -> Iterable[str]:
    for kind, n in Counter(presences).items():
        name = view.words(f"presences.{kind}")
        yield view.words("grid.times", name=name, n=n) if n > 1 else name


def gist(view: View[ParagraphsParams], passage: str) -> tuple[Wording, ...]:
    """The first sentence of a paragraph: its reading, its text or both."""
    row = evidence.rows_by_passage(view)[passage]
    bounds = str(row["sentences"])
    source = first_sentence(str(row["text"]), bounds, view.text_lang)
    reading = readings.sentence(view, passage, bounds, 0)
    if reading is None or view.wording == url_state.SOURCE:
        return (source,)
    return (reading, source) if view.wording == url_state.BOTH else (reading,)


def first_sentence(text: str, bounds: str, lang: str) -> Wording:
    """The first sentence of a text, whose sentences stand at `bounds`."""
    start, end = findings.sentence_of(bounds, 0)
    return Wording(text[start : end or None].strip(), lang)


def facet(view: View[ParagraphsParams], facet: str, numbers: Mapping[str, Mapping[str, int]]) -> Facet:
    """What the rows of a column may be filtered by; `numbers` are how many rows each option would leave."""
    asked = filters.conditions(paragraph_search.chosen_of(view))
    names = view.here.kind.names()
    label = view.words(f"paragraphs.{facet}")
    if facet in SWITCHES:
        choices = tuple(_choice(view, facet, option, numbers[facet][option], asked) for option in ("1", "0"))
        return Facet(label, choices, _said(view, asked, (facet,)))
    parts = (paragraph_facets.GROUP, facet) if facet == "place" else (facet,)
    choices = tuple(
        _choice(view, part, option, numbers[part][option], asked)
        for part in parts
        for option in _options(numbers[part], part, asked.get(part, Condition()))
    )
    if facet == "place":
        choices = tuple(_parted(view, choices))
    return Facet(
        label, choices, _said(view, asked, parts), f"{facet}{ALL}" in names, f"{facet}{NOT}" in names
    )


def _options(counted: Mapping[str, int], facet: str, asked: Condition) -> list[str]:
    """Those that leave something or are chosen; sections in the order of the outline, others most first."""
    own = {*asked.wanted, *asked.none}
    options = [option for option, n in counted.items() if n or option in own]
    if facet != "section":
        options.sort(key=lambda option: (not option.isdigit(), -counted[option], option))
    return options


def _choice(
    view: View[ParagraphsParams], facet: str, option: str, n: int, asked: dict[str, Condition]
) -> Choice:
    own = asked.get(facet, Condition())
    state = next((name for name in ("any", "every", "none") if option in getattr(own, name)), "")
    return Choice(facet, option, condition_name(view, facet, option), n, state)


def _parted(view: View[ParagraphsParams], choices: Iterable[Choice]) -> Iterable[Choice]:
    """Places with a heading over groups, regions and countries each."""
    before = ""
    for choice in choices:
        part = choice.param if choice.param != "place" else "region" if choice.code.isdigit() else "country"
        yield replace(choice, part=view.words(f"grid.part_{part}") if part != before else "")
        before = part


def _said(view: View[ParagraphsParams], asked: dict[str, Condition], facets: Iterable[str]) -> str:
    """What is chosen of a column, in words."""
    return view.words.listing(
        filter(None, (said_of(view, facet, asked[facet]) for facet in facets if facet in asked))
    )


def said_of(view: View[ParagraphsParams], facet: str, asked: Condition) -> str:
    """A condition with all its options in words: `Training or Grant, not Visit`."""
    words = view.words

    def named(options: Iterable[str]) -> list[str]:
        return [condition_name(view, facet, option) for option in options]

    parts = [words("grid.or").join(named(asked.any)), words("grid.and").join(named(asked.every))]
    parts += [words("grid.not", name=name) for name in named(asked.none)]
    return words.listing(filter(None, parts))
