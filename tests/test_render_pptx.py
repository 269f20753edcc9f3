"""Slides of PowerPoint from exhibits: every kind of block, both languages, opened again."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta

import pypdf
import pypdfium2
import pytest
from exhibits import bodies, counts, exhibit
from libreoffice import printed
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from shown import CHINESE, ORIGIN

from ui import exhibits as said_of
from ui import request_view
from ui.i18n import LANGUAGES
from ui.palette import LIGHT
from ui.render import office, pdf
from ui.render.pptx import Book, world
from ui.render.svg import slide


@pytest.fixture(scope="module")
def books():
    """Language → (view, exhibits by name, file)."""
    made = {}
    for lang in LANGUAGES:
        view = request_view.view_of("countries", {"lang": lang})
        shown = {name: exhibit(view, body) for name, body in bodies(view).items()}
        book = Book(view, f"{view.title} ({lang})")
        for k, one in enumerate(shown.values(), start=1):
            book.add(view, one, f"{k} / {len(shown)}", f"§1 {lang}\nnote <{k}>", ORIGIN)
        made[lang] = (view, shown, book.content())
    return made


def pages(made) -> dict[str, object]:
    _, shown, content = made
    return dict(zip(shown, Presentation(io.BytesIO(content)).slides, strict=True))


def leaves(shapes):
    for shape in shapes:
        if shape.shape_type == 6:
            yield from leaves(shape.shapes)
        else:
            yield shape


def texts(page) -> str:
    cells = [c.text for s in page.shapes if s.has_table for row in s.table.rows for c in row.cells]
    return "\n".join([s.text_frame.text for s in leaves(page.shapes) if s.has_text_frame] + cells)


def country_shapes(page) -> dict[str, object]:
    group = next(shape for shape in page.shapes if shape.name == "map")
    return {s.name: s for s in group.shapes if s._element.find(f".//{qn('a:custGeom')}") is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_says_whose_it_is_and_of_what_day(books, lang):
    view, _, content = books[lang]
    properties = Presentation(io.BytesIO(content)).core_properties
    assert properties.title == f"{view.title} ({lang})" and properties.author == view.words("app.name")
    assert properties.language == {"zh": "zh-CN", "en": "en-GB"}[lang] and properties.last_modified_by
    now = datetime.now(UTC).replace(tzinfo=None)
    assert now - timedelta(hours=1) < properties.created == properties.modified <= now


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_has_heading_source_link_number_and_notes(books, lang):
    view, shown, _ = books[lang]
    for k, (name, page) in enumerate(pages(books[lang]).items(), start=1):
        one, here = shown[name], {shape.name: shape for shape in page.shapes}
        assert page.shapes.title.text == one.headline.title
        assert here["subtitle"].text_frame.text == f"{one.headline.over} · {one.headline.subtitle}"
        source = here["source"]
        assert "A/74/36" in source.text_frame.text
        assert view.words("countries.disclaimer").rstrip("。.") in source.text_frame.text
        assert source.click_action.hyperlink.address == ORIGIN + one.href
        assert here["number"].text_frame.text == f"{k} / {len(shown)}"
        assert page.notes_slide.notes_text_frame.text == f"§1 {lang}\nnote <{k}>"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_heading_has_room_in_a_wider_typeface(books, lang):
    for page in pages(books[lang]).values():
        title, under = page.shapes.title, next(s for s in page.shapes if s.name == "subtitle")
        assert title.text_frame._txBody.bodyPr.find(qn("a:normAutofit")) is not None
        assert title.top + title.height <= under.top
        size = title.text_frame.paragraphs[0].runs[0].font.size
        assert 2 * 1.2 * size <= title.height, "two lines of it stand in its room"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_hold_the_numbers_of_the_rows(books, lang):
    view, _, _ = books[lang]
    page = pages(books[lang])
    plots = {
        name: next(s.chart for s in p.shapes if s.has_chart).plots[0]
        for name, p in page.items()
        if "bars" in name
    }
    first = list(counts(view).items())[:8]
    assert list(plots["bars"].categories) == [view.country(code) for code, _ in first]
    assert [list(s.values) for s in plots["bars"].series] == [[n for _, n in first]]
    two = plots["bars of two pieces"]
    assert [list(s.values) for s in two.series] == [[9, 7, 4], [4, 3, 2]]
    chart = next(s.chart for s in page["bars of two pieces"].shapes if s.has_chart)
    assert chart.has_legend and [s.name for s in two.series] == [
        key.label for key in bodies(view)["bars of two pieces"].series
    ]
    money = plots["bars of money"].series[0]
    assert list(money.values) == [316.5, 20]
    label = money.points[0].data_label
    assert label.has_text_frame and label.text_frame.text == view.words.number(316_500_000)
    left = len(counts(view)) - 8
    assert view.words("pictures.more", n=left) in texts(page["bars"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_map_is_shapes_named_as_their_countries_with_their_numbers(books, lang):
    view, shown, _ = books[lang]
    page = pages(books[lang])["map"]
    found, number = country_shapes(page), counts(view)
    assert not [shape for shape in leaves(page.shapes) if shape.shape_type == 13], "no picture"
    shaped = set(bodies(view)["map"].ground.shapes)
    for code in shaped & number.keys():
        shape = found[view.country(code)]
        told = shape._element.xpath(".//p:cNvPr")[0]
        assert told.get("descr") == f"{view.country(code)}: {number[code]}"
        link = told.find(qn("a:hlinkClick"))
        assert link.get("tooltip") == told.get("descr")
        address = page.part.rels[link.get(qn("r:id"))].target_ref
        assert address == f"{ORIGIN}/country?iso3={code}"
    assert shaped <= set(shown["map"].body[0].names) and len(found) > 150
    for code in shaped - number.keys():
        if view.country(code) in found:
            told = found[view.country(code)]._element.xpath(".//p:cNvPr")[0]
            assert told.find(qn("a:hlinkClick")) is None and told.get("descr")
    said = texts(page)
    for key in shown["map"].body[0].legend.keys:
        assert key.label in said and key.note in said
    assert f"{view.country('TUN')} {number['TUN']}" in said
    group = next(shape for shape in page.shapes if shape.name == "map")
    assert group._element.xpath(".//p:cNvPr")[0].get("descr") == said_of.alt(view, shown["map"])


def test_a_country_lies_where_it_is_and_the_file_stays_small(books):
    view, _, content = books["en"]
    assert len(content) < 300_000
    found = country_shapes(pages(books["en"])["map"])

    def middle(code: str) -> tuple[float, float]:
        shape = found[view.country(code)]
        return shape.left + shape.width / 2, shape.top + shape.height / 2

    assert middle("TUN")[0] < middle("EGY")[0] < middle("IND")[0]
    assert middle("NOR")[1] < middle("TUN")[1] < middle("ZAF")[1]
    group = next(s for s in pages(books["en"])["map"].shapes if s.name == "map")
    for shape in group.shapes:
        assert group.left <= shape.left and shape.left + shape.width <= group.left + group.width
        assert group.top <= shape.top and shape.top + shape.height <= group.top + group.height


def test_points_that_nobody_can_tell_apart_are_left_out_and_islands_stay():
    assert world.rings("M0,0 0.1,0.1 5,0 5,2 5.1,3 5,5 0,0Z") == [[(0, 0), (5, 0), (5, 5), (0, 0)]]
    assert world.rings("M0,0 0.1,0 0.1,0.1 0,0Z") == [[(0, 0), (0.1, 0), (0.1, 0.1), (0, 0)]], (
        "as small as it is"
    )
    assert len(world.rings("M0,0 9,0 9,9 0,0ZM1,1 2,1 2,2 1,1Z")) == 2


def test_areas_of_undetermined_status_are_named_as_such(books):
    view, _, _ = books["en"]
    group = next(shape for shape in pages(books["en"])["map"].shapes if shape.name == "map")
    said = bodies(view)["map"].ground.disputed
    areas = [shape for shape in group.shapes if shape.name in said.values()]
    assert len(areas) == len(said) > 0
    assert {shape.fill.fore_color.rgb for shape in areas} == {RGBColor.from_string(LIGHT.neutral[1:])}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_stand_in_a_table_and_what_has_no_room_is_said(books, lang):
    view, _, _ = books[lang]
    page = pages(books[lang])
    cells = [[c.text for c in row.cells] for s in page["lines"].shapes if s.has_table for row in s.table.rows]
    lines = bodies(view)["lines"].items
    assert [cell[0].split("\n")[0].partition("  ")[0] for cell in cells] == [line.label for line in lines]
    assert lines[0].note.replace(" ", "\u00a0") in cells[0][0] and cells[0][1] == lines[0].said
    assert [key.label in cells[1][1] and key.note in cells[1][1] for key in lines[1].keys] == [True, True]
    assert cells[2][1] == "“19” · “54”"
    many = next(s.table for s in page["many lines"].shapes if s.has_table)
    assert 0 < len(many.rows) < 14
    assert view.words("pictures.more", n=14 - len(many.rows)) in texts(page["many lines"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tiles_quotes_and_notes_say_what_they_hold(books, lang):
    view, _, _ = books[lang]
    page, made = pages(books[lang]), bodies(view)
    said = texts(page["tiles"])
    for tile in made["tiles"].items:
        assert tile.value in said and tile.label in said and tile.note in said
    first = next(s for s in page["tiles"].shapes if s.has_text_frame and s.text_frame.text == "121")
    assert first.click_action.hyperlink.address == f"{ORIGIN}/paragraphs"
    quote = next(s for s in page["quote"].shapes if s.name == "quote")
    assert quote.text_frame.text == made["quote"].text
    assert quote.click_action.hyperlink.address.endswith("p=1")
    assert made["note"].text in texts(page["note"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_text_names_its_faces_and_language_and_stands_on_the_slide(books, lang):
    book = Presentation(io.BytesIO(books[lang][2]))
    for page in book.slides:
        parts = [page._element, page.notes_slide.notes_text_frame._txBody]
        parts += [shape.chart._chartSpace for shape in page.shapes if shape.has_chart]
        for run in (run for part in parts for run in part.iter(qn("a:r"))):
            said, properties = "".join(run.itertext()), run.find(qn("a:rPr"))
            assert properties.find(qn("a:ea")).get("typeface") == office.CHINESE, said
            assert properties.find(qn("a:latin")).get("typeface") == office.LATIN
            if CHINESE.search(said):
                assert properties.get("lang") == "zh-CN"
            assert int(properties.get("sz")) >= 1200
        for shape in leaves(page.shapes):
            assert shape.left >= 0 and shape.left + shape.width <= book.slide_width, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= book.slide_height, shape.name
            if shape.has_chart:
                named = list(shape.chart._chartSpace.iter(qn("a:defRPr")))
                assert named and all(each.find(qn("a:ea")) is not None for each in named)
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_without_an_origin_there_are_no_links():
    view = request_view.view_of("countries", {"lang": "en"})
    book = Book(view, "x")
    book.add(view, exhibit(view, bodies(view)["map"]))
    page = Presentation(io.BytesIO(book.content())).slides[0]
    assert not [rel for rel in page.part.rels.values() if rel.is_external]


def test_what_no_slide_shows_is_refused():
    view = request_view.view_of("countries", {"lang": "en"})
    with pytest.raises(TypeError, match="Legend"):
        Book(view, "x").add(view, exhibit(view, bodies(view)["map"].legend))


def lowest(page, start: str, length: int) -> float:
    """How low the letters of a text reach; points from the bottom of the page."""
    text = page.get_textpage()
    at, _ = text.search(start).get_next()
    return min(text.get_charbox(k)[1] for k in range(at, at + length))


def highest(page, start: str) -> float:
    text = page.get_textpage()
    at, length = text.search(start).get_next()
    return max(text.get_charbox(k)[3] for k in range(at, at + length))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_office_opens_it_and_no_heading_runs_into_what_is_under_it(books, lang, tmp_path):
    _, shown, content = books[lang]
    (tmp_path / "deck.pptx").write_bytes(content)
    pdf = pypdfium2.PdfDocument(*printed(tmp_path, "impress"))
    assert len(pdf) == len(shown)
    for one, page in zip(shown.values(), pdf, strict=True):
        said = re.sub(r"\s", "", page.get_textpage().get_text_range())
        assert re.sub(r"\s", "", one.headline.title) in said and "\ufffd" not in said
        assert lowest(page, one.headline.title[:8], len(one.headline.title)) >= highest(
            page, one.headline.over
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_exhibits_make_a_tagged_pdf(books, lang):
    view, shown, _ = books[lang]
    drawings = (slide.document(view, one, "", tagged=True) for one in shown.values())
    file = pypdf.PdfReader(io.BytesIO(pdf.document(drawings, "deck", "atlas", office.LANGUAGES[lang])))
    assert len(file.pages) == len(shown) and file.metadata.title == "deck"
    tree = file.trailer["/Root"]["/StructTreeRoot"]
    elements = [each.get_object() for each in tree["/K"]["/K"]]
    assert [each["/S"] for each in elements] == ["/H1", "/P", "/Figure", "/P"] * len(shown)
    told = [each["/Alt"] for each in elements if each["/S"] == "/Figure"]
    assert told == [said_of.alt(view, one) for one in shown.values()]
    assert [page["/StructParents"] for page in file.pages] == list(range(len(shown)))
    for page, of in zip(file.pages, elements[::4], strict=True):
        assert of["/Pg"] == page


def test_every_shape_of_a_slide_has_a_number_of_its_own(books):
    for page in pages(books["en"]).values():
        numbers = page._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers)) > 3
