"""What reading costs: names, a whole report, many reports, a process, a build. Part of `make bench`."""

from __future__ import annotations

import hashlib
import logging
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from etl import gazetteer, pipeline, reports, schema, vocabulary
from etl.paths import REPORTS, ROOT, TABLES
from etl.reports import Document
from tests.bench_figures import Figure, compared

REPORT = "A-74-36.zh"
_NAMES = ("突尼斯", "肯尼亚", "乍得", "马里", "秘鲁", "海地", "黎巴嫩", "尼日尔", "多哥", "柬埔寨")
_CPU = "CPU time, medians of alternating runs in one process"


def texts(how_many: int) -> Iterator[tuple[int, str]]:
    """(year, text) of so many invented reports: the committed one's paragraphs shuffled, with other years and names."""
    at = random.Random(7)
    passages = schema.read_csv("passages", TABLES / "passages.csv")
    paragraphs = passages[(passages["kind"] == "paragraph") & (passages["report"] == REPORT)]["text"].tolist()
    for k in range(how_many):
        at.shuffle(paragraphs)
        year = 1900 + k % 120
        varied = (p.replace("2018", str(year)).replace("突尼斯", at.choice(_NAMES)) for p in paragraphs)
        yield year, "\n\n".join(f"{n}. {p}" for n, p in enumerate(varied, 1)) + "\n"


def register(folder: Path, how_many: int) -> None:
    """Invented reports as a folder of registered ones; those that are there stay."""
    for k, (year, text) in enumerate(texts(how_many)):
        place = folder / f"A-{1000 + k}-36.zh"
        if place.exists():
            continue
        place.mkdir(parents=True)
        (place / "report.txt").write_text(text, encoding="utf-8")
        (place / "report.toml").write_text(
            f'symbol = "A/{1000 + k}/36"\nlanguage = "zh"\ntitle = "报告 {k}"\nfile = "report.txt"\n'
            f"period_start = {year}-01-01\nperiod_end = {year}-12-31\n"
            f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\n',
            encoding="utf-8",
        )


def names(document: Document) -> Figure:
    """Names against a scan that decides nothing."""
    matcher, text = gazetteer.countries("zh"), document.raw * 5
    scan = matcher._searcher._automaton.find_matches_as_indexes
    found, bare = compared(lambda: matcher.find(text), lambda: scan(text, overlapping=True), 15)
    what, base = "finding the names of countries and places", "a bare scan with the same automaton"
    return Figure("names", what, base, found, bare, _CPU, aim=4)


def whole(document: Document) -> Figure | None:
    """A whole report against cutting its text into words, where jieba is installed."""
    try:
        import jieba
    except ImportError:
        print("a report against jieba: NOT MEASURED, this needs `pip install '.[reference]'`")
        return None
    jieba.setLogLevel(logging.ERROR)
    cutter = jieba.Tokenizer()
    for name in ("names", "places", "groups"):
        for entry in vocabulary.load(name, "zh"):
            cutter.add_word(entry.text)
    read, cut = compared(lambda: pipeline.tables_of(document), lambda: list(cutter.cut(document.raw)), 9)
    what, base = "a report into all its tables", "jieba cutting its text into words, with the same names"
    return Figure("extract", what, base, read, cut, _CPU, aim=1)


def growth(document: Document, megabytes: tuple[int, ...]) -> list[Figure]:
    """Many reports against a tenth of them, and the memory they take."""
    spent: dict[int, tuple[float, int]] = {}
    for size in megabytes:
        begin, read = time.process_time(), 0
        for _, text in texts(10**9):
            pipeline.tables_of(replace(document, raw=text))
            read += len(text.encode())
            if read >= size * 10**6:
                break
        spent[size] = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures = []
    for small, large in pairwise(megabytes):
        (t0, m0), (t1, m1) = spent[small], spent[large]
        sizes = f"reading {large} MB of reports", f"reading {small} MB"
        figures.append(Figure(f"growth_{large}", *sizes, t1, t0, "CPU time, once", aim=11.5))
        figures.append(
            Figure(
                f"memory_{large}",
                f"memory after {sizes[0]}",
                f"after {sizes[1]}",
                m1,
                m0,
                "peak of the process",
                unit="kB",
            )
        )
    return figures


def spent_by(*command: str) -> float:
    """CPU seconds of a child and all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def started(folder: Path) -> Figure:
    """A process that reads two paragraphs, with its limited child, against Python that imports pandas."""
    small = folder / "small.txt"
    small.write_text("\n\n".join(f"{n}. 高级专员访问了突尼斯。" for n in (1, 2)) + "\n", encoding="utf-8")
    runs = [
        (
            spent_by("-m", "etl", "extract", str(small), "--out", str(folder / f"out{k}"), "--lang", "zh"),
            spent_by("-c", "import pandas"),
        )
        for k in range(3)
    ]
    read, alone = (sorted(times)[1] for times in zip(*runs, strict=True))
    how = "CPU time of the processes, medians of 3"
    return Figure("start", "`extract` of two paragraphs", "Python that imports pandas", read, alone, how)


def builds(folder: Path, most: int) -> Iterator[Figure]:
    """Builds of one and of many reports, first, again, and with one more; the tables of the many stay in `folder/tables`."""
    how = "CPU time of the processes, once"

    def build(root: Path, out: Path) -> float:
        return spent_by("-m", "etl", "build", "--reports", str(root), "--out", str(out))

    one, many, out = folder / "one", folder / "reports", folder / "tables"
    register(one, 1)
    first, base = build(one, folder / "one-tables"), "building one report"
    for count in (n for n in (100, 1000) if n <= most):
        register(many, count)
        yield Figure(f"build_{count}", f"building {count} reports", base, build(many, out), first, how)
        what = f"… again, when nothing is new among {count}"
        yield Figure(f"build_{count}_again", what, base, build(many, out), first, how)
        register(many, count + 1)
        what = f"… again, when one is new among {count + 1}"
        yield Figure(f"build_{count}_more", what, base, build(many, out), first, how)


def measured(folder: Path, large: bool) -> Iterator[Figure]:
    """All of them, as they are known; the invented reports and their tables stay in `folder`."""
    document = replace(reports.load(REPORTS / REPORT), folder=folder)  # without what lies beside it
    yield names(document)
    if found := whole(document):
        yield found
    yield from growth(document, (1, 10, 100) if large else (1, 10))
    yield started(folder)
    yield from builds(folder, 1000 if large else 100)
