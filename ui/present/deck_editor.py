"""The parts of the page on which a presentation is put together: its slides, their order, and the files of it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ui import deck, exports
from ui.cache import kept
from ui.deck import Deck, NoDeck
from ui.markup import esc, link
from ui.params import PresentParams
from ui.present import export_process
from ui.routes import slideshow
from ui.slides import content as slide_content
from ui.slides import files as slide_files
from ui.view import View, origin

_KEY, _SAID, _TAKEN = "presentation", "presentation said", "presentation taken"
_MIME = {
    slide_files.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    slide_files.PDF: "application/pdf",
}


def of_session() -> Deck:
    """The session's presentation, empty where it has none yet."""
    try:
        return deck.decode(str(st.session_state.get(_KEY, "")))
    except NoDeck:
        return Deck()


def take(added: str, report: str = "") -> None:
    """Add what a link names to the session's presentation: packed slides, or a passage of a report to be quoted."""
    given = of_session()
    try:
        slide_files = (
            (slide_content.quote(added, report),)
            if slide_content.PASSAGE.fullmatch(added)
            else deck.decode(added).slides
        )
    except NoDeck:
        return
    more = given.add(*slide_files)
    if len(more.slides) > len(given.slides) and deck.fits(more):
        st.session_state[_KEY] = deck.encode(more)
        st.session_state[_SAID] = "added"
    else:
        there = given.slides[-len(slide_files) :] == slide_files
        st.session_state[_SAID] = "there" if there else "full"


def take_once(added: str, report: str = "") -> None:
    """`take` what stands in the address, unless it was taken in the run before."""
    if added and st.session_state.get(_TAKEN) != added:
        st.session_state[_TAKEN] = added
        take(added, report)


def status_html(view: View) -> str:
    """The way to the session's presentation, with what was just added to it; "" where there is none."""
    given, said = of_session(), str(st.session_state.pop(_SAID, ""))
    if (not given.slides and not said) or (view.here.page == "present" and not said):
        return ""
    words = view.words
    news = esc(words(f"present.{said}", n=deck.MOST)) if said else ""
    inner = f"{esc(words('pages.present'))} · {esc(words.count('slides', len(given.slides)))}"
    way = link(view.here.to("present", **{deck.PARAM: deck.encode(given)}), inner) if given.slides else ""
    return f'<aside class="deck-now"><span role="status">{news}</span>{way}</aside>'


@kept
def ready_made(view: View) -> Deck:
    """The presentation that is there from the start."""
    return slide_content.worth(deck.ready_made(), view.common)


def opened(view: View[PresentParams]) -> Deck:
    """The presentation in view: the address's, the session's, or the ready-made one."""
    try:
        given = deck.decode(view.params.deck or "") if view.params.deck else of_session()
    except NoDeck:
        given = Deck()
    if not given.slides and deck.PARAM not in view.here.values:
        return ready_made(view)
    if view.params.deck != deck.encode(given):
        view.here.put(**{deck.PARAM: deck.encode(given)})
    st.session_state[_KEY] = deck.encode(given)
    known = slide_content.known(given, view.common)
    if left := len(given.slides) - len(known.slides):
        said = esc(view.words("present.unknown", n=left))
        st.html(f'<p class="notice" role="status">{said}</p>')
    return known


def _put(view: View, given: Deck) -> None:
    """The presentation as it is from now on."""
    st.session_state[_KEY] = deck.encode(given)
    view.here.put(**{deck.PARAM: deck.encode(given), deck.EDIT: None})
    st.rerun()


@kept
def title_html(view: View, given: Deck) -> str:
    """What the presentation is, and the ways to show it."""
    say, ready = view.words, ready_made(view)
    name = say("present.year" if given == ready else "present.own")
    n = view.words.count("slides", len(given.slides))
    start = ""
    if given.slides:
        there = esc(slideshow.href(view, given))
        speaker = esc(slideshow.href(view, given, presenter=True))
        start = (
            f'<p class="ways-to-show"><a class="start" href="{there}"{view.beside}>{esc(say("present.start"))}</a>'
            f'<a href="{speaker}" data-beside>{esc(say("present.presenter"))}</a>'
        )
        if given != ready:
            ours = view.here.link(**{deck.PARAM: deck.encode(ready), deck.EDIT: None})
            start += link(ours, esc(say("present.restart")))
        start += "</p>"
    return (
        f"<h1>{esc(name)}{'' if given == ready else f' · {esc(n)}'}</h1>"
        f'<p class="subtitle">{esc(say("present.subtitle"))}</p>{start}'
    )


@kept
def cards_html(view: View, given: Deck) -> str:
    """The slides as cards in their order."""
    say, common = view.words, view.common
    if not given.slides:
        return f'<p class="empty">{esc(say("present.empty"))}</p>'
    items, last = "", len(given.slides) - 1
    for k, slide in enumerate(given.slides):
        title = slide_content.title(slide, common)
        ways = {
            "up": _after(view, given.move(k, -1)) if k else "",
            "down": _after(view, given.move(k, 1)) if k < last else "",
            "edit": view.here.link(**{deck.PARAM: deck.encode(given), deck.EDIT: str(k)}),
            "remove": _after(view, given.without(k)),
        }
        actions = "".join(
            link(
                target,
                {"up": "↑", "down": "↓"}.get(way, esc(say(f"present.{way}"))),
                aria_label=f"{say(f'present.{way}')} · {k + 1} {title}",
                title=say(f"present.{way}"),
            )
            for way, target in ways.items()
            if target
        )
        note = f'<p class="slide-note">{esc(slide.note)}</p>' if slide.note else ""
        items += (
            f'<li><a class="slide-small" href="{esc(slideshow.href(view, given, k + 1))}"{view.beside}>'
            f'<img src="{esc(slideshow.slide_href(view, slide))}" alt="{esc(title)}" loading="lazy"></a>'
            f"<p><b>{k + 1}</b> {esc(title)}</p>{note}<p class='slide-ways'>{actions}</p></li>"
        )
    return f'<ol class="slides" aria-label="{esc(say("present.slides_title"))}">{items}</ol>'


def _after(view: View, given: Deck) -> str:
    return view.here.link(**{deck.PARAM: deck.encode(given), deck.EDIT: None})


def edit(view: View[PresentParams], given: Deck) -> None:
    """The fields of the slide that is being edited."""
    k = int(view.params.edit or -1)
    if not 0 <= k < len(given.slides):
        return
    say, slide = view.words, given.slides[k]
    title = slide_content.title(slide, view.common)
    with st.form(f"edit_{k}"):
        st.html(f'<h2>{esc(say("present.edit"))} · {k + 1}</h2><p class="subtitle">{esc(title)}</p>')
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
            st.html(f'<p class="notice" role="status">{esc(say("present.full", n=deck.MOST))}</p>')


def files(view: View, given: Deck) -> None:
    """The presentation as PowerPoint, as PDF and as a file of its own."""
    say, packed = view.words, deck.encode(given)
    st.html(
        f'<h2>{esc(say("present.take"))}</h2><p class="subtitle">{esc(say("present.take_note"))}</p>'
        if given.slides
        else ""
    )
    if not given.slides:
        return
    ready = st.session_state.setdefault("presentation files", {})
    wanted = None
    with st.container(horizontal=True, gap="small", key="export_deck"):
        for kind in slide_files.KINDS:
            key = (kind, packed, view.lang, view.report.report)
            if key in ready:
                st.download_button(
                    say(f"present.get_{kind}"),
                    ready[key],
                    exports.file_name(view, "deck", kind, date.today()),
                    _MIME[kind],
                    type="primary",
                    on_click="ignore",
                    key=f"get_{kind}",
                )
            elif st.button(say(f"present.{kind}"), key=f"make_{kind}"):
                wanted = key
        there = esc(view.served("deck/file.json", {deck.PARAM: packed}))
        st.html(f'<a class="file" href="{there}" download>{esc(say("present.file"))}</a>', width="content")
    if wanted:
        _make(view, wanted, ready)


def _make(view: View, wanted: tuple[str, str, str, str], ready: dict[tuple[str, ...], bytes]) -> None:
    """Have a file made, and say how far it is; afterwards its button stands in place of the one that made it."""
    say, bar = view.words, st.progress(0.0, view.words("present.waiting"))

    def tell(k: int, n: int) -> None:
        bar.progress(k / n if n else 0.0, say("present.making", k=k, n=n) if n else say("present.waiting"))

    kind, packed, _, _ = wanted
    try:
        made = export_process.export(kind, packed, view.common, origin() + view.here.base, tell)
    except export_process.Failed as failed:
        why = say(f"present.{failed.why}", seconds=int(export_process.SECONDS))
        bar.empty()
        st.html(f'<p class="notice" role="alert">{esc(say("present.failed", why=why))}</p>')
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
            read = slide_content.known(deck.from_file(given.getvalue()), view.common)
        except NoDeck:
            st.html(f'<p class="notice" role="alert">{esc(say("present.no_file"))}</p>')
            return
        st.html(f"<p>{esc(say('present.opened', slides=say.count('slides', len(read.slides))))}</p>")
        if st.button(say("present.open_button"), key="deck_use"):
            _put(view, read)


def foot_html(view: View) -> str:
    """How slides are added, and the keys."""
    say = view.words
    return (
        f"<h2>{esc(say('present.how'))}</h2><p>{esc(say('present.how_text'))}</p>"
        f"<h2>{esc(say('present.keys_title'))}</h2><p>{esc(say('present.keys'))}</p>"
    )
