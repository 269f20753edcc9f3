"""Where funding is spoken of without a number, and every place where a fund is named.

Funds are rows of `data/reference/funds.csv`, other words of funding (grants, 赠款) rows of `funding.csv`.
"""

from __future__ import annotations

from functools import cache

import pandas as pd

from etl import schema, vocabulary
from etl.language import Language
from etl.records import by_passage, records
from etl.searcher import Searcher
from etl.spans import holding, sentences

_FUNDING = "funding"  # category of a figure


def find(passages: pd.DataFrame, figures: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The table `statements`: one row a fund named, and one a word of funding in a sentence without a funding figure.

    A fund has a figure beside it if one in its passage is of this fund, unless a word of funding without a number
    stands in its sentence. Such a word belongs to the first fund named in its sentence; inside a fund's name it is no
    row of its own.
    """
    funds, words = _searchers(language)
    counted = figures[(figures["category"] == _FUNDING) | (figures["fund"] != "")]
    beside = by_passage(counted, "start", "fund")
    rows: list[dict[str, object]] = []
    for report, passage, text in records(passages, "report", "passage", "text"):
        here, spans = beside.get(passage, []), sentences(text, language)
        named = [(holding(spans, hit.start), hit) for hit in funds.find(text)]
        told, told_of = {holding(spans, at) for at, _ in here}, {fund for _, fund in here}
        spoken = [(holding(spans, hit.start), hit) for hit in words.find(text)]
        loose = [(sentence, hit) for sentence, hit in spoken if sentence not in told]
        bare = {sentence for sentence, _ in loose}
        found = [
            (hit, "fund", hit.entry.id, "beside" if hit.entry.id in told_of and s not in bare else "none")
            for s, hit in named
        ]
        found += [
            (hit, "word", next((name.entry.id for s, name in named if s == sentence), ""), "none")
            for sentence, hit in loose
            if not any(name.start <= hit.start and hit.end <= name.end for _, name in named)
        ]
        rows += [
            {
                "report": report,
                "passage": passage,
                **hit.cells(text, "phrase"),
                "fund": fund,
                "kind": kind,
                "figure": figure,
                "certainty": "rule",
            }
            for hit, kind, fund, figure in sorted(found, key=lambda row: row[0].start)
        ]
    return schema.frame("statements", rows)


@cache
def _searchers(language: Language) -> tuple[Searcher, Searcher]:
    """For the names of funds, and for the words of funding."""
    funds = [e for e in vocabulary.load("funds", language.code) if e.role != "weak"]
    return Searcher(funds, language), Searcher(vocabulary.load("funding", language.code), language)
