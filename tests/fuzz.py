"""Made-up documents, addresses, decks and questions, as many as a time allows: `python -m tests.fuzz [--seconds 600]`.

Each case is made from its kind and a number, so that what goes wrong can be tried again: `python -m tests.fuzz readers 4711`.
Right is an answer or a refusal; a traceback, a 500 or a process that dies is not. Beyond 60 seconds a document counts as
wrong too, though it is refused: those who wait see no difference.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import os
import random
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

import bad_documents
from asking import SERVER, ask_of
from shown import run_page

from etl import batch, errors, limited, paths, schema
from ui import tables
from ui.registry import PAGES
from ui.url_state import SHARED

Case = Callable[[random.Random], str]
WRONG = (errors.Code.KILLED, errors.Code.LATE)
ANSWERS = {200, 204, 302, 304, 308, 400, 404, 405}
# What upsets programs, beside what is right.
ODD = (
    "", " ", "0", "-1", "1e309", "NaN", "٣", "null", "../../etc/passwd", "' OR 1=1--", "<svg onload=x>", "(a+)+$", "\x00", "\x7f",
    "\ufeff", "\ud800", "\u202e", "𝔘" * 40, "a" * 3000, ",", ",,", "none", "all", "KEN", "ken", "TUN,KEN", "TUN,TUN", "1" * 400,
    "zh", "en", "xx", "both", "A-74-36.zh", "women_gender", "II.E.1", "57", "2019-01-01", "%", "*", "\\", "\r\nX: y", "=1+1",
    "0x10", "true",
)  # fmt: skip


# documents


def _samples() -> list[tuple[str, bytes]]:
    """Documents to begin with: one of each kind that is read, and a whole report's beginning."""
    report = next(paths.REPORTS.glob("*.zh/report.txt")).read_bytes()
    return [
        ("r.txt", bad_documents.text("en|utf-8")),
        ("r.txt", bad_documents.text("zh|gb18030")),
        ("r.txt", report[:20_000]),
        ("r.pdf", bad_documents.pdf("")),
        ("r.pdf", bad_documents.landscape("Nigeria, Ghana")),
        ("r.docx", bad_documents.word("<w:vanish/>")),
        ("r.docx", bad_documents.word_tables("2")),
    ]


def spoiled(data: bytes, by: random.Random) -> bytes:
    """The same bytes with a few changed, taken away, doubled or put in, or the end cut off."""
    found = bytearray(data)
    for _ in range(by.choice((1, 1, 2, 5, 40))):
        at, size = by.randrange(len(found) + 1), by.choice((1, 1, 2, 8, 200))
        what = by.randrange(6)
        if what == 0 and at < len(found):
            found[at] ^= 1 << by.randrange(8)
        elif what == 1:
            del found[at : at + size]
        elif what == 2:
            found[at:at] = found[at : at + size] * by.choice((1, 2, 50))
        elif what == 3:
            found[at:at] = by.randbytes(size)
        elif what == 4:
            odd = by.choice(
                (*ODD, "(", ")", "\n\n", "\f", "1. ", "999999999. ", "Annex", "－", "[1]", "\u2028")
            )
            found[at:at] = odd.encode("utf-8", "surrogatepass")
        elif by.random() < 0.1:
            del found[at:]
    return bytes(found)


def _deep(data: bytes, by: random.Random) -> bytes:
    """A Word document with one of its parts spoiled, a PDF with its page drawn by other operators: packed right again."""
    if data.startswith(b"PK"):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            hit = by.choice([*old.namelist(), *["word/document.xml"] * 10])
            for name in old.namelist():
                new.writestr(name, spoiled(old.read(name), by) if name == hit else old.read(name))
        return out.getvalue()
    if data.startswith(b"%PDF"):
        begin, end = data.index(b"stream\n") + 7, data.index(b"\nendstream")
        drawn = spoiled(zlib.decompress(data[begin:end]), by)
        return data[:begin] + zlib.compress(drawn) + data[end:]
    return data


def _document(by: random.Random) -> tuple[str, bytes]:
    name, data = by.choice(_samples())
    return name, (
        spoiled(data, by)
        if by.random() < 0.5
        else spoiled(_deep(data, by), by)
        if by.random() < 0.2
        else _deep(data, by)
    )


def readers(seeds: list[int], folder: Path) -> dict[int, str]:
    """Documents read as `add` reads them, by one limited process; seed → what went wrong."""
    files = []
    for seed in seeds:
        name, data = _document(random.Random(f"readers {seed}"))
        place = folder / str(seed)
        place.mkdir()
        (place / name).write_bytes(data)
        files.append((place / name, place / "out"))
    inside = os.environ.pop(limited.INSIDE, None)
    try:
        found = list(batch.prepare(files, "auto", folder / "registry", {"symbol": "A/1/1"}))
    finally:
        if inside:
            os.environ[limited.INSIDE] = inside
    wrong = zip(seeds, found, strict=True)
    return {seed: str(one) for seed, one in wrong if isinstance(one, errors.Refused) and one.code in WRONG}


# addresses


def _value(by: random.Random) -> str:
    value = by.choice(ODD)
    return value if by.random() < 0.8 else value + by.choice(ODD)


def _query(by: random.Random, names: list[str]) -> str:
    pairs = [(by.choice(names), _value(by)) for _ in range(by.choice((0, 1, 1, 2, 4)))]
    said = "&".join(f"{quote(name)}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs)
    return (
        said
        if by.random() < 0.9
        else said + by.choice(("&", "&&=", "%", "%ff", "%zz", "&a=%ed%a0%80", "&=", ";"))
    )


def _names() -> list[str]:
    own = {name for page in PAGES.values() for name in (*page.params.names(), *page.params.old_names())}
    return sorted(
        {
            *own,
            *SHARED,
            "deck",
            "limit",
            "offset",
            "iso3",
            "theme_all",
            "theme_not",
            "columns",
            "q",
            "in",
            "size",
        }
    )


def _paths() -> list[str]:
    from ui.registry import BRIEFS, GRIDS, LISTS, PICTURES

    return [
        *(f"/list/{name}.{form}" for name in LISTS for form in ("csv", "xlsx")),
        *(f"/picture/{name}.svg" for name in PICTURES),
        *(f"/slide/{name}.svg" for name in PICTURES),
        *(f"/brief/{name}.{form}" for name in BRIEFS for form in ("html", "txt", "docx")),
        *(f"/grid/{name}.json" for name in GRIDS),
        *(
            "/show",
            "/deck/file.json",
            "/picture/locator.svg",
            "/boundaries/world.geojson",
            "/api",
            "/api/openapi.json",
        ),
        *(
            f"/{what}/{name}"
            for what in ("list", "picture", "brief", "api", "slide", "grid")
            for name in ("x", "..", "a.b")
        ),
    ]


def _ask(address: str, by: random.Random) -> str:
    client = f"10.{by.randrange(256)}.{by.randrange(256)}.{by.randrange(256)}"
    answer = ask_of(
        SERVER, client, address, by.choice(("GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "POST"))
    )
    busy = answer.status in (429, 503) and "retry-after" in answer.headers  # the machine has too much to do
    if answer.raised is None and (answer.status in ANSWERS or busy):
        return ""
    return f"{answer.status} {answer.raised!r} {address[:300]}"


def addresses(by: random.Random) -> str:
    """An address beside the pages."""
    return _ask(f"{by.choice(_paths())}?{_query(by, _names())}", by)


def api(by: random.Random) -> str:
    """A question to the API about a table, by its columns."""
    table = by.choice([*schema.TABLES, "x"])
    names = [*schema.columns(table), *_names()] if table in schema.TABLES else _names()
    form = by.choice(("json", "csv", "json", "csv", "xlsx", "parquet", "xml"))
    return _ask(f"/api/{table}.{form}?{_query(by, names)}", by)


def decks(by: random.Random) -> str:
    """A presentation in an address."""

    def thing(depth: int = 0) -> object:
        kind = by.randrange(7 if depth < 3 else 4)
        if kind < 3:
            return by.choice((by.choice(ODD), by.choice(sorted(PAGES)), "countries.map", 7, None, True, 1.5))
        if kind < 5:
            return [thing(depth + 1) for _ in range(by.randrange(5))]
        return {by.choice((*_names(), *ODD)): thing(depth + 1) for _ in range(by.randrange(4))}

    slide = [by.choice(sorted(PAGES)), {by.choice(_names()): _value(by)}, _value(by), _value(by)]
    given: object = [slide for _ in range(by.choice((1, 2, 45)))] if by.random() < 0.5 else thing()
    packed = zlib.compress(json.dumps(given).encode())
    text = base64.urlsafe_b64encode(packed if by.random() < 0.9 else spoiled(packed, by)).decode().rstrip("=")
    return _ask(f"{by.choice(('/show', '/deck/file.json'))}?lang={by.choice(('zh', 'en'))}&deck={text}", by)


def pages(by: random.Random) -> str:
    """A page at an address, drawn in memory."""
    name = by.choice(sorted(PAGES))
    names = [*sorted(PAGES[name].params.names()), *SHARED]
    asked = {by.choice(names): _value(by).replace("\x00", "0") for _ in range(by.choice((1, 2, 3)))}
    asked = {key: value for key, value in asked.items() if value.isprintable()}
    found = run_page(name, **asked)
    return f"{name} {asked} {found.exception[0].stack_trace[-1]}" if found.exception else ""


CASES: Mapping[str, Case] = {"addresses": addresses, "api": api, "decks": decks, "pages": pages}
KINDS = ("readers", *CASES)
_AT_ONCE = 6


def wrong(kind: str, seeds: Iterator[int], seconds: float) -> tuple[int, dict[int, str]]:
    """How many cases of a kind were tried in so many seconds, and seed → what went wrong."""
    ends, tried, found = time.monotonic() + seconds, 0, dict[int, str]()
    while time.monotonic() < ends:
        if kind == "readers":
            chosen = [next(seeds) for _ in range(_AT_ONCE)]
            with tempfile.TemporaryDirectory(prefix="atlas-fuzz-") as place:
                found |= readers(chosen, Path(place))
            tried += len(chosen)
            continue
        seed = next(seeds)
        tried += 1
        if said := CASES[kind](random.Random(f"{kind} {seed}")):
            found[seed] = said
    return tried, found


def counting(start: int) -> Iterator[int]:
    """Numbers from a start on."""
    while True:
        yield start
        start += 1


def main() -> int:
    """Try what is asked for; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", nargs="?", choices=KINDS, help="one kind alone")
    parser.add_argument("seed", nargs="?", type=int, help="one case alone")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--from", dest="start", type=int, default=int(time.time()))
    asked = parser.parse_args()
    assert tables.load().reports
    kinds = [asked.kind] if asked.kind else list(KINDS)
    told: Counter[str] = Counter()
    for kind in kinds:
        if asked.seed is not None:
            tried, found = (
                (1, readers([asked.seed], Path(tempfile.mkdtemp())))
                if kind == "readers"
                else (1, {asked.seed: CASES[kind](random.Random(f"{kind} {asked.seed}"))})
            )
        else:
            tried, found = wrong(kind, counting(asked.start), asked.seconds / len(kinds))
        found = {seed: said for seed, said in found.items() if said}
        told[kind] = len(found)
        print(f"{kind}: {tried} tried, {len(found)} wrong", flush=True)
        for seed, said in found.items():
            print(f"  {kind} {seed}: {said}")
    return int(any(told.values()))


if __name__ == "__main__":
    sys.exit(main())
