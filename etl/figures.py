"""Explicit quantities: what is counted, how exactly, in which currency, for which fund and time.

A number becomes a figure when it stands with a measure word, a currency, a percent sign or a noun that can be
counted. What only looks like a quantity (dates, ordinals, numbers of documents, names that hold a number) is
covered first. How numbers are written and what belongs to them is told in `etl.numbers`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from etl import schema, spans
from etl.language import Language
from etl.numbers import amounts, nouns, relations, times
from etl.numbers.amounts import Quantity
from etl.numbers.figure import Figure
from etl.numbers.grammar import Grammar, grammar
from etl.records import by_passage, records
from etl.sieve import Sieve

_COVER = "\ue00f"
_WIDE = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９％．", "0123456789%.", strict=True)}


def find(
    passages: pd.DataFrame, mentions: pd.DataFrame, groups: pd.DataFrame, language: Language
) -> pd.DataFrame:
    """The table `figures`.

    `groups` keeps names that hold a number from being counted; `mentions` tells whose dinars are meant.
    """
    g = grammar(language)
    covered = by_passage(groups, "start", "end")
    countries = by_passage(mentions, "start", "iso3")
    rows: list[dict[str, object]] = []
    for report, passage, printed in records(passages, "report", "passage", "text"):
        body = printed.translate(_WIDE)
        named = _cover(body, [*covered.get(passage, []), *_spans(body, g.names)])
        masked = _cover(named, [*_spans(named, g.clock), *_spans(named, g.dates)])
        sentences = spans.sentences(body, language)
        figures = _read(body, masked, countries.get(passage, []), sentences, g)
        for figure, more in _describe(body, masked, named, figures, sentences, language, g):
            rows.append(
                {
                    "report": report,
                    "passage": passage,
                    "start": figure.start,
                    "end": figure.end,
                    "phrase": printed[figure.start : figure.end],
                    "value": None if figure.is_range else figure.low,
                    "low": figure.low if figure.is_range else None,
                    "high": figure.high if figure.is_range else None,
                    "unit": figure.unit,
                    "currency": figure.currency,
                    "certainty": "rule" if figure.certain else "ambiguous",
                    **more,
                }
            )
    return schema.frame("figures", rows)


def _spans(body: str, patterns: Sieve) -> list[spans.Span]:
    return [m.span() for _, m in patterns.finditer(body)]


def _cover(body: str, found: Iterable[spans.Span]) -> str:
    """The text with everything covered that holds a number and is no quantity."""
    return spans.covered(body, ((start, end, _COVER) for start, end in found))


def _read(
    body: str,
    masked: str,
    countries: Sequence[tuple[int, str]],
    sentences: Sequence[spans.Span],
    g: Grammar,
) -> list[Figure]:
    """The quantities of a passage, in order, each with its unit."""

    def counted(at: int, value: float) -> bool:
        return nouns.name(masked, Figure(at, at, value, value), len(masked), g)

    quantities = amounts.find(masked, g, counted)
    figures: dict[int, Figure] = {}
    for i in range(len(quantities) - 1, -1, -1):  # from behind: lenders first
        quantity = quantities[i]
        # "two one-day workshops": a compound stands inside the noun phrase, other numbers end it
        walls = (q.start for q in quantities[i + 1 :] if not q.measure.startswith(("-", "‑")))
        lender = figures.get(id(quantity.lender)) if quantity.lender else None
        near = _near(quantity, countries, spans.holding(sentences, quantity.start))
        figure = _figure(body, quantity, next(walls, len(body)), lender, near, g)
        if figure:
            base = figures.get(id(quantities[i + 1])) if i + 1 < len(quantities) else None
            if base and nouns.rate(masked, figure, base, g):
                del figures[id(quantities[i + 1])]
            figures[id(quantity)] = figure
    found = nouns.without_bases(masked, sorted(figures.values(), key=lambda f: f.start), g)
    found = nouns.fill(masked, found, [spans.holding(sentences, f.start) for f in found], g)
    return nouns.without_articles(masked, found, sentences, g)


def _figure(
    body: str,
    quantity: Quantity,
    limit: int,
    lender: Figure | None,
    countries: Sequence[str],
    g: Grammar,
) -> Figure | None:
    """The figure of a quantity, or None if nothing is counted; `lender` says what it leaves out.

    `countries` are those of whose money it may speak, the likeliest first.
    """
    number = quantity.number
    if not (math.isfinite(number.low) and math.isfinite(number.high)):
        return None  # so many digits that no program can count with them
    figure = Figure(quantity.start, quantity.end, number.low, number.high)
    figure.measure, figure.unit, figure.qualifier = quantity.measure, quantity.unit, number.qualifier
    figure.article, figure.certain = quantity.article, quantity.certain
    relations.qualified_behind(body, figure, g)
    if quantity.money:
        codes = _currencies(quantity, countries, g)
        figure.unit, figure.currency = "money", next(iter(codes), "")
        figure.certain &= len(set(codes)) == 1
    elif quantity.lender:
        if not lender:
            return None
        figure.unit, figure.certain = lender.unit, figure.certain and lender.certain
    elif not figure.unit:
        bare = g.block["amounts"]["needs_measure"] and not quantity.measure and number.scale == 1
        if bare or not nouns.name(body, figure, limit, g):
            return None
    return figure


def _near(quantity: Quantity, countries: Sequence[tuple[int, str]], sentence: spans.Span) -> list[str]:
    """The countries named in a quantity's sentence, else those named in its passage; the nearest first."""
    ordered = sorted(countries, key=lambda c: abs(c[0] - quantity.start))
    here = [iso3 for at, iso3 in ordered if sentence[0] <= at < sentence[1]]
    return here or [iso3 for _, iso3 in ordered]


def _currencies(quantity: Quantity, countries: Sequence[str], g: Grammar) -> list[str]:
    """ISO 4217 codes that an amount may be in; for bare 'dinars' those of the countries given, the likeliest first."""
    entries = g.currencies[quantity.money.lower()]
    certain = [e.id for e in entries if e.role != "weak"]
    code = {e.kind: e.id for e in entries}
    return certain[:1] or [code[iso3] for iso3 in countries if iso3 in code]


def _describe(
    body: str,
    masked: str,
    named: str,
    figures: Sequence[Figure],
    sentences: Sequence[spans.Span],
    language: Language,
    g: Grammar,
) -> Iterable[tuple[Figure, dict[str, object]]]:
    """Each figure with its qualifier, category, fund, period and whole."""
    if not figures:
        return
    clauses = spans.clauses(body, language)
    held = [spans.holding(sentences, f.start) for f in figures]
    starts = [f.start for f in figures]
    qualifiers = [relations.qualify(body, f, s, g) for f, s in zip(figures, held, strict=True)]
    stated = times.find(named, sentences, g)
    periods = times.belonging(named, [(f.start, f.end) for f in figures], stated, sentences, g)
    wholes = relations.wholes(masked, figures, held, g)
    clause = (0, 0)
    for i, figure in enumerate(figures):
        gap = masked[figures[i - 1].end : starts[i]].strip() if i else body
        if not g["relations.beside"].match(gap):  # what is listed together is of one category
            clause = spans.holding(clauses, starts[i])
        beside = [f for f, sentence in zip(figures, held, strict=True) if sentence == held[i]]
        fund = relations.fund(body, figure, beside, held[i], g)
        whole = wholes[i]
        yield (
            figure,
            {
                "qualifier": qualifiers[i],
                "category": relations.category(masked, figure, clause, fund, g),
                "fund": fund,
                "period": periods[i],
                "part_of": whole.start if whole else None,
            },
        )
