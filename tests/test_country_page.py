"""The page of one country: every number is the paragraphs that it opens, whichever way it is asked for."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape

import pandas as pd
import pytest
from blocks import asked, inside, linked, numbers, texts
from shown import cards_in, html_of

from ui import evidence, exports, findings
from ui.content import Cell
from ui.country import compare_table, listing, story
from ui.country import content as country_content
from ui.country import panel as country_panel
from ui.country import widgets as country_widgets
from ui.queries import country_profile
from ui.render import xlsx
from ui.routes import briefs

LANGUAGES = ("zh", "en")


def page_of(make_view, iso3: str, lang: str = "zh", **params: str):
    return make_view("country", lang, country=iso3, **params)


@pytest.fixture(scope="module")
def named(make_view):
    return list(country_profile.ranking(make_view("country").report))


def test_the_country_without_a_choice_is_the_one_named_most(make_view, named):
    view = make_view("country")
    counts = findings.country_counts(view.report.passages, view.report.table("mentions"))
    assert country_profile.country_of(view) == named[0] and counts[named[0]] == max(counts.values())


def test_every_set_holds_the_paragraphs_it_counts_and_marks_something_in_each(make_view, named):
    report = make_view("country").report
    codes = country_profile._codes(report)
    seen = set()
    for iso3 in named:
        for code, each in country_profile.sets(report, iso3).items():
            assert code in codes, code
            assert each.number == len(each.paragraphs) == len(set(each.paragraphs))
            assert all(each.marks[p] for p in each.paragraphs), (iso3, code)
            seen.add(code[:2])
    assert seen >= {"na", "wo", "pr", "vi", "fi", "e.", "t.", "s.", "p.", "w.", "f."}


def test_the_sets_are_those_of_the_tables(make_view, named):
    """The same counts by another way: distinct numbered paragraphs of joined rows."""
    report = make_view("country").report
    numbered = set(report.passages.query("kind == 'paragraph'")["passage"])
    mentions = report.table("mentions").query("kind in ['country', 'territory', 'name']")
    mentions = mentions[mentions["passage"].isin(numbered)]
    work = report.table("engagements").query("rank == '1' or rank == 1")
    themes = report.table("themes").query("basis == 'words'")
    bounds = dict(zip(report.passages["passage"], report.passages["sentences"], strict=True))

    def place(passage: str, at: int) -> tuple[str, int, int]:
        return passage, *findings.sentence_of(bounds[passage], at)

    for iso3 in named:
        own = set(mentions.loc[mentions["iso3"] == iso3, "passage"])
        assert country_profile.number(report, iso3, country_profile.NAMED) == len(own)
        for kind, rows in work[(work["iso3"] == iso3) & work["passage"].isin(own)].groupby("engagement"):
            assert country_profile.number(report, iso3, f"e.{kind}") == rows["passage"].nunique(), (
                iso3,
                kind,
            )
        # Themes and other countries: of the sentences that name it.
        naming = mentions[mentions["iso3"] == iso3]
        sentences = {place(p, a) for p, a in zip(naming["passage"], naming["start"], strict=True)}
        about: dict[str, set[str]] = {}
        for theme, passage, spans in zip(themes["theme"], themes["passage"], themes["spans"], strict=True):
            if passage in own and any(
                place(passage, int(s.split(":")[0])) in sentences for s in spans.split()
            ):
                about.setdefault(f"t.{theme}", set()).add(passage)
        for other, passage, start in zip(
            mentions["iso3"], mentions["passage"], mentions["start"], strict=True
        ):
            if other != iso3 and place(passage, start) in sentences:
                about.setdefault(f"w.{other}", set()).add(passage)
        for code, passages in about.items():
            assert country_profile.number(report, iso3, code) == len(passages), (iso3, code)
        coded = {code for code in country_profile.sets(report, iso3) if code[:2] in ("t.", "w.")}
        assert coded >= set(about)


def test_its_figures_are_those_of_the_sentences_that_name_it(make_view, named):
    report = make_view("country").report
    bounds = dict(zip(report.passages["passage"], report.passages["sentences"], strict=True))
    figures = [
        (row["passage"], row["start"], *findings.sentence_of(bounds[row["passage"]], row["start"]))
        for row in report.table("figures").to_dict("records")
    ]
    mentions = report.table("mentions").query("kind in ['country', 'territory', 'name']")
    found = 0
    for iso3 in named:
        naming = mentions[mentions["iso3"] == iso3]
        places = list(zip(naming["passage"], naming["start"], strict=True))
        expected = [
            (passage, at)
            for passage, at, begin, end in figures
            if any(where == passage and begin <= place < end for where, place in places)
        ]
        rows = country_profile.rows_of(report, iso3)["figures"]
        assert list(zip(rows["passage"], rows["start"], strict=True)) == expected, iso3
        found += len(expected)
    assert found > 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_on_the_page_is_what_its_link_opens(make_view, named, lang):
    checked = 0
    for iso3 in named:
        view = page_of(make_view, iso3, lang)
        blocks = [country_content.tiles(view, iso3), country_content.blocks(view), story.told(view)]
        for href, said in linked(blocks):
            opened = {k: v for k, v in asked(href).items() if k in ("of", "who")}
            there = page_of(make_view, asked(href)["country"], lang, **opened)
            gathered = country_profile.sets(view.report, iso3)[country_profile.opened(there)[1]]
            if not opened.get("of", "").startswith("f."):  # a figure's own digits are no count
                assert gathered.number in numbers(said), (iso3, href, said)
            checked += 1
        passages = country_panel.panel(view).passages
        assert passages.number == len([p for p in passages.items if p.kind == "paragraph"])
    assert checked > 1500


@pytest.mark.parametrize("lang", LANGUAGES)
def test_side_by_side_every_cell_is_what_it_opens(make_view, named, lang):
    together = ",".join(named[1:4])
    view = page_of(make_view, named[0], lang, **{"beside": together})
    cells = [each for each in inside(compare_table.table(view)) if isinstance(each, Cell) and each.of]
    leading = [cell for cell in cells if cell.href]
    assert len(cells) % 4 == 0 and len(leading) > 40
    for cell in leading:
        opened = {k: v for k, v in asked(cell.href).items() if k in ("of", "who")}
        who, code = opened.get("who", named[0]), opened.get("of", country_profile.NAMED)
        again = page_of(make_view, named[0], lang, beside=together, **opened)
        assert country_profile.opened(again) == (who, code)
        number = country_panel.panel(again).passages.number
        assert int(cell.text) == number == country_profile.number(view.report, who, code)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_report_does_not_say_is_said(make_view, named, lang):
    view = make_view("country", lang)
    absent = next(
        i for i in view.report.atlas.countries.index if not country_profile.spoken_of(view.report, i)
    )
    page = page_of(make_view, absent, lang)
    said = page.words("profile.searched", name=page.country(absent))
    assert said in texts(country_content.neighbours(page)) and country_panel.panel(page).nothing == said
    assert page.words("nothing.absent") in country_widgets.option_labels(page)[absent]
    quiet = next(i for i in named if not country_profile.number(view.report, i, country_profile.VISITS))
    assert page.words("story.no_visit") in story.told(page_of(make_view, quiet, lang)).text


def test_an_unknown_country_is_said_and_no_other_is_shown(open_page):
    app = open_page("country", lang="en", country="XXX", of="e.<svg>", **{"beside": "TUN,TUN"})
    markup = html_of(app)
    assert not app.exception and "XXX" in re.search(r"<h1[^>]*>(.*?)</h1>", markup)[1]
    assert not cards_in(markup) and "<svg>" not in markup


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_country_it_asks_which(open_page, lang):
    markup = html_of(open_page("country", lang=lang))
    assert not cards_in(markup) and markup.count("country=") > 100


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "params", [{"country": "LBN"}, {"country": "TUN", "beside": "LBN,COL"}, {"country": "TUV"}]
)
def test_page_runs_and_states_what_the_panel_shows(open_page, lang, params):
    app = open_page("country", lang=lang, **params)
    assert not app.exception
    markup = html_of(app)
    stated = re.search(r'<h2 data-number="(\d+)">', markup)
    assert int(stated[1]) == cards_in(markup) > 0 if stated else params["country"] == "TUV"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_brief_holds_every_sentence_that_names_the_country_with_its_source(make_view, named, lang):
    for iso3 in named[:40]:
        view = page_of(make_view, iso3, lang)
        document = briefs.made([view], "country", briefs.HTML, "https://atlas.example").decode()
        plain = re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", document)))
        naming = country_profile.sets(view.report, iso3)[country_profile.NAMED]
        found = list(evidence.sentences(view, naming))
        assert {said.id for said in found} >= set(naming.paragraphs)
        for said in found:
            assert said.marks, (iso3, said.id)
            for wording in said.wordings:  # in the reader's language, cited from the source
                assert re.sub(r"\s+", "", wording.text) in plain, (iso3, said.id)
        assert "A/74/36" in plain and "https://atlas.example/country?" in document
        assert not re.findall(r'(?:src|href)="https?://(?!atlas\.example)', document), "needs another host"


def test_the_table_to_take_away_has_a_row_a_sentence_with_its_citation(make_view, named):
    view = page_of(make_view, "LBN", "en", **{"beside": "TUN"})
    table = listing.frame(view, country_profile.columns(view), "https://atlas.example")
    words = view.words
    assert set(table[words("export.iso3")]) == {"LBN", "TUN"}
    assert table[words("export.citation")].str.contains("A/74/36").all()
    sentence, number, kinds = (
        words("profile.column_sentence"),
        words("export.number"),
        [words(f"profile.kind_{kind}") for kind in listing.KINDS],
    )
    assert not table.duplicated([words("export.iso3"), number, sentence]).any(), "a sentence stands once"
    assert (table[kinds] != "").any(axis=1).all() and (table[kinds] != "").any().sum() >= 4
    for _, row in table.iterrows():
        for said in (line for kind in kinds for line in row[kind].split("\n") if line):
            phrase = said.split(": ", 1)[1].removesuffix(f" ({words('fieldwork.ambiguous')})")
            assert phrase.strip() in row[sentence]
    sheet = xlsx.workbook(table, listing.about(view), view.words, "title")
    again = pd.read_excel(io.BytesIO(sheet), sheet_name=None)
    assert len(again["Data"]) == len(table)
    assert "A/74/36" in again["Source"].to_string()
    assert exports.file_name(view, "country", "csv", date(2026, 11, 23), ["LBN"]).split("_")[2] == "LBN"
