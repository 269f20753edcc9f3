"""The tables, read once and checked: the only module that knows `etl`, and of it only the contract and where things lie.

A table that is missing or damaged is a `Problem`; asking for it raises `TablesError`, so that pages which do
not need it still work.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from etl import paths, schema
from ui.archive import Archive, Source
from ui.cache import Store, kept

ROOT, DATA, REFERENCE = paths.ROOT, paths.DATA, paths.REFERENCE
BOUNDARIES = REFERENCE / "boundaries"
_WATCHED = (".csv", "datapackage.json", "quality.json", "world.geojson")
REPAIR = "python -m rights_report_atlas build"
NAMES = tuple(schema.TABLES)


@dataclass(frozen=True)
class Column:
    """One column of a table as the contract has it; `kind` is text, integer or number."""

    name: str
    kind: str
    optional: bool
    explanation: str
    allowed: tuple[str, ...] = ()


@lru_cache(maxsize=len(NAMES))
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    kinds = {"int64": "integer", "Int64": "integer", "float64": "number"}
    stated = schema.TABLES[table].columns
    found = []
    for name, kind in schema.dtypes(table).items():
        optional, said = bool(stated[name].nullable), str(stated[name].description)
        found.append(Column(name, kinds.get(kind, "text"), optional, said, schema.allowed(table, name)))
    return tuple(found)


def explanation(table: str) -> str:
    """What a row of a table is."""
    return str(schema.TABLES[table].description)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one table; `kind` is the key of its words under `broken`."""

    kind: str
    table: str
    detail: str = ""


class TablesError(Exception):
    """Raised when a table that is asked for cannot be trusted."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.table}: {p.kind}" for p in problems))
        self.problems = problems


def folder() -> Path:
    """Where the tables lie."""
    return paths.tables()


def registry() -> Path:
    """Where the registered reports lie."""
    return paths.reports()


def state(where: Path) -> tuple[tuple[str, int, int], ...]:
    """(name, time of change, size) of every file that matters: the key of the cache, asked for in every run."""
    found = []
    for folder in (where, DATA, REFERENCE, BOUNDARIES):
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_WATCHED):
                    known = entry.stat()
                    found.append((entry.path, known.st_mtime_ns, known.st_size))
    return tuple(sorted(found))


def _package(where: Path) -> dict[str, Any]:
    try:
        package = json.loads((where / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return package if isinstance(package, dict) else {}


def files(where: Path) -> tuple[dict[str, Path], list[Problem]]:
    """The file of every table of the contract that is there, whole and as the package says, and what is wrong with others."""
    resources = {r.get("name"): r for r in _package(where).get("resources", []) if isinstance(r, dict)}
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for table in schema.TABLES:
        resource = resources.get(table, {})
        path = where / Path(str(resource.get("path") or f"{table}.csv")).name
        expected = str(resource.get("hash") or "").removeprefix("sha256:")
        if not path.is_file():
            problems.append(Problem("missing", table))
        elif expected and _digest(path) != expected:
            problems.append(Problem("damaged", table))
        elif not set(schema.columns(table)) <= set(_header(path)):
            problems.append(Problem("columns", table))
        else:
            found[table] = path
    return found, problems


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _header(path: Path) -> list[str]:
    """The columns of a file, none where they cannot be read."""
    try:
        if path.suffix == ".parquet":
            return list(pq.read_schema(path).names)
        return list(pd.read_csv(path, nrows=0, encoding="utf-8-sig").columns)
    except (ValueError, OSError):
        return []


def open_archive(where: Path) -> tuple[Archive, list[Problem]]:
    """The tables of a folder, and what is wrong with those that cannot be asked."""
    found, problems = files(where)
    archive = Archive(where)
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


class Atlas:
    """All reports, and the reference they are read with."""

    def __init__(
        self,
        where: Path,
        content: tuple[Source, list[Problem]] | None = None,
        own: frozenset[str] = frozenset(),
        key: str = "",
    ) -> None:
        """Of the tables in a folder, or of `content`; `own` are the reports that only the session with this key has."""
        self.where, self.own, self.key = where, own, key
        self.source, self.problems = content or open_archive(where)
        self.store, self.identity = Store(), ""

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
        if any(p.table == "reports" for p in self.problems):
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
        titles[""] = str(self.rows[report]["title"])
        path = registry() / report / f"outline.{lang}.csv"
        if path.is_file() and report not in self.own:
            translated = _reference(path)
            titles |= dict(zip(translated["section"], translated["title"], strict=True))
        return titles

    @cached_property
    def date(self) -> str:
        """The day the tables were made (ISO 8601): as their package says, else the day of the newest file."""
        created = str(self.package.get("created") or "")[:10]
        if created:
            return created
        newest = max((p.stat().st_mtime for p in self.where.glob("*.csv")), default=0.0)
        return datetime.fromtimestamp(newest, UTC).date().isoformat()

    @cached_property
    def package(self) -> dict[str, Any]:
        """The data package's description of the tables; empty where there is none."""
        return _package(self.where)

    @cached_property
    def version(self) -> str:
        """Changes when any table or anything it was made from does."""
        path = self.where / "datapackage.json"
        known = path.read_bytes() if path.is_file() else repr(state(self.where)).encode()
        return hashlib.sha256(known).hexdigest()[:16]

    @cached_property
    def hashes(self) -> dict[str, str]:
        """Table → SHA-256 of its file as the data package states it."""
        resources = [r for r in self.package.get("resources", []) if isinstance(r, dict)]
        return {str(r.get("name")): str(r.get("hash", "")).removeprefix("sha256:") for r in resources}

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
    def countries(self) -> pd.DataFrame:
        """data/reference/countries.csv and the States that are no more, indexed by iso3, all text."""
        frames = [_reference(REFERENCE / f"{name}.csv") for name in ("countries", "former_states")]
        return pd.concat(frames).set_index("iso3", drop=False)

    @cached_property
    def subregions(self) -> dict[str, str]:
        """iso3 → code of its M49 subregion."""
        return dict(zip(self.countries["iso3"], self.countries["m49_subregion"], strict=True))

    @kept
    def names(self, which: str, lang: str) -> dict[str, str]:
        """Code → name of "countries", "regions" (M49) or "office_regions" in a language; a dictionary for speed."""
        frame: pd.DataFrame = getattr(self, which)
        return dict(zip(frame.index.astype(str), frame[f"name_{lang}"].astype(str), strict=True))

    @cached_property
    def regions(self) -> pd.DataFrame:
        """M49 regions: code, parent, name_zh, name_en."""
        frame = _reference(REFERENCE / "regions.csv")
        return frame[frame["scheme"] == "m49"].set_index("code", drop=False)

    @cached_property
    def office_regions(self) -> pd.DataFrame:
        """The Office's own regions: code, name_zh, name_en."""
        frame = _reference(REFERENCE / "regions.csv")
        return frame[frame["scheme"] == "ohchr"].set_index("code", drop=False)

    @kept
    def vocabulary(self, name: str) -> pd.DataFrame:
        """A list of data/reference: id, lang, role, text; the frame is shared, never change it."""
        return _reference(REFERENCE / f"{name}.csv")

    def label(self, name: str, identifier: str, lang: str) -> str:
        """What a list of data/reference calls a thing; its identifier where it has no name."""
        frame = self.vocabulary(name)
        found = frame.loc[(frame["id"] == identifier) & (frame["lang"] == lang), ["role", "text"]]
        labels = found.loc[found["role"] == "label", "text"]
        return str(labels.iloc[0]) if len(labels) else identifier

    @cached_property
    def theme_names(self) -> dict[tuple[str, str], str]:
        """(theme, language) → its name, in the order of the vocabulary."""
        path = REFERENCE / "themes.csv"
        if not path.is_file():
            return {}
        frame = _reference(path)
        labels = frame[frame["role"] == "label"]
        return {
            (str(t), str(lang)): str(text)
            for t, lang, text in zip(labels["id"], labels["lang"], labels["text"], strict=True)
        }

    @cached_property
    def boundary_ids(self) -> list[str]:
        """Identifiers of the shapes on the map, empty where there are no boundaries."""
        path = BOUNDARIES / "world.geojson"
        if not path.is_file():
            return []
        return [str(f["id"]) for f in json.loads(path.read_text(encoding="utf-8"))["features"]]

    @cached_property
    def tiles(self) -> dict[str, tuple[int, int]]:
        """iso3 → (column, row) of its square on the map of equal tiles, counted from the north-west."""
        frame = _reference(REFERENCE / "generated" / "tiles.csv")
        places = zip(frame["column"].astype(int), frame["row"].astype(int), strict=True)
        return dict(zip(frame["iso3"].astype(str), places, strict=True))

    @cached_property
    def boundary_version(self) -> int:
        """Changes when the boundaries do: part of their address, so that a browser never keeps old ones."""
        path = BOUNDARIES / "world.geojson"
        return int(path.stat().st_mtime) if path.is_file() else 0

    def report(self, report: str) -> Report:
        """One report by its identifier."""
        return Report(self, report)


def _reference(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


_LOADING = Lock()


# Not Streamlit's cache: it would hash the names of all files at every rerun.
@lru_cache(maxsize=2)
def _atlas(where: Path, changed: tuple[tuple[str, int, int], ...]) -> Atlas:  # noqa: ARG001 - key of the cache
    return Atlas(where)


def load() -> Atlas:
    """The atlas; read anew when a file has changed."""
    where = folder()
    with _LOADING:  # the first visitors of new tables wait for one reading, instead of each doing it
        return _atlas(where, state(where))
