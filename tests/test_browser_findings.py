"""The presences and funding pages in a real browser: lists to paste, the map, numbers and their sentences."""

from __future__ import annotations

import re

import pytest
from browsing import copied, country_clicked, empty_clipboard, ready, settled

pytestmark = pytest.mark.browser

# What opens sentences, in the picture and the lists.
OUTSIDE = ":not(.panel *, .st-key-evidence *, .visits *)"  # visits give their place to the sentences
OPENERS = f"main a[data-go][href*='open=']{OUTSIDE}, main a[data-go][href*='&country=']{OUTSIDE}"

# Its heading, and room for a sentence below it.
IN_SIGHT = "() => { const y = document.querySelector('.panel h2').getBoundingClientRect().y; return 0 <= y && y < 800 }"

# the panel is drawn piece by piece: its heading may still be the last one's when its cards are the new ones
SETTLED = """() => {
  const cards = document.querySelectorAll(".panel .card-paragraph").length;
  return cards && document.querySelector(".panel h2[data-number]").dataset.number === String(cards);
}"""


IN_SIGHT = """() => {
  const box = document.querySelector(".pages a[aria-current]").getBoundingClientRect();
  return box.width > 0 && box.left >= 0 && box.right <= innerWidth;
}"""


def panel_number(page) -> int:
    return int(page.get_attribute(".panel h2[data-number]", "data-number") or 0)


def cards(page) -> int:
    return page.locator(".panel .card-paragraph").count()


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
def test_task_3_who_visited_which_countries_as_a_list(server, tab, lang):
    page = tab()
    page.goto(f"{server}/?lang={lang}")
    ready(page)
    empty_clipboard(page)
    page.click(".pages a[href*='presences']")
    page.click(".visits .block-head button")
    lines = copied(page, "A/74/36").split("\n")
    # two lists, the source, and the address of the view
    assert len(lines) == 5 and any("A/74/36" in line and "https://" in line for line in lines)
    assert [int(re.search(r"\d+", line)[0]) for line in lines[:3]] == [14, 4, 6]


def test_a_click_on_a_sign_opens_that_country(server, tab):
    page = tab()
    country_clicked(page, f"{server}/presences?lang=zh")
    assert "country=COD" in page.url and "刚果民主共和国" in page.inner_text(".panel h2")
    assert panel_number(page) == cards(page) > 0
    page.go_back()
    page.wait_for_selector(".visits")
    page.keyboard.press("Escape")
    assert "country=COD" not in page.url


@pytest.mark.parametrize("name", [pytest.param("presences", marks=pytest.mark.long), "funding"])
def test_numbers_far_down_open_their_sentences_in_sight(server, tab, name):
    page = tab()
    page.goto(f"{server}/{name}?lang=en")
    settled(page)
    hrefs = page.eval_on_selector_all(OPENERS, "links => links.map(a => a.getAttribute('href'))")
    assert len(hrefs) > 50
    for href in [*hrefs[:: len(hrefs) // 5], hrefs[-1]]:
        link = page.locator(f'main a[data-go][href="{href}"]{OUTSIDE}').first
        link.scroll_into_view_if_needed()
        link.click()
        page.wait_for_function("href => location.pathname + location.search === href", arg=href)
        settled(page)
        page.wait_for_function(SETTLED)
        assert panel_number(page) == cards(page) > 0, href
        assert page.locator(".panel .card mark").count() > 0, href
        page.wait_for_function(IN_SIGHT)


@pytest.mark.parametrize(
    "address",
    [
        "/presences?lang=zh&presence=team&region=africa&open=emergency_team&country=COM",
        pytest.param("/presences?lang=en&open=nowhere", marks=pytest.mark.long),
        "/funding?lang=en&open=torture&category=reach",
        pytest.param("/funding?lang=zh&open=unstated.61", marks=pytest.mark.long),
    ],
)
def test_a_shared_link_shows_the_same(server, tab, address):
    seen = []
    for locale in ("zh-CN", "en-GB"):
        page = tab(locale)
        page.goto(server + address)
        ready(page)
        page.wait_for_selector(".panel h2[data-number]")
        seen.append((page.inner_text("h1"), page.inner_text(".panel"), page.locator(".list tr").count()))
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("presences", "en"),
        ("funding", "zh"),
        pytest.param("presences", "zh", marks=pytest.mark.long),
        pytest.param("funding", "en", marks=pytest.mark.long),
    ],
)
def test_on_a_phone_the_open_page_is_in_sight_and_nothing_is_cut(server, tab, name, lang):
    page = tab("en-GB", 390, 844)
    page.goto(f"{server}/{name}?lang={lang}")
    settled(page)
    page.wait_for_function(IN_SIGHT)  # it is scrolled there
    wider = page.eval_on_selector_all(
        ".stHtml table, .stHtml h1, .stHtml h2, .visits, .statements",
        "all => all.filter(e => e.getBoundingClientRect().right > innerWidth + 1).length",
    )
    assert wider == 0


@pytest.mark.parametrize("width", [1440, pytest.param(1920, marks=pytest.mark.long)])
def test_the_top_bar_holds_its_pages_in_one_line(server, tab, width):
    page = tab("en-GB", width, 900)
    page.goto(f"{server}/presences?lang=en")
    ready(page)
    inner = page.evaluate("(n => n.scrollWidth - n.clientWidth)(document.querySelector('.top-inner'))")
    assert inner <= 0 and page.locator(".top-inner").bounding_box()["height"] < 80
