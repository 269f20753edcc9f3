"""A country on one page of paper; and on a page or two, with all its bars, to print or to keep as one file."""

from __future__ import annotations

from dataclasses import replace

from ui import briefs, evidence, findings, readings
from ui.cache import kept
from ui.content import Bars, Block, Brief, Columns, Line, Lines, Note, Section, Tiles
from ui.country import content
from ui.params import CountryParams
from ui.queries import country_profile
from ui.view import View

_ROWS = 6


@kept
def one_page(view: View[CountryParams], origin: str = "") -> Brief:
    """The brief of the view's country; `origin` is put before its address."""
    iso3, counted = country_profile.country_of(view), {}
    for block in ("work", "themes"):
        counts = content.counts_of(view, iso3, block)
        named = {content.name_of(view, block, code): n for code, n in counts.items()}
        counted[view.words(f"profile.{block}")] = named
    tiles = (tiles_of(view),) if country_profile.spoken_of(view.report, iso3) else ()
    return _brief(view, (*tiles, *briefs.columns(view, counted)), origin)


@kept
def whole(view: View[CountryParams], origin: str = "") -> Brief:
    """The same with every block of bars, presences, visits and figures."""
    iso3 = country_profile.country_of(view)
    if country_profile.NAMED not in country_profile.sets(view.report, iso3):
        return _brief(view, (), origin)
    sections = [_section(view, block) for block in country_profile.BARS]
    sections += [_presences(view), _figures(view)]
    return _brief(view, (tiles_of(view), Columns(tuple(sections))), origin)


def _brief(view: View[CountryParams], blocks: tuple[Block, ...], origin: str) -> Brief:
    """A brief of these blocks: finding, sentences that name the country, source, notes."""
    words, iso3 = view.words, country_profile.country_of(view)
    named = country_profile.sets(view.report, iso3).get(country_profile.NAMED, findings.Evidence())
    searched = Note(words("profile.searched", name=view.country(iso3)), "none")
    notes = [words(f"profile.{key}") for key in ("counted", "rules", "meaning")]
    kosovo = [words("countries.kosovo")] if iso3 == "XKX" else []
    return Brief(
        iso3,
        briefs.headline(view, content.finding(view, iso3), content.lies(view, iso3), words("profile.brief")),
        blocks if named.paragraphs or named.footnotes else (*blocks, searched),
        briefs.passages(view, words("profile.sentences"), named),
        "",
        briefs.source(view, named.paragraphs),
        words("app.sentence_gap").join([*notes, *kosovo]),
        briefs.disclaimer(view),
        f"{origin}{view.here.to('country', country=iso3)}" if origin else "",
    )


def tiles_of(view: View[CountryParams]) -> Tiles:
    """The numbers of the country, or that there is none."""
    made = content.tiles(view, country_profile.country_of(view))
    tiles = (replace(tile, href="", note="", chosen=False) for tile in made.items)
    return Tiles(view.words("profile.brief"), tuple(tiles))


def _section(view: View[CountryParams], block: str) -> Section:
    """A block of bars, the first of them."""
    made = content.bars(view, country_profile.country_of(view), block, _ROWS)
    if isinstance(made, Bars) and made.more:
        made = replace(made, more=view.words("profile.brief_more", n=len(made.rows) - _ROWS))
    return Section(view.words(f"profile.{block}"), (made,), kind="")


def _presences(view: View[CountryParams]) -> Section:
    """Types of presence and visit, each with its paragraphs."""
    words, rows = view.words, country_profile.rows_of(view.report, country_profile.country_of(view))
    lines = []
    for kind, same in rows["presences"].groupby("presence", sort=False):
        numbers = (evidence.number_of(view, str(p)) for p in dict.fromkeys(same["passage"]))
        lines.append(Line(words(f"presences.{kind}"), note=words.listing(numbers)))
    return _lines(words("profile.posted"), lines, words("profile.posted_none"))


def _figures(view: View[CountryParams]) -> Section:
    """Figures in the report's own words, each with its paragraph."""
    words, rows = view.words, country_profile.rows_of(view.report, country_profile.country_of(view))
    lines = [
        Line("", note=evidence.number_of(view, str(passage)), phrases=(phrase,))
        for phrase, passage in zip(
            readings.phrases(view, rows["figures"], "figure"), rows["figures"]["passage"], strict=True
        )
    ]
    return _lines(words("profile.figures"), lines, words("nothing.no_figure"))


def _lines(heading: str, lines: list[Line], none: str) -> Section:
    block = Lines(tuple(lines)) if lines else Note(none, "none")
    return Section(heading, (block,), kind="brief-words")


def document_title(view: View[CountryParams]) -> str:
    """What the brief is called as a document of its own."""
    name = view.country(country_profile.country_of(view))
    return f"{name} · {view.report.row['symbol']} · {view.words('app.name')}"
