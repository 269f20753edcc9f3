"""Times that a text states, and which of them belongs to which figure.

A time belongs to the figure that it stands at: behind it (340 cases in 2012), in brackets behind it (54 projects (2018)),
inside the same brackets (2016: $29.8 million), or paired with it one by one (2010 and 2011 ... respectively). One that
stands at none governs the figures that follow it in its sentence; one at the end those that were listed before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from etl.numbers.grammar import Grammar
from etl.spans import Span, holding

_BRACKET = re.compile("[(（][^()（）]*[)）]")


@dataclass(frozen=True)
class Time:
    """A time as printed: where it stands, and its parts as (year, month, day); `last` ends an interval."""

    start: int
    end: int
    first: tuple[str, str, str]
    last: tuple[str, str, str] | None = None

    @property
    def iso(self) -> str:
        """2019-03, 2018-12-10 or an interval 2018-12-01/2019-06-30."""
        ends = [self.first] + ([self.last] if self.last else [])
        return "/".join("-".join(part for part in end if part) for end in ends)


def find(masked: str, sentences: Sequence[Span], g: Grammar) -> list[Time]:
    """The times of a text in which names and citations are covered, in order; years left out are filled in."""
    found: list[Time] = []
    for pattern in g.dates:
        for m in pattern.finditer(masked):
            if not any(t.start < m.end() and m.start() < t.end for t in found):
                found.append(_time(m, g))
    return _with_years(sorted(found, key=lambda t: t.start), sentences, g)


def _time(m: re.Match[str], g: Grammar) -> Time:
    part = {k: v for k, v in m.groupdict().items() if v}
    names = g.block["months"]
    for key in ("m", "m2"):
        if part.get(key) in names:
            part[key] = str(names.index(part[key]) + 1)
    m1, d1, m2, d2 = (part.get(key, "").zfill(2) if key in part else "" for key in ("m", "d", "m2", "d2"))
    year = part.get("y") or part.get("y_") or ""
    first = (year, m1, d1)
    if not {"y2", "m2", "d2"} & part.keys():
        return Time(m.start(), m.end(), first)
    year2 = part.get("y2", year)
    year2 = year[: 4 - len(year2)] + year2  # 2016/17
    return Time(m.start(), m.end(), first, (year2, m2 or ("" if "y2" in part else m1), d2))


def _with_years(times: list[Time], sentences: Sequence[Span], g: Grammar) -> list[Time]:
    """Months without a year take that of a time beside them in their sentence; where there is none they go."""
    out: list[Time] = []
    for i, time in enumerate(times):
        if time.first[0]:
            out.append(time)
            continue
        sentence = holding(sentences, time.start)
        near = [t for t in (*out, *times[i + 1 :]) if t.first[0] and sentence[0] <= t.start < sentence[1]]
        behind = [t for t in near if t.start > time.start]
        before = [t for t in near if t.start < time.start][::-1]
        ordered = behind + before if g.block["times"]["year_behind"] else before + behind
        if ordered:
            year = ordered[0].first[0]
            last = (year, *time.last[1:]) if time.last else None
            out.append(replace(time, first=(year, *time.first[1:]), last=last))
    return out


@dataclass
class _Scope:
    """A sentence without its brackets, or what stands in one: its figures by number, and its times."""

    figures: list[int] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)


def belonging(
    masked: str,
    spans: Sequence[Span],
    times: Sequence[Time],
    sentences: Sequence[Span],
    g: Grammar,
) -> list[str]:
    """The time of each figure (ISO 8601), empty where the text states none for it; `spans` are the figures' own."""
    periods = [""] * len(spans)
    times = [t for t in times if not any(a < t.end and t.start < b for a, b in spans)]
    brackets = [
        m.span() for m in _BRACKET.finditer(masked) if any(m.start() <= t.start < m.end() for t in times)
    ]
    outer: dict[Span, _Scope] = {}
    inner: dict[Span, _Scope] = {}

    def scope(at: int) -> _Scope:
        bracket = next((b for b in brackets if b[0] <= at < b[1]), None)
        if bracket:
            return inner.setdefault(bracket, _Scope())
        return outer.setdefault(holding(sentences, at), _Scope())

    for i, (start, _) in enumerate(spans):
        scope(start).figures.append(i)
    for time in times:
        scope(time.start).times.append(time)
    open_text = list(masked)  # a bracket with a time of its own is left out of the sentence around it
    for start, end in brackets:
        open_text[start:end] = " " * (end - start)
    for sentence, part in outer.items():
        _assign("".join(open_text), spans, part, sentence, periods, g)
    for bracket, part in inner.items():
        if part.figures:
            _assign(masked, spans, part, bracket, periods, g)
        elif part.times:  # 54 projects (2018)
            at = [i for i, span in enumerate(spans) if span[1] <= bracket[0]]
            if at and not masked[spans[at[-1]][1] : bracket[0]].strip():
                periods[at[-1]] = part.times[0].iso
    return periods


def _assign(
    masked: str,
    spans: Sequence[Span],
    part: _Scope,
    sentence: Span,
    periods: list[str],
    g: Grammar,
) -> None:
    """Give the figures of one sentence its times."""
    part = _pair(masked, spans, part, sentence, periods, g)
    if not part.times:
        return
    times = _joined(masked, part.times, g)
    used: set[Time] = set()
    owned: dict[int, Time] = {}
    for k, i in enumerate(part.figures):  # each cases in 2012
        following = spans[part.figures[k + 1]][0] if k + 1 < len(part.figures) else sentence[1]
        time = next((t for t in times if spans[i][1] <= t.start < following), None)
        if time and g["times.attached"].fullmatch(masked, spans[i][1], time.start):
            owned[i] = time
            used.add(time)
    for k, i in enumerate(part.figures):
        time = owned.get(i) or _before(masked, spans, part, k, times, used, owned, g)
        time = time or _behind(masked, spans, part, k, times, used, owned, g)
        if time:
            periods[i] = time.iso


def _before(
    masked: str,
    spans: Sequence[Span],
    part: _Scope,
    k: int,
    times: Sequence[Time],
    used: set[Time],
    owned: dict[int, Time],
    g: Grammar,
) -> Time | None:
    """The last time before a figure that belongs to no figure before it; or, in a list, that of the figure before."""
    start = spans[part.figures[k]][0]
    free = [t for t in times if t.start < start and t not in used]
    if free:
        return free[-1]
    last = part.figures[k - 1] if k else None
    if last is None or last not in owned or owned[last].end > start:
        return None
    gap = masked[owned[last].end : start]
    return owned[last] if g["times.goes_on"].match(gap) and not g["times.bound"].search(gap) else None


def _behind(
    masked: str,
    spans: Sequence[Span],
    part: _Scope,
    k: int,
    times: Sequence[Time],
    used: set[Time],
    owned: dict[int, Time],
    g: Grammar,
) -> Time | None:
    """The time at the end of a list or clause that the figure stands in."""
    end = spans[part.figures[k]][1]
    time = next((t for t in times if t.start >= end), None)
    if time is None or g["times.bound"].search(masked, end, time.start):
        return None
    between = [i for i in part.figures[k + 1 :] if spans[i][0] < time.start]
    if time in used:
        return time if between and owned.get(between[-1]) is time else None
    later = any(spans[i][0] > time.end for i in part.figures)
    gap = masked[spans[between[-1]][1] if between else end : time.start]
    return time if not later or g["times.behind"].fullmatch(gap) else None


def _joined(masked: str, times: Sequence[Time], g: Grammar) -> list[Time]:
    """Times listed together, which belong together to whatever is counted: in 2011 and 2012."""
    out: list[Time] = []
    for time in times:
        last = out[-1] if out else None
        if last and g["amounts.listed"].fullmatch(masked, last.end, time.start) and last.first < time.first:
            out[-1] = Time(last.start, time.end, last.first, time.last or time.first)
        else:
            out.append(time)
    return out


def _pair(
    masked: str,
    spans: Sequence[Span],
    part: _Scope,
    sentence: Span,
    periods: list[str],
    g: Grammar,
) -> _Scope:
    """Pair times and figures one by one where the sentence says so (respectively, 分别); what is left over."""
    if not g["relations.paired"].search(masked, *sentence):
        return part
    for run in _runs(masked, [(t.start, t.end) for t in part.times], g):
        for listed in _runs(masked, [spans[i] for i in part.figures], g):
            if len(listed) == len(run) > 1:
                for time, figure in zip(run, listed, strict=True):
                    periods[part.figures[figure]] = part.times[time].iso
                return _Scope(
                    [i for k, i in enumerate(part.figures) if k not in listed],
                    [t for k, t in enumerate(part.times) if k not in run],
                )
    return part


def _runs(masked: str, spans: Sequence[Span], g: Grammar) -> list[list[int]]:
    """Numbers of the spans that are listed one behind another."""
    out: list[list[int]] = []
    for i, (start, _) in enumerate(spans):
        if out and g["times.listed"].fullmatch(masked, spans[i - 1][1], start):
            out[-1].append(i)
        else:
            out.append([i])
    return out
