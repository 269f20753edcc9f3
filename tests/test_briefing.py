"""The brief on one page, of a country and of a theme: what it holds, that it fits, that nothing is lost."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import docx
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from docx.oxml.ns import qn
from starlette.applications import Starlette
from test_deck import ask

from ui import evidence, findings
from ui.briefs import content as brief_content
from ui.briefs import files as brief_files
from ui.findings import Mark
from ui.i18n import LANGUAGES
from ui.queries import country_profile
from ui.routes import pictures

ORIGIN = "https://atlas.example.org"
SERVER = Starlette(routes=brief_files.routes())
# Named most, named once, in a footnote or not at all, long names; the theme met most and one met seldom.
COUNTRIES = ("TUN", "LBN", "COD", "VEN", "XKX", "TUV", "CHE")


def view_of(subject: str, lang: str, **asked: str):
    return pictures.view_of(brief_content.PAGES[subject], {"lang": lang, **asked})


def themes_of(view) -> list[str]:
    return list(findings.theme_counts(view.report.passages, view.report.table("themes")))


SUBJECTS = [("country", {"iso3": iso3}) for iso3 in COUNTRIES] + [
    ("theme", {"t": theme}) for theme in themes_of(view_of("country", "en"))
]
IDS = [next(iter(asked.values())) for _, asked in SUBJECTS]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def said_in_docx(content: bytes) -> tuple[str, str]:
    """(everything in the body, everything in the foot)."""
    book = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    foot = "\n".join(p.text for p in book.sections[0].footer.paragraphs)
    return "\n".join([*(p.text for p in book.paragraphs), *cells]), foot


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("subject", "asked"), SUBJECTS, ids=IDS)
def test_finding_sentences_source_and_disclaimer_stand_on_one_page(subject, asked, lang):
    view = view_of(subject, lang, **asked)
    said = brief_content.of(view, subject, ORIGIN)
    pages = pypdfium2.PdfDocument(brief_files.pdf(view, subject, ORIGIN))
    assert len(pages) == 1
    width, height = pages[0].get_size()
    assert (width, height) == pytest.approx((595, 842), abs=1), "A4 in points"
    for piece in pages[0].get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=9):
        left, bottom, right, top = piece.get_bounds()
        assert left >= 40 and right <= width - 40 and bottom >= 40 and top <= height - 40
    text = bare(pages[0].get_textpage().get_text_range())
    body, foot = said_in_docx(brief_files.docx(view, subject, ORIGIN))
    for whole in (text, bare(body + foot)):
        assert bare(said.title) in whole and "A/74/36" in whole and bare(said.source)[:30] in whole
        assert bare(view.words("api.disclaimer")) in whole
        assert bare(said.address) in whole and said.address.startswith(ORIGIN)
        for number, label in said.tiles:
            assert bare(number) in whole and bare(label) in whole
        shown = [s for s in said.sentences if bare(s[1]) in whole]
        left = [s for s in said.sentences if s not in shown]
        assert said.nothing or shown, "no sentence at all"
        # In the order of print, and the numbers of those left out are said.
        assert shown == list(said.sentences[: len(shown)])
        assert not [where for where, _, _ in said.sentences if bare(where) not in whole]
        if left:
            assert str(len(left)) in whole
    assert "\ufffd" not in text


@pytest.mark.parametrize("theme", IDS[len(COUNTRIES) :])
def test_the_numbers_of_a_theme_are_those_of_its_page(theme):
    view = view_of("theme", "en", t=theme)
    said, counts = (
        brief_content.of(view, "theme"),
        findings.theme_counts(view.report.passages, view.report.table("themes")),
    )
    core, secondary = counts[theme]["core"], counts[theme]["secondary"]
    stated = [number for number, _ in said.tiles[:3]]
    assert stated == [
        str(n) if n else view.words("nothing.absent") for n in (core + secondary, core, secondary)
    ]
    quoted = {where for where, _, _ in said.sentences}
    assert len(quoted) == (core or secondary)
    for block in said.blocks:
        assert all(0 < n <= core + secondary for _, n in block.rows)
    assert bool(said.passing) == bool(core and secondary)


def test_a_country_quotes_every_sentence_that_names_it():
    view = view_of("country", "zh", iso3="TUN")
    naming = country_profile.sets(view.report, "TUN")[country_profile.NAMED]
    said = brief_content.of(view, "country")
    assert [(s, m) for _, s, m in said.sentences] == [(s, m) for _, s, m in evidence.sentences(view, naming)]
    assert all("突尼斯" in "".join(s[m.start : m.end] for m in marks) for _, s, marks in said.sentences)


def test_marks_keep_their_place_when_lines_are_broken():
    sentence, marks = "In Chad and  the Niger, work.", (Mark(3, 7, "country"), Mark(13, 22, "country"))
    lines = brief_files.coloured(sentence, ["In Chad and the", "Niger, work."], marks)
    assert lines == [
        [("In ", False), ("Chad", True), (" and ", False), ("the", True)],
        [("Niger", True), (", work.", False)],
    ]


def test_word_names_faces_and_tells_what_the_picture_shows():
    view = view_of("country", "zh", iso3="TUN")
    book = docx.Document(io.BytesIO(brief_files.docx(view, "country", ORIGIN)))
    for run in book.element.body.iter(qn("w:r")):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert not "".join(run.itertext()) or fonts.get(qn("w:eastAsia")) == brief_files.CHINESE
    told = book.element.body.findall(
        ".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert [each.get("descr") for each in told] and "技术援助 6" in told[0].get("descr")
    assert book.paragraphs[1].style.name == "Heading 1"


@pytest.mark.parametrize("kind", brief_files.KINDS)
def test_it_is_served_with_a_name_that_says_what_is_inside(kind):
    answer = ask(SERVER, f"/brief/country.{kind}?iso3=LBN&lang=en")
    assert answer.status == 200 and answer.headers["content-type"].startswith(brief_files.MIME[kind])
    assert (
        "A-74-36" in answer.headers["content-disposition"] and "LBN" in answer.headers["content-disposition"]
    )
    assert ask(SERVER, f"/brief/theme.{kind}?t=women_gender&lang=zh").status == 200


@pytest.mark.parametrize(
    "address",
    [
        "/brief/theme.pdf",
        "/brief/theme.pdf?t=nothing",
        "/brief/country.exe",
        "/brief/x.pdf",
        "/brief/country.pdf?report=x",
    ],
)
def test_what_is_not_there_is_refused(address):
    answer = ask(SERVER, address)
    assert answer.status == 404 and answer.json["error"] and answer.json["allowed"]


def test_office_sets_it_on_one_page(tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("no soffice: `apt-get install libreoffice-writer-nogui`")
    for lang in LANGUAGES:
        for subject, asked in (SUBJECTS[0], ("theme", {"t": "women_gender"})):
            name = f"{subject}-{lang}.docx"
            (tmp_path / name).write_bytes(brief_files.docx(view_of(subject, lang, **asked), subject, ORIGIN))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    made = subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", *sorted(p.name for p in tmp_path.glob("*.docx"))],
        check=False, cwd=tmp_path, capture_output=True, timeout=180,
    )  # fmt: skip
    found = sorted(tmp_path.glob("*.pdf"))
    if not found and b"no export filter" in made.stderr:
        pytest.skip("no Writer: `apt-get install libreoffice-writer-nogui`")
    assert len(found) == 4, made.stderr.decode()
    for path in found:
        assert len(pypdfium2.PdfDocument(path)) == 1, path.name
