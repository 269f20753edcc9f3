"""What is done in the report library: reading a document, removing a report; how far that is, and why it failed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import htpy as h
import streamlit as st
from htpy import Element
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ui import access, searching, sessions, tables, url_state
from ui.content import Note
from ui.params import ReportsParams
from ui.render.html import put, write
from ui.render.html.elements import copy_link_button, go
from ui.reports import batch, content, job, reading_process, warning_text
from ui.view import View

# Building every report anew takes longer than reading one.
SECONDS_SHARED = 300
_STEPS = ("reading", "structure", "names", "figures", "themes", "writing")


def chosen(view: View[ReportsParams]) -> None:
    """The card of the report that is opened, and the way to remove it where that may be."""
    put(view, content.panel(view))
    of = content.of_report(view, view.params.open or view.report.report)
    name, mine = of.report.report, sessions.mine()
    ours = of.report.own and mine is not None and name in mine.folders
    if ours or (not of.report.own and access.may_change() and len(tables.load().reports) > 1):
        _removal(of, name == view.report.report)


def search(view: View[ReportsParams]) -> None:
    """The field for words in titles and symbols."""
    searching.field(view, view.words("library.search"), view.words("library.search_placeholder"))


def _removal(view: View, shown: bool) -> None:
    say, name, own = view.words, view.report.report, view.report.own
    kind = "own" if own else "everyone"
    with st.container(key=f"remove_{name}"), st.popover(say("library.remove")):
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

        job.etl(own, ["remove", name], SECONDS_SHARED, removed, access.actor())
    gone = ("open", *([url_state.REPORT] if shown else []))
    st.query_params.from_dict({name: v for name, v in st.query_params.items() if name not in gone})
    st.rerun()


def working() -> bool:
    """Whether something is being done for the user."""
    return sessions.own().job is not None


def watch(view: View, begun: bool) -> None:
    """Show how far it is what `etl` does for the user, until it ends; it goes on where the page is left. What had `begun` before
    the page was drawn, and ended meanwhile, is drawn anew as well: the table stands above."""
    own = sessions.own()
    if own.job is None and not begun:
        return
    place = st.empty()
    while now := own.job:
        step, done, total = now.step
        if step == reading_process.WAITING:
            said = h.p(".notice", role="status")[view.words("library.waiting", n=done)]
        elif step in _STEPS or not total:
            said = _steps(view, done, bool(total))
        else:
            said = _documents(view, now)
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


def _documents(view: View, now: job.Job) -> Element:
    """How many of several documents are done, and about how long the others will take."""
    step, done, total = now.step
    line = view.words("library.reading", n=min(done + 1, total), total=total, name=step)
    left = now.left
    time_left = _duration(view, left) if left is not None else view.words("library.left_unknown")
    return h.div(".reading-steps", role="status")[
        h.progress(max=str(total), value=str(done), aria_label=view.words("library.progress")),
        h.p[line, " ", h.span(".quiet")[time_left]],
    ]


def _duration(view: View, seconds: float) -> str:
    """About how long: minutes, below one of them tens of seconds."""
    if seconds >= 90:
        return view.words("library.left_minutes", n=round(seconds / 60))
    return view.words("library.left_seconds", n=max(10 * round(seconds / 10), 10))


def outcome(view: View) -> None:
    """What came of several documents: how many are kept, and each that is refused with its reason."""
    made, say = sessions.own().outcome, view.words
    if made is None:
        return
    kept = say("library.kept_many", n=len(made.kept)) if made.kept else say("library.kept_none")
    write(str(h.p(".notice", role="status")[kept]))
    if made.refused:
        lines = [
            h.li[h.b[name], " ", warning_text.refusal(say, of.code, of.facts)]
            for name, of in made.refused.items()
        ]
        alert(h.p[h.b[say("library.refused_many", n=len(made.refused))]], h.ul[lines])


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
    """Take documents: one is read and looked at, several or a zip file are kept at once."""
    own = sessions.own()
    given = st.file_uploader(
        view.words("library.add"),
        key=f"upload_{own.round}",
        label_visibility="collapsed",
        max_upload_size=10,
        accept_multiple_files=True,
    )
    if own.job is None and len(given) == 1 and not given[0].name.lower().endswith(batch.ZIP):
        (file,) = _saved(own, given)
        own.discard()
        read(own, sessions.Draft(file[1].parent, file[1], "", "auto"))
        st.query_params[url_state.OWN] = own.key
        st.rerun()
    elif own.job is None and given:
        _several(view, given)
    if own.refused:
        refuse(view, own.refused)
    outcome(view)


def _several(view: View, given: Sequence[UploadedFile]) -> None:
    """Ask for whom several documents are to be kept, and begin."""
    say, own, shared = view.words, sessions.own(), access.may_change()
    with st.container(key="keeping"):
        put(view, Note(say("library.several", n=len(given), most=sessions.MOST), "text"))
        with st.container(horizontal=True):
            mine = st.button(say("library.keep_several"), type="primary", key=f"several_{own.round}")
            ours = shared and st.button(say("library.keep_several_everyone"), key=f"all_{own.round}")
            away = st.button(say("library.discard"), key=f"none_{own.round}")
    if mine or ours:
        own.discard()
        batch.begin(own, _saved(own, given), bool(ours), access.actor())
        st.query_params[url_state.OWN] = own.key
    if mine or ours or away:
        own.round += 1
        st.rerun()


def _saved(own: sessions.Own, given: Sequence[UploadedFile]) -> list[tuple[str, Path]]:
    """The files that were given, each in a folder of its own."""
    saved = []
    for file in given:
        path = own.new_folder() / reading_process.safe_name(file.name)
        path.write_bytes(file.getbuffer())
        saved.append((file.name, path))
    return saved


def read(own: sessions.Own, draft: sessions.Draft) -> None:
    """Begin to read a document into its folder; what comes of it is the user's draft, or the reason why there is none."""
    own.draft = None
    own.round += 1

    def waits(ended: dict[str, Any]) -> None:
        own.draft = replace(draft, report=str(ended["report"]))

    out = draft.folder / "tables"
    asked = ["extract", str(draft.file), "--out", str(out), f"--lang={draft.lang}", "--progress=json"]
    job.etl(own, asked, reading_process.SECONDS, waits)
