"""The page of countries: under every measure and condition a number is the paragraphs that it opens."""

from __future__ import annotations

import html
import random
import re

import pytest
from blocks import asked, inside, linked, texts
from shown import cards_in, html_of

from ui import filters, findings
from ui.countries import content, exhibits, listing
from ui.palette import LIGHT
from ui.queries import country_counts, map_measures, paragraph_facets
from ui.render import plotly_map
from ui.render.html import render

KINDS = [None, "country,territory,name,place", "name", "place", "none"]


@pytest.fixture(scope="module")
def single(make_view):
    """A view a condition and option that any country meets."""
    facets = country_counts.facets_of(make_view("countries").report)
    return [{name: option} for name, index in facets.items() for option, found in index.items() if found]


@pytest.mark.parametrize("kinds", KINDS)
def test_every_country_opens_as_many_paragraphs_as_its_number(make_view, kinds):
    view = make_view("countries", **({"kinds": kinds} if kinds else {}))
    counts = country_counts.counts(view)
    assert counts or kinds == "none"
    absent, drawn = content.absent_said(view), plotly_map.figure(content.world(view), LIGHT)["data"]
    on_map = {row[0]: row[2] for trace in drawn if "customdata" in trace for row in trace["customdata"]}
    for iso3, n in counts.items():
        gathered = country_counts.gathered(view, iso3)
        opened = content.panel(make_view("countries", **{**view.here.values, "country": iso3}))
        assert gathered.number == n == opened.passages.number == cards_in(str(render(opened, view))), iso3
        assert all(gathered.marks[p] for p in gathered.paragraphs), iso3
        assert on_map[iso3].partition(" · ")[0] == view.words.count("paragraphs", n), (
            f"{iso3} cannot be clicked on the map"
        )
    neutral = content.world(view).ground.disputed
    assert {on_map[i] for i in set(on_map) - set(counts) - set(neutral)} == {absent}


def test_without_conditions_it_counts_what_is_named(make_view):
    view = make_view("countries")
    report = view.report
    assert country_counts.counts(view) == findings.country_counts(report.passages, report.table("mentions"))


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("measure", map_measures.MEASURES)
def test_options_coverage_and_evidence_agree_under_a_single_condition(
    make_view, atlas, single, measure, step
):
    """With every change a quarter of the conditions for each measure, in turn; all of them where there is time."""
    offered = {
        name: country_counts.options(make_view("countries", measure=measure), name)
        for name in country_counts.CONDITIONS
    }
    picking, seen = random.Random(measure), 0
    states = set(atlas.countries.query("un_member == '1'")["iso3"])
    for params in single[list(map_measures.MEASURES).index(measure) % step :: step]:
        view = make_view("countries", measure=measure, **params)
        counts = country_counts.counts(view)
        ((condition, option),) = country_counts.conditions_of(view).items()
        assert offered[condition][option] == len(counts), params
        assert country_counts.options(view, condition) == offered[condition], (
            "a condition does not narrow itself"
        )
        everything = country_counts.gathered(view)
        assert set(everything.paragraphs) == {
            p for found in country_counts.named(view).values() for p in found
        }
        for iso3, n in counts.items():
            assert country_counts.gathered(view, iso3).number == n > 0, (params, iso3)
        seen += len(counts)
        for column in country_counts.SCHEMES.values():
            # Each region under each condition would be thousands of views: two of each scheme, others each time.
            regions = sorted(country_counts.coverage(view, column).items())
            for code, region in regions:
                inside_it = states & set(atlas.countries.query(f"{column} == @code")["iso3"])
                assert region.members == len(inside_it)
                assert region.states == len(inside_it.intersection(region.countries)), (params, code)
            for code, region in picking.sample(regions, min(2, len(regions))):
                inside = make_view("countries", measure=measure, **{**params, "region": code})
                assert country_counts.gathered(inside).paragraphs == region.paragraphs, (params, code)
                assert sorted(country_counts.counts(inside)) == sorted(region.countries)
    assert seen > 10


@pytest.mark.parametrize("measure", map_measures.MEASURES)
@pytest.mark.parametrize(
    "params", [{}, {"country": "TUN"}, {"region": "202"}, {"theme": "women_gender", "engagement": "training"}]
)
def test_without_any_kind_of_mention_there_is_nothing_to_open(make_view, measure, params):
    view = make_view("countries", measure=measure, kinds="none", **params)
    found = country_counts.gathered(view, params.get("country"))
    assert set(found.paragraphs) == {
        p for i, named in country_counts.named(view).items() if params.get("country", i) == i for p in named
    }
    assert found.number == 0 or measure != map_measures.PARAGRAPHS


def test_conditions_hold_together(make_view, single):
    picking = random.Random(5)
    found = 0
    for _ in range(80):
        params = {k: v for chosen in picking.sample(single, 3) for k, v in chosen.items()}
        view = make_view("countries", **params)
        alone = [country_counts.chosen_pairs(make_view("countries", **{k: v})) for k, v in params.items()]
        assert country_counts.chosen_pairs(view) == frozenset.intersection(*alone)
        found += bool(country_counts.counts(view))
    assert found > 5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tiles_show_every_state_once_and_every_country_counted(make_view, atlas, lang):
    places = list(atlas.tiles.values())
    assert len(set(places)) == len(places)
    members = set(atlas.countries.query("un_member == '1'")["iso3"])
    assert members <= set(atlas.tiles)
    view = make_view("countries", lang, view="tiles")
    counts, spec = country_counts.counts(view), content.world(view)
    tiles = re.findall(r"<a [^>]*class=\"tile (\w+)\"[^>]*>", markup := str(render(spec, view)))
    titles = re.findall(r"<a [^>]*class=\"tile [^>]*title=\"([^\"]*)\"", markup)
    assert len(tiles) == len(titles) == len(set(titles)) == len(set(atlas.tiles) | set(counts))
    fills = dict(zip(map(html.unescape, titles), tiles, strict=True))
    for iso3, n in counts.items():
        title = view.words("countries.hover", name=view.country(iso3), n=view.words.count("paragraphs", n))
        assert fills[title] == f"class{findings.class_of(n)}", iso3
    assert tiles.count("nowhere") == len(set(atlas.tiles) - set(counts))
    for iso3 in set(atlas.tiles) | set(counts):
        assert asked(spec.place(iso3).href)["country"] == iso3, "also one without a number can be opened"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "params",
    [
        {},
        {"region": "202", "theme": "women_gender"},
        {"measure": "visits", "view": "tiles"},
        {"group": "sids"},
        {"kinds": "none", "country": "TUN"},
    ],
)
def test_page_runs_and_states_what_the_panel_shows(open_page, lang, params):
    app = open_page("countries", lang=lang, **params)
    assert not app.exception
    markup = html_of(app)
    stated = re.search(r'<h2 data-number="(\d+)">', markup)
    if measures_chosen := {"region", "theme", "group"} & set(params):
        assert stated and int(stated[1]) == cards_in(markup) > 0, measures_chosen
    assert ("tilemap" in markup) == ("view" in params)


def test_a_country_outside_the_conditions_is_not_called_unmentioned(open_page, make_view):
    view = make_view("countries", "en", theme="women_gender", country="TUN")
    markup = html_of(open_page("countries", lang="en", measure="visits", country="LBN"))
    assert view.words("countries.absent_conditions", name="Lebanon") in markup
    assert view.words("nothing.absent") not in markup
    assert view.words("countries.none_chosen") in markup


def test_the_list_that_the_panel_offers_is_the_same(make_view):
    offered = 0
    for params in (
        {"region": "202", "theme": "women_gender"},
        {"country": "TUN"},
        {"country": "TUN", "engagement": "visit"},
        {"section": "II.E", "region": "africa"},
    ):
        view = make_view("countries", **params)
        offer = content.as_list(view, country_counts.gathered(view, params.get("country")))
        for link in offer.items if offer else ():
            chosen = {k: v for k, v in asked(link.href).items() if k in paragraph_facets.CONDITIONS}
            facets = paragraph_facets.facets_of(view.report)
            kept = filters.keep(view.report.passages, facets, chosen, "")
            assert kept.paragraphs == country_counts.gathered(view, params.get("country")).paragraphs
            offered += 1
    assert offered >= 2


@pytest.mark.parametrize("params", [{}, {"measure": "visits"}, {"theme": "women_gender", "country": "TUN"}])
def test_page_picture_slide_list_and_file_say_the_same(make_view, params):
    view = make_view("countries", "en", **params)
    counts = country_counts.counts(view)
    spec, made, ranking = content.world(view), exhibits.world(view), exhibits.ranking(view)
    assert {iso3: place.number for iso3, place in spec.places.items()} == counts
    assert made.body == (spec,) and made.legend == spec.legend and made.slide.places.keys() == counts.keys()
    assert {bar.code: bar.length for bar in ranking.body[0].rows} == counts
    (table,) = content.listed(view).blocks
    assert [int(row[2].text) for row in table.groups[0].rows] == list(counts.values())
    assert [len(row[3].links) for row in table.groups[0].rows] == list(counts.values())
    assert listing.list_frame(view)[view.words("countries.column_number")].tolist() == list(counts.values())
    chosen = params.get("country") or next(iter(counts))
    assert made.evidence == ranking.evidence == country_counts.gathered(view, chosen)
    for place in made.slide.places.values():
        assert "country=" in place.href, "on a slide every country leads to its sentences"


def test_equal_numbers_are_named_on_the_map_together_or_not_at_all(make_view):
    for params in ({}, {"measure": "visits"}, {"region": "002"}, {"group": "sids"}, {"kinds": "place"}):
        view = make_view("countries", "en", **params)
        counts, labels = country_counts.counts(view), content.world(view).labels
        named = {counts[iso3] for iso3 in labels}
        assert len(labels) <= 8 and all(n > 1 for n in named)
        assert all(iso3 in labels for iso3, n in counts.items() if n in named)
        assert all(labels[i] == f"{view.country(i)} {counts[i]}" for i in labels)


@pytest.mark.parametrize("scheme", country_counts.SCHEMES)
def test_every_bar_of_regions_leads_to_what_it_counts(make_view, scheme):
    for params in ({}, {"region": "202", "country": "TUN"}):
        view = make_view("countries", "en", **params)
        made = exhibits.coverage(view, scheme)
        for bar in made.body[0].rows:
            assert f"region={bar.code}" in bar.href and "country=" not in bar.href
            inside = make_view("countries", "en", region=bar.code)
            assert country_counts.gathered(inside).number == bar.length
        assert made.evidence.paragraphs == made.paragraphs


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_faces_of_the_picture_show_the_same_numbers_and_keep_what_is_open(make_view, open_page, lang):
    given = {"theme": "women_gender", "country": "TUN"}
    counts = country_counts.counts(make_view("countries", lang, **given))
    assert len(counts) > 5
    for face in ("bars", "table"):
        view = make_view("countries", lang, view=face, **given)
        made = content.face(view)
        leads = [
            there for href, _ in linked(made) if "country" in (there := asked(href)) and "sort" not in there
        ]
        assert sorted(there["country"] for there in leads) == sorted(counts)
        assert all(there["theme"] == "women_gender" and there["view"] == face for there in leads)
        (chosen,) = (each for each in inside(made) if getattr(each, "chosen", False))
        assert view.country("TUN") in texts(chosen)
        page = open_page("countries", lang=lang, view=face, **given)
        assert not page.exception and not page.get("plotly_chart")
        assert html_of(page).count('<table class="list') == 1
    options = content.views(make_view("countries", lang, **given)).options
    assert [asked(option.href).get("view") for option in options] == [None, "tiles", "bars", "table"]
    assert all(asked(option.href)["country"] == "TUN" for option in options)
