"""Speed, as ratios measured in one run: `make bench`. Times are this machine's; only the ratios travel.

- cutting names out of text, against a bare scan with the same automaton
- a whole report, against reading its file and finding its paragraphs
- a rerun of each page with a warm cache, against a rerun of an empty page
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from etl import gazetteer, language, pipeline, reports, structure
from etl.paths import REPORTS, ROOT


def median(run: Callable[[], object], times: int = 7) -> float:
    """CPU seconds of one run of this process, the median of several after a warm-up."""
    run()
    taken = []
    for _ in range(times):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


def line(what: str, seconds: float, base: str, base_seconds: float) -> None:
    """One comparison."""
    print(
        f"{what:<44} {seconds * 1000:8.1f} ms   {seconds / base_seconds:6.1f} × {base} ({base_seconds * 1000:.1f} ms)"
    )


def etl() -> None:
    """The two comparisons of the river."""
    document = reports.load(REPORTS / "A-74-36.zh")
    matcher, zh = gazetteer.countries("zh"), language.get("zh")
    text = document.raw * 5
    scan = median(lambda: matcher._automaton.find_matches_as_indexes(text, overlapping=True))
    line("names in 5 reports' text", median(lambda: matcher.find(text)), "a bare scan", scan)
    parse = median(lambda: structure.parse(document.raw, zh))
    line(
        "one report, all ten tables",
        median(lambda: pipeline.tables_of(document), 5),
        "its structure alone",
        parse,
    )


def pages() -> None:
    """A warm rerun of each page, against an empty page's."""
    from streamlit.testing.v1 import AppTest

    with tempfile.TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.py"
        blank.write_text("import streamlit as st\nst.write('')\n")
        empty_page = AppTest.from_file(str(blank), default_timeout=60).run()
        base = median(empty_page.run)
    for page in sorted((ROOT / "pages").glob("*.py")):
        app = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
        app.switch_page(f"../pages/{page.name}").run()
        line(f"rerun of {page.stem}", median(app.run), "an empty page", base)


if __name__ == "__main__":
    etl()
    pages()
