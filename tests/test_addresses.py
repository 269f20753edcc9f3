"""Names in addresses: readable, one meaning on all pages; those of older addresses are understood for ever."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl

import pytest
from shown import html_of
from starlette.exceptions import HTTPException
from texts import cases

from ui import deck, request_view, url_state
from ui.params import OF_PAGE, CountriesParams, ThemesParams
from ui.registry import BRIEFS, LISTS, PAGES, PICTURES

# Every name that an address had before the names of today, page by page.
OLD = {
    "countries": "country=c measure=m kinds=k view=v theme=t section=s engagement=e region=r group=g",
    "country": "country=iso3 beside=with",
    "themes": "theme=t other_theme=u section=s region=r engagement=e passage=p crossing=x weight=w",
    "presences": "presence=t region=r country=c passage=p",
    "funding": "category=k",
    "paragraphs": "place=c theme=t section=s engagement=e has_figure=fig has_presence=pre cites=doc passage=p highlight=hl",
    "compare": "earlier=a later=b aspect=x per=n change=g checked=k country=c theme=t engagement=e presence=s "
    "category=f passage=p",
    "method": "passage=p",
}
# A view in the names of former days.
VIEWS: list[tuple[str, dict[str, str]]] = [
    ("countries", {"c": "TUN", "k": "country,place"}),
    ("countries", {"t": "civic_space", "r": "002", "g": "ldc", "v": "tiles"}),
    ("countries", {"e": "training", "s": "II.D"}),
    ("countries", {"m": "visits"}),
    ("country", {"iso3": "TUN", "with": "LBN,SYR", "of": "work"}),
    ("themes", {"t": "civic_space", "u": "digital", "x": "theme", "w": "core"}),
    ("themes", {"s": "II.E"}),
    ("themes", {"r": "africa", "e": "training", "x": "engagement"}),
    ("themes", {"p": "81"}),
    ("presences", {"t": "official", "r": "019"}),
    ("presences", {"c": "TUN", "open": "all"}),
    ("funding", {"k": "reach"}),
    ("paragraphs", {"c": "TUN", "t": "nhri", "p": "81", "hl": "figure"}),
    ("paragraphs", {"fig": "1", "pre": "1", "doc": "1"}),
    ("method", {"p": "81"}),
]


def renamed(page: str) -> dict[str, str]:
    """Old name → new name, as written above."""
    return {old: new for new, _, old in (pair.partition("=") for pair in OLD.get(page, "").split())}


def shown_by(app: Any) -> str:
    assert not app.exception
    return re.sub(r' data-view="[^"]*"', "", html_of(app))  # the address as it came


@pytest.mark.parametrize("page", PAGES)
def test_every_parameter_has_a_name_to_read_and_a_rule(make_view, page):
    kind = PAGES[page].params
    assert OF_PAGE[page] is kind and PAGES[page].name == page
    assert all(len(name) > 1 or name == "q" for name in kind.names())
    if page != "compare":  # which needs two reports
        assert set(PAGES[page].rules(make_view(page), {})) == kind.names()


@pytest.mark.parametrize("page", OLD)
def test_every_old_name_is_a_name_of_today(page):
    old = renamed(page)
    known = PAGES[page].params.old_names()
    assert {name: known[name] for name in old} == old
    assert set(old.values()) <= PAGES[page].params.names() and not set(known) & PAGES[page].params.names()


@pytest.mark.parametrize(("page", "asked"), VIEWS)
def test_an_old_address_shows_the_same_page(open_page, page, asked):
    new = {renamed(page).get(name, name): value for name, value in asked.items()}
    before, after = shown_by(open_page(page, lang="en", **asked)), shown_by(open_page(page, lang="en", **new))
    assert before == after and "not understood" not in after
    assert not re.search(rf"/{page}\?(?:[^\"']*&amp;)?[a-z]=(?!\w*\")", after.replace("&amp;q=", ""))


@pytest.mark.parametrize(("page", "asked"), VIEWS)
def test_files_and_slides_of_an_old_address_are_the_same(page, asked):
    new = {renamed(page).get(name, name): value for name, value in asked.items()}
    if page not in ("method",):
        assert request_view.view_of(page, asked).here == request_view.view_of(page, new).here
    packed = json.dumps(
        {"format": "rights-report-atlas presentation 1", "report": "", "slides": [[page, asked, "", ""]]}
    )
    assert deck.from_file(packed.encode()).slides == (deck.Slide(page, tuple(new.items())),)


def test_what_was_refused_is_named_as_it_was_written(open_page):
    assert "“m”" in shown_by(open_page("countries", lang="en", m="nothing"))
    assert "“measure”" in shown_by(open_page("countries", lang="en", measure="nothing"))


def test_the_first_of_two_names_for_one_thing_counts():
    assert CountriesParams.renamed({"c": "TUN", "country": "LBN"}) == {"country": "TUN"}


def test_a_name_that_a_page_does_not_have_is_an_error_at_once(make_view):
    view = make_view("countries", country="TUN")
    assert view.params.country == "TUN" and view.params.theme is None
    for wrong in (
        lambda: view.here.link(contry="TUN"),
        lambda: view.here.put(c="TUN"),
        lambda: view.here.toggle("kind", "name", ("name",), ()),
        lambda: view.here.to("paragraphs", country="TUN"),
        lambda: view.on(ThemesParams, subject="nhri"),
        lambda: url_state.Address(CountriesParams, {}, {"c": "TUN"}),
    ):
        with pytest.raises(TypeError):
            wrong()


def test_all_that_is_taken_away_is_of_a_page():
    for names in (PICTURES, LISTS):
        assert {name.partition(".")[0] for name in names} <= set(PAGES)
    assert {page.name for page in BRIEFS.values()} == {"country", "themes"}


@pytest.mark.parametrize("case", cases("not_here.csv"))  # what names nothing, and what is said of it
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_not_here_is_said_and_nothing_else_is_shown_instead(open_page, case, lang):
    app = open_page(case["page"], lang=lang, **dict(parse_qsl(case["asked"])))
    shown = shown_by(app)
    title = re.search(r"<h1[^>]*>(.*?)</h1>", shown)
    assert title and case[lang] in title[1]
    assert shown.count("<h1") == 1 and "card-paragraph" not in shown and not app.get("plotly_chart")
    ways = re.search(r'class="ways"(.*?)</', shown)
    assert ways and 'href="/' in ways[0], "no way on"


def test_a_country_that_is_known_but_not_named_is_called_by_its_name(open_page):
    assert "The report does not mention Bhutan." in shown_by(open_page("paragraphs", lang="en", place="BTN"))


@pytest.mark.parametrize(("lang", "asks"), [("en", "Which country?"), ("zh", "哪个国家？")])
def test_a_profile_of_no_country_asks_which(open_page, lang, asks):
    app = open_page("country", lang=lang)
    shown = shown_by(app)
    assert asks in shown and "card-paragraph" not in shown
    assert len(re.findall(r'<li><a[^>]*href="/country\?[^"]*country=[A-Z]{3}"', shown)) > 100
    app.selectbox(key="find_country").set_value("LBN").run()
    assert app.query_params["country"] in ("LBN", ["LBN"]) and "card-paragraph" in shown_by(app)


@pytest.mark.parametrize(
    ("page", "asked"),
    [("country", {"country": "ZZZ"}), ("themes", {"section": "II.Q"}), ("paragraphs", {"p": "999"})],
)
def test_no_file_or_picture_is_made_of_what_is_not_here(page, asked):
    with pytest.raises(HTTPException) as refused:
        request_view.view_of(page, asked)
    assert refused.value.status_code == 404
