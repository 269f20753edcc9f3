"""The page of themes: every box, bar and cell shows the number of paragraphs that it opens, counted again here."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl

import pytest
from test_app import cards_in, html_of

from ui import evidence, filters, i18n, tables
from ui.paragraphs import content as paragraphs_content
from ui.queries import theme_crosstab
from ui.render import treemap
from ui.themes import content as themes_content
from ui.themes import outline

LANGUAGES = ("zh", "en")
WEIGHTS = [{}, {"weight": "core"}]
KINDS = [{}, *({"crossing": kind} for kind in theme_crosstab.CROSSINGS[1:])]


def links(markup: str) -> list[tuple[dict[str, str], str]]:
    """(what the link asks for, what is written in it) of every link to this page."""
    found = re.findall(r'<a data-go href="/themes\?([^"]*)"[^>]*>(.*?)</a>', markup)
    return [
        (dict(parse_qsl(unescape(api_query))), re.sub("<[^>]+>", " ", inner)) for api_query, inner in found
    ]


def recount(view) -> set[str]:
    """The numbered paragraphs behind an address, by plain pandas from the tables."""
    report, here = view.report, view.here
    passages = report.passages
    found = set(passages.loc[passages["kind"] == "paragraph", "passage"])
    if p := here.values.get("passage"):
        return {p}
    if s := here.values.get("section"):
        of = passages["section"]
        found &= set(passages.loc[(of == s) | of.str.startswith(f"{s}."), "passage"])
    themes = report.table("themes")
    themes = themes[themes["basis"] == "words"]
    if here.values.get("weight"):
        themes = themes[themes["weight"] == "core"]
    for param in ("theme", "other_theme"):
        if theme := here.values.get(param):
            found &= set(themes.loc[themes["theme"] == theme, "passage"])
    if e := here.values.get("engagement"):
        engagements = report.table("engagements")
        found &= set(engagements.loc[engagements["engagement"] == e, "passage"])
    if r := here.values.get("region"):
        mentions = report.table("mentions").merge(
            report.atlas.countries.reset_index(drop=True), on="iso3", how="left"
        )
        mentions = mentions[mentions["kind"].isin(["country", "territory", "name"])]
        inside = (mentions["m49_subregion"] == r) | (mentions["ohchr_region"] == r)
        found &= set(mentions.loc[inside, "passage"])
    return found


@pytest.mark.parametrize("params", WEIGHTS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_opens_as_many_paragraphs_as_it_says(make_view, lang, kind, params):
    markup = themes_content.crossing_html(make_view("themes", lang, **kind, **params))
    cells = [(asked, inner) for asked, inner in links(markup) if inner.strip().isdigit()]
    found = theme_crosstab.crossing(
        make_view("themes").report,
        kind.get("crossing", "region"),
        ("core",) if params else theme_crosstab.WEIGHTS,
    )
    assert len(cells) == len(found.numbers) > 10
    for asked, inner in cells:
        view = make_view("themes", lang, **{k: v for k, v in asked.items() if k != "lang"})
        gathered = theme_crosstab.gathered(view)
        assert int(inner) == gathered.number == len(recount(view)) > 0, asked
        assert set(gathered.paragraphs) == recount(view)
        assert cards_in(evidence.cards(view, gathered)) == int(inner)
        assert asked.get("crossing") == kind.get("crossing") and asked.get("weight") == params.get("weight")
        wanted = {"region": "mark-country", "engagement": "mark-engagement"}
        for card in evidence.cards(view, gathered).split("<article")[1:]:
            if 'card-paragraph"' in card:
                assert "mark-theme" in card, asked
                assert all(mark in card or "mark-name" in card for p, mark in wanted.items() if p in asked), (
                    asked
                )


@pytest.mark.parametrize("kind", KINDS)
def test_a_dash_means_that_no_paragraph_has_both(make_view, kind):
    view = make_view("themes", **kind)
    name = kind.get("crossing", "region")
    found = theme_crosstab.crossing(view.report, name, theme_crosstab.WEIGHTS)
    markup = themes_content.crossing_html(view)
    empty = [(a, b) for a in found.rows for b in found.columns if (a, b) not in found.numbers]
    assert markup.count('<span class="cell"') == len(empty)
    coloured = sum(markup.count(f'class="cell class{k}"') for k in range(4))
    assert coloured == sum(a != b for a, b in found.numbers)
    for row, column in empty:
        asked = make_view("themes", theme=row, **{theme_crosstab.PARAMS[name]: column})
        assert not recount(asked) and not theme_crosstab.gathered(asked).number
        assert (
            view.words("themes.none_met") in themes_content.panel_html(asked)
            or theme_crosstab.gathered(asked).footnotes
        )


def test_themes_cross_themes_both_ways(make_view):
    found = theme_crosstab.crossing(make_view("themes").report, theme_crosstab.THEME, theme_crosstab.WEIGHTS)
    assert all(found.numbers[b, a] == n for (a, b), n in found.numbers.items())
    counts = [found.numbers[theme, theme] for theme in found.rows]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_box_of_the_outline_opens_its_paragraphs(make_view, lang):
    view = make_view("themes", lang)
    report, said = view.report, view.words
    whole = int((report.passages["kind"] == "paragraph").sum())
    drawn = themes_content.outline_html(view)
    parts, cells = {}, []
    for asked, inner in links(drawn):
        if "passage" in asked:
            assert inner == asked["passage"]
            cells.append(inner)
        else:
            parts.setdefault(asked["section"], []).append(inner)
    for path in report.table("sections")["section"]:
        shown = make_view("themes", lang, section=path)
        gathered = theme_crosstab.gathered(shown)
        n = len(recount(shown))
        assert gathered.number == n == cards_in(evidence.cards(shown, gathered)), path
        assert parts[path], f"{path} is not drawn"
        names = {"paragraphs": said.count("paragraphs", n), "share": said.share(n, whole)}
        title = said("themes.part_said", name=view.section(path), **names)
        assert f'aria-label="{title}"' in drawn.replace("&#x27;", "'"), path
        assert any(inner.strip() == str(n) for inner in parts[path]), path
    assert sorted(cells, key=int) == [str(k) for k in range(1, whole + 1)]
    for cell in cells:
        assert theme_crosstab.gathered(make_view("themes", passage=cell)).paragraphs == (cell,)


def test_areas_are_in_proportion():
    sizes = [3, 11, 18, 19, 26, 20, 18, 6]
    for stack in (1, 3):
        rows = treemap.arranged(
            sizes, 756, 4000, lambda k, w, h: treemap.misfit("A.1 条约机构", sizes[k], w, h), stack
        )
        boxes = [box for row in rows for column in row for box in column]
        assert [box.index for box in boxes] == list(range(len(sizes)))
        for box in boxes:
            assert box.width * box.height == pytest.approx(sizes[box.index] * 4000)
        for row in rows:
            assert sum(column[0].width for column in row) == pytest.approx(756)
            heights = [sum(box.height for box in column) for column in row]
            assert heights == pytest.approx([heights[0]] * len(heights)) and max(map(len, row)) <= stack


@pytest.mark.parametrize("params", WEIGHTS)
def test_every_bar_opens_its_paragraphs(make_view, params):
    view = make_view("themes", **params)
    bars = [(asked, inner) for asked, inner in links(themes_content.words_html(view)) if "theme" in asked]
    assert len(bars) == view.report.table("themes").query("basis == 'words'")["theme"].nunique()
    for asked, inner in bars:
        shown = make_view("themes", **{k: v for k, v in asked.items() if k != "lang"})
        assert int(inner.split()[-1]) == theme_crosstab.gathered(shown).number == len(recount(shown))


@pytest.mark.parametrize(
    "params",
    [
        {"theme": "nhri", "region": "202"},
        {"theme": "nhri", "engagement": "training"},
        {"section": "II.E"},
        {"theme": "nhri"},
        {"theme": "nhri", "other_theme": "sdgs"},
    ],
)
def test_the_list_that_the_panel_offers_is_the_same(make_view, params):
    view = make_view("themes", **params)
    offered = re.findall(
        r'href="/paragraphs\?([^"]+)"', themes_content._as_list(view, theme_crosstab.gathered(view))
    )
    assert len(offered) == ("other_theme" not in params)
    for api_query in offered:
        chosen = {k: v for k, v in parse_qsl(unescape(api_query)) if k in paragraphs_content.CONDITIONS}
        kept = filters.keep(view.report.passages, paragraphs_content.facets(view), chosen, "")
        assert kept.paragraphs == theme_crosstab.gathered(view).paragraphs


@pytest.mark.parametrize(
    "params",
    [
        {"theme": "nhri", "region": "202"},
        {"theme": "nhri", "region": "africa"},
        {"theme": "nhri", "region": "africa", "weight": "core"},
        {"theme": "nhri", "engagement": "training", "weight": "core"},
        {"theme": "women_gender", "other_theme": "digital"},
        {"section": "II.E"},
        {"passage": "12"},
        {"engagement": "training"},
    ],
)
def test_the_api_has_the_same_paragraphs(make_view, params):
    from test_api import ask

    from ui.routes import api_query

    table, asked = api_query.of_page(tables.load(), "themes", params)
    answer = ask(f"/api/{table}.json", asked)
    gathered = theme_crosstab.gathered(make_view("themes", **params))
    named = {row["passage"] for row in answer.json["rows"]}
    assert set(gathered.paragraphs) <= named <= {*gathered.paragraphs, *gathered.footnotes}


def test_files_hold_what_is_shown(make_view):
    view = make_view("themes", "en", crossing="engagement")
    frame, found = themes_content.crossing_frame(view), themes_content.crossing_of(view)
    assert list(frame.columns[1:]) == [view.words(f"engagements.{code}") for code in found.columns]
    assert int(frame.iloc[:, 1:].to_numpy().sum()) == sum(found.numbers.values())
    parts = outline.frame(view)
    assert list(parts[view.words("themes.column_number")]) == list(outline.counts(view.report).values())
    listed = parts[view.words("themes.column_numbers")].str.split().str.len()
    assert list(listed) == list(parts[view.words("themes.column_number")])


STATES = [
    ({}, None),
    ({"theme": "nhri", "region": "202", "weight": "core"}, None),
    ({"theme": "women_gender", "engagement": "training", "crossing": "engagement"}, 3),
    ({"theme": "women_gender", "other_theme": "digital", "crossing": "theme"}, 3),
    ({"crossing": "office", "theme": "nhri", "region": "africa"}, None),
    ({"passage": "81"}, 1),
    ({"section": "II.D"}, 26),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("params", "number"), STATES)
def test_page_runs_in_both_languages(open_page, lang, params, number):
    app = open_page("themes", lang=lang, **params)
    assert not app.exception
    markup = html_of(app)
    assert 'class="notice"' not in markup and 'class="treemap"' in markup and 'class="crossing' in markup
    stated = int(re.search(r'<h2 data-number="(\d+)"', markup)[1])
    assert stated == cards_in(markup) and number in (None, stated)
    ours = re.sub(r'<section class="panel.*?</section>', "", markup)
    if lang == "en":
        assert not re.search("[一-鿿]", re.sub(r'<a[^>]*lang="zh".*?</a>', "", ours))


@pytest.mark.parametrize(
    "params",
    [
        {"section": "Z"},
        {"theme": "evil"},
        {"crossing": "region"},
        {"region": "999"},
        {"engagement": "x"},
        {"other_theme": "1"},
        {"passage": "fn1"},
        {"weight": "all"},
        {"g": "202"},
    ],
)
def test_what_is_not_understood_is_said(open_page, params):
    app = open_page("themes", lang="en", **params)
    assert not app.exception and 'class="notice"' in html_of(app)


def without(atlas, *emptied: str):
    """The same tables, some of them emptied."""
    other = tables.Atlas(atlas.where)
    for name in emptied:
        other.frames[name] = other.frames[name].iloc[0:0]
    return other


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("emptied", "kind", "sentence"),
    [
        (("sections",), {}, "outline_none"),
        (("themes",), {}, "words_none"),
        (("mentions",), {}, "none_region"),
        (("mentions",), {"crossing": "office"}, "none_office"),
        (("engagements",), {"crossing": "engagement"}, "none_engagement"),
        (("sections", "themes", "mentions", "engagements"), {"crossing": "theme"}, "choose"),
    ],
)
def test_what_a_report_lacks_is_said_in_a_sentence(atlas, make_view, lang, emptied, kind, sentence):
    other = without(atlas, *emptied)
    view = make_view("themes", lang, **kind)
    view = replace(view, report=other.report(view.report.report))
    parts = (
        themes_content.title_html,
        themes_content.outline_html,
        themes_content.words_html,
        themes_content.crossing_html,
        themes_content.panel_html,
    )
    markup = "".join(part(view) for part in parts)
    assert i18n.words(lang)(f"themes.{sentence}") in unescape(markup)
    assert "<tbody></tbody>" not in markup
    assert theme_crosstab.rules(view)


def test_an_outline_of_another_shape_is_drawn_whole(atlas, make_view):
    """Chapters alone; paragraphs before the first section; paragraphs in no section."""
    other = tables.Atlas(atlas.where)
    sections, passages = other.frames["sections"], other.frames["passages"]
    view = make_view("themes", "en")
    view = replace(view, report=other.report(view.report.report))
    other.frames["sections"] = sections[sections["level"] == 1]
    assert len(re.findall(r'class="plot"', outline.treemap_html(view))) == 4
    other = tables.Atlas(atlas.where)
    moved = passages["section"].where(~passages["passage"].isin(["4", "15", "52"]), "II")
    moved = moved.where(passages["passage"] != "1", "")
    other.frames["passages"] = passages.assign(section=moved.where(passages["passage"] != "33", "II.C"))
    view = replace(view, report=other.report(view.report.report))
    drawn = themes_content.outline_html(view)
    cells = [inner for asked, inner in links(drawn) if "passage" in asked]
    assert sorted(cells, key=int) == [str(k) for k in range(2, 122)]
    rest = view.words("themes.rest", name="II")
    assert drawn.count(rest) == 1 and view.words("themes.outside", paragraphs="1 paragraph") in drawn
