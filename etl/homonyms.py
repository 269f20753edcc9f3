"""Places of one name in several countries: Tripoli is in Libya, and in Lebanon where the sentence names Lebanon.

The usual country is that of `places`; the others are rows of `data/reference/homonyms.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from etl import vocabulary
from etl.language import Language
from etl.searcher import Hit
from etl.spans import holding, sentences


def settle(text: str, hits: Sequence[Hit], language: Language) -> list[Hit]:
    """The hits, each place in the country that its sentence names nearest; then it is no longer weak."""
    others = _others(language.code)
    if not any(h.entry.kind == "place" and (h.entry.role == "weak" or h.entry.text in others) for h in hits):
        return list(hits)
    bounds = sentences(text, language)
    out = []
    for hit in hits:
        here = [hit.entry.id, *others.get(hit.entry.text, [])] if hit.entry.kind == "place" else []
        start, end = holding(bounds, hit.start)
        named = [h for h in hits if h.entry.id in here and h.entry.kind != "place" and start <= h.start < end]
        nearest = min(named, key=lambda h: _distance(text, hit, h), default=None)
        out.append(
            hit._replace(entry=replace(hit.entry, id=nearest.entry.id, role="match")) if nearest else hit
        )
    return out


def _distance(text: str, place: Hit, country: Hit) -> tuple[bool, int]:
    """Tripoli, Lebanon and Tripoli (Lebanon) first; then what was named before, the last first; then what follows."""
    if place.end <= country.start:
        behind = text[place.end : country.start]
        return behind not in (", ", " (", "（", "("), len(text) + len(behind)
    return True, place.start - country.end


@cache
def _others(lang: str) -> dict[str, list[str]]:
    """The text of a place → the countries, besides the usual one, that have a place of this name."""
    found: dict[str, list[str]] = {}
    for entry in vocabulary.load("homonyms", lang):
        found.setdefault(entry.text, []).append(entry.id)
    return found
