"""What the list of paragraphs says: conditions in force, how many meet them, and the beginning of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ui import evidence, exports, findings, readings, url_state
from ui.cache import kept
from ui.condition_names import condition_name
from ui.content import Block, Choices, Headline, Link, Links, Note, Option, Passage, PassageList, Section
from ui.filters import SWITCHES, Result
from ui.params import ParagraphsParams
from ui.queries import paragraph_search
from ui.view import View

FIRST = 30
# Letters of a snippet in a script of wide letters; of narrow ones as many as fill the same room.
_SNIPPET, _NARROW = 68, 2
_WORD_END = re.compile(r"[A-Za-z\u00c0-\u024f’'-]*$")


def said(view: View[ParagraphsParams]) -> dict[str, str]:
    """Every condition in words, in the order of the address: parameter → what it says."""
    chosen = {
        facet: condition_name(view, facet, option)
        for facet, option in paragraph_search.chosen_of(view).items()
    }
    if query := view.params.q:
        chosen["q"] = view.words("paragraphs.quoted", text=query)
    return {param: chosen[param] for param in view.here.values if param in chosen}


@kept
def option_labels(view: View[ParagraphsParams], facet: str) -> dict[str, str]:
    """Option → its label with its number; without those that leave nothing."""
    counted = paragraph_search.numbers(view)[facet]
    chosen = paragraph_search.chosen_of(view).get(facet)
    options = [option for option, n in counted.items() if n or option == chosen]
    if facet != "section":
        # Regions (their codes are digits) first, then most paragraphs first.
        options.sort(key=lambda option: (not option.isdigit(), -counted[option], option))
    return {option: f"{condition_name(view, facet, option)} · {counted[option]}" for option in options}


def choices(view: View[ParagraphsParams]) -> Choices:
    """Conditions to switch on and off, and those in force, each to be taken away."""
    words, here, active = view.words, view.here, said(view)
    chosen, numbers = paragraph_search.chosen_of(view), paragraph_search.numbers(view)
    options = [
        Option(
            condition_name(view, facet, "1"),
            here.link(**{facet: None if facet in chosen else "1", "passage": None}),
            facet in chosen,
            str(numbers[facet]["1"]),
        )
        for facet in SWITCHES
    ]
    options += [
        Option(
            label,
            here.link(**{param: None, "passage": None}),
            said=words("paragraphs.remove", name=label),
            role="remove",
        )
        for param, label in active.items()
        if param not in SWITCHES
    ]
    clear = (Link(words("paragraphs.clear"), here.to("paragraphs")),) if active else ()
    return Choices(words("paragraphs.conditions"), tuple(options), shown=False, more=clear)


def heading(view: View[ParagraphsParams]) -> str:
    """How many paragraphs of how many."""
    n = len(paragraph_search.found(view).paragraphs)
    total = int((view.report.passages["kind"] == "paragraph").sum())
    return view.words("paragraphs.all" if n == total else "paragraphs.some", n=n, total=total)


def results(view: View[ParagraphsParams]) -> Iterator[Block]:
    """How many, and the list; or what was asked for in vain."""
    result = paragraph_search.found(view)
    yield Headline(heading(view), number=len(result.paragraphs))
    if view.params.q and readings.of(view):
        yield Note(readings.searched(view))
    if not result.paragraphs and not result.footnotes:
        yield _empty(view)
        return
    yield _list(view, result)
    yield exports.files(view)


def _empty(view: View[ParagraphsParams]) -> Section:
    """Nothing meets all conditions: the way to do without the last of them."""
    param, label = list(said(view).items())[-1]
    remove = Link(view.words("paragraphs.empty_action", name=label), view.here.link(**{param: None}))
    return Section("", (Note(view.words("paragraphs.empty"), "text"), Links((remove,))), kind="empty")


def _list(view: View[ParagraphsParams], result: Result) -> PassageList:
    words, everything, n = view.words, bool(view.params.all), len(result.paragraphs)
    label = words("paragraphs.fewer", n=FIRST) if everything else words("paragraphs.more", n=n - FIRST)
    more = Link(label, view.here.link(all=None if everything else "1")) if n > FIRST else None
    apart = len(result.footnotes)
    annexed = any(evidence.rows_by_passage(view)[p]["kind"] == "annex" for p in result.footnotes)
    shown = (*(result.paragraphs if everything else result.paragraphs[:FIRST]), *result.footnotes)
    return PassageList(
        words("paragraphs.results"),
        tuple(_line(view, passage, result) for passage in shown),
        paragraph_search.read(view) or "",
        more,
        words("paragraphs.annexed_hits" if annexed else "paragraphs.footnote_hits", n=apart) if apart else "",
        readings.aid(view),
    )


def _line(view: View[ParagraphsParams], passage: str, result: Result) -> Passage:
    row, reading = evidence.rows_by_passage(view)[passage], readings.whole(view, passage)
    hits, reading_hits = result.hits.get(passage, ()), result.reading_hits.get(passage, ())
    text, marks = snippet(str(row["text"]), hits)
    if reading:
        said, inside = snippet(reading.text, reading_hits)
        reading = replace(reading, text=said, marks=inside)
    return Passage(
        passage,
        evidence.where(view, row),
        text,
        view.text_lang,
        marks,
        view.here.link(passage=passage),
        kind=str(row["kind"]),
        reading=reading,
        # What was searched for is to be seen.
        shown=url_state.SOURCE if hits and not reading_hits else view.wording,
    )


def snippet(text: str, marks: tuple[findings.Mark, ...]) -> tuple[str, tuple[findings.Mark, ...]]:
    """The words around the first mark, or the beginning, and the marks in them; no word is cut."""
    room = _SNIPPET * (_NARROW if text.isascii() or text[:200].count(" ") > len(text[:200]) / 12 else 1)
    start = max(0, marks[0].start - room // 4) if marks else 0
    end = min(len(text), start + room)
    start -= _begun(text[:start])
    end -= _begun(text[:end]) if end < len(text) and text[end].isalnum() else 0
    before, after = "…" if start else "", "…" if end < len(text) else ""
    by = len(before) - start
    inside = (
        replace(m, start=m.start + by, end=m.end + by) for m in marks if start <= m.start and m.end <= end
    )
    return f"{before}{text[start:end]}{after}", tuple(inside)


def _begun(text: str) -> int:
    """How many letters of a word a text ends with."""
    word = _WORD_END.search(text)
    return len(word[0]) if word else 0
