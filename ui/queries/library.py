"""The library, without Streamlit: what is known of every report at once, and which reports of a series are not held."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ui import filters, url_state
from ui.cache import kept
from ui.filters import Index
from ui.i18n import LANGUAGES
from ui.params import ReportsParams
from ui.queries import report_comparison
from ui.queries.doubtful import TABLES
from ui.tables import Atlas, Report
from ui.view import View

# Of each report: findings, those in doubt, numbers that no paragraph has.
_READ = f"""
SELECT report, sum(findings)::BIGINT, sum(doubtful)::BIGINT, sum(gaps)::BIGINT FROM (
    SELECT report, 0 AS findings, 0 AS doubtful, max(number) - count(DISTINCT number) AS gaps
    FROM {{passages}} WHERE kind = 'paragraph' GROUP BY report
    UNION ALL {
    " UNION ALL ".join(
        f"SELECT report, count(*), count(*) FILTER (certainty = 'ambiguous'), 0 FROM {{{table}}} GROUP BY report"
        for table in TABLES
    )
}
) GROUP BY report
"""
_NUMBER = re.compile(r"/\d+(?=/|$)")
FACETS = ("year", "body", "language")


@dataclass(frozen=True)
class Facts:
    """What is known of a report: what it is, its texts in other languages that are held, and how well it was read."""

    report: str
    symbol: str
    year: str
    body: str
    language: str
    pairs: tuple[str, ...]
    paragraphs: int
    findings: int
    doubtful: int
    gaps: int
    remarks: int
    added: str

    @property
    def doubt(self) -> float:
        """The share of its findings that are in doubt."""
        return self.doubtful / self.findings if self.findings else 0.0


@dataclass(frozen=True)
class Series:
    """Reports of one kind: what their symbols share, the first and last year held, and language → year → the report."""

    name: str
    body: str
    first: int
    last: int
    held: Mapping[str, Mapping[int, str]]

    @property
    def years(self) -> range:
        """Every year from the first to the last held."""
        return range(self.first, self.last + 1)

    def missing(self, lang: str) -> tuple[int, ...]:
        """The years of which no text in a language is held."""
        return tuple(year for year in self.years if year not in self.held.get(lang, {}))

    def symbol(self, year: int) -> str:
        """The symbol of a year's report where the session tells it; "" where it does not."""
        return (
            self.name.replace("…", str(year - report_comparison.BEFORE_SESSIONS))
            if self.name.startswith("A/…")
            else ""
        )


def body_of(symbol: str) -> str:
    """The organ that a symbol begins with: A, A/HRC, E; "" of what has no symbol."""
    first, _, rest = symbol.partition("/")
    return "A/HRC" if first == "A" and rest.startswith("HRC/") else first if rest else ""


def year_of(report: Report) -> str:
    """The year that a report reaches to, or nothing."""
    return report_comparison.moment(report)[:4]


@kept
def facts_of(atlas: Atlas) -> dict[str, Facts]:
    """Report → what is known of it, the newest first."""
    read = {str(report): numbers for report, *numbers in atlas.ask(_READ, {})}
    texts = defaultdict[str, list[str]](list)
    for row in atlas.rows.values():
        texts[str(row["symbol"])].append(str(row["language"]))
    found = {}
    for name in atlas.reports:
        report, row = atlas.report(name), atlas.rows[name]
        symbol, language = str(row["symbol"]), str(row["language"])
        findings, doubtful, gaps = read.get(name, (0, 0, 0))
        found[name] = Facts(
            name, symbol, year_of(report), body_of(symbol), language,
            tuple(other for other in texts[symbol] if other != language), int(row["paragraphs"]),
            findings, doubtful, gaps, len(str(row["warnings"]).splitlines()), str(row["added"]),
        )  # fmt: skip
    return found


@kept
def series(atlas: Atlas) -> tuple[Series, ...]:
    """The series of which reports of several years are held, the longest first."""
    kinds = defaultdict[str, dict[str, dict[int, str]]](lambda: {lang: {} for lang in LANGUAGES})
    for one in facts_of(atlas).values():
        year = report_comparison.session_year(one.symbol) or one.year
        if year and _NUMBER.search(one.symbol):
            name = _NUMBER.sub("/…", one.symbol, count=1)
            kinds[name].setdefault(one.language, {})[int(year)] = one.report
    found = []
    for name, held in kinds.items():
        years = {year for texts in held.values() for year in texts}
        if len(years) > 1:
            found.append(Series(name, body_of(name), min(years), max(years), held))
    return tuple(sorted(found, key=lambda one: (one.first - one.last, one.name)))


# Column → what its rows are ordered by.
KEYS: Mapping[str, Callable[[Facts], object]] = {
    "symbol": lambda of: _natural(of.symbol),
    "year": lambda of: of.year,
    "body": lambda of: of.body,
    "language": lambda of: of.language,
    "pairs": lambda of: of.pairs,
    "paragraphs": lambda of: of.paragraphs,
    "doubtful": lambda of: of.doubt,
    "gaps": lambda of: of.gaps,
    "remarks": lambda of: of.remarks,
    "added": lambda of: of.added,
}


def _natural(text: str) -> list[tuple[int, str]]:
    """Numbers in a text in the order of numbers."""
    return [(int(part or 0), rest) for part, rest in re.findall(r"(\d*)(\D*)", text)]


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold."""
    known = facts_of(view.report.atlas)
    return {
        **{facet: url_state.any_of(index) for facet, index in facets(view.report.atlas).items()},
        "q": url_state.text(),
        "sort": lambda value: value if value.removeprefix("-") in ("title", *KEYS) else None,
        "open": url_state.one_of(known),
    }


@kept
def facets(atlas: Atlas) -> Mapping[str, Index]:
    """What reports can be filtered by, as option → reports, in the order of the options."""
    known = facts_of(atlas).values()
    found: dict[str, Index] = {}
    for facet in FACETS:
        values = sorted({str(getattr(of, facet)) for of in known} - {""}, reverse=facet == "year")
        found[facet] = {v: frozenset(of.report for of in known if getattr(of, facet) == v) for v in values}
    return found


@kept
def found(view: View[ReportsParams]) -> tuple[str, ...]:
    """The reports that meet the conditions of the address, in its order."""
    atlas, sort = view.report.atlas, view.params.sort or ""
    kept_here = filters.met(facets(atlas), filters.conditions(_chosen(view)), searched(view), None)
    order = [name for name in facts_of(atlas) if name in kept_here]
    name = sort.removeprefix("-")
    if name == "title":
        order.sort(key=lambda report: atlas.title(report, view.lang).casefold(), reverse=sort != name)
    elif name:
        order.sort(key=lambda report: KEYS[name](facts_of(atlas)[report]), reverse=sort != name)  # type: ignore[arg-type, return-value]
    return tuple(order)


def searched(view: View[ReportsParams]) -> frozenset[str]:
    """The reports whose title or symbol has every word of the query."""
    atlas, words = view.report.atlas, (view.params.q or "").casefold().split()

    def said(report: str) -> Iterable[str]:
        return (atlas.title(report, view.lang), atlas.rows[report]["title"], atlas.rows[report]["symbol"])

    return frozenset(
        report for report in atlas.reports if all(w in " ".join(said(report)).casefold() for w in words)
    )


def numbers(view: View[ReportsParams], facet: str) -> dict[str, int]:
    """Option of a facet → how many reports it would leave, given all other conditions."""
    return filters.options(facets(view.report.atlas), _chosen(view), searched(view), facet)


def _chosen(view: View[ReportsParams]) -> dict[str, str]:
    return {name: value for name, value in view.here.values.items() if name in FACETS}
