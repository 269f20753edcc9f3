"""Every page walked in a real browser: access, widths, numbers and their sentences, addresses that hold the view."""

from __future__ import annotations

import random
import re
from pathlib import Path

import axe_playwright_python
import pytest

from ui.registry import PAGES

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = {1440: 900, 1920: 1080, 390: 844, 320: 640}
SHOTS = Path(__file__).resolve().parent.parent / "screenshots"

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


def address_of(server: str, page_name: str, lang: str) -> str:
    return f"{server}/{'' if page_name == 'overview' else page_name}?lang={lang}"


DRAWN = """() => {
  const foot = document.querySelector(".foot"), app = document.querySelector("[data-testid=stApp]");
  const asked = new URLSearchParams(location.search);
  asked.sort();
  if (!foot || app.dataset.testScriptState !== "notRunning") return false;
  const drawn = new URL(foot.dataset.drawn, location.href);
  return drawn.pathname === location.pathname && drawn.searchParams.toString() === asked.toString();
}"""


def settled(page) -> None:
    """Until the view of the address is drawn to its end, and what an earlier one left behind is gone."""
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(50)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page_name", PAGES)
def test_a_page_can_be_used_by_everyone_at_every_width(server, tab, page_name, lang, scheme):
    page = tab("zh-CN" if lang == "zh" else "en-GB")
    page.emulate_media(color_scheme=scheme)
    page.goto(address_of(server, page_name, lang))
    settled(page)
    page.evaluate(AXE)
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    assert len(found["passes"]) > 10, "axe looked at nothing"
    serious = [
        f"{v['id']}: {node['html'][:200]} {node['failureSummary']}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]
    assert not serious, "\n".join(serious)
    page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang)
    assert page.locator("h1 >> visible=true").count() == 1
    for width, height in WIDTHS.items() if scheme == "light" else [(390, 844)]:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{page_name}-{lang}-{scheme}-{width}.png")
        assert page.evaluate(WIDER) == 0, width
        assert not page.evaluate(CUT), width
        assert not page.evaluate(SMALL), width


# Links with a number that open sentences on this very page; a paragraph's own number, §81, is a name and not a count.
NUMBERS = """() => [...document.querySelectorAll("[data-testid=stMain] a[data-go]")]
  .filter((a) => a.checkVisibility() && new URL(a.href).pathname === location.pathname)
  .filter((a) => !a.closest(".panel, .reading, header, .results, .more, .steps, .numbers"))
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


# Numbers that open another page, or (compare) that only two reports have: test_comparison.py, test_library.py; those of
# slides open a tab of their own: test_browser_present.py.
ELSEWHERE = ("method", "paragraphs", "reports", "compare", "present")


def integers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text.replace(",", "")))


@pytest.mark.parametrize("page_name", [name for name in PAGES if name not in ELSEWHERE])
def test_a_number_is_the_sentences_that_it_opens(server, tab, page_name):
    """Numbers are collected from the page; of each kind of link some are clicked."""
    lang = "zh" if list(PAGES).index(page_name) % 2 else "en"
    page = tab()
    page.goto(address_of(server, page_name, lang))
    settled(page)
    found = dict(page.evaluate(NUMBERS))
    kinds: dict[str, list[str]] = {}
    for href in found:
        # the same parameters, and the same first letters of what they hold
        kind = re.sub(r"=([a-zA-Z]?)[^&]*", r"=\1", href.partition("?")[2])
        kinds.setdefault(kind, []).append(href)
    picking = random.Random(page_name)
    chosen = [href for hrefs in kinds.values() for href in picking.sample(hrefs, min(2, len(hrefs)))][:30]
    assert chosen, "a page without numbers to click"
    for href in chosen:
        link = page.locator(f'[data-testid=stMain] a[data-go][href="{href}"] >> visible=true').first
        if not link.count():
            continue  # what was opened before took its place
        link.click()
        page.wait_for_function("href => location.pathname + location.search === href", arg=href)
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
  .filter((a) => a.checkVisibility() && !a.closest("header.top")).map((a) => a.getAttribute("href"))
  .filter((href) => href !== location.pathname + location.search && !/[?&]add=/.test(href))"""
SEEN = """() => [...document.querySelectorAll("[data-testid=stMain] .stHtml")]
  .filter((e) => !e.querySelector("header.top, .top, footer") && !e.closest("header"))
  .map((e) => e.innerText.replace(/\\s+/g, " ").trim()).filter(Boolean)"""


def kind_of(href: str) -> str:
    """An address without what its parameters hold."""
    return re.sub(r"=[^&]*", "", href)


@pytest.mark.parametrize("tenth", range(5))
def test_fifty_views_made_by_clicking_open_the_same_elsewhere(server, tab, tenth):
    """Ten views at a time, so that both processes of the tests have their share."""
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
            page.wait_for_function("href => location.pathname + location.search === href", arg=href)
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
