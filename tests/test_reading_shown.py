"""Evidence in the reader's language: the reading first and marked, the source beside it and cited.

What each language says of a country is known from the reference, not from the marks.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape

import pytest
from blocks import asked
from comparing import EN, OLD, ZH
from shown import CHINESE

from ui import panels, readings, registry, tables, url_state
from ui.deck import Slide
from ui.findings import Mark
from ui.paragraphs import content, listing, reading
from ui.queries import country_profile, paragraph_search
from ui.render.html import render
from ui.routes import briefs
from ui.slides import content as slide_content
from ui.slides.notes import notes_text

# Territories that have names of their own.
PARTS = {"PSE": {"East Jerusalem", "Gaza Strip"}}
WORD = re.compile(r"[^\W\d_]{3,}")
AID = "Unofficial reading aid by this project; the Chinese text is the source."
# The first words of paragraph 56 in both texts, and what both name there.
SAID = {"en": "In Tunisia, OHCHR supported", "zh": "突尼斯"}


@pytest.fixture
def view_in(make_view):
    """`view_in(page, lang, wording, **params)`: a view that shows readings, sources or both."""

    def make(page: str, lang: str = "en", wording: str = url_state.READING, **params: str):
        view = make_view(page, lang, **params)
        view.here.shared.update(url_state.asked_wording(wording))
        return view

    return make


def naming_tunisia(view):
    return country_profile.sets(view.report, "TUN")[country_profile.NAMED]


def panel_of(view) -> str:
    return str(render(panels.panel(view, "Tunisia", naming_tunisia(view)), view))


def shown(html: str) -> str:
    """What is read in a panel, without the texts that its buttons copy."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_the_panel_of_an_english_reader_is_in_english_and_says_once_whose_it_is(view_in):
    said = shown(panel_of(view_in("country", country="TUN")))
    assert said.count(AID) == 1 and SAID["en"] in said and not CHINESE.search(said)


def test_what_is_cited_is_the_source(view_in):
    ours, theirs = (panel_of(view_in("country", wording=w, country="TUN")) for w in ("reading", "source"))
    cited = [re.findall(r'data-copy="([^"]+)"', html) for html in (ours, theirs)]
    assert cited[0] == cited[1] and all("A/74/36" in each for each in cited[0])


def test_the_source_alone_and_both_are_a_choice_of_the_address(view_in):
    source = shown(panel_of(view_in("country", wording="source", country="TUN")))
    assert AID not in source and SAID["en"] not in source and SAID["zh"] in source
    both = shown(panel_of(view_in("country", wording="both", country="TUN")))
    assert AID in both and both.index(SAID["en"]) < both.rindex(SAID["zh"])
    view = view_in("country", wording="both", country="TUN")
    aid = readings.aid(view)
    assert [link.chosen for link in aid.choices] == [False, False, True]
    assert [asked(link.href).get("reading") for link in aid.choices] == [None, "source", "both"]
    assert asked(view.here.to("funding"))["reading"] == "both", "the choice goes with the reader"


def test_a_chinese_reader_sees_the_source_alone(view_in):
    view = view_in("country", "zh", country="TUN")
    assert readings.aid(view) is None
    items = panels.passages(view, "", naming_tunisia(view)).items
    assert all(p.reading is None and [w.text for w in p.wordings] == [p.text] for p in items)
    assert "译读" not in panel_of(view)


def test_every_country_marked_in_the_reading_is_named_there(view_in):
    """A mark of a country reads as its name: it has the first letters of a word of the name in the reference."""
    view = view_in("overview")
    frame, seen = readings.table_of(view), 0
    for text, marks in zip(frame["text"], frame["marks"], strict=True):
        for (kind, _, _), key, (start, end) in readings.decoded(marks):
            assert 0 <= start < end <= len(text)
            if kind == "country":
                said = text[start:end]
                names = [{w[:6] for w in WORD.findall(name)} for name in (view.country(key), said)]
                assert names[0] & names[1] or said in PARTS.get(key, ()), (key, said)
                seen += 1
    assert seen >= 360


def test_every_figure_and_document_marked_in_the_reading_stands_there(view_in):
    frame = readings.table_of(view_in("overview"))
    for text, marks in zip(frame["text"], frame["marks"], strict=True):
        for (kind, _, _), key, (start, end) in readings.decoded(marks):
            said = text[start:end].replace(",", "")
            if kind == "figure" and key.isdigit() and re.match(r"\d+(?!\.\d)", said) and "illion" not in said:
                assert key in said, (key, said)
            if kind == "citation":
                assert key.rpartition("/")[2] in said.replace(" ", ""), (key, said)


def test_marks_of_the_source_lie_where_the_source_says_so(view_in):
    view = view_in("overview")
    texts = dict(zip(view.report.passages["passage"], view.report.passages["text"], strict=True))
    frame, words = readings.table_of(view), set[str]()
    for passage, marks in zip(frame["passage"], frame["marks"], strict=True):
        for (kind, start, end), key, _ in readings.decoded(marks):
            words |= {texts[passage][start:end]} if (kind, key) == ("country", "TUN") else set()
    assert words == {"突尼斯"}


def test_sentences_pair_with_sentences(view_in):
    view = view_in("country", country="TUN")
    quoted = registry.BRIEFS["country"].briefs["country"](view, "").passages.items
    assert quoted and all(
        "Tunisia" in [p.reading.text[m.start : m.end] for m in p.reading.marks] for p in quoted
    )


def test_the_paragraph_is_read_in_english_with_the_same_findings_marked(view_in):
    view = view_in("paragraphs", passage="81")
    pane = reading.reading(view)
    assert pane.aid.said == AID
    (said,) = pane.passage.wordings
    marked = {said.text[m.start : m.end] for m in said.marks if m.kind == "country"}
    assert {"Tunisia", "Gambia", "Rwanda", "Liberia"} <= marked and not CHINESE.search(said.text)
    assert "A/74/36" in pane.passage.citation


def test_english_words_are_found_through_the_reading_and_that_is_said(view_in):
    view = view_in("paragraphs", q="racial discrimination")
    assert "56" in paragraph_search.found(view).paragraphs
    blocks = list(content.results(view))
    assert "unofficial reading" in blocks[1].text
    first = next(item for item in content.listed(view).items if item.id == "56").wordings[0]
    hits = {first.text[m.start : m.end] for m in first.marks}
    assert {"racial", "discrimination"} & hits
    numbers = paragraph_search.numbers(view)["place"]["TUN"]
    assert numbers == sum("TUN" in countries_in(view, p) for p in paragraph_search.found(view).paragraphs)


def countries_in(view, passage: str) -> set[str]:
    mentions = view.report.table("mentions").query("kind in ['country', 'territory', 'name']")
    return set(mentions.loc[mentions["passage"] == passage, "iso3"])


def test_words_of_the_source_are_still_found_and_shown(view_in):
    view = view_in("paragraphs", q="突尼斯")
    found = paragraph_search.found(view)
    assert found.paragraphs == paragraph_search.found(view_in("paragraphs", "zh", q="突尼斯")).paragraphs
    assert all("突尼斯" in item.wordings[0].text for item in content.listed(view).items)


@pytest.mark.parametrize("kind", [briefs.PDF, briefs.DOCX, briefs.HTML])
def test_a_brief_gives_the_reading_and_cites_the_source(view_in, kind):
    import docx
    import pypdfium2

    made = briefs.made([view_in("country", country="TUN")], "country", kind, "https://atlas.example")
    if kind == briefs.PDF:
        whole = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    elif kind == briefs.DOCX:
        book = docx.Document(io.BytesIO(made))
        whole = "\n".join(p.text for p in (*book.paragraphs, *book.sections[0].footer.paragraphs))
    else:
        whole = shown(made.decode())
    assert SAID["en"] in whole and AID in whole and "undocs.org/zh/A/74/36" in whole


def test_notes_say_the_reading_then_the_source(view_in):
    notes = notes_text(Slide("countries.list"), {"lang": "en"})
    assert AID in notes
    first = notes.index("OHCHR provided technical assistance on the interlinkages")
    assert first < notes.index("人权高专办", first)
    plain = notes_text(Slide("countries.list"), {"lang": "zh"})
    assert "译读" not in plain and "OHCHR" not in plain
    source = notes_text(Slide("countries.list"), {"lang": "en", "reading": "source"})
    assert AID not in source and "OHCHR provided" not in source


def test_a_quoted_paragraph_is_a_slide_in_english_that_says_whose_words_they_are(view_in):
    made = slide_content.exhibit(slide_content.quote("56"), {"lang": "en"})
    assert made.body[0].lang == "en" and SAID["en"] in made.body[0].text and AID in made.small


def test_lists_have_a_column_for_the_reading(view_in):
    view = view_in("paragraphs")
    table = listing.frame(view)
    assert table[view.words("readings.column")].str.len().min() >= 40
    chinese = view_in("paragraphs", "zh")
    assert chinese.words("readings.column") not in listing.frame(chinese)


def test_the_report_itself_takes_the_place_of_a_reading_where_its_text_in_that_language_is_held(
    two_reports, make_view
):
    atlas = tables.Atlas(two_reports)

    def view_of(report: str, lang: str):
        view = make_view("paragraphs", lang)
        return replace(view, report=atlas.report(report))

    english = view_of(ZH, "en")
    assert readings.said(english).startswith("The English text of this report, as it was added")
    assert [link.text for link in readings.aid(english).choices] == ["English", "Chinese", "Both"]
    said = readings.whole(english, "4", [Mark(1, 4, "country"), Mark(17, 23, "figure")])
    # The texts differ in the number (657, 675): what they do not both say has no mark.
    assert said.text == "In Tunisia, OHCHR trained 675 police officers."
    assert [said.text[m.start : m.end] for m in said.marks] == ["Tunisia"]
    assert readings.whole(english, "6") is None, "the English text ends with paragraph 5"
    assert list(readings.column(english, "2", "0:15", 0)) == ["The report’s English text"]
    assert english.report.titles("en")["II"] == "Activities"
    chinese = view_of(EN, "zh")
    assert readings.whole(chinese, "2").text == "人权高专办在肯尼亚培训了法官。"
    assert "英文文本" in readings.said(chinese) and readings.aid(view_of(ZH, "zh")) is None
    assert readings.said(view_of(OLD, "en")) == AID, "no other text of this one is held"
