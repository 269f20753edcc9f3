"""What is said of one passage: its text with what was found in it, its neighbours, and all that the tables hold of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui import evidence, readings
from ui.content import Cell, Choices, Link, Option, Passage, Reading, Terms
from ui.evidence import Row
from ui.params import ParagraphsParams
from ui.queries import paragraph_search
from ui.view import View


def reading(view: View[ParagraphsParams]) -> Reading | None:
    """The passage that was chosen, or the first of the list; nothing where there is none."""
    passage = paragraph_search.read(view)
    if passage is None:
        return None
    words, here, rows = view.words, view.here, evidence.rows_by_passage(view)
    row, result = rows[passage], paragraph_search.found(view)
    order = [*paragraph_search.order(view), *result.footnotes]
    outside = passage not in order
    if outside:
        order = [p for p, other in rows.items() if other["kind"] == row["kind"]]
    before, after = (
        Link(words(f"paragraphs.{which}"), here.link(passage=other) if other else "")
        for other, which in zip(
            paragraph_search.neighbours(passage, order), ("previous", "next"), strict=True
        )
    )
    # On a phone the pane lies over the list.
    close = Link(words("app.close"), here.link(passage=None)) if view.params.passage else None
    return Reading(
        words(f"paragraphs.{row['kind']}", n=row["number"], annex=evidence.annex(view, row)),
        _passage(view, row, view.section(str(row["section"])) if row["section"] else ""),
        view.params.passage or "",
        words("paragraphs.outside") if outside else "",
        before,
        after,
        close,
        marks(view),
        tuple(_passage(view, r, str(r["number"])) for r in rows.values() if r["attached_to"] == passage),
        words("paragraphs.footnotes"),
        Link(words("method.report_error"), here.to("method", passage=passage)),
        found(view, passage),
        readings.aid(view),
    )


def _passage(view: View[ParagraphsParams], row: Row, where: str) -> Passage:
    passage = str(row["passage"])
    return Passage(
        passage,
        where,
        str(row["text"]),
        view.text_lang,
        paragraph_search.marks_of(view, passage),
        view.here.to("paragraphs", passage=passage),
        evidence.citation(view, row),
        reading=paragraph_search.reading_of(view, passage),
        shown=view.wording,
    )


def marks(view: View[ParagraphsParams]) -> Choices:
    """Which kinds of marks are highlighted."""
    kinds, by_default = paragraph_search.MARK_KINDS, paragraph_search.MARKS_BY_DEFAULT
    options = tuple(
        Option(
            view.words(f"marks.{kind}"),
            view.here.toggle("highlight", kind, kinds, by_default),
            kind in paragraph_search.marks_shown(view),
            mark=kind,
        )
        for kind in kinds
    )
    return Choices(view.words("paragraphs.marks"), options, shown=False)


def found(view: View[ParagraphsParams], passage: str) -> Terms | None:
    """What the tables hold of a passage."""
    words = view.words

    def of(table: str) -> pd.DataFrame:
        frame = view.report.table(table)
        return frame[frame["passage"] == passage]

    def links(page: str, param: str, names: Mapping[str, str]) -> list[Cell]:
        return [Cell(name, view.here.to(page, **{param: code})) for code, name in names.items()]

    themes = of("themes")
    countries = {str(i): view.country(str(i)) for i in of("mentions")["iso3"]}
    about = {str(t): view.theme(str(t)) for t in themes.loc[themes["basis"] == "words", "theme"]}
    engagements = dict.fromkeys(of("engagements").sort_values("rank")["engagement"])
    terms = {
        "countries": links("countries", "country", countries),
        "engagements": [Cell(words(f"engagements.{e}")) for e in engagements],
        "presences": [
            _presence(view, str(kind), rows) for kind, rows in of("presences").groupby("presence", sort=False)
        ],
        "figures": [
            Cell(each.text, lang=each.lang) for each in readings.phrases(view, of("figures"), "figure")
        ],
        "themes": links("themes", "theme", about),
        "citations": [Cell(str(symbol)) for symbol in dict.fromkeys(of("citations")["symbol"])],
    }
    items = tuple((words(f"paragraphs.found_{name}"), tuple(cells)) for name, cells in terms.items() if cells)
    return Terms(words("paragraphs.findings"), items) if items else None


def _presence(view: View[ParagraphsParams], kind: str, rows: pd.DataFrame) -> Cell:
    words = view.words
    names = words.listing(view.country(str(i)) for i in dict.fromkeys(rows["iso3"]) if i)
    return Cell(f"{words(f'presences.{kind}')}{words('app.colon') if names else ''}{names}")
