"""Patterns that are sifted find what they find one by one."""

from __future__ import annotations

import re

import pytest
from texts import cases

from etl import language, presences
from etl.numbers.grammar import grammar
from etl.sieve import Sieve, needed

FILES = ("presences_phrases.csv", "presences_paragraphs.csv", "figures_phrases.csv", "citations.csv")
TEXTS = {case["text"]: case["lang"] for name in FILES for case in cases(name)}


def one_by_one(patterns: list[re.Pattern[str]], text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(i, m.span()) for i, pattern in enumerate(patterns) for m in pattern.finditer(text)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rules_of_a_language(lang):
    g, rules = grammar(language.get(lang)), presences._rules(lang)
    for sieve in (rules.sieve, g.names, g.clock, g.dates):
        patterns, found = list(sieve._patterns), 0
        for text in (text for text, of in TEXTS.items() if of == lang):
            each = one_by_one(patterns, text)
            assert [(i, m.span()) for i, m in sieve.finditer(text)] == each, text
            found += len(each)
        assert found or sieve is rules.sieve  # names stand for countries there, as placeholders


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\d{4}\s?年", {frozenset({"年"})}),
        (r"(?:前往|抵达)了?", {frozenset({"前往", "抵达"})}),
        (r"ab+c?", {frozenset({"a"}), frozenset({"b"})}),
        (r"(?:[xy]|z)(?!q)", {frozenset("xyz")}),
        (r"a?[^b]", set()),
        (r"(?i:Kelvin)", set()),
        (r"(?:a|\d)", set()),
        (r"(?<=a)b(?=c)", {frozenset({"b"})}),
    ],
)
def test_what_a_pattern_needs(pattern, needs):
    assert needed(re.compile(pattern)) == needs


def test_a_pattern_that_needs_nothing_is_always_tried():
    assert [m.group() for _, m in Sieve([re.compile(r"\d+"), re.compile("年")]).finditer("2018")] == ["2018"]
