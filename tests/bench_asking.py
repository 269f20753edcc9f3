"""What asking costs: an archive of many paragraphs, pages drawn again, users at once. Part of `make bench`."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd

from etl import schema
from etl.paths import ROOT, TABLES
from tests import bench_reading
from tests.bench_figures import Figure, compared
from tests.visitors import User, cpu, crowd, opened, serving
from ui.archive import Archive
from ui.routes import api_query
from ui.tables import Atlas

WORD = "酷刑"  # torture
USERS, SECONDS, RERUNS = 20, 10.0, 12
_CPU = "CPU time, medians of alternating runs in one process"


def archive(paragraphs: int) -> Iterator[dict[str, object]]:
    """So many rows of `passages`, of invented reports."""
    row = schema.read_csv("passages", TABLES / "passages.csv").iloc[0].to_dict()
    left = paragraphs
    for k, (_, text) in enumerate(bench_reading.texts(10**9)):
        for n, paragraph in enumerate(text.split("\n\n")[:left], 1):
            yield row | {"report": f"A-{k}-36.zh", "passage": str(n), "number": n, "text": paragraph}
        left -= text.count("\n\n") + 1
        if left <= 0:
            return


def queries(folder: Path, paragraphs: int) -> list[Figure]:
    """One report out of an archive, and all paragraphs that hold a word, against the same asked of databases directly."""
    path = folder / f"passages-{paragraphs}.csv"
    frame = pd.DataFrame(archive(paragraphs)).astype(schema.dtypes("passages"))
    frame.to_csv(path, index=False, encoding="utf-8-sig")
    source = Archive(folder, folder)
    source.open("passages", path, schema.dtypes("passages"))
    source.open("readings", Path(shutil.copy(TABLES / "readings.csv", folder)), schema.dtypes("readings"))
    atlas = Atlas(TABLES, (source, []))
    duck, lite = duckdb.connect(), sqlite3.connect(":memory:")
    duck.execute("SET threads = 2")
    duck.register("given", frame)
    duck.execute("CREATE TABLE passages AS SELECT * FROM given")
    frame.to_sql("passages", lite, index=False)
    report = f"A-{paragraphs // 250}-36.zh"
    one, holding = (
        ("SELECT * FROM passages WHERE report = ?", [report]),
        (
            "SELECT * FROM passages WHERE text LIKE ?",
            [f"%{WORD}%"],
        ),
    )
    selection = api_query.Selection("passages", q=WORD)
    size = f"{paragraphs:,} paragraphs".replace(",", " ")
    figures = []
    for name, what, ours, asked in (
        ("one", f"one report out of {size}", lambda: source.rows("passages", report), one),
        (
            "word",
            f"a Chinese word in {size}, by the API",
            lambda: api_query.rows(atlas, selection)[0],
            holding,
        ),
    ):
        for base, alone in (
            ("DuckDB", lambda asked=asked: duck.sql(asked[0], params=asked[1]).to_arrow_table()),
            ("SQLite", lambda asked=asked: lite.execute(*asked).fetchall()),
        ):
            mine, theirs = compared(ours, alone, 5)
            figures.append(
                Figure(
                    f"query_{name}_{paragraphs}_{base.lower()}",
                    what,
                    f"the same query alone in {base}",
                    mine,
                    theirs,
                    _CPU,
                )
            )
    return figures


async def _reruns(
    empty: tuple[str, int], app: tuple[str, int], pages: list[str]
) -> dict[str, tuple[float, float]]:
    """Page → (CPU seconds of a rerun that changes nothing, those of an empty page beside it)."""

    async def spent(user: User, process: int, page: str, query: str, ours: bool) -> float:
        before = cpu(process)
        await user.click(page, query, ours)
        await asyncio.sleep(0.02)
        return cpu(process) - before

    found = {}
    async with opened(empty[0]) as one, opened(app[0]) as other:
        blank, user = User(one), User(other)
        await user.click("", "lang=zh")
        for page in pages:
            path = "" if page == "overview" else page
            runs = [
                (
                    await spent(user, app[1], path, "lang=zh", True),
                    await spent(blank, empty[1], "", "", False),
                )
                for _ in range(RERUNS + 3)
            ][3:]
            mine, base = (statistics.median(times) for times in zip(*runs, strict=True))
            found[page] = mine, base
    return found


async def _first(address: str, ours: bool) -> float:
    async with opened(address) as socket:
        return await User(socket).click("", "lang=zh" if ours else "", ours)


def _cold(script: Path, ours: bool) -> float:
    """Seconds from the start of a server until its first visitor has seen a page."""
    began = time.perf_counter()
    with serving(script) as (address, _):
        asyncio.run(_first(address, ours))
        return time.perf_counter() - began


def visits(folder: Path) -> list[Figure]:
    """Pages against an empty one, with one report and with a hundred; many users against one; the first visit."""
    if not sys.platform.startswith("linux"):
        print("pages: NOT MEASURED, this needs Linux")
        return []
    blank, app = folder / "blank.py", ROOT / "app.py"
    blank.write_text("import streamlit as st\nst.write('empty')\n", encoding="utf-8")
    pages = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
    figures = []
    hundred = {"ATLAS_TABLES": str(folder / "tables"), "ATLAS_REPORTS": str(folder / "reports")}
    how = f"CPU time of the server, medians of {RERUNS} alternating with the empty page"
    for count, settings in ((1, {}), (101, hundred)):
        with serving(blank) as empty, serving(app, settings) as served:
            for page, (mine, base) in asyncio.run(_reruns(empty, served, pages)).items():
                what = f"a rerun of {page}, reports loaded: {count}"
                figures.append(Figure(f"rerun_{count}_{page}", what, "an empty page", mine, base, how, aim=3))
            if count == 1:
                alone, together = (
                    statistics.median(asyncio.run(crowd(served[0], n, SECONDS))) for n in (1, USERS)
                )
    what = f"what a click takes with {USERS} users who click once a second"
    figures.append(Figure("users", what, "with one", together, alone, "wall time, medians"))
    (ours, theirs) = (
        statistics.median(_cold(*one) for _ in range(3)) for one in ((app, True), (blank, False))
    )
    what = "from the start of the server to the first page seen"
    figures.append(
        Figure("cold", what, "the same with an empty page", ours, theirs, "wall time, medians of 3")
    )
    return figures


def measured(folder: Path, large: bool) -> Iterator[Figure]:
    """All of them, as they are known; `folder` holds the invented reports and their tables."""
    for size in (10_000, 100_000, 1_000_000) if large else (10_000, 100_000):
        yield from queries(folder, size)
    yield from visits(folder)
