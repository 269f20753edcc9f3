"""What the pictures and slides of the funding page say: figures by category, and what each fund did in numbers."""

from __future__ import annotations

from ui import evidence, exhibits, findings
from ui.content import Bar, Bars, Exhibit, Headline, Key, Legend, Line, Lines, Note, Piece
from ui.funding import content
from ui.params import FundingParams
from ui.queries import absence, funding_figures
from ui.queries.funding_figures import FUNDING, OTHERS, UNSTATED
from ui.view import View


def categories(view: View[FundingParams]) -> Exhibit:
    """Figures by category, those read with doubt hatched; statements on funding without a figure dotted."""
    words, figures, link = view.words, view.report.table("figures"), view.here.link
    rows, counts, names = [], {}, {}
    for category in (FUNDING, *OTHERS):
        found = funding_figures.of_category(figures, category)
        counts[category], names[category] = len(found), words(f"funding.{category}")
        doubtful = int((found["certainty"] == "ambiguous").sum())
        pieces = (Piece(len(found) - doubtful), Piece(doubtful, "unread"))
        number, chosen = words.count("figures", len(found)), view.params.category == category
        rows.append(Bar(names[category], pieces, number, link(open=category), code=category, bold=chosen))
    rows.sort(key=lambda row: -row.length)
    loose = funding_figures.opened_evidence(view.report, UNSTATED)
    said = words.count("paragraphs", loose.number)
    rows.append(
        Bar(
            words("funding.unstated"),
            (Piece(loose.number, "unstated"),),
            said,
            link(open=UNSTATED),
            code=UNSTATED,
        )
    )
    keys = [Key(words("nothing.no_figure"), said, "unstated")]
    if (figures["certainty"] == "ambiguous").any():
        keys.append(Key(words("nothing.unread"), tone="unread"))
    every = findings.plain_findings(figures, "figure")["passage"].astype(str)
    return Exhibit(
        Headline(content.finding(view), words("pictures.funding_note")),
        (Bars(words("pictures.funding_note"), tuple(rows)),),
        Legend(words("countries.legend"), tuple(keys)),
        tuple(filter(None, (content.money_said(view), content.searched(view)))),
        (words("api.disclaimer"),),
        exhibits.highest(view, names, counts),
        exhibits.in_order(view, (*every, *loose.paragraphs)),
        funding_figures.opened_evidence(view.report, FUNDING),
        href=link(),
    )


def funds(view: View[FundingParams]) -> Exhibit:
    """What each fund is said to have done, in numbers: a line a fund."""
    words = view.words
    shown = content.funds_shown(view)
    absent = [funding_figures.fund_name(view, fund) for fund in funding_figures.funds_not_named(view)]
    notes = [f"{words('funding.not_named')}{words('app.colon')}{words.listing(absent)}"] if absent else []
    gathered = funding_figures.funds_evidence(view.report, shown)
    return Exhibit(
        Headline(content.finding(view), f"{words('funding.funds')} · {words('pictures.funds_note')}"),
        (Lines(tuple(_line(view, fund) for fund in shown)),),
        notes=tuple(filter(None, (*notes, content.money_said(view), content.searched(view)))),
        small=(words("api.disclaimer"),),
        top=_first_figures(view, shown),
        paragraphs=gathered.paragraphs,
        evidence=gathered,
        href=view.here.link(),
        slide=_slide(view),
    )


def _line(view: View[FundingParams], fund: str) -> Line:
    """A fund with its figures, and the paragraphs that name it without one."""
    words = view.words
    rows = content.records(funding_figures.of_fund(view.report.table("figures"), fund))
    stated = [content.stated(view, row) for row in rows]
    keys = [Key(f"{each.text} {each.unit}") for each in stated]
    keys += [
        Key(words("nothing.no_figure"), evidence.number_of(view, passage), "unstated")
        for passage in content.unstated_passages(view, fund)
    ]
    return Line(
        funding_figures.fund_name(view, fund),
        note=_paragraphs(view, fund),
        keys=tuple(keys),
        href=_to(view, fund),
    )


def _paragraphs(view: View[FundingParams], fund: str) -> str:
    return view.words.count("paragraphs", funding_figures.opened_evidence(view.report, fund).number)


def _to(view: View[FundingParams], fund: str) -> str:
    return view.here.to("funding", open=fund)


def _first_figures(view: View[FundingParams], funds: list[str]) -> tuple[str, ...]:
    """The first figure of each of the first funds, in words."""
    said = []
    for fund in funds:
        rows = content.records(funding_figures.of_fund(view.report.table("figures"), fund))
        if rows:
            name = funding_figures.fund_name(view, fund)
            said.append(view.words("countries.hover", name=name, n=content.figure_said(view, rows[0])))
    return tuple(said[:3])


def _slide(view: View[FundingParams]) -> Lines | Note:
    """A line a fund named, and one for figures of none: the figures as stated, or that there is none."""
    lines, figures = [], view.report.table("figures")
    for fund in content.funds_shown(view):
        rows = content.records(funding_figures.of_fund(figures, fund))
        said = content.figures_said(view, rows) or view.words("nothing.no_figure")
        name = funding_figures.fund_name(view, fund)
        lines.append(Line(name, said, _to(view, fund), _paragraphs(view, fund)))
    return Lines(tuple(lines)) if lines else Note(absence.nothing(view, "statements"), "none")


def plain(view: View[FundingParams]) -> Exhibit:
    """The slide of funding: that no amount of money is stated, or the amounts, and what each fund did."""
    gathered = funding_figures.funds_evidence(view.report, content.funds_shown(view))
    return Exhibit(
        Headline(content.finding(view), content.money_said(view)),
        (_slide(view),),
        notes=tuple(filter(None, [content.searched(view)])),
        small=(view.words("present.own_numbers"), view.words("api.disclaimer")),
        paragraphs=gathered.paragraphs,
        evidence=gathered,
        href=view.here.to("funding"),
    )
