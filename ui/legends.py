"""What the classes of colour mean, the same on maps and in cross-tables."""

from __future__ import annotations

from ui import findings
from ui.content import Tone
from ui.view import View

# The tones of the classes, fewest first.
CLASSES: tuple[Tone, ...] = ("class0", "class1", "class2", "class3")


def class_label(view: View, index: int) -> str:
    """The name of a class: `2–3 paragraphs`."""
    low = findings.CLASS_EDGES[index]
    if index + 1 == len(findings.CLASS_EDGES):
        return view.words("chart.class_open", low=low)
    high = findings.CLASS_EDGES[index + 1] - 1
    key = "chart.class_exact" if low == high else "chart.class_range"
    return view.words(key, low=low, high=high)
