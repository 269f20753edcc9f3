"""What is done in the report library: reading a document, removing a report; how far that is, and why it failed."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import htpy as h
import streamlit as st
from htpy import Element

from ui import access, exports, sessions, tables, url_state
from ui.content import File, Files, Note
from ui.render.html import put, write
from ui.render.html.elements import copy_link_button, go
from ui.reports import content, reading_process, warning_text
from ui.reports.job import Job
from ui.view import View

# Building every report anew takes longer than reading one.
SECONDS_SHARED = 300
_STEPS = ("reading", "structure", "names", "figures", "themes", "writing")


def report(view: View, name: str) -> None:
    """One report, and the way to remove it where that may be."""
    of, shown = content.of_report(view, name), name == view.report.report
    put(of, content.card(of, shown))
    mine = sessions.mine()
    ours = of.report.own and mine is not None and name in mine.folders
    if ours or (not of.report.own and access.may_change() and len(tables.load().reports) > 1):
        _removal(of, shown)


def _removal(view: View, shown: bool) -> None:
    say, name, own = view.words, view.report.report, view.report.own
    kind = "own" if own else "everyone"
    with st.container(horizontal=True, key=f"remove_{name}"):
        if own:
            file = File(say("library.tables"), exports.package_href(view))
            put(view, Files((file,), kind=""), width="content")
        with st.popover(say("library.remove")):
            put(view, Note(say(f"library.remove_{kind}", symbol=str(view.report.row["symbol"])), "text"))
            if st.button(say("library.remove_yes"), key=f"yes_{name}"):
                _remove(view, shown)


def _remove(view: View, shown: bool) -> None:
    name, symbol, own = view.report.report, str(view.report.row["symbol"]), sessions.own()
    if view.report.own:
        own.remove(name)
        own.said = ("removed", {"symbol": symbol})
    else:

        def removed(_ended: dict[str, Any]) -> None:
            own.said = ("removed", {"symbol": symbol})

        Job(own, ["remove", name], SECONDS_SHARED, removed, access.actor())
    if shown:
        st.query_params.from_dict(
            {name: v for name, v in view.here.shared.items() if name != url_state.REPORT}
        )
    st.rerun()


def watch(view: View) -> None:
    """Show how far it is what `etl` does for the user, until it ends; it goes on where the page is left."""
    own = sessions.own()
    if own.job is None:
        return
    place = st.empty()
    while job := own.job:
        step, done, total = job.step
        if step == reading_process.WAITING:
            said = h.p(".notice", role="status")[view.words("library.waiting", n=done)]
        else:
            said = _steps(view, done, bool(total))
        place.html(str(said))
        time.sleep(reading_process.TICK)
    st.rerun()


def _steps(view: View, done: int, begun: bool) -> Element:
    """The steps of reading, of which so many are done."""
    items = []
    for k, name in enumerate(_STEPS):
        is_done = begun and k < done
        is_now = begun and k == done
        items.append(
            h.li(class_="done" if is_done else None, aria_current="step" if is_now else None)[
                view.words(f"library.step_{name}")
            ]
        )
    name = view.words("library.progress")
    return h.div(".reading-steps", role="status")[
        h.progress(max=str(len(_STEPS)), value=str(done), aria_label=name), h.ol[items]
    ]


def said(view: View) -> None:
    """What was just done."""
    own = sessions.mine() or sessions.own()
    if own.said is None:
        return
    (key, values), own.said = own.said, None
    name = values.get("report", "")
    way = None
    if name in view.report.atlas.reports:
        way = go(content.to(content.of_report(view, name), "overview"), view.words("library.open"))
    sentence = view.words(f"library.{key}", **values)
    write(str(h.p(".notice", role="status")[sentence, way and [" ", way]]))


def private(view: View) -> None:
    """What the private address is, to whom it shows what, and how to end it; said where the page shows own reports."""
    mine, atlas = sessions.mine(), view.report.atlas
    if not atlas.own:
        return
    put(view, content.private(view, mine is not None and mine.key == atlas.key))
    if mine is None or mine.key != atlas.key:
        return
    with st.container(horizontal=True, key="private"):
        address = url_state.href("reports", view.here.shared, view.here.base)
        write(str(copy_link_button(view.words("library.private_copy"), address, private=True)), "content")
        if st.button(view.words("library.private_revoke"), key="revoke"):
            mine.revoke()
            mine.said = ("revoked", {})
            st.query_params[url_state.OWN] = mine.key
            st.rerun()


def refuse(view: View, refused: sessions.Refused) -> None:
    """Say why a document is refused; what the reader of documents said itself, folded away."""
    say = view.words
    reason = warning_text.refusal(say, refused.code, refused.facts)
    details = None
    if refused.message:
        details = h.details[h.summary[say("refused.details")], h.p(lang="en")[refused.message[:400]]]
    alert(h.p[h.b[say("refused.title")], " ", reason], details)


def alert(*said: Element | None) -> None:
    """Say that something cannot be done."""
    write(str(h.div(".refused", role="alert")[said]))


def upload(view: View) -> None:
    """Take a document and read it."""
    own = sessions.own()
    given = st.file_uploader(
        view.words("library.add"), key=f"upload_{own.round}", label_visibility="collapsed", max_upload_size=10
    )
    if given is not None and own.job is None:
        folder = own.new_folder()
        file = folder / reading_process.safe_name(given.name)
        file.write_bytes(given.getbuffer())
        own.discard()
        read(own, sessions.Draft(folder, file, "", "auto"))
        st.query_params[url_state.OWN] = own.key
        st.rerun()
    if own.refused:
        refuse(view, own.refused)


def read(own: sessions.Own, draft: sessions.Draft) -> None:
    """Begin to read a document into its folder; what comes of it is the user's draft, or the reason why there is none."""
    own.draft = None
    own.round += 1

    def waits(ended: dict[str, Any]) -> None:
        own.draft = replace(draft, report=str(ended["report"]))

    out = draft.folder / "tables"
    asked = ["extract", str(draft.file), "--out", str(out), f"--lang={draft.lang}", "--progress=json"]
    Job(own, asked, reading_process.SECONDS, waits)
