"""What the report library says: a card a report with how well it was read, and what a document holds that waits to be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ui import exports, findings, tables, url_state
from ui.cache import kept
from ui.content import (
    Block,
    Card,
    Cell,
    Fold,
    Headline,
    Link,
    Links,
    Note,
    Panel,
    Passage,
    Passages,
    Rows,
    Section,
    Table,
    Texts,
    Tile,
)
from ui.i18n import LANGUAGES
from ui.params import CountriesParams, ReportsParams
from ui.queries import country_counts, library
from ui.queries.library import Series
from ui.reports import warning_text
from ui.view import View

_FIRST = 3
_LONGEST = 220  # letters of a paragraph in the outline

Records = Sequence[Mapping[Any, Any]]


def of_report(view: View, report: str) -> View:
    """The same page about another report."""
    return replace(view, report=view.report.atlas.report(report))


def to(view: View, page: str) -> str:
    """Where a page about the view's report is."""
    several = len(view.report.atlas.reports) > 1
    shared = {**view.here.shared, **({url_state.REPORT: view.report.report} if several else {})}
    return url_state.href(page, shared, view.here.base)


def title(view: View) -> Headline:
    """The finding in a sentence: how many reports there are."""
    say, reports = view.words, view.report.atlas.reports
    n = sum(int(view.report.atlas.report(report).row["paragraphs"]) for report in reports)
    counted = {"reports": say.count("reports", len(reports)), "paragraphs": say.count("paragraphs", n)}
    return Headline(say("library.title", **counted), say("library.subtitle"))


def gaps(report: tables.Report) -> list[int]:
    """Numbers that no paragraph has, from 1 to the last."""
    passages = report.passages
    numbers = {int(n) for n in passages.loc[passages["kind"] == "paragraph", "number"]}
    return [n for n in range(1, max(numbers, default=0) + 1) if n not in numbers]


def warnings(report: tables.Report) -> list[str]:
    """What was odd in the document, a remark each."""
    return str(report.row["warnings"]).splitlines()


def quality(view: View) -> Iterator[Block]:
    """Gaps in the numbering and warnings of the view's report; each number opens what it counts."""
    say, missing, odd = view.words, gaps(view.report), warnings(view.report)
    if view.report.row["paragraphs"]:
        gap = say.count("gaps", len(missing)) if missing else say("library.no_gaps")
        yield _folded(gap, [str(n) for n in missing], "numbers")
    warning = say.count("warnings", len(odd)) if odd else say("library.no_warnings")
    yield _folded(warning, [warning_text.remark(say, line) for line in odd], "remarks")


def _folded(summary: str, items: Sequence[str], kind: str) -> Block:
    """A number with its words, and under it everything that it counts."""
    return Fold(summary, (Texts(tuple(items)),), kind) if items else Note(summary, "text")


@kept
def panel(view: View[ReportsParams]) -> Panel:
    """The report that is opened, else the one that all pages are about: what it is, how well it was read, and where to go on."""
    name = view.params.open or view.report.report
    of = of_report(view, name)
    close = view.here.link(open=None) if view.params.open else ""
    return Panel(
        of.title or str(of.report.row["symbol"]),
        sides=(card(of), ways(of)),
        close=close,
        key=view.params.open or "",
    )


def card(view: View) -> Card:
    """One report: what it is and how well it was read."""
    say, row = view.words, view.report.row
    about = (
        str(row["symbol"]),
        say(f"app.report_language_{view.text_lang}"),
        view.period,
        say("library.own" if view.report.own else "library.everyone"),
    )
    countries = len(country_counts.counts(view.on(CountriesParams)))
    read = library.facts_of(view.report.atlas)[view.report.report]
    share = say("library.doubtful", n=say.number(read.doubtful), total=say.number(read.findings))
    return Card(
        " · ".join(about),
        (
            Tile(say.number(row["paragraphs"]), say("library.paragraphs"), to(view, "paragraphs")),
            Tile(say.number(countries), say("library.countries"), to(view, "countries")),
            Tile(say.share(read.doubtful, read.findings), share, to(view, "method")),
        ),
        tuple(quality(view)),
    )


def ways(view: View) -> Links:
    """What can be done with a report: open it, compare it, correct it, take its tables."""
    say, several = view.words, len(view.report.atlas.reports) > 1
    links = [Link(say("library.open"), to(view, "overview"))]
    links += [Link(say("library.compare"), to(view, "compare"))] if several else []
    links.append(Link(say("library.correct"), to(view, "method") + "#correct"))
    links += [Link(say("library.tables"), exports.package_href(view))] if view.report.own else []
    return Links(tuple(links), "ways")


def held(view: View) -> Section | None:
    """Which reports of each series are held and which are missing, in either language; None where there is no series."""
    say, every = view.words, library.series(view.report.atlas)
    if not every:
        return None
    heads = [
        say("library.series"),
        say("library.years"),
        *(say(f"library.language_{lang}") for lang in LANGUAGES),
    ]
    rows = tuple(_series(view, one) for one in every)
    table = Table(
        tuple(map(Cell, heads)), (Rows(rows),), kind="list held", label=say("library.held"), wide=True
    )
    return Section(say("library.held"), (table,), say("library.held_note"), kind="")


def _series(view: View, one: Series) -> tuple[Cell, ...]:
    say = view.words
    body = say.phrases.get(f"library.body_{one.body.replace('/', '_')}", "")
    return (
        Cell(one.name, note=body),
        Cell(f"{one.first}–{one.last}"),
        *(_of_language(view, one, lang) for lang in LANGUAGES),
    )


def _of_language(view: View, one: Series, lang: str) -> Cell:
    """How many of the years are held in a language, and which are not."""
    say, missing, n = view.words, one.missing(lang), len(one.years)
    if not missing:
        return Cell(say("library.held_all", n=n))
    runs = findings.runs([(year, str(year)) for year in missing])
    named = [f"{run} {one.symbol(int(run))}".strip() if run.isdigit() else run for run in runs]
    held_here = say("library.held_some", n=n - len(missing), total=n)
    return Cell(held_here, note=say("library.missing", years=say.listing(named)))


def private(view: View, mine: bool) -> Note:
    """What a private address shows, to whom and for how long; to its owner, or to one who was given it."""
    kept = [str(view.report.atlas.report(name).row["symbol"]) for name in sorted(view.report.atlas.own)]
    return Note(
        view.words("library.private" if mine else "library.private_given", symbols=view.words.listing(kept)),
        "status",
    )


def adding(view: View) -> Section:
    """The heading over the field for files, and what can be given."""
    note = Note(view.words("library.add_note"), "text")
    return Section(view.words("library.add"), (note,), name="add", kind="")


# A document that was read and is not kept yet.


def waiting(view: View, name: str) -> Section:
    """What was found in the document of that name, in a sentence."""
    say, n = view.words, int(view.report.row["paragraphs"])
    countries = len(country_counts.counts(view.on(CountriesParams)))
    counted = {"paragraphs": say.count("paragraphs", n), "countries": say.count("countries", countries)}
    found = say("library.preview", name=name, **counted) if n else say("library.preview_none", name=name)
    note = Note(say("library.preview_note" if n else "library.preview_empty"), "status")
    return Section(found, (note,), kind="preview")


def read_well(view: View) -> Section:
    """How well the document was read."""
    return Section(view.words("library.read_well"), tuple(quality(view)), kind="", level=3)


def outline(view: View) -> Section:
    """Every part with the number of its paragraphs; each opens them."""
    say, passages = view.words, view.report.passages
    rows = passages[passages["kind"] == "paragraph"].to_dict("records")
    sections = view.report.table("sections").to_dict("records")
    parts: list[Block] = [_part(view, s, sections, rows) for s in sections if not s["parent"]]
    rest = [row for row in rows if not row["section"]]
    if rest and sections:
        parts.append(_fold(view, say("library.outside"), len(rest), _paragraphs(view, rest)))
    elif rest:
        parts.append(Note(say("library.outline_none"), "text"))
        parts.append(_fold(view, say("paragraphs.results"), len(rest), _paragraphs(view, rest)))
    inner = Section("", tuple(parts), kind="draft-outline")
    return Section(say("library.outline"), (inner,), say("library.outline_note"), kind="", level=3)


def _part(view: View, part: Mapping[Any, Any], sections: Records, rows: Records) -> Fold:
    path = str(part["section"])
    inside = [row for row in rows if f"{row['section']}.".startswith(f"{path}.")]
    own = [row for row in inside if row["section"] == path]
    children = [_part(view, s, sections, rows) for s in sections if s["parent"] == path]
    blocks = [_paragraphs(view, own), *children] if own else children
    return _fold(view, f"{part['label']} {part['title']}".strip(), len(inside), *blocks)


def _fold(view: View, name: str, n: int, *blocks: Block) -> Fold:
    return Fold(name, blocks, count=view.words.count("paragraphs", n), lang=view.text_lang)


def _paragraphs(view: View, rows: Records, longest: int = _LONGEST) -> Passages:
    """Paragraphs to be read, long ones shortened."""
    items = []
    for row in rows:
        text = str(row["text"])
        said = text if len(text) <= longest else f"{text[:longest].rstrip()} …"
        items.append(Passage(str(row["passage"]), f"§{row['number']}", said, view.text_lang))
    return Passages("", len(items), tuple(items), "texts")


def first(view: View) -> Section:
    """The first paragraphs, nearly whole."""
    passages = view.report.passages
    rows = passages[passages["kind"] == "paragraph"].head(_FIRST).to_dict("records")
    return Section(view.words("library.first"), (_paragraphs(view, rows, 4 * _LONGEST),), kind="", level=3)


def asking(view: View) -> Section:
    """The heading over the fields that say what the document is."""
    say, doubts = view.words, unsure(view.report)
    notes = tuple(Note(say(f"library.unsure_{what}", page=page), "doubt") for what, page in doubts.items())
    return Section(say("library.is_it"), notes, say("library.is_it_note"), kind="", level=3)


def unsure(report: tables.Report) -> dict[str, int]:
    """What was not found in the document, to be looked at: title, period, and where no printed page numbers
    were read the page of the file on which the first paragraph stands (0 of the others)."""
    row, passages = report.row, report.passages
    pages = passages.loc[passages["printed_page"] == "", "page"].dropna()
    found = {"title": str(row["title"]) in ("", str(row["symbol"])), "period": not row["period_start"]}
    missing = {what: 0 for what, wanted in found.items() if wanted}
    return missing | ({"page": int(pages.iloc[0])} if len(pages) else {})


def keeping(view: View, report: str, symbol: str, everyone: bool) -> Iterator[Note]:
    """What keeping it means: for whom, and what it stands in place of; `everyone` may have it where the owner allows that."""
    yield Note(view.words("library.keep_note"))
    if everyone:
        yield Note(view.words("library.keep_note_everyone"))
    if report in view.report.atlas.reports:
        yield Note(view.words("library.replaces", symbol=symbol))
