"""Lines of text beside a label: figures, officials, findings."""

from __future__ import annotations

import htpy as h
from htpy import Node

from ui import content
from ui.render.html.elements import copy_button, current, go, joined, link, quiet, swatch


def lines(block: content.Lines) -> Node:
    """A list, of terms and what belongs to them where they are officials."""
    if block.kind == "officials":
        return h.dl(class_=block.kind)[([_term(item), _belonging(item)] for item in block.items)]
    line = _figure if block.kind == "figures" else _line
    return h.ul(class_=block.kind, aria_label=block.label or None)[(line(item) for item in block.items)]


def _figure(item: content.Line) -> Node:
    phrases = [h.span(lang=phrase.lang)[phrase.text] for phrase in item.phrases]
    return h.li[h.span(".figure-value")[item.label], phrases, quiet(item.note)]


def _line(item: content.Line) -> Node:
    if item.copies:
        return h.li[
            h.span[h.b(lang=item.lang)[item.label], quiet(item.note)],
            h.span(".files")[(copy_button(each.label, each.text, each.viewed) for each in item.copies)],
        ]
    label = h.b[item.tone and swatch(item.tone), item.label]
    said = joined([label, item.said and h.span[item.said], item.note and quiet(item.note)], " ")
    phrases = [h.q(lang=phrase.lang)[phrase.text] for phrase in item.phrases]
    head = go(item.href, said, aria_current=current(item.chosen)) if item.href else said
    return h.li[head, phrases, ([" ", link(to)] for to in item.links)]


def _term(item: content.Line) -> Node:
    inner = joined([item.label, quiet(item.note)], " ")
    head = go(item.href, inner, aria_current=current(item.chosen)) if item.href else inner
    return h.dt[head, [copy_button(each.label, each.text, each.viewed) for each in item.copies]]


def _belonging(item: content.Line) -> Node:
    """What belongs to a term; quieter where it has no number."""
    if item.links:
        return h.dd[joined([link(to) for to in item.links], item.gap)]
    return h.dd(class_=None if item.note else "quiet")[item.said]
