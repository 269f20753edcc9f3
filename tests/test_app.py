"""The dashboard without a browser: its words, numbers, and pages in both languages."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import string
import tomllib
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from shown import cards_in, html_of

from etl.phrases import filled
from ui import chrome, exports, filters, findings, i18n, panels, tables, url_state
from ui.paragraphs import listing as paragraphs_listing
from ui.params import CountriesParams
from ui.queries import country_counts, paragraph_facets, paragraph_search, report_figures, theme_crosstab
from ui.registry import PAGES, bar_page
from ui.render import xlsx
from ui.render.html import passages as passages_html
from ui.render.html import render
from ui.routes.status import ready

LANGUAGES = ("zh", "en")


# words


def placeholders(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def test_both_languages_have_the_same_words():
    flat = {
        lang: i18n.flatten(tomllib.loads((i18n.TEXT / f"{lang}.toml").read_text("utf-8")))
        for lang in LANGUAGES
    }
    assert set(i18n.LANGUAGES) == set(LANGUAGES)
    assert flat["zh"].keys() == flat["en"].keys()
    may_be_empty = {"app.sentence_gap", "numbers.thousands"}
    empty_ones = {key for lang in LANGUAGES for key, phrase in flat[lang].items() if not phrase.strip()}
    assert empty_ones <= may_be_empty
    assert {k: placeholders(v) for k, v in flat["zh"].items()} == {
        k: placeholders(v) for k, v in flat["en"].items()
    }


def test_chinese_words_hold_no_half_width_punctuation():
    flat = i18n.flatten(tomllib.loads((i18n.TEXT / "zh.toml").read_text("utf-8")))
    wrong = {
        k: v for k, v in flat.items() if re.search(r"[一-鿿][,;:!?]", v) and not k.startswith("numbers.")
    }
    assert not wrong


@pytest.mark.parametrize(
    ("lang", "value", "said"),
    [
        ("zh", 608_000_000, "6.08 亿"),
        ("zh", 897_000, "89.7 万"),
        ("zh", 10_000, "1 万"),
        ("zh", 9_999, "9999"),
        ("zh", 77, "77"),
        ("zh", 0, "0"),
        ("en", 608_000_000, "608 million"),
        ("en", 897_000, "897,000"),
        ("en", 1_000_000_000, "1 billion"),
        ("en", 0.25, "0.25"),
        ("en", 100, "100"),
        ("zh", 316_545, "316,545"),  # as exact as printed: not 31.65 万
        ("zh", 315_000, "31.5 万"),
        ("en", 1_046_213, "1,046,213"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(lang, value, said):
    assert i18n.words(lang).number(value) == said


def test_one_of_a_thing_is_not_several():
    assert i18n.words("en").count("paragraphs", 1) == "1 paragraph"
    assert i18n.words("en").count("paragraphs", 0) == "0 paragraphs"
    assert i18n.words("zh").count("paragraphs", 14) == "14 段"
    assert i18n.words("en").date("2018-12-01") == "1 December 2018"
    assert i18n.words("zh").date("2018-12-01") == "2018 年 12 月 1 日"
    assert i18n.words("zh").date("unknown") == "unknown"


def nouns() -> dict[str, str]:
    """What is counted anywhere in the English words: one of it → several."""
    pairs = {"figure": "figures", "sentence": "sentences", "second": "seconds"}
    for key, phrase in i18n.words("en").phrases.items():
        forms = re.findall(r"\{\w+:([^|}]+)\|([^}]+)\}", phrase)
        if key.startswith("count.") and key.endswith("_one"):
            forms.append((phrase, i18n.words("en").phrases[key.removesuffix("one") + "other"]))
        for one, several in forms:
            said = zip(one.split(), several.split(), strict=False)
            pairs |= {a: b for a, b in said if b in (f"{a}s", f"{a.removesuffix('y')}ies")}
    return pairs


# What stands for a setting of ours, a limit or the many cases of a test is never one.
NEVER_ONE = re.compile(
    r"method\.(title|quality_how)|refused\.|present\.(full|failed_time)|chart\.class_|library\.full|api\.rule"
    r"|grid\.pptx_many|funding\.finding_some_funds"
)


@pytest.mark.parametrize("n", [1, 2])
def test_every_counted_noun_stands_in_the_form_that_goes_with_its_number(n):
    """Every English phrase with one, and with two, of whatever it counts."""
    pairs, found = nouns(), {}
    assert {"paragraph", "country", "place", "slide", "character"} <= pairs.keys()
    before, nothing_behind = r"(?:numbered |more |paired |field |invisible )*", r"(?![\w-]| names| presences)"
    wrong = re.compile(
        rf"(?<![\w.,]){n} {before}(?:{'|'.join(pairs.values() if n == 1 else pairs)}){nothing_behind}"
    )
    for key, phrase in i18n.words("en").phrases.items():
        if key.endswith(("_one", "_other")) or NEVER_ONE.match(key):
            continue
        if hit := wrong.search(filled(phrase, dict.fromkeys(placeholders(phrase), n))):
            found[key] = hit[0]
    assert not found, found


def test_a_sentence_has_the_form_that_goes_with_its_number():
    say = i18n.words("en")
    assert say("fieldwork.visits", n=1) == "Senior officials visited 1 country"
    assert say("fieldwork.visits", n="24") == "Senior officials visited 24 countries"
    assert say("overview.tile_amounts_note", n=1) == "1 states an amount"
    assert say("pictures.regions", n=1, names="Asia").startswith("1 paragraph speaks of countries in Asia")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_countries_of_the_same_number_stand_by_name(make_view, lang):
    view = make_view("countries", lang)
    counts = country_counts.counts(view)
    order = [(-n, view.country(iso3)) for iso3, n in counts.items()]
    assert order == sorted(order) and len(set(counts.values())) < len(counts)


def test_every_kind_in_the_contract_has_its_word():
    from etl import schema

    for lang in LANGUAGES:
        say = i18n.words(lang)
        for section, kinds in (
            ("presences", schema.allowed("presences", "presence")),
            ("engagements", schema.allowed("engagements", "engagement")),
            ("kinds", schema.allowed("mentions", "kind")),
        ):
            assert all(say(f"{section}.{kind}") for kind in kinds)


# small functions


@pytest.mark.parametrize(("n", "index"), [(0, -1), (1, 0), (2, 1), (3, 1), (4, 2), (6, 2), (7, 3), (99, 3)])
def test_class_edges(n, index):
    assert findings.class_of(n) == index


def test_classes_and_leaders():
    assert findings.class_sizes({"A": 1, "B": 2, "C": 3, "D": 7, "E": 0}) == [1, 2, 0, 1]
    assert findings.leaders({"A": 3, "B": 3, "C": 1}) == ["A", "B"]
    assert findings.leaders({}) == []


def text_only(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup)


def test_marks_nest_and_lose_no_text():
    text = "向 25 个国家的 <b>项目</b> & 提供赠款"
    marks = [
        findings.Mark(0, 9, "presence"),
        findings.Mark(2, 7, "figure"),
        findings.Mark(5, 12, "country", doubtful=True),
        findings.Mark(5, 999, "theme"),
    ]
    marked = str(passages_html.marked(text, marks, {}))
    assert text_only(marked) == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert marked.count("<mark") == marked.count("</mark>")
    assert "<b>" not in marked and "mark-theme" not in marked
    assert "mark-doubtful" in marked
    assert re.search(r'mark-presence[^>]*><mark class="mark mark-figure mark-first"', marked)


def test_search_is_literal_and_keeps_offsets():
    passages = pd.DataFrame({"passage": ["1", "2"], "text": ["İ (a+)+$ Law", "law 司法，司法"]})
    found = findings.search_findings(passages, "LAW")
    assert [(r.passage, r.start, r.end) for r in found.itertuples()] == [("1", 9, 12), ("2", 0, 3)]
    assert len(findings.search_findings(passages, "(a+)+$")) == 1
    assert len(findings.search_findings(passages, "law 司法")) == 3
    assert findings.search_findings(passages, "  ").empty


@pytest.mark.parametrize(
    ("typed", "texts", "others"),
    [
        ("elections", ["an election", "by-elections", "electoral lists", "Elections"], ["electronic lists"]),
        ("选举", ["选举期间", "2019 年大选"], ["选择"]),
        ("states", ["the State", "States"], ["a statement", "estate"]),
        ("countries", ["a country", "countries"], ["countryside"]),
        ("torture", ["torture", "tortured"], ["tort"]),
        ("crisis", ["a crisis"], ["crisi"]),
    ],
)
def test_a_word_is_found_in_its_forms(typed, texts, others):
    passages = pd.DataFrame({"passage": [*texts, *others], "text": [*texts, *others]})
    assert list(dict.fromkeys(findings.search_findings(passages, typed)["passage"])) == texts


def test_filters_count_what_they_would_leave():
    facets = {
        "place": {"TUN": frozenset("12"), "KEN": frozenset("3")},
        "figure": {"1": frozenset("23")},
    }
    passages = pd.DataFrame({"passage": list("123"), "kind": ["paragraph"] * 3, "text": ["a", "b", "c"]})
    result = filters.keep(passages, facets, {"place": "TUN", "figure": "1"}, "")
    assert result.paragraphs == ("2",)
    counts = filters.options(facets, {"figure": "1"}, frozenset("123"), "place")
    assert counts == {"TUN": 1, "KEN": 1}
    assert filters.keep(passages, facets, {"place": "nowhere"}, "").paragraphs == ()


def test_neighbours():
    assert paragraph_search.neighbours("2", ["1", "2", "3"]) == ("1", "3")
    assert paragraph_search.neighbours("1", ["1"]) == (None, None)


# the address

RULES = {"c": url_state.one_of({"TUN"}), "k": url_state.some_of(("country", "name")), "q": url_state.text()}


@pytest.mark.parametrize(
    "raw",
    [
        {"c": "XXX"},
        {"c": "' OR 1=1--"},
        {"c": "TUN\x00"},
        {"c": ""},
        {"k": "country,evil"},
        {"q": "x" * (url_state.LONGEST_QUERY + 1)},
        {"q": "a\nb"},
        {"page": "../../secrets"},
        {"<svg onload=1>": "1"},
    ],
)
def test_what_is_not_on_the_list_is_refused(raw):
    values, refused = url_state.accept(raw, RULES)
    assert values == {} and refused == [next(iter(raw))[:20]]


def test_what_is_on_the_list_is_kept_in_order():
    raw = {"lang": "zh", "q": "(a+)+$", "k": "name,country", "c": "TUN"}
    values, refused = url_state.accept(raw, RULES)
    assert list(values.items()) == [("q", "(a+)+$"), ("k", "name,country"), ("c", "TUN")] and not refused
    assert url_state.chosen("none", ("a",)) == () and url_state.chosen(None, ("a",)) == ("a",)


def test_links_carry_language_and_state():
    here = url_state.Address(CountriesParams, {"lang": "zh"}, {"country": "TUN"}, "/atlas")
    assert here.link(kinds="none") == "/atlas/countries?lang=zh&country=TUN&kinds=none"
    assert here.link(country=None) == "/atlas/countries?lang=zh"
    assert here.to("overview") == "/atlas/?lang=zh"
    assert here.to("paragraphs", q="a&b=<c>") == "/atlas/paragraphs?lang=zh&q=a%26b%3D%3Cc%3E"
    assert here.toggle("kinds", "name", ("country", "name"), ("country", "name")).endswith("&kinds=country")
    on = url_state.Address(CountriesParams, {}, {"kinds": "country"})
    assert on.toggle("kinds", "name", ("country", "name"), ("country", "name")) == "/countries"
    assert on.toggle("kinds", "country", ("country", "name"), ("country", "name")) == "/countries?kinds=none"


def test_what_a_link_adds_is_limited():
    from ui import bridge

    assert bridge.parameters("?lang=zh&add=p3") == {"lang": "zh", "add": "p3"}
    assert bridge.parameters("") == bridge.parameters("?add=" + "x" * bridge.LONGEST) == {}


# a number is its sentences


def _cards(view, gathered) -> int:
    return cards_in(str(render(panels.passages(view, "", gathered), view)))


def test_every_section_shows_as_many_cards_as_its_number(make_view):
    view = make_view("themes")
    passages, sections = view.report.passages, view.report.table("sections")
    counts = findings.section_counts(passages, sections)
    for section, n in counts.items():
        gathered = theme_crosstab.gathered(make_view("themes", section=section))
        assert gathered.number == n == _cards(view, gathered), section
    whole = int((passages["kind"] == "paragraph").sum())
    assert sum(n for section, n in counts.items() if "." not in section) == whole


@pytest.mark.parametrize("weights", [("core",), ("core", "secondary")])
def test_every_theme_shows_as_many_cards_as_its_number(make_view, weights):
    view = make_view("themes")
    counts = findings.theme_counts(view.report.passages, view.report.table("themes"), weights)
    assert counts
    for theme, n in counts.items():
        params = {"theme": theme} | ({"weight": "core"} if len(weights) == 1 else {})
        gathered = theme_crosstab.gathered(make_view("themes", **params))
        assert gathered.number == sum(n.values()) == _cards(view, gathered), theme


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_theme_country_and_section_has_a_name(make_view, lang):
    view = make_view("themes", lang)
    report = view.report
    themes = report.table("themes")
    for theme in themes.loc[themes["basis"] == "words", "theme"].unique():
        assert view.theme(theme) != theme, theme
    for iso3 in report.table("mentions")["iso3"].unique():
        assert view.country(iso3) != iso3, iso3
    assert all(report.titles(lang)[section] for section in report.table("sections")["section"])
    if lang == "en":
        assert not [s for s in report.table("sections")["section"] if re.search("[一-鿿]", view.section(s))]


def test_the_list_shows_what_the_panel_shows(make_view):
    view = make_view("countries")
    facets = paragraph_facets.facets_of(view.report)
    counts = findings.country_counts(view.report.passages, view.report.table("mentions"))
    for iso3, n in counts.items():
        kept = filters.keep(view.report.passages, facets, {"place": iso3}, "")
        assert len(kept.paragraphs) == n, iso3
    for theme, both in findings.theme_counts(view.report.passages, view.report.table("themes")).items():
        kept = filters.keep(view.report.passages, facets, {"theme": theme}, "")
        assert len(kept.paragraphs) == sum(both.values()), theme


def test_overview_numbers_are_their_sentences(make_view):
    report = make_view("overview").report
    for what in report_figures.OPENED:
        rows, gathered = report_figures.rows_of(report, what), report_figures.evidence_of(report, what)
        paragraphs = set(report.passages.query("kind == 'paragraph'")["passage"])
        assert gathered.number == rows.loc[rows["passage"].isin(paragraphs), "passage"].nunique()


def test_results_are_what_the_filter_says(make_view):
    view = make_view("paragraphs")
    facets = paragraph_facets.facets_of(view.report)
    everything = frozenset(view.report.passages.query("kind == 'paragraph'")["passage"])
    for facet, index in facets.items():
        numbers = filters.options(facets, {}, everything, facet)
        for option in index:
            kept = filters.keep(view.report.passages, facets, {facet: option}, "")
            assert len(kept.paragraphs) == numbers[option], (facet, option)
            assert len(paragraphs_listing.frame(view.having(**{facet: option}))) == numbers[option]


# exports


def test_csv_is_safe_and_readable_in_excel():
    dangerous = ["=HYPERLINK(1)", "+1", "-1", "@SUM", "\tx", "\rx", "plain"]
    data = exports.csv_bytes(pd.DataFrame({"段落": dangerous, "n": [-1] * len(dangerous)}))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [r["段落"][0] for r in rows] == ["'"] * 6 + ["p"]
    assert {r["n"] for r in rows} == {"-1"}


def test_workbook_says_where_its_numbers_come_from(make_view):
    openpyxl = pytest.importorskip("openpyxl")
    view = make_view("countries", "zh", country="TUN")
    table = pd.DataFrame({"国家": ["=1+1", "突尼斯"], "段落数": [1, 14]})
    about = exports.source(view, {"计入的提及方式": "国家名"}, 2, "按段落计数", "说明")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(table, about, view.words, "标题")))
    assert book.sheetnames == ["数据", "来源"]
    assert book["数据"]["A2"].value == "'=1+1" and book["数据"]["B3"].value == 14
    said = {row[0].value: row[1].value for row in book["来源"].iter_rows()}
    assert said["文件编号"] == view.report.row["symbol"] and "国家名" in said["筛选条件"]
    assert exports.file_name(view, "countries", "xlsx", date(2026, 11, 23)).startswith("A-74-36_国家_")


# pages, run in memory


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_in_each_language(open_page, page, lang):
    app = open_page(page, lang=lang)
    assert not app.exception
    markup = html_of(app)
    say = i18n.words(lang)
    assert (
        say("app.name") in markup and f'aria-current="page">{say(f"pages.{bar_page(page).name}")}' in markup
    )
    assert 'class="notice" role="status"' not in markup


STATES = [
    ("overview", {"open": "visits"}, None),
    ("countries", {"country": "TUN"}, None),
    ("country", {"country": "LBN", "of": "work"}, None),
    ("themes", {"section": "II.E.1"}, 7),
    ("themes", {"section": "II.D"}, 26),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("page", "params", "number"), STATES)
def test_panel_heading_states_its_cards(open_page, page, params, number, lang):
    app = open_page(page, lang=lang, **params)
    assert not app.exception
    panel = next(e.proto.body for e in app.get("html") if '<section class="panel' in e.proto.body)
    stated = int(re.search(r'data-number="(\d+)"', panel)[1])
    assert stated == cards_in(panel) and (number is None or stated == number)
    assert i18n.words(lang).count("paragraphs", stated) in panel


def test_a_country_that_is_named_nowhere_says_so(open_page):
    markup = html_of(open_page("countries", lang="zh", country="ISL"))
    assert i18n.words("zh")("countries.absent", name="冰岛") in markup and cards_in(markup) == 0


@pytest.mark.parametrize("params", [{"lang": "xx"}, {"k": "evil"}, {"view": "globe"}, {"z": "1"}])
def test_an_address_that_is_not_understood_is_said_and_ignored(open_page, params):
    app = open_page("countries", **params)
    assert not app.exception and 'class="notice"' in html_of(app)


def test_hostile_address_is_shown_as_text(open_page):
    app = open_page("paragraphs", lang="zh", q="<img src=x onerror=alert(1)>")
    assert not app.exception
    assert "<img" not in html_of(app) and i18n.words("zh")("paragraphs.empty") in html_of(app)
    app = open_page("paragraphs", lang="zh", theme="<svg>", report="../../x")
    assert not app.exception and "<svg" not in html_of(app) and "../../x" in html_of(app)


def test_search_field_filters_and_writes_the_address(open_page):
    app = open_page("paragraphs", lang="zh")
    app.text_input(key="q").set_value("司法").run()
    assert not app.exception
    assert app.query_params["q"] in ("司法", ["司法"])
    shown = int(re.search(r'<h1 class="small" data-number="(\d+)"', html_of(app))[1])
    assert 0 < shown < 121
    app.query_params["place"] = "TUN"
    app.run()
    assert int(re.search(r'<h1 class="small" data-number="(\d+)"', html_of(app))[1]) < shown


# broken tables


@pytest.fixture
def copied_tables(tmp_path, monkeypatch):
    for path in tables.folder().iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path / path.name)
    monkeypatch.setenv("ATLAS_TABLES", str(tmp_path))
    return tmp_path


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def vouch(folder: Path, table: str) -> None:
    """Make the manifest say what a table's file holds now."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        if resource["name"] == table:
            digest = hashlib.sha256((folder / f"{table}.csv").read_bytes()).hexdigest()
            resource["hash"] = f"sha256:{digest}"
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def cut_passages(folder: Path) -> None:
    (folder / "passages.csv").write_text("report,passage\nx,1\n", encoding="utf-8-sig")
    vouch(folder, "passages")


def flip_a_byte(folder: Path) -> None:
    path = folder / "passages.csv"
    data = bytearray(path.read_bytes())
    data[-10] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("harm", "table", "kind"),
    [
        (empty, "passages", "missing"),
        (cut_passages, "passages", "columns"),
        (flip_a_byte, "passages", "damaged"),
    ],
)
def test_broken_tables_are_named_with_their_repair(copied_tables, open_page, harm, table, kind):
    harm(copied_tables)
    page = open_page("countries", lang="zh")
    markup = html_of(page)
    assert not page.exception
    for lang in LANGUAGES:
        assert i18n.words(lang)(f"broken.{kind}", table=table) in markup
    assert tables.REPAIR in markup
    body, status = ready()
    assert status == 503 and body["repair"] == tables.REPAIR and body["problems"]


def test_a_page_that_does_not_need_the_broken_table_still_works(copied_tables, open_page):
    (copied_tables / "figures.csv").unlink()
    assert '<section class="panel"' in html_of(open_page("countries", lang="zh", country="TUN"))
    assert i18n.words("zh")("broken.missing", table="figures") in html_of(open_page("overview", lang="zh"))


def test_health_counts_rows(atlas):
    body, status = ready()
    assert status == 200 and body["status"] == "ok"
    assert body["tables"]["passages"] == len(atlas.whole("passages"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_error_of_ours_is_said_without_its_details(monkeypatch, lang):
    written = []
    monkeypatch.setattr(chrome, "write", written.append)
    monkeypatch.setattr(chrome, "language", lambda: lang)
    assert chrome.fault(ValueError("<secret>")), "nothing else is shown"
    assert i18n.words(lang)("broken.fault") in written[0] and "secret" not in written[0]
