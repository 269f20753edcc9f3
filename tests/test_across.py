"""Paragraphs of all reports at once: the same as on each report's own page, no report counted twice, what is not covered said."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pytest
from asking import ask
from comparing import EN, OLD, ZH
from frames import Frames
from shown import html_of

from ui import i18n, tables
from ui.archive import Over
from ui.paragraphs import across
from ui.queries import archive_conditions, archive_rows, archive_search, library, paragraph_search
from ui.render.html import grid as html_grid

ASKED = [
    {},
    {"q": "黎巴嫩"},
    {"q": "人权 -妇女"},
    {"q": "tunisia"},
    {"q": "countries -elections"},
    {"q": "选举"},
    {"place": "LBN"},
    {"place": "LBN,002", "group": "ldc"},
    {"place_all": "LBN,KEN"},
    {"place": "LBN", "engagement": "training"},
    {"engagement_all": "training,monitoring"},
    {"theme": "women_gender", "place": "002", "place_not": "KEN"},
    {"group": "ldc", "engagement": "training", "theme_not": "women_gender", "has_figure": "1"},
    {"has_presence": "0", "cites": "1"},
]


@pytest.fixture(scope="module")
def several(two_reports):
    return tables.Atlas(two_reports)


@pytest.fixture
def everything(several, make_view):
    """A view of the page over three texts of two reports."""

    def make(lang: str = "zh", scope: str | None = "all", report: str = OLD, **params: str):
        asked = params | ({"scope": scope} if scope else {})
        return replace(make_view("paragraphs", lang, **asked), report=several.report(report))

    return make


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_what_is_found_is_what_each_report_finds_alone_and_so_is_every_number(everything, lang, asked):
    view = everything(lang, **asked)
    counted = archive_conditions.texts(view.report.atlas, archive_search.language_of(view))
    alone = {name: everything(lang, None, name, **asked) for name in counted}
    found = {name: paragraph_search.found(one).paragraphs for name, one in alone.items()}
    assert archive_search.rows(view, 0, 1000) == tuple((name, p) for name in counted for p in found[name])
    numbers = archive_search.numbers(view)
    assert numbers["found"] == {name: len(rows) for name, rows in found.items() if rows}
    for facet in ("place", "group", "theme", "engagement", "has_figure", "has_presence", "cites"):
        sums: dict[str, int] = {}
        for one in alone.values():
            for option, n in paragraph_search.numbers(one)[facet].items():
                sums[option] = sums.get(option, 0) + n
        told = {option: n for option, n in numbers.get(facet, {}).items() if n}
        assert told == {option: n for option, n in sums.items() if n}, facet


@pytest.mark.parametrize("facet", archive_search.OF_REPORT)
def test_the_number_beside_a_report_year_or_body_is_what_choosing_it_leaves(everything, facet):
    view = everything(place="002")
    counted = archive_search.numbers(view)[facet]
    assert sum(counted.values()) == archive_search.total(view)
    for option, n in counted.items():
        assert archive_search.total(view.having(**{facet: option})) == n, option


def test_of_a_report_in_two_languages_the_text_of_the_words_searched_for_counts(everything, several):
    assert len(several.reports) == 3 and len(archive_conditions.texts(several, "zh")) == 2
    for lang, query, text in (("en", "人权", ZH), ("zh", "the", EN), ("en", "", EN), ("zh", "", ZH)):
        view = everything(lang, **({"q": query} if query else {}))
        found = set(archive_search.numbers(view)["found"])
        assert text in found and not found & ({ZH, EN} - {text})


def test_own_reports_are_found_beside_the_shared_ones(several):
    frames = {name: several.whole(name) for name in tables.NAMES}
    shared, own = (
        {name: frame[(frame["report"] == OLD) == kept] for name, frame in frames.items()}
        for kept in (True, False)
    )
    mine = {r: {name: frame[frame["report"] == r] for name, frame in own.items()} for r in (ZH, EN)}
    asked = "SELECT report, count(*) FROM {passages} WHERE kind = $kind GROUP BY report ORDER BY report"
    expected = several.ask(asked, {"kind": "paragraph"})
    assert len(expected) == 3 and Over(Frames(shared), mine).ask(asked, {"kind": "paragraph"}) == expected
    assert Over(several.source, mine).ask(asked, {"kind": "paragraph"}) == expected


@pytest.mark.parametrize("name", archive_search.COLUMNS)
def test_rows_are_ordered_by_any_column_both_ways(everything, name):
    up, down = (archive_search.rows(everything(sort=f"{way}{name}"), 0, 1000) for way in ("", "-"))
    assert sorted(up) == sorted(down)
    if name == "countries":
        most = archive_rows.whole(everything().report.atlas, down)[down[0]].facts.countries
        assert len(most) == max(
            len(row.facts.countries) for row in archive_rows.page(everything(sort="-countries")).values()
        )


def test_rows_come_in_pages_that_hold_each_once(everything, monkeypatch):
    whole = archive_search.rows(everything(), 0, 1000)
    assert len(whole) == archive_search.total(everything()) > archive_search.PAGE
    second = everything(offset=str(archive_search.PAGE))
    assert archive_search.order(everything()) + archive_search.order(second) == whole
    _, ways = across.pages(second)
    assert [("offset" in link.href) for link in ways.items] == [False]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_row_has_the_cells_of_its_report_and_the_words_searched_for(everything, lang):
    view = everything(lang, q="突尼斯" if lang == "zh" else "Tunisia")
    state = html_grid.state(across.table(view))
    assert state["whole"] and len(state["items"]) == archive_search.total(view) > 0
    gist = state["order"].index("gist")
    for key, cells in state["cells"].items():
        report, passage = key.split("/")
        assert cells[0] == library.facts_of(view.report.atlas)[report].symbol and cells[2] == passage
        assert "mark-search" in cells[gist], key


def test_where_nothing_is_found_the_table_is_empty_and_its_conditions_stay(everything):
    state = html_grid.state(across.table(everything(q="nothing of it", place="TUN", reports=OLD)))
    assert state["items"] == [] and state["facets"]["place"]["chosen"]
    assert [choice[3] for choice in state["facets"]["reports"]["choices"]] == ["any"]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_what_is_not_covered_is_said(everything, lang, monkeypatch):
    say, view = i18n.words(lang), everything(lang, reports=f"{OLD},{ZH}", place="TUN")
    told = " ".join(across.coverage(view))
    assert say("across.one_text", language=say(f"library.language_{lang}")) in told
    nowhere = set(archive_search.reports_of(view)) - set(archive_search.numbers(view)["found"])
    for name in nowhere:
        assert across.option_name(view, "reports", name) in told
    held = {lang: {2017: "a", 2019: "b"} for lang in i18n.LANGUAGES}
    gap = library.Series("A/…/36", "A", 2017, 2019, held)
    monkeypatch.setattr(library, "series", lambda _atlas: (gap,))
    assert say("across.not_held", series="A/…/36", years="2018") in " ".join(across.coverage(view))


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_page_reads_a_paragraph_in_its_report_and_leads_to_the_next(
    open_page, two_reports, monkeypatch, lang
):
    monkeypatch.setenv("ATLAS_TABLES", str(two_reports))
    app = open_page("paragraphs", lang=lang, scope="all", q="黎巴嫩", report=ZH)
    assert not app.exception
    markup, say = html_of(app), i18n.words(lang)
    assert "A/74/36 · 2019 · " in markup and f"report={OLD}&amp;scope=all&amp;q=" in markup
    assert say("across.every", n=2) in markup and say("notice.refused", names="")[:12] not in markup
    app = open_page("paragraphs", lang=lang, scope="all", q="nothing of it")
    assert not app.exception and say("paragraphs.empty") in html_of(app)


def test_the_list_and_the_api_have_the_same_rows(everything, two_reports, monkeypatch):
    monkeypatch.setenv("ATLAS_TABLES", str(two_reports))
    for query in ("place=LBN", "q=Tunisia", "q=黎巴嫩&year=2019", "theme=women_gender&body=A"):
        answer = ask(f"/list/paragraphs.csv?lang=en&scope=all&{query}")
        assert answer.status == 200 and "paragraphs" in answer.headers["content-disposition"]
        rows = pd.read_csv(io.BytesIO(answer.body), encoding="utf-8-sig")
        asked = f"/api/passages.json?kind=paragraph&scope=all&{query.replace('place', 'iso3')}"
        told = ask(asked).json["rows"]
        assert len(told) == len(rows) > 0, query
        symbols = dict(zip(rows["Document symbol"], rows["Paragraph"], strict=True))
        assert {row["report"].replace("-", "/").partition(".")[0] for row in told} == set(symbols)
    assert ask("/list/paragraphs.docx?lang=en&scope=all").status == 404


def test_what_only_one_report_has_is_refused_in_the_scope_of_all(open_page, two_reports, monkeypatch):
    monkeypatch.setenv("ATLAS_TABLES", str(two_reports))
    app = open_page("paragraphs", lang="en", scope="all", by="country")
    assert "“by”" in html_of(app) and not app.exception
