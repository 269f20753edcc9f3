"""Quantities through the whole way, from an invented sentence to page and slide: as exact as printed, in their own units."""

from __future__ import annotations

import invented
import pytest
from blocks import inside, texts

from ui.content import Stated
from ui.funding import content, exhibits

ENGLISH = [
    "OHCHR spent $316,545 on grants in Kenya.",
    "The Special Rapporteurs sent 12 urgent actions on Kenya.",
    "At least 10 high-level meetings were held in Kenya.",
    "The Committee adopted 210 decisions on Kenya.",
    "The Fund assisted an estimated 56,000 survivors in 92 countries, as well as 14 grants.",
]
CHINESE = [
    "人权高专办在肯尼亚支出 316,545 美元用于赠款。",
    "特别报告员就肯尼亚发出 12 份紧急行动呼吁。",
    "在肯尼亚举行了至少 10 次高级别会议。",
    "委员会就肯尼亚通过了 210 项决定。",
    "基金援助了估计 5.6 万名幸存者，并提供 14 笔赠款。",
]
SAID = {
    "en": {"316,545 US Dollar", "12 urgent actions", "at least 10 meetings", "210 decisions", "14 grants"},
    "zh": {"316,545 美元", "12 紧急行动", "至少 10 会议", "210 决定", "14 赠款"},
}


@pytest.mark.parametrize(("text_lang", "sentences"), [("en", ENGLISH), ("zh", CHINESE)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_printed_is_what_is_shown(text_lang, sentences, lang):
    """$316,545 is not 31.65 万, at least 10 is not more than 10, and of one estimate nothing else becomes one."""
    made = invented.report(sentences, text_lang)
    view = invented.shown(made, "funding", lang)
    blocks = [content.funds(view), content.amounts(view), content.others(view)]
    stated = {f"{each.text} {each.unit}".lower() for each in inside(blocks) if isinstance(each, Stated)}
    assert {each.lower() for each in SAID[lang]} <= stated
    slide = texts(exhibits.funds(view).slide)
    assert "316,545" in slide and "31.65" not in slide and "est. 14" not in slide and "估计 14" not in slide
