"""Rows for a report's corrections.csv, filled in as far as a finding goes: a reader adds a reason and initials."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ui import data_dictionary, evidence
from ui.content import Block, Copies, Copy, Line, Lines, Link, Links, Note, Quote, Section
from ui.method.content import part
from ui.params import MethodParams
from ui.view import View

HEADER = ("table", "passage", "surface", "occurrence", "action", "values", "reason", "initials")
# Table → the columns that a correction usually changes.
CHANGED = {
    "mentions": ("iso3", "kind"),
    "groups": ("group", "kind"),
    "engagements": ("engagement",),
    "presences": ("presence", "iso3", "status"),
    "figures": ("value", "low", "high", "category"),
    "statements": ("fund", "figure"),
    "citations": ("symbol",),
}
# Table → what a row for something missed starts from.
ADDED = {
    "mentions": "iso3=XXX;kind=country",
    "presences": "presence=country_office;iso3=XXX;status=existing",
    "figures": "value=0;qualifier=exact;unit=;category=other",
    "statements": "kind=word;fund=;figure=none",
}


@dataclass(frozen=True)
class Found:
    """One finding of a passage, as corrections name it: the nth time that a table has those words."""

    table: str
    passage: str
    surface: str
    occurrence: int
    values: str
    said: str = ""


def found(view: View, passage: str) -> Iterator[Found]:
    """Everything in a passage that can be corrected, table by table in the tables' order."""
    report = view.report
    texts = dict(zip(report.passages["passage"], report.passages["text"], strict=True))
    for table, columns in CHANGED.items():
        rows = report.table(table)
        seen: Counter[str] = Counter()
        for row in rows[rows["passage"] == passage].to_dict("records"):
            surface = str(texts[passage])[int(row["start"]) : int(row["end"])]
            seen[surface] += 1
            values = ";".join(f"{name}={_plain(row[name])}" for name in columns if pd.notna(row[name]))
            said = data_dictionary.finding_words(view, table, row)
            yield Found(table, passage, surface, seen[surface], values, said)


def _plain(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def row(view: View, finding: Found, action: str) -> str:
    """The header and one row of corrections.csv, to be copied."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(HEADER)
    reason, initials = view.words("method.correct_reason"), view.words("method.correct_initials")
    values = "" if action == "drop" else finding.values
    writer.writerow(
        (
            finding.table,
            finding.passage,
            finding.surface,
            finding.occurrence,
            action,
            values,
            reason,
            initials,
        )
    )
    return target.getvalue()


def missed(view: View, table: str, passage: str) -> str:
    """A row that adds what was not found; the reader puts in the words of the text."""
    return row(view, Found(table, passage, view.words("method.correct_words"), 1, ADDED[table]), "add")


def title(view: View[MethodParams]) -> Section:
    """What a correction is."""
    return part(view, "correct", Note(view.words("method.correct_note"), "text"))


def rows(view: View[MethodParams]) -> Iterator[Block]:
    """The chosen passage's text, its findings, and rows of corrections.csv to copy."""
    if not (name := view.params.passage):
        return
    say = view.words
    yield Quote(str(evidence.rows_by_passage(view)[name]["text"]), view.text_lang)
    yield Links((Link(say("evidence.open"), view.here.to("paragraphs", passage=name)),), "ways")
    every = list(found(view, name))
    for table in dict.fromkeys(finding.table for finding in every):
        items = tuple(_line(view, finding) for finding in every if finding.table == table)
        yield Section(say(f"tables.{table}"), (Lines(items, "corrections"),), kind="", level=3)
    if not every:
        yield Note(say("method.correct_none"), "text")
    added = tuple(
        Copy(say("method.correct_add", name=say(f"tables.{table}")), missed(view, table, name))
        for table in ADDED
    )
    yield Section(say("method.correct_missing"), (Copies(added, shown=False),), kind="", level=3)


def _line(view: View[MethodParams], finding: Found) -> Line:
    copies = tuple(
        Copy(view.words(f"method.correct_{way}"), row(view, finding, way)) for way in ("set", "drop")
    )
    return Line(finding.surface, note=finding.said, lang=view.text_lang, copies=copies)
