"""The page on which a presentation is put together: what is in view, a slide's fields, and the files of it."""

from __future__ import annotations

import streamlit as st

from ui import deck, exports, session_deck, url_state
from ui.content import Block, File, Files, Note, Section
from ui.deck import Deck, NoDeck
from ui.params import PresentParams
from ui.render.html import put
from ui.slides import content as slide_content
from ui.slides import export_process, names
from ui.slides import files as slide_files
from ui.view import View, origin


def opened(view: View[PresentParams]) -> Deck:
    """The presentation in view: the address's, one to which the address adds, else the ready-made one."""
    given = session_deck.of_session()
    if url_state.ADD in st.query_params:
        view.here.put(**{deck.PARAM: deck.encode(given)})
    elif deck.PARAM not in view.here.values:
        return slide_content.of_year(view)
    known = slide_content.known(given, view.here.shared)
    if left := len(given.slides) - len(known.slides):
        put(view, Note(view.words("present.unknown", n=left), "status"))
    return known


def _root(view: View) -> str:
    """What the addresses in a file begin with. Those of reports of one's own bear their key: they stand in no file."""
    return "" if view.report.atlas.key or not origin() else origin() + view.here.base


def _put(view: View, given: Deck) -> None:
    """The presentation as it is from now on."""
    session_deck.keep(given)
    view.here.put(**{deck.PARAM: deck.encode(given), deck.EDIT: None})
    st.rerun()


def edit(view: View[PresentParams], given: Deck) -> None:
    """The fields of the slide that is being edited."""
    k = int(view.params.edit or -1)
    if not 0 <= k < len(given.slides):
        return
    say, slide = view.words, given.slides[k]
    title = slide_content.title(slide, view.here.shared)
    with st.form(f"edit_{k}"):
        put(view, Section(f"{say('present.edit')} · {k + 1}", (), title, kind=""))
        heading = st.text_input(
            say("present.heading"),
            slide.heading,
            max_chars=deck.LONGEST_HEADING,
            placeholder=say("present.heading_help"),
        )
        note = st.text_area(say("present.note"), slide.note, max_chars=deck.LONGEST_NOTE)
        if st.form_submit_button(say("present.save")):
            changed = given.say(k, heading.strip(), note.strip())
            if deck.fits(changed):
                _put(view, changed)
            put(view, Note(say("present.full", n=deck.MOST), "status"))


def files(view: View, given: Deck) -> None:
    """The presentation as PowerPoint, as PDF and as a file of its own."""
    say, packed = view.words, deck.encode(given)
    if not given.slides:
        return
    put(view, Section(say("present.take"), (), say("present.take_note"), kind=""))
    ready = st.session_state.setdefault("presentation files", {})
    wanted = None
    with st.container(horizontal=True, gap="small", key="export_deck"):
        for kind in slide_files.KINDS:
            key = (kind, packed, view.lang, view.report.report)
            if key in ready:
                st.download_button(
                    say(f"present.get_{kind}"),
                    ready[key],
                    names.file_name(view, given, kind),
                    exports.MEDIA[kind],
                    type="primary",
                    on_click="ignore",
                    key=f"get_{kind}",
                )
            elif st.button(say(f"present.{kind}"), key=f"make_{kind}"):
                wanted = key
        file = File(say("present.file"), view.served("deck/file.json", {deck.PARAM: packed}))
        put(view, Files((file,), kind=""), width="content")
    if wanted:
        _make(view, wanted, ready)


def _make(view: View, wanted: tuple[str, str, str, str], ready: dict[tuple[str, ...], bytes]) -> None:
    """Have a file made, and say how far it is; afterwards its button stands in place of the one that made it."""
    say, bar = view.words, st.progress(0.0, view.words("present.waiting"))

    def tell(k: int, n: int) -> None:
        bar.progress(k / n if n else 0.0, say("present.making", k=k, n=n) if n else say("present.waiting"))

    kind, packed, _, _ = wanted
    try:
        made = export_process.export(kind, packed, view.here.shared, _root(view), tell)
    except export_process.Failed as failed:
        why = say(f"present.{failed.why}", seconds=int(export_process.SECONDS))
        bar.empty()
        put(view, Note(say("present.failed", why=why), "alert"))
        return
    for other in [key for key in ready if key[1:] != wanted[1:]]:
        del ready[other]  # of another presentation, or the same before a change
    ready[wanted] = made
    st.rerun()


def reopen(view: View) -> None:
    """A presentation that was kept as a file."""
    say = view.words
    with st.expander(say("present.open")):
        given = st.file_uploader(
            say("present.open"),
            type=["json"],
            max_upload_size=1,
            label_visibility="collapsed",
            key="deck_open",
        )
        if given is None:
            return
        try:
            read = slide_content.known(deck.from_file(given.getvalue()), view.here.shared)
        except NoDeck:
            put(view, Note(say("present.no_file"), "alert"))
            return
        put(view, Note(say("present.opened", slides=say.count("slides", len(read.slides))), "text"))
        if st.button(say("present.open_button"), key="deck_use"):
            _put(view, read)


def foot(view: View[PresentParams]) -> tuple[Block, ...]:
    """How slides are added, and the keys."""
    texts = {"how": "how_text", "keys_title": "keys"}
    return tuple(
        Section(view.words(f"present.{head}"), (Note(view.words(f"present.{text}"), "text"),), kind="")
        for head, text in texts.items()
    )
