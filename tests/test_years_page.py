"""The page over the years: every number is a report's own, opens its sentences, and no report is counted twice."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from comparing import EN, OLD, ZH
from shown import html_of

from ui import i18n, tables
from ui.content import Bars, Meeting
from ui.i18n import LANGUAGES
from ui.queries import over_years, report_comparison
from ui.queries.over_years import SHOWN
from ui.years import content, exhibits, panel


@pytest.fixture(scope="module")
def several(two_reports):
    return tables.Atlas(two_reports)


@pytest.fixture
def years(several, make_view):
    """A view of the page over three texts of two reports."""

    def make(lang: str = "en", report: str = ZH, **params: str):
        view = make_view("years", lang, **params)
        return replace(view, report=several.report(report))

    return make


@pytest.mark.parametrize("report", [OLD, ZH, EN])
@pytest.mark.parametrize("aspect", SHOWN)
def test_a_count_is_the_number_of_its_sentences(several, report, aspect):
    one = several.report(report)
    found = report_comparison.found(one, aspect)
    assert over_years.counts(one, aspect) == {code: each.number for code, each in found.items()}


@pytest.mark.parametrize(("report", "scope"), [(ZH, [OLD, ZH]), (EN, [OLD, EN]), (OLD, [OLD, ZH])])
def test_of_a_report_in_two_languages_one_text_counts(years, report, scope):
    assert [one.report for one in over_years.scope(years(report=report))] == scope


def test_the_reports_asked_for_are_those_shown(years):
    view = years(reports=OLD)
    assert [one.report for one in over_years.scope(view)] == [OLD]
    assert content.symbols(view) == ["A/74/36"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("per", [None, "100", "counts"])
def test_numbers_are_as_the_reports_have_them(years, lang, per):
    """Tunisia stands in 14 of the 121 paragraphs of A/74/36, and in one of the six of the later report: so unlike in
    length they are followed per 100 paragraphs unless counts are asked for."""
    view = years(lang, country="TUN", **({"per": per} if per else {}))
    line = over_years.line_of(view, "TUN")
    assert line.numbers == (14, 1) and line.covered == 2
    assert content.chain(view, line) == ("14 → 1" if per == "counts" else "11.6 → 16.7")
    said = {"zh": "121 段中有 14 段 → 6 段中有 1 段", "en": "14 of 121 → 1 of 6"}[lang]
    assert (content.chain(view, line) if per == "counts" else said) in content.finding(view)


def test_what_no_report_speaks_of_is_said_and_is_no_nought(years):
    view = years(country="NOR")
    assert over_years.line_of(view, "NOR").covered == 0
    assert "A/74/36" in panel.panel(view).nothing
    dashes = [m for row in content.matrix(view, 40).cells for m in row if not m.number]
    assert dashes and all(not m.href and "Not mentioned" in m.said for m in dashes)


@pytest.mark.parametrize("aspect", SHOWN)
def test_the_table_has_every_number_and_each_leads_to_its_line(years, aspect):
    view = years(aspect=aspect, per="counts")
    made = content.matrix(view, 1000)
    lines = over_years.lines(view)
    assert [[m.number for m in row] for row in made.cells] == [list(line.numbers) for line in lines]
    assert all(
        isinstance(m, Meeting) and ("=" in m.href) == bool(m.number) for row in made.cells for m in row
    )
    totals = [sum(line.numbers) for line in lines]
    assert totals == sorted(totals, reverse=True)


def test_the_panel_shows_the_sentences_of_each_report_under_its_symbol(years):
    made = panel.panel(years(country="TUN", per="counts"))
    bars, as_list, *sides = made.sides
    why, listed = as_list.items
    assert "/country?" in why.href and "scope=all&country=TUN" in why.href
    assert "scope=all&place=TUN" in listed.href
    assert isinstance(bars, Bars) and [row.length for row in bars.rows] == [14, 1]
    assert [side.heading for side in sides] == ["A/75/36 · 1 paragraph", "A/74/36 · 14 paragraphs"]


@pytest.mark.parametrize("measure", [None, "trend"])
def test_the_map_counts_each_country_once(years, measure):
    view = years(**({"measure": measure} if measure else {}))
    spec = content.world(view)
    assert set(spec.places) == {line.code for line in over_years.lines(view)}
    counted = [int(re.search(r"\d+", key.note)[0]) for key in spec.legend.keys[:-2]]
    assert sum(counted) == len(spec.places)


def test_the_list_has_a_row_a_line_and_report(years):
    view = years("en", aspect="themes", per="100")
    frame = exhibits.listing(view).frame
    assert len(frame) == 2 * len(over_years.lines(view))
    code, symbol, count, _, numbers = (
        view.words(f"{key}")
        for key in (
            "export.code",
            "export.symbol",
            "compare.numbers_counts",
            "years.year",
            "themes.column_numbers",
        )
    )
    women = frame[(frame[code] == "women_gender") & (frame[symbol] == "A/74/36")].iloc[0]
    assert women[count] == len(str(women[numbers]).split()) > 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_draw_and_say_what_makes_reports_hard_to_compare(open_page, two_reports, monkeypatch, lang):
    monkeypatch.setenv("ATLAS_TABLES", str(two_reports))
    app = open_page("years", lang=lang, country="TUN", per="counts")
    shown = html_of(app)
    assert not app.exception and "14 → 1" in shown and 'class="legend lights"' in shown
    assert i18n.words(lang)("broken.fault_title") not in shown
    least, most = (i18n.words(lang).count("paragraphs", n) for n in (5, 121))
    assert i18n.words(lang)("years.length_note", least=least, most=most) in shown
    assert html_of(open_page("years", lang=lang, aspect="work", reports=f"{OLD},{ZH}"))


def test_one_report_alone_has_no_years(open_page):
    app = open_page("years", lang="en")
    assert "only one report here" in html_of(app) and not app.exception
