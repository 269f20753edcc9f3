"""The inputs of the country page: which country, and which to set beside it."""

from __future__ import annotations

import streamlit as st

from ui.cache import kept
from ui.country import content
from ui.menus import menu
from ui.params import CountryParams
from ui.queries import country_profile
from ui.render.html import show
from ui.view import View


def pickers(view: View[CountryParams]) -> None:
    """Two menus, which country and which to set beside it; then what there is to take away."""
    words, here, counts = view.words, view.here, country_profile.ranking(view.report)
    main, others = country_profile.country_of(view), country_profile.beside(view)
    labels = option_labels(view)

    def choose(iso3: str | None) -> None:
        kept_beside = ",".join(other for other in others if other != iso3)
        here.put(country=iso3, of=None, who=None, beside=kept_beside or None)

    def add(iso3: str | None) -> None:
        here.put(country=main, beside=",".join(filter(None, [*others, iso3])))

    with st.container(key="conditions"):
        left, right, last = st.columns([3, 3, 7], gap="small", vertical_alignment="bottom")
        menu(words("profile.pick"), labels, "choose_country", main, choose, empty=False, column=left)
        full = len(others) == country_profile.MOST_BESIDE
        menu(
            words("profile.compare"),
            {iso3: labels[iso3] for iso3 in counts if iso3 not in (main, *others)},
            "add_country",
            None,
            add,
            hint=words("profile.full" if full else "profile.add"),
            full=full,
            column=right,
        )
        with last:
            show(view, content.send)


@kept
def option_labels(view: View[CountryParams]) -> dict[str, str]:
    """iso3 → name and number: those named, most first, then the others by name."""
    words, counts = view.words, country_profile.ranking(view.report)
    rest = sorted((set(view.report.atlas.countries.index) - set(counts)), key=view.country)
    first = sorted(counts, key=lambda iso3: (-counts[iso3], view.country(iso3)))
    said = {iso3: words.count("paragraphs", counts[iso3]) for iso3 in first}
    absent = words("nothing.absent")
    return {iso3: f"{view.country(iso3)} · {said.get(iso3, absent)}" for iso3 in (*first, *rest)}
