"""Counting and gathering, without Streamlit: the one place where a number and its sentences are made.

A *finding* is a row with passage, start, end (offsets in the passage's text), kind (how it is marked) and
certainty. The number of a set of findings is always its number of distinct paragraphs: `Evidence.number`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from ui import word_forms

MENTION_KINDS = ("country", "territory", "name", "place")
COUNTED_BY_DEFAULT = ("country", "territory", "name")
# Lower edge of each class of the map; the last is open.
CLASS_EDGES = (1, 2, 4, 7)
COLUMNS = ["passage", "start", "end", "kind", "certainty"]
_MARK_OF_MENTION = {"country": "country", "territory": "country", "name": "name", "place": "name"}
# Kinds of mark, from the outermost to the innermost.
NESTING = ("presence", "engagement", "theme", "citation", "unstated", "figure", "name", "country", "search")


@dataclass(frozen=True, order=True)
class Mark:
    """A stretch of a passage's text to be marked."""

    start: int
    end: int
    kind: str
    doubtful: bool = False


@dataclass(frozen=True)
class Evidence:
    """The paragraphs that bear a number out, in the order of print; footnotes beside them, not counted."""

    paragraphs: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Number of distinct paragraphs: the number that is shown, and the number of cards."""
        return len(self.paragraphs)


Row = tuple[str, int, int, str, str]


def rows_of(findings: pd.DataFrame) -> list[Row]:
    """Findings as plain rows: passage, start, end, kind, certainty."""
    passages, starts, ends, kinds, certainty = (findings[column].tolist() for column in COLUMNS)
    return [
        (str(p), int(a), int(b), str(k), str(c))
        for p, a, b, k, c in zip(passages, starts, ends, kinds, certainty, strict=True)
    ]


def kinds_of(passages: pd.DataFrame) -> dict[str, str]:
    """Passage → paragraph or footnote, in the order of print."""
    return {str(p): str(k) for p, k in zip(passages["passage"], passages["kind"], strict=True)}


def gathered(
    kinds: Mapping[str, str], rows: Iterable[Row], notes: Mapping[str, str] | None = None
) -> Evidence:
    """Gather findings by passage; a finding whose passage is unknown is left out."""
    named, marks = set[str](), dict[str, set[Mark]]()
    for passage, start, end, kind, certainty in rows:
        named.add(passage)
        if end > start:
            marks.setdefault(passage, set()).add(Mark(start, end, kind, certainty == "ambiguous"))
    ids = [(passage, kind) for passage, kind in kinds.items() if passage in named]
    return Evidence(
        tuple(p for p, kind in ids if kind == "paragraph"),
        tuple(p for p, kind in ids if kind != "paragraph"),
        {passage: tuple(sorted(found)) for passage, found in marks.items()},
        dict(notes or {}),
    )


def evidence(
    passages: pd.DataFrame, findings: pd.DataFrame, notes: Mapping[str, str] | None = None
) -> Evidence:
    """`gathered` of two frames."""
    return gathered(kinds_of(passages), rows_of(findings), notes)


def mention_findings(
    mentions: pd.DataFrame, iso3: str | None = None, kinds: Iterable[str] = COUNTED_BY_DEFAULT
) -> pd.DataFrame:
    """Mentions (of one country, of some kinds) as findings."""
    chosen = mentions[mentions["kind"].isin(list(kinds))]
    if iso3 is not None:
        chosen = chosen[chosen["iso3"] == iso3]
    return chosen.assign(kind=chosen["kind"].map(_MARK_OF_MENTION))[COLUMNS]


def plain_findings(table: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Rows of presences, figures or citations as findings of one kind."""
    certainty = table["certainty"] if "certainty" in table.columns else "rule"
    return table.assign(kind=kind, certainty=certainty)[COLUMNS]


def theme_findings(themes: pd.DataFrame, theme: str | None = None) -> pd.DataFrame:
    """Themes found by words as findings: a row a span; a passage without spans is a row of no length."""
    chosen = themes[themes["basis"] == "words"]
    if theme is not None:
        chosen = chosen[chosen["theme"] == theme]
    rows: list[tuple[str, int, int, str, str]] = []
    for passage, spans, certainty in zip(
        chosen["passage"], chosen["spans"], chosen["certainty"], strict=True
    ):
        pairs = [pair.split(":") for pair in str(spans).split()] or [["0", "0"]]
        rows += [(str(passage), int(a), int(b), "theme", str(certainty)) for a, b in pairs]
    return pd.DataFrame(rows, columns=COLUMNS)


def section_findings(passages: pd.DataFrame, section: str) -> pd.DataFrame:
    """The paragraphs of a part of the outline, with all its parts, as findings of no length."""
    inside = (passages["section"] == section) | passages["section"].str.startswith(section + ".")
    chosen = passages[inside & (passages["kind"] == "paragraph")]
    return chosen.assign(start=0, end=0, kind="section", certainty="rule")[COLUMNS]


def country_paragraphs(
    passages: pd.DataFrame, mentions: pd.DataFrame, kinds: Iterable[str] = COUNTED_BY_DEFAULT
) -> dict[str, tuple[str, ...]]:
    """iso3 → the distinct paragraphs that name it, in the order of print; most paragraphs first."""
    order = [str(p) for p in passages.loc[passages["kind"] == "paragraph", "passage"]]
    chosen = mentions[mentions["kind"].isin(list(kinds))]
    naming: dict[str, set[str]] = {}
    for iso3, passage in zip(chosen["iso3"], chosen["passage"], strict=True):
        naming.setdefault(str(iso3), set()).add(str(passage))
    listed = {iso3: tuple(p for p in order if p in named) for iso3, named in naming.items()}
    ranked = sorted(listed.items(), key=lambda item: (-len(item[1]), item[0]))
    return {iso3: named for iso3, named in ranked if named}


def country_counts(
    passages: pd.DataFrame, mentions: pd.DataFrame, kinds: Iterable[str] = COUNTED_BY_DEFAULT
) -> dict[str, int]:
    """iso3 → number of distinct paragraphs that name it, most first."""
    return {iso3: len(named) for iso3, named in country_paragraphs(passages, mentions, kinds).items()}


def section_counts(passages: pd.DataFrame, sections: pd.DataFrame) -> dict[str, int]:
    """Path in the outline → number of paragraphs in it and its parts, in the order of the outline."""
    return {str(s): len(section_findings(passages, str(s))) for s in sections["section"]}


def theme_counts(
    passages: pd.DataFrame, themes: pd.DataFrame, weights: Iterable[str] = ("core", "secondary")
) -> dict[str, dict[str, int]]:
    """Cross-cutting theme → {core, secondary: paragraphs}, most first."""
    paragraphs = set(passages.loc[passages["kind"] == "paragraph", "passage"])
    chosen = themes[(themes["basis"] == "words") & themes["passage"].isin(paragraphs)]
    chosen = chosen[chosen["weight"].isin(list(weights))]
    counts: dict[str, dict[str, int]] = {}
    for theme, rows in chosen.groupby("theme"):
        core = set(rows.loc[rows["weight"] == "core", "passage"])
        counts[str(theme)] = {"core": len(core), "secondary": rows["passage"].nunique() - len(core)}
    return dict(sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0])))


def class_of(n: int) -> int:
    """Index of the class of the map that n falls in; -1 for none."""
    return sum(n >= edge for edge in CLASS_EDGES) - 1


def class_sizes(counts: Mapping[str, int]) -> list[int]:
    """How many countries fall in each class."""
    sizes = [0] * len(CLASS_EDGES)
    for n in counts.values():
        if n > 0:
            sizes[class_of(n)] += 1
    return sizes


def leaders(counts: Mapping[str, int]) -> list[str]:
    """The keys that share the highest number."""
    best = max(counts.values(), default=0)
    return [key for key, n in counts.items() if n == best]


def search_findings(passages: pd.DataFrame, query: str) -> pd.DataFrame:
    """Every place where a word of the query stands, in any of its forms, in passages that hold them all; case is ignored."""
    patterns = [word_forms.pattern(_lower(term)) for term in query.split()]
    rows: list[tuple[str, int, int, str, str]] = []
    for passage, text in zip(passages["passage"], passages["text"], strict=True):
        low = _lower(str(text))
        found = [[hit.span() for hit in pattern.finditer(low)] for pattern in patterns]
        if found and all(found):
            rows += [(str(passage), a, b, "search", "rule") for spans in found for a, b in spans]
    return pd.DataFrame(rows, columns=COLUMNS)


def _lower(text: str) -> str:
    # str.lower() may lengthen a text ("İ"), and every offset after that would be wrong.
    if len(whole := text.lower()) == len(text):
        return whole
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def sentence_of(sentences: str, at: int, last: int | None = None) -> tuple[int, int]:
    """Start and end of the sentence that a place in a passage belongs to; with `last`, of the sentences up to there.

    `sentences` is the passage's column of that name.
    """
    spans = [(int(a), int(b)) for a, _, b in (pair.partition(":") for pair in sentences.split())]
    first = next((span for span in reversed(spans) if span[0] <= at), (0, 0))
    return first[0], first[1] if last is None else max(sentence_of(sentences, last)[1], first[1])


def runs(placed: list[tuple[int, str]]) -> list[str]:
    """Numbers with their place in the order of print, neighbours drawn together: 2, 5–7."""
    groups: list[list[tuple[int, str]]] = []
    for place, number in placed:
        if groups and groups[-1][-1][0] == place - 1:
            groups[-1].append((place, number))
        else:
            groups.append([(place, number)])
    return [group[0][1] if len(group) == 1 else f"{group[0][1]}–{group[-1][1]}" for group in groups]
