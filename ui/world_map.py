"""The world with something said of each country, as every page makes it; what is said under it; conditions to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ui import exhibits, map_windows
from ui.content import Key, Legend, MapSpec, Note, Place
from ui.queries.ground import ground
from ui.view import View


def spec(
    view: View[Any],
    alt: str,
    places: Mapping[str, Place],
    keys: Iterable[Key],
    absent: str,
    to: Callable[[str], str],
    **more: Any,
) -> MapSpec:
    """The map on which countries have `places`; `to` is where a country leads that has none, of which `absent` is said. `keys`
    are of the legend, which says of undetermined areas itself that they are so; `more` are fields of `MapSpec`."""
    words, names = view.words, view.report.atlas.names("countries", view.lang)
    return MapSpec(
        ground(view),
        alt,
        places,
        Place(said=absent),
        names,
        Legend(words("countries.legend"), (*keys, Key(words("countries.neutral"), tone="neutral"))),
        colon=words("app.colon"),
        ways={iso3: to(iso3) for iso3 in names if iso3 not in places},
        **{"window": map_windows.of(view.here.values.get("at")), **more},
    )


def caption(view: View[Any], notes: Iterable[str], codes: Iterable[str], source: str = "") -> Note:
    """What a map means (`notes`) and does not say, given the countries on it, and whence it comes: the report, unless said."""
    words = view.words
    source = source or words("app.source", symbol=view.report.row["symbol"])
    said = (*notes, words("countries.disclaimer"), *exhibits.kosovo(view, codes), source)
    return Note(words("app.sentence_gap").join(said))
