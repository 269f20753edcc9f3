"""The period that a report covers is its own, not that of a course, a session or another report."""

from __future__ import annotations

import pytest

from etl import language, reporting_period

UNKNOWN = ("", "")


@pytest.mark.parametrize(
    ("lang", "title", "opening", "expected"),
    [
        (
            "en",
            "",
            "The present report is submitted pursuant to resolution 48/141. It covers 1 January to 30 June 2025.",
            ("2025-01-01", "2025-06-30"),
        ),
        (
            "en",
            "",
            "The report of the High Commissioner (A/HRC/59/20) covers the reporting period 1 July 2024–1 March 2025. "
            "The present report covers activities from 1 January to 30 June 2025.",
            ("2025-01-01", "2025-06-30"),
        ),
        (
            "en",
            "Implementation of resolution 1701 (2006) during the period from 21 February to 20 June 2025",
            "The present report provides an assessment since the previous report (S/2025/153).",
            ("2025-02-21", "2025-06-20"),
        ),
        (
            "en",
            "",
            "The present report, pursuant to A/RES/48/141, covers the period 1 August 2018 – 31 July 2019.",
            ("2018-08-01", "2019-07-31"),
        ),
        ("en", "", "A course was held from 9 September to 11 October 2024.", UNKNOWN),
        ("en", "", "In the reporting period, a course ran from 31 June to 2 July 2024.", UNKNOWN),
        ("zh", "", "本报告概述了 2025 年 1 月 1 日至 6 月 30 日期间的工作。", ("2025-01-01", "2025-06-30")),
        ("zh", "", "2018 年 9 月 9 日至 10 月 11 日举办了培训。", UNKNOWN),
    ],
)
def test_period(lang, title, opening, expected):
    assert reporting_period.find(title, [opening], "A/80/36", language.get(lang)) == expected
