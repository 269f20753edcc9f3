"""Back, Forward and a reload in a real browser: each shows exactly the view that was there."""

from __future__ import annotations

import os
import random
import re
from itertools import pairwise

import pytest
from browsing import address_of, followed, map_drawn, middle_of, settled

from ui.registry import PAGES

pytestmark = pytest.mark.browser

WALKS = int(os.environ.get("ATLAS_WALKS", "10"))  # as many as there is time for

# What is clicked one after another: another page, conditions, side by side, one paragraph, another language.
CLICKS = (
    ".bars a[href*='/countries?'][href*='country=LBN']",
    ".panel a[href*='/country?'][href*='country=LBN']",
    "a.chip[href*='beside=']",
    ".pages a[href*='/paragraphs?']",
    ".grid-place .ag-row[row-index='2'] .ag-cell[col-id=gist]",
    ".tongues a[lang=zh]",
    ".pages a[href*='/funding?']",
    "a[data-go][href$='open=torture']",
)
# The whole of what is read, and what the menus above it say. Of the table of paragraphs only as many rows are there as are
# in sight; its fields are left out, and the list that stands there until it is drawn. The presentation that is being made,
# whose number of slides stands above every page, is no part of a view.
SEEN = """() => [
  ...[...document.querySelectorAll("[data-testid=stMain] .stHtml:not(:has(style, .results))")]
    .map((e) => e.innerText.replace(e.querySelector(".deck-now")?.innerText ?? "", "")),
  ...[...document.querySelectorAll("[data-testid=stMain] input:not(.grid-place *)")].map((e) => e.value),
  ...[...document.querySelectorAll("[data-testid=stSelectbox]")].map((e) => e.innerText),
].map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean)"""


def seen(page) -> tuple[str, list[str]]:
    """The address and what is read there."""
    settled(page)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    return page.url, page.evaluate(SEEN)


def is_again(page, there: tuple[str, list[str]]) -> None:
    """The page shows this view again; else what is read besides and what is missing."""
    address, read = seen(page)
    assert address == there[0]
    assert read == there[1], (address, set(read) - set(there[1]), set(there[1]) - set(read))


def back_and_forward(page, views: list[tuple[str, list[str]]]) -> None:
    """From the last view to the first and back again: each is what it was."""
    for there in views[-2::-1]:
        page.go_back()
        page.wait_for_url(there[0])
        is_again(page, there)
    for there in views[1:]:
        page.go_forward()
        page.wait_for_url(there[0])
        is_again(page, there)


def test_back_and_forward_through_eight_changes_show_each_view_again(server, tab):
    page = tab("en-GB")
    page.goto(f"{server}/?lang=en")
    views = [seen(page)]
    length = page.evaluate("history.length")
    for selector in CLICKS:
        link = page.locator(f"{selector} >> visible=true").first
        href = link.get_attribute("href")
        link.click()
        if href:
            followed(page, href)
        else:  # a row of a table, which is no link
            page.wait_for_function("before => location.href !== before", arg=views[-1][0])
        views.append(seen(page))
        length += 1
        assert page.evaluate("history.length") == length, f"{href}: not one entry in the history"
    headings = [shown for _, shown in views]
    assert all(one != other for one, other in pairwise(headings))
    back_and_forward(page, views)
    for _ in range(5):
        page.go_back()
    page.wait_for_url(views[3][0])
    settled(page)
    page.reload()
    assert seen(page) == views[3], "a reload shows another view"


def test_the_map_of_the_overview_makes_one_step(server, tab):
    page = tab("en-GB")
    page.goto(f"{server}/?lang=en")
    map_drawn(page)
    before, length = seen(page), page.evaluate("history.length")
    page.mouse.click(*middle_of(page, "COD"))
    page.wait_for_selector(".panel h2[data-number]")
    opened = seen(page)
    assert (
        opened[0] == f"{server}/countries?lang=en&country=COD"
        and page.evaluate("history.length") == length + 1
    )
    page.go_back()
    page.wait_for_url(before[0])
    assert seen(page) == before
    map_drawn(page)
    page.mouse.click(*middle_of(page, "COD"))
    page.wait_for_url(opened[0])
    assert seen(page) == opened, "the same country a second time"


def test_links_clicked_faster_than_pages_are_drawn_leave_one_entry_each(server, tab):
    page = tab("en-GB")
    page.goto(f"{server}/?lang=en")
    before, length = seen(page), page.evaluate("history.length")
    for name in ("themes", "funding", "paragraphs"):
        page.evaluate("name => document.querySelector(`.pages a[href*='/${name}?']`).click()", name)
    assert page.evaluate("history.length") == length + 3
    page.wait_for_selector(".grid-place .ag-row")
    assert seen(page)[0] == f"{server}/paragraphs?lang=en"
    for _ in range(3):
        page.go_back()
    page.wait_for_url(before[0])
    assert seen(page) == before


# Everything on the page that leads to another view of ours.
WAYS = """() => [...new Set([...document.querySelectorAll("a[data-go]")]
  .filter((a) => a.checkVisibility() && !/[?&]add=/.test(a.href) && !a.closest(".stHtml:has(.results)"))
  .map((a) => a.getAttribute("href")))].filter((href) => href.split("#")[0] !== location.pathname + location.search)"""


@pytest.mark.long
@pytest.mark.parametrize("seed", range(WALKS))
def test_back_forward_and_a_reload_through_a_random_walk_of_eight_views(server, tab, seed):
    picking, page = random.Random(seed), tab("en-GB" if seed % 2 else "zh-CN")
    page.goto(address_of(server, picking.choice(list(PAGES)), "en" if seed % 2 else "zh"))
    views = [seen(page)]
    while len(views) < 8:
        ways = page.evaluate(WAYS)
        # every kind of address alike, or the longest list would be all that is ever clicked
        kind = picking.choice(sorted({re.sub(r"=[^&]*", "", href) for href in ways}))
        href = picking.choice(sorted(h for h in ways if re.sub(r"=[^&]*", "", h) == kind))
        page.locator(f'a[data-go][href="{href}"] >> visible=true').first.click()
        followed(page, href)
        views.append(seen(page))
    back_and_forward(page, views)
    there = views[picking.randrange(8)]
    page.goto(there[0])
    assert seen(page) == there, "opened anew"
    page.reload()
    assert seen(page) == there, "reloaded"
