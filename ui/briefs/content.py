"""A country or a theme on one page, as data: what a programme officer attaches to an e-mail.

The parts are those of the pages; how they are set on paper is for `ui/briefs/files.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ui import evidence, findings
from ui.cache import kept
from ui.country import content as country_content
from ui.country import printable
from ui.filters import Index
from ui.findings import Mark
from ui.params import CountryParams, ThemesParams
from ui.queries import country_counts, country_profile, paragraph_facets, theme_crosstab
from ui.view import View

COUNTRY, THEME = SUBJECTS = ("country", "theme")
ROWS = 5


@dataclass(frozen=True)
class Block:
    """Bars under a heading: (label, number), most first, and how many are left out."""

    heading: str
    rows: tuple[tuple[str, int], ...]
    left: int = 0


@dataclass(frozen=True)
class Briefing:
    """What stands on the page, in its order; `tiles` are (number or what is not said, label), `sentences` are (number of
    the paragraph, sentence, what was counted in it), and one of them and `nothing` is empty."""

    code: str
    over: str
    title: str
    under: str
    tiles: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    heading: str
    sentences: tuple[tuple[str, str, tuple[Mark, ...]], ...]
    nothing: str
    passing: str
    source: str
    notes: str
    address: str


@kept
def of_country(view: View[CountryParams], origin: str = "") -> Briefing:
    """The briefing of the view's country; `origin` is put before its address."""
    words, iso3, report = view.words, country_profile.country_of(view), view.report
    found = country_profile.sets(report, iso3)
    named = found.get(country_profile.NAMED, findings.Evidence())
    spoken = country_profile.spoken_of(report, iso3)
    tiles = []
    for tile in country_profile.TILES:
        n = country_profile.number(report, iso3, tile)
        label = country_content.tile_label(view, tile, n) if n else words(f"profile.row_{tile}")
        tiles.append((words.number(n) if n else words(f"profile.none_{tile}"), label))
    blocks = []
    for block in ("work", "themes"):
        counts = country_profile.bars_of(report, found, block)
        names = {code: country_content.name_of(view, block, code) for code in counts}
        blocks.append(_block(words(f"profile.{block}"), names, counts))
    kosovo = [words("countries.kosovo")] if iso3 == "XKX" else []
    there = f"{origin}{view.here.to('country', country=iso3)}"
    return Briefing(
        iso3,
        f"{words('profile.brief')} · {words('app.name')}",
        country_content.finding(view, iso3),
        country_content.lies(view, iso3),
        tuple(tiles) if spoken else (),
        tuple(block for block in blocks if block.rows),
        words("profile.sentences"),
        _sentences(view, named),
        "" if named.paragraphs or named.footnotes else words("profile.searched", name=view.country(iso3)),
        "",
        printable.source_line(view, named.paragraphs),
        _notes(view, [words("profile.counted"), words("profile.rules"), words("profile.meaning"), *kosovo]),
        there if origin else "",
    )


@kept
def of_theme(view: View[ThemesParams], origin: str = "") -> Briefing:
    """The briefing of the view's theme; `origin` is put before its address. Raises `LookupError` where there is none."""
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
    blocks = [
        _crossed(words("brief.sections"), inside, shown, view.section),
        _crossed(words("brief.countries"), inside, countries, view.country),
    ]
    named = sum(bool(found & inside) for found in countries.values())
    tiles = (
        (whole.number, words("brief.tile_paragraphs")),
        (n["core"], words("themes.core")),
        (n["secondary"], words("themes.secondary")),
        (named, words("brief.tile_countries")),
    )
    quoted = replace(whole, paragraphs=core or whole.paragraphs, footnotes=())
    there = f"{origin}{view.here.to('themes', theme=theme)}"
    return Briefing(
        theme,
        f"{words('brief.theme')} · {words('app.name')}",
        words("brief.theme_finding", name=view.theme(theme), n=whole.number, total=len(order))
        if whole.number
        else words("brief.theme_none", name=view.theme(theme)),
        words("brief.theme_under"),
        tuple((words.number(k) if k else words("nothing.absent"), label) for k, label in tiles)
        if whole.number
        else (),
        tuple(block for block in blocks if block.rows),
        words("brief.core_sentences" if core else "brief.sentences"),
        _sentences(view, quoted),
        "" if whole.number else words("brief.theme_searched"),
        words("brief.passing", numbers=words.listing(numbers)) if core and passing else "",
        printable.source_line(view, whole.paragraphs),
        _notes(view, [words("themes.rule_note"), words("themes.meaning")]),
        there if origin else "",
    )


def _of_theme(view: View, theme: str, weights: theme_crosstab.Weights) -> findings.Evidence:
    rows = findings.theme_findings(theme_crosstab.theme_rows(view.report, weights), theme)
    return findings.evidence(view.report.passages, rows)


def _sentences(view: View, found: findings.Evidence) -> tuple[tuple[str, str, tuple[Mark, ...]], ...]:
    return tuple(
        (evidence.number_of(view, passage), said, marks)
        for passage, said, marks in evidence.sentences(view, found)
    )


def _block(heading: str, names: Mapping[str, str], counts: Mapping[str, int]) -> Block:
    rows = [(names[code], n) for code, n in sorted(counts.items(), key=lambda item: -item[1])]
    return Block(heading, tuple(rows[:ROWS]), max(0, len(rows) - ROWS))


def _crossed(heading: str, inside: frozenset[str], index: Index, name: Callable[[str], str]) -> Block:
    """How many of some paragraphs each option of an index has."""
    counts = {code: n for code, found in index.items() if (n := len(found & inside))}
    return _block(heading, {code: name(code) for code in counts}, counts)


def _notes(view: View, said: list[str]) -> str:
    words = view.words
    dated = words("profile.dated", name=words("app.name"), date=words.date(view.report.atlas.date))
    return words("app.sentence_gap").join([*said, words("api.disclaimer"), dated])
