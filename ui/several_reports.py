"""What the pages on several reports say alike: that there is but one, what is counted in them and how, what each says of a line,
and the sheet that says whence a file comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ui import panels
from ui.content import Block, Choices, Headline, Link, Links, Note, Option, Section
from ui.findings import Evidence
from ui.queries import absence, over_years
from ui.queries.archive_search import EVERY
from ui.queries.report_comparison import COUNTRIES, COUNTS, OPENS, PER, TABLES, THEMES, WORK, side
from ui.tables import Report
from ui.view import View

# What is counted → the condition of the list of paragraphs.
LISTED = {COUNTRIES: "place", THEMES: "theme", WORK: "engagement"}


def alone(view: View[Any]) -> Iterator[Block]:
    """In place of a page on several reports where there is but one: that this is so, and how to add another."""
    words, page = view.words, view.here.page
    yield Headline(words(f"{page}.alone"), words(f"{page}.alone_note"))
    yield Links((Link(words("compare.alone_reports"), view.here.to("reports")),), "ways")
    yield Note("python -m etl add report.pdf", "command", words("compare.alone_command"))


def scopes(view: View[Any]) -> Choices | None:
    """Whether a page is about this report or about all; None where there is but one. What is open stays so where it can."""
    words, here, every = view.words, view.here, over_years.everything(view)
    n = len(over_years.candidates(view.report))
    if n < 2:
        return None
    kept = ("country", "theme") if every else OPENS.values()
    known = over_years.rules(view)
    gone = {
        name: None
        for name, value in here.values.items()
        if name not in kept or (not every and (name not in known or not known[name](value)))
    }
    options = (
        Option(words("across.one", symbol=view.report.row["symbol"]), here.link(**gone), not every),
        Option(words("across.every", n=n), here.link() if every else here.link(**gone, scope=EVERY), every),
    )
    return Choices(words("years.scope"), options, "radio")


def aspects(
    view: View[Any], known: Iterable[str], aspect: str, closed: Mapping[str, str | None]
) -> tuple[Option, ...]:
    """What can be counted, of which `aspect` is; another one takes away what is `closed`."""
    return tuple(
        Option(
            view.words(f"compare.aspect_{one}"), view.here.link(**{**closed, "aspect": one}), one == aspect
        )
        for one in known
    )


def numbers(view: View[Any], per_hundred: bool) -> Choices:
    """Whether numbers are counts, or per 100 paragraphs."""
    words, here = view.words, view.here
    options = (
        Option(words("compare.numbers_counts"), here.link(per=COUNTS), not per_hundred),
        Option(words("compare.numbers_per"), here.link(per=PER), per_hundred),
    )
    return Choices(words("compare.numbers"), options, "radio")


def of_report(
    view: View[Any],
    report: Report,
    name: str,
    opened: tuple[str, str],
    found: Evidence,
    kind: str,
    *lead: Block,
) -> Section:
    """One report's sentences under its name, after what leads to them; that it says nothing, where it does not. `opened` is
    what is counted and the line."""
    words, own, (aspect, code) = view.words, side(view, report), opened
    if not found.number:
        absent = Note(absence.none_in(view, TABLES[aspect], report, name), "quiet")
        return Section(name, (absent,), kind=kind, level=3)
    heading = words("compare.side_heading", report=name, count=words.count("paragraphs", found.number))
    listed = panels.as_list(own, found, **{LISTED[aspect]: code}) if aspect in LISTED else None
    cards = Section("", (panels.passages(own, heading, found),), kind="cards")
    return Section(heading, (*([listed] if listed else []), *lead, cards), kind=kind, level=3)


def about(view: View[Any], sheet: Mapping[str, str], named: Mapping[str, Report]) -> dict[str, str]:
    """The source sheet of a file, of several reports by their names."""
    words, reports = view.words, named.values()
    return {
        **sheet,
        words("export.symbol"): "; ".join(named),
        words("export.title"): "; ".join(report.titles(view.lang)[""] for report in reports),
        words("export.address"): "; ".join(str(report.row["address"]) for report in reports),
    }
