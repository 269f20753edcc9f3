"""Where a word of a vocabulary begins and ends."""

from __future__ import annotations

import pytest

from etl import language
from etl.searcher import Searcher
from etl.vocabulary import Entry


def found(text: str, lang: str, *words: str, case: bool = False) -> list[str]:
    entries = [Entry(w.lstrip("!"), "never" if w[0] == "!" else "match", w.lstrip("!")) for w in words]
    return [text[h.start : h.end] for h in Searcher(entries, language.get(lang), case=case).find(text)]


@pytest.mark.parametrize(
    ("text", "lang", "word", "times"),
    [
        ("grants were made; Grants.", "en", "grants", 2),
        ("immigrants and grantseekers", "en", "grants", 0),
        ("the café and the cafés", "en", "caf", 0),  # é is a letter
        ("the cafe\u0301 was shut", "en", "cafe", 0),  # also where it is two characters
        ("la Gra\u00adnada", "en", "nada", 1),  # a soft hyphen is none
        ("Türkiye²⁴ and Zimbabwe", "en", "türkiye", 1),  # the raised number of a note is no part of the word
        ("COVID19 and COVID-19", "en", "covid", 1),
        ("the U.S.-led force", "en", "u.s.", 1),
        ("snake_case", "en", "snake", 1),
        ("由UNDP提供", "zh", "UNDP", 1),  # no blank parts them, and none need
        ("由UNDPX提供", "zh", "UNDP", 0),
        ("捐助方和捐助", "zh", "捐助", 2),
        ("落实SDG16", "zh", "SDG", 0),
    ],
)
def test_edges(text, lang, word, times):
    assert len(found(text, lang, word)) == times


def test_a_star_stands_for_the_rest_of_the_word():
    assert found("Women, womanhood; a woman-led group", "en", "wom*") == ["Women", "womanhood", "woman"]
    assert found("gender-based, gender", "en", "gender-*") == ["gender-based"]
    assert found("落实SDG16和SDG目标", "zh", "SDG*") == ["SDG16", "SDG"]


def test_the_longer_word_stands_and_never_swallows():
    assert found("捐助方提供自愿捐款", "zh", "捐助", "捐款", "自愿捐款", "!捐助方") == ["自愿捐款"]
    assert found("It grants access to grants", "en", "grants", "!grants access") == ["grants"]


def test_small_letters_keep_their_place():
    assert found("İstanbul GRANTS", "en", "grants") == ["GRANTS"]


def test_capitals_count_for_names():
    assert found("Turkey and turkey", "en", "Turkey", case=True) == ["Turkey"]
