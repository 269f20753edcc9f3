"""The method page's parts in words: how things are counted, how exactly, what is in doubt, citing, terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ui import citing, data_dictionary, evidence, findings, readings, table_order, tables
from ui.content.layout import Fold, Section
from ui.content.passages import Passage, Passages
from ui.content.said import Block, Code, Copies, Copy, Facts, Headline, Link, Links, Note, Texts
from ui.content.tables import Cell, Rows, Table
from ui.findings import Mark
from ui.i18n import LANGUAGES, words
from ui.params import MethodParams
from ui.queries.doubtful import Doubtful, doubtful
from ui.view import View

PARTS = (
    "count",
    "quality",
    "elsewhere",
    "doubtful",
    "data",
    "dictionary",
    "correct",
    "cite",
    "terms",
    "version",
)
_FIRST = 6


def title(view: View[MethodParams]) -> Headline:
    """The finding in a sentence: how well names are read."""
    say, measured = view.words, view.report.atlas.quality
    score = next((s for s in measured.get("scores", []) if s["table"] == "mentions"), None)
    finding = say("method.title_unmeasured")
    if score:
        wrong = score["found"] - score["hits"]
        key = "method.title" if wrong else "method.title_clean"
        last = measured["annotated"]["last"]
        finding = say(key, last=last, expected=score["annotated"], hits=score["hits"], wrong=wrong)
    return Headline(finding, say("method.subtitle"))


def contents(view: View[MethodParams]) -> Links:
    """The parts of the page, as links within it."""
    parts = tuple(Link(_name(view, part), f"#{part}") for part in PARTS)
    return Links(parts, "contents", view.words("method.contents"))


def _name(view: View[MethodParams], part: str) -> str:
    if part == "doubtful":
        return view.words("method.doubtful", n=len(doubtful(view.report)))
    return view.words(f"method.{part}")


def part(view: View[MethodParams], name: str, *blocks: Block) -> Section:
    """A part of the page; `name` is one of `PARTS`."""
    return Section(_name(view, name), blocks, name=name, kind="")


def count(view: View[MethodParams]) -> Section:
    """How it is counted."""
    kinds = ("source", "unit", "names", "rules", "figures", "nothing", "meaning")
    return part(view, "count", Texts(tuple(view.words(f"method.count_{kind}") for kind in kinds), "plain"))


def scores(view: View[MethodParams]) -> Section:
    """Precision and recall a table, and how they were measured."""
    say, measured = view.words, view.report.atlas.quality
    if not measured:
        return part(view, "quality", Note(say("method.quality_missing"), "text"))
    symbol = measured["report"]
    if symbol in view.report.atlas.reports:
        symbol = view.report.atlas.report(symbol).row["symbol"]
    nth: Counter[str] = Counter()
    rows = []
    for score in measured["scores"]:
        table = score["table"]
        nth[table] += 1
        name = say(f"tables.{table}") if nth[table] == 1 else ""
        numbers = (str(score["annotated"]), _per_cent(score["precision"]), _per_cent(score["recall"]))
        measure = Cell(say(f"method.measure_{table}_{nth[table]}"), lead=name, kind="measure")
        rows.append((measure, *(Cell(number, kind="n") for number in numbers)))
    return part(
        view,
        "quality",
        Note(say("method.quality_how", symbol=symbol, **measured["annotated"]), "text"),
        Note(say("method.quality_caution"), "notice"),
        sheet(view, ("measure", "n", "precision", "recall"), rows, numbers=3, sorts=False),
    )


def elsewhere(view: View[MethodParams]) -> Section:
    """How well other texts are read, and how much of it is wrong though said as certain."""
    say, measured = view.words, view.report.atlas.quality
    if not measured:
        return part(view, "elsewhere", Note(say("method.quality_missing"), "text"))
    rows = []
    for score in measured["elsewhere"]:
        wrong = _per_cent(score["wrong"] / score["n"]) if "wrong" in score else "–"
        numbers = (f"{score['n']:,}", _per_cent(score["right"] / score["n"]), wrong)
        measure = Cell(say(f"method.elsewhere_{score['what']}"), kind="measure")
        rows.append((measure, *(Cell(number, kind="n") for number in numbers)))
    return part(
        view,
        "elsewhere",
        Note(say("method.elsewhere_how"), "text"),
        sheet(view, ("measure", "tried", "right", "wrong"), rows, numbers=3),
    )


def sheet(
    view: View[MethodParams],
    columns: tuple[str, ...],
    rows: Sequence[tuple[Cell, ...]],
    numbers: int = 0,
    sorts: bool = True,
) -> Table:
    """A table about tables; the first is its rows' head, and the next `numbers` columns hold numbers. Rows
    of which one hangs on another are not to be sorted."""
    heads = tuple(
        Cell(view.words(f"method.column_{column}"), kind="n" if 0 < k <= numbers else "")
        for k, column in enumerate(columns)
    )
    table = Table(heads, (Rows(tuple(rows)),), "sheet", wide=True)
    return table_order.sortable(view, table, columns) if sorts else table


def _per_cent(share: float) -> str:
    """One decimal; "100%" only where nothing is missing."""
    return "100%" if share >= 1 else f"{min(100 * share, 99.9):.1f}%"


def in_doubt(view: View[MethodParams]) -> Section:
    """The ambiguous findings with their sentences; each opens its paragraph."""
    say, every = view.words, doubtful(view.report)
    if not every:
        return part(view, "doubtful", Note(say("method.doubtful_none"), "text"))
    items = [_in_doubt(view, found) for found in every]
    shares = [
        say("method.doubtful_share", name=say(f"tables.{table}"), n=n, total=len(view.report.table(table)))
        for table, n in Counter(found.table for found in every).most_common()
    ]
    blocks: list[Block] = [
        Note(say("method.doubtful_note"), "text"),
        Texts(tuple(shares), "shares"),
        replace(_listed(items[:_FIRST]), aid=readings.aid(view)),
    ]
    if len(items) > _FIRST:
        rest = say("method.doubtful_more", n=len(items) - _FIRST)
        blocks.append(Fold(rest, (_listed(items[_FIRST:]),)))
    return part(view, "doubtful", *blocks)


def _listed(items: list[Passage]) -> Passages:
    return Passages("", len(items), tuple(items), "sentences")


def _in_doubt(view: View[MethodParams], found: Doubtful) -> Passage:
    row = evidence.rows_by_passage(view)[found.passage]
    text = str(row["text"])
    begin, stop = findings.sentence_of(str(row["sentences"]), found.start, found.end - 1)
    kind = {"presences": "presence", "figures": "figure", "themes": "theme"}.get(found.table, "country")
    return Passage(
        found.passage,
        evidence.number_of(view, found.passage),
        text[begin:stop],
        view.text_lang,
        (Mark(found.start - begin, min(found.end, stop) - begin, kind, True),),
        view.here.to("paragraphs", passage=found.passage),
        note=data_dictionary.finding_words(view, found.table, found.row),
        reading=readings.sentence(
            view, found.passage, str(row["sentences"]), begin, (Mark(found.start, found.end, kind, True),)
        ),
        shown=view.wording,
    )


def cite(view: View[MethodParams]) -> Section:
    """How to cite, in both languages."""
    atlas = view.report.atlas
    ways = []
    for lang in (view.lang, *(other for other in LANGUAGES if other != view.lang)):
        say = words(lang)
        text = say(
            "method.cite_text",
            date=say.date(atlas.date),
            version=atlas.version[:8],
            document=citing.document(say, view.report, title_first=True),
            at=citing.at(say, view.report),
        )
        ways.append(Copy(view.words("method.cite_copy"), text, lang))
    return part(view, "cite", Note(view.words("method.cite_note"), "text"), Copies(tuple(ways)))


def terms(view: View[MethodParams]) -> Section:
    """Whose data this is, on what terms, and what the map does not say."""
    say = view.words
    kinds = ("findings", "text", "boundaries", "names", "places")
    notes = tuple(Note(say(key), "text") for key in ("api.disclaimer", "countries.kosovo"))
    return part(
        view,
        "terms",
        Texts(tuple(say(f"method.terms_{kind}") for kind in kinds), "plain"),
        Section(say("method.terms_disclaimer"), notes, kind="", level=3),
    )


def version(view: View[MethodParams]) -> Section:
    """Date, versions and hashes."""
    say, atlas = view.words, view.report.atlas
    facts = Facts(
        (
            (say("method.version_date"), say.date(atlas.date)),
            (say("method.version_data"), Code(atlas.version)),
            (say("method.version_contract"), Code(str(atlas.package.get("version", "")))),
            (say("method.version_report"), Code(str(view.report.row["sha256"]))),
        )
    )
    hashes = Facts(tuple((Code(table), Code(atlas.hashes.get(table, ""))) for table in tables.NAMES))
    return part(view, "version", facts, Fold(say("method.version_tables"), (hashes,)))
