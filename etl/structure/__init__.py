"""A raw text becomes an outline of numbered paragraphs and footnotes.

A PDF is read twice: by where its lines stand on the page, and by its text alone. The first reading counts; where the
second finds a paragraph to begin elsewhere, the report says so.
"""

from __future__ import annotations

from etl.errors import Odd, odd
from etl.language import Language
from etl.layout import Layout
from etl.structure import bypage, bytext, sideways
from etl.structure.assembly import MAX_PASSAGE, assemble
from etl.structure.outline import Outline, Passage, Reading, Section

__all__ = ["MAX_PASSAGE", "Outline", "Passage", "Section", "parse"]


def parse(raw: str, language: Language, layout: Layout | None = None) -> Outline:
    """Read the outline of a raw text, of a PDF with the layout of its pages.

    Returns an `Outline` with no passages, and a warning, if nothing is numbered.
    """
    if layout is None:
        return assemble(raw, bytext.read(raw, language), language)
    by_text = bytext.read(raw, language, sideways.regions(raw, layout))
    by_page = bypage.read(raw, layout, language)
    if not by_page.paragraphs:
        by_text.warnings += sideways.remarks(by_text.regions, layout)
        return assemble(raw, by_text, language, layout)
    by_page.warnings += sideways.remarks(by_page.regions, layout)
    outline = assemble(raw, by_page, language, layout)
    _compare(outline, by_page, by_text)
    return outline


def _compare(outline: Outline, by_page: Reading, by_text: Reading) -> None:
    """Note for each paragraph whether both readings let it begin at the same place, and warn of those that differ."""
    told = {(p.number, p.spans[0][0]) for p in by_text.paragraphs}
    agreed = {p.passage for p in by_page.paragraphs if (p.number, p.spans[0][0]) in told}
    apart = []
    for p in outline.passages:
        if p.kind == "paragraph":
            p.reading = "both" if p.passage in agreed else "page"
            apart += [] if p.passage in agreed else [p.passage]
    if apart:
        outline.warnings.append(odd(Odd.PAGE_ONLY, n=len(apart), passages=", ".join(apart)))
