"""The panel that every number of the country page opens: the sentences, and the ways to more of them."""

from __future__ import annotations

from ui import findings, panels
from ui.content import Link, Links, Panel
from ui.country import content
from ui.params import CountryParams
from ui.queries import absence, country_profile
from ui.view import View

# Letter of a set → the condition of the list of paragraphs.
_LISTED = {"t": "theme", "s": "section", "e": "engagement"}


def set_name(view: View[CountryParams], code: str) -> str:
    """What a set holds, in words; "" for the paragraphs that name the country."""
    words = view.words
    letter, dot, what = code.partition(".")
    if not dot:
        return "" if code == country_profile.NAMED else absence.about(view, f"profile.of_{code}")
    if letter == "w":
        return words("profile.of_together", name=view.country(what))
    if letter == "f":
        return words("profile.of_figures")
    if letter == "p":
        return words(f"presences.{what}")
    block = next(block for block, other in country_profile.BARS.items() if other == letter)
    return content.name_of(view, block, what)


def panel(view: View[CountryParams]) -> Panel:
    """The sentences of what was opened; at first, all that name the country."""
    words, here, named = view.words, view.here, country_profile.NAMED
    iso3, code = country_profile.opened(view)
    name, said = view.country(iso3), set_name(view, code)
    title_said = f"{name} · {said}" if said else name
    chosen = bool(view.params.of or view.params.who)
    close = here.link(of=None, who=None) if chosen else ""
    sets = country_profile.sets(view.report, iso3)
    gathered = sets.get(code) or (sets.get(country_profile.PLACES) if code == named else None)
    if gathered is None:
        key = "profile.searched" if code == named else "profile.searched_set"
        return panels.nothing(title_said, words(key, name=name), close)
    ordered, order = panels.nearest_first(view, iso3, gathered)
    lead = (_as_list(view, iso3, code, gathered), _places(view, iso3, code), order)
    return panels.panel(view, title_said, ordered, close, key=code if chosen else "", lead=lead)


def _places(view: View[CountryParams], iso3: str, code: str) -> Links | None:
    """The way to paragraphs that name only a place in the country."""
    n = country_profile.number(view.report, iso3, country_profile.PLACES)
    if code != country_profile.NAMED or not n or not country_profile.number(view.report, iso3, code):
        return None
    said = view.words("profile.places", n=n)
    return Links((Link(said, content.target(view, iso3, country_profile.PLACES)),))


def _as_list(view: View[CountryParams], iso3: str, code: str, gathered: findings.Evidence) -> Links | None:
    """The way to the same paragraphs as a list."""
    letter, _, what = code.partition(".")
    if code == country_profile.NAMED:
        return panels.as_list(view, gathered, place=iso3)
    if letter not in _LISTED:
        return None
    return panels.as_list(view, gathered, place=iso3, **{_LISTED[letter]: what})
