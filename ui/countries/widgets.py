"""The inputs of the countries page: what is counted, and under which conditions."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.cache import kept
from ui.countries import content
from ui.menus import menu
from ui.params import CountriesParams
from ui.queries import country_counts, map_measures
from ui.view import View

_OFFERED = ("theme", "section", "engagement", "region")


def conditions(view: View[CountriesParams]) -> None:
    """The row of measure and conditions."""
    words, here = view.words, view.here
    choices = {"measure": {m: words(f"countries.measure_{m}") for m in map_measures.MEASURES}}
    choices |= {name: _labels(view, name) for name in _OFFERED}

    def choose(param: str, asked: str | None) -> None:
        here.put(**{param: None if asked == map_measures.PARAGRAPHS else asked})

    with st.container(key="conditions"):
        columns = st.columns([3, 3, 3, 3, 3], gap="small")
        for column, (param, labels) in zip(columns, choices.items(), strict=True):
            usual = map_measures.PARAGRAPHS if param == "measure" else None
            menu(
                words(f"countries.{param}"),
                labels,
                f"choose_{param}",
                here.values.get(param) or usual,
                partial(choose, param),
                hint=words("paragraphs.any"),
                empty=usual is None,
                column=column,
            )


@kept
def _labels(view: View[CountriesParams], condition: str) -> dict[str, str]:
    """Option → its label with how many countries it leaves; without those that leave none."""
    chosen = country_counts.conditions_of(view).get(condition)
    numbers = country_counts.options(view, condition)
    shown = {o: n for o, n in numbers.items() if n or o == chosen}
    depths = country_counts.region_depths(view.report) if condition == "region" else {}
    if condition == "region":
        shown = {code: shown[code] for code in depths if code in shown}
    elif condition != "section":
        shown = dict(sorted(shown.items(), key=lambda item: (-item[1], item[0])))
    return {
        o: f"{'  ' * depths.get(o, 0)}{content.option_name(view, condition, o)} · {n}"
        for o, n in shown.items()
    }
