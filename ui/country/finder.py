"""Which country? Asked where the address of a profile names none: a menu of all, and those that the report names."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from ui.content import Block, Headline, Link, Links, Note
from ui.country.widgets import option_labels
from ui.menus import menu
from ui.params import CountryParams
from ui.queries import country_profile
from ui.view import View


def asking(view: View[CountryParams]) -> Iterator[Block]:
    """The question."""
    say, named = view.words, country_profile.ranking(view.report)
    yield Headline(say("missing.asking"))
    yield Note(say("missing.asking_lead", countries=say.count("countries", len(named))), "text")


def countries(view: View[CountryParams]) -> None:
    """All countries, to be chosen by typing."""

    def choose(iso3: str | None) -> None:
        view.here.put(country=iso3)

    with st.container(key="conditions"):
        label, hint = view.words("profile.pick"), view.words("missing.asking")
        menu(label, option_labels(view), "find_country", None, choose, hint=hint)


def index(view: View[CountryParams]) -> Links:
    """Those that the report names, by name, each with its number of paragraphs."""
    say, named = view.words, country_profile.ranking(view.report)
    links = [
        Link(view.country(iso3), view.here.link(country=iso3), note=say.count("paragraphs", n))
        for iso3, n in named.items()
    ]
    return Links(tuple(sorted(links, key=lambda link: link.text)), "index", say("missing.asking"))
