"""Rows for a report's corrections.csv, filled in as far as a finding goes: a reader adds a reason and initials."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from ui import evidence
from ui.cache import kept
from ui.markup import copy_button, esc, link, part_head
from ui.method import data_dictionary
from ui.view import View

HEADER = ("table", "passage", "surface", "occurrence", "action", "values", "reason", "initials")
# Table → the columns that a correction usually changes.
CHANGED = {
    "mentions": ("iso3", "kind"),
    "groups": ("group", "kind"),
    "engagements": ("engagement",),
    "presences": ("presence", "iso3", "status"),
    "figures": ("value", "low", "high", "category"),
    "citations": ("symbol",),
}
# Table → what a row for something missed starts from.
ADDED = {
    "mentions": "iso3=XXX;kind=country",
    "presences": "presence=country_office;iso3=XXX;status=existing",
    "figures": "value=0;qualifier=exact;unit=;category=other",
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


@kept
def places(view: View) -> dict[str, str]:
    """Passage → where it stands, in words."""
    return {passage: evidence.where(view, row) for passage, row in evidence.rows_by_passage(view).items()}


def draw(view: View) -> None:
    """Choose a passage; its findings, each with rows to copy."""
    say = view.words
    st.html(f"{part_head('correct', say('method.correct'))}<p>{esc(say('method.correct_note'))}</p>")
    rows = evidence.rows_by_passage(view)

    def choose() -> None:
        view.here.put(p=st.session_state["passage"])

    chosen = view.here.get("p")
    st.session_state["passage"] = chosen
    with st.container(key="conditions_correct"):
        st.selectbox(
            say("method.correct_choose"),
            list(rows),
            key="passage",
            index=None,
            format_func=places(view).__getitem__,
            placeholder=say("method.correct_placeholder"),
            on_change=choose,
        )
    if chosen:
        st.html(html(view, chosen))


@kept
def html(view: View, name: str) -> str:
    """A passage's text, its findings, and rows of corrections.csv to copy."""
    say, passage = view.words, evidence.rows_by_passage(view)[name]
    blocks: dict[str, str] = {}
    for finding in found(view, name):
        change = copy_button(say("method.correct_set"), row(view, finding, "set"))
        drop = copy_button(say("method.correct_drop"), row(view, finding, "drop"))
        blocks[finding.table] = blocks.get(finding.table, "") + (
            f'<li><span><b lang="{view.text_lang}">{esc(finding.surface)}</b>'
            f'<span class="quiet">{esc(finding.said)}</span></span><span class="files">{change}{drop}</span></li>'
        )
    listed = "".join(
        f'<h3>{esc(say(f"tables.{table}"))}</h3><ul class="corrections">{items}</ul>'
        for table, items in blocks.items()
    )
    listed = listed or f"<p>{esc(say('method.correct_none'))}</p>"
    lines = "".join(
        copy_button(say("method.correct_add", name=say(f"tables.{table}")), missed(view, table, name))
        for table in ADDED
    )
    opened = link(view.here.to("paragraphs", p=name), esc(say("evidence.open")))
    return (
        f'<blockquote lang="{view.text_lang}">{esc(passage["text"])}</blockquote><p class="ways">{opened}</p>'
        f"{listed}"
        f'<h3>{esc(say("method.correct_missing"))}</h3><p class="ways">{lines}</p>'
    )
