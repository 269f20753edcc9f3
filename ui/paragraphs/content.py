"""What the list of paragraphs says: conditions in force, how many meet them, and the beginning of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ui import deck, evidence, exports, filters, readings, url_state
from ui.cache import kept
from ui.condition_names import condition_name, removable
from ui.content.layout import Choices, Columns, Files, Fold, Option, Section
from ui.content.passages import Passage, PassageList
from ui.content.said import Block, Copies, Copy, Headline, Link, Links, Note
from ui.content.tables import File
from ui.filters import Result
from ui.paragraphs import grid
from ui.paragraphs.snippets import snippet
from ui.params import ParagraphsParams
from ui.queries import condition_words, paragraph_facets, paragraph_order, paragraph_search
from ui.view import View

FIRST = 30


def said(view: View[ParagraphsParams]) -> dict[str, str]:
    """Every condition in words, in the order of the address: parameter → what it says."""
    chosen = {}
    for param, value in paragraph_search.chosen_of(view).items():
        ((facet, asked),) = filters.conditions({param: value}).items()
        chosen[param] = grid.said_of(view, facet, asked)
    if query := view.params.q:
        chosen["q"] = searched_for(view, query)
    return {param: chosen[param] for param in view.here.values if param in chosen}


def searched_for(view: View[ParagraphsParams], query: str) -> str:
    """The words searched for, and those that must not stand there."""
    wanted, unwanted = filters.split_query(query)
    quoted = [view.words("paragraphs.quoted", text=text) for text in unwanted]
    parts = [view.words("paragraphs.quoted", text=wanted)] if wanted else []
    return view.words.listing([*parts, *(view.words("grid.without", text=text) for text in quoted)])


def choices(view: View[ParagraphsParams]) -> Choices | None:
    """The conditions in force, each to be taken away; None where there is none."""
    here, active = view.here, said(view)
    if not active:
        return None
    keep = {name: here.values[name] for name in ("by", "columns", "sort") if name in here.values}
    return removable(
        view,
        active,
        lambda param: here.link(**{param: None, "passage": None, "rows": None}),
        here.to("paragraphs", **keep),
        "paragraphs.conditions",
        shown=False,
    )


@kept
def _vocabulary(view: View[ParagraphsParams]) -> condition_words.Vocabulary:
    """What places, groups, themes and kinds of work are called; of a view without conditions."""
    facets, words = paragraph_facets.facets_of(view.report), view.words
    names = [
        ((facet, option), condition_name(view, facet, option))
        for facet in ("place", paragraph_facets.GROUP, "theme", "engagement")
        for option in facets[facet]
    ]
    names += [((paragraph_facets.GROUP, group), words(f"countries.{group}")) for group in facets["group"]]
    grouping = {by: words(f"grid.words_{by}") for by in paragraph_order.GROUPED}
    return condition_words.vocabulary(names, grouping, words("grid.negations"), words("grid.fillers"))


def understood(view: View[ParagraphsParams]) -> Choices | None:
    """What was typed, understood as conditions, to be taken in place of the search; None where it names none."""
    words, query = view.words, view.params.q or ""
    found = condition_words.understood(query, _vocabulary(grid.plain(view))) if query else None
    if found is None:
        return None
    asked = {**found.conditions, "by": found.by or view.params.by, "q": found.rest or None}
    there = view.having(**asked, passage=None, rows=None)
    parts = [
        *said(there).values(),
        *([words("grid.by_what", name=_by_name(view, found.by))] if found.by else []),
    ]
    label = " · ".join(parts)
    offer = Option(label, there.here.link(), said=words("grid.apply", name=label))
    return Choices(words("grid.understood"), (offer,), "offer")


def _by_name(view: View[ParagraphsParams], by: str) -> str:
    return view.words.inside(view.words(f"grid.by_{by}"))


def arrangement(view: View[ParagraphsParams]) -> Iterator[Block]:
    """What the rows are grouped by, and which columns are shown."""
    words, here = view.words, view.here
    yield Choices(
        words("grid.by"),
        tuple(
            Option(words(f"grid.by_{by or 'none'}"), here.link(by=by or None), (view.params.by or "") == by)
            for by in ("", *paragraph_order.GROUPED)
        ),
        "radio",
    )
    shown = grid.shown_columns(view)
    options = []
    for name in (*shown, *(name for name in paragraph_order.COLUMNS if name not in shown)):
        after = [n for n in shown if n != name] if name in shown else [*shown, name]
        usual = tuple(after) == paragraph_order.COLUMNS
        title = words(f"grid.{name}") if name != "number" else words("export.number")
        link = here.link(columns=None if usual else ",".join(after)) if after else here.link()
        options.append(Option(title, link, name in shown, said=""))
    yield Fold(
        words("grid.columns"), (Choices(words("grid.columns"), tuple(options), shown=False),), "columns-menu"
    )


def heading(view: View[ParagraphsParams]) -> str:
    """How many paragraphs of how many."""
    n = len(paragraph_search.found(view).paragraphs)
    total = int((view.report.passages["kind"] == "paragraph").sum())
    return view.words("paragraphs.all" if n == total else "paragraphs.some", n=n, total=total)


def results(view: View[ParagraphsParams]) -> Iterator[Block | None]:
    """How many, and how they are arranged; or what was asked for in vain."""
    result = paragraph_search.found(view)
    yield Headline(heading(view), _grouped(view), number=len(result.paragraphs))
    if view.params.q and readings.of(view):
        yield Note(readings.searched(view), "subtitle")
    elif aid := readings.said(view):
        yield Note(aid, "subtitle")
    if not result.paragraphs and not result.footnotes:
        yield _empty(view)
        return
    yield Columns((*arrangement(view), *take(view)), "grid-bar")


def _grouped(view: View[ParagraphsParams]) -> str:
    by = view.params.by
    return view.words("grid.in_groups") if by in ("country", "theme") else ""


def take(view: View[ParagraphsParams]) -> Iterator[Block]:
    """The rows to take away: those that are chosen, else all."""
    words, params, n = view.words, view.here.values, len(paragraph_search.taken(view))
    label = words(f"grid.take_{'chosen' if view.params.rows else 'all'}", n=n)
    forms = [form for form in exports.PARAGRAPHS if form != exports.PPTX or n <= deck.MOST]
    files = (File(words(f"grid.{form}"), view.served(f"list/paragraphs.{form}", params)) for form in forms)
    yield Files(tuple(files), label)
    text = Copy(words("grid.copy"), source=view.served(f"list/paragraphs.{exports.TEXT}", params))
    yield Copies((text,), shown=False)


def apart(view: View[ParagraphsParams]) -> Iterator[Block]:
    """What was found beside the numbered paragraphs: in footnotes and annexes."""
    result = paragraph_search.found(view)
    n, asked = len(result.footnotes), said(view)
    if n and asked:
        annexed = any(evidence.rows_by_passage(view)[p]["kind"] == "annex" for p in result.footnotes)
        label = view.words("paragraphs.annexed_hits" if annexed else "paragraphs.footnote_hits", n=n)
        links = [
            Link(evidence.number_of(view, p), view.here.link(passage=p), chosen=p == view.params.passage)
            for p in result.footnotes
        ]
        yield Note(label, "subtitle")
        yield Links(tuple(links))


def _empty(view: View[ParagraphsParams]) -> Section:
    """Nothing meets all conditions: the way to do without the last of them."""
    param, label = list(said(view).items())[-1]
    remove = Link(view.words("paragraphs.empty_action", name=label), view.here.link(**{param: None}))
    return Section("", (Note(view.words("paragraphs.empty"), "text"), Links((remove,))), kind="empty")


def listed(view: View[ParagraphsParams]) -> PassageList | None:
    """The first of the same rows as a list, while the table is being loaded and where it cannot be; None where there is none."""
    result = paragraph_search.found(view)
    if not result.paragraphs and not result.footnotes:
        return None
    words, everything, n = view.words, bool(view.params.all), len(result.paragraphs)
    label = words("paragraphs.fewer", n=FIRST) if everything else words("paragraphs.more", n=n - FIRST)
    more = Link(label, view.here.link(all=None if everything else "1")) if n > FIRST else None
    order = paragraph_search.order(view)
    shown = order if everything else order[:FIRST]
    return PassageList(
        words("paragraphs.results"),
        tuple(_line(view, passage, result) for passage in shown),
        paragraph_search.read(view) or "",
        more,
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
