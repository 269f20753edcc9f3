"""Passages as cards, what was counted in them highlighted; and the panel that every number opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from htpy import Fragment, Node, article, div, footer, fragment, h2, h3, header, mark, nav, p, section, span

from ui.content import Panel, Passage, Passages
from ui.findings import NESTING, Mark
from ui.render.html.elements import copy_button, go, link
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
    words, kind = view.words, "footnote" if passage.footnote else "paragraph"
    return article(class_=f"card card-{kind}", data_passage=passage.id)[
        header[go(passage.href, passage.where), passage.note and [" ", span(".card-note")[passage.note]]],
        p(lang=passage.lang)[marked(passage.text, passage.marks, labels(view))],
        footer[
            copy_button(words("evidence.cite"), passage.citation),
            go(passage.href, words("evidence.open")),
            go(view.here.link_adding(passage.id), words("evidence.add")),
        ],
    ]


def cards(view: View, block: Passages) -> Fragment:
    """All passages: the paragraphs, then the footnotes, which are not counted, under their own heading."""
    paragraphs = [item for item in block.items if not item.footnote]
    footnotes = [item for item in block.items if item.footnote]
    apart = footnotes and h3(".apart")[view.words.count("footnotes", len(footnotes))]
    return fragment[
        [card(view, item) for item in paragraphs], apart or None, [card(view, item) for item in footnotes]
    ]


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
