"""One report, printed in many ways, gives the same paragraphs, outline, countries and money.

The reports are invented (`tests/made/`); `tests/making.py` prints them and knows what must be read.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import making
import pytest
from making import Expected, Print, bare
from texts import values

from etl import pipeline, reports

PLAIN = Print()
WRAPPED = Print(width=88)
PRINTS = {
    "plain": PLAIN,
    "wrapped": WRAPPED,
    "narrow": replace(WRAPPED, width=41),
    "blank lines": replace(WRAPPED, blank_lines=True),
    "tab after the number": replace(PLAIN, after_number=".\t"),
    "number on its own line": replace(WRAPPED, after_number=".\n"),
    "blank before the stop": replace(WRAPPED, after_number=" . "),
    "no blank after the number": replace(WRAPPED, after_number="."),
    "raised marks": replace(WRAPPED, mark="raised"),
    "furniture": replace(WRAPPED, furniture=True),
    "furniture and no rule": replace(WRAPPED, furniture=True, notes="bare"),
    "footnotes at the end": replace(PLAIN, notes="end"),
    "links": replace(WRAPPED, links=True),
    "cover and contents": replace(WRAPPED, front=True),
    "annexes": replace(WRAPPED, annex=True),
    "titles below their labels": replace(PLAIN, heading_break=True),
    "hyphens": replace(WRAPPED, width=60, hyphens=True),
    "all at once": Print(
        width=84,
        mark="raised",
        furniture=True,
        front=True,
        links=True,
        annex=True,
        blank_lines=True,
        hyphens=True,
    ),
}


def read(path: Path, lang: str) -> Expected:
    """What is read in a file, in the shape in which `making` states what must be read."""
    tables = pipeline.tables_of(reports.read(path, symbol=making.SYMBOL))
    assert tables["reports"]["language"].tolist() == [lang]
    passages, sections = tables["passages"], tables["sections"]
    money = tables["figures"].query("unit == 'money'")
    found = tables["mentions"].query("certainty != 'ambiguous'")
    keys = passages["passage"]
    return Expected(
        texts={row.passage: bare(row.text) for row in passages.itertuples()},
        headings=[
            (s.label, bare(s.title), int(s.first_paragraph))
            for s in sections.fillna({"first_paragraph": 0}).itertuples()
        ],
        levels=[s.level for s in sections.itertuples() if s.label],
        countries={key: set(found.loc[found["passage"] == key, "iso3"]) for key in keys},
        money={
            key: sorted((value, currency) for p, value, currency in values(money) if p == key and currency)
            for key in keys
        },
        attached={row.passage: row.attached_to for row in passages.itertuples() if row.kind == "footnote"},
    )


def same(got: Expected, want: Expected) -> None:
    """Compare part by part, so that a difference is short to read."""
    assert got.headings == want.headings
    assert got.levels == want.levels
    assert got.texts == want.texts
    assert got.attached == want.attached
    assert {k: v for k, v in got.countries.items() if v} == {k: v for k, v in want.countries.items() if v}
    assert {k: v for k, v in got.money.items() if v} == {k: v for k, v in want.money.items() if v}


def text_file(name: str, how: Print, path: Path, encoding: str = "utf-8") -> Path:
    lang = making.language_of(name)
    path.write_bytes(making.text(making.load(name), lang, how).encode(encoding))
    return path


# Every way in one report a language; in all reports where there is time.
EVERY = [
    pytest.param(name, way, marks=[] if k % 3 == making.REPORTS.index(name) // 2 else pytest.mark.long)
    for k, way in enumerate(PRINTS)
    for name in making.REPORTS
]


@pytest.mark.parametrize(("name", "way"), EVERY)
def test_a_text_however_it_is_printed(name: str, way: str, tmp_path: Path) -> None:
    path = text_file(name, PRINTS[way], tmp_path / "report.txt")
    same(read(path, making.language_of(name)), making.expected(name))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("name", ["technical.en", "technical.zh"])
def test_a_text_in_any_encoding(name: str, encoding: str, tmp_path: Path) -> None:
    path = text_file(name, PRINTS["furniture"], tmp_path / "report.txt", encoding)
    same(read(path, making.language_of(name)), making.expected(name))


@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
@pytest.mark.parametrize("name", making.REPORTS)
def test_a_word_document(name: str, automatic: bool, tmp_path: Path) -> None:
    lang = making.language_of(name)
    path = making.word(making.load(name), lang, tmp_path / "report.docx", automatic)
    same(read(path, lang), making.expected(name))


@pytest.mark.parametrize("name", making.REPORTS)
def test_a_pdf(name: str, tmp_path: Path) -> None:
    lang = making.language_of(name)
    path = making.print_pdf(tmp_path / "report.pdf", making.page(making.load(name), lang), making.SYMBOL)
    same(read(path, lang), making.expected(name))


@pytest.mark.parametrize("name", [name for name in making.REPORTS if name.endswith(".en")])
def test_a_pdf_drawn_line_by_line(name: str, tmp_path: Path) -> None:
    path = making.drawn_pdf(making.load(name), tmp_path / "report.pdf")
    same(read(path, "en"), making.expected(name))
