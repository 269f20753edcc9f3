"""Whole reports as they lay on the page, invented, and annotated blind to the rules.

`cases/reports/<language>/`: the text, and what a careful reader finds in its numbered paragraphs. The facts are invented.
The bounds are those that reports never seen must meet.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Set
from pathlib import Path

import making
import pandas as pd
import pytest
from texts import values

from etl import pipeline, reports

CASES = Path(__file__).parent / "cases" / "reports"
COUNTRIES = {"zh": 0.95, "en": 0.97}
NAMED = ["country", "territory", "name"]


def annotated(lang: str, name: str) -> pd.DataFrame:
    path = CASES / lang / f"{name}.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def squeezed(text: str) -> str:
    return "".join(text.split())


def f1(found: Set[object], wanted: Set[object]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted))


@pytest.fixture(scope="module", params=["zh", "en"])
def case(request, tmp_path_factory) -> tuple[str, dict[str, pd.DataFrame]]:
    return request.param, pipeline.tables_of(reports.read(CASES / request.param / "report.txt"))


def test_every_paragraph_and_no_other(case):
    lang, tables = case
    passages = tables["passages"].query("kind == 'paragraph'")
    found = dict(zip(passages["number"].astype(str), passages["text"].map(squeezed), strict=True))
    wanted = annotated(lang, "paragraphs")
    assert list(found) == wanted.iloc[:, 0].tolist()
    for number, begin in wanted.itertuples(index=False):
        assert found[number].startswith(squeezed(begin)[:12]), number


def test_headings_and_what_stands_under_them(case):
    lang, tables = case
    wanted = annotated(lang, "headings").query("level != 'annex'")
    columns = ["title", "first_paragraph", "last_paragraph"]
    found, wanted = (
        {(squeezed(title), str(a), str(b)) for title, a, b in table[columns].itertuples(index=False)}
        for table in (tables["sections"], wanted)
    )
    assert f1(found, wanted) >= 0.95, found ^ wanted


def test_countries_of_each_paragraph(case):
    lang, tables = case
    mentions = tables["mentions"].query("kind in @NAMED and not passage.str.startswith('fn')")
    optional = annotated(lang, "countries_optional")
    either = set(zip(optional["passage"], optional["iso3"], strict=True))
    rows = annotated(lang, "countries").query("kind in @NAMED")
    found = set(zip(mentions["passage"], mentions["iso3"], strict=True)) - either
    wanted = set(zip(rows["passage"], rows["iso3"], strict=True)) - either
    assert f1(found, wanted) >= COUNTRIES[lang], found ^ wanted


def test_where_the_office_is_was_and_went(case):
    """Precision and recall over passage, type and country; what is arguable counts for neither."""
    lang, tables = case
    arguable, wanted = (
        set(annotated(lang, name).itertuples(index=False, name=None))
        for name in ("presences_optional", "presences")
    )
    rows = tables["presences"].query("not passage.str.startswith('fn')")[["passage", "presence", "iso3"]]
    found = set(rows.itertuples(index=False, name=None)) - arguable
    assert len(found & wanted) / len(found) >= 0.95, found - wanted
    assert len(found & wanted) / len(wanted) >= 0.9, wanted - found


def test_amounts_of_money(case):
    lang, tables = case
    figures = tables["figures"].query("unit == 'money' and not passage.str.startswith('fn')")
    rows = annotated(lang, "money")
    rows = rows[rows["passage"].str.isdigit()]
    found = Counter((passage, round(value, 2), currency) for passage, value, currency in values(figures))
    wanted = Counter(
        zip(rows["passage"], rows["value"].astype(float).round(2), rows["currency"], strict=True)
    )
    right = (found & wanted).total()
    assert 2 * right / (found.total() + wanted.total()) >= 0.95, (found - wanted, wanted - found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_printed_as_pdf_it_is_the_same(lang, tmp_path):
    raw = (CASES / lang / "report.txt").read_text(encoding="utf-8")
    style = "page-break-after:always;font:8.5px/12px 'Noto Sans Mono CJK SC',monospace;margin:0"
    pages = "".join(f'<pre style="{style}">{html.escape(page)}</pre>' for page in raw.split("\f"))
    path = making.print_pdf(tmp_path / "report.pdf", pages, "")
    printed, text = (pipeline.tables_of(reports.read(file)) for file in (path, CASES / lang / "report.txt"))
    columns = {
        "sections": ["section", "title", "first_paragraph"],
        "passages": ["passage", "text"],
        "mentions": ["passage", "iso3"],
    }
    for table, names in columns.items():  # a blank beside a Chinese quotation mark may be the printer's
        found, wanted = (side[table][names].map(lambda cell: squeezed(str(cell))) for side in (printed, text))
        assert found.to_numpy().tolist() == wanted.to_numpy().tolist(), table
