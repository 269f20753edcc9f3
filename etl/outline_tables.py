"""The outline as tables: sections, passages, and the regions beside them."""

from __future__ import annotations

import pandas as pd

from etl import layout, schema, segments, spans
from etl.language import Language
from etl.layout import Layout, Region
from etl.structure import Outline, Passage, regions


def sections_table(report: str, outline: Outline) -> pd.DataFrame:
    """One row a part of the outline, in the order of print."""
    return schema.frame(
        "sections",
        [
            {
                "report": report,
                "section": s.path,
                "parent": s.parent,
                "level": s.level,
                "label": s.label,
                "title": s.title,
                "first_paragraph": s.first,
                "last_paragraph": s.last,
            }
            for s in outline.sections
        ],
    )


def passages_table(
    report: str, outline: Outline, raw: str, language: Language, pages: Layout | None = None
) -> pd.DataFrame:
    """One row a paragraph, in order, then one row a footnote; pages are known where form feeds part them in `raw`."""
    return schema.frame(
        "passages",
        [
            {
                "report": report,
                "passage": p.passage,
                "kind": p.kind,
                "number": p.number,
                "section": p.section,
                "attached_to": p.attached_to,
                "page": _page(raw, p),
                "text": p.joined.text,
                "raw_start": min((r for _, r, _ in p.joined.segments), default=0),
                "raw_end": max((r + n for _, r, n in p.joined.segments), default=0),
                "sentences": spans.encode(spans.sentences(p.joined.text, language)),
                "segments": segments.encode(p.joined.segments),
                "boxes": layout.encode(pages, layout.boxes(p.lines)) if pages else "",
                "reading": p.reading,
                "printed_page": pages.number(_page(raw, p)) if pages else "",
            }
            for p in outline.passages
        ],
    )


def regions_table(report: str, outline: Outline, raw: str, pages: Layout | None = None) -> pd.DataFrame:
    """One row a table, figure, box or stretch of text that stands beside the numbered paragraphs."""
    return schema.frame(
        "regions",
        [
            {
                "report": report,
                "region": f"r{n}",
                "page": region.lines[0].page if region.lines else None,
                "box": layout.encode(pages, [_around(region)]) if pages and region.lines else "",
                "kind": region.kind,
                "caption": " ".join(" ".join(raw[a:b].split()) for a, b in region.caption),
                "text": regions.text(raw, region),
                "passage": region.passage,
            }
            for n, region in enumerate(outline.regions, 1)
        ],
    )


def _around(region: Region) -> layout.Box:
    """The box around the lines of a region on the page where it begins."""
    first, *others = (line.box for line in region.lines if line.page == region.lines[0].page)
    for box in others:
        first = first.joined(box)
    return first


def _page(raw: str, passage: Passage) -> int | None:
    """The page on which a passage begins, counted by form feeds; None in a text without any."""
    if "\f" not in raw or not passage.joined.segments:
        return None
    return raw.count("\f", 0, passage.joined.segments[0][1]) + 1
