"""Every page walked in a real browser: access, widths, numbers and their sentences, addresses that hold the view."""

from __future__ import annotations

import random
import re
from itertools import zip_longest

import pytest
from browsing import address_of, barriers, followed, settled

from ui.registry import PAGES

pytestmark = pytest.mark.browser

# What is wider than the screen and has no scroll bar of its own.
WIDER = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const reach = main.scrollWidth - main.clientWidth;
  return reach > 0 ? reach : 0;
}"""
# Text of ours that its box cuts off without a way to see the rest.
CUT = """() => [...document.querySelectorAll(".stHtml :is(a, th, td, li, p, h1, h2, h3, span, strong, button)")]
  .filter((e) => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && !e.title
    && ["hidden", "clip"].includes(getComputedStyle(e).overflowX)
    && getComputedStyle(e).clip === "auto" && getComputedStyle(e).clipPath === "none")
  .map((e) => e.className + ": " + e.innerText.slice(0, 60))"""
SMALL = """() => [...document.querySelectorAll(".stHtml *, [data-testid=stWidgetLabel] *")]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.offsetParent
    && parseFloat(getComputedStyle(e).fontSize) < 12)
  .map((e) => e.className + ": " + e.innerText.slice(0, 40))"""


# Widths of the window → its height. Wider than 1,440 pages grow no more; 320 is the narrowest that WCAG asks for.
HEIGHTS = {1440: 900, 1920: 1080, 390: 844, 320: 640}
# Each page in one language, in turn, with every change; in the other at the other widths where tests run long. What is
# drawn in the dark has contrasts of its own: test_browser_contrast.py, test_palette.py.
IN_TURN = [
    pytest.param(name, lang, widths, marks=marks)
    for k, name in enumerate(PAGES)
    for lang, widths, marks in (
        (("zh", "en")[k % 2], (1440, 320), ()),
        (("en", "zh")[k % 2], (1920, 390), pytest.mark.long),
    )
]


@pytest.mark.parametrize(("page_name", "lang", "widths"), IN_TURN)
def test_a_page_can_be_used_by_everyone_at_every_width(server, tab, page_name, lang, widths):
    page = tab("zh-CN" if lang == "zh" else "en-GB", widths[0], HEIGHTS[widths[0]])
    page.goto(address_of(server, page_name, lang))
    settled(page)
    assert not barriers(page, least=11)
    page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang)
    assert page.locator("h1 >> visible=true").count() == 1
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        settled(page)
        assert page.evaluate(WIDER) == 0, width
        assert not page.evaluate(CUT), width
        assert not page.evaluate(SMALL), width


# Links with a number that open sentences on this very page; a paragraph's own number, §81, is a name and not a count.
NUMBERS = """() => [...document.querySelectorAll("[data-testid=stMain] a[data-go]")]
  .filter((a) => a.checkVisibility() && new URL(a.href).pathname === location.pathname)
  .filter((a) => !a.closest(".panel, .reading, header, .results, .more, .steps, .numbers, .lights"))
  .filter((a) => !a.matches(".chip, [role=switch], [role=radio], [aria-current]"))
  .map((a) => [a.getAttribute("href"), a.innerText.replace(/[\\s ]+/g, " ").trim()])
  .filter(([, text]) => /\\d/.test(text) && !text.includes("§"))"""
STATED = """() => {
  const panel = document.querySelector(".panel");
  if (!panel || !panel.querySelector("h2[data-number]")) return null;
  const cards = [...panel.querySelectorAll(".card")];
  return {
    number: +panel.querySelector("h2[data-number]").dataset.number,
    paragraphs: panel.querySelectorAll(".card-paragraph").length,
    unmarked: cards.filter((c) => !c.querySelector("mark")).length,
    cards: cards.length,
    said: [...[...panel.children].filter((e) => !e.matches(".cards")), ...panel.querySelectorAll("mark")]
      .map((e) => e.innerText).join(" | "),
    names: cards.map((c) => c.innerText.slice(0, 30)),
  };
}"""


# Numbers that open another page, or (compare, years) that only several reports have: test_comparison.py, test_library.py,
# test_years_page.py; those of slides open a tab of their own: test_browser_present.py.
ELSEWHERE = ("method", "paragraphs", "reports", "compare", "years", "present")
# What a page must be told before it has anything to say.
ASKED = {"country": "&country=LBN"}


def integers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text.replace(",", "")))


@pytest.mark.parametrize("most", [4, pytest.param(16, marks=pytest.mark.long)])
@pytest.mark.parametrize("page_name", [name for name in PAGES if name not in ELSEWHERE])
def test_a_number_is_the_sentences_that_it_opens(server, tab, page_name, most):
    """Numbers are collected from the page; of as many kinds of links as may be one is clicked, then a second."""
    lang = "zh" if list(PAGES).index(page_name) % 2 else "en"
    page = tab()
    page.goto(address_of(server, page_name, lang) + ASKED.get(page_name, ""))
    settled(page)
    found = dict(page.evaluate(NUMBERS))
    kinds: dict[str, list[str]] = {}
    for href in found:
        # the same parameters, and the same first letters of what they hold
        kind = re.sub(r"=([a-zA-Z]?)[^&]*", r"=\1", href.partition("?")[2])
        kinds.setdefault(kind, []).append(href)
    picking = random.Random(page_name)
    pairs = [picking.sample(hrefs, min(2, len(hrefs))) for hrefs in kinds.values()]
    picking.shuffle(pairs)
    chosen = [href for each in zip_longest(*pairs) for href in each if href][:most]
    assert chosen, "a page without numbers to click"
    for href in chosen:
        link = page.locator(f'[data-testid=stMain] a[data-go][href="{href}"] >> visible=true').first
        if not link.count():
            continue  # what was opened before took its place
        link.click()
        followed(page, href)
        settled(page)
        stated = page.evaluate(STATED)
        assert stated, f"{href} opened no sentences"
        assert stated["number"] == stated["paragraphs"], href
        # a part of the outline is its paragraphs as a whole
        assert stated["unmarked"] in (0, stated["cards"]), f"{href}: {stated['names']}"
        shown = integers(found[href])
        claims = integers(stated["said"]) | {str(stated["number"])}
        assert shown & claims, f"{href}: {found[href]!r} shown, {stated['said']!r} opened"


CLICKABLE = """() => [...document.querySelectorAll("[data-testid=stMain] a[data-go]")]
  .filter((a) => a.checkVisibility() && !a.closest("header.top, .stHtml:has(.results)")).map((a) => a.getAttribute("href"))
  .filter((href) => href.split("#")[0] !== location.pathname + location.search && !/[?&]add=/.test(href))"""
# Not the list that stands there until the table of paragraphs is drawn.
SEEN = """() => [...document.querySelectorAll("[data-testid=stMain] .stHtml:not(:has(.results))")]
  .filter((e) => !e.querySelector("header.top, .top, footer") && !e.closest("header"))
  .map((e) => e.innerText.replace(/\\s+/g, " ").trim()).filter(Boolean)"""


def kind_of(href: str) -> str:
    """An address without what its parameters hold."""
    return re.sub(r"=[^&]*", "", href)


@pytest.mark.long
@pytest.mark.parametrize("tenth", range(2))
def test_views_made_by_clicking_open_the_same_elsewhere(server, tab, tenth):
    """Ten views at a time."""
    picking = random.Random(74 + tenth)
    views: dict[str, list[str]] = {}
    start = 3 * tenth
    while len(views) < 10:
        page = tab()
        page.goto(address_of(server, list(PAGES)[start % len(PAGES)], ("zh", "en")[start % 2]))
        settled(page)
        for _ in range(6):
            hrefs = page.evaluate(CLICKABLE)
            # every kind of address alike, or the longest list would be all that is ever clicked
            kind = picking.choice(sorted({kind_of(href) for href in hrefs}))
            href = picking.choice(sorted({h for h in hrefs if kind_of(h) == kind}))
            page.locator(f'[data-testid=stMain] a[data-go][href="{href}"] >> visible=true').first.click()
            followed(page, href)
            settled(page)
            views[page.url] = page.evaluate(SEEN)
        page.context.close()
        start += 1
        assert start < 3 * tenth + 9, "clicking leads nowhere new"
    page = tab("en-GB")
    for url, seen in views.items():
        page.goto(url)
        settled(page)
        assert page.evaluate(SEEN) == seen, url
