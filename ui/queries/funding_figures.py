"""Figures and funding without Streamlit: what each fund is said to have done, and what is said without a number.

Nothing is added up here: not across currencies, not across sentences.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import pandas as pd

from ui import evidence, findings, readings, url_state
from ui.cache import kept
from ui.queries import looked_for
from ui.tables import Report
from ui.view import View

FUNDING = "funding"
OTHERS = ("reach", "presence", "participation", "other")
UNSTATED, NO_FUND = "unstated", "no_fund"
COLUMNS = [*findings.COLUMNS, "fund", "phrase"]


@kept
def unstated_in(report: Report) -> pd.DataFrame:
    """Statements about funding without a number, as findings with the fund and the words found."""
    return _statements(report, "figure", "none")


@kept
def named_in(report: Report) -> pd.DataFrame:
    """Every place where a fund is named; as findings, with the fund."""
    return _statements(report, "kind", "fund")


def _statements(report: Report, column: str, value: str) -> pd.DataFrame:
    rows = report.table("statements")
    return rows[rows[column] == value].assign(kind=UNSTATED)[COLUMNS]


def funds_named(report: Report) -> list[str]:
    """Funds that the report names or gives figures of, in the order of print."""
    named = named_in(report)
    order = {str(p): k for k, p in enumerate(report.passages["passage"])}
    figures = report.table("figures")
    seen = pd.concat([named, figures[figures["fund"] != ""]])[["passage", "start", "fund"]]
    placed = seen.assign(at=seen["passage"].map(order)).sort_values(["at", "start"])
    return list(dict.fromkeys(placed["fund"].astype(str)))


def funds_not_named(view: View) -> list[str]:
    """Funds of the vocabulary that the report does not name; none where nobody looked."""
    if "statements" not in looked_for.tables(view.report):
        return []
    known = dict.fromkeys(view.report.atlas.vocabulary("funds")["id"].astype(str))
    named = set(funds_named(view.report))
    return [fund for fund in known if fund not in named]


def key_of(passage: object, start: object) -> str:
    """How one figure is called in the address."""
    return f"{passage}.{start}"


def keys_of(rows: pd.DataFrame) -> list[str]:
    """The keys of figures, in their order."""
    return [key_of(p, s) for p, s in zip(rows["passage"], rows["start"], strict=True)]


def of_category(figures: pd.DataFrame, category: str | None) -> pd.DataFrame:
    """The figures of a category; of all but funding where none is given."""
    return figures[figures["category"].isin([category] if category else list(OTHERS))]


def of_fund(figures: pd.DataFrame, fund: str) -> pd.DataFrame:
    """Funding figures of a fund; of none named, for `NO_FUND`."""
    return figures[(figures["category"] == FUNDING) & (figures["fund"] == ("" if fund == NO_FUND else fund))]


def rules(view: View) -> url_state.Rules:
    """What the page's parameters may hold: what is opened, and the category listed."""
    return {
        "open": url_state.one_of(_codes(view.report)),
        "category": url_state.one_of(OTHERS),
        "sort": url_state.sort,
    }


@kept
def _codes(report: Report) -> frozenset[str]:
    """Everything that may be opened."""
    opened = {*keys_of(report.table("figures")), *funds_named(report), *OTHERS, FUNDING, UNSTATED, NO_FUND}
    return frozenset(opened | {f"{UNSTATED}.{p}" for p in unstated_in(report)["passage"]})


def opened_findings(report: Report, asked: str) -> pd.DataFrame:
    """What is opened, as findings: one figure, a category, a fund with all that is said of it, statements."""
    figures, loose = report.table("figures"), unstated_in(report)
    if asked == UNSTATED:
        return loose[findings.COLUMNS]
    if asked.startswith(f"{UNSTATED}."):
        return loose.loc[loose["passage"] == asked.partition(".")[2], findings.COLUMNS]
    if asked in (FUNDING, *OTHERS):
        return findings.plain_findings(of_category(figures, asked), "figure")
    one = figures[[key == asked for key in keys_of(figures)]]
    if len(one):
        return findings.plain_findings(one, "figure")
    rows = [findings.plain_findings(of_fund(figures, asked), "figure")]
    if asked != NO_FUND:
        named = named_in(report)
        rows.append(named.loc[named["fund"] == asked, findings.COLUMNS].assign(kind="name"))
        rows.append(loose.loc[loose["fund"] == asked, findings.COLUMNS])
    return pd.concat(rows, ignore_index=True)


def opened_evidence(report: Report, asked: str) -> findings.Evidence:
    """The paragraphs of what is opened."""
    return findings.evidence(report.passages, opened_findings(report, asked))


def funds_evidence(report: Report, funds: Iterable[str]) -> findings.Evidence:
    """The paragraphs of all that is said of some funds, those that only name them too."""
    rows = [row for fund in funds for row in findings.rows_of(opened_findings(report, fund))]
    return findings.gathered(findings.kinds_of(report.passages), rows)


def unit_name(view: View, unit: str, value: float) -> str:
    """A unit in the interface's language, in the right form for a number."""
    vocabulary = view.report.atlas.vocabulary("units")
    if value == 1:
        rows = vocabulary[(vocabulary["id"] == unit) & (vocabulary["lang"] == view.lang)]
        one = rows.loc[rows["note"] == "singular", "text"]
        if len(one):
            return str(one.iloc[0])
    return view.report.atlas.label("units", unit, view.lang)


def said(view: View, row: Mapping[str, object]) -> str:
    """A figure's value with how exact it is said to be: `about 40`, in the report's own words where they are read."""
    number, own = view.words.value(row), own_words(view, row)
    return f"{own} {number}" if own else view.words(f"{FUNDING}.{row['qualifier']}", n=number)


def own_words(view: View, row: Mapping[str, object]) -> str:
    """The words before a figure that say how exact it is; none where the interface speaks another language."""
    words = view.report.atlas.vocabulary("qualifiers")
    same = words[(words["id"] == row["qualifier"]) & (words["lang"] == view.lang)]
    phrase = str(row.get("phrase", "")).lower()
    if view.lang != view.text_lang:
        return ""
    return max((t for t in same["text"] if phrase.startswith(t.lower())), key=len, default="")


def unit_said(view: View, row: Mapping[str, object]) -> str:
    """What is counted: a currency or a unit, in words."""
    currency = str(row["currency"])
    if currency:
        return view.report.atlas.label("currencies", currency, view.lang)
    return unit_name(view, str(row["unit"]), float(str(row["value"])))


def fund_name(view: View, fund: str) -> str:
    """A fund's name."""
    if fund in ("", NO_FUND):
        return view.words("funding.no_fund")
    return view.report.atlas.label("funds", fund, view.lang)


def has_amounts(figures: pd.DataFrame) -> bool:
    """Whether any figure is an amount of money."""
    return bool((figures["currency"] != "").any())


def frame(view: View, category: str | None = None) -> pd.DataFrame:
    """Figures and statements without one as a table to take away, each with its citation."""
    words, report = view.words, view.report
    figures, passages = report.table("figures"), evidence.rows_by_passage(view)
    if category:
        figures = of_category(figures, category)
    order = {str(p): k for k, p in enumerate(report.passages["passage"])}
    loose = unstated_in(report) if category is None else pd.DataFrame(columns=COLUMNS)
    table: list[tuple[tuple[int, int], dict[str, object]]] = []

    def add(passage: str, start: int, fund: str, values: Mapping[str, object]) -> None:
        row = passages[passage]
        blank = ("category", "value", "qualifier", "unit", "currency", "phrase", "period", "status")
        line: dict[str, object] = {
            words("funding.column_fund"): fund_name(view, fund)
            if fund or values["category"] == words("funding.funding")
            else "",
            **{words(f"funding.column_{name}"): values.get(name, "") for name in blank},
            **readings.column(view, passage, str(row["sentences"]), start),
            words("export.number"): evidence.listed_number(view, row),
            words("export.citation"): evidence.citation(view, row),
        }
        table.append(((order[passage], start), line))

    for figure in figures.to_dict("records"):
        values = {
            "category": words(f"funding.{figure['category']}"),
            "value": view.words.value(figure) if math.isnan(figure["value"]) else float(figure["value"]),
            "qualifier": words(f"funding.qualifier_{figure['qualifier']}"),
            "unit": "" if figure["currency"] else unit_said(view, {str(k): v for k, v in figure.items()}),
            "currency": figure["currency"],
            "phrase": figure["phrase"],
            "period": figure["period"],
            "status": words("nothing.unread" if figure["certainty"] == "ambiguous" else "funding.stated"),
        }
        add(str(figure["passage"]), int(figure["start"]), str(figure["fund"]), values)
    for passage, same in loose.groupby("passage", sort=False):
        row, start = passages[str(passage)], int(same["start"].min())
        first, last = findings.sentence_of(str(row["sentences"]), start)
        values = {
            "category": words("funding.funding"),
            "phrase": str(row["text"])[first:last],
            "status": words("nothing.no_figure"),
        }
        add(str(passage), start, next((str(f) for f in same["fund"] if f), ""), values)
    return pd.DataFrame([line for _, line in sorted(table, key=lambda item: item[0])])
