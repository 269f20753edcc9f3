"""Reports of one's own: read by a user, seen under a private address only, gone a day after they were last looked at; what
was read and not kept, with its file, is gone with the session that read it.

They lie in a folder of their own, one below it a report. What a page gets is one atlas of the shared reports and these,
made anew when either changes; what pages keep hangs on it, so that nothing of it reaches anybody else.

Every address of a page, a file or a picture that is about them bears their key (`own=`), which nobody can guess. Whoever
has such an address may look; only the browser that gave the reports, known by a cookie, may remove them or change the key,
after which the old addresses open nothing.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from ui import tables, url_state
from ui.archive import Over
from ui.tables import Atlas

MOST = 20
# Of all visitors; the one unused for longest gives way to a new one.
MOST_OPEN = 200
# The cookie by which the browser that gave a report is known again.
OWNER = "atlas_owner"
_PREFIX = "atlas-session-"
_OLD, _ORPHAN = 24 * 60 * 60, 60 * 60
# Streamlit ends a session two minutes after its browser has gone; until then it may come back.
_GONE, _EVERY = 130, 15
_KEY = "own reports"


class Refused(Exception):
    """A document is refused, or could not be read: a code of `etl` with its facts, or `queue_full`, `late`, `crashed`
    and `other`; what these two left behind, in English."""

    def __init__(self, code: str, facts: Mapping[str, object] | None = None, message: str = "") -> None:
        super().__init__(message or code)
        self.code, self.facts, self.message = code, dict(facts or {}), message


@dataclass
class Outcome:
    """What came of several documents: the reports that are kept, and name of the file → why it is not."""

    kept: list[str] = field(default_factory=list)
    refused: dict[str, Refused] = field(default_factory=dict)


@dataclass
class Draft:
    """A document that was read and waits to be kept: its file and tables, the id they bear, the language asked for."""

    folder: Path
    file: Path
    report: str
    lang: str

    @cached_property
    def atlas(self) -> Atlas:
        """Its tables alone; there may be no paragraph in them."""
        source, problems = tables.open_archive(self.folder / "tables")
        return Atlas(self.folder / "tables", (source, [p for p in problems if p.kind != "rows"]))


@dataclass
class Own:
    """What one user has of their own. The folder goes with this object, or at the latest with the server."""

    place: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(
            prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True
        )
    )
    folders: dict[str, Path] = field(default_factory=dict)
    draft: Draft | None = None
    # What `etl` is doing for it just now, whether or not somebody looks on; what is to be said of what it did.
    job: Any = None
    said: tuple[str, dict[str, str]] | None = None
    # Why the last upload was refused; a new number empties the upload field and the fields of a document.
    refused: Refused | None = None
    outcome: Outcome | None = None
    round: int = 0
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    owner: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    used: float = field(default_factory=time.time)
    # The sessions of its user, and when one of them was last connected.
    sessions: set[str] = field(default_factory=set)
    connected: float = field(default_factory=time.time)
    _frames: dict[str, dict[str, pd.DataFrame]] = field(default_factory=dict)
    _seen: dict[tuple[Atlas, Path], Atlas] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def empty(self) -> bool:
        """Whether there is nothing that an address could lead to."""
        return not (self.folders or self.draft or self.job)

    def new_folder(self) -> Path:
        """An empty folder for a document."""
        self._open()
        return Path(tempfile.mkdtemp(dir=self.place.name))

    def _open(self) -> None:
        """From now on all is found by the key."""
        if self.key not in _OPEN and len(_OPEN) >= MOST_OPEN:
            del _OPEN[min(_OPEN, key=lambda key: _OPEN[key].used)]
        _OPEN[self.key] = self

    def revoke(self) -> None:
        """Have a new key; the addresses with the old one open nothing from now on."""
        with self._lock:
            self._seen.clear()
            _OPEN.pop(self.key, None)
            self.key = secrets.token_urlsafe(18)
        self._open()

    def rest(self) -> None:
        """Forget what can be read again from the folder."""
        with self._lock:
            self._seen.clear()
            self._frames.clear()

    def keep(self, report: str, folder: Path) -> None:
        """Have a report, whose tables lie in `folder`/tables, instead of one with the same id; `TablesError` if they are
        not whole."""
        frames, problems = tables.read(folder / "tables")
        if problems:
            raise tables.TablesError(problems)
        self.remove(report)
        self._open()
        with self._lock:
            self._seen.clear()
            self.folders[report], self._frames[report] = folder, frames

    def remove(self, report: str) -> None:
        """Have a report no more."""
        with self._lock:
            self._seen.clear()
            self._frames.pop(report, None)
            folder = self.folders.pop(report, None)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)

    def discard(self) -> None:
        """Forget the document that waits."""
        if self.draft:
            forget(self.draft)
        self.draft = self.refused = self.outcome = None
        self.round += 1

    def leave(self) -> None:
        """The user has gone: what was not kept goes as well."""
        if self.draft:
            self.discard()
        if self.empty:
            _OPEN.pop(self.key, None)
            self.place.cleanup()

    def atlas(self, shared: Atlas, report: str) -> Atlas:
        """The shared reports and the own ones; date and version are those of the tables that `report` stands in."""
        self.used = time.time()
        with suppress(OSError):
            os.utime(self.place.name)  # in use: not to be swept away
        with self._lock:
            if not self.folders:
                return shared
            where = self.folders[report] / "tables" if report in self.folders else shared.where
            if any(known is not shared for known, _ in self._seen):
                self._seen.clear()
            if (shared, where) not in self._seen:
                for name in self.folders.keys() - self._frames.keys():
                    self._frames[name] = tables.read(self.folders[name] / "tables")[0]
                source = Over(shared.source, dict(self._frames))
                self._seen[shared, where] = Atlas(
                    where, (source, shared.problems), frozenset(self.folders), self.key, shared
                )
            return self._seen[shared, where]


# Key → what it opens.
_OPEN: dict[str, Own] = {}
_LETTERS = len(secrets.token_urlsafe(18))


def forget(draft: Draft) -> None:
    """Remove what was written for a document."""
    shutil.rmtree(draft.folder, ignore_errors=True)


def own() -> Own:
    """What this session's user has: known to the session, or by address and cookie after a reload; else nothing yet."""
    if _KEY not in st.session_state:
        sweep()
        st.session_state[_KEY] = _given_before() or _new()
    found: Own = st.session_state[_KEY]
    return _of_session(found)


def _of_session(found: Own) -> Own:
    """The same, known to be this session's."""
    if context := get_script_run_ctx():
        found.sessions.add(context.session_id)
    return found


def _given_before() -> Own | None:
    """What the address opens, where it is this browser that gave it."""
    found = _OPEN.get(st.query_params.get(url_state.OWN, ""))
    known = found and secrets.compare_digest(found.owner, st.context.cookies.get(OWNER, ""))
    return found if known else None


def _new() -> Own:
    """Nothing yet; of the same owner as what this browser gave before."""
    owner = st.context.cookies.get(OWNER, "")
    return Own(owner=owner) if len(owner) == _LETTERS and owner.isascii() else Own()


def mine() -> Own | None:
    """What this session's user has, if anything."""
    found: Own | None = st.session_state.get(_KEY) or _given_before()
    return None if found is None or found.empty else _of_session(found)


def seen() -> Own | None:
    """What a page shows beside the shared reports: what its address opens, else what its user has."""
    return _OPEN.get(st.query_params.get(url_state.OWN, "")) or mine()


def atlas(report: str) -> Atlas:
    """The atlas of this session, as seen from a report: the shared one as long as it has none of its own."""
    shared, found = tables.load(), seen()
    return found.atlas(shared, report) if found else shared


def of_key(key: str, report: str) -> Atlas:
    """The atlas that a key opens, as seen from a report. Raises LookupError where it opens nothing, unless a shared report is
    meant."""
    shared, found = tables.load(), _OPEN.get(key)
    if found is None and report not in shared.reports:
        raise LookupError("this key opens nothing")
    return found.atlas(shared, report) if found else shared


def folders(key: str) -> dict[str, str]:
    """Where the reports of the session with a key lie, to be lent to a worker."""
    found = _OPEN.get(key)
    return {report: str(folder) for report, folder in found.folders.items()} if found else {}


def lend(key: str, given: dict[str, str]) -> None:
    """In a worker: have what a user has, under its key."""
    lent = Own(key=key)
    for report, folder in given.items():
        lent.keep(report, Path(folder))


async def tend() -> None:
    """Sweep several times a minute, as long as the server runs."""
    while True:
        await asyncio.sleep(_EVERY)
        await asyncio.to_thread(sweep)


def sweep() -> None:
    """Remove what sessions left behind: what was not kept, once its user has gone; and what is unused for a day, or for an hour
    where its server is gone."""
    now = time.time()
    for key, found in list(_OPEN.items()):
        if any(map(_is_connected, found.sessions.copy())):
            found.connected = now
        elif now - found.connected > _GONE and not found.job:
            found.leave()
        if now - found.used > _OLD:
            _OPEN.pop(key, None)
        elif now - found.used > _ORPHAN:
            found.rest()
    for path in _left():
        with suppress(OSError):
            age = now - path.stat().st_mtime
            if age > _OLD or (age > _ORPHAN and not _alive(path)):
                shutil.rmtree(path, ignore_errors=True)


def _is_connected(session: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def close() -> None:
    """Remove what this server's sessions have: it stops."""
    for path in _left():
        if path.name.startswith(f"{_PREFIX}{os.getpid()}-"):
            shutil.rmtree(path, ignore_errors=True)


def _left() -> list[Path]:
    """The folders of sessions that are ours to remove."""
    found = Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")
    return [
        path
        for path in found
        if path.is_dir()
        and not path.is_symlink()
        and (not hasattr(os, "getuid") or path.stat().st_uid == os.getuid())
    ]


def _alive(path: Path) -> bool:
    number = path.name.removeprefix(_PREFIX).partition("-")[0]
    if not number.isdigit():
        return False
    if (
        sys.platform == "win32"
    ):  # there `os.kill` ends the process instead of asking; its folder goes when it is old
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
