"""Passages with what was counted in them highlighted: as cards, in the panel that every number opens, to choose from, to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from htpy import (
    Fragment,
    Node,
    article,
    div,
    footer,
    fragment,
    h2,
    h3,
    header,
    li,
    mark,
    nav,
    ol,
    p,
    section,
    span,
    sup,
    ul,
)

from ui.content import Aid, Panel, Passage, PassageList, Passages, Reading
from ui.findings import NESTING, Mark
from ui.render.html.elements import copy_button, copy_link_button, current, go, link, quiet
from ui.view import View


def labels(view: View) -> dict[str, str]:
    """Kind of mark → its name, said on hover and to screen readers."""
    kinds = ("country", "name", "presence", "engagement", "figure", "theme", "citation", "search")
    named = {kind: view.words(f"marks.{kind}") for kind in kinds}
    nothings = {"unstated": view.words("nothing.no_figure"), "doubtful": view.words("nothing.unread")}
    return named | nothings


def marked(text: str, marks: Sequence[Mark], names: Mapping[str, str]) -> Fragment:
    """The text with its marks as nested <mark> elements; overlaps are cut, nothing is lost. `names` are of the kinds, said on
    hover; `doubtful` among them is said of what is not certain."""
    inside = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    edges = sorted({0, len(text)} | {m.start for m in inside} | {m.end for m in inside})
    return fragment[[_piece(text, start, end, inside, names) for start, end in pairwise(edges)]]


def _piece(text: str, start: int, end: int, marks: Sequence[Mark], names: Mapping[str, str]) -> Node:
    here = [m for m in marks if m.start <= start and end <= m.end]
    piece: Node = text[start:end]
    for kind in reversed(NESTING):
        of_kind = [m for m in here if m.kind == kind]
        if not of_kind:
            continue
        doubtful = all(m.doubtful for m in of_kind)
        classes = {
            "mark": True,
            f"mark-{kind}": True,
            "mark-first": any(m.start == start for m in of_kind),
            "mark-last": any(m.end == end for m in of_kind),
            "mark-doubtful": doubtful,
        }
        said = [names.get(kind, ""), names.get("doubtful", "") if doubtful else ""]
        piece = mark(class_=classes, title=" · ".join(filter(None, said)))[piece]
    return piece


def card(view: View, passage: Passage) -> Node:
    """One passage, with what can be done with it: cite, open, add to the presentation."""
    words = view.words
    return article(class_=f"card card-{passage.kind}", data_passage=passage.id)[
        header[go(passage.href, passage.where), passage.note and [" ", span(".card-note")[passage.note]]],
        said(passage, labels(view)),
        footer[
            copy_button(words("evidence.cite"), passage.citation),
            go(passage.href, words("evidence.open")),
            go(view.here.link_adding(passage.id), words("evidence.add")),
        ],
    ]


def cards(view: View, block: Passages) -> Fragment:
    """All passages: the paragraphs, then annexes and footnotes, which are not counted, under their own heading."""
    paragraphs = [item for item in block.items if item.kind == "paragraph"]
    others = [item for item in block.items if item.kind != "paragraph"]
    called = "annexed" if any(item.kind == "annex" for item in others) else "footnotes"
    apart = others and h3(".apart")[view.words.count(called, len(others))]
    return fragment[
        [card(view, item) for item in paragraphs], apart or None, [card(view, item) for item in others]
    ]


def said(passage: Passage, names: Mapping[str, str], css: str = "") -> Fragment:
    """What is shown of a passage: its reading, its text, or both, the text then as the source."""
    first, *others = passage.wordings
    return fragment[
        p(class_=css or None, lang=first.lang)[marked(first.text, first.marks, names)],
        *(p(class_=f"{css} original".strip(), lang=w.lang)[marked(w.text, w.marks, names)] for w in others),
    ]


def aid(block: Aid | None) -> Node:
    """Whose the reading is, and the choice between it and the source; nothing where there is no reading."""
    if block is None:
        return None
    choice = nav(aria_label=block.label, aria_keyshortcuts="L", title=block.label)
    return div(".aid")[block.said and span[block.said], choice[(link(each) for each in block.choices)]]


def choices(block: PassageList) -> Node:
    """Passages to choose from: a line of each, those that are not counted apart."""

    def line(item: Passage) -> Node:
        inner = fragment[
            span(".where")[item.where],
            [
                span(class_="snippet original" if k else "snippet", lang=w.lang)[marked(w.text, w.marks, {})]
                for k, w in enumerate(item.wordings)
            ],
        ]
        return li[go(item.href, inner, aria_current=current(item.id == block.chosen))]

    listed = ol(".results", aria_label=block.label)[
        (line(item) for item in block.items if item.kind == "paragraph"),
        li(".more")[link(block.more)] if block.more else None,
        block.apart and li(".apart")[block.apart],
        (line(item) for item in block.items if item.kind != "paragraph"),
    ]
    return fragment[aid(block.aid), listed]


def reading(view: View, block: Reading, marks: Node, found: Node) -> Node:
    """One passage with its neighbours, what is highlighted in it, its footnotes, and what can be done with it."""
    words, item, names = view.words, block.passage, labels(view)
    steps = [
        link(to, rel=rel) if to.href else quiet(to.text)
        for to, rel in ((block.previous, "prev"), (block.next, "next"))
    ]
    footnotes = [
        p(lang=w.lang)[sup[note.where], " ", marked(w.text, w.marks, names)]
        for note in block.footnotes
        for w in note.wordings
    ]
    return section(".panel.reading", data_chosen=block.key, aria_live="polite")[
        header(".panel-head")[
            h2[block.title],
            nav(".steps")[steps, link(block.close, class_="close phone-only") if block.close else None],
        ],
        p(".subtitle")[item.where],
        block.outside and p(".quiet")[block.outside],
        marks,
        aid(block.aid),
        said(item, names, "text"),
        footnotes and div(".footnotes")[h3[block.footnotes_title], footnotes],
        footer(".actions")[
            copy_button(words("evidence.cite"), item.citation),
            copy_link_button(words("paragraphs.permalink"), item.href),
            go(view.here.link_adding(item.id), words("evidence.add")),
            link(block.correct),
        ],
        found,
    ]


def lines(view: View, block: Passages) -> Node:
    """Every passage as a line that leads to it."""
    listed = ul(".statements")[
        (
            li[
                go(
                    item.href,
                    fragment[
                        span(".where")[item.where],
                        [span(lang=w.lang)[marked(w.text, w.marks, labels(view))] for w in item.wordings],
                    ],
                    aria_current=current(item.chosen),
                )
            ]
            for item in block.items
        )
    ]
    return fragment[aid(block.aid), listed]


def sentences(view: View, block: Passages) -> Node:
    """Sentences, each with the way to its passage and what it was taken for."""
    listed = ol(".doubtful")[
        (
            li[header[go(item.href, item.where), " ", item.note], said(item, labels(view))]
            for item in block.items
        )
    ]
    return fragment[aid(block.aid), listed]


def texts(_view: View, block: Passages) -> Node:
    """Passages to be read, each with its number."""
    lang = block.items[0].lang if block.items else None
    return ol(".draft-text", lang=lang)[
        (li[span(".quiet")[item.where], " ", item.text] for item in block.items)
    ]


LOOKS = {"cards": cards, "lines": lines, "sentences": sentences, "texts": texts}


def panel(view: View, block: Panel, lead: Node, after: Node) -> Fragment:
    """The panel; `lead` stands before the passages, `after` below the panel."""
    way_out = block.close and go(block.close, view.words("app.close"), class_="close")
    if block.passages is None:
        chosen = block.title if block.close else ""
        return fragment[
            section(".panel.panel-empty", data_chosen=chosen, aria_live="polite")[
                header(".panel-head")[h2[block.title], way_out or None], p[block.nothing]
            ],
            after,
        ]
    number = block.passages.number
    heading = view.words(
        "evidence.number_heading", title=block.title, count=view.words.count("paragraphs", number)
    )
    inner: Node = cards(view, block.passages)
    if not block.passages.items:
        inner = p(".quiet")[view.words("evidence.none")]
    return fragment[
        section(".panel", data_chosen=block.key, aria_live="polite")[
            header(".panel-head")[h2(data_number=str(number))[heading], way_out or None],
            lead,
            aid(block.passages.aid),
            div(".cards", tabindex="0")[inner],
        ],
        after,
    ]


def beside(view: View, block: Panel, inner: Node) -> Node:
    """A panel in which more than one report speaks: `inner`, under its heading with the ways on and out."""
    way_out = block.close and go(block.close, view.words("app.close"), class_="close")
    steps = [link(step) if step.href else span(".quiet")[step.text] for step in block.steps]
    return section(class_=f"panel {block.kind}", data_chosen=block.key, aria_live="polite")[
        header(".panel-head")[h2[block.title], nav(".steps")[steps, way_out] if steps else way_out], inner
    ]
