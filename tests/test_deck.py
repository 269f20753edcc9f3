"""Presentations as data: packed, read, refused; and the ready-made one in both languages."""

from __future__ import annotations

import base64
import json
import re
import zlib
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from asking import ask
from blocks import asked
from frames import Frames
from shown import html_of

from ui import deck, request_view, session_deck
from ui.content import MapSpec
from ui.deck import Deck, NoDeck, Slide
from ui.i18n import LANGUAGES, words
from ui.params import CountriesParams
from ui.present import cards
from ui.queries import country_counts
from ui.registry import QUOTE, SLIDES
from ui.render import slide_layout
from ui.render.svg import slide as svg_slide
from ui.render.svg.text import width_of
from ui.slides import content as slide_content
from ui.slides import names
from ui.slides.notes import notes_of

# Slides of a comparison need two reports: test_comparison.py.
NAMES = [name for name in SLIDES if not name.startswith(("compare", "years"))]  # which need several reports
FULL = Deck(
    (
        Slide("countries", (("country", "LBN"), ("measure", "visits")), "一个标题 “x”", "备注\n第二行"),
        Slide("themes.words"),
        Slide("paragraphs.quote", (("passage", "81"),)),
    )
)


def pack(value: object) -> str:
    packed = zlib.compress(value if isinstance(value, bytes) else json.dumps(value).encode())
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


# packed and read again


@pytest.mark.parametrize("given", [FULL, Deck(), deck.ready_made()])
def test_a_deck_is_read_as_it_was_packed(given):
    packed = deck.encode(given)
    assert deck.decode(packed) == given and deck.rule(packed) == packed
    assert re.fullmatch(r"[\w-]+", packed) and deck.fits(given)
    assert deck.from_file(deck.to_file(given, "A-74-36.zh")) == given


HOSTILE = [
    "", "x", "%00", "../../etc/passwd", "<script>", "A" * 20_000, "é",
    pack(b"\xff\xfe"), pack({}), pack([1]), pack([["countries", {}, "", ""]] * 41), pack([["../x", {}, "", ""]]),
    pack([["countries", {"country": 1}, "", ""]]), pack([["countries", [], "", ""]]), pack([["countries", {}, None, ""]]),
    pack(b"[" * 30_000), pack(b" " * 10_000_000), pack([["countries", {}, "", ""]]) + "AAAA",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_deck_is_refused(text):
    assert deck.rule(text) is None
    with pytest.raises(NoDeck):
        deck.decode(text)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"format": "other", "slides": []}', b" " * 10**6]
)
def test_a_file_that_is_no_deck_is_refused(content):
    with pytest.raises(NoDeck):
        deck.from_file(content)


def test_texts_and_values_are_limited():
    read = deck.decode(
        pack([["countries", {"country": "x" * 300, "k" * 50: "y"}, "h" * 999 + "\x00", "n" * 9999]])
    )
    (slide,) = read.slides
    assert slide.params == (("k" * 20, "y"),)
    assert len(slide.heading) == deck.LONGEST_HEADING and len(slide.note) == deck.LONGEST_NOTE


def test_slides_are_moved_changed_and_removed():
    assert (
        FULL.move(0, 1).slides[1] == FULL.slides[0] and FULL.move(0, -1) == FULL and FULL.move(2, 1) == FULL
    )
    assert FULL.without(1).slides == (FULL.slides[0], FULL.slides[2])
    assert FULL.add(Slide("themes")).slides[-1].name == "themes"
    assert FULL.add(FULL.slides[-1]) == FULL, "a reload adds nothing"
    assert FULL.say(1, "H", "N").slides[1] == Slide("themes.words", (), "H", "N")
    assert (
        len(Deck(FULL.slides * 20).slides) == 60
        and len(Deck(FULL.slides * 20).add(Slide("x")).slides) == deck.MOST
    )


# what slides say


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_slide_is_whole(name, lang):
    slide, common = Slide(name), {"lang": lang}
    made, view = slide_content.exhibit(slide, common), slide_content.view_of(slide, common)
    title, mapped = slide_content.title(slide, common), isinstance(slide_layout.body_of(made), MapSpec)
    tree = ElementTree.fromstring(svg_slide.document(view, made, "1 / 8"))
    texts = ["".join(node.itertext()) for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    said = bare("".join(texts))
    assert title and bare(title) in said
    assert view.report.row["symbol"] in said and bare(made.small[-1]) in said
    disclaimer = view.words("countries.disclaimer" if mapped else "api.disclaimer")
    assert bare(disclaimer) in said and "1/8" in said
    assert made.paragraphs or name == "paragraphs.quote"
    sizes = {float(node.get("font-size", 99)) for node in tree.iter("{http://www.w3.org/2000/svg}text")}
    if not mapped:  # on a map names are larger than they are written
        assert min(sizes) >= slide_layout.SMALLEST
    if lang == "en" and name != "paragraphs.quote":
        assert not re.search("[\u4e00-\u9fff]", said)


def overview(lang: str):
    return request_view.view_of("overview", {"lang": lang})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ready_made_deck_has_its_eight_slides(lang):
    given = slide_content.of_year(overview(lang))
    assert len(given.slides) == 8 and slide_content.known(given, {"lang": lang}) == given
    titles = [slide_content.title(slide, {"lang": lang}) for slide in given.slides]
    assert len(set(titles)) == 8, "each slide has a message of its own"


@pytest.mark.parametrize(("lang", "title"), [("en", "Lebanon in eight slides"), ("zh", "黎巴嫩八页")])
def test_a_country_is_a_deck_of_eight_slides_with_something_to_say(lang, title):
    view = overview(lang)
    given = slide_content.of_country(view, "LBN")
    assert names.said_of(view, given) == title and len(given.slides) == 8
    said = [notes_of(slide, {"lang": lang}) for slide in given.slides]
    assert all(len(notes.own[0]) > 20 and notes.quoted for notes in said), (
        "each slide says what to say, and its sentences"
    )
    name = view.country("LBN")
    assert all(name in slide_content.title(slide, {"lang": lang}) for slide in given.slides[:5])
    quoted = [dict(slide.params)["passage"] for slide in given.slides if slide.name == QUOTE]
    assert quoted and set(quoted) <= set(country_counts.named(view.on(CountriesParams))["LBN"])


@pytest.mark.parametrize(
    ("lang", "year", "own"),
    [
        (
            "en",
            "A-74-36_presentation_The-year-in-eight-slides_",
            "A-74-36_presentation_115-countries-and-areas-",
        ),
        ("zh", "A-74-36_演示文稿_一年八页_", "A-74-36_演示文稿_报告提及-115-个国家和地区"),
    ],
)
def test_a_presentation_as_a_file_is_called_by_report_and_content(lang, year, own):
    view = overview(lang)
    assert names.file_name(view, slide_content.of_year(view), "pptx").startswith(year)
    given = Deck((Slide("countries", ()), slide_content.quote("81")))
    said = names.file_name(view, given, "pdf")
    assert said.startswith(own) and words(lang).count("slides", 2).replace(" ", "-") in said
    assert said.endswith(f"_{date.today().isoformat()}.pdf")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_of_the_year_has_something_to_say(lang):
    for slide in slide_content.of_year(overview(lang)).slides:
        (spoken,) = notes_of(slide, {"lang": lang}).own
        assert slide_content.title(slide, {"lang": lang}).rstrip("。.") in spoken
    own = deck.Slide("countries", (), "", "What I say.")
    assert notes_of(own, {"lang": lang}).own == ("What I say.",), "a note of one's own stands in its place"


def test_few_paragraphs_make_few_slides_and_the_title_says_how_many():
    view = overview("en")
    given = slide_content.of_country(view, "FJI")
    n = len(given.slides)
    assert 1 < n < 8 and view.words.in_words(n) in names.said_of(view, given)


def test_a_quotation_shows_what_the_reader_chose():
    both = slide_content.exhibit(slide_content.quote("57"), {"lang": "en", "reading": "both"}).body[0].text
    one = slide_content.exhibit(slide_content.quote("57"), {"lang": "en"}).body[0].text
    source = (
        slide_content.exhibit(slide_content.quote("57"), {"lang": "en", "reading": "source"}).body[0].text
    )
    assert both == f"{one}\n{source}" and one != source


def test_numbers_of_bars_are_numbers_of_paragraphs():
    from ui import findings

    view = slide_content.view_of(Slide("countries.list"), {"lang": "zh"})
    counts = findings.country_counts(view.report.passages, view.report.table("mentions"))
    made = slide_content.exhibit(Slide("countries.list"), {"lang": "zh"})
    assert {row.code: row.length for row in slide_layout.body_of(made).rows} == counts
    assert made.evidence.number == max(counts.values())


@pytest.mark.parametrize("missing", ["presences", "mentions", "themes", "figures"])
def test_what_a_report_lacks_is_left_out_or_said(monkeypatch, missing):
    from ui import tables

    frames, problems = tables.read(tables.folder())
    frames[missing] = frames[missing].iloc[:0]
    poor = tables.Atlas(tables.folder(), (Frames(frames), problems))
    monkeypatch.setattr(tables, "load", lambda: poor)
    for lang in LANGUAGES:
        given = slide_content.of_year(overview(lang))
        names = [slide.name for slide in given.slides]
        gone = {"presences": {"presences", "presences.visits"}, "mentions": {"countries", "countries.list"},
                "themes": {"themes.words"}, "figures": set()}[missing]  # fmt: skip
        assert not gone & set(names)
        assert len(names) == 8 or missing == "mentions", "a spare slide stands in"
        for slide in deck.ready_made().slides:
            view, made = (
                slide_content.view_of(slide, {"lang": lang}),
                slide_content.exhibit(slide, {"lang": lang}),
            )
            assert svg_slide.document(view, made), "and drawn all the same where it is asked for"


# the routes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_screen_has_every_slide_and_no_script_of_its_own(lang):
    answer = ask(f"/show?lang={lang}")
    page = answer.body.decode()
    assert answer.status == 200 and page.count('<section class="slide"') == 8
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert re.findall(r"<script[^>]*>([^<]*)</script>", page) == [""] and not re.search(r"\son\w+=", page)
    assert not re.search(r'(fill|stroke)="#(17222E|FFFFFF)"', page), "every colour has its dark counterpart"
    assert words(lang)("present.behind") in page and "§" in page
    assert set(re.findall(r'href="(https?:[^"]+)"', page)) == set()


@pytest.mark.parametrize("text", ["x", "<script>alert(1)</script>", "%3Cb%3E", pack(b"\xff")])
def test_a_hostile_address_gets_the_ready_made_deck(text):
    answer = ask(f"/show?lang=%3Cb%3E&deck={text}")
    assert answer.status == 200 and answer.body.count(b'<section class="slide"') == 8
    assert b"alert(1)" not in answer.body
    assert ask("/show?report=../x").status == 404


def test_headings_and_notes_are_text():
    given = Deck((Slide("countries", (("measure", "<b>"),), "<img src=x onerror=alert(1)>", "</script><b>"),))
    page = ask(f"/show?lang=en&deck={deck.encode(given)}").body.decode()
    assert "<img" not in page and "</script><b>" not in page and "&lt;img" in page


def test_slides_nothing_is_known_of_are_left_out():
    given = Deck((Slide("countries"), Slide("nothing.here")))
    assert ask(f"/show?deck={deck.encode(given)}").body.count(b'<section class="slide"') == 1
    assert ask("/slide/nothing.here.svg").status == 404
    assert ask("/slide/themes.words.svg?lang=en&h=Mine").body.count(b"Mine") >= 1


def test_long_texts_stay_on_the_slide():
    heading = "很长的标题" * 40
    head = slide_layout.title(heading)
    assert head.height <= 138 and "".join(head.lines).startswith("很长的标题很长的标题")
    assert all(width_of(line, head.size, True) <= slide_layout.FULL for line in head.lines)


# the page


@pytest.mark.parametrize("unreadable", ["zzz", "", "x" * 20_000])
def test_an_address_that_holds_no_presentation_takes_no_others_place(open_page, unreadable):
    one = deck.encode(Deck((Slide("countries", (("country", "LBN"),)),)))
    app = open_page("present", lang="en", add=one)
    own = app.session_state["presentation"]
    assert len(deck.decode(own).slides) == 1
    app.query_params["deck"] = unreadable
    app.run()
    assert not app.exception and app.session_state["presentation"] == own


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_slide_is_added_with_one_link(open_page, lang):
    one = deck.encode(Deck((Slide("countries", (("country", "LBN"),)),)))
    app = open_page("present", lang=lang, add=one)
    assert not app.exception
    packed = app.query_params["deck"]
    packed = packed if isinstance(packed, str) else packed[0]
    assert deck.decode(packed).slides == deck.decode(one).slides
    assert "add" not in app.query_params
    body = html_of(app)
    assert body.count('class="slide-small"') == 1


def test_a_slide_is_added_to_the_presentation_that_the_same_address_holds(open_page):
    first, second = Slide("countries", (("country", "LBN"),)), Slide("funding")
    app = open_page("present", lang="en", deck=deck.encode(Deck((first,))), add=deck.encode(Deck((second,))))
    for _ in range(2):  # also in the next run of the page
        assert not app.exception
        assert deck.decode(app.session_state["presentation"]).slides == (first, second)
        assert app.query_params["deck"] in (own := app.session_state["presentation"], [own])
        app.run()


def test_a_card_says_what_can_be_done_with_its_slide(make_view):
    view = make_view("present", "en")
    given = Deck((Slide("funding.plain", (), "<i>", "<b>"), Slide("country"), Slide("funding.plain")))
    shown = cards.slides(view, given)
    assert "&lt;b&gt;" in shown and not re.search("<[bi]>(?![123]<)", shown)
    found = [
        deck.decode(asked(unescape(href))["deck"]) for href in re.findall(r'href="(/present[^"]*)"', shown)
    ]
    one, two, three = given.slides
    assert [each.slides for each in found] == [
        (two, one, three), given.slides, (two, three),
        (two, one, three), (one, three, two), given.slides, (one, three),
        (one, three, two), given.slides, (one, two),
    ]  # fmt: skip


def test_every_picture_has_its_way_to_the_screen(make_view):
    from ui import picture_links

    made = picture_links.pictures(make_view("countries", "en", country="LBN"), date(2026, 11, 23))
    assert len(made.items) == 4 and all("/show?" in item.screen.href for item in made.items)
    added = [deck.decode(asked(item.add.href)["add"]) for item in made.items]
    assert all(each.slides[0].params == (("country", "LBN"),) for each in added)


# added from a page


@pytest.mark.parametrize(
    ("added", "slides", "said"),
    [
        ("81", (Slide("paragraphs.quote", (("passage", "81"),)),), "added"),
        (deck.encode(FULL), FULL.slides, "added"),
        ("x" * 30, (), ""),
    ],
)
def test_a_link_adds_to_the_presentation(monkeypatch, added, slides, said):
    state: dict[str, object] = {}
    monkeypatch.setattr(session_deck.st, "session_state", state)
    session_deck.take(added)
    assert session_deck.of_session().slides == slides and state.get("presentation said", "") == said
    if said:
        session_deck.take(added)
        assert session_deck.of_session().slides == slides and state["presentation said"] == "there"


def test_a_full_presentation_takes_no_more(monkeypatch):
    state: dict[str, object] = {}
    monkeypatch.setattr(session_deck.st, "session_state", state)
    for k in range(deck.MOST + 1):
        session_deck.take(str(k + 1))
    assert len(session_deck.of_session().slides) == deck.MOST and state["presentation said"] == "full"
