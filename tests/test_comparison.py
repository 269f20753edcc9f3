"""Comparing reports: every number is its sentences in its own report, and differences of language are shown as doubts."""

from __future__ import annotations

import io
import re
from datetime import date
from html import escape, unescape

import pandas as pd
import pytest
from blocks import asked, inside, linked, numbers, rows_in, texts
from comparing import EN, OLD, ZH
from shown import cards_in, html_of
from starlette.exceptions import HTTPException

from ui import deck, exports, palette, picture_links, report_names, request_view, tables, url_state
from ui import exhibits as shared
from ui.compare import bilingual_content, content, exhibits, labels, listing, panel, since
from ui.compare.panel import panel as panel_of
from ui.content import Lines, MapSpec, Note, Passage
from ui.deck import Deck, Slide
from ui.i18n import words
from ui.legends import CHANGES
from ui.params import CompareParams, OverviewParams
from ui.queries import bilingual_comparison, looked_for, report_comparison
from ui.registry import PICTURES
from ui.render import xlsx
from ui.render.slide_layout import body_of
from ui.render.svg import slide as slide_drawing
from ui.routes import pictures, slideshow
from ui.slides import content as slide_content
from ui.slides import files as slide_files
from ui.view import View

LANGUAGES = ("zh", "en")


def passages_in(made) -> list[Passage]:
    """The passages in some blocks."""
    return [each for each in inside(made) if isinstance(each, Passage)]


@pytest.fixture(scope="module")
def loaded(two_reports):
    atlas = tables.Atlas(two_reports)
    assert not atlas.problems and set(atlas.reports) == {OLD, ZH, EN}
    return atlas


@pytest.fixture
def compare(loaded):
    """`compare(lang, a=…, b=…)`: the view of the page, with counts unless `per` says otherwise ("": as is usual)."""

    def make(lang: str = "zh", report: str = ZH, **params: str) -> View:
        asked = {k: v for k, v in {"per": "counts", **params}.items() if v}
        here = url_state.Address(CompareParams, {"lang": lang, "report": report}, asked)
        return View(words(lang), loaded.report(report), palette.LIGHT, here)

    return make


@pytest.fixture
def several(two_reports, monkeypatch):
    monkeypatch.setenv("ATLAS_TABLES", str(two_reports))


def test_the_nearest_of_the_series_comes_first_and_the_older_stands_left(compare, loaded):
    assert [one.report for one in report_comparison.both(compare())] == [OLD, ZH]
    assert [one.report for one in report_comparison.both(compare(report=OLD))] == [OLD, ZH]
    assert [one.report for one in report_comparison.both(compare(earlier=ZH, later=EN))] == [ZH, EN]
    assert [one.report for one in report_comparison.both(compare(earlier=ZH))] == [ZH, OLD]
    assert (
        report_comparison.series(loaded.report(OLD)) == report_comparison.series(loaded.report(EN)) == "A/#/#"
    )
    assert report_comparison.before(loaded.report(ZH)).report == OLD
    assert report_comparison.before(loaded.report(OLD)) is None


@pytest.mark.parametrize("aspect", report_comparison.ASPECTS[:-1])
@pytest.mark.parametrize(
    ("lang", "claims"), [("en", ("Not mentioned", "names")), ("zh", ("未提及", "新提及"))]
)
def test_no_difference_is_told_where_one_reader_did_not_look(two_reports, monkeypatch, aspect, lang, claims):
    """As where one report is in a language without rules: neither absent there, nor newly named in the other."""
    atlas, known = tables.Atlas(two_reports), looked_for.tables
    monkeypatch.setattr(
        looked_for, "tables", lambda one: frozenset() if one.row["language"] == "en" else known(one)
    )
    here = url_state.Address(
        CompareParams,
        {"lang": lang, "report": EN},
        {"earlier": ZH, "later": EN, "aspect": aspect, "country": "TUN"},
    )
    view = View(words(lang), atlas.report(EN), palette.LIGHT, here)
    said = texts([content.title(view), list(content.tables(view)), panel_of(view), exhibits.compare(view)])
    unsought = words(lang)("compare.finding_unsought", reports=labels.name_of(view, view.report))
    assert unsought in said and not report_comparison.rows(view, aspect)
    assert not [claim for claim in claims if claim in said], said
    assert since.since(View(words(lang), atlas.report(EN), palette.LIGHT, here)) is not None


@pytest.mark.parametrize("aspect", report_comparison.ASPECTS[:-1])
@pytest.mark.parametrize("per", [{}, {"per": "100"}])
def test_every_number_is_its_sentences_in_its_own_report(compare, aspect, per):
    view = compare(earlier=OLD, later=ZH, aspect=aspect, **per)
    rows = report_comparison.rows(view, aspect)
    assert rows
    for row in rows:
        opened = compare(
            earlier=OLD, later=ZH, aspect=aspect, **per, **{report_comparison.OPENS[aspect]: row.code}
        )
        sides = panel_of(opened).sides
        for side, report, n in zip(sides, (OLD, ZH), (row.a, row.b), strict=True):
            shown = passages_in(side)
            assert sum(each.kind == "paragraph" for each in shown) == n, row
            assert not n or n in numbers(side.heading), row
            # A card leads to its own report.
            assert all(asked(each.href)["report"] == report for each in shown), row


@pytest.mark.parametrize("aspect", report_comparison.ASPECTS[1:-1])
def test_beside_a_table_the_greatest_change_is_read_until_another_is_chosen(compare, aspect):
    view = compare(earlier=OLD, later=ZH, aspect=aspect)
    code = report_comparison.reading(view)
    panel = panel_of(view)
    assert (
        code
        and not panel.key
        and not panel.close
        and panel.title == report_names.row_name(view, aspect, code)
    )
    chosen = [row[0].text for row in rows_in(content.tables(view)) if row[0].chosen]
    assert chosen == [panel.title]


def test_country_numbers_are_those_of_the_countries_page(compare, make_view):
    from ui.queries import country_counts

    counts = country_counts.counts(make_view("countries", report=OLD))
    rows = report_comparison.rows(compare(earlier=OLD, later=ZH), report_comparison.COUNTRIES)
    assert {row.code: row.a for row in rows if row.a} == counts


@pytest.mark.parametrize("per", [{}, {"per": "100"}])
def test_groups_part_the_countries(compare, per):
    view = compare(earlier=OLD, later=ZH, **per)
    groups = report_comparison.grouped(view, report_comparison.COUNTRIES)
    codes = [row.code for rows in groups.values() for row in rows]
    assert len(codes) == len(set(codes))
    assert set(codes) == {row.code for row in report_comparison.rows(view, report_comparison.COUNTRIES)}
    assert [row.code for row in groups["new"]] == ["ISL"]
    assert all(row.b > 0 == row.a for row in groups["new"])
    assert all(row.a > 0 == row.b for row in groups["dropped"])
    assert all(row.a and row.b and row.change > 0 for row in groups["more"])
    assert all(row.a and row.b and row.change < 0 for row in groups["fewer"])
    assert all(row.a and row.b and row.change == 0 for row in groups["same"])


@pytest.mark.parametrize(
    ("n", "of", "rate"),
    [(1, 121, 0.8), (14, 121, 11.6), (1, 57, 1.8), (1, 8, 12.5), (1, 2000, 0.1), (0, 5, 0), (3, 0, 0)],
)
def test_a_rate_is_rounded_to_one_decimal_halves_upwards(n, of, rate):
    assert report_comparison.rate(n, of) == rate


def test_rates_are_shown_with_the_count_beside_and_said_to_be_rounded(compare):
    view = compare("en", earlier=OLD, later=ZH, per="100")
    row = next(row for row in report_comparison.rows(view, report_comparison.COUNTRIES) if row.code == "TUN")
    assert row.change == round(report_comparison.rate(row.b, 6) - report_comparison.rate(row.a, 121), 1)
    assert row.group == ("more" if row.change > 0 else "fewer")
    (line,) = (cells for cells in rows_in(content.tables(view)) if cells[0].text == "Tunisia")
    assert (line[1].text, line[1].note) == (f"{report_comparison.rate(row.a, 121):.1f}", f"({row.a})")
    assert line[3].text == labels.change_shown(view, row)
    assert words("en")("compare.per_note") in texts(content.sides(view))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_length_and_period_are_said(compare, lang):
    view = compare(lang, earlier=OLD, later=ZH)
    sides, say = texts(content.sides(view)), words(lang)
    for report in report_comparison.both(view):
        assert say.count("paragraphs", report_comparison.paragraphs(report)) in sides
    assert [report_comparison.months(report) for report in report_comparison.both(view)] == [7, 12]
    assert say("compare.months_other", n=7) in sides and say("compare.months_other", n=12) in sides
    silent = view.report.atlas.report(EN)
    if not silent.row["period_start"]:
        assert report_names.period_of(view, silent) == say("compare.period_unstated")


def test_money_stands_by_currency_and_as_printed(compare):
    view = compare(earlier=OLD, later=ZH, aspect="figures", category="USD")
    assert "USD" in {row.code for row in report_comparison.rows(view, "figures")}
    sides = panel_of(view).sides
    assert "200 万美元" in texts(sides[1]) and words("zh")("compare.absent_in", report="A/74/36") in texts(
        sides[0]
    )
    assert [len(passages_in(side)) for side in sides] == [0, 1]
    # Amounts of money stand in a table of their own.
    counts, money = content.tables(view)
    assert [row[0].text for row in rows_in(money)] == [report_names.row_name(view, "figures", "USD")]
    assert not {row[0].text for row in rows_in(counts)} & {row[0].text for row in rows_in(money)}


def test_the_map_has_a_step_of_colour_a_group(compare):
    tones = [*CHANGES.values(), "nowhere"]
    for colours in (palette.LIGHT, palette.DARK):
        assert len({palette.fill_of(colours, tone) for tone in tones}) == len(tones) == 6
    view = compare(earlier=OLD, later=ZH)
    spec = content.world(view)
    rows = {row.code: row for row in report_comparison.rows(view, report_comparison.COUNTRIES)}
    assert {code: place.tone for code, place in spec.places.items()} == {
        code: row.group for code, row in rows.items()
    }
    assert spec.places["ISL"].tone == "new" and "ISL" not in spec.places.keys() - rows.keys()
    assert (
        spec.place("AUS").said == words("zh")("compare.map_neither") and spec.place("AUS").tone == "nowhere"
    )
    for key in (key for key in spec.legend.keys if key.note):
        n = sum(place.tone == key.tone for place in spec.places.values())
        assert key.note == view.words.count("countries", n)
    only = content.world(compare(earlier=OLD, later=ZH, change="dropped"))
    assert {place.tone for place in only.places.values()} == {"dropped"}
    assert not only.place("ISL").said, "of a group that is left out nothing is said"


def test_pointing_at_a_country_says_both_numbers(compare):
    view = compare("en", earlier=OLD, later=ZH, per="counts")
    row = next(row for row in report_comparison.rows(view, report_comparison.COUNTRIES) if row.code == "TUN")
    said = content.world(view).place("TUN").said
    assert re.findall(r"A/7[45]/36\D*(\d+)", said) == [str(row.a), str(row.b)]


def test_reports_of_different_length_are_compared_per_100_paragraphs_unless_counts_are_asked_for(compare):
    """121 paragraphs and 6: one paragraph of the second is as much of it as twenty of the first."""
    usual, counts = (
        compare("en", earlier=OLD, later=ZH, aspect="themes", **asked)
        for asked in ({"per": ""}, {"per": "counts"})
    )
    assert report_comparison.per_hundred(usual) and not report_comparison.per_hundred(counts)
    assert content.finding(usual).startswith("Per 100 paragraphs: ")
    assert not content.finding(counts).startswith("Per 100")
    assert "per 100 paragraphs" in texts(since.since(usual.on(OverviewParams)))


# two languages


def test_the_other_language_of_a_report_is_one_click_away(compare, loaded):
    view = compare(earlier=OLD, later=ZH)
    assert report_comparison.translations(report_comparison.both(view)) == (
        (loaded.report(ZH), loaded.report(EN)),
    )
    pairs = [
        (asked(href).get("earlier"), asked(href).get("later")) for href, _ in linked(content.choices(view))
    ]
    assert (ZH, EN) in pairs
    assert not report_comparison.translations((loaded.report(OLD), loaded.report(OLD)))


def test_planted_differences_are_found_and_no_others(loaded):
    a, b = loaded.report(ZH), loaded.report(EN)
    countries = [check for check in bilingual_comparison.checks(a, b, "countries") if not check.agrees]
    assert [(c.number, c.only_a, c.only_b) for c in countries] == [(3, ("TCD",), ())]
    figures = [check for check in bilingual_comparison.checks(a, b, "figures") if not check.agrees]
    assert [(c.number, c.only_a, c.only_b) for c in figures] == [(4, ("657",), ("675",))]
    assert [n for n, (_, there) in bilingual_comparison.aligned(a, b).items() if not there] == [6]
    assert len(bilingual_comparison.checks(a, b, "countries")) == 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_doubt_is_shown_and_marked_in_the_sentence(compare, lang):
    view, say = compare(lang, earlier=ZH, later=EN), words(lang)
    assert report_comparison.aspect_of(view) == report_comparison.LANGUAGES
    title = say("compare.agreed", agree=4, of=5, doubt=1, kind=say("compare.inside_countries"))
    headline, *_ = bilingual_content.title(view)
    assert headline.title == title
    table = list(bilingual_content.table(view))
    (row,) = rows_in(table)
    assert (row[1].text, row[1].tone, row[2].text) == (view.country("TCD"), "unread", "—")
    # The paragraph without a partner is named below.
    assert "6" in [asked(href)["passage"] for href, _ in linked(table[1])]
    panel = bilingual_content.panel(compare(lang, earlier=ZH, later=EN, passage="3"))
    shown = passages_in(panel)
    doubtful = {each.text[m.start : m.end] for each in shown for m in each.marks if m.doubtful}
    assert [each.lang for each in shown] == ["zh", "en"] and doubtful == {"乍得"}
    assert {each.text[m.start : m.end] for each in shown for m in each.marks} == {"乍得", "约旦", "Jordan"}
    assert panel.lead[0] == Note(say("compare.pair_doubt", names=view.country("TCD")), "doubt")
    missing = bilingual_content.panel(compare(lang, earlier=ZH, later=EN, passage="6"))
    assert len(passages_in(missing)) == 1
    assert say("compare.pair_missing", language=say("app.report_language_en")) in texts(missing)
    every = bilingual_content.table(compare(lang, earlier=ZH, later=EN, change="all"))
    assert [asked(row[0].href)["passage"] for row in rows_in(every)] == list("12345")


def test_the_first_doubt_is_read_until_another_is_chosen(compare):
    view = compare(earlier=ZH, later=EN)
    panel = bilingual_content.panel(view)
    assert bilingual_content.reading(view) == "3" and not panel.key and not panel.close
    before, after = panel.steps
    assert (asked(before.href)["passage"], asked(after.href)["passage"]) == ("2", "4")
    first = bilingual_content.panel(compare(earlier=ZH, later=EN, passage="1"))
    assert first.key == "1" and not first.steps[0].href and "passage" not in asked(first.close)


# files


@pytest.mark.parametrize(
    "params",
    [{"earlier": OLD, "later": ZH, "aspect": "countries", "per": "100"}, {"earlier": ZH, "later": EN}],
)
def test_files_name_both_reports(compare, params):
    view = compare("en", **params)
    made = listing.listing(view)
    frame, about = made.frame, made.about
    a, b = labels.names(view).values()
    rows = rows_in((*content.tables(view),) if "aspect" in params else tuple(bilingual_content.table(view)))
    assert len(frame) == len(rows) > 0 and about["Document symbol"] == f"{a}; {b}"
    book = xlsx.workbook(frame, about, view.words, "title")
    assert f"{a}; {b}" in pd.read_excel(io.BytesIO(book), sheet_name="Source", header=None).to_string()
    assert exports.csv_bytes(frame)


# pages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_report_alone_says_so(open_page, lang):
    app = open_page("compare", lang=lang)
    assert not app.exception and words(lang)("compare.alone") in html_of(app)
    assert 'class="notice"' not in html_of(app)
    assert 'class="since"' not in html_of(open_page("overview", lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("x", report_comparison.ASPECTS[:-1])
def test_each_comparison_opens(open_page, several, lang, x):
    app = open_page("compare", lang=lang, earlier=OLD, later=ZH, aspect=x)
    markup = html_of(app)
    assert not app.exception and 'class="notice"' not in markup and '<table class="changes"' in markup
    assert words(lang)(f"compare.counted_{x}") in markup


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_languages_open(open_page, several, lang):
    app = open_page("compare", lang=lang, earlier=ZH, later=EN, passage="3")
    assert not app.exception and 'class="notice"' not in html_of(app)
    assert cards_in(html_of(app)) == 2


@pytest.mark.parametrize(
    "params",
    [
        {"earlier": OLD, "later": OLD},
        {"aspect": "evil"},
        {"per": "7"},
        {"aspect": "languages", "earlier": OLD, "later": ZH},
    ],
)
def test_an_address_that_is_not_understood_is_said_and_ignored(open_page, several, params):
    app = open_page("compare", lang="en", **params)
    assert not app.exception and 'class="notice"' in html_of(app) and "<svg" not in html_of(app)
    assert 'class="sides"' in html_of(app)


@pytest.mark.parametrize("params", [{"earlier": "../../x"}, {"country": "XXX"}, {"theme": "<svg>"}])
def test_what_an_address_names_and_is_not_here_is_said_instead_of_shown_otherwise(open_page, several, params):
    app = open_page("compare", lang="en", **params)
    markup, [named] = html_of(app), params.values()
    assert not app.exception and 'class="sides"' not in markup
    assert escape(named) in re.search("<h1[^>]*>(.*?)</h1>", markup)[1] and "<svg" not in markup


def test_a_country_named_in_neither_says_so(open_page, several):
    app = open_page("compare", lang="en", earlier=OLD, later=ZH, country="AUS")
    say = words("en")
    assert say("compare.neither", a="A/74/36", b="A/75/36", name="Australia") in html_of(app)


def test_the_overview_says_what_changed_since_the_report_before(open_page, several, compare):
    markup = html_of(open_page("overview", lang="en", report=ZH))
    block = re.search(r'<section class="since">.*?</section>', markup)[0]
    groups = report_comparison.grouped(compare(earlier=OLD, later=ZH), report_comparison.COUNTRIES)
    assert block.count("<li>") == 3 and f"earlier={OLD}" in block
    assert words("en").count("countries", len(groups["dropped"])) in block
    assert 'class="since"' not in html_of(open_page("overview", lang="en", report=OLD))


def test_what_did_not_change_is_no_change(several, compare):
    """Between the two texts of one report no country but Chad and Fiji and no theme differs."""
    view = compare("en", earlier=ZH, later=EN, aspect="countries", per="counts")
    said = texts(panel.panel(view))
    assert "Chad" in said and "Kenya" not in said


# as pictures and slides


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("aspect", report_comparison.ASPECTS[:-1])
def test_a_comparison_is_a_picture_and_a_slide_with_both_sources(several, lang, aspect):
    asked_for = {"earlier": OLD, "later": ZH, "aspect": aspect, "per": "counts"}
    view = request_view.drawn_view_of("compare", {"lang": lang, **asked_for})
    assert view.report.report == ZH
    rows = report_comparison.rows(view, aspect)
    for name in ("compare", "compare.list"):
        drawing = pictures.picture(view, name, "https://atlas.example.org")
        text = re.sub(r"\s|<[^>]+>", "", drawing)
        assert "A/74/36" in text and "A/75/36" in text and "href" not in drawing
        assert re.sub(r"\s", "", content.finding(view)) in unescape(text)
        slide = Slide(name, tuple(asked_for.items()))
        made = slide_content.exhibit(slide, {"lang": lang})
        assert made.on_slide.title == content.finding(view) and made.source == content.source_said(view)
        mapped = name == "compare" and aspect == report_comparison.COUNTRIES
        shown, of = body_of(made), {report_names.row_name(view, aspect, row.code): row for row in rows}
        assert isinstance(shown, MapSpec if mapped else Lines)
        if mapped:
            said = {view.country(code): (place.said, place.href) for code, place in shown.places.items()}
        else:
            said = {line.label: (line.said, line.href) for line in shown.items}
            changes = [abs(row.change) for row in rows if aspect == "countries" or not row.code.isupper()]
            assert [abs(of[label].change) for label in said] == sorted(changes, reverse=True)[: len(said)]
        for label, (both, href) in said.items():
            with_noughts = both.replace(words(lang)("compare.none_here"), "0")
            assert numbers(re.sub(r"A/\d+/\d+", "", with_noughts)) == [of[label].a, of[label].b]
            assert asked(href)[report_comparison.OPENS[aspect]] == of[label].code
        for kind in slide_files.KINDS:
            assert slide_files.made(kind, Deck((slide,)), {"lang": lang})
    if aspect == report_comparison.COUNTRIES:
        groups = report_comparison.grouped(view, aspect)
        stated = {key.label: key.note for key in PICTURES["compare"](view).legend.keys if key.note}
        assert stated == {
            view.words(f"compare.group_{g}"): view.words.count("countries", len(found))
            for g, found in groups.items()
        }


def test_a_picture_has_a_bar_for_either_report(compare):
    view = compare("en", earlier=OLD, later=ZH, aspect="themes")
    bars, rows = exhibits.changes(view).body[0].rows, exhibits.ranked(view)
    assert len(bars) == 2 * len(rows) > 0
    for row, first, second in zip(rows, bars[::2], bars[1::2], strict=True):
        assert (first.label, second.label) == (view.theme(row.code), "")
        assert (first.length, second.length) == (row.a, row.b)
        assert [bar.number for bar in (first, second)] == [str(n) if n else "none" for n in (row.a, row.b)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_of_several_reports_stand_in_one_presentation(several, lang):
    slides_of = {}
    for report in (OLD, ZH):
        view = request_view.drawn_view_of("countries", {"lang": lang, "report": report, "region": "002"})
        add = picture_links.pictures(view, date(2026, 11, 27)).items[0].add
        (slides_of[report],) = deck.decode(asked(add.href)["add"]).slides
    given = Deck((*slides_of.values(), slide_content.quote("1", OLD), slide_content.quote("1", ZH)))
    for shown in (OLD, ZH):  # whichever report is in view
        common = {"lang": lang, "report": shown}
        assert slide_content.known(given, common) == given
        for slide, symbol in zip(given.slides, ("A/74/36", "A/75/36") * 2, strict=True):
            view, made = slide_content.view_of(slide, common), slide_content.exhibit(slide, common)
            assert symbol in re.sub(r"<[^>]+>", "", slide_drawing.document(view, made))
            assert symbol in shared.source(view, made)
            assert f"report={dict(slide.params)['report']}" in slideshow.slide_href(view, slide)
        assert slide_files.made(slide_files.PDF, given, common)
    gone = Deck((*given.slides, slide_content.quote("1", "A-1-1.zh")))
    assert slide_content.known(gone, {"lang": lang}) == given


def test_a_comparison_with_a_report_that_is_not_here_is_refused(several):
    for pair in ({"earlier": "A-1-1.zh"}, {"later": "x"}):
        with pytest.raises(HTTPException):
            request_view.drawn_view_of("compare", pair)
        slides_left = slide_content.known(
            Deck((Slide("compare", tuple(pair.items())), Slide("countries"))), {}
        )
        assert [slide.name for slide in slides_left.slides] == ["countries"]


def test_where_there_is_one_report_there_is_no_picture_of_a_comparison():
    with pytest.raises(HTTPException):
        request_view.drawn_view_of("compare", {})
    assert not slide_content.known(Deck((Slide("compare"),)), {}).slides
