"""The panel that every number opens: its paragraphs as cards, what was counted highlighted.

The heading states the number of paragraphs; the cards are those paragraphs; footnotes follow, apart and not
counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from ui.cache import kept
from ui.findings import Evidence, Mark, marked_html, sentence_of
from ui.markup import copy_button, esc, link
from ui.view import View

Row = dict[str, Any]


def mark_labels(view: View) -> dict[str, str]:
    """Kind of mark → its name, said on hover and to screen readers."""
    kinds = ("country", "name", "presence", "engagement", "figure", "theme", "citation", "search")
    labels = {kind: view.words(f"marks.{kind}") for kind in kinds}
    nothings = {"unstated": view.words("nothing.no_figure"), "doubtful": view.words("nothing.unread")}
    return labels | nothings


def rows_by_passage(view: View) -> dict[str, Row]:
    """Passage → its row, with a page of 0 where it is not known."""

    def make() -> dict[str, Row]:
        frame = view.report.passages
        records = frame.assign(page=frame["page"].fillna(0)).to_dict("records")
        return {str(row["passage"]): {str(name): value for name, value in row.items()} for row in records}

    return view.report.once("rows by passage", make)


def citation(view: View, row: Row) -> str:
    """How to cite a passage, in the interface's language."""
    report = view.report.row
    key = "evidence.citation" if row["kind"] == "paragraph" else f"evidence.citation_{row['kind']}"
    return view.words(
        key, title=view.title, symbol=report["symbol"], n=row["number"], address=report["address"]
    )


def where(view: View, row: Row) -> str:
    """Number, part of the outline and page of a passage: `§81 · E.1 Transitional justice · p. 14`."""
    words, number = view.words, row["number"]
    section = view.section(row["section"]) if row["section"] else ""
    if row["kind"] != "footnote":
        parts = [words(f"evidence.{row['kind']}_mark", n=number), section]
    else:
        attached = words("evidence.attached", n=row["attached_to"]) if row["attached_to"] else ""
        parts = [words("evidence.footnote_mark", n=number), attached, section]
    parts.append(words("evidence.page", n=row["page"]) if row["page"] else "")
    return " · ".join(part for part in parts if part)


def number_of(view: View, passage: str) -> str:
    """The number of a paragraph or footnote: `§81`."""
    row = rows_by_passage(view)[passage]
    key = f"{row['kind']}_mark"
    return view.words(f"evidence.{key}", n=row["number"])


def sentences(view: View, evidence: Evidence) -> Iterator[tuple[str, str, tuple[Mark, ...]]]:
    """(passage, sentence, what was counted in it) of every sentence that bears a number out, in the order of print.

    Of a passage in which no place is marked it is the first sentence.
    """
    rows = rows_by_passage(view)
    for passage in (*evidence.paragraphs, *evidence.footnotes):
        text, marks = str(rows[passage]["text"]), evidence.marks.get(passage, ())
        places = [mark.start for mark in marks] or [0]
        for start, end in dict.fromkeys(sentence_of(text, at) for at in places):
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            inside = [
                replace(m, start=m.start - first, end=m.end - first) for m in marks if start <= m.start < end
            ]
            yield passage, text[first:end].rstrip(), tuple(inside)


def card(view: View, row: Row, evidence: Evidence) -> str:
    """One passage as HTML."""
    passage, words = str(row["passage"]), view.words
    text = marked_html(str(row["text"]), evidence.marks.get(passage, ()), mark_labels(view))
    target = view.here.to("paragraphs", p=passage)
    note = evidence.notes.get(passage, "")
    note_html = f' <span class="card-note">{esc(note)}</span>' if note else ""
    return (
        f'<article class="card card-{esc(row["kind"])}" data-passage="{esc(passage)}">'
        f"<header>{link(target, esc(where(view, row)))}{note_html}</header>"
        f'<p lang="{view.text_lang}">{text}</p>'
        f"<footer>{copy_button(words('evidence.cite'), citation(view, row))}"
        f"{link(target, esc(words('evidence.open')))}{add_quote(view, passage)}</footer></article>"
    )


def add_quote(view: View, passage: str) -> str:
    """The link that adds a paragraph to the presentation."""
    return link(view.here.link(add=passage), esc(view.words("evidence.add")))


def cards(view: View, evidence: Evidence) -> str:
    """All cards: the paragraphs, then the footnotes under their own heading."""
    rows = rows_by_passage(view)
    parts = [card(view, rows[p], evidence) for p in evidence.paragraphs]
    if evidence.footnotes:
        parts.append(f'<h3 class="apart">{esc(view.words.count("footnotes", len(evidence.footnotes)))}</h3>')
        parts += [card(view, rows[p], evidence) for p in evidence.footnotes]
    return "".join(parts)


def panel(view: View, title: str, evidence: Evidence, close: str, *, key: str, lead: str = "") -> None:
    """Draw the panel; see `panel_html`."""
    st.html(panel_html(view, title, evidence, close, key=key, lead=lead))


@kept
def panel_html(view: View, title: str, evidence: Evidence, close: str, *, key: str, lead: str = "") -> str:
    """The panel as HTML. `close` puts it away ("" where it stays), `key` is what was chosen ("" where nothing was, so
    that a phone leaves the panel out), `lead` our HTML before the cards."""
    words, number = view.words, evidence.number
    heading = words("evidence.number_heading", title=title, count=words.count("paragraphs", number))
    body = cards(view, evidence) or f'<p class="quiet">{esc(words("evidence.none"))}</p>'
    return (
        f'<section class="panel" data-chosen="{esc(key)}" aria-live="polite"><header class="panel-head">'
        f'<h2 data-number="{number}">{esc(heading)}</h2>{_close(view, close)}</header>'
        f'{lead}<div class="cards" tabindex="0">{body}</div></section>'
    )


def as_list(view: View, **conditions: str) -> str:
    """The way from a panel to the same paragraphs as a list to filter and download, as HTML."""
    target = view.here.to("paragraphs", **conditions)
    return f'<p class="as-list">{link(target, esc(view.words("evidence.as_list")))}</p>'


def nothing(view: View, title: str, sentence: str, close: str = "") -> None:
    """Draw the panel where there is nothing to show; see `nothing_html`."""
    st.html(nothing_html(view, title, sentence, close))


def nothing_html(view: View, title: str, sentence: str, close: str = "") -> str:
    """The panel where there is nothing to show, and why; with `close` where something was chosen."""
    chosen, way_out = (title, _close(view, close)) if close else ("", "")
    return (
        f'<section class="panel panel-empty" data-chosen="{esc(chosen)}" aria-live="polite">'
        f'<header class="panel-head"><h2>{esc(title)}</h2>{way_out}</header><p>{esc(sentence)}</p></section>'
    )


def _close(view: View, href: str) -> str:
    return link(href, esc(view.words("app.close")), class_="close") if href else ""
