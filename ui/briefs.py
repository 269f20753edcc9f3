"""What briefs of every subject share: what a programme officer attaches to an e-mail.

Their parts are those of the pages (`ui/<page>/brief.py`); how they are set on paper is for `ui/render/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ui import citing, evidence, findings, readings
from ui.content import Bar, Bars, Block, Columns, Headline, Passages, Piece, Section
from ui.queries import country_counts
from ui.view import View

COUNTRY, THEME = ("country", "theme")
ROWS = 5


def headline(view: View, finding: str, under: str, kind: str) -> Headline:
    """The finding, a line under it, and over it what kind of brief it is, by whom."""
    return Headline(finding, under, f"{kind} · {view.words('app.name')}")


def passages(view: View, title: str, found: findings.Evidence, origin: str = "") -> Passages:
    """Every sentence that bears something out, with what was counted in it, its citation and where it can be read."""
    rows = evidence.rows_by_passage(view)
    quoted = tuple(
        replace(
            said,
            citation=evidence.cited(view, rows[said.id]),
            href=f"{origin}{view.here.to('paragraphs', passage=said.id)}" if origin else "",
        )
        for said in evidence.sentences(view, found)
    )
    return Passages(title, found.number, quoted, aid=readings.aid(view) if quoted else None)


def columns(view: View, counted: Mapping[str, Mapping[str, int]]) -> tuple[Block, ...]:
    """Heading → label → number as bars side by side, all to one scale and most first; nothing where nothing is counted."""
    filled = {heading: counts for heading, counts in counted.items() if counts}
    longest = max((n for counts in filled.values() for n in counts.values()), default=0)
    sections = []
    for heading, counts in filled.items():
        ordered = dict(sorted(counts.items(), key=lambda item: -item[1]))
        sections.append(Section(heading, (bars(view, heading, ordered, ROWS, longest),)))
    return (Columns(tuple(sections)),) if sections else ()


def bars(view: View, heading: str, counts: Mapping[str, int], most: int, longest: int = 0) -> Bars:
    """Label → number as bars, the first `most` and how many more there are."""
    rows = tuple(Bar(label, (Piece(n),), str(n)) for label, n in counts.items())
    more = view.words("profile.brief_more", n=len(rows) - most) if len(rows) > most else ""
    return Bars(heading, rows, longest, min(most, len(rows)), more)


def source(view: View, paragraphs: Sequence[str]) -> str:
    """The report, its symbol, the paragraphs counted, and where it is published."""
    rows, order = evidence.rows_by_passage(view), country_counts.paragraphs_of(view.report)
    cited = findings.runs(sorted((order[p], str(rows[p]["number"])) for p in paragraphs))
    key = ("source_none", "source_one", "source")[min(len(paragraphs), 2)]
    return view.words(
        f"brief.{key}",
        document=view.document,
        n=view.words.listing(cited),
        at=citing.at(view.words, view.report),
    )


def disclaimer(view: View) -> str:
    """Whose numbers they are, and of what day."""
    words = view.words
    dated = words("profile.dated", name=words("app.name"), date=words.date(view.report.atlas.date))
    return f"{words('api.disclaimer')}{words('app.sentence_gap')}{dated}"
