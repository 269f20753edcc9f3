"""What is said of a country at a glance, without Streamlit: its kinds of work, the sentence that names it first.

Both of the paragraphs that are counted for it under the conditions of the page of countries.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import accumulate

from ui import findings, readings, url_state
from ui.cache import kept
from ui.params import CountriesParams
from ui.queries import country_counts
from ui.view import View

_KINDS = 3
_LONGEST = 120


@kept
def work(view: View[CountriesParams]) -> dict[str, list[tuple[str, int]]]:
    """iso3 → its most frequent kinds of work (main ones only) with the number of paragraphs, most first."""
    table = view.report.table("engagements")
    named, found = country_counts.named(view), dict[str, Counter[str]]()
    pairs = {(iso3, passage) for iso3, passages in named.items() for passage in passages}
    main = table[table["rank"].astype(int) == 1]
    rows = set(zip(main["iso3"], main["passage"].astype(str), main["engagement"], strict=True))
    for iso3, passage, kind in sorted(rows):
        if (iso3, passage) in pairs:
            found.setdefault(str(iso3), Counter())[str(kind)] += 1
    return {iso3: kinds.most_common(_KINDS) for iso3, kinds in found.items()}


@kept
def sentences(view: View[CountriesParams]) -> dict[str, str]:
    """iso3 → the first sentence that speaks of it, in its reading where that is shown; a long one is cut."""
    passages = view.report.passages.set_index("passage")
    texts, bounds = passages["text"].to_dict(), passages["sentences"].to_dict()
    said = {}
    for iso3, (passage, start) in country_counts.first_places(view).items():
        first, last = findings.sentence_of(str(bounds[passage]), start)
        shown = view.wording != url_state.SOURCE
        reading = readings.sentence(view, passage, str(bounds[passage]), start) if shown else None
        sentence = reading.text if reading else str(texts[passage])[first:last]
        said[iso3] = _cut(sentence.strip().rstrip(";；").lstrip("、，, "))
    return said


def _cut(sentence: str) -> str:
    """A sentence no wider than the longest, a Chinese character as wide as two letters."""
    widths = accumulate(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in sentence)
    fitting = sum(width <= _LONGEST for width in widths)
    return sentence if fitting == len(sentence) else f"{sentence[: fitting - 1].rstrip()}…"
