"""A country on one page of paper: its story, numbers, bars, and every sentence that they are counted in."""

from __future__ import annotations

from dataclasses import replace

from ui import briefs
from ui.cache import kept
from ui.content import Block, Brief, Note, Tiles
from ui.country import content, panel, story
from ui.params import CountryParams
from ui.queries import absence, country_profile
from ui.view import View


@kept
def one_page(view: View[CountryParams], origin: str = "") -> Brief:
    """The brief of the country whose sentences the view shows, with those that it shows; `origin` is put before addresses."""
    words, (iso3, code) = view.words, country_profile.opened(view)
    view = view.having(country=iso3, who=None)
    quoted = country_profile.quoted(view.report, iso3, code)
    said = panel.set_name(view, code)
    notes = [words(f"profile.{key}") for key in ("counted", "rules", "meaning")]
    kosovo = [words("countries.kosovo")] if iso3 == "XKX" else []
    return Brief(
        iso3,
        briefs.headline(view, content.finding(view, iso3), content.lies(view, iso3), words("profile.brief")),
        _blocks(view, iso3),
        briefs.passages(view, said or words("profile.sentences"), quoted, origin),
        "",
        briefs.source(view, quoted.paragraphs),
        words("app.sentence_gap").join([*notes, *kosovo]),
        briefs.disclaimer(view),
        f"{origin}{view.here.link()}" if origin else "",
    )


def _blocks(view: View[CountryParams], iso3: str) -> tuple[Block, ...]:
    """Its story, numbers and bars; what there is not, is said."""
    words = view.words
    searched = Note(words("profile.searched", name=view.country(iso3)), "none")
    if not country_profile.spoken_of(view.report, iso3):
        return (searched,)
    counted = {}
    for block in ("work", "themes"):
        counts = content.counts_of(view, iso3, block)
        counted[absence.about(view, f"profile.{block}")] = {
            content.name_of(view, block, c): n for c, n in counts.items()
        }
    return (story.told(view), tiles_of(view), *briefs.columns(view, counted))


def tiles_of(view: View[CountryParams]) -> Tiles:
    """The numbers of the country, or that there is none."""
    made = content.tiles(view, country_profile.country_of(view))
    tiles = (replace(tile, href="", note="", chosen=False) for tile in made.items)
    return Tiles(view.words("profile.brief"), tuple(tiles))
