"""A report in the reader's language: the reading beside the source, marked where both say the same; what is shown of the two.

The reading comes first, the source is what counts and is cited. Where a finding has no twin in the reading, the reading
stays unmarked there. Where the report itself is held in that language, its text takes the place of our reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

import pandas as pd

from etl import readings as twins
from ui import url_state
from ui.cache import kept
from ui.content import Aid, Link, Wording
from ui.findings import Mark, sentence_of
from ui.tables import Report, TablesError
from ui.view import View


@dataclass(frozen=True)
class Reading:
    """A passage in another language; `twins` are where it says what the source says: (kind, start, end) → start, end."""

    text: str
    lang: str
    sentences: str
    twins: Mapping[Place, tuple[int, int]]


def table_of(view: View) -> pd.DataFrame | None:
    """The rows of the report's reading in the language of the interface; None where there is none, or it is the source's."""
    if view.lang == view.text_lang:
        return None
    return _table(view.report, view.lang)


@kept
def _table(report: Report, lang: str) -> pd.DataFrame | None:
    try:
        frame = report.table("readings")
        if other := report.text_in(lang):
            return _of_report(report, other, lang)
    except TablesError:  # evidence is shown without it
        return None
    chosen = frame[frame["language"] == lang]
    return chosen if len(chosen) else None


def _of_report(report: Report, other: Report, lang: str) -> pd.DataFrame:
    both = set(report.passages["passage"]) & set(other.passages["passage"])

    def tables(of: Report) -> dict[str, pd.DataFrame]:
        found = {name: of.table(name) for name in ("passages", *twins.MARKED)}
        return {
            name: (chosen := frame[frame["passage"].isin(both)]).iloc[
                chosen["passage"].map(order).argsort(kind="stable")
            ]
            for name, frame in found.items()
        }

    order = {passage: n for n, passage in enumerate(report.passages["passage"])}
    return twins.table(lang, tables(report), tables(other))


@kept
def _readings(report: Report, lang: str) -> dict[str, Reading]:
    frame = _table(report, lang)
    if frame is None:
        return {}
    columns = frame[["passage", "text", "sentences", "marks"]].astype(str)
    return {
        passage: Reading(text, lang, sentences, {at: there for at, _, there in decoded(marks)})
        for passage, text, sentences, marks in columns.itertuples(index=False, name=None)
    }


Place = tuple[str, int, int]  # kind, start, end


def decoded(marks: str) -> list[tuple[Place, str, tuple[int, int]]]:
    """(place in the source, what is found, place in the reading) of every mark in a cell of the table."""
    parts = (mark.split(":") for mark in marks.split())
    return [
        ((kind, int(a), int(b)), unquote(key), (int(start), int(end)))
        for kind, key, a, b, start, end in parts
    ]


def of(view: View) -> Mapping[str, Reading]:
    """Passage → its reading in the language of the interface; empty where there is none."""
    return {} if view.lang == view.text_lang else _readings(view.report, view.lang)


def whole(view: View, passage: str, marks: Iterable[Mark] = ()) -> Wording | None:
    """The reading of a passage with its marks; None where there is none."""
    reading = of(view).get(passage)
    if reading is None:
        return None
    return Wording(reading.text, reading.lang, _twins(reading, marks))


def sentence(view: View, passage: str, bounds: str, at: int, marks: Iterable[Mark] = ()) -> Wording | None:
    """The reading of the sentence of a passage that a place belongs to; `bounds` are those of the source's sentences."""
    reading = of(view).get(passage)
    if reading is None:
        return None
    theirs, ours = reading.sentences.split(), bounds.split()
    if len(theirs) != len(ours):
        return None
    start, end = (int(n) for n in theirs[_number(ours, at, bounds)].split(":"))
    inside = (
        replace(m, start=m.start - start, end=m.end - start)
        for m in _twins(reading, marks)
        if start <= m.start and m.end <= end
    )
    return Wording(reading.text[start:end], reading.lang, tuple(inside))


def _number(sentences: list[str], at: int, bounds: str) -> int:
    begin = sentence_of(bounds, at)[0]
    return next((i for i, pair in enumerate(sentences) if pair.split(":")[0] == str(begin)), 0)


def phrase(view: View, passage: str, place: Place, said: str) -> Wording:
    """The words of a finding in the reading; the report's own, `said`, where the reading has no twin of it."""
    reading = of(view).get(passage) if view.wording != url_state.SOURCE else None
    there = reading.twins.get(place) if reading else None
    if reading is None or there is None:
        return Wording(said, view.text_lang)
    return Wording(reading.text[there[0] : there[1]], reading.lang)


def phrases(view: View, rows: pd.DataFrame, kind: str) -> tuple[Wording, ...]:
    """The words of findings of one kind."""
    columns = rows[["passage", "start", "end", "phrase"]]
    return tuple(
        phrase(view, str(p), (kind, int(a), int(b)), str(words))
        for p, a, b, words in columns.itertuples(index=False, name=None)
    )


def joined(parts: Iterable[Wording | None]) -> Wording | None:
    """Sentences one after the other; None where one has no reading."""
    text, marks, lang = "", list[Mark](), ""
    for part in parts:
        if part is None:
            return None
        text += " " if text else ""
        marks += [replace(m, start=m.start + len(text), end=m.end + len(text)) for m in part.marks]
        text, lang = text + part.text, part.lang
    return Wording(text, lang, tuple(marks)) if text else None


def aid(view: View) -> Aid | None:
    """What is said of a reading once over the passages, and the choice between it, the source and both."""
    if not of(view):
        return None
    words, shown = view.words, view.wording
    named = {each: words(f"readings.{each}") for each in url_state.WORDINGS}
    if view.report.text_in(view.lang):
        named |= {
            url_state.READING: words(f"readings.language_{view.lang}"),
            url_state.SOURCE: words(f"readings.language_{view.text_lang}"),
        }
    links = tuple(
        Link(name, view.here.in_wording(each), chosen=each == shown) for each, name in named.items()
    )
    return Aid(said(view), words("readings.choice"), links)


def said(view: View) -> str:
    """Whose reading it is and what is the source; "" where no reading is shown."""
    if view.wording == url_state.SOURCE or not of(view):
        return ""
    return _worded(view, "aid")


def column(view: View, passage: str, bounds: str, at: int) -> dict[str, str]:
    """The column of a list with the reading of the sentence at a place; none where the report has no reading."""
    said = sentence(view, passage, bounds, at) if of(view) else None
    return {heading(view): said.text} if said else {}


def heading(view: View) -> str:
    """The heading of a column of readings: whose they are."""
    return _worded(view, "column")


def searched(view: View) -> str:
    """That words were looked for in the reading as well as in the source."""
    return _worded(view, "searched")


def _worded(view: View, key: str) -> str:
    language, into = (view.words(f"readings.language_{code}") for code in (view.text_lang, view.lang))
    return view.words(
        f"readings.{key}{'_held' * bool(view.report.text_in(view.lang))}", language=language, into=into
    )


def _twins(reading: Reading, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    places = ((m, reading.twins.get((m.kind, m.start, m.end))) for m in marks)
    return tuple(sorted({Mark(*there, m.kind, m.doubtful) for m, there in places if there}))
