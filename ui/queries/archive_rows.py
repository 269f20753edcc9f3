"""Rows of the paragraphs of all reports: their texts and what stands in them, asked of each table for a whole page at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui import contract
from ui.cache import kept
from ui.params import ParagraphsParams
from ui.queries import archive_search, paragraph_order
from ui.queries.archive_conditions import Query
from ui.queries.paragraph_order import Facts
from ui.tables import Atlas
from ui.view import View


@dataclass(frozen=True)
class Row:
    """A paragraph of one of the reports, with what stands in it."""

    report: str
    passage: str
    text: str
    sentences: str
    facts: Facts

    @property
    def as_passage(self) -> dict[str, Any]:
        """What a citation needs of it."""
        return {"kind": "paragraph", "number": self.facts.number, "passage": self.passage}


@kept
def page(view: View[ParagraphsParams]) -> dict[tuple[str, str], Row]:
    """The rows of the page that the address asks for, in its order."""
    return whole(view.report.atlas, archive_search.order(view))


def whole(atlas: Atlas, keys: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], Row]:
    """Rows with what stands in them, asked of each table at once."""

    def table(name: str) -> pd.DataFrame:
        columns = [column.name for column in contract.columns(name)]
        query = Query()
        reports, passages = (query.value(tuple(each)) for each in zip(*keys, strict=True))
        place = "start" if "start" in columns else "passage"
        named = ", ".join(f'x."{column}"' for column in columns)
        made = atlas.ask(
            f"SELECT {named} FROM {{{name}}} x JOIN (SELECT "
            f"unnest({reports}) AS report, unnest({passages}) AS passage) k "
            f'ON x.report = k.report AND x.passage = k.passage ORDER BY x."{place}"',
            query.values,
        )
        frame = pd.DataFrame(made, columns=columns)
        return frame.assign(passage=frame["report"] + "/" + frame["passage"])

    if not keys:
        return {}
    facts, texts_of = paragraph_order.facts_from(table), table("passages").set_index("passage")
    found = {}
    for report, passage in keys:
        row = texts_of.loc[f"{report}/{passage}"]
        of = facts[f"{report}/{passage}"]
        found[report, passage] = Row(report, passage, str(row["text"]), str(row["sentences"]), of)
    return found
