"""The balance of a document: what became of every printed character, and which of them no report would have.

Whatever a reader finds can be checked; what it loses or invents has no witness but this count. Each character that is no
blank stands in a passage, a heading, a region, or in what is left out by name; what is nowhere is the remainder. Letters of
a script that is not the report's, lines of single letters and damaged signs are counted as unexplained wherever they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.errors import Code, Odd, Refused, Remark, odd
from etl.language import Language
from etl.layout import Layout
from etl.line_classifier import SYMBOL
from etl.structure.outline import Outline

TOLD = 1.0  # percent unexplained: more is told
MOST = 20.0  # and with more the document is refused
REMAINDER, ALIEN, SCATTERED, DAMAGED = "remainder", "alien", "scattered", "damaged"
UNEXPLAINED = (REMAINDER, ALIEN, SCATTERED, DAMAGED)
_FURNITURE = re.compile(rf"^[ \t\f]*(?:_{{5,}}|[_–—-]{{5,}}|{SYMBOL})[ \t]*$", re.MULTILINE)
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x1f\x7f]+")
_CJK = "\u3400-\u9fff\uf900-\ufaff"
_SIGNS = re.compile(
    f"[\ufffd\ue000-\uf8ff]|(?<=[a-z])[{_CJK}](?=[a-z])|\\(cid:\\d+\\)"
)  # of a font or encoding gone wrong
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = 5  # single letters side by side, or below each other, that are no list
_SINGLE = re.compile(
    rf"(?:(?<=\s)|^)(?:([^\W\d_])\1* ){{{_LETTERS},}}(?:([^\W\d_])\2*)?(?=\s|$)", re.MULTILINE
)
_BELOW = re.compile(rf"(?:^[ \t]*[^\W\d_][ \t]*\n\s*){{{_LETTERS},}}", re.MULTILINE)
_EVERYWHERE = ("LATIN", "GREEK")  # scripts of which letters stand in reports of every language


@dataclass(frozen=True)
class Balance:
    """Characters by what became of them, and where the first of each kind that is unexplained stands."""

    counts: Counter[str]
    first: dict[str, int]

    @property
    def total(self) -> int:
        """All printed characters."""
        return self.counts.total()

    def percent(self, *kinds: str) -> float:
        """The share of some kinds."""
        return 100 * sum(self.counts[kind] for kind in kinds) / max(self.total, 1)

    @property
    def explained(self) -> float:
        """The share, in percent, that is somewhere, and such as a report has."""
        return 100 - self.percent(*UNEXPLAINED)


def of(raw: str, outline: Outline, language: Language, layout: Layout | None = None) -> Balance:
    """The balance of a document that was read. Without passages nothing is looked for but what no report has."""
    kinds = ["", REMAINDER] if outline.passages else ["", "text"]
    what = bytearray([1]) * len(raw)

    def fill(kind: str, spans: Iterable[tuple[int, int]]) -> None:
        if kind not in kinds:
            kinds.append(kind)
        mark = bytes([kinds.index(kind)])
        for start, end in spans:
            what[start:end] = mark * (end - start)

    fill("furniture", (m.span() for m in _FURNITURE.finditer(raw)))
    for kind, span in outline.placed:
        fill(kind, [_with_label(raw, span) if kind in ("passage", "footnote") else span])
    for region in outline.regions:
        fill("region", [*region.caption, *region.spans, *((line.start, line.end) for line in region.lines)])
    fill("heading", (_line(raw, span) for section in outline.sections for span in section.spans))
    in_another = [span for kind, span in outline.placed if kind == "other_script"]
    fill(ALIEN, _apart(_alien(raw, language), in_another))
    fill(SCATTERED, (m.span() for pattern in (_SINGLE, _BELOW) for m in pattern.finditer(raw)))
    fill(DAMAGED, (m.span() for m in _SIGNS.finditer(raw)))
    fill("", (m.span() for m in _BLANK.finditer(raw)))
    counts = Counter({kind: n for at, kind in enumerate(kinds) if kind and (n := what.count(at))})
    counts["furniture"] += layout.furniture if layout else 0
    first = {kind: what.find(kinds.index(kind)) for kind in UNEXPLAINED if kind in kinds}
    return Balance(counts, {kind: at for kind, at in first.items() if at >= 0})


def remarks(balance: Balance, raw: str, paged: bool) -> list[Remark]:
    """What is told of a balance: what is unexplained, with its share and its first place; damage to a font always."""
    lost = 100 - balance.explained
    if lost <= TOLD and not (paged and balance.counts[DAMAGED]):
        return []
    none, alien, loose, bad = (balance.counts[kind] for kind in UNEXPLAINED)
    n, share = none + alien + loose + bad, f"{lost:.1f}"
    page, line = (raw.count(mark, 0, min(balance.first.values())) + 1 for mark in "\f\n")
    if paged:
        return [
            odd(
                Odd.UNEXPLAINED, what="page", page=page, n=n, share=share,
                remainder=none, alien=alien, scattered=loose, damaged=bad,
            )
        ]  # fmt: skip
    return [
        odd(
            Odd.UNEXPLAINED, line=line, n=n, share=share,
            remainder=none, alien=alien, scattered=loose, damaged=bad,
        )
    ]  # fmt: skip


def check(balance: Balance, file: str) -> None:
    """Raise `Refused` for a document of which too much is unexplained."""
    if (lost := 100 - balance.explained) > MOST:
        raise Refused(Code.UNEXPLAINED, file=file, share=f"{lost:.0f}", limit=int(MOST))


def _line(raw: str, span: tuple[int, int]) -> tuple[int, int]:
    """The line on which a span begins, to its end: the label before a title, the marks behind it."""
    end = raw.find("\n", span[1])
    return _with_label(raw, span)[0], end if end >= 0 else len(raw)


def _with_label(raw: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span with what stands before it on its line, if that is no more than a number."""
    begin = raw.rfind("\n", 0, span[0]) + 1
    return (begin if span[0] - begin <= 12 else span[0]), span[1]


def _alien(raw: str, language: Language) -> Iterable[tuple[int, int]]:
    """Letters of a script that is neither the report's nor at home everywhere."""
    letters = filter(_LETTER.match, set(raw))
    alien = "".join(c for c in letters if not language.script.match(c) and not _everywhere(c))
    return [m.span() for m in re.finditer(f"[{re.escape(alien)}]", raw)] if alien else []


def _everywhere(char: str) -> bool:
    name = unicodedata.name(char, "")
    return name.startswith(_EVERYWHERE) or unicodedata.normalize("NFKC", char).isascii()


def _apart(spans: Iterable[tuple[int, int]], others: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Those that stand in none of the others."""
    held = bytearray(max((end for _, end in others), default=0))
    for start, end in others:
        held[start:end] = b"\1" * (end - start)
    return (span for span in spans if span[0] >= len(held) or not held[span[0]])
