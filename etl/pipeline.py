"""One document → its ten tables. The annotators are siblings: each gets tables and vocabularies, none knows another."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from etl import (
    citations,
    corrections,
    engagements,
    figures,
    gazetteer,
    groups,
    mentions,
    presences,
    schema,
    structure,
    themes,
)
from etl import language as languages
from etl.errors import Refused
from etl.passages import passages_table, sections_table
from etl.reports import Document, period

Tables = dict[str, pd.DataFrame]

MAX_PASSAGE = 20_000  # characters; the longest paragraphs of reports have about 5,000
_OPENING = 5  # paragraphs that may state the period reported on


def tables_of(document: Document, step: Callable[[str], None] = lambda name: None) -> Tables:
    """All tables of one document, corrected and checked; `step` is told the name of each as it begins."""
    language = languages.get(document.language)
    fixes = corrections.load(document.folder)
    outline = structure.parse(document.raw, language)
    _bounded(document, outline)
    passages = passages_table(document.report, outline, document.raw)
    sections = sections_table(document.report, outline)
    tables: Tables = {
        "reports": _reports(document, outline, passages),
        "sections": sections,
        "passages": passages,
    }

    def add(name: str, find: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        step(name)
        tables[name] = corrections.apply(name, find(), passages, fixes)
        return tables[name]

    found = add("mentions", lambda: mentions.find(passages, gazetteer.countries(language.code), language))
    regions = add("groups", lambda: groups.find(passages, gazetteer.groups(language.code)))
    add("engagements", lambda: engagements.find(passages, found, language))
    add("presences", lambda: presences.find(passages, found, regions, language))
    add("figures", lambda: figures.find(passages, found, regions, language))
    add("themes", lambda: themes.find(passages, sections, language))
    add("citations", lambda: citations.find(passages, outline.links, document.symbol, language))
    return {name: tables[name] for name in schema.TABLES}


def _bounded(document: Document, outline: structure.Outline) -> None:
    """Refuse a text in which the numbering ends early: all that follows would be one passage."""
    for p in outline.passages:
        if len(p.joined.text) > MAX_PASSAGE:
            raise Refused(
                f"{document.source_file}: {p.kind} {p.number} has {len(p.joined.text):,} characters, more than the "
                f"{MAX_PASSAGE:,} that can be read; give the report with all its paragraphs numbered"
            )


def _reports(document: Document, outline: structure.Outline, passages: pd.DataFrame) -> pd.DataFrame:
    kinds = passages["kind"].value_counts()
    opening = "\n".join(passages["text"].head(_OPENING))
    start, end = period(opening, languages.get(document.language))
    return schema.frame(
        "reports",
        [
            {
                "report": document.report,
                "symbol": document.symbol,
                "language": document.language,
                "title": document.title,
                "period_start": document.period_start or start,
                "period_end": document.period_end or end,
                "source_file": document.source_file,
                "sha256": document.sha256,
                "paragraphs": int(kinds.get("paragraph", 0)),
                "footnotes": int(kinds.get("footnote", 0)),
                "address": document.address,
                "warnings": "\n".join(outline.warnings),
            }
        ],
    )


def concat(parts: list[Tables]) -> Tables:
    """The tables of several documents as one set."""
    return {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in schema.TABLES}
