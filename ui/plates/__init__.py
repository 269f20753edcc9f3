"""What each picture shows: finding, what is counted, drawing, legend and the paragraphs behind it.

The numbers come from the functions that the pages themselves count with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.plates import compare, countries, country, funding, presences, themes
from ui.plates.base import Picture
from ui.view import View

Maker = Callable[[View], Picture]

# Name of the picture → what makes it; the part before the full stop is its page.
MAKERS: Mapping[str, Maker] = {
    "overview": countries.overview,
    "overview.outline": countries.overview_outline,
    "countries": countries.countries,
    "countries.list": countries.countries_list,
    "countries.m49": lambda view: countries.coverage(view, "m49"),
    "countries.office": lambda view: countries.coverage(view, "office"),
    "country": country.country,
    "country.work": lambda view: country.bars(view, "work"),
    "country.sections": lambda view: country.bars(view, "sections"),
    "country.themes": lambda view: country.bars(view, "themes"),
    "country.together": lambda view: country.bars(view, "together"),
    "themes": themes.sections,
    "themes.words": themes.by_words,
    "themes.crossing": themes.crossing,
    "presences": presences.presences,
    "presences.types": presences.types,
    "presences.m49": lambda view: presences.regions(view, "m49"),
    "presences.office": lambda view: presences.regions(view, "office"),
    "funding": funding.categories,
    "funding.funds": funding.funds,
    "compare": compare.compare,
    "compare.list": compare.changes,
}
