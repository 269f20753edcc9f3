"""What every medium says around a picture: its source, the picture in words, notes as sentences. Made here once."""

from __future__ import annotations

from collections.abc import Iterable

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
        symbol=view.report.row["symbol"],
        title=view.title,
        n=n,
        total=len(order),
        numbers=words.listing(findings.runs(placed)),
    )
