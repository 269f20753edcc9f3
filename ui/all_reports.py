"""A page about all reports: what the page over the years says, of what this page counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ui import exports, map_choices, picture_links, sending
from ui.briefs import COUNTRY, THEME
from ui.content import Files, Headline, Send
from ui.queries import over_years
from ui.queries.report_comparison import COUNTRIES, OPENS
from ui.render.html import show
from ui.view import View
from ui.years import content, country, panel

# Page → what can be sent of it, and which of its lists it is where it has no main one.
SENT = {"country": COUNTRY, "themes": THEME}
LISTS = {"themes": "outline"}


def put(view: View[Any], *more: map_choices.Maker[Any]) -> None:
    """Put it on the page; `more` stands below its table."""
    show(view, title, content.choices, content.said_notes, sent)
    of_country = view.here.page == "country"
    rest = (country.why if of_country else content.table, *more, files)
    mapped = over_years.aspect_of(view) == COUNTRIES and not of_country
    whole = map_choices.Parts(panel.panel, rest, content.world, (content.measures,), content.caption)
    map_choices.put(view, "years_map", whole if mapped else map_choices.Parts(panel.panel, rest))
    picture_links.put(view)


def title(view: View[Any]) -> Headline:
    """The finding, and what is counted; of a country, what changed most in what is said of it."""
    made = content.title(view)
    if view.here.page != "country":
        return made
    return replace(made, subtitle=country.changed(view) or made.subtitle, over=view.words("pages.country"))


def sent(view: View[Any]) -> Send | None:
    """What there is to send: a country, or a theme that is open."""
    page, code = view.here.page, over_years.opened(view)
    subject = SENT.get(page)
    if subject != OPENS[over_years.aspect_of(view)] or not code:
        return None
    listed = page if page not in LISTS else ""
    return sending.send(view, subject, content.name_of(view, code), view.here.values, listed)


def files(view: View[Any]) -> Files:
    """The ways to take the page's list away."""
    return exports.files(view, LISTS.get(view.here.page, ""))
