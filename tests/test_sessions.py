"""What is read and not kept goes when its reader has gone; what is kept has its day, and nobody loses it by a short absence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ui import i18n, sessions


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


@pytest.fixture
def connected(monkeypatch) -> set[str]:
    """The sessions that have a browser."""
    there: set[str] = set()
    monkeypatch.setattr(sessions, "_is_connected", there.__contains__)
    return there


def given(session: str) -> sessions.Own:
    """A reader who has given a document, which was read."""
    own = sessions.Own(sessions={session})
    folder = own.new_folder()
    (folder / "report.pdf").write_bytes(b"%PDF-1.4")
    own.draft = sessions.Draft(folder, folder / "report.pdf", "r", "auto")
    return own


def passes(clock: list[float], seconds: float) -> None:
    """So much time, in which the server sweeps as it does."""
    for _ in range(int(seconds / sessions._EVERY)):
        clock[0] += sessions._EVERY
        sessions.sweep()


def test_what_was_not_kept_is_gone_within_a_minute_of_the_end_of_its_session(clock, connected) -> None:
    connected.add("s")
    own = given("s")
    place, key = Path(own.place.name), own.key
    passes(clock, 3600)  # somebody who reads for an hour loses nothing
    assert own.draft and list(place.rglob("report.pdf"))
    connected.clear()
    passes(clock, 105)  # nor somebody who comes back within two minutes
    connected.add("s")
    passes(clock, 30)
    connected.clear()
    assert own.draft and place.exists()
    passes(clock, 120 + 45)  # Streamlit ends a session after 120 seconds
    assert not place.exists() and own.draft is None and key not in sessions._OPEN
    with pytest.raises(LookupError):
        sessions.of_key(key, "r")


def test_a_reload_is_another_session_of_the_same_reader(clock, connected) -> None:
    own = given("before")
    own.sessions.add("after")
    connected.add("after")
    passes(clock, 3600)
    assert own.draft and Path(own.place.name).exists()
    own.leave()


def test_what_is_kept_stays_and_only_what_was_not_goes(clock, connected) -> None:
    own = given("s")
    kept = own.new_folder()
    own.folders["k"] = kept
    document = own.draft.folder
    passes(clock, 300)
    assert own.draft is None and not document.exists() and kept.exists() and own.key in sessions._OPEN
    clock[0] += 23 * 3600
    sessions.sweep()
    assert own.key in sessions._OPEN
    clock[0] += 2 * 3600
    sessions.sweep()
    assert own.key not in sessions._OPEN


def test_what_is_being_read_is_waited_for(clock, connected) -> None:
    own = given("s")
    own.job = object()
    passes(clock, 300)
    assert own.draft and Path(own.place.name).exists()
    own.job = None
    passes(clock, 15)
    assert not Path(own.place.name).exists()


@pytest.mark.parametrize(
    ("lang", "before", "kept"), [("zh", "三分钟", "24 小时"), ("en", "three minutes", "24 hours")]
)
def test_how_long_it_stays_is_said_beforehand(lang: str, before: str, kept: str) -> None:
    say = i18n.words(lang)
    assert before in say("library.add_note") and kept in say("library.keep_note")
    assert sessions._GONE + sessions._EVERY < 3 * 60
