"""Funding as pictures: figures by category, and what each fund did in numbers."""

from __future__ import annotations

from ui import findings
from ui.funding import content as funding_content
from ui.palette import LIGHT
from ui.params import FundingParams
from ui.plates.base import FULL, Picture, in_order, tops
from ui.queries import funding_figures
from ui.render import svg
from ui.render.svg import Drawn, Key, Row
from ui.view import View


def categories(view: View[FundingParams]) -> Picture:
    """Figures by category, those read with doubt hatched; statements on funding without a figure dotted."""
    words, figures = view.words, view.report.table("figures")
    rows, counts, names = [], {}, {}
    for category in (funding_figures.FUNDING, *funding_figures.OTHERS):
        found = funding_figures.of_category(figures, category)
        counts[category], names[category] = len(found), words(f"funding.{category}")
        doubtful = int((found["certainty"] == "ambiguous").sum())
        pieces = ((len(found) - doubtful, FULL), (doubtful, svg.HATCH))
        chosen = view.params.category == category
        rows.append(
            Row(names[category], pieces, words.count("figures", len(found)), bold=chosen, code=category)
        )
    rows.sort(key=lambda row: -sum(length for length, _ in row.pieces))
    loose = funding_figures.opened_evidence(view.report, funding_figures.UNSTATED)
    rows.append(
        Row(
            words("funding.unstated"),
            ((loose.number, svg.DOTS),),
            words.count("paragraphs", loose.number),
            code=funding_figures.UNSTATED,
        )
    )
    keys = [Key(words("nothing.no_figure"), words.count("paragraphs", loose.number), svg.DOTS, LIGHT.quiet)]
    if (figures["certainty"] == "ambiguous").any():
        keys.append(Key(words("nothing.unread"), "", svg.HATCH, LIGHT.quiet))
    money = funding_figures.has_amounts(figures)
    said = words("funding.amounts_subtitle") if money else words("funding.no_money")
    every = findings.plain_findings(figures, "figure")["passage"].astype(str)
    return Picture(
        funding_content.finding(view),
        words("pictures.funding_note"),
        svg.bars(rows, max(1, loose.number, *counts.values())),
        tuple(keys),
        (said, funding_content.searched(view)),
        in_order(view, (*every, *loose.paragraphs)),
        tops(view, names, counts),
        rows=tuple(rows),
    )


def funds(view: View[FundingParams]) -> Picture:
    """What each fund is said to have done, in numbers: a line a fund."""
    words, figures, loose = view.words, view.report.table("figures"), funding_figures.unstated_in(view.report)
    funds = funding_figures.funds_named(view.report)
    funds += (
        [funding_figures.NO_FUND] if len(funding_figures.of_fund(figures, funding_figures.NO_FUND)) else []
    )
    label, pieces, top = 330.0, [], list[str]()
    paragraphs: list[str] = []
    for fund in funds:
        rows = funding_figures.of_fund(figures, fund).to_dict("records")
        of_fund = [{str(name): value for name, value in row.items()} for row in rows]
        gathered = funding_figures.opened_evidence(view.report, fund)
        paragraphs += gathered.paragraphs
        said = [(funding_figures.said(view, each), funding_figures.unit_said(view, each)) for each in of_fund]
        first = [words("funding.figure", n=n, unit=unit) for n, unit in said[:1]]
        top += [
            words("countries.hover", name=funding_figures.fund_name(view, fund), n=each) for each in first
        ]
        without = dict.fromkeys(loose.loc[loose["fund"] == fund, "passage"].astype(str))
        keys = [Key(n, unit, bold=True) for n, unit in said]
        keys += [
            Key(words("nothing.no_figure"), words("evidence.paragraph_mark", n=p), svg.DOTS, LIGHT.quiet)
            for p in without
        ]
        n = words.count("paragraphs", gathered.number)
        name = svg.stack(
            [
                svg.block(
                    funding_figures.fund_name(view, fund), 16, bold=True, width=label - 24, leading=1.35
                ),
                svg.block(n, 14, LIGHT.quiet),
            ]
        )
        counted = svg.legend(keys, 16, svg.CONTENT - label)
        height = max(name.height, counted.height) + 20
        line = svg.rect(0, 0, svg.CONTENT, 0.5, LIGHT.line)
        pieces.append(Drawn(line + svg.moved(name, 0, 10) + svg.moved(counted, label, 8), height))
    absent = [funding_figures.fund_name(view, fund) for fund in funding_figures.funds_not_named(view)]
    money = funding_figures.has_amounts(figures)
    notes = [f"{words('funding.not_named')}{words('app.colon')}{words.listing(absent)}"] if absent else []
    notes.append(words("funding.amounts_subtitle") if money else words("funding.no_money"))
    return Picture(
        funding_content.finding(view),
        f"{words('funding.funds')} · {words('pictures.funds_note')}",
        svg.stack(pieces),
        notes=(*notes, funding_content.searched(view)),
        paragraphs=in_order(view, paragraphs),
        top=tuple(top[:3]),
    )
