"""Many reports in a real browser: a question over the years, its answer taken along; paragraphs of all; files given at once."""

from __future__ import annotations

import re
import zipfile

import pandas as pd
import pytest
from browsing import WAIT, copied, empty_clipboard, serving, settled
from comparing import OLD
from pptx import Presentation
from test_browser_present import as_powerpoint
from test_library_table import annual

from ui.i18n import words

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture(scope="module")
def archive(two_reports, chromium):
    """A server with three texts of two reports."""
    with serving(ATLAS_TABLES=str(two_reports)) as address:
        yield address


def drawn(page) -> None:
    """Until the table has the rows of the address."""
    page.wait_for_selector("[data-drawn] .ag-row")
    settled(page)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_how_attention_to_lebanon_changed_and_why_in_three_clicks_presented_taken_along_and_passed_on(
    server, tab, tmp_path, lang
):
    """English reports of 2017 and 2021 are loaded beside the Chinese one of 2019; of 2018 and 2020 none is held."""
    page, say = tab("zh-CN" if lang == "zh" else "en-GB"), words(lang)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as zipped:
        zipped.writestr("a.txt", annual(72, "Chad Lebanon"))
        zipped.writestr("b.txt", annual(76, "Lebanon Mali"))
    page.goto(f"{server}/reports?lang={lang}")
    page.wait_for_selector("input[type=file]", state="attached")
    page.set_input_files("input[type=file]", [tmp_path / "all.zip"])
    page.get_by_role("button", name=say("library.keep_several")).click()
    page.wait_for_selector(
        f".notice >> text={say('library.kept_many', n=2)}", timeout=3 * WAIT
    )  # two documents are read
    page.click(".pages a[href*='/countries?']")
    page.wait_for_function("location.pathname === '/countries'")
    settled(page)
    # three clicks from the map
    page.get_by_role("radio", name=say("across.every", n=3)).click()
    page.wait_for_function("location.search.includes('scope=all')")
    settled(page)
    page.click(".over-years a[data-go][href*='country=LBN'] >> nth=0")
    page.wait_for_selector(".panel[data-chosen=LBN]")
    settled(page)
    page.click(".panel a[href*='/country?'][href*='scope=all']")
    page.wait_for_function("location.pathname === '/country'")
    settled(page)
    finding = page.inner_text("h1")
    of_all = [say("years.part", n=n, total=total) for n, total in ((3, 6), (9, 121), (3, 6))]
    assert " → ".join(of_all) in finding and "50.0" in page.inner_text(".panel")
    said = page.inner_text(".st-key-evidence .panel")
    assert f"2018\n{say('years.gap')}" in said and f"2020\n{say('years.gap')}" in said
    assert page.locator(".panel .card mark").count() >= 15  # every sentence of all three
    why = page.locator(".over-years table.crossing >> nth=1").inner_text()
    assert say("engagements.field_presence") in why
    # taken along
    with page.expect_download() as taken:
        page.click(".take-list a[href*='.xlsx']")
    rows = pd.read_excel(taken.value.path())
    assert rows[say("export.symbol")].value_counts().to_dict() == {"A/72/36": 3, "A/74/36": 9, "A/76/36": 3}
    # passed on, with the key of one's own reports
    empty_clipboard(page)
    page.click(".private-link summary")
    page.click(".private-link [data-copy-link]")
    colleague = tab("fr-FR")
    colleague.goto(copied(page, "http"))
    settled(colleague)
    assert colleague.inner_text("h1") == finding and colleague.inner_text(".st-key-evidence .panel") == said
    # presented, and as PowerPoint
    page.locator(".take a[href*='add=']").first.click()
    page.wait_for_selector(".deck-now b:text-is('1')")
    page.click(".tools .deck-now")
    slides = Presentation(as_powerpoint(page, say).path()).slides
    texts = " ".join(shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)
    assert finding in texts


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_paragraphs_of_all_reports_are_read_in_their_report_and_filtered_by_it(archive, tab, lang):
    page, say = tab("zh-CN" if lang == "zh" else "en-GB"), words(lang)
    page.goto(f"{archive}/paragraphs?lang={lang}")
    drawn(page)
    page.get_by_role("radio", name=say("across.every", n=2)).click()
    page.wait_for_function("location.search.includes('scope=all')")
    drawn(page)
    whole = int(page.get_attribute("h1[data-number]", "data-number") or 0)
    last = page.locator(".ag-row:not(.ag-row-first)").last
    key = last.get_attribute("row-id").strip("/")
    last.locator(".ag-cell[col-id=gist]").click()
    report, passage = key.split("/")
    page.wait_for_function(
        "([r, p]) => location.search.includes(`report=${r}`) && location.search.includes(`passage=${p}`)",
        arg=[report, passage],
    )
    page.wait_for_selector(f".panel[data-chosen='{passage}']")
    assert re.match(r"A/7[45]/36 · ", page.inner_text(".panel-head h2"))
    page.go_back()
    page.wait_for_function("!location.search.includes('passage=')")
    drawn(page)
    page.click(".facet-button >> nth=0")
    page.click(f".facet li[data-code='reports={OLD}'] input")
    page.wait_for_function("report => location.search.includes(`reports=${report}`)", arg=OLD)
    page.wait_for_function(
        "n => Number(document.querySelector('h1[data-number]').dataset.number) < n", arg=whole
    )
    assert int(page.get_attribute("h1[data-number]", "data-number") or 0) == 121


def test_several_files_are_given_at_once_and_what_is_refused_is_named(server, tab, tmp_path):
    page, say = tab("en-GB"), words("en")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as zipped:
        zipped.writestr("a.txt", annual(70, "Chad Mali"))
        zipped.writestr("letter.txt", "Dear colleagues,\nthe meeting is put off.\n")
    (tmp_path / "b.txt").write_text(annual(72, "Chad Togo"), encoding="utf-8")
    page.goto(f"{server}/reports?lang=en")
    page.wait_for_selector("input[type=file]", state="attached")
    page.set_input_files("input[type=file]", [tmp_path / "all.zip", tmp_path / "b.txt"])
    page.get_by_role("button", name=say("library.keep_several")).click()
    page.wait_for_selector(f".notice >> text={say('library.kept_many', n=2)}")
    refused = page.inner_text(".refused")
    assert say("library.refused_many", n=1) in refused and "letter.txt" in refused
    page.wait_for_function("document.querySelectorAll('.ag-row').length === 3")
    held = page.inner_text(".held")
    assert "A/…/36" in held and "2015–2019" in held and "2016 A/71/36" in held
