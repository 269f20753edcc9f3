"""From the registered reports to the tables on disk: what changes both of them changes both or neither."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from etl import audit, batch, engines, intake, package, parts, paths, pipeline, registry, reports, schema
from etl.errors import Code, Refused
from etl.parts import Receipt, Task
from etl.workplace import Move, Workplace, move

VERSIONS = 3  # former ones that are kept
Progress = Callable[[str, int, int], None]
Step = Callable[[str], None]


@dataclass(frozen=True)
class Written:
    """The report that was read, and how many rows were written, by table."""

    report: str
    rows: dict[str, int]


@dataclass(frozen=True)
class Built:
    """What a build did: rows a table (empty: nothing to do), and every report accounted for."""

    rows: dict[str, int]
    read: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left_out: list[Receipt] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Engine:
    """How the reading is shared out: processes, or a Dask cluster and its scheduler's address."""

    jobs: int = 1
    name: str = "local"
    scheduler: str | None = None


def _no_step(name: str) -> None:
    """Nobody wants to know how far the reading is."""


def _no_progress(what: str, done: int, total: int) -> None:
    """The same for many reports."""


def build(
    root: Path,
    out: Path,
    form: str = "csv",
    engine: Engine = Engine(),
    only_if_needed: bool = False,
    progress: Progress = _no_progress,
) -> Built:
    """Read every report below `root` that is new or changed, and write the tables of all to `out`.

    A report that cannot be read is left out and named; `Refused` only if none is left, or the place cannot be written.
    """
    engines.check(engine.name, engine.scheduler)
    package.check(out, form)
    with _writing(root, out) as (reported, placed):
        found = {folder.name: folder for folder in registry.folders(root)}
        files = registry.inputs(root, found)
        if only_if_needed and _up_to_date(placed, files):
            return Built({})
        built, stage = _staged(placed, found, files, form, engine, progress)
        told = audit.told("build", built.read, out, stage)
        same = told["from"] == told["to"]
        placed.change([_into_place(placed, stage)], audit.file(out), None if same else told)
        _prune(placed, reported)
        return built


def extract(path: Path, out: Path, lang: str, symbol: str, form: str, step: Step = _no_step) -> Written:
    """Read one document that is not registered and write its tables to `out`."""
    step("reading")
    document = reports.read(path, lang, symbol)
    tables = pipeline.tables_of(document, step)
    step("writing")
    return _alone(tables, document.report, out, form, {path.name: document.sha256})


def _alone(tables: pipeline.Tables, report: str, out: Path, form: str, inputs: Mapping[str, str]) -> Written:
    """Write the tables of one report that is not registered."""
    package.check(out, form)
    rows = {name: len(frame) for name, frame in tables.items()}
    with _told(out), Workplace(out).alone(once=True):
        place = Workplace(out)
        part, stage = place.stage(), place.stage()
        parts.write_tables(tables, part)
        package.write(stage, form, inputs, [part], rows, out)
        place.change([move(stage, out, place.folder / "stage" / "old", package.FILES)])
    return Written(report, rows)


def restate(source: Path, out: Path, known: Mapping[str, str]) -> Written:
    """Write the tables of the one document in `source` again to `out` under what the user says of it, without reading it anew.

    `known` is symbol, title, period_start, period_end; what is empty stays as it was read.
    """
    tables = {name: schema.read_csv(name, source / f"{name}.csv") for name in schema.TABLES}
    if len(tables["reports"]) != 1:
        raise Refused(Code.NO_REPORT, file=str(source))
    row = tables["reports"].iloc[0].astype(str)
    said = {name: registry.clean(value) for name, value in known.items() if value}
    symbol = said.get("symbol", row["symbol"])
    if not symbol:
        raise Refused(Code.NO_SYMBOL, file=row["source_file"])
    report = registry.identifier(symbol, Path(row["source_file"]).stem, row["language"])
    where = registry.address(symbol, row["language"])
    tables["reports"] = tables["reports"].assign(**{"title": row["title"] or symbol, **said}, address=where)
    named = {name: frame.assign(report=report) for name, frame in tables.items()}
    return _alone(named, report, out, "csv", package.built_from(source))


def add(
    path: Path, lang: str, root: Path, out: Path, known: Mapping[str, str], step: Step = _no_step
) -> Written:
    """Register one document below `root` and build all tables.

    `known` is what the user says of it: symbol, title, period_start, period_end; what is empty is taken from the text.
    The same report again takes the place of the old one, but for its corrections. Whatever goes wrong, nothing changes.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-add-") as place:
        one = next(batch.prepare([(path, Path(place))], lang, root, known, step))
        if isinstance(one, Refused):
            raise one
        step("writing")
        return Written(one.report, _take_in([one], root, out).rows)


def add_many(
    paths: Iterable[Path],
    lang: str,
    root: Path,
    out: Path,
    progress: Progress = _no_progress,
) -> tuple[Built, dict[str, Refused]]:
    """Register many documents at once: files, folders and zip files of them; one bad document stops nothing.

    What is known of each is taken from its text. Returns what was built, and name of the file → why it was refused.
    """
    refused: dict[str, Refused] = {}
    ready: dict[str, intake.Prepared] = {}
    with tempfile.TemporaryDirectory(prefix="atlas-add-") as place:
        files: list[tuple[str, Path]] = []
        for path in paths:
            try:
                files += intake.documents(path, Path(place) / f"unpacked{len(files)}")
            except Refused as error:
                refused[path.name] = error
        placed = [(path, Path(place) / str(k)) for k, (_, path) in enumerate(files)]
        found = batch.prepare(placed, lang, root, {})
        for k, ((name, _), one) in enumerate(zip(files, found, strict=True), start=1):
            if isinstance(one, Refused):
                refused[name] = one
            elif one.report in ready:
                known = ready[one.report].symbol
                refused[name] = Refused(Code.REGISTRY, what="same", report=one.report, known=known)
            else:
                ready[one.report] = one
            progress(name, k, len(files))
        if not ready:
            return Built({}), refused
        return replace(_take_in(list(ready.values()), root, out), added=list(ready)), refused


def _take_in(ready: Sequence[intake.Prepared], root: Path, out: Path) -> Built:
    """Put prepared reports into the registry, and the tables of all beside it, together."""
    root.mkdir(parents=True, exist_ok=True)
    with _writing(root, out) as (reported, placed):
        stage = reported.stage()
        staged = {one.report: Path(shutil.copytree(one.folder, stage / one.report)) for one in ready}
        found = {f.parent.name: f.parent for f in root.glob(f"*/{registry.TOML}")} | staged
        files = registry.inputs(root, found)
        for one in ready:
            intake.same_report(root / one.report, one)
            parts.take(one.part, Task(staged[one.report], parts.key_of(files[one.report]), _parts(placed)))
        built, tables = _staged(placed, found, files)
        moves = [
            move(folder, root / report, _former(reported, root / report)) for report, folder in staged.items()
        ]
        told = audit.told("add", staged, out, tables)
        reported.change([*moves, _into_place(placed, tables)], audit.file(out), told)
        _prune(placed, reported)
        return built


def remove(report: str, root: Path, out: Path) -> Built:
    """Take a registered report away and write the tables of those that stay; whatever goes wrong, nothing changes."""
    with _writing(root, out) as (reported, placed):
        found = {folder.name: folder for folder in registry.folders(root)}
        if report not in found:
            raise Refused(Code.UNKNOWN_REPORT, report=report, known=" ".join(found))
        if len(found) == 1:
            raise Refused(Code.LAST_REPORT, report=report)
        gone = found.pop(report)
        built, stage = _staged(placed, found, registry.inputs(root, found))
        moves = [move(None, gone, _former(reported, gone)), _into_place(placed, stage)]
        reported.change(moves, audit.file(out), audit.told("remove", [report], out, stage))
        _prune(placed, reported)
        return built


def rollback(root: Path, out: Path, version: str = "") -> str:
    """Put a former version of the tables in place (the last, if none is named), and the reports as they were then.

    Returns its name. What stands there now is kept as a former version, so that this too can be taken back.
    """
    with _writing(root, out) as (reported, placed):
        former = {path.name: path for path in paths.former(placed.target)}
        if not former or (version and version not in former):
            raise Refused(Code.NO_VERSION, value=version or "?", known=" ".join(former) or "—")
        chosen = former[version] if version else next(iter(former.values()))
        now = {
            f.parent.name: registry.state(registry.files(f.parent)) for f in root.glob(f"*/{registry.TOML}")
        }
        then = registry.states(package.built_from(chosen), root)
        moves = [_into_place(placed, chosen)]
        for report in now.keys() | then.keys():
            kept = reported.folder / "former" / f"{report}.{then.get(report, '')}"
            if now.get(report) == then.get(report) or (report in then and not kept.exists()):
                continue
            target = root / report
            moves.append(move(kept if report in then else None, target, _former(reported, target)))
        differing = [report for report in now.keys() | then.keys() if now.get(report) != then.get(report)]
        reported.change(moves, audit.file(out), audit.told("rollback", differing, out, chosen))
        return chosen.name


@contextmanager
def _writing(root: Path, out: Path) -> Iterator[tuple[Workplace, Workplace]]:
    """Hold both locks, the registry's first: from reading it to the switch nobody else changes either.

    A registry that nobody may change needs no lock.
    """
    reported, placed = Workplace(root), Workplace(out)
    with _told(out):
        open_to_change = os.access(root.absolute().parent, os.W_OK)
        with reported.alone() if open_to_change else nullcontext(), placed.alone():
            yield reported, placed


@contextmanager
def _told(out: Path) -> Iterator[None]:
    """What the system refuses is said in one line."""
    try:
        out.absolute().parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        there = next((p for p in out.absolute().parents if _exists(p)), Path.cwd())
        raise Refused(
            Code.CANNOT_WRITE,
            reason=str(error.strerror or error),
            free_mb=shutil.disk_usage(there).free // 2**20,
            file=str(error.filename or out),
        ) from error


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def vouch(out: Path) -> None:
    """Have the tables in a folder vouch for what pages read beside them, as it is now."""
    with _told(out), Workplace(out).alone():
        if not package.vouches(out):
            package.vouch(out)


def _up_to_date(placed: Workplace, files: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether the tables are whole and of these files; and, as far as parts are kept, of this program."""
    if package.built_from(placed.target) != _sources(files) or not package.vouches(placed.target):
        return False
    where = _parts(placed)
    return all(
        parts.kept(where, report, parts.key_of(named))
        for report, named in files.items()
        if (where / report).is_dir()
    )


def _staged(
    placed: Workplace,
    found: Mapping[str, Path],
    files: Mapping[str, Mapping[str, str]],
    form: str = "csv",
    engine: Engine = Engine(),
    progress: Progress = _no_progress,
) -> tuple[Built, Path]:
    """Read what is new and stage the tables of all: what was done, and the folder that holds them."""
    where = _parts(placed)
    tasks = [Task(found[report], parts.key_of(files[report]), where) for report in sorted(found)]
    receipts = {t.folder.name: r for t in tasks if (r := parts.kept(where, t.folder.name, t.key))}
    old = sorted(receipts)
    fresh = [task for task in tasks if task.folder.name not in receipts]
    handed = engines.run(batch.make_all, fresh, parts.lost, engine.jobs, engine.name, engine.scheduler)
    for receipt in handed:
        receipts[receipt.report] = receipt
        progress(receipt.report, len(receipts), len(tasks))
    whole = [receipts[t.folder.name] for t in tasks if receipts[t.folder.name].whole]
    left_out = [receipts[t.folder.name] for t in tasks if not receipts[t.folder.name].whole]
    if not whole:
        raise left_out[0].refused or RuntimeError(left_out[0].fault)
    rows = {name: sum(receipt.rows[name] for receipt in whole) for name in schema.TABLES}
    stage = placed.stage()
    sources = _sources({receipt.report: files[receipt.report] for receipt in receipts.values()})
    package.write(stage, form, sources, [where / receipt.report for receipt in whole], rows, placed.target)
    parts.sweep(where, set(found))
    read = sorted(receipt.report for receipt in whole if receipt.report not in old)
    return Built(rows, read, old, left_out), stage


def _parts(placed: Workplace) -> Path:
    return placed.folder / "parts"


def _sources(files: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: told for named in files.values() for name, told in named.items()}


def _into_place(placed: Workplace, stage: Path) -> Move:
    """The move that shows staged tables; those of before become a former version, if they are others."""
    name = package.identity(placed.target)
    changed = name and name != package.identity(stage)
    old = placed.folder / "versions" / name if changed else placed.folder / "stage" / "same"
    return move(stage, placed.target, old, package.FILES)


def _former(reported: Workplace, folder: Path) -> Path:
    """Where a report's folder goes that is replaced or removed."""
    if not folder.exists():
        return reported.folder / "stage" / "none"
    return reported.folder / "former" / f"{folder.name}.{registry.state(registry.files(folder))}"


def _prune(placed: Workplace, reported: Workplace) -> None:
    """Keep the last versions of the tables, and the reports that they were made from."""
    versions = paths.former(placed.target)
    for gone in versions[VERSIONS:]:
        shutil.rmtree(gone, ignore_errors=True)
    wanted = {
        f"{report}.{state}"
        for version in versions[:VERSIONS]
        for report, state in registry.states(package.built_from(version), reported.target).items()
    }
    for folder in (reported.folder / "former").glob("*"):
        if folder.name not in wanted:
            shutil.rmtree(folder, ignore_errors=True)
