"""The funding page: what is counted, what is said without a number, and that nothing is added up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import pytest
from blocks import asked, inside, linked, numbers, texts
from comparing import EN
from frames import Frames
from shown import cards_in, html_of
from texts import passages

from etl import language, schema, statements
from ui import exports, findings, i18n, tables, url_state
from ui.content import Line, Passages, Stated, Table
from ui.funding import content as funding_content
from ui.funding import exhibits as funding_exhibits
from ui.queries import funding_figures
from ui.render import xlsx
from ui.render.html.passages import marked

LANGUAGES = ("zh", "en")


def loose(
    text: str, lang: str = "zh", counted: Iterable[tuple[int, int, str, str]] = ()
) -> list[tuple[str, str]]:
    """(words, fund) of what is said without a number, where figures (start, end, category, fund) are known."""
    rows = [
        {"report": "r", "passage": "1", "start": a, "end": b, "phrase": text[a:b], "value": 1.0, "qualifier": "exact",
         "unit": "", "currency": "", "category": category, "fund": fund, "period": "", "certainty": "rule"}
        for a, b, category, fund in counted
    ]  # fmt: skip
    found = statements.find(passages(text), schema.frame("figures", rows), language.get(lang))
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == list(found["phrase"])
    return list(found.loc[found["figure"] == "none", ["phrase", "fund"]].itertuples(index=False, name=None))


# statements without a number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联合国援助酷刑受害者自愿基金继续工作。", [("联合国援助酷刑受害者自愿基金", "torture")]),
        ("办事处向民间社会提供赠款。", [("赠款", "")]),
        ("该基金还发放了紧急赠款。", [("紧急赠款", "")]),
        ("奴隶制基金提供赠款。", [("奴隶制基金", "slavery"), ("赠款", "slavery")]),
        ("会见了捐助方。", []),
        ("奴役受害者和国际货币基金组织。", []),
    ],
)
def test_what_is_said_without_a_number(text, found):
    assert loose(text) == found


def test_english_words_are_whole_words():
    assert loose("It awarded grants to civil society.", "en") == [("grants", "")]
    assert loose("The law grants access. Immigrants came.", "en") == []
    assert loose("The voluntary fund for victims of torture met.", "en")[0][1] == "torture"


def test_a_figure_in_the_sentence_is_no_statement_without_one():
    text = "酷刑受害者自愿基金提供了 160 笔赠款。该基金还发放了紧急赠款。"
    at = text.index("160")
    assert loose(text, counted=[(at, at + 7, "funding", "torture")]) == [("紧急赠款", "")]


def test_a_fund_with_a_figure_in_its_paragraph_is_not_unstated():
    text = "奴隶制基金由办事处管理。它惠及 25 国。"
    at = text.index("25")
    assert loose(text, counted=[(at, at + 4, "funding", "slavery")]) == []
    assert loose(text, counted=[(at, at + 4, "reach", "")]) == [("奴隶制基金", "slavery")]


def test_a_word_belongs_to_the_fund_of_its_own_sentence():
    text = "The slavery fund met. Grants were made in Chad. 25 grants followed."
    assert loose(text, "en", counted=[(52, 61, "funding", "")]) == [
        ("slavery fund", "slavery"),
        ("Grants", ""),
    ]
    assert loose("The torture fund made grants; small grants followed.", "en") == [
        ("torture fund", "torture"),
        ("grants", "torture"),
        ("small grants", ""),
    ]


def test_statements_of_this_report(make_view):
    view = make_view("funding")
    found = funding_figures.unstated_in(view.report)
    assert dict.fromkeys(found["passage"]) == dict.fromkeys(["9", "14", "30", "61", "119"])
    texts = dict(zip(view.report.passages["passage"], view.report.passages["text"], strict=True))
    for row in found.itertuples():
        assert texts[row.passage][row.start : row.end] == row.phrase


# a number is its sentence


def page(view):
    """Every block of the page that has numbers, but for the panel."""
    return [
        funding_content.funds(view),
        funding_content.amounts(view),
        funding_content.statements(view),
        funding_content.others(view),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_opens_its_sentences(make_view, lang):
    view = make_view("funding", lang)
    figures = view.report.table("figures")
    passages = dict(zip(view.report.passages["passage"], view.report.passages["text"], strict=True))
    keys = dict(zip(funding_figures.keys_of(figures), figures.to_dict("records"), strict=True))
    opened = set()
    for href, said in linked(page(view)):
        params = asked(href)
        assert params.pop("lang") == lang
        params.pop(url_state.WORDING, None)  # the choice of what is shown of the text
        accepted, refused = url_state.accept(params, funding_figures.rules(view))
        assert accepted == params and not refused, href
        if "open" not in params:
            continue
        opened.add(params["open"])
        gathered = funding_figures.opened_evidence(view.report, params["open"])
        panel = funding_content.panel(make_view("funding", lang, open=params["open"]))
        assert panel.passages.number == gathered.number > 0
        assert panel.passages.number == len([p for p in panel.passages.items if p.kind == "paragraph"])
        assert all(passage.marks for passage in panel.passages.items), href
        if params["open"] not in keys and not params["open"].startswith("unstated."):
            counted = sum(len(marks) for marks in gathered.marks.values())
            assert numbers(said)[-1] in (gathered.number, counted), (href, said)
    assert set(keys) <= opened, "a figure is shown nowhere"
    for key, row in keys.items():
        gathered = funding_figures.opened_evidence(view.report, key)
        assert gathered.paragraphs == (row["passage"],) and gathered.number == 1
        (mark,) = gathered.marks[row["passage"]]
        assert passages[row["passage"]][mark.start : mark.end] == row["phrase"]


def test_numbers_of_figures_are_highlights(make_view):
    view = make_view("funding")
    figures = view.report.table("figures")
    for category in (funding_figures.FUNDING, *funding_figures.OTHERS):
        gathered = funding_figures.opened_evidence(view.report, category)
        n = int((figures["category"] == category).sum())
        assert sum(len(marks) for marks in gathered.marks.values()) == n
    listed = [block for block in inside(funding_content.others(view)) if isinstance(block, Table)]
    assert sum(len(table.groups[0].rows) for table in listed) == int((figures["category"] != "funding").sum())


def test_every_statement_is_shown_with_what_says_it(make_view):
    view = make_view("funding")
    (listed,) = (b for b in inside(funding_content.statements(view)) if isinstance(b, Passages))
    gathered = funding_figures.opened_evidence(view.report, "unstated")
    assert len(listed.items) == listed.number == gathered.number
    whole = dict(zip(view.report.passages["passage"], view.report.passages["text"], strict=True))
    for item in listed.items:
        said = {item.text[mark.start : mark.end] for mark in item.marks}
        assert said == {whole[item.id][mark.start : mark.end] for mark in gathered.marks[item.id]}


def test_every_fund_states_the_paragraphs_it_opens(make_view):
    view = make_view("funding")
    table = next(block for block in inside(funding_content.funds(view)) if isinstance(block, Table))
    names = {row[0].text: row[0] for row in table.groups[0].rows}
    funds = funding_figures.funds_named(view.report)
    assert set(funds) == {
        "upr_participation", "upr_implementation", "slavery", "torture", "opcat_special", "indigenous",
    }  # fmt: skip
    for fund in funds:
        n = funding_figures.opened_evidence(view.report, fund).number
        assert names[funding_figures.fund_name(view, fund)].note == view.words.count("paragraphs", n)
    assert not set(funds) & set(funding_figures.funds_not_named(view))


# money


def test_no_amount_is_said_with_what_was_searched(make_view):
    for lang, said in (
        ("zh", "已检索 121 段正文和 8 条脚注。"),
        ("en", "Searched: 121 paragraphs and 8 footnotes."),
    ):
        view = make_view("funding", lang)
        _, absent = funding_content.title(view)
        assert said in absent.text and absent.lead == view.words("funding.no_money")
        assert funding_content.amounts(view) is None


@pytest.fixture
def with_money(make_view):
    """A view of the report as if it stated three amounts, two of them in one currency."""

    def make(lang: str = "zh"):
        view = make_view("funding", lang)
        figures = view.report.table("figures")
        amounts = figures.iloc[:3].assign(
            category="funding",
            currency=["USD", "EUR", "USD"],
            value=[12e6, 5e5, 316545.0],
            fund="torture",
            unit="",
        )
        changed = pd.concat([amounts, figures.iloc[3:]], ignore_index=True)

        frames = tables.read(tables.folder())[0] | {"figures": changed}
        other = tables.Atlas(tables.folder(), (Frames(frames), []))
        return replace(view, report=other.report(view.report.report))

    return make


@pytest.mark.parametrize("lang", LANGUAGES)
def test_amounts_stand_by_currency_and_are_not_added_up(with_money, lang):
    view = with_money(lang)
    assert funding_figures.has_amounts(view.report.table("figures"))
    assert len(list(funding_content.title(view))) == 1, "nothing is said to be missing"
    made = funding_content.amounts(view)
    shown = {str(section.heading): section.blocks[0].groups[0].rows for section in made.blocks}
    assert [len(rows) for rows in shown.values()] == [2, 1]
    for currency, name in zip(("USD", "EUR"), shown, strict=True):
        assert name.endswith(f"({currency})")
    said = {stated.text for stated in inside(made) if isinstance(stated, Stated)}
    for amount in ("1200 万" if lang == "zh" else "12 million", "316,545"):
        assert any(amount in value for value in said)
    everything = texts([made, funding_content.funds(view), funding_content.title(view)])
    for total in (12_316_545, 12_816_545):
        assert view.words.number(total) not in everything
    table = funding_figures.frame(view)
    assert set(table[view.words("funding.column_currency")]) == {"USD", "EUR", ""}


# pictures and slides


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bars_are_the_figures_of_each_category(make_view, lang):
    view = make_view("funding", lang, category="reach")
    made = funding_exhibits.categories(view)
    (bars,) = made.body
    figures = view.report.table("figures")
    counted = {row.code: row for row in bars.rows}
    loose = counted.pop("unstated")
    assert {code: row.length for code, row in counted.items()} == figures["category"].value_counts().to_dict()
    assert loose.length == funding_figures.opened_evidence(view.report, "unstated").number
    for code, row in counted.items():
        doubtful = (figures["category"] == code) & (figures["certainty"] == "ambiguous")
        assert row.pieces[1].length == doubtful.sum() and numbers(row.number) == [row.length]
        assert row.bold == (code == "reach") and asked(row.href)["open"] == code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fund_has_its_figures_in_the_picture_and_on_the_slide(make_view, lang):
    view = make_view("funding", lang)
    funds = funding_figures.funds_named(view.report)
    (listed,) = funding_exhibits.funds(view).body
    (slide,) = funding_exhibits.plain(view).body
    for fund, line, short in zip(funds, listed.items, slide.items, strict=False):
        assert line.label == short.label == funding_figures.fund_name(view, fund)
        rows = funding_figures.of_fund(view.report.table("figures"), fund).to_dict("records")
        for row in rows:
            value, unit = funding_figures.said(view, row), funding_figures.unit_said(view, row)
            assert any(key.label == f"{value} {unit}" for key in line.keys) and value in short.said
        assert rows or short.said == view.words("nothing.no_figure")
    assert len(slide.items) == len(funds) <= len(listed.items)


# words and files


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_shown_has_a_name(make_view, lang):
    from etl import schema

    view = make_view("funding", lang)
    assert {*funding_figures.OTHERS, funding_figures.FUNDING} == set(schema.allowed("figures", "category"))
    for category in schema.allowed("figures", "category"):
        assert view.words(f"funding.{category}")
    for qualifier in schema.allowed("figures", "qualifier"):
        assert "5" in view.words(f"funding.{qualifier}", n=5) and view.words(f"funding.qualifier_{qualifier}")
    figures = view.report.table("figures")
    assert all(
        funding_figures.unit_name(view, unit, 2) != unit
        for unit in set(figures["unit"])
        if lang == "zh" and unit
    )
    for fund in view.report.atlas.vocabulary("funds")["id"]:
        assert funding_figures.fund_name(view, fund) != fund


def test_numbers_and_qualifiers_as_the_language_writes_them(make_view):
    row = {"value": 608e6, "qualifier": "estimate", "unit": "users", "currency": ""}
    assert funding_figures.said(make_view("funding", "zh"), row) == "估计 6.08 亿"
    assert funding_figures.said(make_view("funding", "en"), row) == "est. 608 million"
    ten = {"value": 10, "qualifier": "at_least", "phrase": "至少 10 人"}
    assert funding_figures.said(make_view("funding", "zh"), ten) == "至少 10"
    assert funding_figures.said(make_view("funding", "en"), ten) == "at least 10"
    many = {
        "value": 700,
        "qualifier": "up_to",
        "phrase": "多达 700 人",
    }  # the report's own words where they are read
    assert funding_figures.said(make_view("funding", "zh"), many) == "多达 700"
    assert funding_figures.said(make_view("funding", "en"), many) == "up to 700"
    some = {"value": float("nan"), "low": 5e6, "high": 7e6, "qualifier": "about"}
    assert funding_figures.said(make_view("funding", "zh"), some) == "约 500 万–700 万"
    assert funding_figures.said(make_view("funding", "en"), some) == "about 5 million to 7 million"
    assert funding_figures.unit_name(make_view("funding", "en"), "countries", 1) == "country"
    assert funding_figures.unit_name(make_view("funding", "en"), "countries", 2) == "countries"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_holds_figures_and_statements(make_view, lang):
    view = make_view("funding", lang)
    table = funding_figures.frame(view)
    status = table[view.words("funding.column_status")]
    assert (status == view.words("funding.stated")).sum() == len(view.report.table("figures"))
    assert (status == view.words("nothing.no_figure")).sum() == funding_figures.opened_evidence(
        view.report, "unstated"
    ).number
    assert list(table[view.words("export.number")]) == sorted(table[view.words("export.number")])
    assert exports.csv_bytes(table) and xlsx.workbook(table, {"a": "b"}, view.words, "t")
    assert (
        len(funding_figures.frame(view, "reach"))
        == (view.report.table("figures")["category"] == "reach").sum()
    )


def test_doubtful_figures_are_drawn_apart(with_money):
    view = with_money()
    figures = view.report.table("figures")
    figures.loc[0, "certainty"] = "ambiguous"
    certain = [
        stated.certain for stated in inside(funding_content.amounts(view)) if isinstance(stated, Stated)
    ]
    assert certain.count(False) == 1 and len(certain) == 3
    gathered = funding_figures.opened_evidence(view.report, funding_figures.keys_of(figures)[0])
    assert any(m.doubtful for marks in gathered.marks.values() for m in marks)
    assert view.words("nothing.unread") in set(
        funding_figures.frame(view)[view.words("funding.column_status")]
    )


def test_the_marks_of_statements_are_drawn():
    drawn = str(marked("赠款", [findings.Mark(0, 2, "unstated")], {"unstated": "x"}))
    assert 'class="mark mark-unstated mark-first mark-last"' in drawn


# the page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "params",
    [{"open": "torture"}, {"open": "14.102"}, {"open": "unstated"}, {"open": "reach", "category": "reach"}],
)
def test_panel_states_its_cards(open_page, params, lang):
    app = open_page("funding", lang=lang, **params)
    assert not app.exception and 'class="notice"' not in html_of(app)
    panel = next(e.proto.body for e in app.get("html") if '<section class="panel"' in e.proto.body)
    assert int(re.search(r'data-number="(\d+)"', panel)[1]) == cards_in(panel) > 0


@pytest.mark.parametrize("params", [{"open": "evil"}, {"open": "14.999"}, {"x": "1"}])
def test_what_is_not_understood_is_said_and_ignored(open_page, params):
    app = open_page("funding", lang="en", **params)
    assert not app.exception and 'class="notice"' in html_of(app)


def test_no_chinese_in_the_english_page_but_quotations(open_page):
    markup = html_of(open_page("funding", lang="en"))
    outside = re.sub(r'<(span|td|p)[^>]* lang="zh">.*?</\1>', "", re.sub(r"</?mark[^>]*>", "", markup))
    assert not re.search("[一-鿿]", re.sub(r"<[^>]+>", "", outside).replace("中文", ""))


def test_the_slide_has_amounts_that_belong_to_no_fund(make_view, two_reports):
    report = tables.Atlas(two_reports).report(EN)
    said = texts(funding_exhibits.plain(replace(make_view("funding", "en"), report=report)).body[0])
    assert "2 million" in said and i18n.words("en")("nothing.absent") not in said


@pytest.mark.parametrize(
    ("lang", "finding", "figures"),
    [
        ("zh", "涉及所提 6 个基金中的 5 个", "获准者：45、15、6、6(分别述及，不相加)"),
        (
            "en",
            "for 5 of the 6 funds it names",
            "grantees: 45, 15, 6, 6 (stated one by one, not to be added)",
        ),
    ],
)
def test_the_slide_counts_the_funds_that_it_lists_and_a_unit_once(make_view, lang, finding, figures):
    made = funding_exhibits.plain(make_view("funding", lang=lang))
    rows = [line for line in inside(made) if isinstance(line, Line)]
    assert finding in made.headline.title and len(rows) == 6
    assert figures in [row.said for row in rows]
