"""One document → its tables. The annotators are siblings: each gets tables and vocabularies, none knows another."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from etl import (
    balance,
    citations,
    corrections,
    engagements,
    figures,
    gazetteer,
    groups,
    mentions,
    presences,
    readings,
    reporting_period,
    schema,
    statements,
    structure,
    themes,
)
from etl import language as languages
from etl.errors import Code, Odd, Refused, Remark, odd
from etl.outline_tables import passages_table, regions_table, sections_table
from etl.reports import Document

Tables = dict[str, pd.DataFrame]

STEPS = ("reading", "structure", "names", "figures", "themes", "writing")

SHORT = 1_000  # characters; a page of a report has more
TRADITIONAL = 0.05  # of the characters: a text with more is not written in simplified ones
_OPENING = 5  # paragraphs that may state the period reported on


def tables_of(document: Document, step: Callable[[str], None] = lambda name: None) -> Tables:
    """All tables of one document, corrected and checked; `step` is told which of `STEPS` begins."""
    step("structure")
    language = languages.get(document.language)
    fixes = corrections.load(document.folder)
    outline = structure.parse(document.raw, language, document.layout)
    if not outline.passages and "\f" not in document.raw and document.source_file.lower().endswith(".pdf"):
        _some_report(document)
    _bounded(document, outline)
    counted = balance.of(document.raw, outline, language, document.layout)
    balance.check(counted, document.source_file)
    passages = passages_table(document.report, outline, document.raw, language, document.layout)
    sections = sections_table(document.report, outline)
    regions = regions_table(document.report, outline, document.raw, document.layout)

    def corrected(name: str, found: pd.DataFrame) -> pd.DataFrame:
        return corrections.apply(name, found, passages, fixes)

    tables = _found(document, outline, sections, passages, language, corrected, step)
    tables["regions"] = regions
    told = balance.remarks(counted, document.raw, document.layout is not None)
    if not language.spaced and (share := languages.traditional(document.raw)) > TRADITIONAL:
        told.append(odd(Odd.TRADITIONAL, share=f"{100 * share:.0f}"))
    remarks = [*document.remarks, *outline.warnings, *told, *presences.unequal(tables["presences"])]
    tables["reports"] = _reports(document, passages, remarks)
    tables["readings"] = _readings(document, outline, tables)
    return {name: tables[name] for name in schema.TABLES}


def _found(
    document: Document,
    outline: structure.Outline,
    sections: pd.DataFrame,
    passages: pd.DataFrame,
    language: languages.Language,
    corrected: Callable[[str, pd.DataFrame], pd.DataFrame] = lambda name, found: found,
    step: Callable[[str], None] = lambda name: None,
) -> Tables:
    """What a language's rules find in passages; each table goes through `corrected` before others build on it."""
    tables: Tables = {"sections": sections, "passages": passages}

    def add(name: str, find: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        tables[name] = corrected(name, find())
        return tables[name]

    step("names")
    found = add("mentions", lambda: mentions.find(passages, gazetteer.countries(language.code), language))
    named = add("groups", lambda: groups.find(passages, gazetteer.groups(language.code)))
    there = add("presences", lambda: presences.find(passages, found, named, language))
    add("engagements", lambda: engagements.borne_out(engagements.find(passages, found, language), there))
    step("figures")
    counted = add("figures", lambda: figures.find(passages, found, named, language))
    add("statements", lambda: statements.find(passages, counted, language))
    step("themes")
    add("themes", lambda: themes.find(passages, sections, language))
    add("citations", lambda: citations.find(passages, outline.links, document.symbol, language))
    return tables


def _readings(document: Document, outline: structure.Outline, source: Tables) -> pd.DataFrame:
    """The report's readings in other languages, each read by the rules of its own."""
    parts = [schema.empty("readings")]
    for code, path in readings.files(document.folder).items():
        language = languages.get(code)
        passages = readings.read(path, source["passages"], language)
        found = _found(document, outline, source["sections"], passages, language)
        parts.append(readings.table(code, source, found))
    return pd.concat(parts, ignore_index=True)


def _some_report(document: Document) -> None:
    """Refuse a PDF of one page with a few lines and no paragraph: the answer of a server, not a report."""
    if len(document.raw) < SHORT:
        raise Refused(Code.NO_REPORT, file=document.source_file)


def _bounded(document: Document, outline: structure.Outline) -> None:
    """Refuse a text that is one passage: where the numbering ends early, the rest of the passage has been cut off."""
    for p in outline.passages:
        if len(p.joined.text) > structure.MAX_PASSAGE:
            raise Refused(
                Code.LONG_PASSAGE,
                file=document.source_file,
                passage=p.passage,
                characters=len(p.joined.text),
                limit=structure.MAX_PASSAGE,
            )


def _reports(document: Document, passages: pd.DataFrame, remarks: list[Remark]) -> pd.DataFrame:
    kinds = passages["kind"].value_counts()
    language = languages.get(document.language)
    opening = passages["text"].astype(str).head(_OPENING)
    start, end = reporting_period.find(document.title, opening, document.symbol, language)
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
                "added": document.added,
                "warnings": "\n".join(remark.encode() for remark in remarks),
            }
        ],
    )


def concat(parts: list[Tables]) -> Tables:
    """The tables of several documents as one set."""
    return {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in schema.TABLES}
