"""Readings of a report in other languages, `reading.<lang>.csv` beside it, and where they say what the source says.

A reading is text by this project, sentence by sentence; the source is what counts and is cited. The rules of its
language are run over it, and what both readers find in the same sentence is paired: the reading is marked only there.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from etl import schema
from etl import spans as texts
from etl.errors import Code, Refused
from etl.language import Language
from etl.records import named, records
from etl.spans import Span

Tables = Mapping[str, pd.DataFrame]
# (passage, kind, key) → where it is found, in order.
Places = dict[tuple[str, str, str], list[Span]]

_MENTION = {"country": "country", "territory": "country", "name": "name", "place": "name"}


def files(folder: Path | None) -> dict[str, Path]:
    """Language → the file of a report's reading in it."""
    found = sorted(folder.glob("reading.*.csv")) if folder else []
    return {path.name.split(".")[1]: path for path in found}


def read(path: Path, passages: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The passages with the reading in place of the text; raises `Refused` unless it has each passage once, in their order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    ours, theirs = passages["passage"].tolist(), [row.get("passage", "") for row in rows]
    if theirs != ours:
        other = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), len(theirs))
        where = f"{path.parent.name}/{path.name}"
        raise Refused(Code.REGISTRY, what="reading", file=where, line=other + 2)
    said = [row["text"] for row in rows]
    return passages.assign(
        text=said, sentences=[texts.encode(texts.sentences(each, language)) for each in said]
    )


def table(lang: str, source: Tables, reading: Tables) -> pd.DataFrame:
    """The table `readings` of one language, of what both readers found."""
    mine, theirs = _places(source), _places(reading)
    marks: dict[str, list[str]] = defaultdict(list)
    bounds = {
        str(p): (_spans(a), _spans(b))
        for p, a, b in zip(
            source["passages"]["passage"],
            source["passages"]["sentences"],
            reading["passages"]["sentences"],
            strict=True,
        )
    }
    for place, spans in mine.items():
        passage, kind, key = place
        for (a, b), (start, end) in _twins(spans, theirs.get(place, []), *bounds[passage]):
            marks[passage].append(f"{kind}:{quote(key)}:{a}:{b}:{start}:{end}")
    frame = reading["passages"]
    rows: list[dict[str, object]] = [
        {
            "report": report,
            "language": lang,
            "passage": passage,
            "text": said,
            "sentences": sentences,
            "marks": " ".join(sorted(marks[passage], key=_order)),
        }
        for report, passage, said, sentences in records(frame, "report", "passage", "text", "sentences")
    ]
    return schema.frame("readings", rows)


def _order(mark: str) -> tuple[int, int, str]:
    start, end = mark.split(":")[2:4]
    return int(start), int(end), mark


def _spans(encoded: str) -> list[Span]:
    return [(int(a), int(b)) for a, _, b in (pair.partition(":") for pair in encoded.split())]


def _twins(
    mine: list[Span], theirs: list[Span], source: list[Span], reading: list[Span]
) -> Iterator[tuple[Span, Span]]:
    """The k-th finding with the k-th of the same kind and key, sentence by sentence where both have as many sentences."""
    if len(source) != len(reading):
        source, reading = [(0, source[-1][1])], [(0, reading[-1][1])]
    for here, there in zip(source, reading, strict=True):
        yield from zip(
            (s for s in mine if here == texts.holding([here], s[0])),
            (s for s in theirs if there == texts.holding([there], s[0])),
            strict=False,
        )


def _places(tables: Tables) -> Places:
    """Every finding that is marked in a text, by what it says."""
    found: dict[tuple[str, str, str], set[Span]] = defaultdict(set)
    for name, said in MARKED.items():
        for row in named(tables[name]):
            for kind, key, start, end in said(row):
                found[str(row["passage"]), kind, key].add((start, end))
    return {place: sorted(spans) for place, spans in found.items()}


Row = dict[Any, Any]
Said = Iterator[tuple[str, str, int, int]]


def _mention(row: Row) -> Said:
    yield _MENTION[row["kind"]], row["iso3"], row["start"], row["end"]


def _engagement(row: Row) -> Said:
    yield "engagement", row["engagement"], row["start"], row["end"]


def _presence(row: Row) -> Said:
    yield "presence", f"{row['presence']}/{row['iso3']}".rstrip("/"), row["start"], row["end"]


def _figure(row: Row) -> Said:
    value = [f"{row[c]:.15g}" for c in ("value", "low", "high") if pd.notna(row[c])]
    yield "figure", "-".join([*value, *filter(None, [row["currency"]])]), row["start"], row["end"]


def _statement(row: Row) -> Said:
    yield "unstated", row["fund"] or row["kind"], row["start"], row["end"]


def _theme(row: Row) -> Said:
    for start, end in _spans(row["spans"]):
        yield "theme", row["theme"], start, end


def _citation(row: Row) -> Said:
    yield "citation", row["symbol"], row["start"], row["end"]


# Tables whose rows are marked in a text → kind, key and place of a row's marks.
MARKED = {
    "mentions": _mention,
    "engagements": _engagement,
    "presences": _presence,
    "figures": _figure,
    "statements": _statement,
    "themes": _theme,
    "citations": _citation,
}
