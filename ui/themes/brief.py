"""A theme on one page of paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ui import briefs, evidence, findings
from ui.cache import kept
from ui.content import Brief, Note, Tile, Tiles
from ui.filters import Index
from ui.params import ThemesParams
from ui.queries import absence, country_counts, country_profile, paragraph_facets, theme_crosstab
from ui.view import View


@kept
def brief(view: View[ThemesParams], origin: str = "") -> Brief:
    """The brief of the view's theme; `origin` is put before its address. Raises `LookupError` where there is none."""
    theme = view.params.theme
    if not theme:
        raise LookupError("no theme")
    words, report = view.words, view.report
    counts = findings.theme_counts(report.passages, report.table("themes"))
    n = counts.get(theme, {"core": 0, "secondary": 0})
    here = {weight: _of_theme(view, theme, (weight,)) for weight in theme_crosstab.WEIGHTS}
    # A paragraph that is core for the theme is not counted again as one in passing.
    core = here["core"].paragraphs
    passing = tuple(p for p in here["secondary"].paragraphs if p not in core)
    rows, order = evidence.rows_by_passage(view), country_counts.paragraphs_of(report)
    numbers = findings.runs([(order[p], str(rows[p]["number"])) for p in passing])
    whole = _of_theme(view, theme, theme_crosstab.WEIGHTS)
    inside = frozenset(whole.paragraphs)
    sections = theme_crosstab.indexes(report, theme_crosstab.WEIGHTS)["section"]
    shown = {path: sections[path] for path in country_profile.sections_shown(report) if path in sections}
    places = paragraph_facets.facets_of(report, ["place"])["place"]
    countries = {code: found for code, found in places.items() if not code.isdigit()}
    counted = {
        words("brief.sections"): _crossed(inside, shown, view.section),
        words("brief.countries"): _crossed(inside, countries, view.country),
    }
    named = sum(bool(found & inside) for found in countries.values())
    tiles = (
        (whole.number, words("brief.tile_paragraphs")),
        (n["core"], words("themes.core")),
        (n["secondary"], words("themes.secondary")),
        (named, words("brief.tile_countries")),
    )
    stated = (
        Tile(words.number(k) if k else absence.nothing(view, "themes"), label, stated=bool(k))
        for k, label in tiles
    )
    quoted = replace(whole, paragraphs=core or whole.paragraphs, footnotes=())
    key, facts = (
        ("theme_finding", {"n": whole.number, "total": len(order)}) if whole.number else ("theme_none", {})
    )
    finding = absence.none(view, "themes", f"brief.{key}", name=view.theme(theme), **facts)
    return Brief(
        theme,
        briefs.headline(view, finding, words("brief.theme_under"), words("brief.theme")),
        (Tiles(words("brief.theme"), tuple(stated)), *briefs.columns(view, counted))
        if whole.number
        else (Note(absence.none(view, "themes", "brief.theme_searched"), "none"),),
        briefs.passages(view, words("brief.core_sentences" if core else "brief.sentences"), quoted, origin),
        words("brief.passing", numbers=words.listing(numbers)) if core and passing else "",
        briefs.source(view, whole.paragraphs),
        words("app.sentence_gap").join([words("themes.rule_note"), words("themes.meaning")]),
        briefs.disclaimer(view),
        f"{origin}{view.here.to('themes', theme=theme)}" if origin else "",
    )


def _of_theme(view: View, theme: str, weights: theme_crosstab.Weights) -> findings.Evidence:
    rows = findings.theme_findings(theme_crosstab.theme_rows(view.report, weights), theme)
    return findings.evidence(view.report.passages, rows)


def _crossed(inside: frozenset[str], index: Index, name: Callable[[str], str]) -> dict[str, int]:
    """Name → how many of some paragraphs each option of an index has."""
    return {name(code): n for code, found in index.items() if (n := len(found & inside))}
