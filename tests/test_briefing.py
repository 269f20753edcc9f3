"""The brief on one page, of a country and of a theme: what it holds, that it fits, that nothing is lost."""

from __future__ import annotations

import ctypes
import io
import re
from datetime import UTC, datetime, timedelta

import docx
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from asking import ask
from docx.oxml.ns import qn
from libreoffice import printed
from shown import ORIGIN

from ui import evidence, findings, request_view
from ui.content import Bars, Brief, Columns, Note, Tile, Tiles
from ui.exports import MEDIA
from ui.findings import Mark
from ui.i18n import LANGUAGES
from ui.queries import country_profile
from ui.registry import BRIEFS
from ui.render import office, paper
from ui.routes import briefs

# Named most, named once, in a footnote or not at all, long names; the theme met most and one met seldom.
COUNTRIES = ("TUN", "LBN", "COD", "VEN", "XKX", "TUV", "CHE")


def view_of(subject: str, lang: str, **asked: str):
    return request_view.view_of(BRIEFS[subject].name, {"lang": lang, **asked})


def themes_of(view) -> list[str]:
    return list(findings.theme_counts(view.report.passages, view.report.table("themes")))


SUBJECTS = [("country", {"iso3": iso3}) for iso3 in COUNTRIES] + [
    ("theme", {"theme": theme}) for theme in themes_of(view_of("country", "en"))
]
IDS = [next(iter(asked.values())) for _, asked in SUBJECTS]


def tiles_of(said: Brief) -> tuple[Tile, ...]:
    return next((block.items for block in said.blocks if isinstance(block, Tiles)), ())


def bars_of(said: Brief) -> list[Bars]:
    columns = [block for block in said.blocks if isinstance(block, Columns)]
    return [bars for block in columns for section in block.blocks for bars in section.blocks]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def said_in_docx(content: bytes) -> tuple[str, str]:
    """(everything in the body, everything in the foot)."""
    book = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    foot = "\n".join(p.text for p in book.sections[0].footer.paragraphs)
    return "\n".join([*(p.text for p in book.paragraphs), *cells]), foot


# Countries in both languages, themes in one of them in turn.
PRINTED = [
    pytest.param(*each, lang, id=f"{name}-{lang}")
    for k, (each, name) in enumerate(zip(SUBJECTS, IDS, strict=True))
    for lang in (LANGUAGES if k < len(COUNTRIES) else LANGUAGES[k % 2 :][:1])
]


@pytest.mark.parametrize(("subject", "asked", "lang"), PRINTED)
def test_finding_sentences_source_and_disclaimer_stand_on_one_page(subject, asked, lang):
    view = view_of(subject, lang, **asked)
    said = BRIEFS[subject].briefs[subject](view, ORIGIN)
    pages = pypdfium2.PdfDocument(briefs.made([view], subject, briefs.PDF, ORIGIN))
    assert len(pages) == 1
    width, height = pages[0].get_size()
    assert (width, height) == pytest.approx((595, 842), abs=1), "A4 in points"
    for piece in pages[0].get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=9):
        left, bottom, right, top = piece.get_bounds()
        # a glyph may reach a point beyond the place where its advance ends
        assert left >= 39 and right <= width - 39 and bottom >= 40 and top <= height - 40
    text = bare(pages[0].get_textpage().get_text_range())
    body, foot = said_in_docx(briefs.made([view], subject, briefs.DOCX, ORIGIN))
    for whole in (text, bare(body + foot)):
        assert bare(said.headline.title) in whole and "A/74/36" in whole and bare(said.source)[:30] in whole
        assert bare(view.words("api.disclaimer")) in whole
        assert bare(said.address) in whole and said.address.startswith(ORIGIN)
        for tile in tiles_of(said):
            assert bare(tile.value) in whole and bare(tile.label) in whole
        items = said.passages.items
        shown = [passage for passage in items if bare(passage.wordings[0].text) in whole]
        left = [passage for passage in items if passage not in shown]
        nothing = [block.text for block in said.blocks if isinstance(block, Note)]
        assert bool(items) != bool(nothing) and all(bare(text) in whole for text in nothing)
        assert bool(shown) == bool(items), "no sentence at all"
        # In the order of print, and the numbers of those left out are said.
        assert shown == list(items[: len(shown)])
        assert not [passage.where for passage in items if bare(passage.where) not in whole]
        if left:
            assert str(len(left)) in whole and whole is text, "Word goes on to a second page"
    assert "\ufffd" not in text


@pytest.mark.parametrize("theme", IDS[len(COUNTRIES) :])
def test_the_numbers_of_a_theme_are_those_of_its_page(theme):
    view = view_of("theme", "en", theme=theme)
    said, counts = (
        BRIEFS["theme"].briefs["theme"](view, ""),
        findings.theme_counts(view.report.passages, view.report.table("themes")),
    )
    core, secondary = counts[theme]["core"], counts[theme]["secondary"]
    stated = [tile.value for tile in tiles_of(said)[:3]]
    assert stated == [
        str(n) if n else view.words("nothing.absent") for n in (core + secondary, core, secondary)
    ]
    quoted = {passage.where for passage in said.passages.items}
    assert len(quoted) == (core or secondary)
    for bars in bars_of(said):
        assert all(0 < row.length <= core + secondary for row in bars.rows)
        assert bool(bars.more) == (len(bars.rows) > bars.shown)
    assert bool(said.after) == bool(core and secondary)


def test_a_country_quotes_every_sentence_that_names_it():
    view = view_of("country", "zh", country="TUN")
    naming = country_profile.sets(view.report, "TUN")[country_profile.NAMED]
    said = BRIEFS["country"].briefs["country"](view, "")
    items = [(p.where, p.text, p.marks) for p in said.passages.items]
    quoted = [(s.where, s.text, s.marks) for s in evidence.sentences(view, naming)]
    assert set(quoted) <= set(items) and len(items) == len(set(items))
    for where, text, marks in items:
        naming_it = "突尼斯" in "".join(text[m.start : m.end] for m in marks)
        assert naming_it or any(m.kind == "engagement" for m in marks), where


def test_marks_keep_their_place_when_lines_are_broken():
    sentence, marks = "In Chad and  the Niger, work.", (Mark(3, 7, "country"), Mark(13, 22, "country"))
    lines = paper.coloured(sentence, ["In Chad and the", "Niger, work."], marks)
    assert lines == [
        [("In ", False), ("Chad", True), (" and ", False), ("the", True)],
        [("Niger", True), (", work.", False)],
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_word_names_faces_language_and_dates_and_tells_what_the_picture_shows(lang):
    view = view_of("country", lang, country="TUN")
    book = docx.Document(io.BytesIO(briefs.made([view], "country", briefs.DOCX, ORIGIN)))
    parts = [book.element.body, book.sections[0].footer._element]
    for run in (run for part in parts for run in part.iter(qn("w:r")) if "".join(run.itertext())):
        fonts, said = (run.find(f"{qn('w:rPr')}/{qn(tag)}") for tag in ("w:rFonts", "w:lang"))
        assert fonts.get(qn("w:eastAsia")) == office.CHINESE and fonts.get(qn("w:ascii")) == office.LATIN
        assert said.get(qn("w:eastAsia")) == "zh-CN"
    for said in book.styles.element.iter(qn("w:lang")):
        assert said.get(qn("w:eastAsia")) == "zh-CN"
    made = book.core_properties
    assert made.title == BRIEFS["country"].briefs["country"](view, "").headline.title
    assert made.author == made.last_modified_by == view.words("app.name") and not made.comments
    assert made.language == {"zh": "zh-CN", "en": "en-GB"}[lang]
    assert abs(datetime.now(UTC) - made.created) < timedelta(hours=1)
    told = book.element.body.findall(
        ".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    expected = {"zh": "技术援助 6", "en": "Technical assistance 6"}[lang]
    assert [each.get("descr") for each in told] and expected in told[0].get("descr")
    assert book.paragraphs[1].style.name == "Heading 1"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_screen_reader_finds_heading_paragraphs_and_the_bars_in_words(lang):
    view = view_of("country", lang, country="TUN")
    said = BRIEFS["country"].briefs["country"](view, ORIGIN)
    file = pypdf.PdfReader(io.BytesIO(briefs.made([view], "country", briefs.PDF, ORIGIN)))
    root = file.trailer["/Root"]
    assert file.metadata.title == said.headline.title and file.metadata.author == view.words("app.name")
    assert abs(datetime.now(UTC) - file.metadata.creation_date) < timedelta(hours=1)
    assert root["/Lang"] == {"zh": "zh-CN", "en": "en-GB"}[lang] and root["/MarkInfo"]["/Marked"]
    read = pypdfium2.PdfDocument(briefs.made([view], "country", briefs.PDF, ORIGIN))[0]
    tree = pdfium_c.FPDF_StructTree_GetForPage(read)
    whole = pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, 0)
    elements = [
        pdfium_c.FPDF_StructElement_GetChildAtIndex(whole, k)
        for k in range(pdfium_c.FPDF_StructElement_CountChildren(whole))
    ]
    roles = [told_by(pdfium_c.FPDF_StructElement_GetType, each) for each in elements]
    assert (roles.count("H1"), roles.count("H2"), roles.count("Figure")) == (1, 1, 1)
    figure = told_by(pdfium_c.FPDF_StructElement_GetAltText, elements[roles.index("Figure")])
    for bars in bars_of(said):
        assert all(f"{row.label} {row.number}" in figure for row in bars.rows)
    drawn, spoken = words_by_mark(read), []
    for role, each in zip(roles, elements, strict=True):
        spoken.append(told_by(pdfium_c.FPDF_StructElement_GetActualText, each))
        here = drawn[pdfium_c.FPDF_StructElement_GetMarkedContentID(each)]
        assert role == "Figure" or bare(spoken[-1]) == here, "it is read as it is written"
    passage = said.passages.items[0]
    assert said.headline.title == spoken[roles.index("H1")]
    assert said.passages.title == spoken[roles.index("H2")]
    assert f"{passage.where} {passage.wordings[0].text}" in spoken and said.source in spoken
    assert "14 " + tiles_of(said)[0].label in spoken


def told_by(getter, element, *more) -> str:
    length = getter(element, *more, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    getter(element, *more, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def words_by_mark(page) -> dict[int, str]:
    """Number of marked content → its text without blanks."""
    found: dict[int, str] = {}
    textpage = page.get_textpage()
    for piece in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=9):
        mark = pdfium_c.FPDFPageObj_GetMarkedContentID(piece)
        text = told_by(pdfium_c.FPDFTextObj_GetText, piece, textpage)
        found[mark] = found.get(mark, "") + bare(text)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_chinese_is_set_in_chinese_forms(lang):
    view = view_of("country", lang, country="TUN")
    content = briefs.made([view], "country", briefs.PDF, ORIGIN)
    faces = [
        font["/BaseFont"]
        for font in pypdf.PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/Font"].values()
    ]
    assert faces and not [face for face in faces if "CJKjp" in face or "CJKkr" in face], faces


@pytest.mark.parametrize("kind", briefs.RENDERERS)
def test_it_is_served_with_a_name_that_says_what_is_inside(kind):
    answer = ask(f"/brief/country.{kind}?country=LBN&lang=en")
    assert answer.status == 200 and answer.headers["content-type"].startswith(MEDIA[kind])
    assert (
        "A-74-36" in answer.headers["content-disposition"] and "LBN" in answer.headers["content-disposition"]
    )
    assert ask(f"/brief/theme.{kind}?t=women_gender&lang=zh").status == 200


@pytest.mark.parametrize(
    "address",
    [
        "/brief/theme.pdf",
        "/brief/country.exe",
        "/brief/x.pdf",
        "/brief/country.pdf?report=x",
    ],
)
def test_what_is_not_there_is_refused(address):
    answer = ask(address)
    assert answer.status == 404 and answer.json["error"] and answer.json["allowed"]


def test_what_fits_when_set_tightly_is_not_left_out_and_what_is_left_is_named_in_the_order_of_print():
    whole = pdf_text(view_of("country", "en", iso3="COD"))
    assert all(f"§{n}" in whole for n in (7, 36, 49, 77, 81, 85, 88, 109)) and "moresentences" not in whole
    tunisia = pdf_text(view_of("country", "en", iso3="TUN"))
    said = re.search(r"(\d+)moresentences,in([§\d,]+)\.", tunisia)
    numbers = [int(n) for n in re.findall(r"\d+", said[2])]
    assert numbers == sorted(numbers) and int(said[1]) >= len(numbers) > 1


def pdf_text(view) -> str:
    pages = pypdfium2.PdfDocument(briefs.made([view], "country", briefs.PDF, ORIGIN))
    return bare(pages[0].get_textpage().get_text_range())


def test_office_sets_it_on_two_pages_at_most(tmp_path):
    for lang in LANGUAGES:
        for subject, asked in (SUBJECTS[0], ("theme", {"t": "women_gender"})):
            name = f"{subject}-{lang}.docx"
            (tmp_path / name).write_bytes(
                briefs.made([view_of(subject, lang, **asked)], subject, briefs.DOCX, ORIGIN)
            )
    found = printed(tmp_path, "writer")
    assert len(found) == 4
    for path in found:
        assert len(pypdfium2.PdfDocument(path)) <= 2, path.name
