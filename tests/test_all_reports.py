"""Pages about all reports: the same numbers wherever they are shown, what is not covered is no nought, and every number opens."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from asking import ask
from comparing import EN, OLD, ZH
from frames import Frames
from shown import html_of

from etl import schema
from ui import request_view, several_reports, tables
from ui.funding import content as funding
from ui.i18n import LANGUAGES, words
from ui.queries import over_years, paragraph_search
from ui.registry import PAGES
from ui.routes import api_query
from ui.years import brief, content, country, panel

OF_ALL = [(page, aspect) for page, aspects in over_years.OF_PAGE.items() for aspect in aspects]


@pytest.fixture
def shared(two_reports, monkeypatch):
    """Three texts of two reports, for everybody."""
    monkeypatch.setenv("ATLAS_TABLES", str(two_reports))


@pytest.fixture
def of_all(shared):
    """A view of a page about all reports."""

    def make(page: str, lang: str = "en", **params: str):
        return request_view.view_of(page, {"lang": lang, "report": ZH, "scope": "all", **params}, strict=True)

    return make


@pytest.fixture
def changed(two_reports, of_all):
    """The same view of tables with another row of the later report."""

    def make(view, **row: str):
        frames = {name: tables.load().whole(name) for name in schema.TABLES}
        later = frames["reports"]["symbol"] == "A/75/36"
        frames["reports"] = frames["reports"].assign(
            **{name: frames["reports"][name].mask(later, value) for name, value in row.items()}
        )
        atlas = tables.Atlas(two_reports, (Frames(frames), []), shared=tables.load())
        return replace(view, report=atlas.report(ZH))

    return make


@pytest.mark.parametrize(("page", "aspect"), OF_ALL)
def test_a_page_about_all_reports_has_the_numbers_of_the_years(of_all, page, aspect):
    asked = {"aspect": aspect} if page == "themes" else {}
    years = of_all(page, **asked).on(PAGES["years"].params, aspect=aspect)
    assert over_years.lines(of_all(page, **asked)) == over_years.lines(years)
    assert [one.report for one in over_years.scope(years)] == [OLD, ZH]  # one text of a report


@pytest.mark.parametrize("page", over_years.OF_PAGE)
def test_one_click_leads_to_all_reports_and_back_and_keeps_the_country(of_all, page):
    view = of_all(page, **({"country": "TUN"} if page in ("countries", "country") else {}))
    one, every = several_reports.scopes(view).options
    assert every.on and "scope" not in one.href
    back = view.having(**dict.fromkeys(view.here.values)).having(
        **{k: v for k, v in view.here.values.items() if k == "country"}
    )
    there = several_reports.scopes(back).options[1]
    assert "scope=all" in there.href and ("country=TUN" in there.href) == ("country" in view.here.values)


@pytest.mark.parametrize("facet", country.FACETS)
def test_every_number_of_a_country_opens_as_many_paragraphs(of_all, make_view, facet):
    view = of_all("country", country="TUN", per="counts")
    table, opened = country.matrix(view, facet), 0
    for row in table.cells:
        for cell in row:
            asked = dict(parse_qsl(urlsplit(cell.href).query))
            assert bool(cell.number) == bool(asked)
            if asked:
                there = request_view.view_of("paragraphs", asked, strict=True)
                assert len(paragraph_search.found(there).paragraphs) == cell.number
                opened += 1
    assert opened > 2


def test_a_year_that_is_not_held_is_no_nought(of_all, changed):
    """A/74/36 and A/77/36: the reports of 2020 and 2021 are not here."""
    view = changed(of_all("countries", country="TUN"), symbol="A/77/36", period_end="2022-07-31")
    assert list(over_years.gaps(view).values()) == [(2020, 2021)]
    assert view.words("years.not_held", years="2020–2021") in content.notes(view)
    first, gap, last = panel.bars(view, "TUN").rows
    assert gap.label == "2020–2021" and gap.number == view.words("years.gap") and not gap.pieces
    assert first.length and last.length


def test_what_was_not_looked_for_is_no_nought(of_all, changed):
    view = changed(of_all("presences"), language="fr")
    assert [one.report for one in over_years.scope(view)] == [OLD]
    assert {len(line.numbers) for line in over_years.lines(view)} == {1}
    assert view.words("compare.unsought_in", report="A/75/36") in content.notes(view)
    code = over_years.lines(view)[0].code
    assert panel.bars(view, code).rows[-1].number == view.words("nothing.not_looked_for")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_shows_one_year_as_well(of_all, lang):
    every, one = of_all("countries", lang), of_all("countries", lang, measure=OLD)
    lines = {line.code: line.numbers[0] for line in over_years.lines(every) if line.numbers[0]}
    shown = {code: place.number for code, place in content.world(one).places.items()}
    assert shown == lines and "A/74/36" in content.world(one).alt


def test_pictures_lists_briefs_and_rows_are_of_all_reports(of_all):
    asked = "lang=en&scope=all&country=LBN"
    assert b"Lebanon stands in 1 of 2 reports" in ask(f"/picture/country.svg?{asked}").body
    assert b"Lebanon" in ask(f"/picture/country.themes.svg?{asked}").body
    view = of_all("country", country="LBN")
    rows = PAGES["country"].lists[""](view, "").frame
    assert set(rows[view.words("export.symbol")]) == {"A/74/36"} and len(rows) == 9
    assert all("黎巴嫩" in text for text in rows[view.words("export.text")])
    made = brief.brief(view)
    assert made.passages.number == 9 and "A/74/36, A/75/36" in made.source.replace(" and ", ", ")
    table, query = api_query.of_page(
        tables.load(), "country", {"scope": "all", "country": "LBN", "report": ZH}
    )
    asked = parse_qsl(query)
    assert table == "mentions" and [value for name, value in asked if name == "report"] == [OLD, ZH]
    answer = ask(f"/api/{table}.json?{query}").json
    assert {row["report"] for row in answer["rows"]} == {OLD}


def test_amounts_stand_under_their_report_and_are_not_added_up(of_all):
    made = funding.over_reports(of_all("funding"))
    assert [section.heading for section in made.blocks] == ["A/74/36 · 2019", "A/75/36 · 2020"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", over_years.OF_PAGE)
def test_the_pages_are_drawn(open_page, shared, page, lang):
    code = {"country": {"country": "TUN"}, "countries": {"country": "TUN"}}.get(page, {})
    app = open_page(page, lang=lang, scope="all", report=EN, **code)
    shown, say = html_of(app), words(lang)
    assert not app.exception and say("broken.fault_title") not in shown
    assert "A/74/36" in shown and "A/75/36" in shown and 'class="crossing' in shown


def test_one_report_alone_has_no_other_scope(open_page):
    app = open_page("countries", lang="en", scope="all")
    assert words("en")("across.every", n=1) not in html_of(app) and not app.exception
    assert words("en")("notice.refused", names="scope") in html_of(app)
