"""The legend of a map lights up its countries; a country is found by its name on every map; a key changes the wording."""

from __future__ import annotations

import json
import re

import pytest
from browsing import copied, empty_clipboard, map_drawn, settled

pytestmark = pytest.mark.browser

# Countries that stand out, by their shapes and circles.
LIT = """() => [...new Set([...document.querySelectorAll('.js-plotly-plot .trace path:not(.faded)')].map((path) =>
  path.parentNode.__data__[0].trace.customdata?.[[...path.parentNode.querySelectorAll('path')].indexOf(path)]?.[0]))].sort()"""
MOST_NAMED = ["CMR", "COD", "GIN", "GTM", "LBN", "LBR", "MEX", "MRT", "SEN", "TUN", "UGA"]


def lit(page) -> list[str]:
    return [code for code in page.evaluate(LIT) if code]


def waits_for(page, codes: list[str]) -> None:
    wanted = json.dumps(codes, separators=(",", ":"))
    page.wait_for_function(f"JSON.stringify(({LIT})().filter(Boolean)) === '{wanted}'")


def test_a_class_of_the_legend_lights_its_countries_under_pointer_keyboard_and_by_its_address(server, tab):
    page = tab("en-GB", 1440, 900)
    page.goto(f"{server}/countries?lang=en")
    map_drawn(page)
    assert len(lit(page)) > 190
    key = page.locator(".lights a[data-light=class3]")
    assert "7 or more" in key.inner_text() and "11 countries" in key.inner_text()
    key.hover()
    waits_for(page, MOST_NAMED)
    page.mouse.move(5, 5)
    page.wait_for_function("!document.querySelector('path.faded')")
    key.focus()
    waits_for(page, MOST_NAMED)
    page.keyboard.press("Enter")
    page.wait_for_url("**light=class3**")
    settled(page)
    page.mouse.move(5, 5)
    waits_for(page, MOST_NAMED)
    page.reload()
    map_drawn(page)
    waits_for(page, MOST_NAMED)
    page.locator(".lights a[data-light=class3]").click()
    page.wait_for_url(re.compile(r"^(?!.*light=)"))
    page.mouse.move(5, 5)
    page.wait_for_function("!document.querySelector('path.faded')")


@pytest.mark.long
def test_tiles_and_signs_are_lit_as_well(server, tab):
    page = tab("zh-CN", 1440, 900)
    page.goto(f"{server}/countries?lang=zh&view=tiles&light=class3")
    settled(page)
    page.wait_for_selector(".tile.faded")
    named = "喀麦隆 刚果民主共和国 几内亚 危地马拉 黎巴嫩 利比里亚 墨西哥 毛里塔尼亚 塞内加尔 突尼斯 乌干达"
    assert sorted(page.locator(".tile:not(.faded)").all_inner_texts()) == sorted(named.split())
    page.goto(f"{server}/presences?lang=zh&light=square")
    map_drawn(page)
    waits_for(page, ["FJI", "THA"])  # countries with an office that the text names


@pytest.mark.long
def test_a_country_is_found_by_its_name_on_the_map_of_presences(server, tab):
    page = tab("en-GB", 1440, 900)
    page.goto(f"{server}/presences?lang=en")
    settled(page)
    page.locator(".st-key-find_country input").fill("Fij")
    page.keyboard.press("Enter")
    page.wait_for_url("**country=FJI**")
    settled(page)
    assert "Fiji" in page.inner_text(".panel h2, .panel-head")
    page.locator(".map-windows a", has_text="Around Fiji").click()
    page.wait_for_url("**at=**")
    assert "country=FJI" in page.url


@pytest.mark.long
def test_a_key_shows_reading_source_and_both_in_turn(server, tab):
    page = tab("en-GB", 1440, 900)
    page.goto(f"{server}/country?lang=en&country=LBN")
    settled(page)
    for wording in ("source", "both"):
        page.keyboard.press("l")
        page.wait_for_url(f"**reading={wording}**")
        settled(page)
    page.keyboard.press("l")
    page.wait_for_url(re.compile(r"^(?!.*reading=)"))


@pytest.mark.long
def test_a_copied_list_says_its_source_and_its_view(server, tab):
    page = tab("en-GB", 1440, 900)
    page.goto(f"{server}/presences?lang=en&presence=official")
    settled(page)
    empty_clipboard(page)
    page.locator("button[data-copy]").first.click()
    *lines, source, view = copied(page, "http").split("\n")
    assert lines and "A/74/36" in source
    assert view == f"{server}/presences?lang=en&presence=official"
