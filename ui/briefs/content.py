"""A country or a theme on one page, as data: what a programme officer attaches to an e-mail.

The parts are those of the pages; how they are set on paper is for `ui/render/paper.py` and `ui/render/docx.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ui import evidence, findings
from ui.cache import kept
from ui.content import (
    Bar,
    Bars,
    Block,
    Brief,
    Columns,
    Headline,
    Note,
    Passage,
    Passages,
    Piece,
    Section,
    Tile,
    Tiles,
)
from ui.country import content as country_content
from ui.country import printable
from ui.filters import Index
from ui.params import CountryParams, ThemesParams
from ui.queries import country_counts, country_profile, paragraph_facets, theme_crosstab
from ui.view import View

COUNTRY, THEME = ("country", "theme")
ROWS = 5


@kept
def of_country(view: View[CountryParams], origin: str = "") -> Brief:
    """The brief of the view's country; `origin` is put before its address."""
    words, iso3, report = view.words, country_profile.country_of(view), view.report
    found = country_profile.sets(report, iso3)
    named = found.get(country_profile.NAMED, findings.Evidence())
    spoken = country_profile.spoken_of(report, iso3)
    tiles = []
    for tile in country_profile.TILES:
        n = country_profile.number(report, iso3, tile)
        label = country_content.tile_label(view, tile, n) if n else words(f"profile.row_{tile}")
        tiles.append(_tile(words.number(n) if n else words(f"profile.none_{tile}"), label, n))
    counted = {}
    for block in ("work", "themes"):
        counts = country_profile.bars_of(report, found, block)
        names = {code: country_content.name_of(view, block, code) for code in counts}
        counted[words(f"profile.{block}")] = {names[code]: n for code, n in counts.items()}
    kosovo = [words("countries.kosovo")] if iso3 == "XKX" else []
    there = f"{origin}{view.here.to('country', country=iso3)}"
    searched = words("profile.searched", name=view.country(iso3))
    return Brief(
        iso3,
        Headline(
            country_content.finding(view, iso3),
            country_content.lies(view, iso3),
            f"{words('profile.brief')} · {words('app.name')}",
        ),
        (
            *([Tiles(words("profile.brief"), tuple(tiles))] if spoken else []),
            *_columns(view, counted),
            *([] if named.paragraphs or named.footnotes else [Note(searched, "none")]),
        ),
        _passages(view, words("profile.sentences"), named),
        "",
        printable.source_line(view, named.paragraphs),
        _notes(view, [words("profile.counted"), words("profile.rules"), words("profile.meaning"), *kosovo]),
        there if origin else "",
    )


@kept
def of_theme(view: View[ThemesParams], origin: str = "") -> Brief:
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
    stated = [_tile(words.number(k) if k else words("nothing.absent"), label, k) for k, label in tiles]
    quoted = replace(whole, paragraphs=core or whole.paragraphs, footnotes=())
    there = f"{origin}{view.here.to('themes', theme=theme)}"
    return Brief(
        theme,
        Headline(
            words("brief.theme_finding", name=view.theme(theme), n=whole.number, total=len(order))
            if whole.number
            else words("brief.theme_none", name=view.theme(theme)),
            words("brief.theme_under"),
            f"{words('brief.theme')} · {words('app.name')}",
        ),
        (Tiles(words("brief.theme"), tuple(stated)), *_columns(view, counted))
        if whole.number
        else (Note(words("brief.theme_searched"), "none"),),
        _passages(view, words("brief.core_sentences" if core else "brief.sentences"), quoted),
        words("brief.passing", numbers=words.listing(numbers)) if core and passing else "",
        printable.source_line(view, whole.paragraphs),
        _notes(view, [words("themes.rule_note"), words("themes.meaning")]),
        there if origin else "",
    )


def _of_theme(view: View, theme: str, weights: theme_crosstab.Weights) -> findings.Evidence:
    rows = findings.theme_findings(theme_crosstab.theme_rows(view.report, weights), theme)
    return findings.evidence(view.report.passages, rows)


def _tile(value: str, label: str, n: int) -> Tile:
    return Tile(value, label, stated=bool(n))


def _passages(view: View, title: str, found: findings.Evidence) -> Passages:
    """Every sentence that bears something out, with what was counted in it."""
    quoted = (
        Passage(passage, evidence.number_of(view, passage), said, view.text_lang, marks)
        for passage, said, marks in evidence.sentences(view, found)
    )
    return Passages(title, found.number, tuple(quoted))


def _columns(view: View, counted: Mapping[str, Mapping[str, int]]) -> tuple[Block, ...]:
    """Heading → label → number as bars side by side, all to one scale and most first; nothing where nothing is counted."""
    filled = {heading: counts for heading, counts in counted.items() if counts}
    longest = max((n for counts in filled.values() for n in counts.values()), default=0)
    sections = []
    for heading, counts in filled.items():
        ordered = sorted(counts.items(), key=lambda item: -item[1])
        rows = tuple(Bar(label, (Piece(n),), str(n)) for label, n in ordered)
        more = view.words("profile.brief_more", n=len(rows) - ROWS) if len(rows) > ROWS else ""
        sections.append(Section(heading, (Bars(heading, rows, longest, min(ROWS, len(rows)), more),)))
    return (Columns(tuple(sections)),) if sections else ()


def _crossed(inside: frozenset[str], index: Index, name: Callable[[str], str]) -> dict[str, int]:
    """Name → how many of some paragraphs each option of an index has."""
    return {name(code): n for code, found in index.items() if (n := len(found & inside))}


def _notes(view: View, said: list[str]) -> str:
    words = view.words
    dated = words("profile.dated", name=words("app.name"), date=words.date(view.report.atlas.date))
    return words("app.sentence_gap").join([*said, words("api.disclaimer"), dated])
