"""What is done in the report library: reading a document, removing a report; how far that is, and why it failed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

import htpy as h
import streamlit as st
from htpy import Element

from ui import exports, sessions, tables, url_state
from ui.content import File, Files, Note
from ui.render.html import put, write
from ui.render.html.elements import go
from ui.reports import content, reading_process, warning_text
from ui.view import View

SHARED = "ATLAS_SHARED"
# Building every report anew takes longer than reading one.
SECONDS_SHARED = 300
_SAID = "said in the library"
_STEPS = ("reading", "structure", "names", "figures", "themes", "writing")


def may_share() -> bool:
    """Whether the server's owner lets visitors change what everyone sees."""
    return os.environ.get(SHARED) == "1"


def report(view: View, name: str) -> None:
    """One report, and the way to remove it where that may be."""
    of, shown = content.of_report(view, name), name == view.report.report
    put(of, content.card(of, shown))
    if of.report.own or (may_share() and len(tables.load().reports) > 1):
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
    name, symbol = view.report.report, str(view.report.row["symbol"])
    if view.report.own:
        sessions.own().remove(name)
    else:
        try:
            progress(view, ["remove", name], SECONDS_SHARED)
        except sessions.Refused as refused:
            refuse(view, refused)
            return
    say_next("removed", symbol=symbol)
    if shown and name not in tables.load().reports:
        st.query_params.from_dict({url_state.LANG: view.lang})
    st.rerun()


def progress(
    view: View, arguments: Sequence[str], seconds: float = reading_process.SECONDS
) -> dict[str, object]:
    """Run `etl` and show how far it is."""
    place = st.empty()

    def tell(step: str, done: int, total: int) -> None:
        if step == reading_process.WAITING:
            said = h.p(".notice", role="status")[view.words("library.waiting", n=done)]
        else:
            said = _steps(view, done, bool(total))
        place.html(str(said))

    tell("starting", 0, 0)
    try:
        return reading_process.run(arguments, tell, seconds)
    finally:
        place.empty()


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


def say_next(key: str, **values: str) -> None:
    """Say something when the page is drawn next."""
    st.session_state[_SAID] = (key, values)


def said(view: View) -> None:
    """What was just done."""
    if _SAID not in st.session_state:
        return
    key, values = st.session_state.pop(_SAID)
    name = values.get("report", "")
    way = None
    if name in view.report.atlas.reports:
        way = go(content.to(content.of_report(view, name), "overview"), view.words("library.open"))
    sentence = view.words(f"library.{key}", **values)
    write(str(h.p(".notice", role="status")[sentence, way and [" ", way]]))


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
    if given is not None:
        folder = own.new_folder()
        file = folder / reading_process.safe_name(given.name)
        file.write_bytes(given.getbuffer())
        own.discard()
        read(view, sessions.Draft(folder, file, "", "auto"))
        st.rerun()
    if own.refused:
        refuse(view, own.refused)


def read(view: View, draft: sessions.Draft) -> None:
    """Read a document into its folder; what comes of it is the session's draft, or the reason why there is none."""
    own = sessions.own()
    own.draft = own.refused = None
    own.round += 1
    try:
        out = draft.folder / "tables"
        ended = progress(
            view, ["extract", str(draft.file), "--out", str(out), f"--lang={draft.lang}", "--progress=json"]
        )
        own.draft = replace(draft, report=str(ended["report"]))
    except sessions.Refused as refused:
        own.refused = refused
    finally:
        if own.draft is None:
            sessions.forget(draft)
