"""What a number opens, as blocks: its passages in the order of print, and the way to the same ones as a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ui import evidence, readings
from ui.content import Block, Link, Links, Note, Panel, Passage, Passages
from ui.findings import Evidence
from ui.queries import nearness, paragraph_facets
from ui.view import View


def passages(view: View, title: str, found: Evidence) -> Passages:
    """The passages behind a number, paragraphs first; `number` is how many paragraphs they are."""
    rows = evidence.rows_by_passage(view)
    items = [passage(view, rows[p], found) for p in (*found.paragraphs, *found.footnotes)]
    return Passages(title, found.number, tuple(items), aid=readings.aid(view) if items else None)


def sources(view: View, title: str, found: Evidence) -> Passages:
    """The same in the report's own words alone, where its language is what matters."""
    made = passages(view, title, found)
    return replace(made, items=tuple(replace(item, reading=None) for item in made.items), aid=None)


def passage(view: View, row: Mapping[str, Any], found: Evidence) -> Passage:
    """A whole passage with what was counted in it marked."""
    code = str(row["passage"])
    marks = found.marks.get(code, ())
    return Passage(
        code,
        evidence.where(view, dict(row)),
        str(row["text"]),
        view.text_lang,
        marks,
        view.here.to("paragraphs", passage=code),
        evidence.citation(view, dict(row)),
        found.notes.get(code, ""),
        str(row["kind"]),
        reading=readings.whole(view, code, marks),
        shown=view.wording,
    )


def panel(
    view: View,
    title: str,
    found: Evidence,
    close: str = "",
    *,
    key: str = "",
    lead: Iterable[Block | None] = (),
) -> Panel:
    """The panel of what was counted. `close` puts it away ("" where it stays), `key` is what was chosen ("" where nothing
    was, so that a phone leaves the panel out), `lead` stands before the passages."""
    blocks = tuple(block for block in lead if block)
    return Panel(title, passages(view, title, found), close=close, key=key, lead=blocks)


def nothing(title: str, sentence: str, close: str = "", after: Iterable[Block] = ()) -> Panel:
    """The panel where there is nothing to show, and why; with `close` where something was chosen."""
    return Panel(title, nothing=sentence, close=close, after=tuple(after))


def nearest_first(view: View, iso3: str, found: Evidence) -> tuple[Evidence, Note | None]:
    """What speaks of a country, the nearest to it first, each with how near it is; and how it is ordered, in words."""
    words, near = view.words, nearness.of_country(view.report, iso3)
    notes = {
        passage: words(f"nearness.{near[passage].degree}", n=near[passage].named)
        for passage in (*found.paragraphs, *found.footnotes)
        if passage in near
    }
    ordered = replace(nearness.ordered(view.report, iso3, found), notes=notes)
    return ordered, Note(words("nearness.order", name=words.within(view.country(iso3))), "quiet") if len(
        notes
    ) > 1 else None


def as_list(view: View, found: Evidence, **conditions: str) -> Links | None:
    """The way from a panel to the same paragraphs as a list, where conditions on paragraphs give exactly these."""
    if not paragraph_facets.same(view.report, conditions, found):
        return None
    return Links((Link(view.words("evidence.as_list"), view.here.to("paragraphs", **conditions)),))
