"""What the classes of colour mean, the same on maps and in cross-tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ui import findings
from ui.content import Key, Tone
from ui.queries.report_comparison import DROPPED, FEWER, MORE, NEW, SAME
from ui.view import View

# The tones of the classes, fewest first.
CLASSES: tuple[Tone, ...] = ("class0", "class1", "class2", "class3")
# Group of change → its tone.
CHANGES: Mapping[str, Tone] = {NEW: "new", MORE: "more", SAME: "same", FEWER: "fewer", DROPPED: "dropped"}


def class_tone(n: int) -> Tone:
    """The tone of the class that a number falls in."""
    return CLASSES[findings.class_of(n)] if n else "nowhere"


def class_label(view: View, index: int) -> str:
    """The name of a class: `2–3 paragraphs`."""
    return range_labels(view, findings.CLASS_EDGES)[index]


def range_labels(view: View, edges: Sequence[int]) -> list[str]:
    """The names of classes that begin at these numbers, the last without an end."""
    labels = []
    for low, after in pairwise(edges):
        key = "chart.class_exact" if low == after - 1 else "chart.class_range"
        labels.append(view.words(key, low=low, high=after - 1))
    return [*labels, view.words("chart.class_open", low=edges[-1])]


def class_keys(view: View, sizes: Iterable[str]) -> tuple[Key, ...]:
    """The classes, each with how much falls in it, in words."""
    return tuple(Key(class_label(view, k), said, CLASSES[k]) for k, said in enumerate(sizes))
