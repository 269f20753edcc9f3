"""What the comparison page says: finding, the two reports, what is compared, the map of change, tables of both numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ui import report_names, several_reports, world_map
from ui.compare import labels
from ui.content.charts import MapSpec, Place
from ui.content.layout import Choices, Columns, Menu, Option, Section
from ui.content.said import Block, Headline, Key, Link, Links, Note, Tone
from ui.content.tables import Cell, Rows, Table
from ui.legends import CHANGES
from ui.params import CompareParams
from ui.queries import absence, report_comparison
from ui.queries.report_comparison import (
    ALL,
    COUNTRIES,
    DROPPED,
    FIGURES,
    GROUPS,
    LANGUAGES,
    NEW,
    Row,
)
from ui.tables import Report
from ui.view import View

# What a link to something else closes.
_CLOSED: dict[str, str | None] = dict.fromkeys((*report_comparison.OPENS.values(), "change", "checked"))
# The fills of the two reports' bars, the earlier one's first.
_FILLS: tuple[Tone, Tone] = ("class1", "class2")


def finding(view: View[CompareParams]) -> str:
    """The greatest difference in a sentence."""
    words, names, aspect = view.words, labels.names(view), report_comparison.aspect_of(view)
    if report_comparison.unsought(view, aspect):
        return none_said(view)
    if aspect == COUNTRIES:
        groups = report_comparison.grouped(view, aspect)
        new, dropped = (words.count("countries", len(groups[group])) for group in (NEW, DROPPED))
        differ = groups[NEW] or groups[DROPPED]
        return words(
            f"compare.finding_countries{'' if differ else '_same'}", new=new, dropped=dropped, **names
        )
    rows = report_comparison.headline(view)
    up = next((row for row in rows if row.change > 0), None)
    down = next((row for row in rows if row.change < 0), None)
    form = "both" if up and down else "up" if up else "down" if down else "same" if rows else "none"
    said = _said(view, aspect, "up", up) | _said(view, aspect, "down", down)
    finding = words(f"compare.finding_{form}", **names, **said)
    rated = report_comparison.per_hundred(view) and (up or down)
    return words("compare.finding_per", finding=finding) if rated else finding


def none_said(view: View[CompareParams]) -> str:
    """Why there is no line: none is of this kind, or a reader did not look."""
    lacking = report_comparison.unsought(view, report_comparison.aspect_of(view))
    reports = view.words.listing(labels.name_of(view, report) for report in lacking)
    return view.words("compare.finding_unsought", reports=reports) if lacking else view.words("compare.empty")


def _said(view: View[CompareParams], aspect: str, which: str, row: Row | None) -> dict[str, str]:
    if row is None:
        return {}
    a, b = report_comparison.both(view)
    name = report_names.row_name(view, aspect, row.code)
    if aspect == FIGURES:
        name = view.words("compare.figures_on", name=view.words.inside(name))
    return {
        which: name,
        f"{which}_a": labels.shown(view, a, row.a),
        f"{which}_b": labels.shown(view, b, row.b),
    }


def title(view: View[CompareParams]) -> Headline:
    """The finding, and what is counted."""
    return Headline(finding(view), view.words(f"compare.counted_{report_comparison.aspect_of(view)}"))


def sides(view: View[CompareParams]) -> Iterator[Block]:
    """The two reports with length, period and language, each a menu of the others; what makes them hard to compare."""
    words, (a, b) = view.words, report_comparison.both(view)
    swap = Links((Link("⇄", _to_pair(view, b, a), words("compare.swap")),), "swap")
    yield Columns((_side(view, a, b, "a"), swap, _side(view, b, a, "b")), "sides", words("compare.reports"))
    if notes := labels.notes(view):
        said = Note(words("app.sentence_gap").join(notes), "quiet")
        yield Section("", (said,), kind="side-notes")


def _to_pair(view: View[CompareParams], a: Report, b: Report) -> str:
    """The link to another pair; it keeps no opened row, which the other report may not have."""
    known = report_comparison.aspects_of((a, b))
    kept_aspect = view.params.aspect if view.params.aspect in known else None
    here = report_comparison.side(view, b).here
    return here.link(**{**_CLOSED, "earlier": a.report, "later": b.report, "aspect": kept_aspect})


def _side(view: View[CompareParams], own: Report, other: Report, which: str) -> Section:
    words, items = view.words, []
    for name in view.report.atlas.reports:
        one = view.report.atlas.report(name)
        rest = own if one.report == other.report else other
        target = _to_pair(view, one, rest) if which == "a" else _to_pair(view, rest, one)
        line = f"{one.row['symbol']} · {report_names.language_of(view, one)}"
        items.append(Link(line, target, chosen=one.report == own.report))
    menu = Menu(words(f"compare.report_{which}"), labels.name_of(view, own), tuple(items))
    facts = [
        report_names.length_of(view, own),
        report_names.language_of(view, own),
        report_names.period_of(view, own),
    ]
    said = own.titles(view.lang)[""]
    # A report whose title could not be read bears its symbol.
    named = (Note(said, "text"),) if said != own.row["symbol"] else ()
    return Section("", (menu, *named, Note(" · ".join(facts), "quiet")), kind=f"side side-{which}")


def choices(view: View[CompareParams]) -> Section:
    """What is compared, whether counts or rates are shown, and of countries which groups of change."""
    words, aspect, two = view.words, report_comparison.aspect_of(view), report_comparison.both(view)
    known = report_comparison.aspects_of(two)
    options = several_reports.aspects(view, known, aspect, _CLOSED)
    if LANGUAGES not in known:
        options += tuple(
            Option(words("compare.in_both_languages", symbol=own.row["symbol"]), _to_pair(view, own, other))
            for own, other in report_comparison.translations(two)
        )
    rows = [Choices(words("compare.aspect"), options, "radio")]
    if aspect != LANGUAGES:
        rows.append(several_reports.numbers(view, report_comparison.per_hundred(view)))
    if report_comparison.mapped(view):
        rows.append(_groups(view))
    return Section("", tuple(rows), kind="chip-rows")


def _groups(view: View[CompareParams]) -> Choices:
    """The groups of change with how many lines each has."""
    words, groups = view.words, report_comparison.grouped(view, COUNTRIES)
    numbers: dict[str | None, int] = {None: sum(map(len, groups.values()))}
    numbers |= {group: len(rows) for group, rows in groups.items()}
    options = tuple(
        Option(
            words(f"compare.group_{group or ALL}"),
            view.here.link(change=group),
            (view.params.change or ALL) == (group or ALL),
            words.number(n),
            tone=CHANGES[group] if group else None,
        )
        for group, n in numbers.items()
    )
    return Choices(words("compare.group"), options, "radio")


def world(view: View[CompareParams]) -> MapSpec:
    """The map of change: a fill a group, of the groups that are shown."""
    words, names = view.words, labels.names(view)
    keys = [
        Key(words(f"compare.group_{group}"), words.count("countries", len(rows)), CHANGES[group])
        for group, rows in report_comparison.grouped(view, COUNTRIES).items()
    ]
    alt = words.listing(f"{key.label} {key.note}" for key in keys)
    keys.append(Key(words("compare.map_neither"), tone="nowhere"))
    places = {
        row.code: Place(CHANGES[row.group], (), _hover(view, row), view.here.link(country=row.code))
        for rows in listed(view, COUNTRIES).values()
        for row in rows
    }
    # Of a country in a group that is left out, nothing is said.
    everything = view.params.change in (None, ALL)
    return world_map.spec(
        view,
        words("compare.map", **names) + words("app.colon") + alt,
        places,
        keys,
        words("compare.map_neither") if everything else "",
        lambda iso3: view.here.link(country=iso3),
        chosen=view.params.country or "",
    )


def _hover(view: View[CompareParams], row: Row) -> str:
    """What pointing at a country says: its group and both numbers."""
    a, b = report_comparison.both(view)
    numbers = {"a_n": labels.shown(view, a, row.a), "b_n": labels.shown(view, b, row.b)}
    group = view.words(f"compare.group_{row.group}")
    return view.words("compare.hover", group=group, **labels.names(view), **numbers)


def caption(view: View[CompareParams]) -> Note:
    """What the map means, whence it comes, and what it does not say."""
    words, named = view.words, (row.code for row in report_comparison.rows(view, COUNTRIES))
    notes = (words("compare.map_note"), words("countries.small"))
    return world_map.caption(view, notes, named, source_said(view))


def source(view: View[CompareParams]) -> Note:
    """The line under a table: whence its numbers come."""
    return Note(source_said(view))


def source_said(view: View[CompareParams]) -> str:
    """Both reports as the source."""
    return view.words("app.source", symbol=view.words.listing(labels.names(view).values()))


def listed(view: View[CompareParams], aspect: str) -> dict[str, Sequence[Row]]:
    """Heading → its lines in the order of the table; without a heading where lines are not grouped."""
    groups, rows = report_comparison.grouped(view, aspect), report_comparison.rows(view, aspect)
    if aspect == COUNTRIES:
        wanted = view.params.change
        return {group: groups[group] for group in GROUPS if wanted in (None, ALL, group) and groups[group]}
    return {"": rows} if rows else {}


def tables(view: View[CompareParams]) -> Iterator[Section]:
    """All that is compared as a table of links; figures with amounts of money apart."""
    aspect = report_comparison.aspect_of(view)
    if aspect != FIGURES:
        yield table(view, aspect, listed(view, aspect))
        return
    rows = report_comparison.rows(view, aspect)
    money = [row for row in rows if row.code.isupper()]
    yield table(view, aspect, {"": [row for row in rows if row not in money]})
    if money:
        yield table(view, "currencies", {"": money}, view.words("compare.currencies_note"))


def table(view: View[CompareParams], name: str, groups: dict[str, Sequence[Row]], note: str = "") -> Section:
    """Lines with the number of either report, each a link to the sentences of both."""
    words, two = view.words, report_comparison.both(view)
    every = [row for rows in groups.values() for row in rows]
    heading = words(f"compare.list_{name}")
    if not every:
        return Section(heading, (Note(none_said(view), "empty"),), note, kind="")
    columns = [
        words(f"compare.column_{name}"),
        *labels.names(view).values(),
        words("compare.column_change"),
    ]
    longest = max(
        report_comparison.measured(view, report, n)
        for row in every
        for report, n in zip(two, (row.a, row.b), strict=True)
    )
    bodies = tuple(
        Rows(tuple(_row(view, row) for row in rows), _heading(view, group, len(rows)))
        for group, rows in groups.items()
    )
    made = Table(tuple(map(Cell, columns)), bodies, "changes", scale=longest)
    return Section(heading, (made,), note, kind="")


def _heading(view: View[CompareParams], group: str, n: int) -> Cell | None:
    if not group:
        return None
    return Cell(view.words(f"compare.group_{group}"), tone=CHANGES[group], note=str(n))


def _row(view: View[CompareParams], row: Row) -> tuple[Cell, ...]:
    """What a line is about, the number of either report, and the change."""
    aspect, (a, b) = report_comparison.aspect_of(view), report_comparison.both(view)
    name = report_names.row_name(view, aspect, row.code)
    target = view.here.link(**{report_comparison.OPENS[aspect]: row.code})
    return (
        Cell(name, target, chosen=report_comparison.reading(view) == row.code),
        _number(view, a, row.a, _FILLS[0], target, name),
        _number(view, b, row.b, _FILLS[1], target, name),
        Cell(labels.change_shown(view, row), kind=f"change change-is-{row.group}"),
    )


def _number(view: View[CompareParams], report: Report, n: int, tone: Tone, target: str, name: str) -> Cell:
    words, symbol = view.words, labels.name_of(view, report)
    if not n:
        table = report_comparison.TABLES[report_comparison.aspect_of(view)]
        return Cell("—", said=absence.none_in(view, table, report, symbol))
    return Cell(
        labels.shown(view, report, n),
        target,
        f"{name} · {symbol}{words('app.colon')}{words.count('paragraphs', n)}",
        length=report_comparison.measured(view, report, n),
        tone=tone,
        note=_beside(view, n),
    )


def _beside(view: View[CompareParams], n: int) -> str:
    """The number of paragraphs beside a rate."""
    return f"({n})" if report_comparison.per_hundred(view) else ""
