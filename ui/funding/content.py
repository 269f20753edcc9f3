"""What the funding page says: what is counted of money, funds, statements without a number, other figures, the panel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from ui import evidence, exports, findings, panels, readings, table_order
from ui.cache import kept
from ui.content.layout import Choices, Fold, Option, Panel, Section
from ui.content.passages import Passage, Passages
from ui.content.said import Block, Headline, Key, Legend, Link, Note, Texts
from ui.content.tables import Cell, Rows, Stated, Table
from ui.params import FundingParams
from ui.queries import absence, funding_figures, looked_for, over_years, report_comparison
from ui.queries.funding_figures import FUNDING, NO_FUND, OTHERS, UNSTATED
from ui.view import View

Figure = Mapping[str, object]


def records(rows: pd.DataFrame) -> list[Figure]:
    """Rows of figures as mappings."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _is_open(view: View[FundingParams], key: str) -> bool:
    return view.params.open == key


def searched(view: View[FundingParams]) -> str:
    """How much text was searched, in words; "" where nobody looked for figures."""
    if "figures" not in looked_for.tables(view.report):
        return ""
    words, kinds = view.words, view.report.passages["kind"]
    return words(
        "funding.searched",
        paragraphs=words.count("paragraphs", int((kinds == "paragraph").sum())),
        footnotes=words.count(
            "annexed_plain" if (kinds == "annex").any() else "footnotes_plain",
            int((kinds != "paragraph").sum()),
        ),
    )


def finding(view: View[FundingParams]) -> str:
    """The page's finding in a sentence."""
    words, funding = view.words, funding_figures.of_category(view.report.table("figures"), FUNDING)
    named = funding.loc[funding["fund"] != "", "fund"].nunique()
    funds = words.count("funds", named)
    amounts = int((funding["currency"] != "").sum())
    if funding.empty:
        return absence.none(view, "figures", "funding.finding_none")
    figures = words.count("funding_figures", len(funding))
    given = words("funding.finding_funds", figures=figures, funds=funds) if named else figures
    if 0 < named < (every := len(funding_figures.funds_named(view.report))):
        given = words("funding.finding_some_funds", figures=figures, with_figures=named, funds=every)
    key = "finding_money" if amounts else "finding"
    return words(f"funding.{key}", given=given, amounts=amounts)


def money_said(view: View[FundingParams]) -> str:
    """That the report states no amount of money, or how its amounts are to be read."""
    if funding_figures.has_amounts(view.report.table("figures")):
        return view.words("funding.amounts_subtitle")
    return absence.none(view, "figures", "funding.no_money")


def title(view: View[FundingParams]) -> Iterator[Block]:
    """The finding; where no amount is stated, that it is not, and what was searched."""
    yield Headline(finding(view))
    if (said := searched(view)) and not funding_figures.has_amounts(view.report.table("figures")):
        yield Note(said, "absent", money_said(view))


def stated(view: View[FundingParams], figure: Figure) -> Stated:
    """A figure, leading to its sentence."""
    passage, start, end = str(figure["passage"]), int(str(figure["start"])), int(str(figure["end"]))
    key = funding_figures.key_of(passage, start)
    return Stated(
        funding_figures.said(view, figure),
        view.here.link(open=key),
        readings.phrase(view, passage, ("figure", start, end), str(figure["phrase"])).text,
        _is_open(view, key),
        unit=funding_figures.unit_said(view, figure),
        certain=figure["certainty"] != "ambiguous",
    )


def funds_shown(view: View[FundingParams]) -> list[str]:
    """The funds that the report names, and figures of none last."""
    loose = [NO_FUND] if len(funding_figures.of_fund(view.report.table("figures"), NO_FUND)) else []
    return [*funding_figures.funds_named(view.report), *loose]


def funds(view: View[FundingParams]) -> Section:
    """A line a fund: its counts, its amounts; and the funds that the report does not name."""
    words = view.words
    heads = tuple(Cell(words(f"funding.{h}")) for h in ("column_fund", "column_counts", "column_amount"))
    table = Table(heads, (Rows(tuple(_fund(view, fund) for fund in funds_shown(view))),), "list funds")
    absent = tuple(funding_figures.fund_name(view, fund) for fund in funding_figures.funds_not_named(view))
    listed = Fold(
        words("funding.not_named"), (Texts(absent),), "absent", note=str(len(absent)), tone="nowhere"
    )
    rest = (listed,) if absent else ()
    return Section(words("funding.funds"), (table, *rest), words("funding.funds_subtitle"), kind="")


def _fund(view: View[FundingParams], fund: str) -> tuple[Cell, ...]:
    words, figures = view.words, funding_figures.of_fund(view.report.table("figures"), fund)
    n = funding_figures.opened_evidence(view.report, fund).number
    name = Cell(
        funding_figures.fund_name(view, fund),
        view.here.link(open=fund),
        note=words.count("paragraphs", n),
        chosen=_is_open(view, fund),
    )
    counts = tuple(stated(view, f) for f in records(figures[figures["currency"] == ""]))
    amounts = tuple(stated(view, f) for f in records(figures[figures["currency"] != ""]))
    none = () if amounts else (Link(words("funding.no_amount"), ""),)
    without = tuple(statement_link(view, passage) for passage in unstated_passages(view, fund))
    return (
        name,
        Cell(figures=counts, unstated=without, kind="counts"),
        Cell(figures=amounts, unstated=none, kind="counts"),
    )


def unstated_passages(view: View[FundingParams], fund: str) -> list[str]:
    """The passages that name a fund and give no figure."""
    loose = funding_figures.unstated_in(view.report)
    return list(dict.fromkeys(loose.loc[loose["fund"] == fund, "passage"].astype(str)))


def statement_link(view: View[FundingParams], passage: str) -> Link:
    """The way to a statement without a figure."""
    key = f"{UNSTATED}.{passage}"
    said = f"{view.words('nothing.no_figure')} {evidence.number_of(view, passage)}"
    return Link(said, view.here.link(open=key), chosen=_is_open(view, key))


def amounts(view: View[FundingParams]) -> Section | None:
    """Amounts of money by currency, each by itself; nothing where the report states none."""
    words, figures = view.words, view.report.table("figures")
    found = figures[figures["currency"] != ""]
    if found.empty:
        return None
    blocks = []
    for currency, same in found.groupby("currency", sort=False):
        name = view.report.atlas.label("currencies", str(currency), view.lang)
        blocks.append(Section(f"{name} ({currency})", (_table(view, same),), kind="", level=3))
    return Section(words("funding.amounts"), tuple(blocks), words("funding.amounts_subtitle"), kind="")


def over_reports(view: View[FundingParams]) -> Section | None:
    """What each report states, under its name: amounts as they stand in it, never added up over reports or currencies."""
    sides = []
    for one in over_years.scope(view):
        own = report_comparison.side(view.on(FundingParams), one)
        name = " · ".join(filter(None, (str(one.row["symbol"]), one.year)))
        blocks = (Note(finding(own)), amounts(own) or Note(money_said(own), "quiet"))
        sides.append(Section(name, blocks, kind="", level=3))
    return Section(view.words("years.stated"), tuple(sides), view.words("years.stated_note"), kind="")


def statements(view: View[FundingParams]) -> Section:
    """Statements about funding that give no number: a line a passage, with the sentence."""
    words, heading = view.words, view.words("funding.unstated")
    gathered = funding_figures.opened_evidence(view.report, UNSTATED)
    passages = (*gathered.paragraphs, *gathered.footnotes)
    if not passages:
        return Section(heading, (), absence.none(view, "statements", "funding.unstated_none"), kind="")
    items = tuple(_statement(view, gathered, passage) for passage in passages)
    n = Link(
        words.count("paragraphs", gathered.number),
        view.here.link(open=UNSTATED),
        chosen=_is_open(view, UNSTATED),
    )
    listed = Passages(heading, gathered.number, items, "lines", readings.aid(view))
    return Section(heading, (listed,), words("funding.unstated_subtitle"), count=n, kind="")


def _statement(view: View[FundingParams], gathered: findings.Evidence, passage: str) -> Passage:
    """The sentences of a passage that bear a statement, one after the other."""
    row, key = evidence.rows_by_passage(view)[passage], f"{UNSTATED}.{passage}"
    text, found, said, marks = str(row["text"]), gathered.marks[passage], "", list[findings.Mark]()
    spans = dict.fromkeys(findings.sentence_of(str(row["sentences"]), m.start) for m in found)
    for first, last in spans:
        by = len(said) - first
        marks += [
            findings.Mark(m.start + by, m.end + by, m.kind)
            for m in found
            if first <= m.start and m.end <= last
        ]
        said += text[first:last]
    return Passage(
        passage,
        evidence.where(view, row),
        said,
        view.text_lang,
        tuple(marks),
        view.here.link(open=key),
        chosen=_is_open(view, key),
        reading=readings.joined(
            readings.sentence(view, passage, str(row["sentences"]), first, found) for first, _ in spans
        ),
        shown=view.wording,
    )


def others(view: View[FundingParams]) -> Section:
    """Every other quantity by category; the category chosen alone where one is."""
    words, here, figures = view.words, view.here, view.report.table("figures")
    chosen = view.params.category or ""
    options = tuple(
        Option(
            words(f"funding.{category or 'everything'}"),
            here.link(category=category or None),
            chosen == category,
            str(len(funding_figures.of_category(figures, category or None))),
        )
        for category in ("", *OTHERS)
    )
    blocks: list[Block] = [Choices(words("funding.category"), options, "radio")]
    for category in [chosen] if chosen else OTHERS:
        rows = funding_figures.of_category(figures, category)
        if len(rows):
            n = Link(
                words.count("figures", len(rows)), here.link(open=category), chosen=_is_open(view, category)
            )
            blocks.append(
                Section(words(f"funding.{category}"), (_table(view, rows),), count=n, kind="", level=3)
            )
    return Section(words("funding.others"), tuple(blocks), words("funding.others_subtitle"), kind="")


def _table(view: View[FundingParams], rows: pd.DataFrame) -> Table:
    """A row a figure: its value, the report's own phrase, the number of its paragraph."""
    heads = ("column_value", "column_phrase", "column_paragraph")
    lines = []
    for figure, said in zip(records(rows), readings.phrases(view, rows, "figure"), strict=True):
        key = funding_figures.key_of(figure["passage"], figure["start"])
        number = Link(
            evidence.numbered(view, str(figure["passage"])),
            view.here.link(open=key),
            chosen=_is_open(view, key),
        )
        lines.append(
            (
                Cell(figures=(stated(view, figure),), kind="counts"),
                Cell(said.text, lang=said.lang),
                Cell(links=(number,), kind="numbers"),
            )
        )
    columns = tuple(Cell(view.words(f"funding.{h}")) for h in heads)
    table = Table(columns, (Rows(tuple(lines)),), "list figures-list")
    return table_order.sortable(view, table, ("value", "phrase", ""))


def nothings(view: View[FundingParams]) -> Legend:
    """The three kinds of nothing and how each is drawn."""
    words = view.words
    label = words("funding.nothing_legend")
    keys = (
        Key(label),
        Key(words("nothing.absent"), tone="nowhere"),
        Key(words("nothing.no_figure"), tone="unstated"),
        Key(words("nothing.unread"), tone="unread"),
    )
    return Legend(label, keys)


def title_of(view: View[FundingParams], asked: str) -> str:
    """What is opened, in words."""
    words, figures = view.words, view.report.table("figures")
    if asked.startswith(UNSTATED):
        return words("nothing.no_figure")
    if asked in (FUNDING, *OTHERS):
        same = figures["category"] == asked
        return f"{words(f'funding.{asked}')} · {words.count('figures', int(same.sum()))}"
    one = figures[[key == asked for key in funding_figures.keys_of(figures)]]
    return figure_said(view, records(one)[0]) if len(one) else funding_figures.fund_name(view, asked)


def figure_said(view: View[FundingParams], figure: Figure) -> str:
    """A figure with what it counts, in words."""
    n, unit = funding_figures.said(view, figure), funding_figures.unit_said(view, figure)
    return view.words("funding.figure", n=n, unit=unit)


def figures_said(view: View[FundingParams], figures: Sequence[Figure]) -> str:
    """Figures one after the other, those of one unit together: they may be parts of each other."""
    groups = dict[object, list[Figure]]()
    for figure in figures:
        groups.setdefault((figure["currency"], figure["unit"]), []).append(figure)
    return " · ".join(_of_one_unit(view, group) for group in groups.values())


def _of_one_unit(view: View[FundingParams], figures: Sequence[Figure]) -> str:
    if len(figures) == 1:
        return figure_said(view, figures[0])
    unit = funding_figures.unit_said(view, max(figures, key=lambda figure: float(str(figure["value"]))))
    numbers = view.words.listing(funding_figures.said(view, figure) for figure in figures)
    return view.words("funding.figures_apart", numbers=numbers, unit=unit)


def panel(view: View[FundingParams]) -> Panel:
    """The sentences of what was opened; at first, all with a figure on funding."""
    asked = view.params.open
    gathered = funding_figures.opened_evidence(view.report, asked or FUNDING)
    if asked:
        return panels.panel(view, title_of(view, asked), gathered, view.here.link(open=None), key=asked)
    if gathered.number:
        return panels.panel(view, title_of(view, FUNDING), gathered)
    return panels.nothing(view.words("funding.choose_title"), view.words("funding.choose"))


@kept
def about(view: View[FundingParams]) -> dict[str, str]:
    """What the source sheet of the files says."""
    words, category = view.words, view.params.category
    said = {words("funding.category"): words(f"funding.{category}")} if category else {}
    note = words("app.sentence_gap").join(filter(None, (money_said(view), searched(view))))
    rows = len(funding_figures.frame(view, category))
    return exports.source(view, said, rows, words("funding.counted"), note)


def listing(view: View[FundingParams]) -> exports.Listing:
    """All figures and statements to take away; of one category where one is chosen."""
    return exports.Listing(funding_figures.frame(view, view.params.category), about(view), "funding")
