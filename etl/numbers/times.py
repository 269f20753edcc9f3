"""Times that a text states, and which of them belongs to which figure.

A time belongs to the figure that it stands at: behind it (340 cases in 2012), in brackets behind it (54 projects (2018)),
inside the same brackets (2016: $29.8 million), or paired with it one by one (2010 and 2011 ... respectively). One that
stands at none governs the figures that follow it in its sentence; one at the end those that were listed before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

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
    goes_on: bool = False  # since 2019: no end is stated

    @property
    def iso(self) -> str:
        """2019-03, 2018-12-10, an interval 2018-12-01/2019-06-30 or, without an end, 2019/.. (ISO 8601-2)."""
        ends = [self.first] + ([self.last] if self.last else [])
        return "/".join("-".join(part for part in end if part) for end in ends) + "/.." * self.goes_on


def find(masked: str, sentences: Sequence[Span], g: Grammar) -> list[Time]:
    """The times of a text in which names and citations are covered, in order; years left out are filled in."""
    found: list[Time] = []
    for _, m in g.dates.finditer(masked):
        if not any(t.start < m.end() and m.start() < t.end for t in found):
            found.append(_time(m, g))
    whole = _with_years(masked, sorted(found, key=lambda t: t.start), sentences, g)
    return [replace(t, goes_on=not t.last and _goes_on(masked, t, g)) for t in whole]


def _goes_on(masked: str, time: Time, g: Grammar) -> bool:
    """Whether a time is only where something began: since 2019, 自 2019 年以来."""
    return bool(g.before("times.since", masked, time.start) and g["times.since_end"].match(masked, time.end))


def _time(m: re.Match[str], g: Grammar) -> Time:
    part = {k: v for k, v in m.groupdict().items() if v}
    months, parts = g.block["months"], g.block["times"]["parts"]
    if "part" in part:  # the first half of 2020
        first, last = parts[" ".join(part["part"].lower().split())]
        return _months(m, part["y"], first, last)
    if "months" in part:  # the first nine months of 2023
        count = min(int(g.value(part["months"]) or 12), 12)
        return _months(m, part["y"], *((1, count) if "from" in part else (13 - count, 12)))
    for key, printed in part.items():
        if not printed.isdecimal():
            part[key] = str(months.index(printed) + 1 if printed in months else int(g.value(printed) or 0))
    m1, d1, m2, d2 = (part.get(key, "").zfill(2) if key in part else "" for key in ("m", "d", "m2", "d2"))
    year = part.get("y") or part.get("y_") or ""
    first = (year, m1, d1)
    if not {"y2", "m2", "d2"} & part.keys():
        return Time(m.start(), m.end(), first)
    year2 = part.get("y2", year)
    year2 = year[: 4 - len(year2)] + year2  # 2016/17
    return Time(m.start(), m.end(), first, (year2, m2 or ("" if "y2" in part else m1), d2))


def _months(m: re.Match[str], year: str, first: int, last: int) -> Time:
    """From one month of a year to another."""
    return Time(m.start(), m.end(), (year, f"{first:02}", ""), (year, f"{last:02}", ""))


def _with_years(masked: str, times: list[Time], sentences: Sequence[Span], g: Grammar) -> list[Time]:
    """Months without a year take that of a time beside them in their sentence; where there is none they go."""
    out: list[Time] = []
    for i, time in enumerate(times):
        if time.first[0]:
            out.append(time)
            continue
        begin, end = _whole(sentences, time.start, masked)
        near = [
            t
            for t in (*out, *times[i + 1 :])
            if t.first[0] and begin <= t.start < end and (t.first[1] or _opens(masked, begin, t, time))
        ]
        behind = [t for t in near if t.start > time.start]
        before = [t for t in near if t.start < time.start][::-1]
        ordered = behind + before if g.block["times"]["year_behind"] else before + behind
        if ordered:
            year = ordered[0].first[0]
            last = (year, *time.last[1:]) if time.last else None
            out.append(replace(time, first=(year, *time.first[1:]), last=last))
    return out


def _opens(text: str, begin: int, year: Time, month: Time) -> bool:
    """Whether a year opens the sentence that a month stands in: In 2021, … in March; 2021 年，…3 月."""
    return year.start < month.start and len(text[begin : year.start].split()) <= 1


def _whole(sentences: Sequence[Span], at: int, text: str) -> Span:
    """The sentence at an offset, with what a semicolon parts from it: on 12 March 2019 …; on 14 March …"""
    begin, end = holding(sentences, at)
    for before in reversed([s for s in sentences if s[1] <= begin]):
        if text[before[1] - 1] not in ";；":
            break
        begin = before[0]
    return begin, end


class _Place(NamedTuple):
    """Where a figure stands, and which it is."""

    start: int
    end: int
    figure: int


Listed = TypeVar("Listed", _Place, Time)


@dataclass
class _Part:
    """A sentence without its brackets, or what stands in one: its figures and its times, each in order."""

    text: str
    span: Span
    g: Grammar
    figures: list[_Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)

    def periods(self) -> dict[int, str]:
        """The time of each figure that has one (ISO 8601)."""
        paired = self._paired()
        taken = set(paired.values())
        rest = replace(
            self,
            figures=[f for f in self.figures if f not in paired],
            times=self._joined([t for t in self.times if t not in taken]),
        )
        return {place.figure: time.iso for place, time in (paired | rest._own()).items()}

    def _own(self) -> dict[_Place, Time]:
        """The time that stands at each figure; else the one before it, else the one behind its list or clause."""
        at = {place: time for i, place in enumerate(self.figures) if (time := self._at(i))}
        found: dict[_Place, Time] = {}
        for i, place in enumerate(self.figures):
            if self._relative(place):
                continue
            compared = self.g.before("nouns.compared", self.text, place.start)
            before = None if compared else self._before(i, at, found)
            if time := at.get(place) or before or self._behind(i, at):
                found[place] = time
        return found

    def _relative(self, place: _Place) -> bool:
        """Whether the time of a figure is only told from another one: a year earlier."""
        behind = self.g["times.relative_behind"].match(self.text, place.end)
        return bool(behind or self.g.before("times.relative_before", self.text, place.start))

    def _at(self, i: int) -> Time | None:
        """The time directly behind a figure: 340 cases in 2012."""
        end = self.figures[i].end
        following = self.figures[i + 1].start if i + 1 < len(self.figures) else self.span[1]
        time = next((t for t in self.times if end <= t.start < following), None)
        return time if time and self.g["times.attached"].fullmatch(self.text, end, time.start) else None

    def _before(self, i: int, at: Mapping[_Place, Time], found: Mapping[_Place, Time]) -> Time | None:
        """The last time before a figure that stands at none and holds for it; or, in a list, that of the figure before."""
        start, standing = self.figures[i].start, at.values()
        free = [t for t in self.times if t.start < start and t not in standing]
        if time := next((t for t in reversed(free) if self._holds(t, start)), None):
            return None if self._anew(i, time) else time
        if not i:
            return None
        before = self.figures[i - 1]
        time, between = found.get(before), self.text[before.end : start]
        if free and time is free[-1]:
            return time if self.g["times.together"].fullmatch(between) else None
        time = at.get(before)
        if time is None or time.end > start or self.g.before("nouns.compared", self.text, before.start):
            return None
        gap = self.text[time.end : start]
        bound = self.g["times.bound"].search(gap) or self.g["times.parted_list"].search(gap)
        return time if self.g["times.goes_on"].match(gap) and not bound else None

    def _holds(self, time: Time, start: int) -> bool:
        """Whether a time holds for what begins behind it: it opens their sentence, or nothing parts their clauses."""
        if self.g["times.opens"].fullmatch(self.text, self.span[0], time.start):
            return True
        leads = self.g["times.leads"].match(self.text, time.end, start)
        begin = leads.end() if leads else time.end
        if self.g.before("times.opens_clause", self.text, time.start) and self.text[begin : begin + 1] == ",":
            begin += 1
        return not self.g["times.parted"].search(self.text, begin, start)

    def _anew(self, i: int, opening: Time) -> bool:
        """Whether a figure stands in another clause than a time before it, with a time of its own behind it."""
        end = self.figures[i].end
        own = next((t for t in self.times if t.start >= end), None)
        if own is None or not self.g["times.anew"].search(self.text, opening.end, self.figures[i].start):
            return False
        return bool(self.g["times.own_behind"].fullmatch(self.text, end, own.start))

    def _behind(self, i: int, at: Mapping[_Place, Time]) -> Time | None:
        """The time at the end of the list or clause that a figure stands in."""
        end = self.figures[i].end
        time = next((t for t in self.times if t.start >= end), None)
        if time is None:
            return None
        if any(
            self.g[f"times.{name}"].search(self.text, end, time.start) for name in ("bound", "parted_behind")
        ):
            return None
        rises = self.g.before("times.rising_from", self.text, self.figures[i].start)
        if rises and self.g["times.rising_to"].search(self.text, end, time.start):
            return None  # from 43 per cent to 47 per cent in 2024
        named = self.g.before("times.naming", self.text, time.start)
        if named and self.g["times.named"].match(self.text, time.end):
            return None  # the region’s input to the 2025 meeting
        between = [f for f in self.figures[i + 1 :] if f.start < time.start]
        if time in at.values():
            return time if between and at.get(between[-1]) is time else None
        later = any(f.start > time.end for f in self.figures)
        gap = self.text[between[-1].end if between else end : time.start]
        if later and not self.g["times.behind"].fullmatch(gap):
            return None
        return time if self.g["times.reach"].fullmatch(self.text, end, time.start) else None

    def _joined(self, times: Sequence[Time]) -> list[Time]:
        """Times listed together, which belong together to whatever is counted: in 2011 and 2012."""
        out: list[Time] = []
        for time in times:
            last = out[-1] if out else None
            listed = last and self.g["amounts.listed"].fullmatch(self.text, last.end, time.start)
            if last and listed and last.first < time.first:
                out[-1] = Time(last.start, time.end, last.first, time.last or time.first)
            else:
                out.append(time)
        return out

    def _paired(self) -> dict[_Place, Time]:
        """The times and figures that go one by one where the sentence says so: respectively, 分别."""
        if self.g["relations.paired"].search(self.text, *self.span):
            for times in self._runs(self.times):
                for figures in self._runs(self.figures):
                    if len(figures) == len(times) > 1:
                        return dict(zip(figures, times, strict=True))
        return {}

    def _runs(self, placed: Sequence[Listed]) -> list[list[Listed]]:
        """Those listed one behind another, together."""
        out: list[list[Listed]] = []
        for one in placed:
            if out and self.g["times.listed"].fullmatch(self.text, out[-1][-1].end, one.start):
                out[-1].append(one)
            else:
                out.append([one])
        return out


def _of_another(masked: str, time: Time, g: Grammar) -> bool:
    """Whether a time is that of something else than a figure: the Protocol of 1977; fewer than in 2019."""
    compared = g.before("times.against", masked, time.start)
    return bool(
        (compared and not g["times.against_of"].match(masked, time.end))
        or g.before("times.law_before", masked, time.start)
        or g["times.law_behind"].match(masked, time.end)
    )


def _heading(parts: Mapping[Span, _Part], span: Span, sentences: Sequence[Span], text: str) -> Time | None:
    """The time that opens a list parted by semicolons, for one without a time: As at 1 May 2019 … 57: 15 …; 12 …"""
    begin, _ = _whole(sentences, span[0], text)
    above = [parts[s] for s in sentences if begin <= s[0] < span[0] and s in parts]
    times = [t for part in above for t in part.times]
    if len(times) != 1 or not above[0].times:
        return None
    head, time = above[0], times[0]
    listed = head.g["times.list_of"].search(text, time.end, head.span[1])
    return time if listed and head.g["times.opens"].fullmatch(text, head.span[0], time.start) else None


def belonging(
    masked: str,
    spans: Sequence[Span],
    times: Sequence[Time],
    sentences: Sequence[Span],
    g: Grammar,
) -> list[str]:
    """The time of each figure (ISO 8601), empty where the text states none for it; `spans` are the figures' own."""
    times = [
        t
        for t in times
        if not _of_another(masked, t, g) and not any(a < t.end and t.start < b for a, b in spans)
    ]
    brackets = [
        m.span()
        for m in _BRACKET.finditer(masked)
        if any(m.start() <= t.start < m.end() for t in times)
        and not g.before("times.apposed", masked, m.start())
    ]
    open_text = list(masked)  # a bracket with a time of its own is left out of the sentence around it
    for start, end in brackets:
        open_text[start:end] = " " * (end - start)
    outside = "".join(open_text)
    parts: dict[Span, _Part] = {}

    def part(at: int) -> _Part:
        bracket = next((b for b in brackets if b[0] <= at < b[1]), None)
        span = bracket or holding(sentences, at)
        return parts.setdefault(span, _Part(masked if bracket else outside, span, g))

    for i, (start, end) in enumerate(spans):
        part(start).figures.append(_Place(start, end, i))
    for time in times:
        part(time.start).times.append(time)
    periods = [""] * len(spans)
    for found in parts.values():
        for i, period in found.periods().items():
            periods[i] = period
    for span, found in parts.items():
        if not found.times and span not in brackets and (opening := _heading(parts, span, sentences, masked)):
            for place in found.figures:
                periods[place.figure] = periods[place.figure] or opening.iso
    for bracket in brackets:
        if not parts[bracket].figures:  # 54 projects (2018)
            at = [i for i, span in enumerate(spans) if span[1] <= bracket[0]]
            if at and not masked[spans[at[-1]][1] : bracket[0]].strip():
                periods[at[-1]] = parts[bracket].times[0].iso
    return periods
