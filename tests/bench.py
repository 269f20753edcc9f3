"""`make bench`: what the program costs, as ratios measured in one run, into `benchmarks/results.json`, the README and a picture.

Times are this machine's; only the ratios travel. Each is of two things measured in turn, so that what else the machine
does falls on both. `--large` measures 100 MB, 1,000 reports and 10^6 paragraphs as well (half an hour and more),
`--screen` what a browser shows of a visit (`tests/bench_screen.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from etl.paths import ROOT
from tests import bench_asking, bench_reading, bench_screen
from tests.bench_figures import picture, put, results_of

RESULTS, README, PICTURE = (
    ROOT / name for name in ("benchmarks/results.json", "README.md", "docs/benchmarks.svg")
)


def machine() -> dict[str, object]:
    """What it was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "memory": f"{memory:.0f} GB",
    }


def main() -> None:
    """Measure, and write down what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--large", action="store_true", help="100 MB, 1,000 reports, 10^6 paragraphs as well")
    asked.add_argument("--screen", action="store_true", help="what a browser shows of a visit as well")
    given = asked.parse_args()
    began, figures = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        for part in (bench_reading, bench_asking):
            for figure in part.measured(Path(folder), given.large):
                figures.append(figure)
                print(f"{figure.ratio:8.2f} × {figure.base:<44} {figure.what}", flush=True)
    results = results_of(
        machine(), datetime.now(UTC).strftime("%Y-%m-%d"), platform.python_version(), figures
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    README.write_text(put(README.read_text(encoding="utf-8"), results), encoding="utf-8")
    PICTURE.write_text(picture(results), encoding="utf-8")
    print(f"{len(figures)} figures in {time.monotonic() - began:.0f} s: {RESULTS}, {README}, {PICTURE}")
    if given.screen:
        bench_screen.main()


if __name__ == "__main__":
    main()
