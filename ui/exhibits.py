"""What every medium says around a picture: its source, the picture in words, notes as sentences. Made here once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ui import evidence, findings
from ui.content import Exhibit
from ui.queries import country_counts
from ui.view import View


def sentence(view: View, note: str) -> str:
    """A note as a sentence of its own."""
    return note if note.endswith((".", "。", "？", "!", "！")) else note + view.words("pictures.stop")


def sentences(view: View, notes: Iterable[str]) -> str:
    """Notes one after the other."""
    return view.words("app.sentence_gap").join(sentence(view, note) for note in notes if note)


def alt(view: View, exhibit: Exhibit) -> str:
    """The picture in words: the conditions, what is counted, its highest values, and whence they come."""
    head = exhibit.headline
    return sentences(view, [head.over, head.subtitle, view.words.listing(exhibit.top), source(view, exhibit)])


def source(view: View, exhibit: Exhibit, place: str = "pictures", listed: bool = True) -> str:
    """The report and the paragraphs counted, one by one or (not `listed`) as their number only; `place` is where it stands:
    "pictures" or "present"."""
    if exhibit.source:
        return exhibit.source
    words, rows, order = view.words, evidence.rows_by_passage(view), country_counts.paragraphs_of(view.report)
    placed = [(order[p], str(rows[p]["number"])) for p in exhibit.paragraphs if p in order]
    n = len(placed)
    form = "source_none" if not n else "source_one" if n == 1 else "source" if listed else "source_many"
    return words(
        f"{place}.{form}",
        document=view.document,
        n=n,
        total=len(order),
        numbers=words.listing(findings.runs(placed)),
    )


def in_order(view: View, paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Numbered paragraphs, each once, in the order of print."""
    order = country_counts.paragraphs_of(view.report)
    return tuple(sorted(set(paragraphs) & order.keys(), key=order.__getitem__))


def highest(view: View, names: Mapping[str, str], counts: Mapping[str, int]) -> tuple[str, ...]:
    """The three highest values in words."""
    first = sorted(counts, key=lambda code: -counts[code])[:3]
    return tuple(view.words("countries.hover", name=names[code], n=counts[code]) for code in first)


def kosovo(view: View, codes: Iterable[str]) -> tuple[str, ...]:
    """The note on Kosovo where it is among the countries."""
    return (view.words("countries.kosovo"),) if "XKX" in set(codes) else ()


def most(view: View, names: Mapping[str, str], counts: Mapping[str, int], key: str) -> str:
    """The finding of some bars: what stands first, or what shares the first place; "" where there is nothing."""
    first, words = findings.leaders(counts), view.words
    if not first:
        return ""
    n = words.number(counts[first[0]])
    if len(first) > 3:
        return words(f"{key}_many", k=len(first), n=n)
    return words(f"{key}_tie" if len(first) > 1 else key, names=words.listing(names[c] for c in first), n=n)
