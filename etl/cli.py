"""The command line: `build | extract | add | remove | rollback | check | reference` of `python -m etl`."""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from etl import build as builder
from etl import intake, paths, schema
from etl import score as checker
from etl.errors import Code, Refused, Remark
from etl.pipeline import STEPS

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turns reports of the UN High Commissioner for Human Rights into tables.",
)
_out = Console()


def _at_home(folder: Path | None) -> Path | None:
    """Make a folder the data folder of this process and of those that it starts."""
    if folder:
        os.environ[paths.HOME] = str(folder.absolute())
    return folder


Format = Annotated[str, typer.Option("--format", help="csv or parquet")]
Language = Annotated[str, typer.Option(help="auto, zh or en")]
Symbol = Annotated[str, typer.Option(help="Document symbol, such as A/75/36")]
Registry = Annotated[
    Path | None, typer.Option(help="Folder of the registered reports, if not the data folder's")
]
Target = Annotated[Path | None, typer.Option(help="Folder for the tables, if not the data folder's")]
Day = Annotated[str, typer.Option(help="A date such as 2020-07-31, if not the one stated in the text")]
Home = Annotated[
    Path | None,
    typer.Option(
        "--data",
        is_eager=True,
        callback=_at_home,
        help=f"The data folder: what is written lies there (or ${paths.HOME}; else a checkout's data, or the user's)",
    ),
]
Progressing = Annotated[str, typer.Option("--progress", help="auto, or json: each step as a line of JSON")]


@app.command()
def build(
    reports: Registry = None,
    out: Target = None,
    _data: Home = None,
    form: Format = "csv",
    jobs: Annotated[int, typer.Option(min=1, help="Reports read side by side")] = 1,
    engine: Annotated[str, typer.Option(help="local or dask")] = "local",
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler")] = None,
    if_needed: Annotated[bool, typer.Option("--if-needed", help="Only if an input has changed")] = False,
) -> None:
    """Read every registered report and write the tables."""
    reports, out = reports or paths.reports(), out or paths.tables_to_write()
    how = builder.Engine(jobs, engine, scheduler)
    with _bar() as tell:
        built = builder.build(reports, out, form, how, if_needed, tell)
    _say(built.rows, out, form)
    if not built.left_out:
        return
    say_left_out(built)
    raise typer.Exit(1 if any(receipt.fault for receipt in built.left_out) else 2)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A report as .txt, .pdf or .docx")],
    out: Annotated[Path, typer.Option(help="Folder for the tables")],
    lang: Language = "auto",
    symbol: Symbol = "",
    form: Format = "csv",
    progress: Progressing = "auto",
) -> None:
    """Read one document and write its tables; nothing is registered."""
    with _told(progress) as told:
        written = builder.extract(file, out, lang, symbol, form, told.step)
        told.end(written, out, form)


@app.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(help="A report as .txt, .pdf or .docx; or several, folders and zip files of them"),
    ],
    lang: Language = "auto",
    symbol: Symbol = "",
    title: Annotated[str, typer.Option(help="Its title, if not the one printed in it")] = "",
    period_start: Day = "",
    period_end: Day = "",
    reports: Registry = None,
    out: Target = None,
    _data: Home = None,
    progress: Progressing = "auto",
) -> None:
    """Register a document as a report and build the tables; the same report again replaces the old one.

    Of several, what is known of each is read in it; one that is refused stops none of the others.
    """
    with _told(progress) as told:
        known = _known(symbol, title, period_start, period_end)
        reports, out = reports or paths.reports_to_write(), out or paths.tables_to_write()
        if len(files) == 1 and not files[0].is_dir() and files[0].suffix.lower() != intake.ZIP:
            told.end(builder.add(files[0], lang, reports, out, known, told.step), out)
            return
        given = next((name for name, value in known.items() if value), "")
        if given:
            raise Refused(Code.OPTION, what="several", option=given.replace("_", "-"), value=known[given])
        _add_many(files, lang, reports, out, told)


def _add_many(files: list[Path], lang: str, reports: Path, out: Path, told: _Told) -> None:
    with _bar() as tell:
        built, refused = builder.add_many(files, lang, reports, out, told.document if told.as_json else tell)
    if told.as_json:
        of = {name: {"code": error.code, "facts": error.facts} for name, error in refused.items()}
        told.line({"reports": built.added, "refused_of": of})
        return
    for name, error in refused.items():
        print(f"refused: {name}: {error}", file=sys.stderr)
    if built.rows:
        _say(built.rows, out)
        say_left_out(built)
    if refused or not built.rows:
        raise typer.Exit(2)


@contextmanager
def _bar() -> Iterator[builder.Progress]:
    """How far a long work is, and how long it will take, on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_out, disable=not _out.is_terminal, transient=True) as bar:
        task = bar.add_task("reports", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


@app.command()
def unpack(
    file: Annotated[Path, typer.Argument(help="A zip file of reports as .txt, .pdf or .docx")],
    out: Annotated[Path, typer.Option(help="Folder for its documents")],
    most: Annotated[int, typer.Option(min=1, help="Documents that it may hold")] = intake.MOST,
    progress: Progressing = "auto",
) -> None:
    """Take the documents out of a zip file; nothing is read."""
    with _told(progress) as told:
        found = intake.documents(file, out, most)
        told.line({"documents": [[name, str(path)] for name, path in found]})


@app.command()
def restate(
    tables: Annotated[
        Path, typer.Argument(help="Folder with the tables of one document, as `extract` wrote them")
    ],
    out: Annotated[Path, typer.Option(help="Folder for the tables")],
    symbol: Symbol = "",
    title: Annotated[str, typer.Option(help="Its title, if not the one that was read")] = "",
    period_start: Day = "",
    period_end: Day = "",
    progress: Progressing = "auto",
) -> None:
    """Correct what a document is (symbol, title, period) in tables that were extracted, without reading it again."""
    with _told(progress) as told:
        told.step("writing")
        told.end(builder.restate(tables, out, _known(symbol, title, period_start, period_end)), out)


@app.command()
def remove(
    report: Annotated[str, typer.Argument(help="Id of a registered report, such as A-75-36.en")],
    reports: Registry = None,
    out: Target = None,
    _data: Home = None,
) -> None:
    """Take a registered report away, with its corrections, and build the tables of the others."""
    reports, out = reports or paths.reports_to_write(), out or paths.tables_to_write()
    built = builder.remove(report, reports, out)
    _say(built.rows, out)
    say_left_out(built)


@app.command()
def rollback(
    version: Annotated[
        str, typer.Argument(help="A former version, as `.atlas` names it; else the last")
    ] = "",
    reports: Registry = None,
    out: Target = None,
    _data: Home = None,
) -> None:
    """Put the tables, and the reports they were read from, back as they were before the last change."""
    reports, out = reports or paths.reports_to_write(), out or paths.tables_to_write()
    print(f"{out}: version {builder.rollback(reports, out, version)}")


@app.command()
def check(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every difference")] = False,
    as_json: Annotated[Path | None, typer.Option("--json", help="Write the scores to this file")] = None,
    _data: Home = None,
) -> None:
    """Score the tables against annotated cases, and check the reference; exit status 1 if a goal is missed."""
    try:
        folder = paths.tables()
        tables = {name: schema.read_csv(name, folder / f"{name}.csv") for name in schema.TABLES}
    except FileNotFoundError as error:
        raise Refused(Code.INSTALLATION, what="tables", file=str(error.filename)) from None
    found = checker.scores(tables, paths.CASES)
    met = checker.report(found, print, verbose)
    if as_json:
        _write_json(as_json, checker.figures(found))
        if as_json.resolve() == (paths.DATA / paths.QUALITY).resolve():
            builder.vouch(folder)  # pages read it
    from etl.reference import audit  # GeoPandas takes a second to import

    wrong = audit.problems(paths.REFERENCE)
    print(
        "\n".join(
            wrong or ["reference: codes and names as in ISO 3166-1 and ISO 4217, shapes as in countries.csv"]
        )
    )
    raise typer.Exit(0 if met and not wrong else 1)


@app.command()
def reference() -> None:
    """Rebuild data/reference/generated/, countries and boundaries from their sources (needs the extra `reference`)."""
    if not paths.CHECKOUT:
        raise Refused(Code.INSTALLATION, what="checkout")
    try:
        from etl.reference import geography, lexicon, names, places, projection, tiles
    except ImportError as error:
        raise Refused(Code.INSTALLATION, what="package", package=str(error.name), extra="reference") from None
    for part in (geography, projection, tiles, names, places, lexicon):
        part.build(paths.REFERENCE, paths.REFERENCE)
        print(f"{part.__name__.rsplit('.', 1)[-1]}: done")


def _write_json(path: Path, data: object) -> None:
    try:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refused(Code.CANNOT_WRITE, what="scores", reason=str(error.strerror), file=str(path)) from None


@dataclass
class _Told:
    """Tells how far a reading is, and how it ended: to people at its end, to programs as it goes."""

    as_json: bool
    done: int = 0

    def step(self, name: str) -> None:
        """One of `pipeline.STEPS` begins."""
        self.done = STEPS.index(name)
        if self.as_json:
            self.line({"step": name, "done": self.done, "total": len(STEPS)})

    def document(self, name: str, done: int, total: int) -> None:
        """So many of several documents are read; this was the last."""
        self.line({"step": name, "done": done, "total": total})

    def end(self, written: builder.Written, out: Path, form: str = "csv") -> None:
        """All is written."""
        if self.as_json:
            odd = [remark for report, remark in _remarks(out, form) if report == written.report]
            told = [{"code": r.code, "facts": r.facts, "message": str(r)} for r in odd]
            self.line({"report": written.report, "tables": written.rows, "warnings": told})
        else:
            _say(written.rows, out, form)

    def line(self, data: dict[str, object]) -> None:
        """One line of JSON."""
        print(json.dumps(data, ensure_ascii=False), flush=True)


@contextmanager
def _told(progress: str) -> Iterator[_Told]:
    if progress not in ("auto", "json"):
        raise Refused(Code.OPTION, option="progress", value=progress, allowed="auto json")
    told = _Told(progress == "json")
    try:
        yield told
    except (Refused, MemoryError) as error:
        refused = error if isinstance(error, Refused) else Refused(Code.CRASHED)
        if told.as_json:
            told.line({"refused": refused.code, "facts": refused.facts, "message": str(refused)})
        raise refused from None


def _known(symbol: str, title: str, start: str, end: str) -> dict[str, str]:
    """What the user says of a document; its period is in order."""
    known = {"symbol": symbol, "title": title}
    known |= {"period_start": _day("period-start", start), "period_end": _day("period-end", end)}
    if start and end and start > end:
        raise Refused(Code.OPTION, what="order", option="period-end", value=end, start=start)
    return known


def _day(option: str, value: str) -> str:
    """A date in ISO 8601, or nothing."""
    try:
        return datetime.date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise Refused(Code.OPTION, what="date", option=option, value=value) from None


def _say(rows: dict[str, int], out: Path, form: str = "csv") -> None:
    """What was written, and on standard error what was odd in the documents."""
    if not rows:
        print(f"{out}: up to date")
        return
    print(f"{out}: " + ", ".join(f"{name} {count}" for name, count in rows.items()))
    for report, remark in _remarks(out, form):
        print(f"warning: {report}: {remark}", file=sys.stderr)


def say_left_out(built: builder.Built) -> None:
    """On standard error: each report that is not in the tables, and why."""
    for receipt in built.left_out:
        print(f"left out: {receipt.report}: {receipt.refused or receipt.fault}", file=sys.stderr)


def _remarks(out: Path, form: str) -> Iterator[tuple[str, Remark]]:
    """(report, what was odd in it) for the tables in a folder."""
    path = out / f"reports.{form}"
    reports = pd.read_parquet(path) if form == "parquet" else schema.read_csv("reports", path)
    for report, warnings in zip(reports["report"], reports["warnings"], strict=True):
        yield from ((report, Remark.decode(line)) for line in str(warnings).splitlines())


def main(name: str = "etl") -> None:
    """Run a command. What is refused is one line on standard error and exit status 2; our own fault is 1."""
    try:
        app(standalone_mode=True)
    except Refused as refused:
        print(f"{name}: {refused}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
