"""The table of paragraphs in a real browser, as a hand uses it: by pointer and by keyboard, in both languages."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from browsing import barriers, copied, empty_clipboard, settled

pytestmark = [pytest.mark.browser, pytest.mark.long]

TYPED = {
    "en": "training or technical assistance in LDCs of Africa but not of elections, grouped by country",
    "zh": "非洲最不发达国家的培训或技术援助，但不含选举，按国家分组",
}


@pytest.fixture(params=TYPED)
def lang(request) -> str:
    return request.param


def opened(tab, server, lang: str, query: str = "", **size):
    page = tab("zh-CN" if lang == "zh" else "en-GB", **size)
    page.goto(f"{server}/paragraphs?lang={lang}{query}")
    in_sight(page)
    return page


def in_sight(page) -> None:
    """Until the page is drawn, and the table shows the state that the address asks for."""
    settled(page)
    page.wait_for_selector(".grid-place .ag-cell[col-id=number]")
    page.wait_for_function(
        """() => {
          const shown = new URLSearchParams(document.querySelector("[data-drawn] > .grid-place").parentElement.dataset.drawn);
          const asked = new URLSearchParams(location.search);
          shown.delete("version");
          for (const name of ["passage", "highlight", "all"]) asked.delete(name);
          return [...asked].every(([name, value]) => shown.get(name) === value) && [...shown].every(([name]) => asked.has(name));
        }"""
    )


def numbers(page) -> list[str]:
    return page.locator(".grid-place .ag-cell[col-id=number]").all_inner_texts()


def rows_of(data: bytes) -> pd.DataFrame:
    return pd.read_excel(io.BytesIO(data), sheet_name=0)


def expected(lang: str) -> dict[str, set[str]]:
    """What task 10 asks for, from the tables' files: country → its paragraphs."""
    root = Path(__file__).resolve().parent.parent / "data"

    def read(path: str) -> pd.DataFrame:
        return pd.read_csv(root / path, dtype=str, keep_default_na=False, encoding="utf-8-sig")

    countries = read("reference/countries.csv")
    here = set(countries.loc[(countries["ldc"] == "1") & (countries["m49_region"] == "002"), "iso3"])
    every, texts, readings = (read(f"tables/{name}.csv") for name in ("engagements", "passages", "readings"))
    done = every[every["engagement"].isin(["training", "technical_assistance"]) & every["iso3"].isin(here)]
    paragraphs = set(texts.loc[texts["kind"] == "paragraph", "passage"])
    word = {"zh": "选举|大选|竞选", "en": "(?i)election|elector"}[lang]
    spoken = set(texts.loc[texts["text"].str.contains(word), "passage"])
    spoken |= set(every.loc[every["engagement"] == "election_monitoring", "passage"])
    if lang == "en":
        spoken |= set(readings.loc[readings["text"].str.contains(word), "passage"])
    kept = done[done["passage"].isin(paragraphs - spoken)]
    return {str(iso3): set(rows["passage"]) for iso3, rows in kept.groupby("iso3")}


def judged(data: bytes, lang: str) -> None:
    table = rows_of(data)
    grouped = table.groupby(table.columns[0])[table.columns[1]].apply(lambda column: {str(n) for n in column})
    wanted = expected(lang)
    assert sorted(map(sorted, grouped)) == sorted(map(sorted, wanted.values()))


def test_10_training_in_african_ldcs_but_not_elections_by_country_as_excel_by_pointer(tab, server, lang):
    page, clicks = tab("zh-CN" if lang == "zh" else "en-GB"), 0
    page.goto(f"{server}/?lang={lang}")
    settled(page)
    for step in (".pages a[href*='/paragraphs?']", "input[type=search], .st-key-q input"):
        page.locator(f"{step} >> visible=true").first.click()
        clicks += 1
        settled(page)
    page.keyboard.type(TYPED[lang], delay=5)
    offer = page.locator("a.chip[href*='group=ldc'][href*='by=country']")
    offer.wait_for()
    settled(page)
    offer.click()
    clicks += 1
    in_sight(page)
    with page.expect_download() as waiting:
        page.locator("a.file[href*='/list/paragraphs.xlsx']").click()
    clicks += 1
    assert clicks <= 6
    judged(Path(waiting.value.path()).read_bytes(), lang)


def test_10_by_keyboard_alone(tab, server, lang):
    page = opened(tab, server, lang)
    page.locator(".st-key-q input").focus()
    page.keyboard.type(TYPED[lang], delay=5)
    page.locator("a.chip[href*='group=ldc'][href*='by=country']").wait_for()
    settled(page)
    tab_to(page, "a.chip[href*='group=ldc']")
    page.keyboard.press("Enter")
    in_sight(page)
    tab_to(page, "a.file[href*='/list/paragraphs.xlsx']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    judged(Path(waiting.value.path()).read_bytes(), lang)


def tab_to(page, selector: str, most: int = 40) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is more than {most} stops away")


def test_sorting_filtering_and_grouping_in_the_heads_are_in_the_address(tab, server):
    page = opened(tab, server, "en")
    page.click(".ag-header-cell[col-id=countries] .ag-header-cell-label")
    in_sight(page)
    assert "sort=-countries" in page.url and numbers(page)[0] == "2"
    page.locator(".ag-floating-filter .facet-button").nth(1).click()
    option = page.locator(".facet li[data-code='place=TUN']")
    number = int(option.locator("b").inner_text())
    option.locator("input").check()
    in_sight(page)
    assert int(page.get_attribute("h1.small", "data-number")) == number == 14
    assert page.locator(".facet li[data-code='place=TUN'] input").is_checked()
    page.locator(".facet li[data-code='place=LBN'] button").click()
    in_sight(page)
    assert "place=TUN" in page.url and "place_not=LBN" in page.url
    page.keyboard.press("Escape")
    address, shown = page.url, numbers(page)
    page.reload()
    in_sight(page)
    assert numbers(page) == shown
    colleague = tab("fr-FR")
    colleague.goto(address)
    in_sight(colleague)
    assert numbers(colleague) == shown
    page.go_back()
    in_sight(page)
    assert "place_not" not in page.url and len(numbers(page)) >= len(shown)


def test_arrows_read_the_paragraphs_beside_the_list(tab, server, lang):
    page = opened(tab, server, lang, "&theme=women_gender")
    first = numbers(page)
    before = page.evaluate("history.length")
    page.click(".ag-row[row-index='0'] .ag-cell[col-id=gist]")
    settled(page)
    for k in (1, 2, 3):
        page.keyboard.press("ArrowDown")
        page.wait_for_function("p => new URLSearchParams(location.search).get('passage') === p", arg=first[k])
        settled(page)
        assert first[k] in page.inner_text(".st-key-evidence .panel-head h2")
        assert numbers(page) == first
    assert page.evaluate("history.length") <= before + 1


def test_rows_chosen_are_what_is_taken_away_and_linked(tab, server):
    page = opened(tab, server, "en", "&theme=women_gender")
    boxes = page.locator(".grid-place .ag-row .ag-checkbox-input")
    for k in (0, 2):
        boxes.nth(k).click()
    page.wait_for_function("location.search.includes('rows=')")
    in_sight(page)
    chosen = [numbers(page)[k] for k in (0, 2)]
    assert "2 chosen" in page.inner_text(".grid-bar")
    with page.expect_download() as waiting:
        page.click("a.file[href*='/list/paragraphs.xlsx']")
    table = rows_of(Path(waiting.value.path()).read_bytes())
    assert [str(n) for n in table["Paragraph"]] == chosen
    assert not table["Unofficial reading aid by this project"].str.contains("[一-鿿]").any()
    empty_clipboard(page)
    page.click("[data-copy-text]")
    said = copied(page, "para.")
    assert all(f"para. {n}" in said for n in chosen) and said.count("para. ") == 2


@pytest.mark.parametrize("width", [390, 1440])
def test_nobody_is_kept_out_of_the_table(tab, server, lang, width):
    page = opened(tab, server, lang, "&by=section", width=width)
    assert barriers(page) == []
    page.locator(".ag-floating-filter .facet-button").first.click()
    page.wait_for_selector(".facet li")
    assert barriers(page) == []
