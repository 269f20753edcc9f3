"""Calm on the screen, in a real browser: nothing jumps, the keyboard goes where something was opened, what fails is said."""

from __future__ import annotations

import urllib.request

import pytest
from browsing import address_of, serving, settled

from tests.bench_screen import MOST, SHIFTS, shifted

pytestmark = pytest.mark.browser

# What is clicked on the way through the pages; between two of them each page is drawn to its end.
PATH = ("countries", "themes", "presences", "funding", "paragraphs", "countries")
SKELETONS = """() => {
  window.seenSkeleton = false;
  const look = () => {
    if (document.querySelector("[data-testid=stSkeleton]")?.checkVisibility()) window.seenSkeleton = true;
    requestAnimationFrame(look);
  };
  look();
}"""


def test_no_page_jumps_or_goes_grey_when_another_is_opened(server, tab):
    page = tab("en-GB")
    page.add_init_script(SHIFTS)
    page.goto(f"{server}/?lang=en")
    settled(page)
    for name in PATH:  # what each page needs is here from now on
        page.click(f".pages a[href*='/{name}?']")
        settled(page)
    page.evaluate(SKELETONS)
    page.wait_for_timeout(500)
    for name in PATH[1:]:
        shifted(page)
        page.click(f".pages a[href*='/{name}?']")
        settled(page)
        page.wait_for_timeout(300)
        assert shifted(page) <= MOST, name
    assert not page.evaluate("window.seenSkeleton"), "grey boxes in place of menus"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "There is no page “nowhere” here."),
        pytest.param("zh", "这里没有名为“nowhere”的页面。", marks=pytest.mark.long),
    ],
)
def test_a_path_that_is_no_page_says_so_with_ways_on(server, chromium, lang, said):
    page = chromium.new_context(locale="zh-CN" if lang == "zh" else "en-GB").new_page()
    answer = page.goto(f"{server}/nowhere")
    assert answer.status == 404 and page.inner_text("h1") == said
    page.click("a[href*='/countries?']")
    page.wait_for_selector(".foot[data-drawn]")
    assert page.url == f"{server}/countries?lang={lang}"
    page.goto(f"{server}/overview?lang={lang}&open=visits")
    settled(page)
    assert page.url == f"{server}/?lang={lang}&open=visits" and page.locator(".panel").count() == 1
    assert page.locator("[data-testid=stDialog]").count() == 0
    page.context.close()


def test_a_first_visit_is_compressed_and_names_ahead_what_it_needs(server):
    asked = urllib.request.Request(
        f"{server}/", headers={"Accept-Encoding": "gzip", "Accept-Language": "zh-CN,zh"}
    )
    with urllib.request.urlopen(asked) as answer:
        assert answer.headers["Content-Encoding"] == "gzip" and int(answer.headers["Content-Length"]) < 8_000
    with urllib.request.urlopen(
        urllib.request.Request(f"{server}/", headers={"Accept-Language": "zh-CN"})
    ) as answer:
        page = answer.read().decode()
    assert '<html lang="zh">' in page and "JavaScript" in page and "AI agents" not in page
    plotly = next(part for part in page.split('"') if "PlotlyChart" in part)
    with urllib.request.urlopen(
        urllib.request.Request(f"{server}/{plotly[2:]}", headers={"Accept-Encoding": "gzip"})
    ) as answer:
        assert (
            answer.headers["Content-Encoding"] == "gzip" and int(answer.headers["Content-Length"]) < 1_500_000
        )
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_keyboard_goes_where_something_was_opened(server, tab):
    page = tab("en-GB")
    page.goto(f"{server}/?lang=en")
    settled(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    assert page.locator("a:has-text('Skip') >> visible=true").count() == 1, "one skip link"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the list, within three stops
    assert page.evaluate("document.activeElement.matches('.bars, .list')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("location.pathname === '/countries'")
    settled(page)
    page.wait_for_function("document.activeElement.matches('h1')")
    row = page.locator(".list tbody tr:nth-child(5) th a")
    name = row.inner_text()
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('.panel')")
    assert name in page.evaluate("document.activeElement.textContent")


@pytest.mark.long
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_lost_connection_is_said_in_the_readers_language(chromium, lang):
    page = chromium.new_context(locale="zh-CN" if lang == "zh" else "en-GB").new_page()
    with serving() as address:
        page.goto(f"{address}/funding?lang={lang}")
        settled(page)
        shown = page.inner_text(".st-key-page")
    page.wait_for_selector(".lost")
    page.wait_for_timeout(8000)
    assert ("connection to the server is lost" in page.inner_text(".lost")) == (lang == "en")
    assert "Connection error" not in page.inner_text("body") and page.inner_text(".st-key-page") == shown
    page.context.close()


@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_an_answer_that_cannot_be_read_loads_the_view_again(chromium, server, lang):
    """Streamlit stops for good then, as it did when a browser had thrown away what a quick answer referred to."""
    page = chromium.new_context(locale="zh-CN" if lang == "zh" else "en-GB").new_page()
    sockets = []

    def between(socket) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket(lambda url: "_stcore/stream" in url, between)
    page.goto(f"{server}/country?lang={lang}&country=LBN")
    settled(page)
    shown = page.inner_text(".st-key-page")
    with page.expect_event("load"):
        sockets[-1].send(b"\xff\xff")
    settled(page)
    assert len(sockets) == 2 and page.inner_text(".st-key-page") == shown
    sockets[-1].send(b"\xff\xff")  # at once a second time: said, not loaded for ever
    page.wait_for_selector(".lost")
    assert len(sockets) == 2
    page.context.close()


CUT = """within => [...document.querySelectorAll(`${within} *`)]
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible").map((e) => e.innerText)"""


def test_names_in_menus_are_whole_with_their_counts(server, tab):
    page = tab("en-GB")
    page.goto(address_of(server, "countries", "en"))
    settled(page)
    page.locator(".st-key-conditions [data-testid=stSelectbox] input").nth(1).click()
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=option]").count() > 3 and not page.evaluate(CUT, "[role=option]")


def test_names_in_the_filters_of_the_table_are_whole_with_their_counts(server, tab):
    page = tab("en-GB")
    page.goto(address_of(server, "paragraphs", "en"))
    settled(page)
    page.click(".ag-floating-filter:has-text('All') .facet-button >> nth=1")
    page.wait_for_selector(".facet li label")
    options = page.locator(".facet li:visible")
    assert options.count() > 3 and not page.evaluate(CUT, ".facet li")
    assert all(number.isdigit() for number in page.locator(".facet li:visible b").all_inner_texts())


@pytest.mark.parametrize("address", ["presences", "countries"])
def test_a_list_stays_where_it_is_when_it_is_pressed(server, tab, address):
    """What it opens is read beside it."""
    page = tab("en-GB")
    page.add_init_script(SHIFTS)
    page.goto(f"{server}/{address}?lang=en")
    settled(page)
    for row in (".bars a[href*='region=']", ".list tbody th a[href*='country=']"):
        pressed = page.locator(f".st-key-rest_part {row}").nth(3)
        pressed.scroll_into_view_if_needed()
        said, before = pressed.inner_text(), pressed.bounding_box()["y"]
        shifted(page)
        there = pressed.get_attribute("href")
        pressed.click()
        page.wait_for_function("href => location.pathname + location.search === href", arg=there)
        settled(page)
        assert shifted(page) <= MOST
        same = page.locator(f".st-key-rest_part {row.partition('[')[0]}", has_text=said.splitlines()[0]).first
        assert abs(same.bounding_box()["y"] - before) < 60, said
