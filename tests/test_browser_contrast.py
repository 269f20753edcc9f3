"""Buttons and links as they are drawn: their words stand out from what lies behind them, in both themes."""

from __future__ import annotations

import pytest
from browsing import address_of, settled

from ui.i18n import words
from ui.registry import PAGES

pytestmark = pytest.mark.browser

LEAST = 4.5
SCHEMES = pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
# Every piece of text in a button or link: its colour against the colours behind it, up to the first that is opaque.
CONTRASTS = """() => {
  const parsed = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    const whole = text.startsWith('color(') ? 255 : 1;  // "color(srgb 1 1 1 / 0.5)"
    return [r * whole, g * whole, b * whole, a];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, k) => part * a + under[k] * (1 - a));
  const behind = (e) => {
    if (!e) return [255, 255, 255];
    const colour = parsed(getComputedStyle(e).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, behind(e.parentElement));
  };
  const light = (colour) => colour.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, k) => sum + part * [0.2126, 0.7152, 0.0722][k], 0);
  const found = [];
  for (const way of document.querySelectorAll('button, a[href], summary, [role=button]')) {
    if (way.matches(':disabled, [aria-disabled=true]')) continue;
    const texts = document.createTreeWalker(way, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const e = texts.currentNode.parentElement, style = getComputedStyle(e);
      if (!texts.currentNode.data.trim() || e.closest('svg') || !e.checkVisibility({ visibilityProperty: true })) continue;
      if (!e.getClientRects().length || parseFloat(style.fontSize) === 0) continue;
      let seen = 1;
      for (let up = e; up; up = up.parentElement) seen *= getComputedStyle(up).opacity;
      const [r, g, b, a] = parsed(style.color), ground = behind(e);
      const [one, other] = [light(over([r, g, b, a * seen], ground)), light(ground)].sort((x, y) => y - x);
      found.push([way.innerText.trim().slice(0, 50), Math.round(100 * (one + 0.05) / (other + 0.05)) / 100]);
    }
  }
  return found;
}"""


def faint(page) -> list[str]:
    """What cannot be read, with its contrast."""
    found = page.evaluate(CONTRASTS)
    assert len(found) > 10, "no buttons were found"
    return [f"{said!r} {ratio}" for said, ratio in found if ratio < LEAST]


@SCHEMES
def test_the_words_of_every_button_and_link_stand_out(server, tab, scheme):
    page = tab("en-GB")
    page.emulate_media(color_scheme=scheme)
    wrong = {}
    for page_name in PAGES:
        page.goto(address_of(server, page_name, "en"))
        settled(page)
        wrong[page_name] = faint(page)
    assert not {name: found for name, found in wrong.items() if found}


@pytest.mark.long
@SCHEMES
def test_files_of_a_presentation_stay_and_their_buttons_can_be_read(server, tab, scheme):
    page, say = tab("en-GB"), words("en")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{server}/present?lang=en")
    for kind in ("pptx", "pdf"):
        page.get_by_role("button", name=say(f"present.{kind}"), exact=True).click()
        page.get_by_role("button", name=say(f"present.get_{kind}")).wait_for(timeout=90_000)
    settled(page)
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)  # colours of buttons fade into each other
    for kind in ("pptx", "pdf"):
        assert page.get_by_role("button", name=say(f"present.get_{kind}")).is_visible(), (
            f"{kind} was thrown away"
        )
    assert not faint(page)
    with page.expect_download() as got:
        page.get_by_role("button", name=say("present.get_pptx")).click()
    assert got.value.suggested_filename.endswith(".pptx")
