"""The page of themes: every box, bar and cell shows the number of paragraphs that it opens, counted again here."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from blocks import asked, inside, linked, texts
from frames import Frames
from shown import cards_in, html_of

from ui import filters, i18n, tables
from ui.content import Meeting, Part, Passage, Rows, Tone
from ui.queries import paragraph_facets, report_outline, theme_crosstab
from ui.render import treemap
from ui.render.html import render
from ui.themes import content, listing, outline

LANGUAGES = ("zh", "en")
# Each in a language of its own: what a number opens does not depend on the language, what is said of it does.
WAYS = [("zh", {}), ("en", {"weight": "core"})]
KINDS = [{}, *({"crossing": kind} for kind in theme_crosstab.CROSSINGS[1:])]


def opened(make_view, href: str, lang: str = "zh"):
    """The view that a link of the page leads to."""
    return make_view("themes", lang, **{name: value for name, value in asked(href).items() if name != "lang"})


def shown(view) -> list[Passage]:
    """The numbered paragraphs in the panel, which says how many they are."""
    passages = content.panel(view).passages
    listed = [passage for passage in passages.items if passage.kind == "paragraph"]
    assert passages.number == len(listed)
    return listed


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


@pytest.mark.parametrize(("lang", "params"), WAYS, ids=["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_opens_as_many_paragraphs_as_it_says(make_view, lang, kind, params):
    page = make_view("themes", lang, **kind, **params)
    cells = [cell for cell in inside(content.matrix(page)) if isinstance(cell, Meeting) and cell.href]
    found = theme_crosstab.crossing(
        page.report,
        kind.get("crossing", "region"),
        ("core",) if params else theme_crosstab.WEIGHTS,
    )
    assert len(cells) == len(found.numbers) > 10
    wanted = {"region": {"country", "name"}, "engagement": {"engagement"}}
    for cell in cells:
        view = opened(make_view, cell.href, lang)
        behind, conditions = shown(view), asked(cell.href)
        assert cell.number == len(behind) > 0 and str(cell.number) in cell.said, conditions
        assert {passage.id for passage in behind} == recount(view)
        assert conditions.get("crossing") == kind.get("crossing")
        assert conditions.get("weight") == params.get("weight")
        for passage in behind:
            marked = {mark.kind for mark in passage.marks}
            assert "theme" in marked, conditions
            assert all(marked & kinds for param, kinds in wanted.items() if param in conditions), conditions


@pytest.mark.parametrize("kind", KINDS)
def test_a_dash_means_that_no_paragraph_has_both(make_view, kind):
    view = make_view("themes", **kind)
    name = kind.get("crossing", "region")
    found = theme_crosstab.crossing(view.report, name, theme_crosstab.WEIGHTS)
    empty = [(a, b) for a in found.rows for b in found.columns if (a, b) not in found.numbers]
    cells = [cell for cell in inside(content.matrix(view)) if isinstance(cell, Meeting)]
    assert len([cell for cell in cells if not cell.href and not cell.number]) == len(empty)
    classes: dict[Tone | None, int] = {}
    for cell in (cell for cell in cells if cell.tone):
        classes[cell.tone] = classes.get(cell.tone, 0) + 1
    # A kind of work may have the key of a theme; only a theme meets itself.
    assert sum(classes.values()) == sum(name != "theme" or a != b for a, b in found.numbers)
    said = {key.tone: key.note for key in content.legend(view).keys}
    assert all(str(n) in said[tone] for tone, n in classes.items())
    assert (str(len(empty)) in said[None]) if empty else None not in said
    for k, (row, column) in enumerate(empty):
        nothing = make_view("themes", theme=row, **{theme_crosstab.PARAMS[name]: column})
        assert not recount(nothing)
        if k % 6:  # their panels say the same
            continue
        panel = content.panel(nothing)
        assert panel.nothing == view.words("themes.none_met") or not shown(nothing)


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
    made = list(outline.section(view))
    parts, cells = {}, []
    for href, text in linked(made):
        conditions = asked(href)
        if "passage" in conditions:
            assert text.split()[0] == conditions["passage"]
            cells.append(conditions["passage"])
        elif "section" in conditions:
            parts.setdefault(conditions["section"], []).append(text)
    for path in report.table("sections")["section"]:
        there = make_view("themes", lang, section=path)
        n = len(recount(there))
        assert len(shown(there)) == n, path
        names = {"paragraphs": said.count("paragraphs", n), "share": said.share(n, whole)}
        title = said("themes.part_said", name=view.section(path), **names)
        assert any(title in text for text in parts[path]), path
        assert any(text == f"{n} {title}" for text in parts[path]), path
    assert sorted(cells, key=int) == [str(k) for k in range(1, whole + 1)]
    for cell in cells:
        assert [p.id for p in shown(make_view("themes", passage=cell))] == [cell]
    for part in (part for part in inside(made) if isinstance(part, Part)):
        units = len(part.units) or sum(inner.size for inner in part.parts)
        assert part.size == units and str(part.size) in part.number and part.label.startswith(part.code)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_that_has_no_room_gives_way_to_its_code_and_is_not_lost(make_view, lang):
    view = make_view("themes", lang)
    markup = str(render(outline.treemap(view), view))
    cut = re.findall(r'lot-name">([^<]+)<span class="lot-more">([^<]+)</span>', markup)
    parts = [part for part in inside(outline.treemap(view)) if isinstance(part, Part)]
    names = {part.label.replace("'", "&#39;"): part.code for part in parts}
    assert cut and all(names[code + rest] == code for code, rest in cut)
    assert all(markup.count(f">{unit.text}</a>") == 1 for part in parts for unit in part.units)


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


@pytest.mark.parametrize("params", [params for _, params in WAYS], ids=["all", "core"])
def test_every_bar_opens_its_paragraphs(make_view, params):
    view = make_view("themes", **params)
    bars = content.bars(view).rows
    assert len(bars) == view.report.table("themes").query("basis == 'words'")["theme"].nunique()
    for bar in bars:
        there = opened(make_view, bar.href)
        assert int(bar.number) == bar.length == len(shown(there)) == len(recount(there))


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
    offered = list(linked(content.as_list(view)))
    assert len(offered) == ("other_theme" not in params)
    for href, _ in offered:
        chosen = {k: v for k, v in asked(href).items() if k in paragraph_facets.CONDITIONS}
        kept = filters.keep(view.report.passages, paragraph_facets.facets_of(view.report), chosen, "")
        assert kept.paragraphs == tuple(passage.id for passage in shown(view))


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
    from asking import ask

    from ui.routes import api_query

    table, asked = api_query.of_page(tables.load(), "themes", params)
    answer = ask(f"/api/{table}.json?{asked}")
    gathered = theme_crosstab.gathered(make_view("themes", **params))
    named = {row["passage"] for row in answer.json["rows"]}
    assert set(gathered.paragraphs) <= named <= {*gathered.paragraphs, *gathered.footnotes}


def test_files_hold_what_is_shown(make_view):
    view = make_view("themes", "en", crossing="engagement")
    frame, found = listing.crossing_frame(view), content.crossing_of(view)
    assert list(frame.columns[1:]) == [view.words(f"engagements.{code}") for code in found.columns]
    assert int(frame.iloc[:, 1:].to_numpy().sum()) == sum(found.numbers.values())
    parts = listing.outline_frame(view)
    assert list(parts[view.words("themes.column_number")]) == list(
        report_outline.counts(view.report).values()
    )
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
        {"region": "999"},
        {"engagement": "x"},
        {"other_theme": "1"},
        {"passage": "fn1"},
    ],
)
def test_what_is_not_here_is_said_instead_of_another_view(open_page, params):
    app = open_page("themes", lang="en", **params)
    (value,) = params.values()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html_of(app))[1]
    assert not app.exception and value in heading and not cards_in(html_of(app))


@pytest.mark.parametrize("params", [{"crossing": "region"}, {"weight": "all"}, {"g": "202"}])
def test_what_is_not_understood_is_said(open_page, params):
    app = open_page("themes", lang="en", **params)
    assert not app.exception and 'class="notice"' in html_of(app)


def without(atlas, *emptied: str):
    """The same tables, some of them emptied."""
    return changed(atlas, **{name: atlas.whole(name).iloc[0:0] for name in emptied})


def changed(atlas, **frames: pd.DataFrame):
    """The same tables, some of them others."""
    return tables.Atlas(atlas.where, (Frames(tables.read(atlas.where)[0] | frames), []))


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
    makers = (content.title, outline.section, content.by_words, content.crossing, content.panel)
    made = list(inside([maker(view) for maker in makers]))
    said = texts(made)
    assert i18n.words(lang)(f"themes.{sentence}") in said
    assert all(each.rows for each in made if isinstance(each, Rows))
    assert theme_crosstab.rules(view)


def test_an_outline_of_another_shape_is_drawn_whole(atlas, make_view):
    """Chapters alone; paragraphs before the first section; paragraphs in no section."""
    sections, passages = atlas.whole("sections"), atlas.whole("passages")
    view = make_view("themes", "en")
    other = changed(atlas, sections=sections[sections["level"] == 1])
    view = replace(view, report=other.report(view.report.report))
    assert len(outline.treemap(view).parts) == 4
    moved = passages["section"].where(~passages["passage"].isin(["4", "15", "52"]), "II")
    moved = moved.where(passages["passage"] != "1", "")
    other = changed(atlas, passages=passages.assign(section=moved.where(passages["passage"] != "33", "II.C")))
    view = replace(view, report=other.report(view.report.report))
    made = list(outline.section(view))
    cells = {asked(href)["passage"] for href, _ in linked(made) if "passage" in asked(href)}
    assert sorted(cells, key=int) == [str(k) for k in range(2, 122)]
    rest = [part.label for part in inside(made) if isinstance(part, Part) and not part.href]
    assert rest == [view.words("themes.rest", name=name) for name in ("II", "C")]
    assert view.words("themes.outside", paragraphs="1 paragraph") in texts(made)
