"""Two reports compared, without Streamlit: what each says of a country, a theme, a kind of work, as its own sentences.

Every number belongs to one report and is the number of its paragraphs (`Evidence.number`); nothing is added up across
reports, languages or currencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

import pandas as pd

from ui import findings, map_windows, url_state
from ui.cache import kept
from ui.params import CompareParams, Params
from ui.queries import bilingual_comparison, looked_for
from ui.tables import Report
from ui.view import View

COUNTRIES, THEMES, WORK, PRESENCES, FIGURES, LANGUAGES = ASPECTS = (
    "countries", "themes", "work", "presences", "figures", "languages",
)  # fmt: skip
# What is compared → the parameter that opens one of its rows.
OPENS = {
    COUNTRIES: "country",
    THEMES: "theme",
    WORK: "engagement",
    PRESENCES: "presence",
    FIGURES: "category",
    LANGUAGES: "passage",
}
# What is compared → the table it is found in.
TABLES = {
    COUNTRIES: "mentions",
    THEMES: "themes",
    WORK: "engagements",
    PRESENCES: "presences",
    FIGURES: "figures",
}
NEW, MORE, SAME, FEWER, DROPPED = GROUPS = ("new", "more", "same", "fewer", "dropped")
PER, COUNTS, ALL, OTHER = "100", "counts", "all", "other"
# The General Assembly's sessions begin in the year that this leads to.
BEFORE_SESSIONS = 1945
_SESSION = re.compile(r"A/(\d{1,3})/")
_ALIKE = 1.1  # times longer: so much longer a report is hardly longer

Q = TypeVar("Q", bound=Params)
Found = Mapping[str, findings.Evidence]
Pair = tuple[Report, Report]


@dataclass(frozen=True)
class Row:
    """What is compared in one line: paragraphs in either report, and how the second differs as the numbers are shown."""

    code: str
    a: int
    b: int
    group: str
    change: float


def series(report: Report) -> str:
    """What reports of one kind share: their symbol without its numbers, A/74/36 → A/#/#."""
    return re.sub(r"\d+", "#", str(report.row["symbol"]))


def session_year(symbol: str) -> int | None:
    """The year in which the session of the General Assembly that a symbol tells began."""
    session = _SESSION.match(symbol)
    return int(session[1]) + BEFORE_SESSIONS if session else None


def moment(report: Report) -> str:
    """The day a report reaches to; the year in its symbol, or that of its session, where no period is known, or nothing."""
    symbol = str(report.row["symbol"])
    year = re.search(r"\b(?:19|20)\d\d\b", symbol)
    told = year[0] if year else session_year(symbol)
    return str(report.row["period_end"] or report.row["period_start"] or (f"{told}-12-31" if told else ""))


def in_order(report: Report) -> list[Report]:
    """All reports, the oldest first; those of no known time before them."""
    every = [report.atlas.report(name) for name in report.atlas.reports]
    return sorted(every, key=lambda one: (moment(one), one.report))


def nearest(report: Report) -> Report | None:
    """The report to compare with unless told otherwise: of the same series if there is one, nearest in time."""
    order = in_order(report)
    places = {one.report: k for k, one in enumerate(order)}
    symbol, language = report.row["symbol"], report.row["language"]

    def distance(other: Report) -> tuple[bool, bool, bool, int, int]:
        apart = places[other.report] - places[report.report]
        same = other.row["symbol"] == symbol
        return (same, series(other) != series(report), other.row["language"] != language, abs(apart), apart)

    return min((one for one in order if one.report != report.report), key=distance, default=None)


def before(report: Report) -> Report | None:
    """The report before this one in its series, rather in its language; None where there is none."""
    order = [one for one in in_order(report) if moment(one) < moment(report)]
    same = [
        one for one in order if series(one) == series(report) and one.row["symbol"] != report.row["symbol"]
    ]
    language = report.row["language"]
    return max(same, key=lambda one: (moment(one), one.row["language"] == language), default=None)


def chosen_pair(report: Report, asked: Mapping[str, str]) -> Pair | None:
    """The two reports that `earlier` and `later` ask for; what is not asked is filled in, the older on the left."""
    known = {name: report.atlas.report(name) for name in report.atlas.reports}
    a, b = known.get(asked.get("earlier", "")), known.get(asked.get("later", ""))
    if a and b and a.report != b.report:
        return a, b
    first = a or b or report
    other = nearest(first)
    if other is None:
        return None
    if a:
        return first, other
    if b:
        return other, first
    older, newer = sorted((first, other), key=lambda one: (moment(one), one.report))
    return older, newer


@kept
def pair(view: View[CompareParams]) -> Pair | None:
    """The two reports compared; None where there is but one."""
    return chosen_pair(view.report, view.here.values)


def both(view: View[CompareParams]) -> Pair:
    """`pair` where there are two."""
    found = pair(view)
    if found is None:
        raise LookupError("there is but one report")
    return found


def rules(view: View, asked: Mapping[str, str]) -> url_state.Rules:
    """What the page's parameters may hold; `asked` is the address as it came, since much hangs on the two reports."""
    reports = view.report.atlas.reports
    named: dict[str, url_state.Rule] = {
        "earlier": url_state.one_of(reports),
        "later": url_state.one_of([name for name in reports if name != asked.get("earlier")]),
    }
    two = chosen_pair(view.report, asked)
    if two is None:
        return named
    aspects = aspects_of(two)
    opened: dict[str, url_state.Rule] = {
        OPENS[aspect]: url_state.one_of({code for report in two for code in found(report, aspect)})
        for aspect in (THEMES, WORK, PRESENCES, FIGURES)
    }
    opened["country"] = url_state.one_of(view.report.atlas.names("countries", view.lang))
    if LANGUAGES in aspects:
        opened["passage"] = url_state.one_of(set(map(str, bilingual_comparison.aligned(*two))))
        opened["checked"] = url_state.one_of(bilingual_comparison.KINDS)
    return {
        **named,
        **opened,
        "aspect": url_state.one_of(aspects),
        "at": map_windows.accepted,
        "light": map_windows.lit,
        "per": url_state.one_of((PER, COUNTS)),
        "change": url_state.one_of((*GROUPS, ALL)),
    }


def aspects_of(two: Pair) -> tuple[str, ...]:
    """What can be compared: two languages only of the same report."""
    a, b = (report.row for report in two)
    paired = a["symbol"] == b["symbol"] and a["language"] != b["language"]
    return (LANGUAGES, *ASPECTS[:-1]) if paired else ASPECTS[:-1]


def unsought(view: View[CompareParams], aspect: str) -> tuple[Report, ...]:
    """Of the two reports those whose readers have no rules for what is compared: nothing can be said of a difference."""
    return tuple(report for report in both(view) if TABLES[aspect] not in looked_for.tables(report))


def mapped(view: View[CompareParams]) -> bool:
    """Whether what is compared is a map of countries."""
    return aspect_of(view) == COUNTRIES and not unsought(view, COUNTRIES)


def translations(two: Pair) -> tuple[Pair, ...]:
    """Of each of two reports, itself and the same report in its other language, where that is loaded."""
    found = []
    for report in two:
        others = [one for one in in_order(report) if LANGUAGES in aspects_of((report, one))]
        found += [(report, other) for other in others[:1]]
    return tuple(found)


def aspect_of(view: View[CompareParams]) -> str:
    """What is compared."""
    return view.params.aspect or aspects_of(both(view))[0]


def opened(view: View[CompareParams]) -> str:
    """The row opened, or nothing."""
    return view.here.values.get(OPENS[aspect_of(view)], "")


@kept
def headline(view: View[CompareParams]) -> tuple[Row, ...]:
    """The lines that a title can speak of: "other" and a currency make no headline."""
    return tuple(row for row in rows(view, aspect_of(view)) if row.code != OTHER and not row.code.isupper())


def reading(view: View[CompareParams]) -> str:
    """The row whose sentences are shown: the one opened; beside a table else the one that changed most."""
    aspect = aspect_of(view)
    if opened(view) or aspect == COUNTRIES:
        return opened(view)
    first = (*headline(view), *rows(view, aspect))
    return first[0].code if first else ""


def side(view: View[Q], report: Report) -> View[Q]:
    """The view whose links and citations are those of one of several reports."""
    shared = {**view.here.shared, url_state.REPORT: report.report}
    return replace(view, report=report, here=replace(view.here, shared=shared))


def later(view: View[CompareParams]) -> View[CompareParams] | None:
    """The view under the later of its two reports; None where there is but one."""
    two = pair(view)
    return side(view, two[1]) if two else None


def drawn(view: View[CompareParams]) -> View[CompareParams]:
    """The view to be drawn: of one report in its two languages, the countries are."""
    return view.having(aspect=COUNTRIES) if aspect_of(view) == LANGUAGES else view


@kept
def found(report: Report, aspect: str) -> Found:
    """Code → its sentences in a report; only what stands in a numbered paragraph is compared."""
    gathered = {
        code: findings.evidence(report.passages, rows) for code, rows in _findings(report, aspect).items()
    }
    return {code: one for code, one in gathered.items() if one.number}


def _findings(report: Report, aspect: str) -> dict[str, pd.DataFrame]:
    if aspect == COUNTRIES:
        mentions = report.table("mentions")
        codes = mentions["iso3"].drop_duplicates().astype(str)
        return {iso3: findings.mention_findings(mentions, iso3) for iso3 in codes}
    themes = report.table("themes")
    if aspect == THEMES:
        codes = themes.loc[themes["basis"] == "words", "theme"].drop_duplicates().astype(str)
        return {theme: findings.theme_findings(themes, theme) for theme in codes}
    return {code: findings.plain_findings(rows, kind) for code, kind, rows in _rows(report, aspect)}


def _rows(report: Report, aspect: str) -> list[tuple[str, str, pd.DataFrame]]:
    if aspect == FIGURES:
        figures = report.table("figures")
        amounts = figures[figures["currency"] != ""]
        split = [*figures.groupby("category"), *amounts.groupby("currency")]
        return [(str(code), "figure", rows) for code, rows in split]
    table, kind = ("engagements", "engagement") if aspect == WORK else ("presences", "presence")
    return [(str(code), kind, rows) for code, rows in report.table(table).groupby(kind)]


def rows_behind(report: Report, aspect: str, code: str) -> pd.DataFrame:
    """The rows of presences or figures that a code stands for."""
    return next(
        (rows for name, _, rows in _rows(report, aspect) if name == code), report.table("figures")[:0]
    )


def paragraphs(report: Report) -> int:
    """How many numbered paragraphs a report has."""
    return int(report.row["paragraphs"])


def rate(n: int, of: int) -> float:
    """`n` per 100 of `of`, to one decimal, halves upwards."""
    return float((Decimal(100 * n) / of).quantize(Decimal("0.1"), ROUND_HALF_UP)) if of else 0.0


def measured(view: View[CompareParams], report: Report, n: int) -> float:
    """A number of a report's paragraphs as it is compared: as it is, or per 100 of them."""
    return rate(n, paragraphs(report)) if per_hundred(view) else float(n)


def per_hundred(view: View[CompareParams]) -> bool:
    """Whether numbers are per 100 paragraphs: as asked, else where one report is clearly longer than the other."""
    return rates(view.params.per, both(view))


def rates(asked: str | None, reports: Iterable[Report]) -> bool:
    """Whether reports are compared per 100 paragraphs: as asked, else where one is clearly longer than another."""
    if asked:
        return asked == PER
    lengths = [paragraphs(report) for report in reports]
    return max(lengths, default=0) > _ALIKE * min(lengths, default=0)


def group_of(a: int, b: int, change: float) -> str:
    """How a number differs: by whether it is there at all, then by the change as shown."""
    if not a or not b:
        return NEW if b else DROPPED
    return MORE if change > 0 else FEWER if change < 0 else SAME


@kept
def rows(view: View[CompareParams], aspect: str) -> tuple[Row, ...]:
    """Every line of a comparison, the greatest change first, the more frequent first among equals."""
    if unsought(view, aspect):
        return ()
    left, right = both(view)
    in_a, in_b = found(left, aspect), found(right, aspect)
    lines = []
    for code in dict.fromkeys([*in_a, *in_b]):
        a, b = (in_one[code].number if code in in_one else 0 for in_one in (in_a, in_b))
        change = round(measured(view, right, b) - measured(view, left, a), 1)
        lines.append(Row(code, a, b, group_of(a, b, change), change))
    return tuple(sorted(lines, key=lambda row: (-abs(row.change), -row.a - row.b, row.code)))


@kept
def grouped(view: View[CompareParams], aspect: str) -> dict[str, tuple[Row, ...]]:
    """Group → its lines; every line is in one of them."""
    every = rows(view, aspect)
    return {group: tuple(row for row in every if row.group == group) for group in GROUPS}


def months(report: Report) -> int | None:
    """Length of the period reported on, in whole months; None where it is not stated."""
    try:
        start, end = (date.fromisoformat(str(report.row[f"period_{edge}"])) for edge in ("start", "end"))
    except ValueError:
        return None
    return round(((end - start).days + 1) / 30.44)
