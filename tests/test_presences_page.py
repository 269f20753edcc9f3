"""The presences page: its places, lists to paste, map and numbers, each with its sentences."""

from __future__ import annotations

import re

import pytest
from blocks import asked, linked, numbers, rows_in, texts
from shown import cards_in, html_of

from ui import evidence, exports, palette, url_state
from ui.presences import content, exhibits, listing, panel, places, wording
from ui.queries import presence_places, report_figures
from ui.render import plotly_map, xlsx
from ui.render.html.passages import marked

LANGUAGES = ("zh", "en")


@pytest.fixture
def view(make_view):
    return make_view("presences")


def test_every_type_has_a_group_and_a_sign():
    from etl import schema

    assert set(presence_places.GROUP_OF) | {presence_places.TOTAL} == set(
        schema.allowed("presences", "presence")
    )
    assert set(wording.SIGNS) == set(presence_places.GROUPS)
    assert len({(sign.shape, sign.filled) for sign in wording.SIGNS.values()}) == len(presence_places.GROUPS)


def test_every_status_has_its_word(view):
    for status in set(view.report.table("presences")["status"]):
        assert wording.status_name(view, status)


def test_a_country_stands_once_under_each_type(view):
    rows = presence_places.shown(view)
    listed = presence_places.places(rows)
    with_country = [(p.presence, p.iso3) for p in listed if p.iso3]
    assert len(with_country) == len(set(with_country))
    assert {(p, i) for p, i in zip(rows["presence"], rows["iso3"], strict=True) if i} == set(with_country)
    assert presence_places.TOTAL not in {p.presence for p in listed}


def test_places_without_a_country_are_listed(view):
    rows = presence_places.shown(view)
    nowhere = [p for p in presence_places.places(rows) if not p.iso3]
    assert nowhere and all(p.names for p in nowhere)
    assert [row[0].text for row in rows_in(places.places(view))].count(
        view.words("fieldwork.nowhere")
    ) == len(nowhere)
    (way, said), *_ = linked(content.caption(view))
    assert f"{len(nowhere)} 处未写明国家" in said and asked(way)["open"] == "nowhere"


@pytest.mark.parametrize("group", [None, "official", "office", "team", "monitoring", "remote"])
@pytest.mark.parametrize("region", [None, "002", "019", "africa", "mena"])
def test_conditions_leave_what_they_say(make_view, group, region):
    conditions = {k: v for k, v in (("presence", group), ("region", region)) if v}
    view = make_view("presences", **conditions)
    rows, countries = presence_places.shown(view), view.report.atlas.countries
    if group:
        assert set(rows["presence"]) <= set(presence_places.GROUPS[group])
    if region:
        column = "m49_region" if region.isdigit() else "ohchr_region"
        assert {countries.at[i, column] for i in rows["iso3"]} <= {region}
    ((types, *active),) = (row.blocks for row in content.choices(view))
    (chosen,) = (option for option in types.options if option.on)
    assert chosen.sign == (wording.SIGNS[group] if group else None)
    assert int(chosen.number) == len(presence_places.places(rows)) == len(rows_in(places.places(view)))
    # A region is a condition to take away; a group of types is chosen among the others.
    assert [option.label for each in active for option in each.options] == (
        [wording.region_name(view, region)] if region else []
    )


def test_every_number_opens_its_sentences(make_view):
    view = make_view("presences")
    made = (
        list(content.title(view)),
        list(content.caption(view)),
        content.regions(view),
        places.places(view),
        panel.visits(view),
    )
    said = {p: str(row["text"]) for p, row in evidence.rows_by_passage(view).items()}
    seen = 0
    for query in {href for href, _ in linked(made)}:
        params = asked(query)
        lang = params.pop("lang")
        accepted, refused = url_state.accept(params, presence_places.rules(view))
        assert accepted == params and not refused, query
        there = make_view("presences", lang, **params)
        chosen = presence_places.opened(there, presence_places.shown(there))
        gathered = presence_places.rows_evidence(there, chosen)
        shown = panel.panel(there).passages
        assert gathered.number == chosen["passage"].nunique() == shown.number
        assert [item.id for item in shown.items if item.kind == "paragraph"] == list(gathered.paragraphs)
        assert gathered.number > 0, query
        for passage in gathered.paragraphs:
            phrases = chosen.loc[chosen["passage"] == passage, ["start", "end"]].drop_duplicates()
            spans = {(m.start, m.end) for m in gathered.marks[passage] if m.kind == "presence"}
            assert spans == {(a, b) for a, b in phrases.itertuples(index=False)}, query
            assert "mark-presence" in str(marked(said[passage], gathered.marks[passage], {}))
        if params.get("passage"):
            assert gathered.paragraphs == (params["passage"],)
        seen += 1
    assert seen > 80


def test_numbers_of_countries_are_the_countries_that_the_panel_names(make_view):
    view = make_view("presences")
    rows, countries = presence_places.shown(view), view.report.atlas.countries
    for scheme in presence_places.SCHEMES:
        for region, n in presence_places.region_counts(rows, countries, scheme).items():
            there = make_view("presences", region=region, open=presence_places.EVERYTHING)
            chosen = presence_places.opened(there, presence_places.shown(there))
            assert len(presence_places.countries_of(chosen)) == n
            said = texts(panel.named(there, chosen))
            if len(presence_places.places(chosen)) > 1:
                assert there.words.count("countries", n) in said
            assert all(there.country(iso3) in said for iso3 in presence_places.countries_of(chosen))
    for presence in set(rows["presence"]):
        there = make_view("presences", open=presence)
        chosen = presence_places.opened(there, presence_places.shown(there))
        said = there.words.count("places", len(presence_places.places(chosen)))
        assert said in texts(panel.named(there, chosen)) and said in texts(places.places(there))


def test_the_number_of_countries_visited_is_the_overviews(make_view):
    view = make_view("presences")
    visits = presence_places.of_type(view.report.table("presences"), "official")
    tile = report_figures.rows_of(view.report, report_figures.VISITS)
    assert len(presence_places.countries_of(visits)) == tile["iso3"].nunique()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_visits_as_lists_to_paste(make_view, lang):
    view = make_view("presences", lang)
    rows = presence_places.shown(view)
    lines = listing.paste_text(view, rows).split("\n")
    assert len(lines) == 4
    table = view.report.table("presences")
    for official, line in zip(presence_places.VISITS, lines, strict=False):
        named = table.loc[table["presence"] == official, "iso3"].unique()
        assert line.startswith(view.words(f"officials.{official}"))
        assert all(view.country(i) in line for i in named)
        assert view.words.count("countries", len(named)) in line
    cited = view.words.listing(["2", "41", "112"])
    assert cited in lines[-1] and "A/74/36" in lines[-1] and view.report.row["address"] in lines[-1]
    one = listing.paste_text(view, rows, ("visit_deputy_high_commissioner",)).split("\n")
    assert len(one) == 2 and ("第 2 段" in one[1] or "para. 2," in one[1])


def test_the_map_shows_every_country_and_no_other(view):
    rows = presence_places.shown(view)
    spec = content.world(view)
    assert set(spec.places) == set(presence_places.countries_of(rows))
    groups = presence_places.groups_by_country(rows)
    for iso3, place in spec.places.items():
        assert place.signs == tuple(wording.SIGNS[group] for group in groups[iso3]) and place.tone == "class0"
        assert place.said == view.words.listing(view.words(f"fieldwork.{group}") for group in groups[iso3])
    assert spec.absent.said == view.words("fieldwork.has_none")
    for key in (key for key in spec.legend.keys if key.sign):
        n = sum(key.sign in place.signs for place in spec.places.values())
        assert key.note == view.words.count("countries", n)
    drawn = plotly_map.figure(spec, palette.LIGHT)["data"]
    signed = {
        d[0]
        for t in drawn
        if t["type"] == "scattergeo" and "symbol" in t.get("marker", {})
        for d in t["customdata"]
    }
    assert signed == set(spec.places)
    every = {d[0]: d[2] for trace in drawn if "customdata" in trace for d in trace["customdata"]}
    assert {every.pop(area) for area in spec.ground.disputed} == {""}, "nothing is said of a presence there"
    assert {said for iso3, said in every.items() if iso3 not in signed} == {spec.absent.said}
    assert set(every) == {*spec.ground.shapes, *spec.dots, *spec.places}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_slides_map_leads_to_the_sentences(make_view, lang):
    view = make_view("presences", lang)
    (spec,) = exhibits.presences(view).body
    assert spec.places
    for iso3, place in spec.places.items():
        assert spec.line(iso3).startswith(view.country(iso3)) and place.said in spec.line(iso3)
        params = asked(place.href)
        assert params["country"] == iso3 and params.pop("lang") == lang
        assert panel.panel(make_view("presences", lang, **params)).passages.items


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_slide_of_visits_is_of_the_whole_report(make_view, lang):
    view = make_view("presences", lang, region="africa", presence="team", open="emergency_team")
    made, table = exhibits.visits(view), view.report.table("presences")
    lines = made.body[0].items
    assert len(lines) == 3
    for official, line in zip(presence_places.VISITS, lines, strict=True):
        named = set(table.loc[table["presence"] == official, "iso3"]) - {""}
        assert numbers(line.note) == [len(named)] and all(view.country(iso3) in line.said for iso3 in named)
        assert asked(line.href)["open"] == official and "region" not in asked(line.href)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_holds_every_row_with_its_citation(make_view, lang):
    view = make_view("presences", lang)
    rows = view.report.table("presences")
    table = listing.frame(view, rows)
    assert len(table) == len(rows)
    assert all("A/74/36" in c for c in table[view.words("export.citation")])
    assert (table[view.words("fieldwork.column_country")] == view.words("fieldwork.nowhere")).sum() == (
        rows["iso3"] == ""
    ).sum()
    assert not (table[view.words("fieldwork.column_count")].astype(str) == "").any()
    assert exports.csv_bytes(table) and xlsx.workbook(table, {"a": "b"}, view.words, "t")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "params",
    [
        {"open": "field_presence_total"},
        {"open": "visit_high_commissioner", "country": "VEN"},
        {"open": "nowhere"},
        {"region": "africa", "open": "all"},
        {"presence": "official", "country": "TUN"},
        {"country": "VEN"},
    ],
)
def test_panel_states_its_cards(open_page, params, lang):
    app = open_page("presences", lang=lang, **params)
    assert not app.exception
    panel = next(e.proto.body for e in app.get("html") if '<section class="panel"' in e.proto.body)
    stated = int(re.search(r'data-number="(\d+)"', panel)[1])
    assert stated == cards_in(panel) > 0
    assert 'class="notice"' not in html_of(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_view_has_total_and_lists(open_page, make_view, lang):
    app = open_page("presences", lang=lang)
    markup, say = html_of(app), make_view("presences", lang).words
    assert not app.exception
    assert say("fieldwork.total", n="77").replace("'", "&#x27;") in markup
    assert markup.count('data-copy="') == 4 and say("fieldwork.copy_all") in markup
    if lang == "en":
        outside = re.sub(r'<(p|span|mark|td)[^>]* lang="zh">.*?</\1>|data-copy="[^"]*"', "", markup)
        assert not re.search("[一-鿿]", re.sub(r"<[^>]+>", "", outside).replace("中文", ""))


def test_a_country_without_any_says_so(open_page, make_view):
    say = make_view("presences").words
    markup = html_of(open_page("presences", lang="zh", country="ISL"))
    assert say("fieldwork.absent", name="冰岛") in markup and not cards_in(markup)
    filtered = html_of(open_page("presences", lang="zh", country="TUN", presence="remote"))
    assert say("fieldwork.absent_filtered", name="突尼斯") in filtered


@pytest.mark.parametrize(
    "params", [{"presence": "evil"}, {"region": "999"}, {"country": "XXX"}, {"passage": "1000"}]
)
def test_what_is_not_here_is_said_instead_of_another_view(open_page, params):
    app = open_page("presences", lang="zh", **params)
    (value,) = params.values()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html_of(app))[1]
    assert not app.exception and "没有" in heading and value in heading and not cards_in(html_of(app))


def test_what_is_not_understood_is_said_and_ignored(open_page):
    app = open_page("presences", lang="zh", open="x")
    assert not app.exception and 'class="notice"' in html_of(app)
