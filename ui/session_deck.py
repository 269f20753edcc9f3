"""The presentation that a session puts together: kept in its state, packed, and added to by links on every page."""

from __future__ import annotations

import streamlit as st

from ui import deck
from ui.deck import Deck, NoDeck
from ui.slides import content as slide_content

_KEY, _SAID, _TAKEN = "presentation", "presentation said", "presentation taken"


def of_session() -> Deck:
    """The session's presentation, empty where it has none yet."""
    try:
        return deck.decode(str(st.session_state.get(_KEY, "")))
    except NoDeck:
        return Deck()


def keep(given: Deck) -> None:
    """Make it the session's presentation."""
    st.session_state[_KEY] = deck.encode(given)


def follow(packed: str) -> None:
    """The presentation that an address holds is the session's from now on; one that cannot be read takes no other's place."""
    if deck.rule(packed):
        st.session_state[_KEY] = packed


def take(added: str, report: str = "") -> None:
    """Add what a link names to the session's presentation: packed slides, or a passage of a report to be quoted."""
    given = of_session()
    try:
        quoted = slide_content.PASSAGE.fullmatch(added)
        slides = (slide_content.quote(added, report),) if quoted else deck.decode(added).slides
    except NoDeck:
        return
    more = given.add(*slides)
    if len(more.slides) > len(given.slides) and deck.fits(more):
        keep(more)
        st.session_state[_SAID] = "added"
    else:
        st.session_state[_SAID] = "there" if given.slides[-len(slides) :] == slides else "full"


def take_once(added: str, report: str = "") -> None:
    """`take` what stands in the address, unless it was taken in the run before."""
    if added and st.session_state.get(_TAKEN) != added:
        st.session_state[_TAKEN] = added
        take(added, report)


def news() -> str:
    """What became of the last thing added, said once: "added", "there", "full", or "" where nothing was."""
    return str(st.session_state.pop(_SAID, ""))
