"""Themes: invented sentences one by one, then the annotated report as a whole."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from texts import cases, passages

from etl import language as languages
from etl import outline_tables as passages_module
from etl import reports, schema, structure, themes, vocabulary

CASES = Path(__file__).parent / "cases"
REPORT = Path(__file__).parent.parent / "data" / "reports" / "A-74-36.zh"


def tables(text: str, title: str = "", kind: str = "paragraph") -> tuple[pd.DataFrame, pd.DataFrame]:
    section = {
        "report": "r",
        "section": "I",
        "parent": "",
        "level": 1,
        "label": "I.",
        "title": title,
        "first_paragraph": 1,
        "last_paragraph": 1,
    }
    return passages(text, "I").assign(kind=kind), schema.frame("sections", [section])


@pytest.mark.parametrize("case", cases("themes_sentences.csv"), ids=lambda c: c["text"][:60])
def test_sentence(case: dict[str, str]) -> None:
    found = themes.find(*tables(case["text"], case["title"]), languages.get(case["lang"]))
    words = found[found["basis"] == "words"]
    assert [f"{r.theme}={r.weight}" for r in words.itertuples()] == case["expected"].split(), case["why"]


def test_outline_gives_the_innermost_section_to_paragraphs_and_footnotes() -> None:
    for kind in ("paragraph", "footnote"):
        found = themes.find(*tables("妇女", kind=kind), languages.get("zh"))
        outline = found[found["basis"] == "outline"]
        assert outline[["theme", "weight", "spans"]].to_numpy().tolist() == [["I", "core", ""]]
        assert len(found) == (2 if kind == "paragraph" else 1)


def test_spans_are_the_longest_words_and_do_not_overlap() -> None:
    text = "人权高专办支持气候变化以及健康的环境。"
    found = themes.find(*tables(text), languages.get("zh"))
    spans = found[found["theme"] == "climate_environment"]["spans"].iloc[0]
    assert [text[slice(*map(int, s.split(":")))] for s in spans.split()] == ["气候", "健康的环境"]


def test_a_text_in_which_a_small_letter_is_longer_keeps_its_offsets() -> None:
    text = "İstanbul: OHCHR supported Women."
    spans = themes.find(*tables(text), languages.get("en")).query("basis == 'words'")["spans"].iloc[0]
    assert text[slice(*map(int, spans.split(":")))] == "Women"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_theme_has_words_and_a_label(lang: str) -> None:
    gold = {r["theme"]: r[f"title_{lang}"] for r in cases("themes.csv")}
    assert vocabulary.labels("themes", lang) == gold
    assert set(gold) <= {e.id for e in vocabulary.load("themes", lang) if e.role == "match"}


@pytest.mark.parametrize(
    ("name", "first", "last", "pooled", "core"),
    [("themes.csv", 1, 60, 0.9, 0.85), ("themes_second_half.csv", 61, 121, 0.9, 0.75)],
)
def test_report(name: str, first: int, last: int, pooled: float, core: float) -> None:
    """F1 over (paragraph, theme): core and secondary pooled, then core alone."""
    document = reports.load(REPORT)
    language = languages.get(document.language)
    outline = structure.parse(document.raw, language)
    passages = passages_module.passages_table(document.report, outline, document.raw, language)
    found = themes.find(passages, passages_module.sections_table(document.report, outline), language)
    found = found[
        (found["basis"] == "words")
        & found["passage"].map(lambda p: first <= int(p) <= last if p.isdigit() else False)
    ]
    gold = {
        (p, r["theme"], weight)
        for r in cases(name)
        for weight in ("core", "secondary")
        for p in r[weight].split()
    }
    ours = set(found[["passage", "theme", "weight"]].itertuples(index=False, name=None))
    assert f1({g[:2] for g in gold}, {o[:2] for o in ours}) >= pooled
    assert f1({g for g in gold if g[2] == "core"}, {o for o in ours if o[2] == "core"}) >= core


def f1(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
