"""What a visitor waits for and sees move, in a browser: part of `make bench`, or `python -m tests.bench_screen` alone.

- a first visit of every page: bytes on the wire, when the words and the map stand, how far the page jumped
- a click on everything that changes a page or opens something, once each before and once measured: how long it takes,
  and how far what was there jumped (the sum of all layout shifts, those soon after the click too)
"""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import CHROMIUM, DRAWN, INSTALL, map_drawn, serving
from ui.registry import MORE, PAGES

SHIFTS = """(() => {
  window.shifts = [];
  const note = (list) => list.getEntries().forEach((entry) => window.shifts.push(entry.value));
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
})()"""
MAPPED = ("overview", "countries", "presences")
MOST = 0.05  # of a click
# What is clicked, one after another: what it does, and where it is.
CLICKS = (
    ("a country of the overview", ".bars a[href*='/countries?'][href*='country=']"),
    ("a country of the list", ".list tbody tr:nth-child(3) th a"),
    ("its profile", ".panel a[href*='/country?']"),
    ("to themes", ".pages a[href*='/themes?']"),
    ("a box", "a[data-go][href*='section=II.D']"),
    ("a cell", ".crossing a[href*='theme=women_gender']"),
    ("to presences", ".pages a[href*='/presences?']"),
    ("a type of presence", "a.chip[href*='presence=']"),
    ("to funding", ".pages a[href*='/funding?']"),
    ("a fund", "a[data-go][href$='open=torture']"),
    ("to paragraphs", ".pages a[href*='/paragraphs?']"),
    ("a paragraph", ".results li:nth-child(3) a"),
    ("the other language", ".tongues a:not([aria-current])"),
    ("to the overview", ".brand > a"),
    ("a tile", ".tiles a[href*='open=']"),
    ("to countries", ".pages a[href*='/countries?']"),
)


def shifted(page: Page) -> float:
    """How far what stood on the page has jumped since this was last asked."""
    found = float(page.evaluate("window.shifts.splice(0).reduce((sum, one) => sum + one, 0)"))
    return round(found, 3)


def watched(browser: Browser) -> Page:
    """A new visitor's page that notes what jumps."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB").new_page()
    page.add_init_script(SHIFTS)
    return page


def first_visit(browser: Browser, address: str, mapped: bool) -> dict[str, float]:
    """A page opened by someone who has nothing of it: seconds, megabytes, shift."""
    page, sent = watched(browser), [0.0]
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")

    def count(event: dict[str, Any]) -> None:
        sent[0] += event["encodedDataLength"]

    wire.on("Network.loadingFinished", count)
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("h1")
    found = {"words": time.perf_counter() - began}
    if mapped:
        map_drawn(page)
        found["map"] = time.perf_counter() - began
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(1000)
    found |= {"MB": sent[0] / 1e6, "shift": shifted(page)}
    page.context.close()
    return found


def clicks(browser: Browser, address: str) -> dict[str, tuple[float, float]]:
    """What was clicked → (seconds until it is drawn, shift); everything was clicked once before."""
    page, found = watched(browser), {}
    page.goto(address)
    page.wait_for_function(DRAWN)
    for _ in range(2):
        for name, selector in CLICKS:
            link = page.locator(f"{selector} >> visible=true").first
            link.scroll_into_view_if_needed()
            page.wait_for_timeout(300)
            shifted(page)
            href, began = link.get_attribute("href"), time.perf_counter()
            link.click()
            page.wait_for_function("href => location.pathname + location.search === href", arg=href)
            page.wait_for_function(DRAWN)
            taken = time.perf_counter() - began
            page.wait_for_timeout(1000)
            found[name] = (taken, shifted(page))
    page.context.close()
    return found


def main() -> None:
    """Print all figures."""
    if not CHROMIUM:
        print(f"what is seen: NOT MEASURED, {INSTALL}")
        return
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        first_visit(browser, f"{server}/?lang=en", True)  # warms the server
        for name in (name for name, page in PAGES.items() if page.menu != MORE):
            path = "" if name == "overview" else name
            found = first_visit(
                browser,
                f"{server}/{path}?lang=en&country=TUN" if name == "country" else f"{server}/{path}?lang=en",
                name in MAPPED,
            )
            print(
                f"first visit of {name:<12}"
                + "  ".join(f"{what} {value:5.2f}" for what, value in found.items())
            )
        for name, (taken, shift) in clicks(browser, f"{server}/?lang=en").items():
            print(
                f"{name:<28} {taken * 1000:6.0f} ms   shift {shift:5.3f}{'' if shift <= MOST else '  TOO MUCH'}"
            )


if __name__ == "__main__":
    main()
