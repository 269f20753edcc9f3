"""Paragraphs of all reports: the conditions in force, how many meet them and where, and a page of them as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from ui import evidence, exports, filters, findings, readings
from ui.cache import kept
from ui.condition_names import removable
from ui.content.grid import Choice, Column, Facet, Grid, Group
from ui.content.layout import Choices, Columns, Files, Option, Reading
from ui.content.said import Block, Headline, Link, Links, Note, Wording
from ui.content.tables import Cell, File
from ui.filters import Condition
from ui.paragraphs import content, grid, listing, reading
from ui.paragraphs.snippets import snippet
from ui.params import ParagraphsParams
from ui.queries import (
    archive_conditions,
    archive_rows,
    archive_search,
    library,
    paragraph_order,
    report_comparison,
)
from ui.queries.archive_rows import Row
from ui.queries.archive_search import COLUMNS, EVERY, OF_REPORT, PAGE
from ui.view import View

MOST = 5000  # rows of a file
_WIDTHS = {"report": 130, "year": 80, "number": 60, "gist": 480}
_FACETS = {"report": "reports", "year": "year"} | {
    name: facet for name, facet in grid.FACETS.items() if name != "section"
}
# What stands in place of the conditions that only one report has.
_ONE_REPORT = ("section", "section_not", "by", "columns", "rows", "passage", "all")
_NAMED = 5  # reports that are named in a sentence


def scopes(view: View[ParagraphsParams]) -> Choices | None:
    """Whether the page is about this report or about all; None where there is but one."""
    words, here, everything = view.words, view.here, view.params.scope == EVERY
    n = len(archive_conditions.texts(view.report.atlas, archive_search.language_of(view)))
    if n < 2:
        return None
    gone = dict.fromkeys(("scope", "offset", *OF_REPORT, "columns", "sort", "passage"))
    one = here.link(**gone)
    every = here.link(**dict.fromkeys((*_ONE_REPORT, "sort")), scope=EVERY)
    options = (
        Option(words("across.one", symbol=view.report.row["symbol"]), one, not everything),
        Option(words("across.every", n=n), here.link() if everything else every, everything),
    )
    return Choices(words("across.scope"), options, "radio")


def said(view: View[ParagraphsParams]) -> dict[str, str]:
    """Every condition in words, in the order of the address."""
    named = content.said(view) | {
        name: view.words("grid.or").join(option_name(view, name, option) for option in value.split(","))
        for name, value in view.here.values.items()
        if name in OF_REPORT
    }
    return {name: named[name] for name in view.here.values if name in named}


def option_name(view: View[ParagraphsParams], facet: str, option: str) -> str:
    """What a report, year or body is called."""
    if facet == "reports":
        known = library.facts_of(view.report.atlas)[option]
        return " · ".join(filter(None, (known.symbol, known.year)))
    if facet == "body":
        return view.words.phrases.get(f"library.body_{option.replace('/', '_')}", option)
    return option or view.words("across.no_year")


def choices(view: View[ParagraphsParams]) -> Choices | None:
    """The conditions in force, each to be taken away; None where there is none."""
    active, here = said(view), view.here
    if not active:
        return None
    cleared = here.to("paragraphs", scope=EVERY)
    gone = dict.fromkeys(("passage", "offset"))
    return removable(
        view, active, lambda name: here.link(**{**gone, name: None}), cleared, "paragraphs.conditions", False
    )


def results(view: View[ParagraphsParams]) -> Iterator[Block | None]:
    """How many paragraphs of how many reports, what is not covered, and the way to take them along."""
    words, n = view.words, archive_search.total(view)
    of = archive_search.numbers(view)["found"]
    title = words(
        "across.found", paragraphs=words.count("paragraphs", n), reports=words.count("reports", len(of))
    )
    yield Headline(title if n else words("paragraphs.empty"), number=n)
    yield Note(words("app.sentence_gap").join(coverage(view)), "subtitle")
    yield bodies(view)
    if n:
        yield Columns((*take(view), *pages(view)), "grid-bar")


def coverage(view: View[ParagraphsParams]) -> Iterator[str]:
    """What the number does not cover, in sentences: reports without a hit, years that are not held, texts that do not count."""
    words, atlas = view.words, view.report.atlas
    of = archive_search.numbers(view)["found"]
    asked = archive_search.reports_of(view)
    without = [name for name in asked if name not in of]
    if without and of:
        named = [option_name(view, "reports", name) for name in without[:_NAMED]]
        more = len(without) - len(named)
        named += [words("across.more", n=more)] if more else []
        yield words("across.without", reports=words.listing(named))
    for series in library.series(atlas):
        missing = [year for year in series.years if all(year not in held for held in series.held.values())]
        if missing:
            years = findings.runs([(year, str(year)) for year in missing])
            yield words("across.not_held", series=series.name, years=words.listing(years))
    if len(archive_conditions.texts(atlas, view.lang)) < len(atlas.reports):
        lang = archive_search.language_of(view)
        yield words("across.one_text", language=words(f"library.language_{lang}"))


def bodies(view: View[ParagraphsParams]) -> Choices | None:
    """The bodies whose reports these are, with the number of their paragraphs; None where there is but one."""
    counted, chosen = archive_search.numbers(view)["body"], (view.params.body or "").split(",")
    options = tuple(
        Option(
            option_name(view, "body", body),
            view.here.link(body=None if body in chosen else body, offset=None, passage=None),
            body in chosen,
            view.words.number(n),
        )
        for body, n in sorted(counted.items(), key=lambda item: -item[1])
        if body and (n or body in chosen)
    )
    return Choices(view.words("library.column_body"), options) if len(counted) > 1 and options else None


def pages(view: View[ParagraphsParams]) -> Iterator[Block]:
    """Which rows are shown, and the ways to those before and after."""
    words, here, n = view.words, view.here, archive_search.total(view)
    first = int(view.params.offset or 0)
    if n <= PAGE:
        return
    last = min(first + PAGE, n)
    before, after = max(first - PAGE, 0), Link(words("across.after"), here.link(offset=str(last)))
    links = [Link(words("across.before"), here.link(offset=str(before) if before else None))] if first else []
    links += [after] if last < n else []
    yield Note(words("across.rows", first=words.number(first + 1), last=words.number(last)), "quiet")
    yield Links(tuple(links), "ways")


def take(view: View[ParagraphsParams]) -> Iterator[Block]:
    """All of the rows as a file."""
    words, n = view.words, archive_search.total(view)
    label = (
        words("grid.take_all", n=words.number(n))
        if n <= MOST
        else words("across.take_first", n=words.number(MOST))
    )
    forms = (exports.XLSX, exports.CSV)
    files = (
        File(words(f"grid.{form}"), view.served(f"list/paragraphs.{form}", view.here.values))
        for form in forms
    )
    yield Files(tuple(files), label)


# the table


def table(view: View[ParagraphsParams]) -> Grid:
    """The page of rows that the address asks for."""
    shown = tuple(view.params.columns.split(",")) if view.params.columns else COLUMNS
    columns = {name: _column(view, name) for name in COLUMNS}
    rows = {f"{row.report}/{row.passage}": row for row in archive_rows.page(view).values()}
    return Grid(
        view.words("across.label"),
        tuple(columns[name] for name in shown),
        tuple(column for name, column in columns.items() if name not in shown),
        (Group(tuple(rows)),),
        COLUMNS,
        lambda key: cells(view, rows[key]),
        {facet: _facet(view, facet) for facet in _FACETS.values()},
    )


def _column(view: View[ParagraphsParams], name: str) -> Column:
    sort = view.params.sort or ""
    order = "" if sort.removeprefix("-") != name else "desc" if sort.startswith("-") else "asc"
    if name in grid.WIDTHS:
        return replace(grid.column(view, name, order), width=_WIDTHS.get(name, grid.WIDTHS[name]))
    return Column(name, view.words(f"across.{name}"), _WIDTHS[name], _FACETS[name], highest=True, sort=order)


def cells(view: View[ParagraphsParams], row: Row) -> grid.Cells:
    """The cells of a row: its report and year, and those that it has on its report's own page."""
    known = library.facts_of(view.report.atlas)[row.report]
    here: dict[str, Cell | tuple[Wording, ...]] = {"report": Cell(known.symbol), "year": Cell(known.year)}
    if row.report in archive_conditions.with_readings(view.report.atlas, view.lang):
        own = grid.cells(grid.plain(of_report(view, row.report)), row.passage)
        here |= zip(paragraph_order.COLUMNS, own, strict=True)
    else:
        figures = tuple(Wording(said, known.language) for _, _, said in row.facts.figures)
        first = (grid.first_sentence(row.text, row.sentences, known.language),)
        own = (Cell(str(row.facts.number)), first, *grid.stated(view, row.facts, figures))
        here |= zip(COLUMNS[2:], own, strict=True)
    if hit := hits(view, row, known.language):
        here["gist"] = (hit,)
    return tuple(here[name] for name in COLUMNS)


def of_report(view: View[ParagraphsParams], report: str) -> View[ParagraphsParams]:
    """The same page under one of the reports."""
    return report_comparison.side(view, view.report.atlas.report(report))


def hits(view: View[ParagraphsParams], row: Row, lang: str) -> Wording | None:
    """The words around what was searched for: in the reading, else in the text; None where nothing was."""
    wanted, _ = filters.split_query(view.params.q or "")
    if not wanted:
        return None
    texts = [Wording(row.text, lang)]
    if row.report in archive_conditions.with_readings(view.report.atlas, view.lang):
        aid = readings.whole(of_report(view, row.report), row.passage)
        texts = [aid, *texts] if aid else texts
    for each in texts:
        places = findings.search_findings(pd.DataFrame([{"passage": "", "text": each.text}]), wanted)
        marks = (findings.Mark(a, b, "search") for a, b in zip(places["start"], places["end"], strict=True))
        if found := tuple(marks):
            part, inside = snippet(each.text, found)
            return Wording(part, each.lang, inside)
    return None


def _facet(view: View[ParagraphsParams], facet: str) -> Facet:
    numbers = archive_search.numbers(view)
    if facet not in OF_REPORT:
        return grid.facet(view, facet, _filled(view, numbers))
    chosen = (view.here.values.get(facet) or "").split(",")
    counted = numbers[facet]
    options = archive_conditions.texts(view.report.atlas, archive_search.language_of(view))
    order = options if facet == "reports" else sorted(counted, reverse=True)
    choices_of = tuple(
        Choice(
            facet,
            option,
            option_name(view, facet, option),
            counted.get(option, 0),
            "any" if option in chosen else "",
        )
        for option in order
        if counted.get(option) or option in chosen
    )
    label = view.words("across.report" if facet == "reports" else f"across.{facet}")
    return Facet(label, choices_of, said(view).get(facet, ""))


@kept
def _filled(
    view: View[ParagraphsParams], numbers: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """The numbers with a place for every facet, chosen options among them."""
    asked = archive_search.asked_of(view)
    found = {name: dict(numbers.get(name, {})) for name in (*grid.FACETS.values(), "group")}
    for name, options in found.items():
        own = asked.get(name, Condition())
        for option in (*own.wanted, *own.none):
            options.setdefault(option, 0)
    return found


# the paragraph that is read, and the file


def read(view: View[ParagraphsParams]) -> Reading | None:
    """The paragraph that was chosen, else the first of the page, in its report; beside it the rows before and after."""
    order = archive_search.order(view)
    chosen = (view.report.report, view.params.passage) if view.params.passage else next(iter(order), None)
    if chosen is None:
        return None
    side = of_report(view, chosen[0])
    made = reading.reading(side.having(passage=chosen[1]))
    if made is None:
        return None
    title = " · ".join((option_name(view, "reports", chosen[0]), made.title))
    made = replace(made, title=title, key=view.params.passage or "")
    if chosen not in order:
        return made
    at = order.index(chosen)
    before, after = (order[k] if 0 <= k < len(order) else None for k in (at - 1, at + 1))
    return replace(
        made, previous=_step(view, "previous", before), next=_step(view, "next", after), outside=""
    )


def _step(view: View[ParagraphsParams], which: str, row: tuple[str, str] | None) -> Link:
    """The way to a row; without an address where there is none."""
    href = of_report(view, row[0]).here.link(passage=row[1]) if row else ""
    return Link(view.words(f"paragraphs.{which}"), href)


def rows_to_take(view: View[ParagraphsParams]) -> exports.Listing:
    """The rows as a file: each with its report, its whole text, and how it is cited."""
    words, made = view.words, []
    for row in archive_rows.whole(view.report.atlas, archive_search.rows(view, 0, MOST)).values():
        side, known = of_report(view, row.report), library.facts_of(view.report.atlas)[row.report]
        own = dict(zip(COLUMNS, cells(view.having(q=None), row), strict=True))
        aid = readings.of(side).get(row.passage)
        made.append(
            {
                words("export.symbol"): known.symbol,
                words("across.year"): known.year,
                words("library.column_language"): words(f"library.language_{known.language}"),
                words("export.number"): row.facts.number,
                **({words("readings.column"): aid.text} if aid else {}),
                words("export.text"): row.text,
                **{words(f"grid.{name}"): listing.said(view, own[name]) for name in COLUMNS[4:]},
                words("export.citation"): evidence.citation(side, row.as_passage),
            }
        )
    active = said(view)
    chosen = {words("paragraphs.conditions"): words.listing(active.values())} if active else {}
    counted = words("app.sentence_gap").join(coverage(view))
    about = exports.source(view, chosen, len(made), counted)
    about, of = exports.of_reports(view, about, archive_search.reports_of(view))
    return exports.Listing(pd.DataFrame(made), about, "paragraphs", of)
