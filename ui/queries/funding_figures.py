"""Figures and funding without Streamlit: what each fund is said to have done, and what is said without a number.

Nothing is added up here: not across currencies, not across sentences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from ui import evidence, findings, url_state
from ui.view import View

FUNDING = "funding"
OTHERS = ("reach", "presence", "participation", "other")
UNSTATED, NO_FUND = "unstated", "no_fund"
COLUMNS = [*findings.COLUMNS, "fund", "surface"]


def occurrences(text: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """(start, end, identifier) of every name in a text; where names overlap the longer stands.

    Case is ignored; a name in Latin letters is a whole word.
    """
    found: list[tuple[int, int, str]] = []
    for name in sorted(names, key=len, reverse=True):
        edge = (r"\b", r"\b") if name.isascii() else ("", "")
        for match in re.finditer(edge[0] + re.escape(name) + edge[1], text, re.IGNORECASE):
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), names[name]))
    return sorted(found)


def _names(vocabulary: pd.DataFrame, lang: str, roles: Sequence[str]) -> dict[str, str]:
    rows = vocabulary[(vocabulary["lang"] == lang) & vocabulary["role"].isin(list(roles))]
    return {str(text): str(i) for text, i in zip(rows["text"], rows["id"], strict=True)}


def named_funds(passages: pd.DataFrame, funds: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Every place where a fund is named; as findings, with the fund."""
    names = _names(funds, lang, ("label", "match"))
    rows = [
        (str(passage), start, end, UNSTATED, "rule", fund, str(text)[start:end])
        for passage, text in zip(passages["passage"], passages["text"], strict=True)
        for start, end, fund in occurrences(str(text), names)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def unstated(
    passages: pd.DataFrame, figures: pd.DataFrame, funds: pd.DataFrame, words: pd.DataFrame, lang: str
) -> pd.DataFrame:
    """Statements about funding without a number, as findings with the fund and the words found.

    A fund named in a passage that holds no figure of it; or a word of funding in a sentence that holds no
    funding figure, together with a fund named in that sentence.
    """
    named = named_funds(passages, funds, lang)
    never = "\0"
    vocabulary = _names(words, lang, ("match",)) | dict.fromkeys(_names(words, lang, ("never",)), never)
    counted = figures[(figures["category"] == FUNDING) | (figures["fund"] != "")]
    rows: list[tuple[str, int, int, str, str, str, str]] = []
    for passage, whole in zip(passages["passage"].astype(str), passages["text"], strict=True):
        text = str(whole)
        here = counted[counted["passage"] == passage]
        of_passage = named[named["passage"] == passage]
        spans = [
            (int(start), int(end), str(fund))
            for start, end, fund in zip(
                of_passage["start"], of_passage["end"], of_passage["fund"], strict=True
            )
        ]
        kept = {span for span in spans if span[2] not in set(here["fund"])}
        for start, end, word in occurrences(text, vocabulary):
            first, last = findings.sentence_of(text, start)
            if word == never or any(first <= at < last for at in here["start"]):
                continue
            beside = [span for span in spans if first <= span[0] < last]
            inside_name = any(a <= start and end <= b for a, b, _ in spans)
            kept |= {*beside} if inside_name else {*beside, (start, end, beside[0][2] if beside else "")}
        rows += [(passage, a, b, UNSTATED, "rule", fund, text[a:b]) for a, b, fund in sorted(kept)]
    return pd.DataFrame(rows, columns=COLUMNS)


def unstated_in(view: View) -> pd.DataFrame:
    """`unstated` of the report in view."""
    report, vocabulary = view.report, view.report.atlas.vocabulary
    lang = str(report.row["language"])
    return report.once(
        "unstated",
        lambda: unstated(
            report.passages, report.table("figures"), vocabulary("funds"), vocabulary("funding"), lang
        ),
    )


def named_in(view: View) -> pd.DataFrame:
    """`named_funds` of the report in view."""
    report = view.report
    funds, lang = report.atlas.vocabulary("funds"), str(report.row["language"])
    return report.once("named_funds", lambda: named_funds(report.passages, funds, lang))


def funds_named(view: View) -> list[str]:
    """Funds that the report names or gives figures of, in the order of print."""
    report = view.report
    named = named_in(view)
    order = {str(p): k for k, p in enumerate(report.passages["passage"])}
    figures = report.table("figures")
    seen = pd.concat([named, figures[figures["fund"] != ""]])[["passage", "start", "fund"]]
    placed = seen.assign(at=seen["passage"].map(order)).sort_values(["at", "start"])
    return list(dict.fromkeys(placed["fund"].astype(str)))


def funds_not_named(view: View) -> list[str]:
    """Funds of the vocabulary that the report does not name."""
    known = dict.fromkeys(view.report.atlas.vocabulary("funds")["id"].astype(str))
    named = set(funds_named(view))
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


def rules(view: View) -> dict[str, url_state.Rule]:
    """What the page's parameters may hold: what is opened, and the category listed."""

    def make() -> set[str]:
        figures, loose = view.report.table("figures"), unstated_in(view)
        opened = {*keys_of(figures), *funds_named(view), *OTHERS, FUNDING, UNSTATED, NO_FUND}
        return opened | {f"{UNSTATED}.{p}" for p in loose["passage"]}

    opened = view.report.once("what the funding page opens", make)
    return {"open": url_state.one_of(opened), "k": url_state.one_of(OTHERS)}


def opened_findings(view: View, asked: str) -> pd.DataFrame:
    """What is opened, as findings: one figure, a category, a fund with all that is said of it, statements."""
    report = view.report
    figures, loose = report.table("figures"), unstated_in(view)
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
        named = named_in(view)
        rows.append(named.loc[named["fund"] == asked, findings.COLUMNS].assign(kind="name"))
        rows.append(loose.loc[loose["fund"] == asked, findings.COLUMNS])
    return pd.concat(rows, ignore_index=True)


def opened_evidence(view: View, asked: str) -> findings.Evidence:
    """The paragraphs of what is opened."""
    return findings.evidence(view.report.passages, opened_findings(view, asked))


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
    loose = unstated_in(view) if category is None else pd.DataFrame(columns=COLUMNS)
    table: list[tuple[tuple[int, int], dict[str, object]]] = []

    def add(passage: str, start: int, fund: str, values: Mapping[str, object]) -> None:
        row = passages[passage]
        blank = ("category", "value", "qualifier", "unit", "currency", "phrase", "period", "status")
        line: dict[str, object] = {
            words("funding.column_fund"): fund_name(view, fund)
            if fund or values["category"] == words("funding.funding")
            else "",
            **{words(f"funding.column_{name}"): values.get(name, "") for name in blank},
            words("export.number"): int(row["number"]) if row["kind"] == "paragraph" else passage,
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
        text, start = str(passages[str(passage)]["text"]), int(same["start"].min())
        first, last = findings.sentence_of(text, start)
        values = {
            "category": words("funding.funding"),
            "phrase": text[first:last],
            "status": words("nothing.no_figure"),
        }
        add(str(passage), start, next((str(f) for f in same["fund"] if f), ""), values)
    return pd.DataFrame([line for _, line in sorted(table, key=lambda item: item[0])])
