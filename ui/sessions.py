"""A session's own reports: read by its user, seen by nobody else, gone when the session is.

They lie in a folder of the session, one below it a report. What a page gets is one atlas of the shared reports and
these, made anew when either changes; what pages keep hangs on it, so that nothing of it reaches another session.

Files and pictures are asked for outside the session: their addresses bear its key, which nobody can guess and which
opens nothing once the session is over.
"""

from __future__ import annotations

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
from weakref import WeakValueDictionary

import pandas as pd
import streamlit as st

from ui import tables
from ui.archive import Over
from ui.tables import Atlas

MOST = 6
_PREFIX = "atlas-session-"
_OLD, _ORPHAN = 24 * 60 * 60, 60 * 60
_KEY = "own reports"


class Refused(Exception):
    """A document is refused, or could not be read: a code of `etl` with its facts, or `queue_full`, `late`, `crashed`
    and `other`; what these two left behind, in English."""

    def __init__(self, code: str, facts: Mapping[str, object] | None = None, message: str = "") -> None:
        super().__init__(message or code)
        self.code, self.facts, self.message = code, dict(facts or {}), message


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
    """What one session has of its own. The folder goes with this object, or at the latest with the server."""

    place: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(
            prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True
        )
    )
    folders: dict[str, Path] = field(default_factory=dict)
    draft: Draft | None = None
    # Why the last upload was refused; a new number empties the upload field and the fields of a document.
    refused: Refused | None = None
    round: int = 0
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    _frames: dict[str, dict[str, pd.DataFrame]] = field(default_factory=dict)
    _seen: dict[tuple[Atlas, Path], Atlas] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Can be found by its key, as long as the session has it."""
        _OPEN[self.key] = self

    def new_folder(self) -> Path:
        """An empty folder for a document."""
        return Path(tempfile.mkdtemp(dir=self.place.name))

    def keep(self, report: str, folder: Path) -> None:
        """Have a report, whose tables lie in `folder`/tables, instead of one with the same id; `TablesError` if they are
        not whole."""
        frames, problems = tables.read(folder / "tables")
        if problems:
            raise tables.TablesError(problems)
        self.remove(report)
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
        self.draft = self.refused = None
        self.round += 1

    def atlas(self, shared: Atlas, report: str) -> Atlas:
        """The shared reports and the own ones; date and version are those of the tables that `report` stands in."""
        with suppress(OSError):
            os.utime(self.place.name)  # in use: not to be swept away
        with self._lock:
            if not self.folders:
                return shared
            where = self.folders[report] / "tables" if report in self.folders else shared.where
            if any(known is not shared for known, _ in self._seen):
                self._seen.clear()
            if (shared, where) not in self._seen:
                source = Over(shared.source, dict(self._frames))
                self._seen[shared, where] = Atlas(
                    where, (source, shared.problems), frozenset(self.folders), self.key
                )
            return self._seen[shared, where]


# Key of a session → what it has.
_OPEN: WeakValueDictionary[str, Own] = WeakValueDictionary()
# Of the worker that makes files: what a session of the server lends it.
_LENT: list[Own] = []


def forget(draft: Draft) -> None:
    """Remove what was written for a document."""
    shutil.rmtree(draft.folder, ignore_errors=True)


def own() -> Own:
    """What this session has; made when first asked for."""
    if _KEY not in st.session_state:
        sweep()
        st.session_state[_KEY] = Own()
    found: Own = st.session_state[_KEY]
    return found


def atlas(report: str) -> Atlas:
    """The atlas of this session, as seen from a report: the shared one as long as it has none of its own."""
    shared = tables.load()
    found: Own | None = st.session_state.get(_KEY)
    return found.atlas(shared, report) if found else shared


def of_key(key: str, report: str) -> Atlas:
    """The atlas of the session with a key, as seen from a report; raises LookupError where there is none."""
    found = _OPEN.get(key)
    if found is None or not found.folders:
        raise LookupError("no session has this key")
    return found.atlas(tables.load(), report)


def folders(key: str) -> dict[str, str]:
    """Where the reports of the session with a key lie, to be lent to a worker."""
    found = _OPEN.get(key)
    return {report: str(folder) for report, folder in found.folders.items()} if found else {}


def lend(key: str, given: dict[str, str]) -> None:
    """In a worker: have what a session has, under its key."""
    lent = Own(key=key)
    for report, folder in given.items():
        lent.keep(report, Path(folder))
    _LENT.append(lent)


def sweep() -> None:
    """Remove what sessions left behind: unused for a day, or for an hour where their server is gone."""
    now = time.time()
    for path in _left():
        with suppress(OSError):
            age = now - path.stat().st_mtime
            if age > _OLD or (age > _ORPHAN and not _alive(path)):
                shutil.rmtree(path, ignore_errors=True)


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
