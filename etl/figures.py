"""Explicit quantities: what is counted, how exactly, in which currency, for which fund and time.

A number becomes a figure when it stands with a measure word, a currency, a percent sign or a noun that can be
counted. What only looks like a quantity (dates, ordinals, numbers of documents, names that hold a number) is
covered first. The words and patterns of each language are data, see `etl.quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from etl import schema, text
from etl.language import Language
from etl.quantities import Grammar, Hit, Words, grammar

_COVER = "\ue00f"
_AMOUNT = 1000  # of $5 million, a million was paid, and three were for victims: what is less is no money
_ASIDE = re.compile("《[^》]*》|[(（][^)）]*[)）]")  # a date inside is the document's, not the figure's


@dataclass(eq=False)
class Figure:
    """A quantity being read: where it stands, what it counts, and what is still open."""

    start: int
    end: int
    value: float
    measure: str = ""
    unit: str = ""
    currency: str = ""
    qualifier: str = ""
    article: bool = False  # an 一 that may mean no more than "a"
    whole: bool = False  # the whole of which another figure is a part
    certainty: str = "rule"


def find(
    passages: pd.DataFrame, mentions: pd.DataFrame, groups: pd.DataFrame, language: Language
) -> pd.DataFrame:
    """The table `figures`.

    `groups` keeps names that hold a number from being counted; `mentions` tells whose dinars are meant.
    """
    g = grammar(language)
    covered = _by_passage(groups, ["start", "end"])
    countries = _by_passage(mentions, ["start", "iso3"])
    rows: list[dict[str, object]] = []
    for report, passage, body in passages[["report", "passage", "text"]].itertuples(index=False):
        masked = _cover(body, covered.get((report, passage), []), g)
        figures = _read(body, masked, countries.get((report, passage), []), language, g)
        for figure, more in _describe(body, masked, figures, language, g):
            rows.append(
                {
                    "report": report,
                    "passage": passage,
                    "start": figure.start,
                    "end": figure.end,
                    "phrase": body[figure.start : figure.end],
                    "value": figure.value,
                    "unit": figure.unit,
                    "currency": figure.currency,
                    "certainty": figure.certainty,
                    **more,
                }
            )
    return schema.frame("figures", rows)


def _by_passage(table: pd.DataFrame, names: list[str]) -> dict[tuple[str, str], list[tuple[Any, Any]]]:
    out: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for report, passage, a, b in table[["report", "passage", *names]].itertuples(index=False):
        out.setdefault((report, passage), []).append((a, b))
    return out


def _cover(body: str, spans: Sequence[tuple[int, int]], g: Grammar) -> str:
    """The text with everything covered that holds a number and is no quantity."""
    found = [*spans, *(m.span() for pattern in g.never for m in pattern.finditer(body))]
    out = list(body)
    for start, end in found:
        out[start:end] = _COVER * (end - start)
    return "".join(out)


def _read(
    body: str, masked: str, countries: Sequence[tuple[int, str]], language: Language, g: Grammar
) -> list[Figure]:
    """The quantities of a passage, in order, each with its unit."""
    figures = _shares(masked, g)
    taken = [(f.start, f.end) for f in figures]
    matches = [
        m for whole in g.quantity.finditer(masked) for m in _parted(whole, g) if not _touches(m.span(), taken)
    ]
    lenders = _lenders(matches, masked, g)
    for i, m in enumerate(matches):
        # "two one-day workshops": a compound stands inside the noun phrase, other numbers end it
        walls = (n.start() for n in matches[i + 1 :] if not (n["measure"] or "").startswith(("-", "‑")))
        limit = next(walls, len(body))
        figures += _quantity(body, m, limit, countries, g, lenders.get(i, m))
    figures.sort(key=lambda f: f.start)
    spans = text.sentences(body, language)
    figures = _fill(masked, figures, [text.holding(spans, f.start) for f in figures], g)
    return _without_articles(masked, figures, spans, g)


def _parted(m: re.Match[str], g: Grammar) -> list[re.Match[str]]:
    """A range as it is; but $1,045,000 to 43 organizations, or $5,000 or 2 per cent, are an amount and another figure."""
    if not (m["low"] and m["prefix"]) or m["prefix2"] or m["scale"] or m["currency"]:
        return [m]
    count = Figure(m.start("number"), m.end(), 0)
    if not m["percent"] and not _name_unit(m.string, count, len(m.string), g):
        return [m]
    ends = m.end("low_scale") if m["low_scale"] else m.end("low")
    parts = (g.quantity.match(m.string, m.start(), ends), g.quantity.match(m.string, m.start("number")))
    return [part for part in parts if part]


def _lenders(matches: Sequence[re.Match[str]], masked: str, g: Grammar) -> dict[int, re.Match[str]]:
    """Amounts listed with one that says for all of them what they are: 100 万、75 万和 50 万美元; $1.2 and $3.4 million."""
    out: dict[int, re.Match[str]] = {}
    for i in range(len(matches) - 2, -1, -1):
        m, after = matches[i], matches[i + 1]
        lender = out.get(i + 1, after)
        plain = not (m["percent"] or m["measure"] or m["currency"] or m["low"])
        if not plain or not g.patterns["listed"].fullmatch(masked, m.end(), after.start()):
            continue
        scaled = lender["scale"] and not m["scale"] and "," not in m["number"]
        if (m["prefix"] and after["prefix"] and scaled) or (
            not m["prefix"] and lender["currency"] and lender["scale"]
        ):
            out[i] = lender
    return out


def _shares(masked: str, g: Grammar) -> list[Figure]:
    """Fractions, and percentages written like fractions (百分之三十)."""
    out = []
    for m in g.patterns["fraction"].finditer(masked):
        below = g.block["denominators"].get(m["den"]) or g.value(m["den"])
        top = g.value(m["top"]) or 1
        if m["den"] == g.block["hundredths"]:
            out.append(Figure(m.start(), m.end(), top, unit="percent"))
        elif below:
            out.append(Figure(m.start(), m.end(), top / below, unit="fraction"))
    halves = (m.span() for m in g.patterns["half"].finditer(masked))
    return out + [Figure(start, end, 0.5, unit="fraction") for start, end in halves]


def _touches(span: text.Span, spans: Iterable[text.Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in spans)


def _quantity(
    body: str,
    m: re.Match[str],
    limit: int,
    countries: Sequence[tuple[int, str]],
    g: Grammar,
    lender: re.Match[str],
) -> list[Figure]:
    """The figure of one match (two for a range), or none if nothing is counted; `lender` says what it leaves out."""
    value = g.value(m["number"])
    if value is None:
        return []
    scale = g.block["scales"].get(m["scale"] or lender["scale"], 1)
    money = m["prefix"] or m["prefix2"] or lender["currency"]
    if len(m["scale"] or "") == 1 and m["scale"].isascii() and not money:
        return []  # $2m is money, 2 m a length
    begin = m.start() + len(m["between"] or "")
    figure = Figure(begin, m.end(), round(value * scale, 6), measure=m["measure"] or "")
    inner = g.qualifiers["inner"].first(m["more"] or m["more2"] or "")
    figure.qualifier = inner[2].id if inner else ""
    figure.article = m["number"] == g.block["article"] and not m["low"] and not m["scale"]
    if m["percent"]:
        figure.unit = "percent"
    elif money:
        figure.unit, figure.currency = "money", _currency(m if m["prefix"] else lender, countries, g)
        figure.certainty = "rule" if figure.currency else "ambiguous"
    else:
        bare = g.block["needs_measure"] and not m["measure"] and not m["scale"]
        if bare or not _name_unit(body, figure, limit, g):
            return []
    if not m["low"]:
        return [figure]
    low = g.value(m["low"])
    figure.start = m.start("prefix2" if m["prefix2"] else "number")
    if low is None:
        return [figure]
    end = figure.end
    if m["low_scale"]:
        scale, end = g.block["scales"][m["low_scale"]], m.end("low_scale")
    return [replace(figure, start=begin, end=end, value=round(low * scale, 6)), figure]


def _currency(m: re.Match[str], countries: Sequence[tuple[int, str]], g: Grammar) -> str:
    """ISO 4217 code; for a bare 'dinars' that of the nearest country named, empty if no country tells."""
    entries = g.currencies[(m["currency"] or m["prefix"] or m["prefix2"]).lower()]
    certain = [e for e in entries if e.role != "weak"]
    if certain:
        return certain[0].id
    code = {e.kind: e.id for e in entries}
    near = sorted((abs(at - m.start()), iso3) for at, iso3 in countries if iso3 in code)
    return code[near[0][1]] if near else ""


def _name_unit(body: str, figure: Figure, limit: int, g: Grammar) -> bool:
    """Set the unit from the measure word or the noun behind it; False if nothing countable stands there."""
    for pattern, unit in g.self_units:
        if figure.measure and pattern.fullmatch(body, figure.end - len(figure.measure), figure.end):
            figure.unit = unit
            return True
    wall = g.patterns["boundary"].search(body, figure.end, limit)
    region = body[figure.end : wall.start() if wall else limit]
    kind = g.measure_class.get(figure.measure, "any")
    hit = _head(region, g.units.get(kind, g.units[""]), figure.value == 1, g)
    if hit:
        figure.end, figure.unit = figure.end + hit[1], hit[2]
        return True
    open_end = figure.measure and (kind in g.units or not _chunks(region, g)[0][1].strip())
    if open_end or g.patterns["elided"].match(region):
        return True
    walls = [m.start() for name in ("stop", "joint") for m in g.patterns[name].finditer(region)]
    noun = region[: min(walls, default=None)]
    printed = g.patterns["printed"].match(noun, len(noun) - len(noun.lstrip()))
    if printed:
        figure.unit, figure.end = printed.group(), figure.end + printed.end()
        figure.certainty = "rule" if figure.measure else "ambiguous"
    return bool(printed or figure.measure)


def _chunks(region: str, g: Grammar) -> list[tuple[int, str]]:
    """(offset, text) of the parts of a noun phrase, each up to its first stop word: 关于基本权利的 | 法律."""
    out, at = [], 0
    for m in [*g.patterns["link"].finditer(region), None]:
        part = region[at : m.start() if m else len(region)]
        nouns = g.units[""].find(part)
        stops = (  # a noun hides the stop words in it, unless a longer one begins with it (访问, 访问了)
            s.start()
            for s in g.patterns["stop"].finditer(part)
            if not any(a <= s.start() < b and (a < s.start() or s.end() <= b) for a, b, _ in nouns)
        )
        out.append((at, part[: next(stops, None)]))
        at = m.end() if m else at
    return out[:3]


def _head(region: str, nouns: Words, single: bool, g: Grammar) -> tuple[int, int, str] | None:
    """(start, end, unit) of the noun counted: the first, with those that follow without a gap."""
    for offset, part in _chunks(region, g):
        hits = [h for h in nouns.find(part) if h[2].role != "never" and (single or h[2].note != "singular")]
        if not hits:
            continue
        start, end, entry = hits[0]
        for a, b, following in hits[1:]:
            verb = g.block["needs_measure"] and following.id in g.classes["event"] - {entry.id}
            if part[end:a].strip() or (verb and entry.id not in g.classes["event"]):
                break  # 小组访问 is a team that visits
            end, entry = b, following
        joined = g.patterns["joint"].search(region, offset + end)
        if joined and not region[offset + end : joined.start()].strip():
            at = joined.end()
            second = nouns.first(region, at, at + 20)
            if second and second[2].id == entry.id and not g.patterns["stop"].search(region, at, second[0]):
                return offset + start, second[1], entry.id
        return offset + start, offset + end, entry.id
    return None


def _fill(masked: str, figures: list[Figure], spans: Sequence[text.Span], g: Grammar) -> list[Figure]:
    """Give elided nouns the unit of the figure beside them (45 名获准者 …，15 名 …); mark wholes."""
    for i in range(len(figures) - 1):
        gap = masked[figures[i].end : figures[i + 1].start]
        if g.patterns["partitive"].fullmatch(gap.strip() if g.block["whole_first"] else gap):
            figures[i if g.block["whole_first"] else i + 1].whole = True
    kept = []
    for i, figure in enumerate(figures):
        if not figure.unit:
            large = figure.value >= _AMOUNT
            same = [
                (j < i, -abs(i - j), other.unit, other.currency)
                for j, other in enumerate(figures)
                if other.unit and spans[j] == spans[i] and other.measure == figure.measure
                if other.unit != "money" or large
            ]
            fallback = {"people": "people", "event": "times"}.get(g.measure_class.get(figure.measure, ""), "")
            figure.unit, figure.currency = max(same)[2:] if same else (fallback, "")
            figure.certainty = "rule" if same or fallback else "ambiguous"
        if figure.unit or figure.measure:
            kept.append(figure)
    return kept


def _without_articles(
    masked: str, figures: list[Figure], spans: Sequence[text.Span], g: Grammar
) -> list[Figure]:
    """Drop each 一 that means no more than "a": one of the Office's, a duration and an enumeration stay."""

    def counted(figure: Figure) -> bool:
        a, b = text.holding(spans, figure.start)
        if not figure.article or g.patterns["duration"].search(masked, 0, figure.start):
            return True
        ours = g.patterns["office"].search(masked, a, b) and not g.patterns["others"].search(masked, a, b)
        return g.kinds.get(figure.unit) == "presence" and bool(ours)

    keep = [counted(f) for f in figures]
    for order in (range(1, len(figures)), range(len(figures) - 1, 0, -1)):
        for i in order:
            gap = masked[figures[i - 1].end : figures[i].start].strip()
            if keep[i] != keep[i - 1] and g.patterns["beside"].match(gap):
                keep[i] = keep[i - 1] = True
    return [f for f, k in zip(figures, keep, strict=True) if k]


def _describe(
    body: str, masked: str, figures: Sequence[Figure], language: Language, g: Grammar
) -> Iterable[tuple[Figure, dict[str, str]]]:
    """Each figure with its qualifier, category, fund and period."""
    spans, clauses = text.sentences(body, language), text.clauses(body, language)
    clause = (0, 0)
    for i, figure in enumerate(figures):
        gap = masked[figures[i - 1].end : figure.start].strip() if i else body
        if not g.patterns["beside"].match(gap):  # what is listed together is of one category
            clause = text.holding(clauses, figure.start)
        sentence = text.holding(spans, figure.start)
        beside = [f for f in figures if text.holding(spans, f.start) == sentence]
        fund = _fund(body, figure, beside, sentence, g)
        category = _category(masked, figure, clause, fund, g)
        period = _period(body, figure, sentence, g)
        qualifier = _qualify(body, figure, sentence, g)
        yield figure, {"qualifier": qualifier, "category": category, "fund": fund, "period": period}


def _qualify(body: str, figure: Figure, sentence: text.Span, g: Grammar) -> str:
    """The qualifier; words directly before and behind become part of the phrase."""
    after = g.qualifiers["after"].first(body, figure.end, figure.end + 12)
    before = g.qualifiers["before"].before(body, figure.start)
    governing = g.qualifiers["sentence"].first(body, sentence[0], figure.start)
    inner, figure.qualifier = figure.qualifier, "exact"
    if governing and not body[governing[1] : figure.start].strip():
        figure.start = governing[0]
    if after and not body[figure.end : after[0]].strip():
        figure.end = after[1]
        inner = inner or after[2].id
    if before and before[1].role != "never":
        figure.start = before[0]
        if before[1].id != "exact":
            return before[1].id
    return inner or (governing[2].id if governing else "exact")


def _category(masked: str, figure: Figure, clause: text.Span, fund: str, g: Grammar) -> str:
    """That of the unit, unless the clause says that money, taking part or another body is meant."""

    def says(name: str) -> bool:
        return bool(g.patterns[name].search(masked, *clause))

    kind = g.kinds.get(figure.unit, "other")
    if figure.whole:
        return "other"
    if (fund or kind == "funding" or says("funding")) and figure.unit not in g.classes["never_funding"]:
        return "funding"
    if kind == "presence" and says("others"):
        return "other"
    if figure.unit in g.classes["people"]:
        if kind == "presence" and not says("trained"):
            return kind
        return "participation" if kind == "participation" or says("participation") else "reach"
    return kind


def _fund(body: str, figure: Figure, beside: Sequence[Figure], sentence: text.Span, g: Grammar) -> str:
    """The fund the figure's sentence speaks of; of several the one whose subject is named nearest."""
    named = g.funds.find(body, *sentence)
    if not named:
        earlier = g.funds.find(body, 0, sentence[0])
        return earlier[-1][2].id if earlier and g.patterns["anaphor"].search(body, *sentence) else ""
    if len(named) == len(beside) and g.patterns["paired"].search(body, *sentence):
        return named[beside.index(figure)][2].id
    ids = {entry.id for _, _, entry in named}
    cues = [
        hit
        for hit in g.cues.find(body, *sentence)
        if hit[2].id in ids and not any(a <= hit[0] < b for a, b, _ in named)
    ]
    nearest = min(cues if len(ids) > 1 and cues else named, key=lambda hit: _distance(hit, figure))
    return nearest[2].id


def _distance(hit: Hit, figure: Figure) -> int:
    return max(hit[0] - figure.end, figure.start - hit[1], 0)


def _period(body: str, figure: Figure, sentence: text.Span, g: Grammar) -> str:
    """The last time the sentence states before the figure, else the first behind it; ISO 8601."""
    found: list[tuple[int, int, str]] = []
    aside = [m.span() for m in _ASIDE.finditer(body)]
    for pattern in g.dates:
        for m in pattern.finditer(body, *sentence):
            if not _touches(m.span(), [*aside, *((a, b) for a, b, _ in found)]):
                found.append((m.start(), m.end(), _iso(m, g)))
    found = [f for f in found if not _touches(f[:2], [(figure.start, figure.end)])]
    before = [f for f in found if f[0] < figure.start]
    return max(before)[2] if before else min(found)[2] if found else ""


def _iso(m: re.Match[str], g: Grammar) -> str:
    """2019-03, 2018-12-10 or an interval 2018-12-01/2019-06-30 of a date's named parts."""
    part = {k: v for k, v in m.groupdict().items() if v}
    names = g.block["months"].split()
    for key in ("m", "m2"):
        if part.get(key) in names:
            part[key] = str(names.index(part[key]) + 1)
    start = [part["y"], part.get("m", ""), part.get("d", "")]
    month = part.get("m2") or ("" if "y2" in part else start[1])
    end = [part.get("y2", start[0]), month, part.get("d2", "")]
    iso = ["-".join([y, *(p.zfill(2) for p in rest if p)]) for y, *rest in (start, end)]
    return "/".join(iso) if {"y2", "m2", "d2"} & part.keys() else iso[0]
