"""What was looked for in a report, without Streamlit: "not mentioned" may be said only of what its reader has rules for.

Presences, visits and kinds of work are those of the Office; in another body's report such words say something else.
"""

from __future__ import annotations

from ui.cache import kept
from ui.tables import Report

_OWN = 0.2  # of the paragraphs of its own reports name the Office; of others' hardly one in thirty does


@kept
def tables(report: Report) -> frozenset[str]:
    """The tables that the reader of the report's language has rules for."""
    known = report.atlas.vocabulary("looked_for")
    return frozenset(known.loc[known["lang"] == report.row["language"], "table"])


@kept
def of_the_office(report: Report) -> bool:
    """Whether a report is the Office's own: its title names the Office, or enough of its paragraphs do."""
    office = report.atlas.vocabulary("office")
    names = [str(name) for name in office.loc[office["lang"] == report.row["language"], "text"]]
    if any(name in str(report.row["title"]) for name in names):
        return True
    passages = report.passages
    texts = passages.loc[passages["kind"] == "paragraph", "text"].astype(str)
    return sum(any(name in text for name in names) for text in texts) > _OWN * len(texts)
