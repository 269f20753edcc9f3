"""Every kind of block as HTML; the style is atlas.css."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import Any, Literal, TypeVar

import htpy as h
import streamlit as st
from htpy import Node, fragment

from ui import content
from ui.cache import kept
from ui.content import Block
from ui.params import Params
from ui.render.html import bars, lines, passages, tables, treemap
from ui.render.html.elements import copy_button, go, link, quiet, sign, swatch
from ui.view import View

P = TypeVar("P", bound=Params)
# Notes and links whose element is not the one that their kind says.
_NOTES = {"text": None, "doubt": "lead unread"}
_IN_A_LINE = ("as-list", "off-map", "swap", "ways")
_SCROLLING = ("named", "cards")
# What a maker gives: one block, several, or none.
Made = Block | Iterable[Block | None] | None


def show(view: View[P], *makers: Callable[[View[P]], Made]) -> None:
    """Put what `makers` say of the view on the page, in one piece; what was rendered for a view is kept."""
    write("".join(_rendered(view, maker) for maker in makers))


def put(view: View[Any], *blocks: Block | None, width: Literal["stretch", "content"] = "stretch") -> None:
    """Put blocks on the page that are made anew each time; `width` as Streamlit has it, in a row of buttons."""
    write(str(fragment[[render(block, view) for block in blocks if block]]), width)


class _Whole(str):
    """Markup that Streamlit takes as it is; in a text it would look at every line for blanks to take away."""

    def _repr_html_(self) -> str:
        return str(self)


def write(markup: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Put markup of ours on the page."""
    if markup:  # Streamlit refuses an empty one
        st.html(_Whole(markup), width=width)


@kept
def _rendered(view: View[P], maker: Callable[[View[P]], Made]) -> str:
    made = maker(view)
    blocks = [made] if made is None or isinstance(made, Block) else made
    return str(fragment[[render(block, view) for block in blocks if block]])


@singledispatch
def render(block: Block, _view: View) -> Node:
    """A block as elements. Raises TypeError for what is no block."""
    raise TypeError(f"no block: {type(block).__name__}")


def _all(blocks: Iterable[Block], view: View) -> Node:
    return [render(block, view) for block in blocks]


@render.register
def _(block: content.Headline, _view: View) -> Node:
    over: Node = block.over and h.p(".eyebrow")[block.over]
    if block.steps:
        steps: Node = [link(step) for step in block.steps]
        if block.steps_label:
            steps = h.nav(".steps", aria_label=block.steps_label)[steps]
        over = h.div(".over")[over, steps]
    title = h.h1 if block.number is None else h.h1(".small", data_number=str(block.number))
    return fragment[over, title[block.title], block.subtitle and h.p(".subtitle")[block.subtitle]]


@render.register
def _(block: content.Note, _view: View) -> Node:
    if block.kind == "absent":
        return h.p(".nothing-said")[h.b[block.lead], " ", h.span(".quiet")[block.text]]
    if block.kind == "command":
        return h.p[block.lead, " ", h.code[block.text]]
    inner = fragment[block.lead and [h.b[block.lead], " "], block.text]
    if block.kind in ("status", "alert"):
        return h.p(".notice", role=block.kind)[inner]
    return h.p(class_=_NOTES.get(block.kind, block.kind))[inner]


@render.register
def _(block: content.Tile, _view: View) -> Node:
    return h.div(".stated")[bars.tile(block, alone=True), h.p[block.note]]


@render.register
def _(block: content.Tiles, _view: View) -> Node:
    return h.ul(".tiles", aria_label=block.label)[(h.li[bars.tile(tile)] for tile in block.items)]


@render.register
def _(block: content.Bars, _view: View) -> Node:
    first, rest = (block.rows[: block.shown], block.rows[block.shown :]) if block.shown else (block.rows, ())
    folded = None
    if rest:
        folded = h.details(".rest", open=any(row.chosen for row in rest))[
            h.summary[block.more], bars.bars(rest, block)
        ]
    series = h.ul(".legend")[(bars.key(key) for key in block.series)] if block.series else None
    return fragment[bars.bars(first, block), folded, series]


@render.register
def _(block: content.Legend, _view: View) -> Node:
    return h.ul(".legend", aria_label=block.label or None)[(bars.key(key) for key in block.keys)]


@render.register
def _(block: content.Table, _view: View) -> Node:
    return tables.table(block)


@render.register
def _(block: content.Matrix, _view: View) -> Node:
    return tables.matrix(block)


@render.register
def _(block: content.Lines, _view: View) -> Node:
    return lines.lines(block)


@render.register
def _(block: content.Passages, view: View) -> Node:
    return passages.LOOKS[block.look](view, block)


@render.register
def _(block: content.Fold, view: View) -> Node:
    summary = (
        h.b[block.summary]
        if block.code
        else h.span(lang=block.lang)[block.summary]
        if block.lang
        else block.summary
    )
    return h.details(class_=block.kind or None)[
        h.summary[
            block.tone and swatch(block.tone),
            summary,
            block.code and [" ", h.code[block.code], " "],
            block.count and h.b[block.count],
            block.note and [" ", quiet(block.note)],
        ],
        _all(block.blocks, view),
    ]


@render.register
def _(block: content.Texts, _view: View) -> Node:
    return h.ul(class_=block.kind or None)[(h.li[item] for item in block.items)]


@render.register
def _(block: content.Facts, _view: View) -> Node:
    return h.dl(".facts")[([h.dt[_code(name)], h.dd[_code(value)]] for name, value in block.items)]


def _code(said: str | content.Code) -> Node:
    return h.code[said.text] if isinstance(said, content.Code) else said


@render.register
def _(block: content.Copies, _view: View) -> Node:
    buttons = [copy_button(item.label, item.text, item.viewed, item.source) for item in block.items]
    if not block.shown:
        return h.p(".ways")[buttons]
    both = zip(block.items, buttons, strict=True)
    return fragment[(h.div(".cite")[h.p(lang=item.lang)[item.text], button] for item, button in both)]


@render.register
def _(block: content.Card, view: View) -> Node:
    return h.article(".loaded")[
        h.p(".quiet")[block.about],
        h.ul(".loaded-numbers")[(h.li[bars.tile(tile)] for tile in block.numbers)],
        h.div(".loaded-quality")[_all(block.blocks, view)],
    ]


@render.register
def _(block: content.PassageList, _view: View) -> Node:
    return passages.choices(block)


@render.register
def _(block: content.Reading, view: View) -> Node:
    found = render(block.found, view) if block.found else None
    return passages.reading(view, block, render(block.marks, view), found)


@render.register
def _(block: content.Terms, _view: View) -> Node:
    return tables.terms(block)


@render.register
def _(block: content.Quote, _view: View) -> Node:
    said = h.blockquote(lang=block.lang)[block.text]
    if not block.where:
        return said
    return h.figure[
        said,
        h.figcaption[go(block.href, block.where) if block.href else block.where],
    ]


@render.register
def _(block: content.Section, view: View) -> Node:
    part = {"id": block.name, "class_": "part"} if block.name else {}
    heading = (h.h2 if block.level == 2 else h.h3)(**part)[block.heading]
    head: Node = h.header(".block-head")[heading, _more(block.more)] if block.more else heading
    if block.count:
        head = h.header(".head-number")[heading, link(block.count)]
    head = head if block.heading else None
    inner = fragment[head, block.subtitle and h.p(".subtitle")[block.subtitle], _all(block.blocks, view)]
    scrolls = "0" if block.kind in _SCROLLING else None
    return h.section(class_=block.kind, tabindex=scrolls)[inner] if block.kind else inner


def _more(more: content.Link | content.Copy) -> Node:
    return link(more) if isinstance(more, content.Link) else copy_button(more.label, more.text, more.viewed)


@render.register
def _(block: content.Treemap, _view: View) -> Node:
    return treemap.treemap(block)


@render.register
def _(block: content.Columns, view: View) -> Node:
    named = {"role": "group", "aria_label": block.label} if block.label else {}
    return h.div(class_=block.kind, **named)[(h.div[render(inner, view)] for inner in block.blocks)]


@render.register
def _(block: content.Menu, view: View) -> Node:
    return h.details(".pick")[
        h.summary(aria_label=f"{block.label}{view.words('app.colon')}{block.chosen}")[h.b[block.chosen]],
        h.ul[(h.li[link(item)] for item in block.items)],
    ]


@render.register
def _(block: content.Choices, _view: View) -> Node:
    role = "radiogroup" if block.role == "radio" else "group"
    return h.div(".chips", role=role, aria_label=block.label)[
        block.shown and h.span(".chips-label")[block.label],
        (_option(option, block.role) for option in block.options),
        (link(more, class_="clear") for more in block.more),
    ]


def _option(option: content.Option, role: str) -> Node:
    sample = fragment[
        sign(option.sign) if option.sign else None, swatch(option.tone) if option.tone else None
    ]
    if role == "remove":
        inner = fragment[sample, option.label, " ", h.span["×"]]
        return go(option.href, inner, class_="chip chip-on", aria_label=option.said)
    if role == "offer":
        return go(option.href, fragment[sample, option.label], class_="chip", aria_label=option.said)
    label: Node = h.abbr(title=option.said)[option.label] if option.said else option.label
    if option.mark:
        label = h.mark(class_=f"mark mark-{option.mark} mark-first mark-last")[label]
    number = option.number and h.span(".chip-n")[option.number]
    on = "true" if option.on else "false"
    return go(option.href, fragment[sample, label, number], role=role, aria_checked=on, class_="chip")


@render.register
def _(block: content.Files, _view: View) -> Node:
    label = block.label and h.span(".quiet")[block.label]
    # Those of a brief are words in a line, the others look like buttons.
    look = "file" if block.kind in ("take-list", "") else None
    return h.p(class_=block.kind or None)[label, (_file(item, look) for item in block.items)]


def _file(item: content.File, look: str | None = "file") -> Node:
    said = item.said or None
    way = {"target": "_blank"} if item.apart else {"download": True}
    return h.a(class_=look, href=item.href, aria_label=said, title=said, **way)[item.label]


@render.register
def _(block: content.Send, _view: View) -> Node:
    ways = (
        h.li[
            h.b[way.label],
            h.button(
                type="button", data_copy_from=way.mail.href, aria_label=way.mail.said, title=way.mail.said
            )[way.mail.text],
            (_file(item, None) for item in way.files),
        ]
        for way in block.ways
    )
    return h.details(".send")[h.summary[block.label], h.div[h.p[block.note], h.ul[ways]]]


@render.register
def _(block: content.Locator, _view: View) -> Node:
    picture = h.img(src=block.href, alt=block.alt, width="300", height="170")
    return h.figure(".locator")[picture, h.figcaption[block.note]]


@render.register
def _(block: content.Prose, _view: View) -> Node:
    said = ([part if isinstance(part, str) else link(part) for part in parts] for parts in block.sentences)
    return h.p(".story")[[(block.gap if k else None, parts) for k, parts in enumerate(said)]]


@render.register
def _(block: content.Pictures, _view: View) -> Node:
    return h.div(".take")[
        h.span(".quiet")[block.label],
        h.ul(aria_label=block.label)[(_picture(item, block) for item in block.items)],
        link(block.slides) if block.slides else None,
    ]


def _picture(item: content.Picture, block: content.Pictures) -> Node:
    def way(to: content.Link, **more: str | bool) -> Node:
        """A link that leaves the pages."""
        return h.a(href=to.href, aria_label=to.said, title=to.said, **more)[to.text]

    return h.li[
        h.span[item.name],
        way(item.svg, download=True),
        way(item.png, data_png=True, data_name=item.png_name, data_failed=block.failed),
        way(item.screen),
        link(item.add),
    ]


@render.register
def _(block: content.Panel, view: View) -> Node:
    lead, after = _all(block.lead, view), _all(block.after, view)
    if block.sides:
        return fragment[passages.beside(view, block, [lead, _all(block.sides, view)]), after]
    return passages.panel(view, block, lead, after)


@render.register
def _(block: content.Copy, _view: View) -> Node:
    return copy_button(block.label, block.text, block.viewed)


@render.register
def _(block: content.Links, _view: View) -> Node:
    if block.kind == "contents":
        inside = (h.li[h.a(href=item.href)[item.text]] for item in block.items)
        return h.nav(class_=block.kind, aria_label=block.label)[h.ol[inside]]
    if block.kind in _IN_A_LINE:
        return h.p(class_=block.kind)[(link(item) for item in block.items)]
    return h.ul(class_=block.kind, aria_label=block.label or None)[
        (h.li[link(item), quiet(item.note)] for item in block.items)
    ]
