"""A document that was read and is not kept yet: what it is, its outline with all paragraphs, and keeping it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from ui import sessions, tables
from ui.i18n import LANGUAGES
from ui.markup import esc
from ui.params import CountriesParams
from ui.queries import country_counts
from ui.reports import content as reports_content
from ui.reports import reading_process
from ui.view import View

_FIRST = 3
_LONGEST = 220
_SYMBOL = re.compile(r"[A-Z][A-Za-z0-9]*(/[A-Za-z0-9.()\-]+)+( ?\([A-Za-z. ]+\))?")


def draw(view: View) -> None:
    """The document that waits, if there is one."""
    own = sessions.own()
    if own.draft is None:
        return
    of = replace(view, report=own.draft.atlas.report(own.draft.report))
    some = bool(of.report.row["paragraphs"])
    st.html(head_html(of, own.draft.file.name))
    quality = f"<h3>{esc(view.words('library.read_well'))}</h3>{reports_content.quality_html(of)}"
    if not some:
        with st.container(key="keeping"):
            st.html(quality)
            if st.button(view.words("library.discard"), key="discard"):
                own.discard()
                st.rerun()
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        st.html(outline_html(of) + first_html(of))
    with right, st.container(key="keeping"):
        st.html(quality)
        _keeping(view, of.report)


def head_html(view: View, name: str) -> str:
    """What was found in the document, in a sentence."""
    say, n = view.words, int(view.report.row["paragraphs"])
    countries = len(country_counts.counts(view.on(CountriesParams)))
    counted = {"paragraphs": say.count("paragraphs", n), "countries": say.count("countries", countries)}
    title = say("library.preview", name=name, **counted) if n else say("library.preview_none", name=name)
    note = say("library.preview_note" if n else "library.preview_empty")
    return f'<h2 class="preview">{esc(title)}</h2><p class="notice" role="status">{esc(note)}</p>'


def outline_html(view: View) -> str:
    """Every part with the number of its paragraphs; each opens them."""
    say = view.words
    passages = view.report.passages
    rows = passages[passages["kind"] == "paragraph"].to_dict("records")
    sections = view.report.table("sections").to_dict("records")
    parts = "".join(_part(view, s, sections, rows) for s in sections if not s["parent"])
    rest = [row for row in rows if not row["section"]]
    if rest and sections:
        parts += _fold(view, say("library.outside"), len(rest), _paragraphs(view, rest))
    elif rest:
        note = esc(say("library.outline_none"))
        parts = f"<p>{note}</p>" + _fold(view, say("paragraphs.results"), len(rest), _paragraphs(view, rest))
    return (
        f'<h3>{esc(say("library.outline"))}</h3><p class="subtitle">{esc(say("library.outline_note"))}</p>'
        f'<div class="draft-outline">{parts}</div>'
    )


def _part(
    view: View, part: dict[Any, Any], sections: Sequence[dict[Any, Any]], rows: Sequence[dict[Any, Any]]
) -> str:
    path = str(part["section"])
    inside = [row for row in rows if f"{row['section']}.".startswith(f"{path}.")]
    own = [row for row in inside if row["section"] == path]
    children = "".join(_part(view, s, sections, rows) for s in sections if s["parent"] == path)
    return _fold(
        view, f"{part['label']} {part['title']}".strip(), len(inside), _paragraphs(view, own) + children
    )


def _fold(view: View, name: str, n: int, inner: str) -> str:
    count = esc(view.words.count("paragraphs", n))
    return f'<details><summary><span lang="{view.text_lang}">{esc(name)}</span><b>{count}</b></summary>{inner}</details>'


def _paragraphs(view: View, rows: Sequence[dict[Any, Any]], longest: int = _LONGEST) -> str:
    items = ""
    for row in rows:
        text = str(row["text"])
        shown = text if len(text) <= longest else f"{text[:longest].rstrip()} …"
        items += f'<li><span class="quiet">§{row["number"]}</span> {esc(shown)}</li>'
    return f'<ol class="draft-text" lang="{view.text_lang}">{items}</ol>' if items else ""


def first_html(view: View) -> str:
    """The first paragraphs, nearly whole."""
    passages = view.report.passages
    rows = passages[passages["kind"] == "paragraph"].head(_FIRST).to_dict("records")
    return f"<h3>{esc(view.words('library.first'))}</h3>{_paragraphs(view, rows, 4 * _LONGEST)}"


def _keeping(view: View, report: tables.Report) -> None:
    """What the document is, to correct, and the ways to keep it."""
    say, own, row = view.words, sessions.own(), report.row
    assert own.draft is not None
    st.html(f"<h3>{esc(say('library.is_it'))}</h3><p class='subtitle'>{esc(say('library.is_it_note'))}</p>")
    code = str(row["language"])
    chosen = st.selectbox(
        say("library.language"), LANGUAGES, LANGUAGES.index(code) if code in LANGUAGES else 0,
        format_func=lambda lang: say(f"library.language_{lang}"), key=f"language_{own.round}",
    )  # fmt: skip
    if chosen != code:
        reports_content.read(view, replace(own.draft, lang=chosen))
        st.rerun()
    with st.form(f"keep_{own.round}", border=False):
        known = {
            "symbol": st.text_input(say("library.symbol"), str(row["symbol"]), 60, help=None, key=f"symbol_{own.round}",
                                    placeholder=say("library.symbol_help")),
            "title": st.text_input(say("library.name"), str(row["title"]), 300, key=f"title_{own.round}"),
        }  # fmt: skip
        for name, column in zip(("start", "end"), st.columns(2), strict=True):
            with column:
                known[f"period-{name}"] = st.text_input(
                    say(f"library.{name}"), str(row[f"period_{name}"]), 10, key=f"{name}_{own.round}",
                    placeholder=say("library.day_help"),
                )  # fmt: skip
        notes = [say("library.keep_note")]
        if reports_content.may_share():
            notes.append(say("library.keep_note_everyone"))
        if report.report in view.report.atlas.reports:
            notes.append(say("library.replaces", symbol=str(row["symbol"])))
        st.html("".join(f'<p class="caption">{esc(note)}</p>' for note in notes))
        with st.container(horizontal=True):
            mine = st.form_submit_button(say("library.keep"), type="primary", key=f"mine_{own.round}")
            ours = reports_content.may_share() and st.form_submit_button(
                say("library.keep_everyone"), key=f"ours_{own.round}"
            )
            away = st.form_submit_button(say("library.discard"), key=f"away_{own.round}")
    if away:
        own.discard()
        st.rerun()
    known = {name: " ".join(value.split()) for name, value in known.items()}
    if mine or ours:
        keep(view, known, chosen, bool(ours))


def wrong(view: View, known: dict[str, str]) -> list[str]:
    """What is wrong with what was said of a document, in words."""
    say = view.words
    found = [] if _SYMBOL.fullmatch(known["symbol"]) else [say("library.wrong_symbol")]
    days = [known["period-start"], known["period-end"]]
    found += [say("library.wrong_day", value=day) for day in days if day and not is_day(day)]
    if all(map(is_day, days)) and days[0] > days[1]:
        found.append(say("library.wrong_order"))
    return found


def is_day(text: str) -> bool:
    """Whether a text is a date as 2020-07-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def keep(view: View, known: dict[str, str], lang: str, everyone: bool) -> None:
    """Keep the document that waits, for the session or for everyone; one with the same symbol and language gives way."""
    own = sessions.own()
    draft = own.draft
    if draft is None:
        return
    mistakes = wrong(view, known)
    if not everyone and len(own.folders) >= sessions.MOST and draft.report not in own.folders:
        mistakes.append(view.words("library.full", n=sessions.MOST))
    if mistakes:
        items = "".join(f"<p>{esc(mistake)}</p>" for mistake in mistakes)
        st.html(f'<div class="refused" role="alert">{items}</div>')
        return
    folder = own.new_folder()
    session = ["--reports", str(folder / "reports"), "--out", str(folder / "tables")]
    places = [] if everyone else session  # `etl` knows where the shared ones lie
    said = [f"--{name}={value}" for name, value in known.items() if value]
    try:
        ended = reports_content.progress(
            view,
            ["add", str(draft.file), f"--lang={lang}", *said, *places, "--progress=json"],
            reports_content.SECONDS_SHARED if everyone else reading_process.SECONDS,
        )
    except sessions.Refused as refused:
        reports_content.refuse(view, refused)
        return
    report = str(ended["report"])
    if everyone:
        own.remove(report)
    else:
        own.keep(report, folder)
    own.discard()
    reports_content.say_next("kept_everyone" if everyone else "kept", symbol=known["symbol"], report=report)
    st.rerun()
