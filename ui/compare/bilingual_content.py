"""The same report in two languages: how far what was found agrees, where it does not, and paragraphs side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from ui import findings, panels, report_names
from ui.cache import kept
from ui.content.layout import Choices, Columns, Option, Panel, Section
from ui.content.passages import Line, Lines
from ui.content.said import Block, Headline, Link, Note
from ui.content.tables import Cell, Rows, Table
from ui.params import CompareParams
from ui.queries import bilingual_comparison, report_comparison
from ui.queries.bilingual_comparison import COUNTRIES, KINDS, Check
from ui.queries.report_comparison import ALL
from ui.tables import Report
from ui.view import View


def kind_of(view: View[CompareParams]) -> str:
    """What is checked."""
    return view.params.checked or COUNTRIES


def checks(view: View[CompareParams]) -> tuple[Check, ...]:
    """The check of every paired paragraph."""
    a, b = report_comparison.both(view)
    return checked(view, a.report, b.report, kind_of(view))


@kept
def checked(view: View[CompareParams], a: str, b: str, kind: str) -> tuple[Check, ...]:
    """`bilingual_comparison.checks` of two reports."""
    return bilingual_comparison.checks(view.report.atlas.report(a), view.report.atlas.report(b), kind)


def doubts(view: View[CompareParams]) -> tuple[Check, ...]:
    """The pairs in which something was found in one language only."""
    return tuple(check for check in checks(view) if not check.agrees)


def reading(view: View[CompareParams]) -> str:
    """The number of the pair that is shown: the one opened, else the first in doubt, else the first."""
    first = [*(check.number for check in doubts(view)), *(check.number for check in checks(view))]
    return report_comparison.opened(view) or (str(first[0]) if first else "")


def title(view: View[CompareParams]) -> Iterator[Block]:
    """How many pairs agree, and what a difference means."""
    words, of, doubt = view.words, len(checks(view)), len(doubts(view))
    form = "agreed_none" if not of else "agreed" if doubt else "agreed_all"
    kind = words(f"compare.inside_{kind_of(view)}")
    said = words(f"compare.{form}", agree=of - doubt, of=of, doubt=doubt, kind=kind)
    yield Headline(said, words("compare.counted_languages"))
    # Where most pairs differ the numbers are off, not the reading.
    if 2 * doubt > of:
        yield Note(words("compare.numbers_off"), "subtitle")


def choices(view: View[CompareParams]) -> Section:
    """What is checked, with how many pairs are in doubt; only these, or all."""
    words, here, (a, b) = view.words, view.here, report_comparison.both(view)
    kinds = []
    for kind in KINDS:
        n = sum(not check.agrees for check in checked(view, a.report, b.report, kind))
        target = here.link(checked=None if kind == COUNTRIES else kind)
        kinds.append(Option(words(f"compare.kind_{kind}"), target, kind == kind_of(view), words.number(n)))
    every = view.params.change == ALL
    shown = (
        Option(
            words("compare.rows_doubt"), here.link(change=None), not every, words.number(len(doubts(view)))
        ),
        Option(words("compare.rows_all"), here.link(change=ALL), every, words.number(len(checks(view)))),
    )
    rows = (
        Choices(words("compare.kind"), tuple(kinds), "radio"),
        Choices(words("compare.rows_shown"), shown, "radio"),
    )
    return Section("", rows, kind="chip-rows")


def code_name(view: View[CompareParams], kind: str, code: str) -> str:
    """What was found, in words: a country, `Country office Chad`, `1,200`, a symbol."""
    head, _, tail = code.partition(" ")
    if kind == COUNTRIES:
        return view.country(code)
    if kind == bilingual_comparison.PRESENCES:
        name = view.words(f"presences.{head}")
        return f"{name}{view.words('app.colon')}{view.country(tail)}" if tail else name
    if kind != bilingual_comparison.FIGURES:
        return code
    low, _, high = head.partition("..")
    numbers = {"value": math.nan if high else low, "low": low, "high": high}
    return f"{view.words.value(numbers)} {tail}".strip()


def names(view: View[CompareParams], codes: Iterable[str]) -> str:
    """What was found, one after the other."""
    return view.words.listing(code_name(view, kind_of(view), code) for code in codes)


def only_in(view: View[CompareParams]) -> tuple[str, str]:
    """The heads of the columns of what stands in one language only."""
    a, b = (
        view.words("compare.column_only", language=report_names.language_of(view, report))
        for report in report_comparison.both(view)
    )
    return a, b


def table(view: View[CompareParams]) -> Iterator[Block]:
    """The pairs in doubt, or all, and then the paragraphs that have no partner."""
    words, every = view.words, view.params.change == ALL
    shown = checks(view) if every else doubts(view)
    columns = (words("compare.column_number"), *only_in(view), words("compare.column_shared"))
    body: Block = Note(words("compare.no_doubt"), "empty")
    if shown:
        rows = Rows(tuple(_row(view, check) for check in shown))
        body = Table(tuple(map(Cell, columns)), (rows,), "sheet checks")
    yield Section(words("compare.check_all" if every else "compare.check"), (body,), kind="")
    yield _unpaired(view)


def _row(view: View[CompareParams], check: Check) -> tuple[Cell, ...]:
    """A pair: its number, what only one language has, and what both have."""
    number, opened = str(check.number), reading(view)
    target = view.here.link(passage=number)
    first = Cell(view.words("evidence.paragraph_mark", n=number), target, chosen=opened == number)
    only = [
        Cell(names(view, codes), target, tone="unread") if codes else Cell("—", kind="quiet")
        for codes in (check.only_a, check.only_b)
    ]
    return first, *only, Cell(names(view, check.shared) or "—", kind="quiet")


def _unpaired(view: View[CompareParams]) -> Section | Note:
    """Paragraph numbers that stand in one language only, each a link."""
    words, (a, b) = view.words, report_comparison.both(view)
    every, lines = bilingual_comparison.aligned(a, b), []
    for report, missing in (
        (a, [number for number, (_, there) in every.items() if not there]),
        (b, [number for number, (here, _) in every.items() if not here]),
    ):
        if missing:
            links = tuple(
                Link(words("evidence.paragraph_mark", n=n), view.here.link(passage=str(n))) for n in missing
            )
            said = words("compare.unpaired_in", language=report_names.language_of(view, report))
            lines.append(Line(said, note=words.count("paragraphs", len(missing)), links=links))
    if not lines:
        return Note(words("compare.unpaired_none"))
    return Section(words("compare.unpaired"), (Lines(tuple(lines), "numbers-only"),), kind="")


def panel(view: View[CompareParams]) -> Panel:
    """A pair side by side, what was checked marked and what only one language has marked as a doubt."""
    words, chosen, (a, b) = view.words, report_comparison.opened(view), report_comparison.both(view)
    every, number = bilingual_comparison.aligned(a, b), reading(view)
    if not number:
        return panels.nothing(words("compare.choose_title"), words("compare.pair_choose"))
    (own, other), n = every[int(number)], int(number)
    check = next((check for check in checks(view) if check.number == n), None)
    only = (check.only_a, check.only_b) if check else ((), ())
    columns = Columns((_column(view, a, own, only[0]), _column(view, b, other, only[1])), "columns")
    return Panel(
        words("compare.pair_title", n=n),
        sides=(columns,),
        kind="parallel",
        steps=_steps(view, list(every), n),
        close=view.here.link(passage=None) if chosen else "",
        key=chosen,
        lead=(_verdict(view, check),) if check else (),
    )


def _verdict(view: View[CompareParams], check: Check) -> Note:
    """Whether the two languages have the same, else what is in doubt."""
    if check.agrees:
        return Note(view.words("compare.pair_agrees"), "lead")
    differing = names(view, dict.fromkeys((*check.only_a, *check.only_b)))
    return Note(view.words("compare.pair_doubt", names=differing), "doubt")


def _steps(view: View[CompareParams], numbers: Sequence[int], number: int) -> tuple[Link, ...]:
    """The pairs before and after; without an address where there is none."""
    at, steps = list(numbers).index(number), []
    for place, which in ((at - 1, "previous"), (at + 1, "next")):
        href = view.here.link(passage=str(numbers[place])) if 0 <= place < len(numbers) else ""
        steps.append(Link(view.words(f"paragraphs.{which}"), href))
    return tuple(steps)


def _column(view: View[CompareParams], report: Report, passage: str, doubtful: tuple[str, ...]) -> Section:
    """One language of a pair, as a card."""
    language = report_names.language_of(view, report)
    if not passage:
        missing = Note(view.words("compare.pair_missing", language=language), "quiet")
        return Section(language, (missing,), kind="", level=3)
    marks = {passage: bilingual_comparison.marks(report, passage, kind_of(view), doubtful)}
    found = findings.Evidence(paragraphs=(passage,), marks=marks)
    own = report_comparison.side(view, report)
    return Section(language, (panels.sources(own, language, found),), kind="", level=3)
