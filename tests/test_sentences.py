"""Where a sentence ends, in both languages, and that everything reads it from the column."""

from __future__ import annotations

import pytest

from etl import language, pipeline, reports, spans
from etl.paths import REPORTS
from ui import findings


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ["The High Commissioner visited Chad.", "25 people came."]),
        ("en", ["As in No. 5, para. 3, and art. 14 of it.", "Sect. II and vol. 2 follow."]),
        ("en", ["Mr. J. F. Smith met Ms. Kana in the U.S. Congress.", "They left."]),
        ("en", ["It was signed in the U.S.", "The Office came at 5 p.m.", "It stayed."]),
        (
            "en",
            ["It grew by 3.5 per cent.", "“Stop.”", "Then it fell (see above.)", "[It rose.]", "It ended."],
        ),
        ("en", ["It visited Chad.5", "The Office stayed.²", "A/74/36/Add.1 Member States wrote."]),
        ("en", ["Was it so?", "It was!", "It said that “Why?” is no answer, e.g. here, i.e. there."]),
        ("en", ["It did: 1. Visits.", "2. Grants;", "and others."]),
        ("en", ["The following was done.", "(a) Visits;", "(b) Grants."]),
        ("zh", ["高级专员访问了乍得。", "有 25 人到场。"]),
        ("zh", ["“为什么？”", "有 3.5 亿人；", "（见第3段。）", "他说：好！", "完了"]),
        ("zh", ["《救救我们！》是书名。", "联合国说。²", "好!", "对。"]),
        ("zh", ["全文无句号"]),
    ],
)
def test_sentences(lang, parts):
    between = " " if lang == "en" else ""
    whole = between.join(parts)
    assert [whole[a:b] for a, b in spans.sentences(whole, language.get(lang))] == parts


@pytest.mark.parametrize("whole", ["", " ", "12.", "…", "1. ", "甲。”"])
def test_a_text_without_an_end_is_one_sentence(whole):
    bounds = spans.sentences(whole, language.get("zh"))
    assert [whole[a:b] for a, b in bounds] == ([whole.strip()] if whole.strip() else [])


def test_the_column_holds_the_whole_text():
    tables = pipeline.tables_of(reports.load(REPORTS / "A-74-36.zh"))
    for passage, body, bounds in tables["passages"][["passage", "text", "sentences"]].itertuples(index=False):
        spans = [tuple(map(int, pair.split(":"))) for pair in bounds.split()]
        assert "".join(body[a:b] for a, b in spans).replace(" ", "") == body.replace(" ", ""), passage
        assert all(body[b - 1] in "。？！；：”）)" or b == len(body) for _, b in spans), passage


def test_the_sentence_of_a_place():
    bounds = "0:35 36:51"  # The High Commissioner visited Chad. 25 people came.
    assert findings.sentence_of(bounds, 30) == findings.sentence_of(bounds, 0) == (0, 35)
    assert findings.sentence_of(bounds, 36) == findings.sentence_of(bounds, 50) == (36, 51)
    assert findings.sentence_of(bounds, 30, 40) == (0, 51)
    assert findings.sentence_of("", 0) == (0, 0)
