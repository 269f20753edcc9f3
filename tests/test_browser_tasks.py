"""The tasks that users come with, done in a real browser in both languages; every click is counted."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pandas as pd
import pypdfium2
import pytest
from browsing import copied, empty_clipboard, map_drawn, middle_of, settled

pytestmark = pytest.mark.browser

# Every task in one language with every change, in the other where there is time.
LONG = pytest.mark.long
IN_CHINESE = pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=LONG)])
IN_ENGLISH = pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=LONG)])


class User:
    """Someone before the first screen, who can only look and click."""

    def __init__(self, page, server: str, lang: str) -> None:
        self.page, self.clicks = page, 0
        page.goto(f"{server}/?lang={lang}")
        settled(page)
        empty_clipboard(page)

    def click(self, selector: str) -> None:
        element = self.page.locator(f"{selector} >> visible=true").first
        href = element.get_attribute("href")
        element.click()
        self.clicks += 1
        if href:
            self.page.wait_for_function("href => location.pathname + location.search === href", arg=href)
        settled(self.page)

    def download(self, selector: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.locator(f"{selector} >> visible=true").first.click()
        self.clicks += 1
        return Path(waiting.value.path()).read_bytes()

    def opened(self) -> int:
        """How many sentences are open; their number is the one that the panel states."""
        number = int(self.page.get_attribute(".panel h2[data-number]", "data-number"))
        assert number == self.page.locator(".panel .card-paragraph").count()
        return number


@pytest.fixture
def user(lang, server, tab) -> User:
    return User(tab("zh-CN" if lang == "zh" else "en-GB"), server, lang)


def sheets(data: bytes) -> dict[str, pd.DataFrame]:
    return pd.read_excel(io.BytesIO(data), sheet_name=None, header=None)


@IN_CHINESE
def test_1_the_countries_named_most_and_why_the_first_is(user):
    names = user.page.locator(".bars a[href*='countries'][href*='country=']").all_inner_texts()[:5]
    numbers = [int(re.search(r"(\d+)\s*(?:段|paragraph)", name)[1]) for name in names]
    assert len(numbers) == 5 and numbers == sorted(numbers, reverse=True)
    user.click(".bars a[href*='countries'][href*='country=']")
    assert user.opened() == numbers[0] and user.clicks <= 2
    assert user.page.locator(".panel .card mark").count() >= numbers[0]


@IN_ENGLISH
def test_2_the_share_of_each_section_and_the_largest_subsection(user):
    shares = user.page.locator(".bars a[href*='section=II.']").all_inner_texts()
    assert [re.match(r"[A-F]", text)[0] for text in shares] == list("ABCDEF")
    assert all(re.search(r"\d+%", text) for text in shares)
    user.click(".pages a[href*='themes']")
    boxes = {}
    for link in user.page.locator("a[data-go][href*='section=II.']").all():
        section = re.search(r"section=(II\.[A-F]\.\d+)(?:&|$)", link.get_attribute("href"))
        numbers = re.findall(
            r"\d+(?=\s*(?:段|paragraph))", link.get_attribute("aria-label") or link.inner_text()
        )
        if section and numbers:
            boxes[section[1]] = int(numbers[0])
    largest = max(boxes, key=boxes.__getitem__)
    user.click(f"a[data-go][href*='section={largest}']")
    assert user.opened() == boxes[largest] and user.clicks <= 2


@IN_CHINESE
def test_4_everything_on_lebanon_as_a_page_and_as_a_file_with_sources(user):
    user.click("a[data-go][href*='country=LBN']")
    user.click(".panel a[href*='/country?'], a[href*='/country?'][href*='LBN']")
    assert "country=LBN" in user.page.url
    number = user.opened()
    user.click(".st-key-conditions .send summary")
    data = user.download(".send li:first-child a[href*='.pdf']")
    assert user.clicks <= 4
    pages = pypdfium2.PdfDocument(data)
    said = pages[0].get_textpage().get_text_range()
    assert len(pages) == 1 and "A/74/36" in said and said.count("§") >= number


@IN_ENGLISH
def test_5_women_and_gender_in_sub_saharan_africa_as_a_spreadsheet(user):
    user.click(".pages a[href*='themes']")
    user.click(".crossing a[href*='theme=women_gender'][href*='region=202']")
    number = user.opened()
    assert number > 3
    user.click(".panel .as-list a")
    assert user.page.locator("h1.small").get_attribute("data-number") == str(number)
    data = user.download(".take-list a[href*='/list/paragraphs.xlsx']")
    assert user.clicks <= 5
    data_sheet, source_sheet = sheets(data).values()
    assert len(data_sheet) == number + 1
    assert "A/74/36" in source_sheet.to_string()


@IN_CHINESE
def test_6_what_the_torture_fund_did(user):
    user.click(".pages a[href*='funding']")
    user.click("a[data-go][href$='open=torture']")
    assert user.opened() > 0 and user.clicks <= 2
    said = user.page.inner_text(".panel .cards")
    assert "酷刑" in said or "Victims of Torture" in said


@IN_ENGLISH
def test_7_exactly_this_view_for_a_colleague(user, tab):
    user.click(".pages a[href*='countries']")
    user.click(".list tbody tr:nth-child(3) th a")
    before, shown = user.clicks, user.page.inner_text(".panel")
    user.click("[data-copy-link]")
    assert user.clicks == before + 1
    colleague = tab("fr-FR")
    colleague.goto(copied(user.page, "http"))
    settled(colleague)
    assert colleague.inner_text(".panel") == shown


@IN_CHINESE
def test_8_this_chart_readable_from_the_last_row_and_back(user):
    user.click("a[data-go][href*='country=LBN']")
    there = user.page.url
    user.page.locator(".take a[href*='/show?'] >> visible=true").first.click()  # one click
    user.page.wait_for_selector(".slide.on svg")
    sizes = """() => [...document.querySelectorAll('.slide.on text')].filter((e) => e.textContent.trim())
      .map((e) => parseFloat(getComputedStyle(e).fontSize) * Math.hypot(e.getCTM().a, e.getCTM().b))"""
    user.page.set_viewport_size({"width": 1920, "height": 1080})
    assert min(user.page.evaluate(sizes)) >= 23.99
    assert "A/74/36" in user.page.text_content(".slide.on svg")
    user.page.keyboard.press("Escape")  # one key
    user.page.wait_for_url(there)
    settled(user.page)
    assert user.opened() > 0


@IN_ENGLISH
def test_9_from_any_number_to_its_sentence_to_a_citation(user):
    user.click(".tiles a[href*='open=presences']")
    assert user.opened() == 1 and user.clicks == 1
    user.click(".panel .card [data-copy]")
    cited = copied(user.page, "A/74/36")
    assert user.clicks == 2
    assert re.search(r"(第 ?2 ?段|para(graph|\.)? ?2)", cited), cited


def _english_brief(data: bytes) -> str:
    """The text of a Word brief that somebody who reads no Chinese can use: readings, and the Chinese source cited."""
    book = docx.Document(io.BytesIO(data))
    said = "\n".join(paragraph.text for paragraph in book.paragraphs)
    assert "National Commission for Lebanese Women" in said and "Unofficial reading aid" in said
    assert "A/74/36" in "\n".join(paragraph.text for paragraph in book.sections[0].footer.paragraphs)
    return said


@IN_CHINESE
def test_11_lebanon_for_a_colleague_who_reads_no_chinese(user):
    """From the map: the country, Send, the file; the e-mail text is a click in the same place."""
    page = user.page
    page.goto(page.url.replace("/?", "/countries?"))
    settled(page)
    map_drawn(page)
    page.mouse.click(*middle_of(page, "LBN"))
    page.wait_for_url("**country=LBN**")
    settled(page)
    user.clicks = 1
    user.click(".panel .send summary")
    english = page.locator(".panel .send li").filter(has_text=re.compile("^(In English|英文)"))
    with page.expect_download() as waiting:
        english.locator("a[href*='.docx']").click()
    user.clicks += 1
    assert user.clicks <= 3
    _english_brief(Path(waiting.value.path()).read_bytes())
    english.locator("button").click()
    assert "National Commission for Lebanese Women" in copied(page, "A/74/36, para. 67")


@pytest.mark.long
@pytest.mark.parametrize(("lang", "said"), [("en", "Could not copy"), ("zh", "未能复制")])
def test_what_could_not_be_copied_is_said(user, lang, said):
    page = user.page
    page.goto(f"{page.url}&country=LBN".replace("/?", "/countries?"))
    settled(page)
    page.evaluate(
        "window.wired = window.fetch; window.fetch = () => Promise.reject(new Error('no network')); 0"
    )
    page.locator(".panel .send summary").click()
    button = page.locator(".panel .send li button").first
    before = button.inner_text()
    button.click()
    page.wait_for_function(
        "said => document.querySelector('.panel .send li button').innerText.includes(said)", arg=said
    )
    page.evaluate("window.fetch = window.wired; 0")
    page.wait_for_function(
        "before => document.querySelector('.panel .send li button').innerText === before", arg=before
    )
    empty_clipboard(page)
    button.dblclick()
    copied(page, "A/74/36")
    page.wait_for_function(
        "before => document.querySelector('.panel .send li button').innerText === before", arg=before
    )


@IN_ENGLISH
def test_11_by_keyboard_alone(user):
    page = user.page
    page.goto(page.url.replace("/?", "/countries?") + "&country=LBN")
    settled(page)
    page.locator(".panel .send summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".panel .send[open]").count() == 1
    own = "en" if "lang=en" in page.url else "zh"
    stops = 2 if own == "en" else 2 + 4  # the mail, then Word; the reader's own language stands first
    for _ in range(stops):
        page.keyboard.press("Tab")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    _english_brief(Path(waiting.value.path()).read_bytes())
    page.keyboard.press("Escape")
    assert page.locator(".panel .send[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.send summary')"), "focus is where it was opened"
