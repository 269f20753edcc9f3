"""How a passage is cited: the report by symbol and title, annexes by their names, pages by their printed numbers."""

from __future__ import annotations

import invented
import pandas as pd
import pytest
from blocks import linked, texts
from texts import cases

from etl import printed_pages
from ui import briefs, citing, evidence, exhibits, tables
from ui.country import brief
from ui.exhibits import source
from ui.funding import content as funding
from ui.funding import exhibits as funding_exhibits
from ui.presences import listing as presences
from ui.queries import funding_figures

SAID = [
    "The High Commissioner visited Kenya.",
    "The Office trained 25 judges in Kenya.",
    "The Fund spent $316,545 on grants in Kenya.",
]


@pytest.fixture(scope="module")
def untitled():
    return invented.report(SAID, "en")


def annexed(made, label):
    """The report with its last paragraph, 3, as paragraph 2 of an annex with that label."""
    frames = {}
    for name in tables.NAMES:
        frame = made.table(name)
        if "passage" in frame:
            frames[name] = frame.assign(passage=frame["passage"].replace("3", "annex1.2"))
    inside = frames["passages"]["passage"] == "annex1.2"
    frames["passages"].loc[inside, ["kind", "number", "section"]] = ["annex", 2, "annex1"]
    sections = made.table("sections")
    row = sections.iloc[[0]].assign(section="annex1", label=label, title="")
    return invented.changed(made, **frames, sections=pd.concat([sections, row], ignore_index=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_without_a_title_is_named_once(untitled, lang):
    """Its symbol stands in for the title: “A/80/36, A/80/36, para. 5” was said."""
    country = invented.shown(untitled, "country", lang, country="KEN")
    rows = evidence.rows_by_passage(country)
    said = [
        *(evidence.citation(country, row) for row in rows.values()),
        country.document,
        briefs.source(country, ["1", "2"]),
        texts(brief.one_page(country)),
        presences.paste_text(country, untitled.table("presences")),
        source(country, funding_exhibits.funds(invented.shown(untitled, "funding", lang))),
        exhibits.alt(country, funding_exhibits.funds(invented.shown(untitled, "funding", lang))),
    ]
    for each in said:
        assert "《》" not in each and "《A/90/1》" not in each
        assert "A/90/1, A/90/1" not in each and "A/90/1，A/90/1" not in each
        assert not each.rstrip().endswith((",", "，")), each
    assert evidence.citation(country, rows["2"]) == ("A/90/1，第 2 段" if lang == "zh" else "A/90/1, para. 2")


def test_a_title_stands_first_in_a_citation_and_behind_the_symbol_elsewhere(untitled):
    titled = invented.changed(untitled, reports=untitled.table("reports").assign(title="Grants in Kenya"))
    view = invented.shown(titled, "country", "en")
    assert view.document == "A/90/1, Grants in Kenya"
    assert citing.document(view.words, view.report, title_first=True) == "Grants in Kenya, A/90/1"


def test_paragraphs_of_an_annex_are_called_by_its_printed_name(untitled):
    """Also in the column of paragraphs of the funding page and in its file, where `annex1.2` stood."""
    view = invented.shown(annexed(untitled, "Annex II"), "funding", "en")
    row = evidence.rows_by_passage(view)["annex1.2"]
    assert evidence.cited(view, row) == "A/90/1, annex II, para. 2"
    assert evidence.citation(view, row) == "A/90/1, annex II, para. 2"
    said = [said for _, said in linked(funding.amounts(view))]
    assert "Annex II, §2" in said and not any("annex1" in each for each in said)
    numbers = funding_figures.frame(view)[view.words("export.number")]
    assert "Annex II, §2" in set(numbers) and not numbers.astype(str).str.contains("annex1").any()


@pytest.mark.parametrize("case", cases("annexes_named.csv"))
def test_an_annex_is_named_in_the_readers_language(untitled, case):
    chinese = ["高级专员访问了肯尼亚。", "办事处培训了 25 名法官。", "基金发放了 14 笔赠款。"]
    made = untitled if case["text_lang"] == "en" else invented.report(chinese, "zh")
    view = invented.shown(annexed(made, case["label"]), "funding", case["lang"])
    assert evidence.number_of(view, "annex1.2") == case["said"]


@pytest.mark.parametrize(
    ("edges", "numbers"),
    [
        # a cover without a number, the file counting as the print
        ([["A/90/1"], ["2/4 25-01234"], ["25-01234 3/4"], ["4/4"]], ("1", "2", "3", "4")),
        # two leaves before the first: page 3 of the file is printed 1; a chapter opens on a page without a number
        (
            [[], ["A/90/1"], ["1"], ["2"], ["A/90/1"], ["4", "A/90/1"], ["5"]],
            ("", "", "1", "2", "3", "4", "5"),
        ),
        # dates, job numbers and symbols bear no page number
        ([["19 March 2025"], ["GE.25-01234"], ["A/90/1"]], ("", "", "")),
        # numbers that do not count on are none
        ([["7"], ["4"], ["9"], ["1"]], ("", "", "", "")),
        ([], ()),
    ],
)
def test_the_numbers_printed_on_pages(edges, numbers):
    assert printed_pages.labels(edges) == numbers


@pytest.mark.parametrize("case", cases("pages_named.csv"))
def test_a_page_is_the_printed_one_or_the_files(untitled, case):
    view = invented.shown(untitled, "paragraphs", case["lang"])
    row = evidence.rows_by_passage(view)["1"] | {"page": 6, "printed_page": case["printed"]}
    assert evidence.where(view, row).endswith(f" · {case['said']}")
