"""Tables and cross-tables as HTML."""

from __future__ import annotations

import htpy as h
from htpy import Node, fragment

from ui.content import Cell, Link, MapSpec, Matrix, Meeting, Rows, Stated, Table, Terms
from ui.render.html.elements import css_class, current, go, joined, link, quiet, sign, swatch

_PATTERNS = ("unstated", "unread")
_UPRIGHT = 6  # with more columns than these, their heads are turned


def table(block: Table) -> Node:
    """A table: heads, and groups of rows; the first cell of a row is its head. A `sheet` may be wider than the screen."""
    heads = [
        h.th(scope="col", class_=cell.kind or None, aria_sort=cell.sorted or None)[_inner(cell, block)]
        for cell in block.columns
    ]
    made = h.table(class_=block.kind, aria_label=block.label or None)[
        h.thead[h.tr[heads]] if heads else None, (_rows(group, block) for group in block.groups)
    ]
    return h.div(".wide", tabindex="0")[made] if block.wide else made


def _rows(group: Rows, block: Table) -> Node:
    width = max([len(block.columns), *(len(row) for row in group.rows)])
    heading = (
        group.heading
        and h.tr(".kind")[h.th(scope="rowgroup", colspan=str(width))[_inner(group.heading, block)]]
    )
    return h.tbody[heading or None, (_row(row, block) for row in group.rows)]


def _row(row: tuple[Cell, ...], block: Table) -> Node:
    first, *rest = row
    heads = [column.text for column in block.columns[1:]] or [""] * len(rest)
    return h.tr[
        h.th(scope="row", class_=first.kind or None)[_inner(first, block)],
        (_td(cell, block, head) for cell, head in zip(rest, heads, strict=False)),
    ]


def _td(cell: Cell, block: Table, head: str) -> Node:
    """A cell; of one that lists counts the head goes along, for a phone shows it without its column."""
    named = {"class_": cell.kind, "data_country": cell.of, "data_head": head if cell.kind == "counts" else ""}
    return h.td(**{name: value or None for name, value in named.items()})[_inner(cell, block)]


def _inner(cell: Cell, block: Table) -> Node:
    """A note stands in the link, for it is of the same thing; patterns of what is not known are classes of the text itself."""
    pattern = cell.tone if cell.tone in _PATTERNS else None
    note = cell.note and [" ", quiet(cell.note)]
    said = {"title": cell.said or None, "aria_label": cell.said or None}
    lead = cell.lead and h.b[cell.lead]
    inner: Node = fragment[_sample(cell, block), lead, _text(cell), _names(cell), note]
    if cell.href:
        inner = go(cell.href, inner, class_=pattern, **said, aria_current=current(cell.chosen))
    elif (pattern or cell.said) and not cell.codes:
        role = "img" if cell.said else None
        inner = h.span(class_=pattern or "quiet", role=role, **said)[inner]
    return fragment[
        inner,
        cell.doubt and [" ", h.span(".unread")[cell.doubt]],
        (_stated(figure) for figure in cell.figures),
        (_unstated(to) for to in cell.unstated),
        joined([link(to) for to in cell.links], cell.gap),
        (h.a(href=file.href, download=True)[file.label] for file in cell.files),
    ]


def _sample(cell: Cell, block: Table) -> Node:
    """The bar before a number; else the sign or fill that stands for what the text says."""
    if cell.length:
        share = f"--share:{cell.length / (block.scale or 1):.3f}"
        return h.i(class_=css_class(cell.tone or "full"), style=share, aria_hidden="true")
    if cell.sign:
        return sign(cell.sign)
    return swatch(cell.tone) if cell.tone and cell.tone not in _PATTERNS else None


def _text(cell: Cell) -> Node:
    if cell.length:
        return h.b[cell.text]
    return h.span(lang=cell.lang)[cell.text] if cell.lang and cell.text else cell.text


def _names(cell: Cell) -> Node:
    """What programs call it: its own name, and the values that may stand there."""
    values = [h.li[h.code[code], f" {name}" if name and name != code else None] for code, name in cell.codes]
    return fragment[
        cell.code and [" " if cell.text else None, h.code[cell.code]],
        h.ul(".codes", aria_label=cell.said or None)[values] if values else None,
    ]


def _stated(figure: Stated) -> Node:
    doubtful = None if figure.certain else "unread"
    inner = fragment[h.strong(class_=doubtful)[figure.text], h.span[figure.unit]]
    return go(figure.href, inner, title=figure.said, aria_current=current(figure.chosen))


def _unstated(to: Link) -> Node:
    """What is mentioned without a figure: a pattern and words, leading to its sentence where there is one."""
    return link(to, class_="unstated") if to.href else h.span(".unstated")[to.text]


def terms(block: Terms) -> Node:
    """Terms with what belongs to each."""
    rows = [[h.dt[term], h.dd[(_term(cell) for cell in cells)]] for term, cells in block.items]
    return fragment[h.h3[block.heading], h.dl(".found")[rows]]


def _term(cell: Cell) -> Node:
    return go(cell.href, cell.text) if cell.href else h.span(lang=cell.lang or None)[cell.text]


def matrix(block: Matrix) -> Node:
    """A cross-table: each number a link to its sentences, shaded by class."""
    turned = " turned" if len(block.columns) > _UPRIGHT else ""
    heads = [h.th(scope="col")[h.span[name]] for name in block.columns]
    over = [h.th(scope="colgroup", colspan=str(n))[h.span[name]] for name, n in block.over]
    corner = h.td(rowspan="2" if over else None)
    top = [h.tr[corner, over], h.tr[heads]] if over else [h.tr[corner, heads]]
    rows = [
        h.tr[h.th(scope="row")[link(head)], (h.td[_meeting(cell)] for cell in cells)]
        for head, cells in zip(block.rows, block.cells, strict=True)
    ]
    return h.div(".wide", tabindex="0")[
        h.table(class_=f"crossing{turned}", aria_label=block.label)[h.thead[top], h.tbody[rows]]
    ]


def _meeting(cell: Meeting) -> Node:
    if not cell.href:
        return h.span(".cell", title=cell.said)["—", h.span(".unseen")[cell.said]]
    fill = "itself" if cell.itself else css_class(cell.tone) if cell.tone else ""
    return go(
        cell.href, cell.shown or str(cell.number), class_=f"cell {fill}".strip(), title=cell.said, aria_label=cell.said,
        aria_current=current(cell.chosen),
    )  # fmt: skip


def tile_map(spec: MapSpec) -> Node:
    """The world as equal squares, each a link: a small State is as large as any other."""
    ordered = sorted(spec.ground.tiles.items(), key=lambda item: item[1][::-1])
    cells = [
        h.li(style=f"grid-area:{row + 1}/{column + 1}")[_tile(spec, code)] for code, (column, row) in ordered
    ]
    others = [h.li[_tile(spec, code)] for code in spec.places if code not in spec.ground.tiles]
    return fragment[
        h.div(".wide", tabindex="0")[h.ol(".tilemap", aria_label=spec.alt)[cells]],
        [h.p(".caption")[spec.others], h.ol(".tilemap-others")[others]] if others else None,
    ]


def _tile(spec: MapSpec, code: str) -> Node:
    place = spec.place(code)
    # As much of the name as there is room for; the whole of it, with what is said, is the tile's own.
    inner = h.span(aria_hidden="true")[spec.names.get(code, code)]
    said = spec.line(code)
    attributes = {"class_": f"tile {css_class(place.tone)}", "title": said, "aria_label": said}
    attributes |= {"data_lit": " ".join(place.codes)}
    if not place.href:
        return h.span(**attributes)[inner]
    return go(place.href, inner, **attributes, aria_current=current(code == spec.chosen))
