"""The tables, read once and checked (`ui/manifest.py`), with the reference that belongs to them.

A version that cannot be trusted is refused, and the one before it stays (`load`). Where there is none, what is wrong is a
`Problem`; asking for it raises `TablesError`, so that pages which do not need it still work.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd

from etl import paths, schema
from ui import manifest
from ui.archive import Answer, Archive, Source
from ui.cache import Store, kept
from ui.manifest import Manifest, Problem
from ui.reference import Reference, texts

ROOT, DATA = paths.ROOT, paths.DATA
SHAPES, OUTLINES = paths.BOUNDARIES
REPAIR = "python -m rights_report_atlas build"
NAMES = tuple(schema.TABLES)
# Raised where a table that is asked for cannot be trusted.
TablesError = manifest.TablesError


def folder() -> Path:
    """Where the tables lie."""
    return paths.tables()


def open_archive(where: Path, told: Manifest | None = None) -> tuple[Archive, list[Problem]]:
    """The tables of a folder, and what is wrong with those that cannot be asked."""
    found, problems = manifest.files(where, told or manifest.read(where))
    archive = Archive(where, paths.workplace(where) / "versions")
    for table, path in found.items():
        try:
            archive.open(table, path, schema.dtypes(table))
        except ValueError as error:
            problems.append(Problem("unreadable", table, str(error)[:200]))
    unreadable = {p.table for p in problems}
    for table in ("reports", "passages"):
        if table not in unreadable and not archive.count(table):
            problems.append(Problem("rows", table))
    return archive, problems


def read(where: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Every table of a folder that can be read as a frame, and what is wrong with the others."""
    archive, problems = open_archive(where)
    unreadable = {p.table for p in problems if p.kind != "rows"}
    return {name: archive.whole(name) for name in NAMES if name not in unreadable}, problems


_SHARED = 0.8  # of the passages of a report in two languages: less, and one of them was read wrongly


@dataclass(frozen=True)
class Report:
    """One report: each table as a frame of its rows only, in the order of print."""

    atlas: Atlas
    report: str

    def table(self, name: str) -> pd.DataFrame:
        """This report's rows of a table."""
        return self.atlas.table(name, self.report)

    @property
    def store(self) -> Store:
        """Where what is worked out of it is kept (`ui.cache`)."""
        return self.atlas.store

    @property
    def identity(self) -> str:
        """What tells it from the other reports of these tables."""
        return self.report

    @property
    def row(self) -> dict[str, Any]:
        """Its row in the table of reports."""
        return self.atlas.rows[self.report]

    @property
    def year(self) -> str:
        """The year it reports on."""
        return str(self.row["period_end"] or self.row["period_start"])[:4]

    @property
    def own(self) -> bool:
        """Whether only this session has it: nobody without its key is given anything of it."""
        return self.report in self.atlas.own

    @property
    def passages(self) -> pd.DataFrame:
        """Paragraphs and footnotes."""
        return self.table("passages")

    def outline_code(self, path: str) -> str:
        """A part of the outline as headings and people name it: II.E.1 → E.1, an annex by its name; "" where a heading has no
        label."""
        return _outline_codes(self).get(path, "")

    def titles(self, lang: str) -> dict[str, str]:
        """Path in the outline → title in that language where there is one, else as printed."""
        return self.atlas.titles(self.report, lang)

    @kept
    def text_in(self, lang: str) -> Report | None:
        """The same report in another language, by symbol and numbers of paragraphs; a private one for a private one only."""
        symbol = self.row["symbol"]
        for name, row in self.atlas.rows.items():
            if symbol and row["symbol"] == symbol and row["language"] == lang != self.row["language"]:
                other = self.atlas.report(name)
                mine, theirs = (set(each.passages["passage"]) for each in (self, other))
                if (self.own or not other.own) and len(mine & theirs) >= _SHARED * len(mine | theirs):
                    return other
        return None


@kept
def _outline_codes(report: Report) -> dict[str, str]:
    """Path in the outline → its code."""
    sections = report.table("sections")
    labels = zip(sections["section"].astype(str), sections["label"].astype(str), strict=True)
    return {
        path: label.strip()
        if path.startswith("annex") and "." not in path
        else path.partition(".")[2] or path
        for path, label in labels
        if label.strip()
    }


class Atlas(Reference):
    """All reports, and the reference they are read with."""

    def __init__(
        self,
        where: Path,
        content: tuple[Source, list[Problem]] | None = None,
        own: frozenset[str] = frozenset(),
        key: str = "",
        shared: Atlas | None = None,
    ) -> None:
        """Of the tables in a folder, or of `content`; `own` are the reports that only the session with this key has, beside
        those that it shares with all others."""
        self.where, self.own, self.key = where, own, key
        here = shared is not None and shared.where == where
        self.manifest: Manifest = shared.manifest if shared and here else manifest.read(where)
        self.source, self.problems = content or open_archive(where, self.manifest)
        self.store, self.identity = Store(), ""
        self.boundaries: Mapping[str, bytes]
        self.lacking: list[Problem]
        self.untitled: list[Problem]
        self._outlines: Mapping[tuple[str, str], bytes]
        if shared:
            self.files, self.boundaries = shared.files, shared.boundaries
            self.lacking, self.untitled, self._outlines = shared.lacking, shared.untitled, shared._outlines
            return
        self.files, wrong = manifest.others(self.manifest, paths.READ_BY_PAGES)
        # Maps alone need the boundaries: without them there is a table.
        self.boundaries, self.lacking = manifest.others(self.manifest, paths.BOUNDARIES)
        self.problems = [*self.problems, *wrong]
        # Without titles in a language parts have those that are printed.
        self._outlines, self.untitled = manifest.outlines(self.manifest)

    @kept
    def table(self, name: str, report: str) -> pd.DataFrame:
        """Rows of one report in one table; the frame is shared, never change it."""
        wrong = [p for p in self.problems if p.table == name]
        if wrong:
            raise TablesError(wrong)
        return self.source.rows(name, report)

    @cached_property
    def reports(self) -> list[str]:
        """Identifiers of the reports, newest first."""
        if any(p.table in ("reports", *paths.READ_BY_PAGES) for p in self.problems):
            raise TablesError(self.problems)  # nothing can be shown, so all that is wrong is
        frame = self.source.whole("reports").sort_values(["period_end", "report"], ascending=[False, True])
        return [str(report) for report in frame["report"]]

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Report → its row in the table of reports."""
        records = self.whole("reports").to_dict("records")
        return {str(row["report"]): {str(name): value for name, value in row.items()} for row in records}

    @kept
    def titles(self, report: str, lang: str) -> dict[str, str]:
        """Path in a report's outline → its title; the empty path is the report itself."""
        frame = self.table("sections", report)
        titles = {str(s): str(t) for s, t in zip(frame["section"], frame["title"], strict=True)}
        return titles | {"": self.title(report, lang)} | self._translated(report, lang)

    def title(self, report: str, lang: str) -> str:
        """What a report is called in a language where that is known, else its own title."""
        return self._translated(report, lang).get("", str(self.rows[report]["title"]))

    @kept
    def _translated(self, report: str, lang: str) -> dict[str, str]:
        """The same titles, as far as they are known in another language than the report's own."""
        known = self._outlines.get((report, lang)) if report not in self.own else None
        if not known:
            other = self.report(report).text_in(lang)
            return self.titles(other.report, lang) if other else {}
        frame = texts(known)
        return dict(zip(frame["section"], frame["title"], strict=True))

    def ask(self, query: str, values: Mapping[str, object]) -> Answer:
        """What a query gives (`ui.archive.Source.ask`), of tables of which nothing is wrong."""
        self._trusted(query)
        return self.source.ask(query, values)

    def chosen(self, table: str, query: str, values: Mapping[str, object]) -> pd.DataFrame:
        """The same as a frame, where a query gives rows of a table."""
        self._trusted(query)
        return self.source.chosen(table, query, values)

    def _trusted(self, query: str) -> None:
        if wrong := [p for p in self.problems if f"{{{p.table}}}" in query]:
            raise TablesError(wrong)

    @property
    def date(self) -> str:
        """The day the tables were made (ISO 8601), as their package says."""
        return str(self.package.get("created") or "")[:10]

    @property
    def package(self) -> Mapping[str, Any]:
        """The data package's description of the tables; empty where there is none."""
        return self.manifest.package

    @property
    def version(self) -> str:
        """Changes when any table or anything it was made from does."""
        return self.manifest.version

    @cached_property
    def hashes(self) -> dict[str, str]:
        """Table → SHA-256 of its file as the data package states it."""
        return {name: told.removeprefix("sha256:") for name, (_, told) in self.manifest.tables.items()}

    def whole(self, name: str) -> pd.DataFrame:
        """A table with the rows of all reports: of many reports, many rows."""
        wrong = [p for p in self.problems if p.table == name]
        if wrong:
            raise TablesError(wrong)
        return self.source.whole(name)

    def count(self, name: str) -> int | None:
        """How many rows a table has, of all reports; None where it cannot be read."""
        if any(p.table == name and p.kind != "rows" for p in self.problems):
            return None
        return self.source.count(name)

    @cached_property
    def boundary_ids(self) -> list[str]:
        """Identifiers of the shapes on the map, empty where there are no boundaries that can be trusted."""
        if self.lacking or not self.boundaries:
            return []
        return [str(f["id"]) for f in json.loads(self.boundaries[SHAPES])["features"]]

    @cached_property
    def boundary_version(self) -> str:
        """Changes when the boundaries do: part of their address, so that a browser never keeps old ones."""
        return "".join(self.manifest.others.get(name, "")[7:15] for name in paths.BOUNDARIES)

    def report(self, report: str) -> Report:
        """One report by its identifier."""
        return Report(self, report)


@dataclass(frozen=True)
class Snapshot:
    """What is shown: the atlas, and what is wrong with the version on the disk where it was refused and one before is shown."""

    atlas: Atlas
    refused: tuple[Problem, ...] = ()


_LOADING = Lock()
_TRIES, _MOST_FOLDERS = 5, 2
# Folder → its files as they were seen, and what came of them.
_KNOWN: OrderedDict[Path, tuple[manifest.State, Snapshot]] = OrderedDict()
_HELD: ContextVar[Snapshot | None] = ContextVar("snapshot", default=None)


@contextmanager
def held() -> Iterator[Snapshot]:
    """Whatever is asked within sees the same version: a view, with its frame and its foot, or a file."""
    now = snapshot()
    token = _HELD.set(now)
    try:
        yield now
    finally:
        _HELD.reset(token)


def snapshot() -> Snapshot:
    """The version in hand, else the newest that can be trusted, read anew when a file has changed."""
    if (known := _HELD.get()) is not None:
        return known
    where = folder()
    with _LOADING:  # the first visitors of new tables wait for one reading, instead of each doing it
        seen = manifest.state(where)
        if where not in _KNOWN or _KNOWN[where][0] != seen:
            before = _KNOWN[where][1].atlas if where in _KNOWN else None
            _KNOWN[where] = _read(where, seen, before)
        _KNOWN.move_to_end(where)
        while len(_KNOWN) > _MOST_FOLDERS:
            _KNOWN.popitem(last=False)
        return _KNOWN[where][1]


def _read(where: Path, seen: manifest.State, before: Atlas | None) -> tuple[manifest.State, Snapshot]:
    """The folder as it is, read again where it was changed meanwhile; in place of what cannot be trusted what was before."""
    for _ in range(_TRIES):
        atlas, read = Atlas(where), seen
        seen = manifest.state(where)
        if seen == read:
            break
    wrong = (*atlas.problems, *atlas.lacking, *atlas.untitled)
    if not wrong:
        return read, Snapshot(atlas)
    if before and not before.problems and not before.lacking:
        return read, Snapshot(before, wrong)
    for former in paths.former(where) if atlas.problems or atlas.lacking else ():
        old = Atlas(former)
        if not old.problems and not old.lacking:
            return read, Snapshot(old, wrong)
    return read, Snapshot(atlas)


def load() -> Atlas:
    """The atlas of the version in hand."""
    return snapshot().atlas
