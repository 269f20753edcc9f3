"""A second report in a real browser: given as a file, looked at, kept for the session, on every page, removed."""

from __future__ import annotations

import re
from pathlib import Path

import making
import pytest
from browsing import settled

from ui.i18n import words
from ui.registry import MORE, NOWHERE, PAGES

pytestmark = pytest.mark.browser


def given(lang: str, kind: str, folder: Path) -> Path:
    """The made report as a file of that kind."""
    parts, path = making.load(f"field.{lang}"), folder / f"field.{kind}"
    if kind == "docx":
        return making.word(parts, lang, path, automatic=False)
    if kind == "pdf":
        return making.print_pdf(path, making.page(parts, lang), making.SYMBOL)
    path.write_text(making.text(parts, lang, making.Print(front=True, blank_lines=True)), "utf-8")
    return path


# A short document is read in a second: whoever looks only now and then would miss the steps.
WATCH = """() => {
  window.stepsSeen = false;
  const look = () => (window.stepsSeen ||= !!document.querySelector(".reading-steps [aria-current=step]"));
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
}"""


def library(server: str, page, lang: str) -> None:
    page.goto(f"{server}/reports?lang={lang}")
    page.wait_for_selector(".foot")
    page.wait_for_selector("input[type=file]", state="attached")


def keep(server: str, page, folder: Path) -> None:
    """Give the made report in English, keep it for the session, and open it."""
    library(server, page, "en")
    page.set_input_files("input[type=file]", given("en", "txt", folder))
    page.get_by_role("button", name="Keep privately").click()
    page.wait_for_selector(".notice a")
    page.click(".notice a")
    page.wait_for_function("location.search.includes('report=A-HRC-48-3')")


def follow(page, name: str) -> None:
    """To a page by the top bar of the view that is asked for, not of one still on its way out."""
    settled(page)
    if PAGES[name].menu == MORE:
        page.click(".more-pages summary")
    page.click(f".pages a[href*='/{name}?']" if name != "overview" else ".brand > a")
    path = "/" if name == "overview" else f"/{name}"
    page.wait_for_function("path => location.pathname === path", arg=path)
    settled(page)
    assert "report=A-HRC-48-3" in page.url


@pytest.mark.parametrize(
    ("lang", "kind"),
    [("en", "txt"), *(pytest.param(*how, marks=pytest.mark.long) for how in (("zh", "docx"), ("en", "pdf")))],
)
def test_a_report_is_given_looked_at_kept_shown_and_removed(server, tab, tmp_path, lang, kind):
    say, page = words(lang), tab("zh-CN" if lang == "zh" else "en-GB")
    library(server, page, lang)
    page.evaluate(WATCH)
    page.set_input_files("input[type=file]", given(lang, kind, tmp_path))
    page.wait_for_selector(".preview")
    assert page.evaluate("window.stepsSeen"), "no progress was shown"
    assert say.count("paragraphs", 16) in page.inner_text(".preview")
    part = page.locator(".draft-outline > details").first
    number = int("".join(filter(str.isdigit, part.locator("summary b").first.inner_text())))
    part.locator("summary").first.click()
    assert part.locator(".draft-text li").count() == number > 0
    page.get_by_label(say("library.start")).fill("2020-07-01")
    page.get_by_label(say("library.end")).fill("2021-06-30")
    page.get_by_label(say("library.name")).fill("A small report")
    page.get_by_role("button", name=say("library.keep"), exact=True).click()
    page.wait_for_selector(".notice a")
    page.wait_for_function("document.querySelectorAll('.ag-row').length === 2")
    page.wait_for_selector(".preview", state="detached")
    page.click(".notice a")
    page.wait_for_function("location.search.includes('report=A-HRC-48-3')")
    # One document a language is shown on every page, whatever kind of file it was.
    shown_on = PAGES if kind != "txt" else ("overview", "countries")
    for name in shown_on:
        if PAGES[name].menu != NOWHERE:
            follow(page, name)
            assert page.locator(".broken").count() == 0, name
            assert "A/HRC/48/3" in page.inner_text(".brand")
    follow(page, "reports")
    assert "A/HRC/48/3" in page.inner_text(".loaded")
    numbers = page.locator(".loaded-numbers a")
    shown = int(numbers.first.locator("strong").inner_text())
    numbers.first.click()
    page.wait_for_selector("h1[data-number]")
    assert int(page.get_attribute("h1[data-number]", "data-number") or 0) == shown == 16
    page.go_back()
    page.wait_for_selector(".loaded")
    page.get_by_role("button", name=say("library.remove")).click()
    page.get_by_role("button", name=say("library.remove_yes"), exact=True).click()
    page.wait_for_function("document.querySelectorAll('.ag-row').length === 1")
    assert "A/74/36" in page.inner_text(".brand")


def test_what_one_tab_keeps_another_does_not_see(server, tab, tmp_path):
    one, two = tab("en-GB"), tab("en-GB")
    keep(server, one, tmp_path)
    two.goto(re.sub(r"own=[^&]*&?", "", one.url))
    two.wait_for_selector(".foot")
    assert "is not here" in two.inner_text("h1") and "A/HRC/48/3" not in two.inner_text("body")
    library(server, two, "en")
    two.wait_for_selector(".ag-row")
    assert two.locator(".ag-row").count() == 1


@pytest.mark.long
def test_slides_of_an_own_report_lead_back_to_its_page(server, tab, tmp_path):
    page = tab("en-GB")
    keep(server, page, tmp_path)
    follow(page, "present")
    page.click("a.start")
    page.wait_for_selector(".slide.on svg")
    assert "A/HRC/48/3" in page.text_content(".slide.on svg")
    page.keyboard.press("Escape")
    page.wait_for_selector(".foot")
    follow(page, "countries")  # the report is still there
    picture = page.locator(".take a[download]").first.get_attribute("href")
    answer = page.request.get(server + picture)
    assert answer.status == 200 and "A/HRC/48/3" in answer.text()
    with page.expect_download() as taken:
        page.locator(".take-list a >> visible=true").first.click()
    assert taken.value.suggested_filename.startswith("A-HRC-48-3_")
    page.close()


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
def test_a_document_that_is_none_is_refused_in_words(server, tab, tmp_path, lang):
    file = tmp_path / "<img src=x onerror=alert(1)>.pdf"
    file.write_bytes(b"MZ\x90\0 a program")
    page, say = tab("zh-CN" if lang == "zh" else "en-GB"), words(lang)
    library(server, page, lang)
    page.set_input_files("input[type=file]", file)
    page.wait_for_selector(".refused")
    assert say("refused.found_program") in page.inner_text(".refused")
    assert page.locator(".refused img").count() == 0 and page.locator(".preview").count() == 0
    # The field is free again.
    page.set_input_files("input[type=file]", given(lang, "txt", tmp_path))
    page.wait_for_selector(".preview")
    page.get_by_role("button", name=say("library.discard"), exact=True).click()
    page.wait_for_selector(".preview", state="detached")
    assert page.locator(".refused").count() == 0
