"""Which part of a report is the longest, and what its parts are called."""

from __future__ import annotations

from types import SimpleNamespace

from ui import request_view
from ui.queries import report_figures, report_outline
from ui.reports import content


def test_a_chapter_without_sections_may_be_the_longest():
    """Of 80 paragraphs chapter VI has 12; the longest section of the longest chapter has 11."""
    numbers = {"I": 3, "II": 37, "II.A": 9, "II.D": 11, "II.E": 0, "VI": 12, "VII": 0}
    assert report_outline.longest_section(numbers) == "VI"
    assert list(report_outline.first_order(numbers)) == ["I", "II.A", "II.D", "II.E", "VI", "VII"]


def test_parts_without_paragraphs_are_not_shown():
    report = request_view.view_of("overview", {"lang": "en"}).report
    parts = report_figures.outline_parts(report)
    assert sum(parts.values()) == 121 and all(parts.values())
    assert list(parts) == ["I", "II.A", "II.B", "II.C", "II.D", "II.E", "II.F", "III", "IV"]


def test_a_part_is_called_as_its_heading_is():
    view = request_view.view_of("overview", {"lang": "en"})
    assert view.section("II.E.1").startswith("E.1 ") and view.section("III").startswith("III ")
    assert view.report.outline_code("II.A.h5") == "", "a heading without a label"


def test_the_preview_asks_for_what_was_not_found():
    """A/74/36 as text has title and period, and no pages; without them it is asked for both."""
    report = request_view.view_of("overview", {"lang": "en"}).report
    assert content.unsure(report) == {}

    row = {**report.row, "title": report.row["symbol"], "period_start": ""}
    bare = SimpleNamespace(row=row, passages=report.passages.assign(page=3))
    assert content.unsure(bare) == {"title": 0, "period": 0, "page": 3}
