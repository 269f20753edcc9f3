"""What the place of lines on a page tells, on pages drawn here: one small report a class of faults once seen."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from drawing import LEADING, LEFT, PROSE, Page, pdf

from etl import pipeline, reports, structure
from etl.errors import Odd, Remark, odd
from etl.structure import assembly


def read(tmp_path: Path, *pages: Page) -> dict[str, pd.DataFrame]:
    """The tables of a PDF of these pages."""
    path = pdf(tmp_path / "report.pdf", *pages)
    return pipeline.tables_of(reports.read(path, "en", "A/80/36"))


def texts(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Passage → text, without the words that all paragraphs begin with."""
    rows = tables["passages"].itertuples()
    return {row.passage: row.text.removeprefix(PROSE).strip() for row in rows}


def remarks(tables: pipeline.Tables, code: Odd) -> list[Remark]:
    """What was odd in the report, of one kind."""
    found = [Remark.decode(line) for line in str(tables["reports"]["warnings"][0]).splitlines()]
    return [remark for remark in found if remark.code == code]


def opened() -> Page:
    """A page with a first heading and two paragraphs."""
    page = Page()
    page.heading("I. Introduction", size=14)
    page.paragraph(1, "it reports on that.")
    page.paragraph(2, "it goes on.")
    return page


def test_the_size_is_that_on_the_page_whatever_the_font_calls_it(tmp_path: Path) -> None:
    page = Page()
    for n, y in ((1, 760), (2, 720), (3, 680)):
        page.drawing.append(f"BT /F 1 Tf 10 0 0 10 120 {y} Tm ({n}. {PROSE}) Tj ET")
        page.drawing.append(f"BT /F 1 Tf 10 0 0 10 120 {y - 12} Tm (it was there.) Tj ET")
    assert texts(read(tmp_path, page)) == {"1": "it was there.", "2": "it was there.", "3": "it was there."}


def test_a_list_within_a_paragraph_does_not_take_over_the_numbering(tmp_path: Path) -> None:
    page = opened()
    page.paragraph(3, "the agenda was as follows:")
    for n, item in enumerate(("Opening.", "Agenda.", "Work.", "Other matters.", "Report.", "Closing."), 1):
        page.block(f"{n}. {item}", x=LEFT + 24)
    page.paragraph(4, "it closed.")
    tables = read(tmp_path, page)
    assert list(texts(tables)) == ["1", "2", "3", "4"]
    assert texts(tables)["3"].endswith("5. Report. 6. Closing.")


def test_a_heading_stands_out_also_after_a_line_without_a_full_stop(tmp_path: Path) -> None:
    page = opened()
    page.paragraph(3, "the officers were:")
    page.block("Ms. A (Chad)", "Mr. B (Peru)")
    page.heading("A. Agenda")
    page.paragraph(4, "it adopted it.^1^")
    page.line("Violence against children", face="I")
    page.y -= 8
    page.paragraph(5, "it left. ^2^")
    page.block("Detention", face="B", size=10)
    page.paragraph(6, "it came back.")
    tables = read(tmp_path, page)
    found = [(s.label, s.title, s.first_paragraph) for s in tables["sections"].itertuples()]
    assert found == [
        ("I.", "Introduction", 1),
        ("A.", "Agenda", 4),
        ("", "Violence against children", 5),
        ("", "Detention", 6),
    ]
    assert texts(tables)["3"].endswith("Mr. B (Peru)")


def test_a_long_heading_ends_in_other_type_and_with_a_full_line(tmp_path: Path) -> None:
    page = opened()
    words = (
        "Interlinkages between the goals and targets and the Convention of the region and its Protocol, and"
    )
    page.put("A. " + words, LEFT - 20, size=10, face="B")
    page.y -= LEADING
    for _ in range(7):
        page.line(words, face="B")
    page.block(
        "the second ten-year plan for the whole of the region and of its partners there, and all [agenda item 4]"
    )
    page.paragraph(3, "it left.")
    tables = read(tmp_path, page)
    title = tables["sections"]["title"].iloc[-1]
    assert title.startswith("Interlinkages") and title.endswith("[agenda item 4]")
    assert texts(tables)["2"] == "it goes on."


def test_the_last_sentence_of_a_paragraph_is_no_heading(tmp_path: Path) -> None:
    page = opened()
    page.paragraph(3, "it visited the place of detention in all of the regions.")
    page.y += 8
    page.block("Two prosecutors, who have been detained for long, are still there without a charge")
    page.paragraph(4, "it left.")
    tables = read(tmp_path, page)
    assert texts(tables)["3"].endswith("without a charge") and len(tables["sections"]) == 1


def test_a_paragraph_set_bold_is_no_heading(tmp_path: Path) -> None:
    page = opened()
    page.block(f"3. {PROSE}", "the Office recommends that the State ratify the treaties", face="B")
    page.paragraph(4, "it left.")
    tables = read(tmp_path, page)
    assert texts(tables)["3"] == "the Office recommends that the State ratify the treaties"
    assert len(tables["sections"]) == 1


def noted(page: Page, *notes: str) -> Page:
    """Footnotes in small type below a short rule."""
    page.rule(LEFT, 150, 100)
    for n, note in enumerate(notes):
        page.put(note, y=138 - 10 * n, size=8)
    return page


def test_marks_are_raised_and_no_digit_of_an_amount_is_one(tmp_path: Path) -> None:
    page = opened()
    page.paragraph(3, "of the $1.6 billion requested, 1 million came.^1^ An area of 7 m^2^ was found. ^2^")
    page.paragraph(4, "it had 1,237 visits^1,2^ and 1 allegation in all.")
    noted(page, "^1^ See A/80/1, in which it is said of the report:", "“1 of them was there”.", "^2^ Ibid.")
    got = texts(read(tmp_path, page))
    assert got["3"] == "of the $1.6 billion requested, 1 million came. An area of 7 m² was found."
    assert got["4"] == "it had 1,237 visits and 1 allegation in all."
    assert got["fn1"] == "See A/80/1, in which it is said of the report: “1 of them was there”."
    assert got["fn2"] == "Ibid."


def test_a_mark_in_a_heading_is_found(tmp_path: Path) -> None:
    page = opened()
    page.heading("A. Funds^1^")
    page.paragraph(3, "it paid.")
    tables = read(tmp_path, noted(page, "^1^ See A/80/1."))
    assert tables["sections"]["title"].tolist()[1] == "Funds"
    assert tables["passages"].set_index("passage")["attached_to"]["fn1"] == "3"


def test_a_chart_stands_beside_the_text(tmp_path: Path) -> None:
    page = opened()
    page.paragraph(3, "the attacks went on (see figure I).")
    page.block("Figure I", "Killings in the province", face="B")
    for label in ("160", "140", "120", "Zaire"):
        page.line(label, x=LEFT + 10, size=7)
    page.drawing.append("q 1 0 0 1 0 0 cm Q")
    page.put("persons", x=LEFT, y=page.y, size=7)
    page.block("", "Source: Mission in the Democratic Republic of the Congo.", size=8)
    page.paragraph(4, "it left.")
    tables = read(tmp_path, page)
    assert texts(tables)["3"] == "the attacks went on (see figure I)."
    region = tables["regions"].iloc[0]
    assert (region["kind"], region["caption"], region["passage"], region["page"]) == (
        "figure",
        "Figure I Killings in the province",
        "3",
        1,
    )
    assert "160" in region["text"] and "Source: Mission" in region["text"]
    assert not len(tables["mentions"])


def test_a_table_is_kept_cell_by_cell(tmp_path: Path) -> None:
    page = opened()
    page.paragraph(3, "it spent it.")
    page.block("Table 1", "Expenditure by region", face="B")
    page.rule(LEFT, page.y + 12, 300)
    for name, a, b in (("Region", "Budget", "Total"), ("Africa", "8 120", "9 537"), ("Asia", "", "3 270")):
        page.put(name)
        page.put(a, x=LEFT + 120)
        page.put(b, x=LEFT + 220)
        page.y -= LEADING
    page.rule(LEFT, page.y + 8, 300)
    page.y -= LEADING
    page.block("Source: the Office, preliminary figures", size=8)
    page.paragraph(4, "it left.")
    tables = read(tmp_path, page)
    assert texts(tables)["3"] == "it spent it." and texts(tables)["4"] == "it left."
    region = tables["regions"].iloc[0]
    assert region["kind"] == "table" and region["caption"] == "Table 1 Expenditure by region"
    assert region["text"].splitlines()[:3] == [
        "Region\tBudget\tTotal",
        "Africa\t8 120\t9 537",
        "Asia\t\t3 270",
    ]


def test_a_box_and_sideways_type_are_no_part_of_a_paragraph(tmp_path: Path) -> None:
    page = opened()
    page.paragraph(3, "it told a story.")
    page.frame(LEFT - 10, page.y - 50, 400, 66)
    for _ in range(4):
        page.line("A woman in a village in Chad said that she had been helped by the Office.")
    page.y -= 24
    page.paragraph(4, "it left.")
    page.drawing.append("BT /F 10 Tf 0 1 -1 0 560 300 Tm (Map of Peru) Tj ET")
    tables = read(tmp_path, page)
    assert texts(tables)["3"] == "it told a story." and texts(tables)["4"] == "it left."
    assert tables["regions"]["kind"].tolist() == ["box", "figure"]
    assert tables["regions"]["text"].tolist()[1] == "Map of Peru"


def test_a_box_beside_the_text_is_in_no_line_of_it(tmp_path: Path) -> None:
    """The heading and the paragraph that run past a box hold none of its words; it is kept as a region of its own."""
    page = opened()
    page.y -= 10
    top = page.y
    page.heading("II. Results: changing", size=12)
    page.y += 8
    page.line("systems together", LEFT - 20, 12, "B")
    page.y -= 8
    for text in (
        "3. The Office worked with the",
        "authorities and with all of its",
        "partners in the north and the",
    ):
        page.line(text)
    page.line("south. " + PROSE[:70])
    page.line("it was so.")
    page.frame(LEFT + 190, top - 62, 220, 76)
    for n, text in enumerate(
        (
            "Spotlight on schools",
            "160 million people in Chad",
            "were reached with support",
            "and with 12 schools",
        )
    ):
        page.put(text, LEFT + 200, top - 2 - 14 * n)
    tables = read(tmp_path, page)
    assert tables["sections"]["title"].tolist()[1] == "Results: changing systems together"
    assert texts(tables)["3"].startswith(
        "The Office worked with the authorities and with all of its partners in the north and the south."
    )
    (region,) = tables["regions"].itertuples()
    assert region.kind == "box" and "160 million people in Chad" in region.text


def test_entries_with_labels_in_a_table_are_no_headings(tmp_path: Path) -> None:
    """Bold names with labels that stand beside other cells are a table's, with what stands below them in their columns."""
    page = opened()
    page.y -= 12
    for n, name in enumerate(("Committee on Roads", "Committee on Rivers", "Committee on Schools")):
        top = page.y
        page.put(f"{('I', 'II', 'III')[n]}. {name}", LEFT, top, 10, "B")
        page.put("Ninth session", LEFT + 220, top)
        page.put(f"ESC/{n}", LEFT + 330, top)
        page.put("and Bridges", LEFT + 14, top - 12, 10, "B")
        page.put("Bangkok", LEFT + 220, top - 14)
        for k in range(10):
            page.put(f"Member {k} (Chad)", LEFT + 30, top - 30 - 12 * k)
        page.y = top - 165
    page.paragraph(3, "it closed.")
    tables = read(tmp_path, page)
    assert tables["sections"]["title"].tolist() == ["Introduction"]
    assert list(texts(tables)) == ["1", "2", "3"] and texts(tables)["2"] == "it goes on."
    (region,) = tables["regions"].itertuples()
    assert region.text.startswith("I. Committee on Roads") and region.text.rstrip().endswith(
        "Member 9 (Chad)"
    )


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page, words = Page(), "The Office worked with all of its partners in the"
    page.block("I. Introduction", x=50, size=14, face="B")
    top = page.y
    for x, numbers in ((50, (1, 2)), (310, (3, 4))):
        page.y = top
        for n in numbers:
            page.block(f"{n}. {words}", *[words] * 5, f"country {n}.", x=x)
    got = texts(read(tmp_path, page))
    assert list(got) == ["1", "2", "3", "4"]
    assert all(text.endswith(f"country {n}.") for n, text in got.items())


def test_an_annex_has_a_numbering_of_its_own(tmp_path: Path) -> None:
    first, second = opened(), Page()
    first.paragraph(3, "it ends.")
    second.block("Annex I", "Contributions by donor", size=14, face="B")
    second.paragraph(1, "it lists them.")
    second.heading("A. Donors")
    second.paragraph(2, "it thanks them.")
    tables = read(tmp_path, first, second)
    got = texts(tables)
    assert got == {
        "1": "it reports on that.",
        "2": "it goes on.",
        "3": "it ends.",
        "annex1.1": "it lists them.",
        "annex1.2": "it thanks them.",
    }
    assert tables["passages"]["kind"].tolist() == ["paragraph"] * 3 + ["annex"] * 2
    assert tables["reports"]["paragraphs"].tolist() == [3]
    assert [(s.section, s.label, s.title) for s in tables["sections"].itertuples()][1:] == [
        ("annex1", "Annex I", "Contributions by donor"),
        ("annex1.A", "A.", "Donors"),
    ]


def test_a_numbering_that_starts_again_is_an_annex(tmp_path: Path) -> None:
    first, second = opened(), Page()
    first.paragraph(3, "it ends.")
    second.block("Statement of the group", size=14, face="B")
    for n in (1, 2, 3, 4):
        second.paragraph(n, f"it says {n}.")
    got = texts(read(tmp_path, first, second))
    assert got["3"] == "it ends." and got["annex1.4"] == "it says 4."


def test_text_under_a_heading_that_no_number_opens_is_kept_apart(tmp_path: Path) -> None:
    page = opened()
    page.heading("Draft resolution I")
    page.block("The Council,", "Recalling the resolutions of all of its sessions,")
    page.heading("II. Work", size=14)
    page.paragraph(3, "it worked.")
    tables = read(tmp_path, page)
    assert texts(tables)["2"] == "it goes on."
    region = tables["regions"].iloc[0]
    assert (region["kind"], region["passage"]) == ("text", "2") and region["text"].startswith("The Council,")


def test_what_is_too_long_is_cut_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "MAX_PASSAGE", 300)
    page = opened()
    page.paragraph(3, *["it was there for long. It was there for very long, and it stayed for ever."] * 8)
    page.paragraph(4, "it left.")
    tables = read(tmp_path, page)
    text = tables["passages"].set_index("passage")["text"]["3"]
    assert len(text) <= 300 and text.endswith(".")
    cut = {"passage": "3", "limit": len(text)}
    assert any(cut.items() <= remark.facts.items() for remark in remarks(tables, Odd.CUT))
    assert tables["regions"]["passage"].tolist() == ["3"] and "for ever." in tables["regions"]["text"][0]


def test_the_two_readings_check_each_other(tmp_path: Path) -> None:
    page = opened()
    page.paragraph(3, "the agenda was as follows:")
    for n in range(1, 6):
        page.block(f"{n}. The item was taken up at length and decided by all of the members.", x=LEFT + 24)
    page.paragraph(4, "it left.")
    tables = read(tmp_path, page)
    reading = tables["passages"].set_index("passage")["reading"]
    assert reading["1"] == "both" and set(reading) <= {"both", "page"}
    apart = [p for p, how in reading.items() if how == "page"]
    assert apart and odd(Odd.PAGE_ONLY, n=len(apart), passages=", ".join(apart)) in remarks(
        tables, Odd.PAGE_ONLY
    )


def test_the_boxes_of_a_passage_hold_its_text(tmp_path: Path) -> None:
    first, second = opened(), Page()
    first.block(f"3. {PROSE}", "it goes on over")
    second.block("the end of the page.")
    second.paragraph(4, "it left.")
    tables = read(tmp_path, first, second)
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    for row in tables["passages"].itertuples():
        printed = ""
        for box in row.boxes.split():
            number, corners = box.split(":")
            left, top, right, bottom = map(float, corners.split(","))
            page = document[int(number) - 1]
            height = page.get_height()
            printed += page.get_textpage().get_text_bounded(left, height - bottom, right, height - top)
        assert "".join(row.text.split()) in "".join(printed.split())
    assert tables["passages"].set_index("passage")["boxes"]["3"].count(":") == 2


def test_a_symbol_set_in_two_sizes_bears_no_marks(tmp_path: Path) -> None:
    page = Page()
    page.drawing.append("BT 400 800 Td /F 20 Tf (E) Tj /F 10 Tf (/2025/72) Tj ET")
    page.heading("I. Introduction", size=14)
    page.paragraph(1, "it reports.")
    page.paragraph(2, "it ends.")
    path = pdf(tmp_path / "report.pdf", page)
    assert reports.read(path).symbol == "E/2025/72"


def test_the_title_is_what_is_set_largest_on_the_cover(tmp_path: Path) -> None:
    cover, page = Page(), opened()
    cover.block("General Assembly", size=20, face="B")
    cover.y -= 80
    cover.block("Item 72 of the list", face="B")
    cover.y -= 20
    cover.line("Children and armed conflict in", size=14, face="B")
    cover.y -= 4
    cover.block("the region*", size=14, face="B")
    cover.block("Report of the Secretary-General", size=12, face="B")
    tables = read(tmp_path, cover, page)
    assert tables["reports"]["title"].tolist() == ["Children and armed conflict in the region"]


def test_text_read_by_its_words_alone_says_so() -> None:
    from etl import language

    outline = structure.parse("1. It was there.\n2. It left.\n", language.get("en"))
    assert [p.reading for p in outline.passages] == ["text", "text"]
