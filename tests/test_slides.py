"""Presentations as files: charts that can be edited, sources on every slide, notes with sentences, faces for Chinese."""

from __future__ import annotations

import ctypes
import io
import re
import threading
from dataclasses import replace

import pypdfium2
import pytest
from libreoffice import printed
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Pt
from shown import CHINESE, ORIGIN
from test_deck import NAMES

from ui import deck, exhibits, findings, palette, tables
from ui.content import Bar, Bars, MapSpec, Piece
from ui.deck import Deck, Slide
from ui.i18n import LANGUAGES
from ui.queries import report_outline
from ui.render import fonts, office, slide_layout
from ui.render.svg.text import is_wide
from ui.slides import content as slide_content
from ui.slides import export_process
from ui.slides import files as slide_files


@pytest.fixture(scope="module")
def books():
    """Language → (deck, presentation)."""
    made = {}
    for lang in LANGUAGES:
        given = slide_content.worth(deck.ready_made(), {"lang": lang})
        content = slide_files.made(slide_files.PPTX, given, {"lang": lang}, ORIGIN)
        made[lang] = (given, content, Presentation(io.BytesIO(content)))
    return made


def texts(shape) -> str:
    if shape.has_text_frame:
        return shape.text_frame.text
    if shape.has_table:
        return "\n".join(cell.text for row in shape.table.rows for cell in row.cells)
    return ""


def chart_of(page):
    return next(shape.chart for shape in page.shapes if shape.has_chart)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_has_heading_source_disclaimer_and_notes(books, lang):
    given, _, book = books[lang]
    assert (book.slide_width, book.slide_height) == (12192000, 6858000) and len(book.slides) == 8
    for slide, page in zip(given.slides, book.slides, strict=True):
        asked = {"lang": lang}
        view, made = slide_content.view_of(slide, asked), slide_content.exhibit(slide, asked)
        mapped = isinstance(slide_layout.body_of(made), MapSpec)
        assert page.shapes.title.text == slide_content.title(slide, asked)
        said = "\n".join(texts(shape) for shape in page.shapes)
        assert view.report.row["symbol"] in said
        assert view.words("countries.disclaimer" if mapped else "api.disclaimer").rstrip("。.") in said
        source = next(shape for shape in page.shapes if shape.name == "source")
        assert source.click_action.hyperlink.address.startswith(ORIGIN)
        notes = page.notes_slide.notes_text_frame.text
        for _, where, said in slide_content.sentences(view, made.evidence):
            assert all(f"{where} {each.text}" in notes for each in said)
        assert exhibits.source(view, made, "present") in notes and "§" in notes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_are_native_and_hold_the_numbers_of_the_tables(books, lang):
    given, _, book = books[lang]
    pages = {slide.name: page for slide, page in zip(given.slides, book.slides, strict=True)}
    view = slide_content.view_of(Slide("countries.list"), {"lang": lang})
    passages, mentions = view.report.passages, view.report.table("mentions")
    counts = sorted(
        findings.country_counts(passages, mentions).items(), key=lambda c: (-c[1], view.country(c[0]))
    )[: slide_layout.MOST_BARS]
    plot = chart_of(pages["countries.list"]).plots[0]
    assert list(plot.categories) == [view.country(iso3) for iso3, _ in counts]
    assert list(plot.series[0].values) == [n for _, n in counts]
    of = findings.theme_counts(passages, view.report.table("themes"))
    plot = chart_of(pages["themes.words"]).plots[0]
    assert [list(series.values) for series in plot.series] == [
        [n[weight] for n in list(of.values())[: slide_layout.MOST_BARS]] for weight in ("core", "secondary")
    ]
    every = report_outline.counts(view.report)  # a chapter stands for itself where it has no parts
    parts = {
        p: n
        for p, n in every.items()
        if p.count(".") == ("." in p or any(q.startswith(f"{p}.") for q in every))
    }
    outline = chart_of(pages["overview.outline"])
    assert len(parts) == 9 and list(outline.plots[0].series[0].values) == list(parts.values()), "all of them"
    assert outline.category_axis._element.find(qn("c:tickLblSkip")).get("val") == "1", "each with its label"
    assert any(shape.has_table for shape in pages["presences.visits"].shapes)
    for name in ("countries", "presences"):
        groups = [shape for shape in pages[name].shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
        assert groups and any(len(group.shapes) > 150 for group in groups), "a shape a country"
        assert groups[0]._element.xpath(".//p:cNvPr")[0].get("descr")


def test_of_many_bars_the_longest_are_shown_in_their_order():
    lengths = [1, 9, 2, 8, 3, 7, 4, 6, 5, 5, 6, 4, 7]
    bars = Bars("", tuple(Bar(str(k), (Piece(n),), str(n)) for k, n in enumerate(lengths)))
    shown = [int(bar.label) for bar in slide_layout.shown_bars(bars)]
    assert shown == [1, 3, 5, 7, 8, 9, 10, 12] and slide_layout.bars_left(bars) == 5
    twelve = replace(bars, rows=bars.rows[:12])
    assert slide_layout.shown_bars(twelve) == twelve.rows and not slide_layout.bars_left(twelve)
    long = replace(bars, rows=tuple(replace(bar, label=9 * "of long words ") for bar in twelve.rows))
    assert len(slide_layout.shown_bars(long)) == slide_layout.MOST_BARS, "no room for labels of two lines"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_slide_of_funds_counts_every_paragraph_that_its_rows_rest_on(books, lang):
    given, _, book = books[lang]
    pages = {slide.name: page for slide, page in zip(given.slides, book.slides, strict=True)}
    page = pages["funding.plain"]
    rows = next(shape for shape in page.shapes if shape.has_table).table.rows
    counted = [int(re.search(r"(\d+)\s(?:paragraph|段)", row.cells[0].text)[1]) for row in rows]
    source = next(shape for shape in page.shapes if shape.name == "source").text_frame.text
    notes = page.notes_slide.notes_text_frame.text
    assert sorted(counted) == [1, 1, 1, 1, 1, 2], "a number and what it counts on one line"
    assert {"zh": "计入 5 段", "en": "5 of 121"}[lang] in source
    assert all(f"§{n}" in notes for n in (8, 9, 14, 30, 101))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_on_a_map_stand_out_from_the_darkest_fill(books, lang):
    """As drawn: the ink on the veil over the darkest class, WCAG's 4.5; and no letter reaches beyond the veil."""
    _, _, book = books[lang]
    group = next(shape for shape in book.slides[1].shapes if shape.name == "map")
    names = [shape for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]
    assert len(names) > 5
    for name in names:
        hidden = int(name._element.find(f".//{qn('a:alpha')}").get("val")) / 100_000
        veil = [hidden * 255 + (1 - hidden) * n for n in rgb(palette.LIGHT.class3)]
        assert contrast(rgb(str(name.text_frame.paragraphs[0].runs[0].font.color.rgb)), veil) > 4.5
        frame = name.text_frame
        assert min(frame.margin_left, frame.margin_right) >= Pt(1.5)


def rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))


def contrast(one, other) -> float:
    light = sorted(
        0.05 + sum(w * (n / 255) ** 2.2 for w, n in zip((0.2126, 0.7152, 0.0722), each, strict=True))
        for each in (one, other)
    )
    return light[1] / light[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_text_names_its_chinese_face_and_is_large_enough(books, lang):
    _, _, book = books[lang]
    for page in book.slides:
        parts = [page._element, page.notes_slide.notes_text_frame._txBody]
        for run in (run for part in parts for run in part.iter(qn("a:r"))):
            said = "".join(run.itertext())
            face = run.find(f"{qn('a:rPr')}/{qn('a:ea')}")
            assert face is not None and face.get("typeface") == office.CHINESE, said
            assert not CHINESE.search(said) or run.find(qn("a:rPr")).get("lang") == "zh-CN"
        sizes = [int(run.get("sz")) for run in page._element.iter(qn("a:rPr")) if run.get("sz")]
        assert min(sizes) >= Pt(12).pt * 100
        for shape in page.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= book.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= book.slide_height
            if shape.has_chart:
                named = shape.chart._chartSpace.iter(qn("a:defRPr"))
                assert all(each.find(qn("a:ea")) is not None for each in named)
            assert not shape.is_placeholder or shape.placeholder_format.type == PP_PLACEHOLDER.TITLE
    if lang == "en":
        said = "".join(texts(shape) for page in book.slides for shape in page.shapes)
        assert not CHINESE.search(said)


@pytest.mark.parametrize("name", NAMES)
def test_every_slide_can_be_written(name):
    for kind in slide_files.KINDS:
        assert slide_files.made(kind, Deck((Slide(name, (), "标题 <b>&", "备注"),)), {"lang": "zh"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_has_a_page_a_slide_and_its_text(lang):
    given = slide_content.worth(deck.ready_made(), {"lang": lang})
    pdf = pypdfium2.PdfDocument(slide_files.made(slide_files.PDF, given, {"lang": lang}))
    assert len(pdf) == len(given.slides)
    for slide, page in zip(given.slides, pdf, strict=True):
        assert page.get_width() / page.get_height() == pytest.approx(16 / 9, rel=0.01)
        said = re.sub(r"\s", "", page.get_textpage().get_text_range())
        assert (
            re.sub(r"\s", "", slide_content.title(slide, {"lang": lang}))[:12] in said and "A/74/36" in said
        )


# the worker


def test_the_worker_says_how_far_it_is_and_gives_the_file():
    heard: list[tuple[int, int]] = []
    given = Deck((Slide("themes.words"), Slide("overview.outline")))
    content = export_process.export(
        slide_files.PPTX, deck.encode(given), {"lang": "en"}, "", lambda k, n: heard.append((k, n))
    )
    assert len(Presentation(io.BytesIO(content)).slides) == 2
    assert (2, 2) in heard and heard == sorted(heard)


@pytest.mark.parametrize(
    ("packed", "seconds", "why"),
    [("x", 60, "failed_unreadable"), (deck.encode(deck.ready_made()), 0.3, "failed_time")],
)
def test_a_failed_export_says_why(packed, seconds, why):
    with pytest.raises(export_process.Failed) as failed:
        export_process.export(slide_files.PDF, packed, {"lang": "zh"}, "", lambda k, n: None, seconds)
    assert failed.value.why == why
    assert export_process._turns.acquire(blocking=False), "its place is free again"
    export_process._turns.release()


def test_a_letter_that_no_typeface_has_is_refused_and_no_box_is_drawn():
    assert export_process._WHY[slide_files.NO_TYPEFACE] == "failed_typeface"
    with pytest.raises(fonts.NoChinese, match="fonts-noto-cjk"):
        fonts.pdf(written("国\ufa6e"), "zh")  # a letter that Unicode does not know


def written(text: str, family: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="50" font-family="{family}">'
        f'<text x="4" y="38" font-size="32">{text}</text></svg>'
    )


def test_chinese_is_drawn_in_its_own_forms_in_either_language():
    """These letters look another way in Japanese fonts."""
    import vl_convert

    for text in ("直骨角复返", "《器》：今、令"):
        zh, en = (fonts.png(written(text), lang, 1) for lang in ("zh", "en"))
        assert zh == en == vl_convert.svg_to_png(written(text, "'Noto Sans SC'"), scale=1)
        assert zh != fonts.png(written(text[::-1]), "zh", 1)
    for lang in LANGUAGES:  # Latin among Chinese as well
        page = pypdfium2.PdfDocument(fonts.pdf(written("2019 年 RightsCon (峰会)"), lang))[0]
        assert faces_of(page) == {"NotoSansSC-Regular"}


def faces_of(page) -> set[str]:
    """The typefaces that letters of a page of PDF are set in."""
    text, name, found = page.get_textpage(), ctypes.create_string_buffer(80), set()
    for k in range(text.count_chars()):
        if pypdfium2.raw.FPDFText_GetFontInfo(text.raw, k, name, len(name), None):
            found.add(name.value.decode().partition("+")[2])
    return found - {""}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_presentation_as_pdf_has_our_typefaces_and_no_others(lang):
    book = pypdfium2.PdfDocument(slide_files.made(slide_files.PDF, deck.ready_made(), {"lang": lang}))
    ours = {f"{face}{bold}" for face in ("NotoSansSC-Regular", "LiberationSans") for bold in ("", "-Bold")}
    found = set().union(*(faces_of(page) for page in book))
    assert found <= ours | {"NotoSansSC-Bold"} and len(found) > 1


def test_every_letter_of_our_own_texts_is_drawn(atlas):
    texts = [(tables.DATA / "text" / f"{lang}.toml").read_text(encoding="utf-8") for lang in ("zh", "en")]
    texts += [" ".join(atlas.whole("passages")["text"]), " ".join(atlas.countries["name_zh"])]
    ours = [letter for letter in sorted(set("".join(texts))) if is_wide(letter)]
    assert len(ours) > 1000
    blank = fonts.png(written("\ue5e5"), "zh", 1)
    for letter in ours:
        assert letter.isspace() or fonts.png(written(letter), "zh", 1) != blank, letter


def test_no_more_than_two_are_made_at_once(monkeypatch):
    monkeypatch.setattr(export_process, "_WAIT", 0.3)
    turns = threading.BoundedSemaphore(1)
    turns.acquire()
    monkeypatch.setattr(export_process, "_turns", turns)
    with pytest.raises(export_process.Failed) as failed:
        export_process.export(slide_files.PDF, "x", {}, "", lambda k, n: None)
    assert failed.value.why == "failed_busy"


def test_office_opens_it(books, tmp_path):
    (tmp_path / "deck.pptx").write_bytes(books["zh"][1])
    pdf = pypdfium2.PdfDocument(*printed(tmp_path, "impress"))
    assert len(pdf) == 8
    said = pdf[2].get_textpage().get_text_range()
    assert "突尼斯" in said and "14" in said and "\ufffd" not in said
