"""A country as a story and as something to send; what is right was read in the report (A/74/36), not taken from the code."""

from __future__ import annotations

import io
import re

import docx
import pandas as pd
import pypdfium2
import pytest
from asking import ask
from shown import CHINESE

from ui import i18n, request_view
from ui.content import Link
from ui.country import content, panel, story
from ui.i18n import LANGUAGES
from ui.queries import country_profile, nearness
from ui.registry import BRIEFS
from ui.routes import briefs


@pytest.fixture(autouse=True)
def served(monkeypatch):
    """Where the app is served is known."""
    monkeypatch.setenv("ATLAS_ORIGIN", "http://atlas.example.org")


ORIGIN = "https://atlas.example.org"


def view_of(lang: str, **asked: str):
    return request_view.view_of("country", {"lang": lang, **asked})


@pytest.mark.parametrize(
    ("named", "titled", "degree"),
    [(1, False, "alone"), (1, True, "alone"), (20, True, "titled"), (4, False, "short"), (5, False, "long")],
)
def test_how_near_a_sentence_is(named, titled, degree):
    assert nearness.nearness(named, titled).degree == degree


def test_sentences_about_lebanon_stand_before_lists_of_nineteen():
    """§67: the Commission for Lebanese Women; §12: Kenya, Lebanon and Zambia; §§17 and 81 name nineteen countries."""
    shown = panel.panel(view_of("en", country="LBN")).passages
    order = [item.id for item in shown.items]
    assert order[:2] == ["67", "12"] and set(order[-2:]) == {"17", "81"} and len(order) == 9
    notes = {item.id: item.note for item in shown.items}
    assert "alone" in notes["67"] and "3" in notes["12"] and "19" in notes["17"]


def test_the_order_is_said():
    lead = panel.panel(view_of("en", country="LBN")).lead
    assert "most about Lebanon first" in str(lead)


def test_themes_of_fiji_are_not_those_of_indonesia_and_thailand():
    """§30: business in Fiji; migration and climate stand in a sentence on Indonesia and Thailand."""
    themes = {code for code in country_profile.sets(view_of("zh").report, "FJI") if code.startswith("t.")}
    assert themes == {"t.business"}


def test_named_with_is_of_the_same_sentence():
    """§2 names Fiji with Iran, New Zealand and South Africa; §30 names it alone."""
    sets = country_profile.sets(view_of("zh").report, "FJI")
    assert {code for code in sets if code.startswith("w.")} == {"w.IRN", "w.NZL", "w.ZAF"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_a_brief_quotes_its_sentence(lang):
    """The regional office in Suva (§20) is counted for Fiji, which that paragraph does not name."""
    for iso3 in ("FJI", "LBN", "TUN", "THA", "MEX", "USA"):
        view = view_of(lang, country=iso3)
        brief = BRIEFS["country"].briefs["country"](view, "")
        quoted = {item.id for item in brief.passages.items}
        for tile in country_profile.TILES:
            found = country_profile.sets(view.report, iso3).get(tile)
            assert not found or quoted >= {*found.paragraphs, *found.footnotes}, (iso3, tile)
        if iso3 == "FJI":
            assert "苏瓦" in " ".join(item.text for item in brief.passages.items if item.id == "20")
            assert "20" in re.findall(r"\d+", brief.source)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "A/74/36 names Lebanon in 9 paragraphs; in 1 paragraph a sentence names no other country."),
        ("zh", "A/74/36 在 9 段中提到黎巴嫩"),
    ],
)
def test_three_sentences_and_each_number_in_them_opens_what_it_counts(lang, said):
    view = view_of(lang, country="LBN")
    told = story.told(view)
    assert len(told.sentences) == 3 and told.text.startswith(said)
    links = [part for parts in told.sentences for part in parts if isinstance(part, Link)]
    assert len(links) == 8
    for link in links:
        code = re.search(r"of=([\w.]+)", link.href)
        number = country_profile.number(view.report, "LBN", code[1] if code else country_profile.NAMED)
        assert str(number) in re.findall(r"\d+", link.text), link


def test_what_is_sent_is_what_is_shown():
    """With a set opened, its sentences and no others; the story and the numbers stay those of the country."""
    view = view_of("en", country="TUN", of="e.training")
    brief = BRIEFS["country"].briefs["country"](view, ORIGIN)
    shown = panel.panel(view).passages
    assert {item.id for item in brief.passages.items} == {item.id for item in shown.items}
    assert "of=e.training" in brief.address
    for way in content.send(view).ways:
        assert all("of=e.training" in file.href for file in way.files) and "of=e.training" in way.mail.href


def test_a_reader_of_english_can_use_the_mail():
    """Every sentence in English, its citation and an address; called unofficial once. Who wants the source too asks for both."""
    answer = ask("/brief/country.txt?country=LBN&lang=en")
    text = answer.body.decode()
    assert "National Commission for Lebanese Women" in text and not CHINESE.search(text)
    both = ask("/brief/country.txt?country=LBN&lang=en&in=both").body.decode()
    assert "National Commission for Lebanese Women" in both and "黎巴嫩妇女全国委员会" in both
    assert text.count("— A/74/36, para. ") == text.count("passage=") == 10
    assert text.count("Unofficial reading aid") == 1
    rich = ask("/brief/country.html?country=LBN&lang=en").body.decode()
    assert rich.count("<blockquote>") == 10 and "<script" not in rich and "<b>Lebanese</b>" in rich
    assert re.search(r'<a href="http[^"]+passage=67[^"]*">A/74/36, para. 67</a>', rich)


def test_in_both_languages_a_page_each():
    pdf = pypdfium2.PdfDocument(ask("/brief/country.pdf?country=LBN&lang=en&in=both").body)
    first, second = (page.get_textpage().get_text_range() for page in pdf)
    assert "Lebanon is named" in first and "黎巴嫩" in second and "段" in second
    book = docx.Document(io.BytesIO(ask("/brief/country.docx?country=LBN&lang=en&in=both").body))
    feet = ["".join(p.text for p in section.footer.paragraphs) for section in book.sections]
    assert len(feet) == 2 and "Source: A/74/36" in feet[0] and "A/74/36" in feet[1] and feet[0] != feet[1]
    sheet = pd.read_excel(io.BytesIO(ask("/list/country.xlsx?country=LBN&lang=en&in=both").body))
    assert {"Country or area", "国家或地区", "Sentence"} <= set(sheet.columns) and len(sheet) > 9
    text = ask("/brief/country.txt?country=LBN&lang=zh&in=both").body.decode()
    assert text.index("段提及黎巴嫩") < text.index("Lebanon is named")


def test_countries_side_by_side_are_sent_together():
    pages = briefs.made([view_of("en", country="LBN", beside="TUN,COL")], "country", briefs.PDF, ORIGIN)
    said = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pages)]
    names = zip(("Lebanon", "Tunisia", "Colombia"), said, strict=True)
    assert all(f"{name} is named" in " ".join(text.split()) for name, text in names)


@pytest.mark.parametrize("iso3", ["LBN", "RUS", "TUV", "FJI", "XKX", "PSE"])
def test_the_small_map_shows_the_country_and_stays_small(iso3):
    answer = ask(f"/picture/locator.svg?country={iso3}&lang=en")
    assert answer.status == 200 and len(answer.body) < 100_000
    marked = "#0A6AA1"  # the accent: the shape, or the circle of a small State
    assert marked in answer.body.decode()


def test_what_is_folded_is_not_called_countries(make_view):
    """Of thirteen sections four are folded: “4 countries more” stood there."""
    view = make_view("country", "en", country="TUN")
    found = {block: content.bars(view, "TUN", block, 1).more for block in content.BLOCKS}
    assert all(re.fullmatch(r"\D*\d+\D*", said) and "countr" not in said for said in found.values()), found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Niger", "the Niger"), ("Nigeria", "Nigeria"), ("Congo", "the Congo"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("Philippines", "the Philippines"), ("Iran (Islamic Republic of)", "Iran (Islamic Republic of)"), ("Chad", "Chad"),
        ("United Arab Emirates", "the United Arab Emirates"), ("Marshall Islands", "the Marshall Islands"),
        ("South Sudan", "South Sudan"), ("Dominica", "Dominica"),
    ],
)  # fmt: skip
def test_a_country_has_its_article_within_a_sentence(name, said):
    assert i18n.words("en").within(name) == said and i18n.words("zh").within(name) == name


def test_doubtful_work_is_said_to_be_so_and_what_is_left_out_is_counted():
    """Of COD one of two paragraphs of advocacy and of technical assistance is doubtful (促进, 支持)."""
    told = story.told(view_of("en", country="COD")).text
    assert told.startswith("A/74/36 names the Democratic Republic of the Congo in 8 paragraphs")
    assert "(2, 1 of them doubtful)" in told and re.search(r"and \d+ more; themes", told)
