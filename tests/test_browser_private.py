"""Reports kept privately, in a real browser: a reload, a colleague, an address that is revoked, a page left too early."""

from __future__ import annotations

from pathlib import Path

import making
import pytest
from browsing import copied, empty_clipboard, settled

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def document(tmp_path) -> Path:
    """The made report as a text."""
    path = tmp_path / "field.txt"
    path.write_text(
        making.text(making.load("field.en"), "en", making.Print(front=True, blank_lines=True)), "utf-8"
    )
    return path


def given(server: str, page, document: Path) -> None:
    page.goto(f"{server}/reports?lang=en")
    settled(page)
    page.set_input_files("input[type=file]", document)
    page.wait_for_selector(".preview")


def opened(page) -> None:
    """The kept report's first page."""
    page.wait_for_selector(".notice a")
    page.click(".notice a")
    page.wait_for_function("location.search.includes('report=A-HRC-48-3')")
    settled(page)


def test_a_kept_report_survives_a_reload_is_shown_to_whom_it_is_sent_and_ends_when_revoked(
    server, tab, document
):
    mine, colleague = tab("en-GB"), tab("en-GB")
    given(server, mine, document)
    empty_clipboard(mine)
    mine.reload()
    mine.wait_for_selector(".preview")  # nothing is lost before it is kept either
    mine.get_by_role("button", name="Keep privately").click()
    opened(mine)
    shown = mine.inner_text(".st-key-page")
    mine.reload()
    settled(mine)
    assert mine.inner_text(".st-key-page") == shown
    # Copy link says first what a colleague will see.
    mine.click(".private-link summary")
    assert "Whoever has the link sees it" in mine.inner_text(".private-link div")
    mine.click(".private-link button")
    link = copied(mine, "own=")
    colleague.goto(link)
    settled(colleague)
    assert colleague.inner_text(".st-key-page") == shown and "A/HRC/48/3" in colleague.inner_text(".brand")
    # Looking is all that the colleague can do.
    colleague.goto(link.replace("/?", "/reports?"))
    settled(colleague)
    assert colleague.get_by_role("button", name="Revoke this address").count() == 0
    assert colleague.get_by_role("button", name="Remove…").count() == 0
    colleague.wait_for_selector(".ag-row")  # whoever asks for the table after the revocation is refused it
    mine.click(".private-link a")
    settled(mine)
    mine.wait_for_selector(".ag-row")
    mine.get_by_role("button", name="Revoke this address").click()
    mine.wait_for_selector(".notice >> text=The old private address opens nothing")
    settled(mine)
    mine.wait_for_selector(".ag-row")
    assert mine.locator(".ag-row").count() == 2
    colleague.goto(link)
    settled(colleague)
    assert "The report “A-HRC-48-3.en” is not here" in colleague.inner_text("h1")
    assert "A/HRC/48/3" not in colleague.inner_text(".brand")


def test_the_link_of_a_shared_report_gives_nothing_private_away(server, tab, document):
    page = tab("en-GB")
    given(server, page, document)
    empty_clipboard(page)
    page.get_by_role("button", name="Keep privately").click()
    page.wait_for_selector(".notice a")
    assert "own=" in page.url
    page.click("[data-copy-link]:not([data-private])")
    link = copied(page, "http")
    assert link.startswith(f"{server}/reports?") and "own=" not in link


def test_leaving_the_page_while_a_report_is_read_or_kept_loses_nothing(server, tab, document):
    page = tab("en-GB")
    page.goto(f"{server}/reports?lang=en")
    settled(page)
    page.set_input_files("input[type=file]", document)
    page.wait_for_selector(".reading-steps")
    page.click(".pages a[href*='/funding?']")
    page.wait_for_selector(".funds")
    page.click(".more-pages summary")
    page.click(".pages a[href*='/reports?']")
    page.wait_for_selector(".preview")
    page.get_by_role("button", name="Keep privately").click()
    page.wait_for_selector(".reading-steps")
    page.click(".pages a[href*='/funding?']")
    page.wait_for_selector(".funds")
    page.wait_for_timeout(10_000)
    page.click(".more-pages summary")
    page.click(".pages a[href*='/reports?']")
    opened(page)
    assert "A/HRC/48/3" in page.inner_text(".brand")
