"""The panel that every number opens: its paragraphs as cards, what was counted highlighted.

The heading states the number of paragraphs; the cards are those paragraphs; footnotes follow, apart and not
counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ui import citing, readings
from ui.cache import kept
from ui.content import Passage
from ui.findings import Evidence, sentence_of
from ui.tables import Report
from ui.view import View

Row = dict[str, Any]
_CHINESE = "一二三四五六七八九"
_NUMERAL = re.compile(rf"(?:[IVXL]+|\d+|[A-Z]|[{_CHINESE}])$")


def rows_by_passage(view: View) -> dict[str, Row]:
    """Passage → its row, with a page of 0 where it is not known."""
    return _rows(view.report)


@kept
def _rows(report: Report) -> dict[str, Row]:
    frame = report.passages
    records = frame.assign(page=frame["page"].fillna(0)).to_dict("records")
    return {str(row["passage"]): {str(name): value for name, value in row.items()} for row in records}


def citation(view: View, row: Row) -> str:
    """How to cite a passage, in the interface's language."""
    say, report = view.words, view.report
    return say(
        f"evidence.citation_{row['kind']}",
        document=citing.document(say, report, title_first=True),
        annex=annex(view, row, within=True),
        n=row["number"],
        at=citing.at(say, report),
    )


def cited(view: View, row: Row) -> str:
    """The same in short: symbol and paragraph."""
    inside = annex(view, row, within=True)
    return view.words(
        f"evidence.cited_{row['kind']}", symbol=view.report.row["symbol"], annex=inside, n=row["number"]
    )


def annex(view: View, row: Row, within: bool = False) -> str:
    """The annex that a passage stands in: `Annex II`, `within` a sentence `annex II`; "" outside of annexes."""
    if row["kind"] != "annex":
        return ""
    label = view.report.outline_code(str(row["passage"]).partition(".")[0])
    if view.lang != view.text_lang or not label:
        numeral = _NUMERAL.search(label)
        n = numeral.group() if numeral else ""
        label = view.words("evidence.annex_named", n=_CHINESE.find(n) + 1 if n and n in _CHINESE else n)
    return view.words.inside(label.strip()) if within else label.strip()


def where(view: View, row: Row) -> str:
    """Number, part of the outline and page of a passage: `§81 · E.1 Transitional justice · p. 14`."""
    words, number = view.words, row["number"]
    section = view.section(row["section"]) if row["section"] else ""
    if row["kind"] != "footnote":
        parts = [words(f"evidence.{row['kind']}_mark", n=number, annex=annex(view, row)), section]
    else:
        attached = words("evidence.attached", n=row["attached_to"]) if row["attached_to"] else ""
        parts = [words("evidence.footnote_mark", n=number), attached, section]
    parts.append(page(view, row))
    return " · ".join(part for part in parts if part)


def page(view: View, row: Row) -> str:
    """The page on which a passage begins: by its printed number, else as a page of the file; "" where it is not known."""
    if row["printed_page"]:
        return view.words("evidence.page", n=row["printed_page"])
    return view.words("evidence.page_of_file", n=row["page"]) if row["page"] else ""


def number_of(view: View, passage: str) -> str:
    """The number of a paragraph or footnote: `§81`."""
    row = rows_by_passage(view)[passage]
    key = f"{row['kind']}_mark"
    return view.words(f"evidence.{key}", n=row["number"], annex=annex(view, row))


def numbered(view: View, passage: str) -> str:
    """The same in a column of paragraphs: `81`, `Footnote 4`, `Annex II, §7`."""
    return str(listed_number(view, rows_by_passage(view)[passage]))


def listed_number(view: View, row: Row) -> int | str:
    """The number of a passage in files: a plain number for a paragraph, so that it sorts as one."""
    return int(row["number"]) if row["kind"] == "paragraph" else number_of(view, str(row["passage"]))


def sentences(view: View, evidence: Evidence) -> Iterator[Passage]:
    """Every sentence that bears a number out, in the order of print, with what was counted in it.

    Of a passage in which no place is marked it is the first sentence.
    """
    rows = rows_by_passage(view)
    for passage in (*evidence.paragraphs, *evidence.footnotes):
        text, bounds = str(rows[passage]["text"]), str(rows[passage]["sentences"])
        marks = evidence.marks.get(passage, ())
        places = [mark.start for mark in marks] or [0]
        for start, end in dict.fromkeys(sentence_of(bounds, at) for at in places):
            inside = [
                replace(m, start=m.start - start, end=m.end - start) for m in marks if start <= m.start < end
            ]
            yield Passage(
                passage,
                number_of(view, passage),
                text[start:end],
                view.text_lang,
                tuple(inside),
                reading=readings.sentence(view, passage, bounds, start, marks),
                shown=view.wording,
            )
