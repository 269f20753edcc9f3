"""A figure of `make bench`, and how figures are shown: a table for the README and a picture, both made of `results.json`."""

from __future__ import annotations

import html
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

BEGIN, END = "<!-- benchmarks: made by make bench -->", "<!-- /benchmarks -->"
_LEFT, _WIDTH, _RIGHT, _ROW, _LOW, _HIGH = 390, 240, 400, 24, 0.1, 100.0
_STYLE = """text { font: 13px system-ui, sans-serif; fill: #24292f } .quiet { fill: #57606a; font-size: 12px }
.line { stroke: #afb8c1 } .bar { stroke: #0a6aa1; stroke-width: 6 } .aim { stroke: #b35900; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .quiet { fill: #9da7b3 }
.line { stroke: #545d68 } .bar { stroke: #58a6d6 } .aim { stroke: #f0a04b } }"""


@dataclass(frozen=True)
class Figure:
    """What was measured against what: only the ratio travels from machine to machine. `aim` is what it is meant to be."""

    name: str
    what: str
    base: str
    measured: float
    base_measured: float
    how: str
    unit: str = "s"
    aim: float | None = None

    @property
    def ratio(self) -> float:
        """How many times as much."""
        return self.measured / self.base_measured

    def cells(self) -> dict[str, Any]:
        """As `results.json` has it."""
        said = {"name": self.name, "what": self.what, "base": self.base, "ratio": float(f"{self.ratio:.3g}")}
        said |= {
            "measured": float(f"{self.measured:.4g}"),
            "base_measured": float(f"{self.base_measured:.4g}"),
        }
        return {**said, "unit": self.unit, "how": self.how, "aim": self.aim}


def compared(run: Callable[[], object], base: Callable[[], object], times: int) -> tuple[float, float]:
    """Median CPU seconds of both in turn, so that what else the machine does falls on both; after one to warm up."""
    spent: tuple[list[float], list[float]] = [], []
    for _ in range(times + 1):
        for one, taken in zip((run, base), spent, strict=True):
            begin = time.process_time()
            one()
            taken.append(time.process_time() - begin)
    mine, theirs = (statistics.median(taken[1:]) for taken in spent)
    return mine, theirs


def shown(results: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The figures that are shown: of the reruns of all pages the costliest."""
    out: list[Mapping[str, Any]] = []
    for figure in results["figures"]:
        kind, _, rest = figure["name"].partition("_")
        if kind != "rerun":
            out.append(figure)
            continue
        count = rest.partition("_")[0]
        alike = [f for f in results["figures"] if f["name"].startswith(f"rerun_{count}_")]
        costliest = max(alike, key=lambda f: float(f["ratio"]))
        if costliest not in out:
            out.append(costliest)
    return out


def number(ratio: float) -> str:
    """A ratio in three digits at most: 0.42, 2.4, 37."""
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def table(results: Mapping[str, Any]) -> str:
    """The part of the README between `BEGIN` and `END`."""
    machine = results["machine"]
    lines = [
        f"Measured on {results['date']}: {machine['system']}, {machine['cores']} cores, {machine['memory']}, "
        f"Python {results['python']}. Times are that machine's; only the ratios travel.",
        "",
        "| what | times | what it is measured against | meant to be at most |",
        "|---|---:|---|---:|",
    ]
    for figure in shown(results):
        aim = f"{figure['aim']:g}" if figure["aim"] else ""
        lines.append(f"| {figure['what']} | {number(figure['ratio'])} | {figure['base']} | {aim} |")
    return "\n".join([BEGIN, *lines, "", "![The same as a picture](docs/benchmarks.svg)", END])


def _x(ratio: float) -> float:
    share = (log10(min(max(ratio, _LOW), _HIGH)) - log10(_LOW)) / (log10(_HIGH) - log10(_LOW))
    return round(_LEFT + share * _WIDTH, 1)


def picture(results: Mapping[str, Any]) -> str:
    """The ratios as bars from one time, on a scale of powers of ten; a mark stands where a figure is meant to be."""
    figures = shown(results)
    height = _ROW * (len(figures) + 3)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + _RIGHT} {height}" role="img" '
        'aria-label="What the benchmarks measured, as ratios">',
        f"<style>{_STYLE}</style>",
    ]
    for power in range(-1, 3):
        x, foot = _x(10**power), _ROW + 8 if power else height - 2 * _ROW
        parts.append(f'<line class="line" x1="{x}" x2="{x}" y1="{_ROW}" y2="{foot}"/>')
        parts.append(f'<text class="quiet" x="{x}" y="16" text-anchor="middle">{10**power:g} ×</text>')
    for k, figure in enumerate(figures, 1):
        y, ratio = k * _ROW + 16, float(figure["ratio"])
        end = _x(ratio)
        parts.append(f'<text x="{_LEFT - 12}" y="{y + 4}" text-anchor="end">{_said(figure["what"])}</text>')
        parts.append(f'<line class="bar" x1="{_x(1)}" x2="{end}" y1="{y}" y2="{y}"/>')
        marks = [end, _x(1)]
        if aim := figure["aim"]:
            marks.append(_x(aim))
            parts.append(f'<line class="aim" x1="{marks[-1]}" x2="{marks[-1]}" y1="{y - 8}" y2="{y + 8}"/>')
        said = f"{number(ratio)} × {_said(figure['base'])}"
        parts.append(f'<text class="quiet" x="{max(marks) + 8}" y="{y + 4}">{said}</text>')
    y = height - _ROW // 2
    parts.append(f'<line class="aim" x1="{_x(1)}" x2="{_x(1)}" y1="{y - 8}" y2="{y + 8}"/>')
    parts.append(f'<text class="quiet" x="{_x(1) + 8}" y="{y + 4}">what it is meant to be at most</text>')
    return "\n".join([*parts, "</svg>", ""])


def _said(what: str) -> str:
    return html.escape(what.replace("`", ""))


def put(readme: str, results: Mapping[str, Any]) -> str:
    """The README with its table of these results."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + table(results) + after


def results_of(
    machine: Mapping[str, Any], date: str, python: str, figures: Sequence[Figure]
) -> dict[str, Any]:
    """All that a run measured."""
    cells = [figure.cells() for figure in figures]
    return {"machine": dict(machine), "date": date, "python": python, "figures": cells}
