"""The dashboard in a real browser, on a fresh server, with every other host out of reach."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from browsing import country_clicked, map_drawn, ready, serving, settled

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("page_name", ["overview", pytest.param("country", marks=pytest.mark.long)])
def test_deep_link_on_a_fresh_server(tab, page_name):
    with serving() as address:
        page = tab()
        page.goto(f"{address}/{'' if page_name == 'overview' else page_name}?lang=zh")
        ready(page)
        settled(page)
        assert page.locator("[role=dialog]").count() == 0
        assert page.locator(".pages a[aria-current=page]").count() == 1
        page.context.close()


@pytest.mark.parametrize(
    ("lang", "name", "count"),
    [("zh", "刚果民主共和国", "段"), pytest.param("en", "Congo", "paragraphs", marks=pytest.mark.long)],
)
def test_a_click_on_the_map_opens_its_sentences(server, tab, lang, name, count):
    page = tab()
    country_clicked(page, f"{server}/countries?lang={lang}")
    heading = page.inner_text(".panel h2")
    assert name in heading and count in heading
    number = int(page.get_attribute(".panel h2", "data-number") or 0)
    assert number == page.locator(".panel .card-paragraph").count() > 0
    assert page.locator(".panel .card-paragraph mark").count() >= number
    assert "country=COD" in page.url and page.evaluate("document.documentElement.lang") == lang
    page.click(".list tbody tr:first-child th a")
    page.wait_for_function(
        "!location.search.includes('COD') && document.querySelector('.list a[aria-current]')"
    )
    page.go_back()
    page.wait_for_function(f"document.querySelector('.panel h2')?.dataset.number === '{number}'")
    assert "country=COD" in page.url


def test_a_country_from_the_overview_and_back(server, tab):
    page = tab()
    country_clicked(page, f"{server}/?lang=zh")
    assert "/countries?" in page.url and "country=COD" in page.url
    page.go_back()
    page.wait_for_selector(".tiles")
    map_drawn(page)
    settled(page)
    assert "/countries" not in page.url


def test_language_follows_the_browser_until_it_is_chosen(server, tab):
    page = tab("en-GB")
    page.goto(server)
    ready(page)
    assert page.evaluate("document.documentElement.lang") == "en" and "Atlas" in page.title()
    page.click(".tongues a[lang=zh]")
    page.wait_for_function("document.documentElement.lang === 'zh'")
    page.click(".tiles li:nth-child(4) a")
    page.wait_for_selector(".panel .officials")
    assert "lang=zh" in page.url and "open=visits" in page.url


def test_search_as_you_type_and_the_way_back(server, tab):
    page = tab()
    page.goto(f"{server}/paragraphs?lang=zh")
    ready(page)
    before = page.evaluate("history.length")
    page.locator("[data-testid=stTextInput] input").press_sequentially("司法", delay=80)
    page.wait_for_function("document.querySelector('h1.small')?.dataset.number < 121")
    page.wait_for_selector(".grid-place mark.mark-search")
    assert page.evaluate("history.length") == before, "every letter made an entry in the history"
    page.click(".grid-place .ag-row[row-index='1'] .ag-cell[col-id=gist]")
    page.wait_for_function("location.search.includes('passage=')")
    assert page.locator(".reading .text mark").count() > 0
    page.click(".stHtml .clear")
    page.wait_for_function("document.querySelector('h1.small')?.dataset.number === '121'")
    page.wait_for_function("document.querySelector('[data-testid=stTextInput] input')?.value === ''")


def test_a_shared_link_shows_the_same(server, tab):
    address = f"{server}/paragraphs?lang=en&place=TUN&theme=women_gender&passage=67&highlight=country"
    seen = []
    for locale in ("zh-CN", "en-GB"):
        page = tab(locale)
        page.goto(address)
        ready(page)
        seen.append(
            (page.inner_text("h1.small"), page.inner_text(".reading"), page.locator(".chip-on").count())
        )
    assert seen[0] == seen[1] and seen[0][2] == 2


def test_answers_of_the_server(server, chromium):
    def head(path: str):
        return urllib.request.urlopen(server + path, timeout=10)

    boundaries = head("/boundaries/world.geojson")
    assert boundaries.headers["ETag"] and "max-age" in boundaries.headers["Cache-Control"]
    for path in ("/", "/healthz", "/assets/topo/world_110m.json", "/boundaries/world.geojson"):
        headers = head(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"], path
    for path in ("/assets/../app.py", "/assets/%2e%2e/shell.py", "/boundaries/../countries.csv"):
        with pytest.raises(urllib.error.HTTPError):
            head(path)
