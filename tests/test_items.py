"""Lettered items of a paragraph, set as its text is set, are neither headings nor left out."""

from __future__ import annotations

import zlib
from pathlib import Path

import making

from etl import pipeline, reports

PLAIN = [
    "{}. The Council heard from many people about what was done in each of the places",
    "it had been to, and took note of the number of those who had been waiting for help.",
]
ITEMS = [
    [
        "5. The Council may wish to consider the following actions, set out here in the",
        "order in which they were put to it:",
    ],
    [
        "(a) Recall that 31 countries wrote a plan for the years ahead and that all of",
        "them kept to what it said; and",
    ],
    [
        "(b) Express concern that the work has slowed in each of the regions and that, as",
        "was said before, the number of those who are waiting for all kinds of help has",
        "grown in 17 countries and may grow again in the years to come, as no one is there;",
    ],
    ["(c) Call for all to act."],
]


def sheet(blocks: list[tuple[str, list[str]]]) -> bytes:
    """One page: blocks of lines in a face, with white space between them."""
    shown, y = [], 760
    for face, lines in blocks:
        for line in lines:
            escaped = line.replace("(", r"\(").replace(")", r"\)")
            shown.append(f"BT /{face} 10 Tf 1 0 0 1 60 {y} Tm ({escaped}) Tj ET")
            y -= 12
        y -= 8
    return zlib.compress(" ".join(shown).encode())


def test_items_set_bold_and_parted_between_two_pages(tmp_path: Path) -> None:
    plain = [("F", [PLAIN[0].format(n), PLAIN[1]]) for n in range(1, 5)]
    head, first, second, third = ITEMS[0], ITEMS[1], ITEMS[2], ITEMS[3]
    bold = [("B", lines) for lines in (["II. Recommendations"], head, first, second[:2])]
    path = tmp_path / "report.pdf"
    path.write_bytes(making.pdf_bytes([sheet([*plain, *bold]), sheet([("B", second[2:]), ("B", third)])]))
    tables = pipeline.tables_of(reports.read(path))
    assert tables["sections"]["title"].tolist() == ["Recommendations"]
    assert tables["regions"].empty
    assert tables["passages"]["text"].tolist()[-1] == " ".join(line for lines in ITEMS for line in lines)[3:]
    assert {31.0, 17.0} <= set(tables["figures"]["value"])
