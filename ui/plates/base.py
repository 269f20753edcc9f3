"""What all pictures are made of: their parts, ranked bars, and findings in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ui import findings
from ui.palette import LIGHT
from ui.queries import country_counts
from ui.render import svg
from ui.render.svg import Drawn, Key, Row
from ui.view import View

FULL, PASSING = LIGHT.class2, LIGHT.class0
_MANY = 24  # more rows than these stand in two columns


@dataclass(frozen=True)
class Picture:
    """One picture; `top` are its highest values in words, `over` the conditions in force, `rows` its bars; `source` stands
    in place of the report and the paragraphs where it is of more than one report."""

    title: str
    subtitle: str
    body: Drawn
    keys: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    top: tuple[str, ...] = ()
    over: str = ""
    rows: tuple[Row, ...] = ()
    source: str = ""


def in_order(view: View, paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Numbered paragraphs, each once, in the order of print."""
    order = country_counts.paragraphs_of(view.report)
    return tuple(sorted(set(paragraphs) & order.keys(), key=order.__getitem__))


def rows_of(
    view: View,
    names: Mapping[str, str],
    counts: Mapping[str, int],
    number: Callable[[int], str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> tuple[Row, ...]:
    """Counts as rows of bars."""
    say, said = number or view.words.number, notes or {}
    return tuple(
        Row(names[code], ((n, FULL),), say(n), said.get(code, ""), code=code) for code, n in counts.items()
    )


def ranked(
    view: View,
    names: Mapping[str, str],
    counts: Mapping[str, int],
    number: Callable[[int], str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> Drawn:
    """Counts as bars, in two columns where they are many."""
    rows = rows_of(view, names, counts, number, notes)
    longest = max(counts.values(), default=1)
    if len(rows) <= _MANY:
        return svg.bars(rows, longest)
    half, width = (len(rows) + 1) // 2, svg.column(2)
    return svg.beside([svg.bars(part, longest, width, 15) for part in (rows[:half], rows[half:])])


def tops(view: View, names: Mapping[str, str], counts: Mapping[str, int]) -> tuple[str, ...]:
    """The three highest values in words."""
    highest = sorted(counts, key=lambda code: -counts[code])[:3]
    return tuple(view.words("countries.hover", name=names[code], n=counts[code]) for code in highest)


def none_said(said: str) -> Drawn:
    """A sentence where there is nothing to draw."""
    return svg.block(said, 16, LIGHT.quiet)


def country_names(view: View, codes: Iterable[str]) -> dict[str, str]:
    """iso3 → name."""
    return {iso3: view.country(iso3) for iso3 in codes}


def kosovo(view: View, codes: Iterable[str]) -> list[str]:
    """The note on Kosovo where it is among the countries."""
    return [view.words("countries.kosovo")] if "XKX" in set(codes) else []


def most(view: View, names: Mapping[str, str], counts: Mapping[str, int], key: str) -> str:
    """The finding of some bars: what stands first, or what shares the first place; "" where there is nothing."""
    first = findings.leaders(counts)
    if not first:
        return ""
    n, words = view.words.number(counts[first[0]]), view.words
    if len(first) > 3:
        return words(f"{key}_many", k=len(first), n=n)
    return words(f"{key}_tie" if len(first) > 1 else key, names=words.listing(names[c] for c in first), n=n)


def sentence(view: View, note: str) -> str:
    """A note as a sentence of its own."""
    return note if note.endswith((".", "。", "？", "!", "！")) else note + view.words("pictures.stop")
