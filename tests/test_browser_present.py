"""The ready-made presentation in a real browser: by keyboard from first to last, and nothing small or cut on any screen."""

from __future__ import annotations

import re

import pytest
from browsing import barriers, settled

from ui.i18n import words

pytestmark = pytest.mark.browser

# Slides grow with the screen: one size a language, and the others where there is time.
SCREENS = [
    ("zh", 1280, 720),
    ("en", 1920, 1080),
    *(
        pytest.param(*each, marks=pytest.mark.long)
        for each in [("en", 1280, 720), ("zh", 1920, 1080), ("zh", 3840, 2160), ("en", 3840, 2160)]
    ),
]
MEASURE = """() => {
  const seen = [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility({visibilityProperty: true}));
  const texts = seen.filter((e) => e.matches('text, tspan, button') && e.textContent.trim());
  const size = (e) => parseFloat(getComputedStyle(e).fontSize) * (e.getCTM ? Math.hypot(e.getCTM().a, e.getCTM().b) : 1);
  // A drawing's CTM leads to its own viewport: that is the screen.
  const boxes = seen.filter((e) => e.matches('text, rect, circle, path'))
    .map((e) => e.getBoundingClientRect());
  return {
    smallest: Math.min(...texts.map(size)), texts: texts.length,
    outside: boxes.filter((b) => b.width && (b.left < -1 || b.top < -1)).length
      + boxes.filter((b) => b.right > innerWidth + 1 || b.bottom > innerHeight + 1).length,
    scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
    said: document.querySelector('.slide.on svg').textContent,
    foot: document.querySelector('.slide.on > svg > g:last-of-type').getBoundingClientRect().top,
  };
}"""


def show(server: str, page, lang: str, more: str = "") -> None:
    page.goto(f"{server}/show?lang={lang}{more}")
    page.wait_for_selector(".slide.on")


@pytest.mark.parametrize(("lang", "width", "height"), SCREENS)
def test_the_ready_made_deck_first_to_last(server, tab, lang, width, height):
    page, say = tab("zh-CN" if lang == "zh" else "en-GB", width, height), words(lang)
    show(server, page, lang)
    titles, feet = [], set()
    for k in range(1, 9):
        found = page.evaluate(MEASURE)
        assert found["smallest"] >= 24 * height / 1080 - 0.01, f"slide {k}: {found['smallest']} px"
        assert not found["outside"] and not found["scrolls"] and found["texts"] > 5, f"slide {k}"
        assert "A/74/36" in found["said"] and f"{k} / 8" in found["said"]
        flat = re.sub(r"\s", "", found["said"])
        assert any(
            re.sub(r"\s", "", say(key))[:-1] in flat for key in ("countries.disclaimer", "api.disclaimer")
        )
        titles.append(page.inner_text(".slide.on h1"))
        feet.add(round(found["foot"]))
        assert page.evaluate("location.hash") == f"#{k}"
        page.keyboard.press(" " if k % 2 else "ArrowRight")
    assert len(set(titles)) == 8 and len(feet) == 1, "nothing shifts between slides"
    assert page.evaluate("location.hash") == "#8", "the last stays"


def test_keys(server, tab):
    page = tab("en-GB", 1280, 720)
    at = "location.hash"
    show(server, page, "en")
    page.keyboard.press("End")
    assert page.evaluate(at) == "#8"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(at) == "#7"
    page.keyboard.press("Home")
    assert page.evaluate(at) == "#1"
    page.keyboard.press("b")
    assert page.is_visible(".black")
    page.keyboard.press("x")
    assert not page.is_visible(".black") and page.evaluate(at) == "#1"
    page.keyboard.press("o")
    assert page.locator(".slide:visible").count() == 8
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate(at) == "#2" and page.locator(".slide:visible").count() == 1
    page.keyboard.press("n")
    assert page.is_visible("aside") and "§" in page.inner_text("aside")
    page.keyboard.press("Escape")
    assert not page.is_visible("aside")
    page.keyboard.press("d")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 23, 32)"
    page.keyboard.press("k")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(at) == "#2", "keys are off"
    page.click(".keys-off")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(at) == "#3" and not page.is_visible(".keys-off")
    page.keyboard.press("Escape")
    page.wait_for_url("**/present?**")


def test_a_number_leads_to_its_sentences_and_the_address_to_its_slide(server, tab):
    page = tab("en-GB", 1280, 720)
    page.goto(f"{server}/show?lang=en#3")
    page.wait_for_selector(".slide.on")
    assert page.inner_text(".slide.on h1") == page.inner_text(".slide[data-k='3'] h1")
    bar = page.locator(".slide.on svg a").first
    assert "country=TUN" in bar.get_attribute("href") and "14" in bar.locator("title").text_content()
    with page.context.expect_page() as opened:
        bar.click()
    opened.value.wait_for_selector("[data-number='14']")
    opened.value.close()
    page.goto(f"{server}/show?lang=en#2")
    page.reload()
    page.wait_for_selector(".slide.on[data-k='2']")
    country = page.locator(".slide.on svg a[href*='country=MEX']").first
    assert "Mexico" in country.locator("title").text_content()


def test_the_presenter_sees_notes_and_leads_the_screen(server, tab):
    audience = tab("zh-CN", 1920, 1080)
    show(server, audience, "zh")
    presenter = audience.context.new_page()
    presenter.set_viewport_size({"width": 1440, "height": 900})
    show(server, presenter, "zh", "&view=presenter")
    presenter.keyboard.press("ArrowRight")
    audience.wait_for_function("location.hash === '#2'")
    audience.keyboard.press("ArrowRight")
    presenter.wait_for_function("location.hash === '#3'")
    assert presenter.locator(".slide:visible").count() == 2 and presenter.is_visible(".clock")
    assert "§" in presenter.inner_text(".notes.on")
    one, following = (
        presenter.locator(".slide.on").bounding_box(),
        presenter.locator(".slide.next").bounding_box(),
    )
    assert one["width"] > 700 > following["width"] > 300 and one["x"] + one["width"] <= following["x"]
    presenter.keyboard.press("b")
    audience.wait_for_selector(".black:not([hidden])", state="attached")
    presenter.keyboard.press("b")
    audience.wait_for_function("document.querySelector('.black')?.hidden")


def as_powerpoint(page, say):
    """The presentation on the page as a file."""
    page.wait_for_selector("ol.slides img")
    page.get_by_role("button", name=say("present.pptx")).click()
    take = page.get_by_role("button", name=say("present.get_pptx"))
    take.wait_for(timeout=90_000)
    with page.expect_download() as got:
        take.click()
    return got.value


def test_a_file_is_made_and_a_slide_edited(server, tab):
    page, say = tab("en-GB"), words("en")
    page.goto(f"{server}/present?lang=en")
    assert as_powerpoint(page, say).suggested_filename.endswith(".pptx")
    page.locator(".slide-ways a", has_text=say("present.edit")).first.click()
    page.get_by_label(say("present.heading")).fill("My own heading")
    page.get_by_role("button", name=say("present.save"), exact=True).click()
    page.wait_for_function("document.querySelector('ol.slides li')?.textContent.includes('My own heading')")
    page.locator(".slide-ways a[title='Remove']").last.click()
    page.wait_for_function("document.querySelectorAll('ol.slides li').length === 7")
    page.click("a.start")
    page.wait_for_selector(".slide.on")
    assert page.inner_text(".slide.on h1") == "My own heading"
    page.keyboard.press("Escape")
    page.wait_for_selector("ol.slides img")
    assert "My own heading" in page.inner_text("ol.slides")


def test_views_and_paragraphs_are_added_with_one_click_each_and_the_page_stays(server, tab):
    page, say = tab("en-GB"), words("en")
    page.goto(f"{server}/countries?lang=en&country=TUN&measure=visits")
    settled(page)
    there = page.url
    page.locator(".take a[href*='add=']").first.click()
    page.wait_for_selector(".deck-now b:text-is('1')")
    page.wait_for_url(there)
    assert say("present.added") in page.inner_text(".deck-news")
    page.locator(".card a[href*='add=']").first.click()
    page.wait_for_selector(".deck-now b:text-is('2')")
    page.goto(
        server + page.locator(".take a[href*='add=']").nth(1).get_attribute("href")
    )  # in a tab of its own
    page.wait_for_selector(".deck-now b:text-is('1')")
    settled(page)
    page.locator(".card a[href*='add=']").first.click()
    page.wait_for_selector(".deck-now b:text-is('2')")
    page.locator(".tools .deck-now").click()
    page.wait_for_url("**/present?**")
    settled(page)
    assert page.locator("ol.slides li").count() == 2
    page.click("a.start")
    page.wait_for_selector(".slide.on")
    assert "A/74/36" in page.text_content(".slide.on svg")


@pytest.mark.parametrize("view", ["", "&view=presenter"])
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_the_screen_can_be_used_by_everyone(server, tab, view, scheme):
    page = tab("en-GB", 1440, 900)
    page.emulate_media(color_scheme=scheme)
    show(server, page, "en", view)
    assert not barriers(page)
