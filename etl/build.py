"""From the registered reports to the tables on disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from etl import package, pipeline, reports, schema
from etl.errors import Code, Refused
from etl.paths import DATA, REFERENCE

ENGINES = ("local", "dask")
Progress = Callable[[str, int, int], None]
Step = Callable[[str], None]


@dataclass(frozen=True)
class Written:
    """The report that was read, and how many rows were written, by table."""

    report: str
    rows: dict[str, int]


def _no_step(name: str) -> None:
    """Nobody wants to know how far the reading is."""


def inputs(root: Path) -> dict[str, str]:
    """Every file that the tables depend on, by its path below `data/`, with its SHA-256."""
    folders = (REFERENCE, REFERENCE / "generated", REFERENCE / "numbers")
    files = [p for p in (*root.rglob("*"), *(p for f in folders for p in f.glob("*"))) if p.is_file()]
    named = {
        p.relative_to(DATA).as_posix() if p.is_relative_to(DATA) else p.relative_to(root.parent).as_posix(): p
        for p in files
        if not p.name.startswith(".")
    }
    return package.hashes(named)


def build(
    root: Path,
    out: Path,
    form: str = "csv",
    jobs: int = 1,
    engine: str = "local",
    scheduler: str | None = None,
    only_if_needed: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> dict[str, int]:
    """Read every report below `root` and write the tables to `out`; returns rows a table (empty: nothing to do).

    Each report is one task; with `jobs` > 1 they run in as many processes, with engine "dask" on a Dask cluster.
    """
    if engine not in ENGINES:
        raise Refused(Code.OPTION, option="engine", value=engine, allowed=" ".join(ENGINES))
    if scheduler and engine != "dask":
        raise Refused(Code.OPTION, what="alone", option="scheduler", value=scheduler)
    folders = reports.folders(root)
    sources = inputs(root)
    if only_if_needed and package.built_from(out) == sources:
        return {}
    parts: list[pipeline.Tables] = []
    for part in _run(folders, jobs, engine, scheduler):
        parts.append(part)
        progress(folders[len(parts) - 1].name, len(parts), len(folders))
    tables = pipeline.concat(parts)
    package.write(tables, out, form, sources)
    return {name: len(frame) for name, frame in tables.items()}


def extract(path: Path, out: Path, lang: str, symbol: str, form: str, step: Step = _no_step) -> Written:
    """Read one document that is not registered and write its tables to `out`."""
    step("reading")
    document = reports.read(path, lang, symbol)
    tables = pipeline.tables_of(document, step)
    step("writing")
    package.write(tables, out, form, {path.name: document.sha256})
    return Written(document.report, {name: len(frame) for name, frame in tables.items()})


def restate(source: Path, out: Path, known: Mapping[str, str]) -> Written:
    """Write the tables of the one document in `source` again to `out` under what the user says of it, without reading it anew.

    `known` is symbol, title, period_start, period_end; what is empty stays as it was read.
    """
    tables = {name: schema.read_csv(name, source / f"{name}.csv") for name in schema.TABLES}
    row = tables["reports"].iloc[0]
    if len(tables["reports"]) != 1:
        raise Refused(Code.OPTION, option="tables", value=str(source))
    said = {name: value for name, value in known.items() if value}
    symbol = said.get("symbol") or str(row["symbol"])
    if not symbol:
        raise Refused(Code.NO_SYMBOL, file=str(row["source_file"]))
    report = reports.identifier(symbol, str(row["language"]), Path(str(row["source_file"])))
    tables["reports"] = tables["reports"].assign(
        **{"title": str(row["title"]) or symbol, **said},
        address=reports.address(symbol, str(row["language"])),
    )
    tables = {name: frame.assign(report=report) for name, frame in tables.items()}
    package.write(tables, out, "csv", package.built_from(source))
    return Written(report, {name: len(frame) for name, frame in tables.items()})


def add(
    path: Path, lang: str, root: Path, out: Path, known: Mapping[str, str], step: Step = _no_step
) -> Written:
    """Register one document below `root` and build all tables.

    `known` is what the user says of it: symbol, title, period_start, period_end; what is empty is taken from the text.
    The document is read whole before anything is written, so that one that cannot be read leaves no trace.
    """
    step("reading")
    document = reports.read(path, lang, known.get("symbol", ""))
    document = replace(
        document,
        title=known.get("title") or document.title,
        period_start=known.get("period_start", ""),
        period_end=known.get("period_end", ""),
    )
    tables = pipeline.tables_of(document, step)
    if tables["passages"].empty:
        raise Refused(Code.NO_REPORT, file=path.name)
    starts = tables["reports"][["period_start", "period_end"]].iloc[0]
    document = replace(document, period_start=starts.iloc[0], period_end=starts.iloc[1])
    step("writing")
    reports.register(document, path, root)
    return Written(document.report, build(root, out))


def remove(report: str, root: Path, out: Path) -> dict[str, int]:
    """Take a registered report away and build the tables of those that stay; if the build fails, nothing has changed."""
    known = [folder.name for folder in reports.folders(root)]
    if report not in known:
        raise Refused(Code.UNKNOWN_REPORT, report=report, known=" ".join(known))
    if len(known) == 1:
        raise Refused(Code.LAST_REPORT, report=report)
    with tempfile.TemporaryDirectory(prefix=".removed-", dir=root.parent) as aside:
        gone = (root / report).rename(Path(aside) / report)
        try:
            return build(root, out)
        except BaseException:
            gone.rename(root / report)
            raise


def tables_of_folder(folder: Path) -> pipeline.Tables:
    """The task of one worker: all tables of one registered report."""
    return pipeline.tables_of(reports.load(folder))


def _run(folders: list[Path], jobs: int, engine: str, scheduler: str | None) -> Iterable[pipeline.Tables]:
    if engine == "dask":
        yield from _run_dask(folders, jobs, scheduler)
    elif jobs > 1 and len(folders) > 1:
        with ProcessPoolExecutor(min(jobs, len(folders), os.cpu_count() or 1)) as pool:
            yield from pool.map(tables_of_folder, folders)
    else:
        yield from map(tables_of_folder, folders)


def _run_dask(folders: list[Path], jobs: int, scheduler: str | None) -> Iterable[pipeline.Tables]:
    try:
        from dask.distributed import Client
    except ImportError:
        raise Refused(Code.INSTALLATION, what="package", package="distributed", extra="dask") from None
    try:
        client = Client(scheduler, timeout=10) if scheduler else Client(n_workers=jobs, threads_per_worker=1)
    except (OSError, ValueError) as error:
        raise Refused(
            Code.OPTION, what="unreachable", option="scheduler", value=str(scheduler), reason=str(error)
        ) from error
    with client:
        yield from client.gather(client.map(tables_of_folder, folders))
