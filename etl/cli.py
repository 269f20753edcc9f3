"""The command line: `python -m etl build | extract | add | check | reference`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.progress import Progress

from etl import build as builder
from etl import check as checker
from etl import schema
from etl.errors import Refused
from etl.paths import REFERENCE, REPORTS, ROOT, TABLES

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turns reports of the UN High Commissioner for Human Rights into tables.",
)
_out = Console()

Format = Annotated[str, typer.Option("--format", help="csv or parquet")]


@app.command()
def build(
    reports: Annotated[Path, typer.Option(help="Folder of the registered reports")] = REPORTS,
    out: Annotated[Path, typer.Option(help="Folder for the tables")] = TABLES,
    form: Format = "csv",
    jobs: Annotated[int, typer.Option(min=1, help="Reports read side by side")] = 1,
    engine: Annotated[str, typer.Option(help="local or dask")] = "local",
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler")] = None,
    if_needed: Annotated[bool, typer.Option("--if-needed", help="Only if an input has changed")] = False,
) -> None:
    """Read every registered report and write the tables."""
    with Progress(console=_out, disable=not _out.is_terminal, transient=True) as bar:
        task = bar.add_task("reports", total=None)
        rows = builder.build(
            reports,
            out,
            form,
            jobs,
            engine,
            scheduler,
            if_needed,
            lambda what, done, total: bar.update(task, description=what, completed=done, total=total),
        )
    _say(rows, out, form)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A report as .txt, .pdf or .docx")],
    out: Annotated[Path, typer.Option(help="Folder for the tables")],
    lang: Annotated[str, typer.Option(help="auto, zh or en")] = "auto",
    symbol: Annotated[str, typer.Option(help="Document symbol, such as A/75/36")] = "",
    form: Format = "csv",
) -> None:
    """Read one document and write its tables; nothing is registered."""
    _say(builder.extract(file, out, lang, symbol, form), out, form)


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="A report as .txt, .pdf or .docx")],
    lang: Annotated[str, typer.Option(help="auto, zh or en")] = "auto",
    symbol: Annotated[str, typer.Option(help="Document symbol, such as A/75/36")] = "",
    reports: Annotated[Path, typer.Option(help="Folder of the registered reports")] = REPORTS,
    out: Annotated[Path, typer.Option(help="Folder for the tables")] = TABLES,
) -> None:
    """Register a document as a report and build the tables; the same report again replaces the old one."""
    _say(builder.add(file, lang, symbol, reports, out), out)


@app.command()
def check(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every difference")] = False,
    as_json: Annotated[Path | None, typer.Option("--json", help="Write the scores to this file")] = None,
) -> None:
    """Score the tables against annotated cases; exit status 1 if a goal is missed."""
    try:
        tables = {name: schema.read_csv(name, TABLES / f"{name}.csv") for name in schema.TABLES}
    except FileNotFoundError as error:
        raise Refused(f"{error.filename}: no such table; run `python -m etl build` first") from None
    found = checker.scores(tables, ROOT / "tests" / "cases")
    met = checker.report(found, print, verbose)
    if as_json:
        _write_json(as_json, checker.figures(found))
    raise typer.Exit(0 if met else 1)


@app.command()
def reference() -> None:
    """Rebuild data/reference/generated/, countries and boundaries from their sources (needs the extra `reference`)."""
    try:
        from etl.reference import geography, lexicon, names, places, tiles
    except ImportError as error:
        raise Refused(f"{error.name} is missing: pip install '.[reference]'") from None
    for part in (geography, tiles, names, places, lexicon):
        part.build(REFERENCE, REFERENCE)
        print(f"{part.__name__.rsplit('.', 1)[-1]}: done")


def _write_json(path: Path, data: object) -> None:
    try:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path}: the scores cannot be written there ({error.strerror})") from None


def _say(rows: dict[str, int], out: Path, form: str = "csv") -> None:
    """What was written, and on standard error what was odd in the documents."""
    if not rows:
        print(f"{out}: up to date")
        return
    print(f"{out}: " + ", ".join(f"{name} {count}" for name, count in rows.items()))
    path = out / f"reports.{form}"
    reports = pd.read_parquet(path) if form == "parquet" else schema.read_csv("reports", path)
    for report, warnings in zip(reports["report"], reports["warnings"], strict=True):
        for warning in str(warnings).splitlines():
            print(f"warning: {report}: {warning}", file=sys.stderr)


def main() -> None:
    """Run a command. What is refused is one line on standard error and exit status 2; our own fault is 1."""
    try:
        app(standalone_mode=True)
    except Refused as refused:
        print(f"etl: {' '.join(str(refused).split())}", file=sys.stderr)
        sys.exit(2)
