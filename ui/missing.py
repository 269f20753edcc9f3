"""In place of a page: what its address names is not here. That is said, with ways on; nothing else is shown instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ui import url_state
from ui.content import Block, Headline, Link, Links, Note
from ui.params import CompareParams, Params
from ui.tables import Atlas
from ui.view import View

# Parameter → what it names; the others say how something is shown, and give way to the usual.
THINGS: Mapping[str, str] = {
    url_state.REPORT: "report", "earlier": "report", "later": "report",
    "country": "country", "beside": "country", "who": "country", "place": "country",
    "theme": "theme", "other_theme": "theme", "section": "section", "passage": "passage",
    **dict.fromkeys(("region", "group", "engagement", "presence", "category"), "thing"),
}  # fmt: skip
REPORTS = tuple(name for name, thing in THINGS.items() if thing == "report")
# What is missing → the page where it can be looked for.
_WAYS = {
    "report": "reports",
    "country": "country",
    "theme": "themes",
    "section": "themes",
    "passage": "paragraphs",
}


class Missing(Exception):
    """`value` names a thing that is not here: `thing` says of what kind."""

    def __init__(self, thing: str, value: str) -> None:
        super().__init__(f"no {thing} {value!r}")
        self.thing, self.value = thing, value


def find(
    kind: type[Params], atlas: Atlas, asked: Mapping[str, str], refused: Collection[str]
) -> Missing | None:
    """The first thing that an address names and that is not here; `refused` are the parameters not understood, by the
    names of today."""
    compared = kind is not CompareParams or len(atlas.reports) > 1
    for name, thing in THINGS.items():
        value = asked.get(name, "")
        if name not in refused or not value or (thing == "report" and value in atlas.reports):
            continue
        if thing == "report" or compared:  # with one report there is nothing to open in a comparison
            return Missing(thing, value[: url_state.LONGEST_QUERY])
    return None


def page(view: View[Any], missing: Missing) -> Iterator[Block]:
    """What is said in place of the page; `view` has the parameters that were understood."""
    say, here, thing = view.words, view.here, missing.thing
    name = view.country(missing.value) if thing == "country" else missing.value
    known = thing == "country" and name != missing.value
    yield Headline(say("missing.unnamed" if known else f"missing.{thing}", value=name))
    yield Note(say("missing.lead_report" if thing == "report" else "missing.lead"), "text")
    ways = [Link(name, here.to("country", country=missing.value))] if known else []
    if thing in _WAYS:
        ways.append(Link(say(f"pages.{_WAYS[thing]}"), here.to(_WAYS[thing])))
    if thing != "report" and here.page != _WAYS.get(thing):
        ways.append(Link(say("missing.without"), here.link()))
    ways.append(Link(say("pages.overview"), here.to("overview")))
    yield Links(tuple(ways), "ways")
