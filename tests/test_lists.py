"""The lists of the pages as files: under the page's conditions, with their source, named after what they hold."""

from __future__ import annotations

import io
import re
from html import unescape
from urllib.parse import parse_qsl, unquote

import pandas as pd
import pytest
from asking import ask
from shown import html_of

from ui import request_view, tables
from ui.i18n import LANGUAGES
from ui.queries import country_counts, paragraph_search
from ui.registry import LISTS


# List → conditions that change it.
@pytest.fixture(autouse=True)
def served(monkeypatch):
    """Where the app is served is known."""
    monkeypatch.setenv("ATLAS_ORIGIN", "http://atlas.example.org")


VIEWS = {
    "countries": {"region": "002", "theme": "women_gender"},
    "country": {"country": "LBN", "beside": "TUN"},
    "themes.outline": {},
    "themes.crossing": {"crossing": "engagement"},
    "presences": {"presence": "official"},
    "funding": {"category": "reach"},
    "paragraphs": {"theme": "women_gender", "place": "202"},
    "reports": {"language": "zh"},
}


def rows(body: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(body), encoding="utf-8-sig")


def test_every_page_with_a_list_is_asked_with_conditions():
    assert {*VIEWS, "compare", "years"} == set(LISTS)  # these two need several reports


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_the_page_links_the_list_that_it_shows(open_page, name, lang):
    page = name.partition(".")[0]
    app = open_page(page, lang=lang, **VIEWS[name])
    assert not app.exception
    markup = html_of(app)
    found = [
        unescape(href)
        for href in re.findall(r'href="([^"]*)"[^>]* download', markup)
        if re.search(rf"/list/{re.escape(name)}\.(csv|xlsx)\?", href)
    ]
    sent = page == "country"  # there it is sent: as Excel, in either language or both
    assert len(found) == (3 if sent else 2), "as CSV and as Excel"
    for href in found:
        asked = dict(parse_qsl(href.partition("?")[2]))
        where = {k: asked.pop(k) for k in ("lang", "in") if k in asked}
        assert asked == VIEWS[name] and (sent or where == {"lang": lang})
        answer = ask(href)
        assert answer.status == 200 and answer.body
        file = unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])
        assert file.startswith("A-74-36_") and file.endswith(href.partition("?")[0][-4:])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_both_forms_hold_the_same_rows_and_excel_its_source(name, lang):
    query = "&".join(f"{k}={v}" for k, v in {"lang": lang, **VIEWS[name]}.items())
    table = rows(ask(f"/list/{name}.csv?{query}").body)
    book = pd.read_excel(io.BytesIO(ask(f"/list/{name}.xlsx?{query}").body), sheet_name=None, header=None)
    data, about = book.values()
    assert len(table) and len(data) == len(table) + 1
    assert [str(head) for head in data.iloc[0]] == [str(head) for head in table.columns]
    said = dict(zip(about[0], about[1], strict=True))
    say = request_view.view_of("overview", {"lang": lang}).words
    assert said[say("export.symbol")] == "A/74/36"
    there = str(said[say("export.view")])
    assert there.startswith("http://atlas.example.org/"), "an address that a colleague can open"
    assert dict(parse_qsl(there.partition("?")[2])) == {"lang": lang, **VIEWS[name]}


def test_the_numbers_are_those_of_the_page():
    view = request_view.view_of("countries", {"lang": "en", **VIEWS["countries"]})
    table = rows(ask("/list/countries.csv?lang=en&region=002&theme=women_gender").body)
    counts = dict(
        zip(table[view.words("export.iso3")], table[view.words("countries.column_number")], strict=True)
    )
    assert (
        counts
        == country_counts.counts(view)
        != country_counts.counts(request_view.view_of("countries", {"lang": "en"}))
    )
    view = request_view.view_of("paragraphs", {"lang": "en", **VIEWS["paragraphs"]})
    table = rows(ask("/list/paragraphs.csv?lang=en&theme=women_gender&place=202").body)
    assert len(table) == len(paragraph_search.found(view).paragraphs) > 3


@pytest.mark.parametrize(
    "address",
    [
        "/list/nothing.csv",
        "/list/countries.pdf",
        "/list/countries.csv?report=../x",
        "/list/countries.csv?own=nobody",
        "/list/compare.csv",
    ],
)
def test_what_is_not_there_is_said(address):
    answer = ask(address)
    assert answer.status == 404 and b"error" in answer.body and b"Traceback" not in answer.body


def test_broken_tables_are_said(monkeypatch, tmp_path):
    monkeypatch.setenv("ATLAS_TABLES", str(tmp_path))
    answer = ask("/list/countries.csv")
    assert answer.status == 503 and tables.REPAIR.encode() in answer.body


def test_nothing_on_a_page_starts_a_download_in_its_session(open_page):
    for page in ("countries", "country", "themes", "presences", "funding", "paragraphs", "present"):
        assert not open_page(page, lang="en").get("download_button"), page
