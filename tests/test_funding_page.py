"""The funding page: what is counted, what is said without a number, and that nothing is added up."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from ui import evidence, exports, findings, tables, url_state
from ui.funding import content as funding_content
from ui.queries import funding_figures

LANGUAGES = ("zh", "en")
FUNDS = pd.DataFrame(
    [
        ("torture", "zh", "label", "联合国援助酷刑受害者自愿基金"),
        ("torture", "zh", "match", "酷刑受害者自愿基金"),
        ("torture", "en", "label", "Voluntary Fund for Victims of Torture"),
        ("slavery", "zh", "match", "奴隶制基金"),
        ("slavery", "zh", "weak", "奴役"),
    ],
    columns=["id", "lang", "role", "text"],
)
WORDS = pd.DataFrame(
    [
        ("grant", "zh", "match", "赠款"),
        ("grant", "zh", "match", "紧急赠款"),
        ("contribution", "zh", "match", "捐助"),
        ("contribution", "zh", "never", "捐助方"),
        ("grant", "en", "match", "grants"),
        ("grant", "en", "never", "grants access"),
    ],
    columns=["id", "lang", "role", "text"],
)
FIGURES = ["passage", "start", "end", "category", "fund"]


def html_of(app) -> str:
    return "".join(e.proto.body for e in app.get("html") if not e.proto.body.startswith("<style>"))


def cards_in(markup: str) -> int:
    return markup.count('<article class="card card-paragraph"')


def loose(text: str, lang: str = "zh", figures: list[tuple] = ()) -> list[tuple[str, str]]:
    passages = pd.DataFrame({"passage": ["1"], "text": [text]})
    found = funding_figures.unstated(passages, pd.DataFrame(figures, columns=FIGURES), FUNDS, WORDS, lang)
    for start, end, surface in zip(found["start"], found["end"], found["surface"], strict=True):
        assert text[start:end] == surface
    return list(zip(found["surface"], found["fund"], strict=True))


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
    assert loose(text, figures=[("1", at, at + 7, "funding", "torture")]) == [("紧急赠款", "")]


def test_a_fund_with_a_figure_in_its_paragraph_is_not_unstated():
    text = "奴隶制基金由办事处管理。它惠及 25 国。"
    at = text.index("25")
    assert loose(text, figures=[("1", at, at + 4, "funding", "slavery")]) == []
    assert loose(text, figures=[("1", at, at + 4, "reach", "")]) == [("奴隶制基金", "slavery")]


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("甲。乙丙。丁", 3, "乙丙。"),
        ("甲。乙丙。丁", 5, "丁"),
        ("See para. 4 of it. Then this.", 12, "See para. 4 of it."),
        ("无句号", 0, "无句号"),
    ],
)
def test_sentences(text, at, said):
    start, end = findings.sentence_of(text, at)
    assert text[start:end] == said


def test_the_longer_name_stands():
    found = funding_figures.occurrences(
        "联合国援助酷刑受害者自愿基金", {"酷刑受害者自愿基金": "a", "联合国援助酷刑受害者自愿基金": "b"}
    )
    assert found == [(0, 14, "b")]


def test_statements_of_this_report(make_view):
    view = make_view("funding")
    found = funding_figures.unstated_in(view)
    assert dict.fromkeys(found["passage"]) == dict.fromkeys(["9", "14", "30", "61", "119"])
    texts = dict(zip(view.report.passages["passage"], view.report.passages["text"], strict=True))
    for row in found.itertuples():
        assert texts[row.passage][row.start : row.end] == row.surface


# a number is its sentence


def links_in(markup: str) -> set[str]:
    return {q.replace("&amp;", "&") for q in re.findall(r'href="/funding\?([^"]*)"', markup)}


def test_every_number_opens_its_sentences(make_view):
    view = make_view("funding")
    figures = view.report.table("figures")
    texts = dict(zip(view.report.passages["passage"], view.report.passages["text"], strict=True))
    markup = (
        funding_content.funds_html(view)
        + funding_content.statements_html(view)
        + funding_content.others_html(view)
    )
    opened = set()
    for query in links_in(markup):
        asked = dict(part.split("=") for part in query.split("&"))
        asked.pop("lang")
        accepted, refused = url_state.accept(asked, funding_figures.rules(view))
        assert accepted == asked and not refused, query
        if "open" in asked:
            opened.add(asked["open"])
    keys = funding_figures.keys_of(figures)
    assert set(keys) <= opened, "a figure is shown nowhere"
    for key, row in zip(keys, figures.to_dict("records"), strict=True):
        gathered = funding_figures.opened_evidence(view, key)
        assert gathered.paragraphs == (row["passage"],) and gathered.number == 1
        (mark,) = gathered.marks[row["passage"]]
        assert texts[row["passage"]][mark.start : mark.end] == row["phrase"]
    for asked in opened - set(keys):
        gathered = funding_figures.opened_evidence(view, asked)
        assert gathered.number == cards_in(evidence.cards(view, gathered)) > 0, asked
        assert all(gathered.marks[p] for p in gathered.paragraphs), asked


def test_numbers_of_figures_are_highlights(make_view):
    view = make_view("funding")
    figures = view.report.table("figures")
    for category in (funding_figures.FUNDING, *funding_figures.OTHERS):
        gathered = funding_figures.opened_evidence(view, category)
        n = int((figures["category"] == category).sum())
        assert sum(len(marks) for marks in gathered.marks.values()) == n
    listed = funding_content.others_html(view)
    assert listed.count('<th scope="row"') == len(funding_figures.of_category(figures, None))
    assert (
        funding_content.statements_html(view).count("<li>")
        == funding_figures.opened_evidence(view, "unstated").number
    )


def test_every_fund_states_the_paragraphs_it_opens(make_view):
    view = make_view("funding")
    markup = funding_content.funds_html(view)
    funds = funding_figures.funds_named(view)
    assert set(funds) == {
        "upr_participation", "upr_implementation", "slavery", "torture", "opcat_special", "indigenous",
    }  # fmt: skip
    for fund in funds:
        n = view.words.count("paragraphs", funding_figures.opened_evidence(view, fund).number)
        assert f"{funding_figures.fund_name(view, fund)} <span>{n}</span>" in markup
    assert not set(funds) & set(funding_figures.funds_not_named(view))


# money


def test_no_amount_is_said_with_what_was_searched(make_view):
    for lang, said in (
        ("zh", "已检索 121 段正文和 8 条脚注。"),
        ("en", "Searched: 121 paragraphs and 8 footnotes."),
    ):
        view = make_view("funding", lang)
        assert said in funding_content.title_html(view)
        assert view.words("funding.no_money") in funding_content.title_html(view)
        assert funding_content.amounts_html(view) == ""


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

        other = tables.Atlas(tables.folder())
        other.frames["figures"] = changed
        return replace(view, report=other.report(view.report.report))

    return make


@pytest.mark.parametrize("lang", LANGUAGES)
def test_amounts_stand_by_currency_and_are_not_added_up(with_money, lang):
    view = with_money(lang)
    assert funding_figures.has_amounts(view.report.table("figures"))
    assert view.words("funding.no_money") not in funding_content.title_html(view)
    markup = funding_content.amounts_html(view)
    assert markup.count("<h3>") == 2 and markup.count('<th scope="row"') == 3
    assert ("1200 万" if lang == "zh" else "12 million") in markup and "316,545" in markup
    for total in (12_316_545, 12_816_545):
        assert view.words.number(total) not in markup + funding_content.funds_html(view)
    table = funding_figures.frame(view)
    assert set(table[view.words("funding.column_currency")]) == {"USD", "EUR", ""}


# words and files


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_shown_has_a_name(make_view, lang):
    from etl import schema

    view = make_view("funding", lang)
    assert {*funding_figures.OTHERS, funding_figures.FUNDING} == set(schema.FIGURE_CATEGORIES)
    for category in schema.FIGURE_CATEGORIES:
        assert view.words(f"funding.{category}")
    for qualifier in schema.QUALIFIERS:
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
        view, "unstated"
    ).number
    assert list(table[view.words("export.number")]) == sorted(table[view.words("export.number")])
    assert exports.csv_bytes(table) and exports.xlsx_bytes(table, {"a": "b"}, "d", "s")
    assert (
        len(funding_figures.frame(view, "reach"))
        == (view.report.table("figures")["category"] == "reach").sum()
    )


def test_doubtful_figures_are_drawn_apart(with_money):
    view = with_money()
    figures = view.report.table("figures")
    figures.loc[0, "certainty"] = "ambiguous"
    assert 'class="unread"' in funding_content.amounts_html(view)
    gathered = funding_figures.opened_evidence(view, funding_figures.keys_of(figures)[0])
    assert any(m.doubtful for marks in gathered.marks.values() for m in marks)
    assert view.words("nothing.unread") in set(
        funding_figures.frame(view)[view.words("funding.column_status")]
    )


def test_the_marks_of_statements_are_drawn():
    assert 'class="mark mark-unstated mark-first mark-last"' in findings.marked_html(
        "赠款", [findings.Mark(0, 2, "unstated")], {"unstated": "x"}
    )


# the page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "params", [{"open": "torture"}, {"open": "14.102"}, {"open": "unstated"}, {"open": "reach", "k": "reach"}]
)
def test_panel_states_its_cards(open_page, params, lang):
    app = open_page("funding", lang=lang, **params)
    assert not app.exception and 'class="notice"' not in html_of(app)
    panel = next(e.proto.body for e in app.get("html") if '<section class="panel"' in e.proto.body)
    assert int(re.search(r'data-number="(\d+)"', panel)[1]) == cards_in(panel) > 0


@pytest.mark.parametrize("params", [{"open": "evil"}, {"open": "14.999"}, {"k": "funding"}, {"x": "1"}])
def test_what_is_not_understood_is_said_and_ignored(open_page, params):
    app = open_page("funding", lang="en", **params)
    assert not app.exception and 'class="notice"' in html_of(app)


def test_no_chinese_in_the_english_page_but_quotations(open_page):
    markup = html_of(open_page("funding", lang="en"))
    outside = re.sub(r'<(span|td|p)[^>]* lang="zh">.*?</\1>', "", re.sub(r"</?mark[^>]*>", "", markup))
    assert not re.search("[一-鿿]", re.sub(r"<[^>]+>", "", outside).replace("中文", ""))
