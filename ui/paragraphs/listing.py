"""The paragraphs of the list as a table to take away: the columns that are shown, with whole texts and citations."""

from __future__ import annotations

import pandas as pd

from ui import evidence, exports, readings
from ui.content import Cell, Passage, Wording
from ui.paragraphs import content, grid
from ui.params import ParagraphsParams
from ui.queries import paragraph_order, paragraph_search
from ui.view import View


def frame(view: View[ParagraphsParams]) -> pd.DataFrame:
    """A row a paragraph, in the order shown; in groups, a row each time that it stands in one. The first sentence gives way
    to the whole text, in the reader's language and the report's."""
    taken = set(paragraph_search.taken(view))
    if not view.params.by:
        return pd.DataFrame([row_of(view, p) for p in paragraph_search.taken(view)])
    head = view.words(f"grid.by_{view.params.by}")
    return pd.DataFrame(
        [
            {f"{head} ({view.words('grid.by')})": grid.group_name(view, group.code), **row_of(view, passage)}
            for group in grid.groups(view)
            for passage in group.rows
            if passage in taken
        ]
    )


def row_of(view: View[ParagraphsParams], passage: str) -> dict[str, object]:
    """A paragraph as a row: the columns that are shown, its whole text, and how it is cited."""
    words, row = view.words, evidence.rows_by_passage(view)[passage]
    cells = dict(zip(paragraph_order.COLUMNS, grid.cells(view, passage), strict=True))
    made: dict[str, object] = {}
    for name in grid.shown_columns(view):
        if name == "number":
            made[words("export.number")] = int(row["number"])
        elif name == "gist":
            reading = readings.of(view).get(passage)
            made |= {readings.heading(view): reading.text} if reading else {}
            made[words("export.text")] = str(row["text"])
        else:
            made[words(f"grid.{name}")] = said(view, cells[name])
    return {**made, words("export.citation"): evidence.citation(view, row)}


def said(view: View[ParagraphsParams], cell: Cell | tuple[Wording, ...]) -> str:
    """What stands in a cell."""
    if isinstance(cell, Cell):
        return " · ".join(filter(None, (cell.text, cell.note)))
    return view.words.listing(wording.text for wording in cell)


def text(view: View[ParagraphsParams]) -> str:
    """The rows to be pasted: each paragraph in the reader's language, and how it is cited."""
    rows, parts = evidence.rows_by_passage(view), []
    for passage in paragraph_search.taken(view):
        reading = readings.of(view).get(passage)
        said = reading.text if reading and view.wording != "source" else str(rows[passage]["text"])
        parts.append(f"{said}\n{evidence.citation(view, rows[passage])}")
    aid = readings.said(view)
    return "\n\n".join([*parts, *([aid] if aid else [])])


def passages(view: View[ParagraphsParams]) -> list[tuple[str, list[Passage]]]:
    """The rows for a document: (heading, paragraphs in the order shown) of each group."""
    taken = set(paragraph_search.taken(view))
    return [
        (
            f"{group.title} · {group.said}" if group.title else "",
            [_passage(view, key) for key in group.rows if key in taken],
        )
        for group in grid.named_groups(view)
    ]


def _passage(view: View[ParagraphsParams], key: str) -> Passage:
    row = evidence.rows_by_passage(view)[key]
    return Passage(
        key,
        evidence.where(view, row),
        str(row["text"]),
        view.text_lang,
        citation=evidence.citation(view, row),
        reading=readings.whole(view, key),
        shown=view.wording,
    )


def listing(view: View[ParagraphsParams]) -> exports.Listing:
    """The result to take away."""
    words, active = view.words, content.said(view)
    chosen = {words("paragraphs.conditions"): words.listing(active.values())} if active else {}
    table = frame(view)
    return exports.Listing(
        table, exports.source(view, chosen, len(table), content.heading(view)), "paragraphs"
    )
