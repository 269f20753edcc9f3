"""Briefs as the text of an e-mail: plain, and as HTML that needs no style sheet, with a citation under every sentence."""

from __future__ import annotations

from collections.abc import Iterable

import htpy as h
from htpy import Node, fragment

from ui.content import Brief, Note, Passage, Prose, Tiles, Wording
from ui.render.paper import coloured

_QUIET = "color:#566270;font-size:13px"


def text(briefs: Iterable[Brief]) -> str:
    """The briefs as plain text, one after the other."""
    return "\n\n\n".join("\n\n".join(_parts(brief)) for brief in briefs) + "\n"


def html(briefs: Iterable[Brief]) -> str:
    """The same with links."""
    return str(h.div[(_article(brief) for brief in briefs)])


def _said(brief: Brief) -> list[str]:
    """What is said before the sentences, a paragraph each; numbers and bars are in the sentences of the story."""
    lines = [block.text for block in brief.blocks if isinstance(block, Prose | Note)]
    told = any(isinstance(block, Prose) for block in brief.blocks)
    tiles = () if told else (block for block in brief.blocks if isinstance(block, Tiles))
    lines += [" · ".join(f"{tile.label}: {tile.value}" for tile in block.items) for block in tiles]
    aid = brief.passages.aid
    return [*lines, *([aid.said] if aid and aid.said else [])]


def _end(brief: Brief) -> list[str]:
    return [line for line in (brief.after, brief.source, brief.notes, brief.disclaimer) if line]


def _parts(brief: Brief) -> Iterable[str]:
    yield brief.headline.title
    yield from _said(brief)
    if brief.passages.items:
        yield brief.passages.title
    for passage in brief.passages.items:
        lines = [said.text.strip() for said in passage.wordings]
        yield "\n".join([*lines, f"— {passage.citation}", *([passage.href] if passage.href else [])])
    yield from _end(brief)
    if brief.address:
        yield brief.address


def _marked(said: Wording) -> Node:
    """A text with what was counted in bold."""
    pieces = coloured(said.text, [said.text], said.marks)[0]
    return [h.b[part] if on else part for part, on in pieces]


def _article(brief: Brief) -> Node:
    passages = brief.passages.items
    return fragment[
        h.h2[brief.headline.title],
        (h.p[line] for line in _said(brief)),
        h.h3[brief.passages.title] if passages else None,
        (_sentence(passage) for passage in passages),
        (h.p(style=_QUIET)[line] for line in _end(brief)),
        h.p[h.a(href=brief.address)[brief.address]] if brief.address else None,
    ]


def _sentence(passage: Passage) -> Node:
    first, *others = passage.wordings
    cited: Node = h.a(href=passage.href)[passage.citation] if passage.href else passage.citation
    return h.blockquote[
        h.p(lang=first.lang)[_marked(first)],
        (h.p(lang=said.lang, style=_QUIET)[said.text] for said in others),
        h.p["— ", cited],
    ]
