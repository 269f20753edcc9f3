"""What the classes of colour mean, the same on maps and in cross-tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    low = findings.CLASS_EDGES[index]
    if index + 1 == len(findings.CLASS_EDGES):
        return view.words("chart.class_open", low=low)
    high = findings.CLASS_EDGES[index + 1] - 1
    key = "chart.class_exact" if low == high else "chart.class_range"
    return view.words(key, low=low, high=high)


def class_keys(view: View, sizes: Iterable[str]) -> tuple[Key, ...]:
    """The classes, each with how much falls in it, in words."""
    return tuple(Key(class_label(view, k), said, CLASSES[k]) for k, said in enumerate(sizes))
