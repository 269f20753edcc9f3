"""United Nations documents that a report cites, by symbol (E/2016/58) or in words (大会第 68/268 号决议).

The symbol comes from the text. Links printed in a report are partly wrong, so they are only evidence: a link
is noted when it ends in the symbol. Organs and patterns are data: `data/reference/citing.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

import pandas as pd

from etl import schema, spans
from etl.language import Language
from etl.paths import REFERENCE
from etl.records import records

KINDS = ("resolution", "decision", "comment")
_URL = re.compile(r"(?:https?://|www\d?\.)[\x21-\x7e]+")
_Found = tuple[int, int, str]


@dataclass(frozen=True)
class Organ:
    """A body that adopts documents: the symbols it gives them, and its names in one language."""

    symbols: dict[str, str]
    names: tuple[str, ...]
    reports: str
    shape: re.Pattern[str]


@dataclass(frozen=True)
class Citing:
    """How one language cites documents, compiled from `citing.toml`."""

    organs: tuple[Organ, ...]
    of_name: dict[str, Organ]
    symbol: re.Pattern[str]
    more: re.Pattern[str]
    cited: tuple[re.Pattern[str], ...]
    item: re.Pattern[str]
    name: re.Pattern[str]
    gap: re.Pattern[str]
    after: re.Pattern[str]
    own: re.Pattern[str]


@cache
def citing(language: Language) -> Citing:
    """The ways of citing in a language."""
    data = tomllib.loads((REFERENCE / "citing.toml").read_text(encoding="utf-8"))
    block = data[language.code]
    organs = tuple(
        Organ(
            {kind: o[kind] for kind in KINDS if kind in o},
            tuple(o[language.code].split(block["separator"])),
            o.get("reports", ""),
            re.compile(o.get("shape", ".*")),
        )
        for o in data["organs"].values()
    )
    of_name = {name: organ for organ in organs for name in organ.names}
    plain = block["number"].replace("?P<n>", "?:")
    whole = block["list"].replace("NUMBER", f"(?:{plain})").replace("ITEM", f"(?:{block['item']})")
    part = r"[A-Za-z0-9][A-Za-z0-9.\-]*(?:\s?\(\w+\))?"
    return Citing(
        organs=organs,
        of_name=of_name,
        symbol=re.compile(rf"(?<![A-Za-z0-9/.])(?:{'|'.join(data['prefixes'].split())})(?:/{part})+"),
        more=re.compile(block["more"]),
        cited=tuple(re.compile(block[name].replace("LIST", whole)) for name in ("cited", "comment_first")),
        item=re.compile(rf"{block['number'].replace('?P<n>', '?:')}|{block['item']}"),
        name=re.compile("|".join(sorted(map(re.escape, of_name), key=len, reverse=True))),
        gap=re.compile(block["organ_gap"]),
        after=re.compile(block["after"]),
        own=re.compile(rf"(?:{block['own']})$"),
    )


def find(passages: pd.DataFrame, links: Sequence[str], symbol: str, language: Language) -> pd.DataFrame:
    """The table `citations`; `symbol` is the report's own, which tells whose resolutions need no name."""
    c = citing(language)
    rows: list[dict[str, object]] = []
    for report, passage, body in records(passages, "report", "passage", "text"):
        plain = _URL.sub(lambda m: " " * len(m.group()), body)
        for start, end, cited in sorted([*_symbols(plain, c), *_worded(plain, symbol, language, c)]):
            rows.append({"report": report, "passage": passage, "start": start, "end": end, "symbol": cited})
    evidence = _links(links)
    for row in rows:
        row["url"] = next((url for tail, url in evidence if tail.endswith("/" + str(row["symbol"]))), "")
    return schema.frame("citations", rows)


def _links(links: Iterable[str]) -> list[tuple[str, str]]:
    """(address as one would type it, without blanks; the link as printed)."""
    return [(re.sub(r"\s", "", unquote(link)), link) for link in links]


def _symbols(body: str, c: Citing) -> Iterable[_Found]:
    """Symbols as printed; 'A/HRC/40/38 and Add.1' are two."""
    for m in c.symbol.finditer(body):
        printed = m.group().rstrip(".-")
        if not re.search(r"\d", printed):
            continue
        cited = re.sub(r"\s", "", printed)
        yield m.start(), m.start() + len(printed), cited
        base, at = re.sub(r"/(?:Add|Corr|Rev)\.\d+$", "", cited), m.start() + len(printed)
        while more := c.more.match(body, at):
            yield more.start("part"), more.end(), f"{base}/{more['part']}"
            at = more.end()


def _worded(body: str, own_symbol: str, language: Language, c: Citing) -> Iterable[_Found]:
    """Resolutions, decisions and general comments; the organ is the one named, or that of the report."""
    bounds = spans.sentences(body, language)
    for pattern in c.cited:
        for m in pattern.finditer(body):
            kind = next(k for k in KINDS if m.groupdict().get(k))
            sentence = spans.holding(bounds, m.start())[0], spans.holding(bounds, m.end() - 1)[1]
            for item in c.item.finditer(body, m.start("list"), m.end("list")):
                number = _number(item.group(), kind)
                organ = _named(body, m.span(), (kind, number), sentence, c)
                organ = organ or _implied((kind, number), own_symbol, c)
                if organ and number:
                    first = m.start() if item.start() == m.start("list") else item.start()
                    last = max(item.end(), m.end()) if item.end() == m.end("list") else item.end()
                    yield first, last, organ.symbols[kind].format(n=number)


def _number(printed: str, kind: str) -> str:
    """The number as symbols write it; a general comment loses its year, an early resolution its letter."""
    number = "".join(re.findall(r"[A-Z0-9/()\-]", re.sub(r"[^\x00-\x7f]", "", printed)))
    if kind == "comment":
        return re.sub(r"\(.*", "", number)
    return re.sub(r"(?<=\d)[A-Z]+(?=\([IVXLC-])", "", number)


def _named(
    body: str, at: spans.Span, document: tuple[str, str], sentence: spans.Span, c: Citing
) -> Organ | None:
    """The organ that adopted the document at a span: named directly before or behind, or meant by "its"."""
    kind, number = document
    named = [(n.span(), c.of_name[n.group()]) for n in c.name.finditer(body, *sentence)]
    able = [(span, organ) for span, organ in named if kind in organ.symbols]
    before = [(span[1], organ) for span, organ in able if span[1] <= at[0]][-1:]
    behind = [(span[0], organ) for span, organ in able if span[0] >= at[1]][:1]
    if kind == "comment":  # only treaty bodies make them: the nearest before, else the first behind
        return next((organ for _, organ in [*before, *behind]), None)
    own = bool(c.own.search(body, sentence[0], at[0]))
    found = [organ for end, organ in before if own or c.gap.fullmatch(body, end, at[0])]
    found += [organ for start, organ in behind if own or c.after.fullmatch(body, at[1], start)]
    return next((organ for organ in found if organ.shape.fullmatch(number)), None)


def _implied(document: tuple[str, str], own_symbol: str, c: Citing) -> Organ | None:
    """Whose a document is that names no organ: the report's own if the number fits, else the first."""
    kind, number = document
    able = [o for o in c.organs if kind in o.symbols and kind != "comment" and o.shape.fullmatch(number)]
    homes = [o for o in able if o.reports and own_symbol.startswith(o.reports)]
    return max(homes, key=lambda o: len(o.reports), default=able[0] if able else None)
