"""What the page over the years says: finding, the reports, what is counted, the map, a table of every report's numbers."""

from __future__ import annotations

from ui import report_names, several_reports, world_map
from ui.content.charts import MapSpec, Matrix, Meeting, Place
from ui.content.layout import Choices, Option, Section
from ui.content.said import Headline, Key, Link, Note, Tone
from ui.legends import CHANGES, CLASSES, class_tone, range_labels
from ui.params import YearsParams
from ui.queries import absence, over_years, report_comparison
from ui.queries.over_years import MEASURES, SHOWN, SUM, TREND, Line
from ui.queries.report_comparison import GROUPS, OPENS, SAME
from ui.tables import Report
from ui.view import View

_MOST_ROWS = 40
_CLOSED: dict[str, str | None] = dict.fromkeys(OPENS[aspect] for aspect in SHOWN)


def symbols(view: View[YearsParams]) -> list[str]:
    """The symbols of the reports shown, the oldest first."""
    return [str(one.row["symbol"]) for one in over_years.scope(view)]


def name_of(view: View[YearsParams], code: str) -> str:
    """What a line is about, in words."""
    return report_names.row_name(view, over_years.aspect_of(view), code)


def finding(view: View[YearsParams]) -> str:
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
        "numbers": chain(view, line),
    }
    return words(f"years.finding{'_opened' if code else ''}{_rated(view)}", **said)


def _rated(view: View[YearsParams]) -> str:
    """How the words of numbers per 100 paragraphs are called, after those of counts."""
    return "_per" if over_years.per_hundred(view) else ""


def chain(view: View[YearsParams], line: Line) -> str:
    """The numbers of a line, one a report."""
    return " → ".join(
        shown(view, one, n) for one, n in zip(over_years.scope(view), line.numbers, strict=True)
    )


def shown(view: View[YearsParams], report: Report, n: int) -> str:
    """A number as the page shows it; a dash where the report says nothing."""
    if not n:
        return "—"
    return (
        f"{over_years.measured(view, report, n):.1f}"
        if over_years.per_hundred(view)
        else view.words.number(n)
    )


def title(view: View[YearsParams]) -> Headline:
    """The finding, and what is counted."""
    return Headline(finding(view), view.words(f"compare.counted_{over_years.aspect_of(view)}"))


def choices(view: View[YearsParams]) -> Section:
    """The reports shown, what is counted in them, counts or rates."""
    words, here, known = view.words, view.here, over_years.candidates(view.report)
    scope = over_years.scope(view)
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
    aspects = several_reports.aspects(view, SHOWN, over_years.aspect_of(view), _CLOSED)
    rows = (
        Choices(words("years.reports"), reports, "switch"),
        Choices(words("years.aspect"), aspects, "radio"),
        several_reports.numbers(view, over_years.per_hundred(view)),
    )
    return Section("", rows, kind="chip-rows")


def _toggled(known: tuple[Report, ...], scope: tuple[Report, ...], one: Report) -> str | None:
    """The reports with one more or one less; at least two stay."""
    after = [each.report for each in known if (each in scope) != (each == one)]
    return ",".join(after) if len(after) > 1 else ",".join(each.report for each in scope)


def year_of(report: Report) -> str:
    """The year a report reaches to; empty where it is not known."""
    return report_comparison.moment(report)[:4]


def notes(view: View[YearsParams]) -> tuple[str, ...]:
    """What makes the reports hard to compare, said plainly."""
    words, scope = view.words, over_years.scope(view)
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
    left = len(over_years.candidates(view.report)) - len(scope)
    if left:
        said.append(words("years.left_out", n=left))
    return tuple(said)


def said_notes(view: View[YearsParams]) -> Note | None:
    """The same under the choices."""
    said = notes(view)
    return Note(view.words("app.sentence_gap").join(said), "quiet") if said else None


def measures(view: View[YearsParams]) -> Choices:
    """What the map shows: all reports together, or the change from the first to the last."""
    options = tuple(
        Option(
            view.words(f"years.measure_{one}"),
            view.here.link(measure=one if one == TREND else None),
            one == measure_of(view),
        )
        for one in MEASURES
    )
    return Choices(view.words("years.measure"), options, "radio")


def measure_of(view: View[YearsParams]) -> str:
    """The measure of the map."""
    return view.params.measure or SUM


def world(view: View[YearsParams]) -> MapSpec:
    """The map of the sum, or of the change from the first report to the last."""
    words, every = view.words, over_years.lines(view)
    tone = _sum_tone if measure_of(view) == SUM else _trend_tone
    places = {
        line.code: Place(
            tone(view, line),
            (),
            words(
                f"years.hover{_rated(view)}", numbers=chain(view, line), k=line.covered, n=len(line.numbers)
            ),
            view.here.link(country=line.code),
            sum(line.numbers),
        )
        for line in every
    }
    top = [f"{name_of(view, line.code)} {chain(view, line)}" for line in every[:3]]
    absent = words("years.map_none")
    return world_map.spec(
        view,
        f"{words(f'years.map_{measure_of(view)}')}{words('app.colon')}{words.listing(top)}",
        places,
        (*_keys(view), Key(absent, tone="nowhere")),
        absent,
        lambda iso3: view.here.link(country=iso3),
        chosen=view.params.country or "",
    )


def _sum_tone(view: View[YearsParams], line: Line) -> Tone:
    n = sum(line.numbers)
    return CLASSES[sum(n >= edge for edge in over_years.edges(view)) - 1]


def _trend_tone(view: View[YearsParams], line: Line) -> Tone:
    return CHANGES[_group(view, line)]


def _group(view: View[YearsParams], line: Line) -> str:
    """How a line differs from the first report to the last; between them it may stand where neither has it."""
    first, last = line.numbers[0], line.numbers[-1]
    if not first and not last:
        return SAME
    return report_comparison.group_of(first, last, over_years.change(view, line))


def _keys(view: View[YearsParams]) -> list[Key]:
    """What the fills of the map mean, with how many countries have each."""
    words, every = view.words, over_years.lines(view)
    if measure_of(view) == SUM:
        fills = dict(zip(CLASSES, range_labels(view, over_years.edges(view)), strict=True))
        having = [_sum_tone(view, line) for line in every]
    else:
        fills = {CHANGES[group]: words(f"compare.group_{group}") for group in GROUPS}
        having = [_trend_tone(view, line) for line in every]
    return [Key(label, words.count("countries", having.count(tone)), tone) for tone, label in fills.items()]


def caption(view: View[YearsParams]) -> Note:
    """What the map means, and what it does not say."""
    notes = (view.words(f"years.map_{measure_of(view)}_note"), view.words("countries.small"))
    return world_map.caption(view, notes, (line.code for line in over_years.lines(view)), source_said(view))


def source_said(view: View[YearsParams]) -> str:
    """All reports shown as the source."""
    return view.words("app.source", symbol=view.words.listing(symbols(view)))


def table(view: View[YearsParams]) -> Section:
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


def matrix(view: View[YearsParams], most: int) -> Matrix:
    """The first lines as a cross-table of lines and reports."""
    scope, code = over_years.scope(view), over_years.opened(view)
    kept = list(over_years.lines(view)[:most])
    if code and all(line.code != code for line in kept):
        kept.append(over_years.line_of(view, code))
    opens = OPENS[over_years.aspect_of(view)]
    heads = tuple(
        f"{one.row['symbol']} {f'({year_of(one)})' if year_of(one) else ''}".strip() for one in scope
    )
    return Matrix(
        view.words(f"years.list_{over_years.aspect_of(view)}"),
        heads,
        tuple(
            Link(name_of(view, line.code), view.here.link(**{opens: line.code}), chosen=line.code == code)
            for line in kept
        ),
        tuple(
            tuple(_meeting(view, line, one, n) for one, n in zip(scope, line.numbers, strict=True))
            for line in kept
        ),
    )


def _meeting(view: View[YearsParams], line: Line, report: Report, n: int) -> Meeting:
    words, symbol = view.words, str(report.row["symbol"])
    if not n:
        table = report_comparison.TABLES[over_years.aspect_of(view)]
        return Meeting(0, absence.none_in(view, table, report, symbol))
    said = f"{name_of(view, line.code)} · {symbol}{words('app.colon')}{words.count('paragraphs', n)}"
    href = view.here.link(**{OPENS[over_years.aspect_of(view)]: line.code})
    return Meeting(n, said, href, class_tone(n), shown=shown(view, report, n))
