"""What the page over the years, and every page on all reports, says: finding, the reports, what is counted, the map, a table of
every report's numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui import report_names, several_reports, world_map
from ui.content.charts import MapSpec, Matrix, Meeting, Place
from ui.content.layout import Choices, Option, Section
from ui.content.said import Headline, Key, Link, Note, Tone
from ui.legends import CHANGES, CLASSES, class_tone, range_labels
from ui.queries import absence, over_years, report_comparison
from ui.queries.over_years import MEASURES, SHOWN, SUM, TREND, Line
from ui.queries.report_comparison import GROUPS, OPENS, SAME, TABLES
from ui.tables import Report
from ui.view import View

_MOST_ROWS = 40
_NOTHING = "—"


def closed(view: View[Any]) -> dict[str, str | None]:
    """What is taken away where no line is to be open."""
    names = (OPENS[aspect] for aspect in SHOWN)
    return dict.fromkeys(name for name in names if name in view.here.kind.names())


def symbols(view: View[Any]) -> list[str]:
    """The symbols of the reports shown, the oldest first."""
    return [str(one.row["symbol"]) for one in over_years.scope(view)]


def name_of(view: View[Any], code: str) -> str:
    """What a line is about, in words."""
    return report_names.row_name(view, over_years.aspect_of(view), code)


def finding(view: View[Any]) -> str:
    """What the line opened, or else the first one, does over the reports."""
    words, every = view.words, over_years.lines(view)
    if not every:
        return words("years.nothing")
    code = over_years.opened(view)
    line = over_years.line_of(view, code) if code else every[0]
    said = {
        "name": name_of(view, line.code),
        "k": line.covered,
        "n": len(line.numbers),
        "numbers": chain(view, line, _of_all if over_years.per_hundred(view) else shown),
    }
    return words(f"years.finding{'_opened' if code else ''}{_rated(view)}", **said)


def _rated(view: View[Any]) -> str:
    """How the words of numbers per 100 paragraphs are called, after those of counts."""
    return "_per" if over_years.per_hundred(view) else ""


def tone(view: View[Any], report: Report, n: int) -> Tone:
    """The class of colour of a number as it is shown."""
    return class_tone(max(1, round(over_years.measured(view, report, n))))


def shown(view: View[Any], report: Report, n: int) -> str:
    """A number as the page shows it; a dash where the report says nothing."""
    if not n:
        return _NOTHING
    return (
        f"{over_years.measured(view, report, n):.1f}"
        if over_years.per_hundred(view)
        else view.words.number(n)
    )


def _of_all(view: View[Any], report: Report, n: int) -> str:
    """A number with that of all the report's paragraphs: a rate says nothing of how few it is made of."""
    words, total = view.words, report_comparison.paragraphs(report)
    return words("years.part", n=words.number(n), total=words.number(total)) if n else _NOTHING


def chain(view: View[Any], line: Line, said: Callable[[View[Any], Report, int], str] = shown) -> str:
    """The numbers of a line, one a report, each as `said` says it."""
    return " → ".join(said(view, one, n) for one, n in zip(over_years.scope(view), line.numbers, strict=True))


def title(view: View[Any]) -> Headline:
    """The finding, and what is counted."""
    return Headline(finding(view), view.words(f"compare.counted_{over_years.aspect_of(view)}"))


def choices(view: View[Any]) -> Section:
    """The reports shown, what is counted in them, counts or rates."""
    words, here, known = view.words, view.here, over_years.candidates(view.report)
    scope = over_years.selected(view)
    reports = tuple(
        Option(
            str(one.row["symbol"]),
            here.link(reports=_toggled(known, scope, one)),
            one in scope,
            year_of(one),
            said=f"{one.titles(view.lang)['']} · {report_names.length_of(view, one)}",
        )
        for one in known
    )
    shown, aspect = over_years.aspects(view), over_years.aspect_of(view)
    rows = [
        several_reports.scopes(view) if "scope" in here.kind.names() else None,
        Choices(words("years.reports"), reports, "switch"),
        Choices(words("years.aspect"), several_reports.aspects(view, shown, aspect, closed(view)), "radio")
        if len(shown) > 1
        else None,
        several_reports.numbers(view, over_years.per_hundred(view)),
    ]
    return Section("", tuple(row for row in rows if row), kind="chip-rows")


def _toggled(known: tuple[Report, ...], scope: tuple[Report, ...], one: Report) -> str | None:
    """The reports with one more or one less; at least two stay."""
    after = [each.report for each in known if (each in scope) != (each == one)]
    return ",".join(after) if len(after) > 1 else ",".join(each.report for each in scope)


def year_of(report: Report) -> str:
    """The year a report reaches to; empty where it is not known."""
    return report_comparison.moment(report)[:4]


def notes(view: View[Any]) -> tuple[str, ...]:
    """What makes the reports hard to compare, said plainly."""
    words, scope, aspect = view.words, over_years.scope(view), over_years.aspect_of(view)
    said = []
    lengths = [report_comparison.paragraphs(one) for one in scope]
    if over_years.per_hundred(view):
        said.append(words("years.per_note"))
    elif len(set(lengths)) > 1:
        least, most = (words.count("paragraphs", n) for n in (min(lengths), max(lengths)))
        said.append(words("years.length_note", least=least, most=most))
    if len({report_comparison.months(one) for one in scope}) > 1:
        said.append(words("years.period_note"))
    if len({one.row["language"] for one in scope}) > 1:
        said.append(words("years.language_note"))
    said += [
        absence.none_in(view, TABLES[aspect], one, str(one.row["symbol"]))
        for one in over_years.unsought(view)
    ]
    if missing := [gap_said(years) for years in over_years.gaps(view).values()]:
        said.append(words("years.not_held", years=words.listing(missing)))
    left = len(over_years.candidates(view.report)) - len(over_years.selected(view))
    if left:
        said.append(words("years.left_out", n=left))
    return tuple(said)


def gap_said(years: tuple[int, ...]) -> str:
    """Years on end that are not held: `2021`, `2003–2008`."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def said_notes(view: View[Any]) -> Note | None:
    """The same under the choices."""
    said = notes(view)
    return Note(view.words("app.sentence_gap").join(said), "quiet") if said else None


def measures(view: View[Any]) -> Choices:
    """What the map shows: all reports together, the change from the first to the last, or one of them."""
    words, here = view.words, view.here
    options = [
        Option(
            words(f"years.measure_{one}"),
            here.link(measure=one if one == TREND else None),
            one == measure_of(view),
        )
        for one in MEASURES
    ]
    options += [
        Option(
            year_of(one) or str(one.row["symbol"]),
            here.link(measure=one.report),
            one.report == measure_of(view),
            said=str(one.row["symbol"]),
        )
        for one in over_years.scope(view)
    ]
    return Choices(words("years.measure"), tuple(options), "radio")


def measure_of(view: View[Any]) -> str:
    """The measure of the map: of one report, its name."""
    asked = view.here.values.get("measure") or SUM
    return asked if asked in (TREND, *(one.report for one in over_years.scope(view))) else SUM


def _measured(view: View[Any], key: str) -> str:
    """Words on the map, of its measure."""
    measure = measure_of(view)
    if measure in MEASURES:
        return view.words(f"years.{key.format(measure)}")
    return view.words(f"years.{key.format('one')}", report=str(view.report.atlas.rows[measure]["symbol"]))


def world(view: View[Any]) -> MapSpec:
    """The map of the sum, or of the change from the first report to the last."""
    words = view.words
    tone = _trend_tone if measure_of(view) == TREND else _sum_tone
    every = _mapped(view)
    places = {
        line.code: Place(
            tone(view, line),
            (),
            words(
                f"years.hover{_rated(view)}", numbers=chain(view, line), k=line.covered, n=len(line.numbers)
            ),
            view.here.link(country=line.code),
            sum(_shown(view, line)),
        )
        for line in every
    }
    top = [f"{name_of(view, line.code)} {chain(view, line)}" for line in every[:3]]
    absent = words("years.map_none") if measure_of(view) in MEASURES else _measured(view, "map_{}_none")
    return world_map.spec(
        view,
        f"{_measured(view, 'map_{}')}{words('app.colon')}{words.listing(top)}",
        places,
        (*_keys(view), Key(absent, tone="nowhere")),
        absent,
        lambda iso3: view.here.link(country=iso3),
        chosen=view.here.values.get("country", ""),
    )


def _shown(view: View[Any], line: Line) -> list[int]:
    """The numbers of a line that the map shows the sum of."""
    return [line.numbers[k] for k in over_years.mapped(view)]


def _mapped(view: View[Any]) -> list[Line]:
    """The lines that the map shows: none where the one report shown says nothing."""
    return [line for line in over_years.lines(view) if any(_shown(view, line))]


def _sum_tone(view: View[Any], line: Line) -> Tone:
    n = sum(_shown(view, line))
    return CLASSES[sum(n >= edge for edge in over_years.edges(view)) - 1]


def _trend_tone(view: View[Any], line: Line) -> Tone:
    return CHANGES[_group(view, line)]


def _group(view: View[Any], line: Line) -> str:
    """How a line differs from the first report to the last; between them it may stand where neither has it."""
    first, last = line.numbers[0], line.numbers[-1]
    if not first and not last:
        return SAME
    return report_comparison.group_of(first, last, over_years.change(view, line))


def _keys(view: View[Any]) -> list[Key]:
    """What the fills of the map mean, with how many countries have each."""
    words, every = view.words, _mapped(view)
    if measure_of(view) != TREND:
        fills = dict(zip(CLASSES, range_labels(view, over_years.edges(view)), strict=True))
        having = [_sum_tone(view, line) for line in every]
    else:
        fills = {CHANGES[group]: words(f"compare.group_{group}") for group in GROUPS}
        having = [_trend_tone(view, line) for line in every]
    return [Key(label, words.count("countries", having.count(tone)), tone) for tone, label in fills.items()]


def caption(view: View[Any]) -> Note:
    """What the map means, and what it does not say."""
    notes = (_measured(view, "map_{}_note"), view.words("countries.small"))
    return world_map.caption(view, notes, (line.code for line in over_years.lines(view)), source_said(view))


def source_said(view: View[Any]) -> str:
    """All reports shown as the source."""
    return view.words("app.source", symbol=view.words.listing(symbols(view)))


def table(view: View[Any]) -> Section:
    """Every line with the number of each report, each a link to its sentences."""
    words, aspect, every = view.words, over_years.aspect_of(view), over_years.lines(view)
    heading = words(f"years.list_{aspect}")
    if not every:
        return Section(heading, (Note(words("years.nothing"), "empty"),), kind="")
    left = len(every) - _MOST_ROWS
    note = words("years.table_note") + (
        words("app.sentence_gap") + words("years.rows_left", n=left) if left > 0 else ""
    )
    return Section(heading, (matrix(view, _MOST_ROWS), Note(source_said(view))), note, kind="over-years")


def heads(view: View[Any]) -> tuple[str, ...]:
    """The reports counted with their years, as heads of columns."""
    return tuple(
        f"{one.row['symbol']} {f'({year_of(one)})' if year_of(one) else ''}".strip()
        for one in over_years.scope(view)
    )


def matrix(view: View[Any], most: int) -> Matrix:
    """The first lines as a cross-table of lines and reports."""
    scope, code = over_years.scope(view), over_years.opened(view)
    kept = list(over_years.lines(view)[:most])
    if code and all(line.code != code for line in kept):
        kept.append(over_years.line_of(view, code))
    opens = OPENS[over_years.aspect_of(view)]
    return Matrix(
        view.words(f"years.list_{over_years.aspect_of(view)}"),
        heads(view),
        tuple(
            Link(name_of(view, line.code), view.here.link(**{opens: line.code}), chosen=line.code == code)
            for line in kept
        ),
        tuple(
            tuple(_meeting(view, line, one, n) for one, n in zip(scope, line.numbers, strict=True))
            for line in kept
        ),
    )


def _meeting(view: View[Any], line: Line, report: Report, n: int) -> Meeting:
    words, symbol = view.words, str(report.row["symbol"])
    if not n:
        return Meeting(0, absence.none_in(view, TABLES[over_years.aspect_of(view)], report, symbol))
    said = f"{name_of(view, line.code)} · {symbol}{words('app.colon')}{words.count('paragraphs', n)}"
    href = view.here.link(**{OPENS[over_years.aspect_of(view)]: line.code})
    return Meeting(n, said, href, tone(view, report, n), shown=shown(view, report, n))
