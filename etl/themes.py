"""Which themes a passage speaks of: its place in the report's own outline, and cross-cutting themes by words.

The words lie in `data/reference/themes.csv`, in these roles:
- `match`  a word of the theme;
- `weak`   a neighbouring subject (trade, for business) or the name of a body that deals with the theme: the theme is
           touched, never more; of kind `company`, it is no evidence at all unless another word of the theme is there;
- `never`  swallows: what it covers is not searched for the theme's shorter words (性别认同, a climate of fear).
A text that ends in `*` stands for all words that begin so. Rows of the id `list` are what joins the parts of a list
(of role `never`: words that only end so, as 涉及); those of `fronted` open a clause that only sets what the sentence
rests on (Pursuant to its resolution 39/10, …), those of `aside` an example (among them several women).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from etl import schema, vocabulary
from etl.language import Language
from etl.records import records
from etl.searcher import Hit, Searcher, apart
from etl.spans import Span, clauses, encode, sentences

CORE_SHARE = 1 / 3  # a core theme has one full hit, and at least one for every three sentences
IN_PASSING = 0.5  # what a hit counts inside a list, or late in its sentence
LATE_CLAUSE = 3  # from this clause of a sentence on, a hit is late
REACH = 40  # characters before a hit in which a joint may stand: no joint is longer
HEADING = 0.5  # what a hit in the section's title adds


def find(passages: pd.DataFrame, sections: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The table `themes`.

    Outline: one row a passage, the innermost section that holds it. Words: one row a paragraph and theme; a footnote
    takes the subject of its paragraph and gets no row of its own. The weight is decided by `weigh`.
    """
    titles = {path: _by_theme(title, language) for path, title in records(sections, "section", "title")}
    rows: list[dict[str, object]] = []
    columns = ("report", "passage", "kind", "section", "text")
    for report, passage, kind, section, text in records(passages, *columns):
        row = {"report": report, "passage": passage, "certainty": "rule"}
        if section:
            rows.append(row | {"theme": section, "basis": "outline", "weight": "core", "spans": ""})
        if kind == "footnote":
            continue
        for theme, hits in _by_theme(text, language).items():
            headed = any(h.entry.role == "match" for h in titles.get(section, {}).get(theme, []))
            weight = weigh(text, hits, headed, language)
            if weight:
                spans = encode((h.start, h.end) for h in hits)
                rows.append(row | {"theme": theme, "basis": "words", "weight": weight, "spans": spans})
    return schema.frame("themes", rows)


def weigh(text: str, hits: Sequence[Hit], headed: bool, language: Language) -> str:
    """`core`, `secondary`, or empty where the hits are no evidence.

    Hits joined with each other (妇女权利和性别平等) are one. Each counts one; one half inside a list of other things
    (妇女和青年), as an example (其中包括几名妇女) or from its sentence's third clause on, where purposes and consequences
    stand. A title that
    names the theme adds one half. Core: one in all, and one for every three sentences. Weak words count nothing; alone they
    make a theme secondary, those of kind `company` not even that.
    """
    if not any(h.entry.role == "match" or h.entry.kind != "company" for h in hits):
        return ""
    joint = _joint(language)
    parts = sentences(text, language)
    score = HEADING if headed else 0.0
    for start, end in _together(text, hits, joint):
        listed = bool(joint.before.search(text, max(0, start - REACH), start) or joint.after.match(text, end))
        begin = max((a for a, _ in parts if a <= start), default=0)
        fronted = bool(joint.fronted.match(text, begin))
        before = clauses(text[begin:start] + "·", language)
        late = len(before) - fronted >= LATE_CLAUSE
        aside = joint.aside.search(text, begin + before[-1][0], start)
        score += IN_PASSING if listed or late or aside else 1.0
    named = any(h.entry.role == "match" for h in hits)
    return "core" if named and score >= max(1.0, CORE_SHARE * len(parts)) else "secondary"


@dataclass(frozen=True)
class _Joint:
    """What joins the parts of a list, as it stands before, after and between them; what opens a fronted clause, an example."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    between: re.Pattern[str]
    fronted: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def _joint(language: Language) -> _Joint:
    listed, fronted, aside = (
        "|".join(
            re.escape(e.text)
            for e in sorted(_rows(language, id_), key=lambda e: -len(e.text))
            if e.role != "never"
        )
        for id_ in ("list", "fronted", "aside")
    )
    no_joint = "".join(f"(?<!{re.escape(e.text)})" for e in _rows(language, "list") if e.role == "never")
    edge = f"(?:{language.edge.pattern})"
    one = f"(?:{edge}(?:{listed}){no_joint}{edge})"
    return _Joint(
        re.compile(rf"{one}\s?$"),
        re.compile(rf"\s?{one}"),
        re.compile(rf"(?:\s?{one}){{0,2}}\s?$"),
        re.compile(rf"(?:{fronted or '(?!)'}){edge}"),
        re.compile(rf"{edge}(?:{aside or '(?!)'}){edge}"),
    )


def _rows(language: Language, id_: str) -> list[vocabulary.Entry]:
    return [e for e in vocabulary.load("themes", language.code) if e.id == id_]


def _together(text: str, hits: Sequence[Hit], joint: _Joint) -> list[Span]:
    """The spans of the words of the theme; hits with nothing but joints between them, weak ones too, are one."""
    spans: list[tuple[Span, bool]] = []
    for h in hits:
        full = h.entry.role == "match"
        if spans and joint.between.match(text[spans[-1][0][1] : h.start]):
            (start, _), before = spans[-1]
            spans[-1] = (start, h.end), before or full
        else:
            spans.append(((h.start, h.end), full))
    return [span for span, full in spans if full]


@cache
def _searcher(language: Language) -> Searcher:
    rows = vocabulary.load("themes", language.code)
    return Searcher(
        [e for e in rows if e.role != "label" and e.id not in ("list", "fronted", "aside")], language
    )


def _by_theme(text: str, language: Language) -> dict[str, list[Hit]]:
    """Theme → its hits in order; the themes do not compete for the text, one theme's words do."""
    found: dict[str, list[Hit]] = {}
    for hit in _searcher(language).every(text):
        found.setdefault(hit.entry.id, []).append(hit)
    return {theme: kept for theme in sorted(found) if (kept := apart(found[theme]))}
