"""Excel files opened again: filters, wrapped text, print set-up, language, typefaces, and names that say which view it is."""

from __future__ import annotations

import io
from datetime import date
from urllib.parse import unquote

import openpyxl
import pytest
from asking import ask
from libreoffice import printed
from test_lists import VIEWS

from ui.i18n import LANGUAGES, words


def book_of(name: str, lang: str) -> openpyxl.Workbook:
    query = "&".join(f"{k}={v}" for k, v in {"lang": lang, **VIEWS[name]}.items())
    return openpyxl.load_workbook(io.BytesIO(ask(f"/list/{name}.xlsx?{query}").body))


def name_of(path: str) -> str:
    return unquote(ask(path).headers["content-disposition"].partition("UTF-8''")[2])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_a_list_in_excel_can_be_filtered_read_and_printed(name, lang):
    book = book_of(name, lang)
    sheet = book[words(lang)("export.sheet_data")]
    assert sheet.auto_filter.ref == sheet.dimensions, "a filter in every heading, over every row"
    assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    pages = (
        sheet.page_setup.fitToWidth or 1,
        sheet.page_setup.fitToHeight,
    )  # one page wide is what a file need not say
    assert pages == (1, 0), "one page wide, as many high as it takes"
    assert "A/74/36" in sheet.oddFooter.left.text and "&P" in str(sheet.oddFooter.right.text)
    for row in sheet.iter_rows():
        for cell in row:
            text = str(cell.value or "")
            assert not text or cell.alignment.wrap_text, cell.coordinate
            chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
            assert not chinese or cell.font.name == "Microsoft YaHei", (cell.coordinate, cell.font.name)
    widths = [sheet.column_dimensions[column[0].column_letter].width for column in sheet.iter_cols(max_row=1)]
    assert max(widths) < 62 and min(widths) >= 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_has_title_language_author_and_date_of_its_own(lang):
    said = book_of("countries", lang).properties
    assert "A/74/36" in said.title and said.language == {"zh": "zh-CN", "en": "en-GB"}[lang]
    assert said.creator == words(lang)("app.name") and said.created.date() == date.today()


def test_two_views_of_a_page_are_two_files():
    asked = [
        "",
        "theme=women_gender",
        "theme=women_gender&place=202",
        "place=TUN",
        "q=torture",
        "section=II.E.1",
    ]
    names = [name_of(f"/list/paragraphs.xlsx?lang=en&{each}") for each in asked]
    assert len(set(names)) == len(asked), names
    assert names[2] == f"A-74-36_paragraphs_Women-and-gender_Sub-Saharan-Africa_{date.today()}.xlsx"
    assert name_of("/list/country.csv?lang=en&country=LBN&beside=TUN").startswith(
        "A-74-36_country-profile_LBN_TUN_2"
    )
    assert name_of("/picture/countries.svg?lang=zh&region=002").startswith("A-74-36_国家_非洲_")
    assert name_of("/list/presences.csv?lang=en&presence=visit_high_commissioner") != name_of(
        "/list/presences.csv?lang=en"
    )
    longest = name_of("/list/paragraphs.csv?lang=en&q=" + "a" * 150)
    assert len(longest.encode()) < 255 and longest.endswith(f"{date.today()}.csv")


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_five_paragraphs_print_on_two_pages(tmp_path, lang):
    from pypdf import PdfReader

    query = f"lang={lang}&theme=women_gender&place=202"
    (tmp_path / "a.xlsx").write_bytes(ask(f"/list/paragraphs.xlsx?{query}").body)
    (made,) = printed(tmp_path, "calc")
    assert len(PdfReader(made).pages) <= 3, "the data on two pages, the source on one"
