"""A document that was read and is not kept yet: looking at it, saying what it is, keeping it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import htpy as h
import streamlit as st

from ui import access, sessions, tables, url_state
from ui.i18n import LANGUAGES
from ui.render.html import put
from ui.reports import content, job, reading_process, widgets
from ui.view import View

_SYMBOL = re.compile(r"[A-Z][A-Za-z0-9]*(/[A-Za-z0-9.()\-]+)+( ?\([A-Za-z. ]+\))?")


def draw(view: View) -> None:
    """The document that waits, if there is one."""
    own = sessions.own()
    if own.draft is None or own.job:
        return
    of = replace(view, report=own.draft.atlas.report(own.draft.report))
    put(of, content.waiting(of, own.draft.file.name))
    if not of.report.row["paragraphs"]:
        with st.container(key="keeping"):
            put(of, content.read_well(of))
            if st.button(view.words("library.discard"), key="discard"):
                own.discard()
                st.rerun()
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        put(of, content.outline(of), content.first(of))
    with right, st.container(key="keeping"):
        put(of, content.read_well(of))
        _keeping(view, of.report)


def _keeping(view: View, report: tables.Report) -> None:
    """What the document is, to correct, and the ways to keep it."""
    say, own, row = view.words, sessions.own(), report.row
    assert own.draft is not None
    put(view, content.asking(view))
    code = str(row["language"])
    chosen = st.selectbox(
        say("library.language"), LANGUAGES, LANGUAGES.index(code) if code in LANGUAGES else 0,
        format_func=lambda lang: say(f"library.language_{lang}"), key=f"language_{own.round}",
    )  # fmt: skip
    if chosen != code:
        widgets.read(own, replace(own.draft, lang=chosen))
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
        shared = access.may_change()
        put(view, *content.keeping(view, report.report, str(row["symbol"]), shared))
        with st.container(horizontal=True):
            mine = st.form_submit_button(say("library.keep"), type="primary", key=f"mine_{own.round}")
            ours = shared and st.form_submit_button(say("library.keep_everyone"), key=f"ours_{own.round}")
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
    """Keep the document that waits, privately or for everyone; one with the same symbol and language gives way.

    What was read for the preview is kept as it is, under the symbol, title and period that are said now.
    """
    own = sessions.own()
    draft = own.draft
    if draft is None:
        return
    mistakes = wrong(view, known)
    if not everyone and len(own.folders) >= sessions.MOST and draft.report not in own.folders:
        mistakes.append(view.words("library.full", n=sessions.MOST))
    if mistakes:
        widgets.alert(*(h.p[mistake] for mistake in mistakes))
        return
    folder = own.new_folder()

    def done(ended: dict[str, Any]) -> None:
        report = str(ended["report"])
        if everyone:
            own.remove(report)
        else:
            own.keep(report, folder)
        own.discard()
        own.said = ("kept_everyone" if everyone else "kept", {"symbol": known["symbol"], "report": report})

    said = [f"--{name}={value}" for name, value in known.items() if value]
    if everyone:
        asked = ["add", str(draft.file), f"--lang={lang}", *said]  # `etl` knows where the shared ones lie
    elif known["symbol"].split("/")[0] == str(draft.atlas.report(draft.report).row["symbol"]).split("/")[0]:
        asked = ["restate", str(draft.folder / "tables"), "--out", str(folder / "tables"), *said]
    else:  # whose resolutions the text means hangs on the organ: it is read again
        places = ["--reports", str(folder / "reports"), "--out", str(folder / "tables")]
        asked = ["add", str(draft.file), f"--lang={lang}", *said, *places]
    job.etl(
        own,
        [*asked, "--progress=json"],
        widgets.SECONDS_SHARED if everyone else reading_process.SECONDS,
        done,
        access.actor(),
    )
    st.query_params[url_state.OWN] = own.key
    st.rerun()
