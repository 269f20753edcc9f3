"""The funding page's parts: what is said of money, funds, statements without a number, other figures, panel."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import evidence, exports, findings
from ui.cache import kept
from ui.markup import chips, current, esc, link, switch
from ui.params import FundingParams
from ui.queries import funding_figures
from ui.queries.funding_figures import FUNDING, NO_FUND, OTHERS, UNSTATED
from ui.view import View

Figure = dict[str, object]


def _records(rows: pd.DataFrame) -> list[Figure]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _opened(view: View[FundingParams], key: str) -> str:
    return current(view.params.open == key)


def searched(view: View) -> str:
    """How much text was searched, in words."""
    words, kinds = view.words, view.report.passages["kind"]
    return words(
        "funding.searched",
        paragraphs=words.count("paragraphs", int((kinds == "paragraph").sum())),
        footnotes=words.count("footnotes_plain", int((kinds == "footnote").sum())),
    )


def finding(view: View) -> str:
    """The page's finding in a sentence."""
    words, funding = view.words, funding_figures.of_category(view.report.table("figures"), FUNDING)
    named = funding.loc[funding["fund"] != "", "fund"].nunique()
    funds = words.count("funds", named)
    amounts = int((funding["currency"] != "").sum())
    if funding.empty:
        return words("funding.finding_none")
    figures = words.count("funding_figures", len(funding))
    given = words("funding.finding_funds", figures=figures, funds=funds) if named else figures
    key = "finding_money" if amounts else "finding"
    return words(f"funding.{key}", given=given, amounts=amounts)


@kept
def title_html(view: View[FundingParams]) -> str:
    """The finding; where no amount is stated, that it is not, and what was searched."""
    if funding_figures.has_amounts(view.report.table("figures")):
        return f"<h1>{esc(finding(view))}</h1>"
    sentence = esc(view.words("funding.no_money"))
    return (
        f"<h1>{esc(finding(view))}</h1>"
        f'<div class="nothing-said"><p>{sentence}</p><p class="quiet">{esc(searched(view))}</p></div>'
    )


def _number(view: View[FundingParams], figure: Figure) -> str:
    """A figure as a link to its sentence: value and unit."""
    key = funding_figures.key_of(figure["passage"], figure["start"])
    doubtful = ' class="unread"' if figure["certainty"] == "ambiguous" else ""
    inner = (
        f"<strong{doubtful}>{esc(funding_figures.said(view, figure))}</strong>"
        f"<span>{esc(funding_figures.unit_said(view, figure))}</span>"
    )
    return link(view.here.link(open=key), inner, title=str(figure["phrase"]), aria_current=_opened(view, key))


@kept
def funds_html(view: View[FundingParams]) -> str:
    """A line a fund: its counts, its amounts, and the funds that the report does not name."""
    words, figures = view.words, view.report.table("figures")
    loose = funding_figures.unstated_in(view.report)
    funds = funding_figures.funds_named(view.report)
    if len(funding_figures.of_fund(figures, NO_FUND)):
        funds.append(NO_FUND)
    lines = "".join(_fund_line(view, fund, funding_figures.of_fund(figures, fund), loose) for fund in funds)
    heads = ("column_fund", "column_counts", "column_amount")
    head = "".join(f'<th scope="col">{esc(words(f"funding.{h}"))}</th>' for h in heads)
    absent = [funding_figures.fund_name(view, fund) for fund in funding_figures.funds_not_named(view)]
    rest = ""
    if absent:
        items = "".join(f"<li>{esc(name)}</li>" for name in absent)
        summary = f'<i class="swatch nowhere"></i>{esc(words("funding.not_named"))}'
        rest = (
            f'<details class="absent"><summary>{summary} <span class="quiet">{len(absent)}</span></summary>'
            f"<ul>{items}</ul></details>"
        )
    return (
        f'<h2>{esc(words("funding.funds"))}</h2><p class="subtitle">{esc(words("funding.funds_subtitle"))}</p>'
        f'<table class="list funds"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{rest}'
    )


def _fund_line(view: View[FundingParams], fund: str, figures: pd.DataFrame, loose: pd.DataFrame) -> str:
    words = view.words
    n = funding_figures.opened_evidence(view.report, fund).number
    name = link(
        view.here.link(open=fund),
        f"{esc(funding_figures.fund_name(view, fund))} <span>{esc(words.count('paragraphs', n))}</span>",
        aria_current=_opened(view, fund),
    )
    counts = "".join(_number(view, f) for f in _records(figures[figures["currency"] == ""]))
    amounts = "".join(_number(view, f) for f in _records(figures[figures["currency"] != ""]))
    without = "".join(
        _statement_link(view, str(p)) for p in dict.fromkeys(loose.loc[loose["fund"] == fund, "passage"])
    )
    none = f'<span class="unstated">{esc(words("nothing.no_figure"))}</span>'
    return (
        f'<tr><th scope="row">{name}</th><td class="counts">{counts}{without}</td>'
        f'<td class="counts">{amounts or none}</td></tr>'
    )


def _statement_link(view: View[FundingParams], passage: str) -> str:
    key = f"{UNSTATED}.{passage}"
    label = f"{view.words('nothing.no_figure')} {view.words('evidence.paragraph_mark', n=passage)}"
    return link(view.here.link(open=key), esc(label), class_="unstated", aria_current=_opened(view, key))


@kept
def amounts_html(view: View[FundingParams]) -> str:
    """Amounts of money by currency, each by itself; nothing where the report states none."""
    words, figures = view.words, view.report.table("figures")
    amounts = figures[figures["currency"] != ""]
    if amounts.empty:
        return ""
    blocks = ""
    for currency, same in amounts.groupby("currency", sort=False):
        name = view.report.atlas.label("currencies", str(currency), view.lang)
        blocks += f"<h3>{esc(name)} ({esc(currency)})</h3>{_table(view, same)}"
    subtitle = esc(words("funding.amounts_subtitle"))
    return f'<h2>{esc(words("funding.amounts"))}</h2><p class="subtitle">{subtitle}</p>{blocks}'


@kept
def statements_html(view: View[FundingParams]) -> str:
    """Statements about funding that give no number: a line a passage, with the sentence."""
    words, loose = view.words, funding_figures.unstated_in(view.report)
    gathered = funding_figures.opened_evidence(view.report, UNSTATED)
    title, subtitle = esc(words("funding.unstated")), esc(words("funding.unstated_subtitle"))
    if loose.empty:
        return f'<h2>{title}</h2><p class="subtitle">{esc(words("funding.unstated_none"))}</p>'
    rows = evidence.rows_by_passage(view)
    items = ""
    for passage in (*gathered.paragraphs, *gathered.footnotes):
        text, bounds = str(rows[passage]["text"]), str(rows[passage]["sentences"])
        key = f"{UNSTATED}.{passage}"
        pieces = dict.fromkeys(findings.sentence_of(bounds, m.start) for m in gathered.marks[passage])
        said = ""
        for first, last in pieces:
            inside = [
                findings.Mark(m.start - first, m.end - first, m.kind)
                for m in gathered.marks[passage]
                if first <= m.start and m.end <= last
            ]
            said += findings.marked_html(text[first:last], inside)
        inner = (
            f'<span class="where">{esc(evidence.where(view, rows[passage]))}</span>'
            f'<span lang="{view.text_lang}">{said}</span>'
        )
        items += f"<li>{link(view.here.link(open=key), inner, aria_current=_opened(view, key))}</li>"
    n = link(
        view.here.link(open=UNSTATED),
        esc(words.count("paragraphs", gathered.number)),
        aria_current=_opened(view, UNSTATED),
    )
    return (
        f'<header class="head-number"><h2>{title}</h2>{n}</header><p class="subtitle">{subtitle}</p>'
        f'<ul class="statements">{items}</ul>'
    )


@kept
def others_html(view: View[FundingParams]) -> str:
    """Every other quantity by category; the category chosen alone where one is."""
    words, here, figures = view.words, view.here, view.report.table("figures")
    chosen = view.params.category
    inner = ""
    for category in ("", *OTHERS):
        rows = funding_figures.of_category(figures, category or None)
        label = esc(words(f"funding.{category or 'everything'}"))
        inner += switch(
            here.link(category=category or None),
            label,
            (chosen or "") == category,
            str(len(rows)),
            role="radio",
        )
    blocks = ""
    for category in [chosen] if chosen else OTHERS:
        rows = funding_figures.of_category(figures, category)
        if rows.empty:
            continue
        n = link(
            here.link(open=category),
            esc(words.count("figures", len(rows))),
            aria_current=_opened(view, category),
        )
        blocks += (
            f'<header class="head-number"><h3>{esc(words(f"funding.{category}"))}</h3>{n}</header>'
            f"{_table(view, rows)}"
        )
    subtitle = esc(words("funding.others_subtitle"))
    return (
        f'<h2>{esc(words("funding.others"))}</h2><p class="subtitle">{subtitle}</p>'
        f"{chips(words('funding.category'), inner, role='radiogroup', shown=True)}{blocks}"
    )


def _table(view: View[FundingParams], rows: pd.DataFrame) -> str:
    words = view.words
    lines = ""
    for figure in _records(rows):
        key = funding_figures.key_of(figure["passage"], figure["start"])
        number = link(view.here.link(open=key), esc(figure["passage"]), aria_current=_opened(view, key))
        lines += (
            f'<tr><th scope="row" class="counts">{_number(view, figure)}</th>'
            f'<td lang="{view.text_lang}">{esc(figure["phrase"])}</td><td class="numbers">{number}</td></tr>'
        )
    heads = ("column_value", "column_phrase", "column_paragraph")
    head = "".join(f'<th scope="col">{esc(words(f"funding.{h}"))}</th>' for h in heads)
    return f'<table class="list figures-list"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


@kept
def nothings_html(view: View[FundingParams]) -> str:
    """The three kinds of nothing and how each is drawn."""
    words = view.words
    kinds: Mapping[str, str] = {"nowhere": "absent", "unstated": "no_figure", "unread": "unread"}
    items = "".join(
        f'<li><i class="swatch {fill}"></i>{esc(words(f"nothing.{key}"))}</li>' for fill, key in kinds.items()
    )
    label = esc(words("funding.nothing_legend"))
    return f'<ul class="legend" aria-label="{label}"><li class="quiet">{label}</li>{items}</ul>'


def title_of(view: View[FundingParams], asked: str) -> str:
    """What is opened, in words."""
    words, figures = view.words, view.report.table("figures")
    if asked.startswith(UNSTATED):
        return words("nothing.no_figure")
    if asked in (FUNDING, *OTHERS):
        same = figures["category"] == asked
        return f"{words(f'funding.{asked}')} · {words.count('figures', int(same.sum()))}"
    one = figures[[key == asked for key in funding_figures.keys_of(figures)]]
    if one.empty:
        return funding_figures.fund_name(view, asked)
    figure = _records(one)[0]
    return words(
        "funding.figure", n=funding_figures.said(view, figure), unit=funding_figures.unit_said(view, figure)
    )


@kept
def panel_html(view: View[FundingParams]) -> str:
    """The sentences of what was opened; at first, all with a figure on funding."""
    asked = view.params.open
    if not asked:
        gathered = funding_figures.opened_evidence(view.report, FUNDING)
        if gathered.number:
            return evidence.panel_html(view, title_of(view, FUNDING), gathered, "", key="")
        return evidence.nothing_html(view, view.words("funding.choose_title"), view.words("funding.choose"))
    gathered = funding_figures.opened_evidence(view.report, asked)
    return evidence.panel_html(view, title_of(view, asked), gathered, view.here.link(open=None), key=asked)


@kept
def about(view: View[FundingParams]) -> dict[str, str]:
    """What the source sheet of the files says."""
    words, category = view.words, view.params.category
    said = {words("funding.category"): words(f"funding.{category}")} if category else {}
    money = funding_figures.has_amounts(view.report.table("figures"))
    note = words("funding.amounts_subtitle" if money else "funding.no_money")
    note += words("app.sentence_gap") + searched(view)
    return exports.source(
        view, said, len(funding_figures.frame(view, category)), words("funding.counted"), note
    )


def listing(view: View[FundingParams]) -> exports.Listing:
    """All figures and statements to take away; of one category where one is chosen."""
    return exports.Listing(funding_figures.frame(view, view.params.category), about(view), "funding")
