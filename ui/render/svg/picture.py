"""A picture to take away: finding, what is counted, drawing, legend, notes, source and address on one sheet."""

from __future__ import annotations

from markupsafe import Markup

from ui import exhibits
from ui.content import Exhibit
from ui.render.svg import shapes
from ui.render.svg.blocks import draw_all, legend
from ui.render.svg.shapes import CONTENT, MARGIN, WIDTH, Drawn
from ui.view import View


def picture(view: View, exhibit: Exhibit, origin: str = "") -> Markup:
    """The picture as an SVG document; `origin` is put before the address of the view."""
    head = exhibit.headline
    pieces = [shapes.block(head.over, 16, shapes.colours().quiet)] if head.over else []
    pieces.append(shapes.block(head.title, 28, bold=True, leading=1.35))
    pieces.append(shapes.block(head.subtitle, 16, shapes.colours().quiet))
    date = view.words.date(view.report.atlas.date)
    said = [
        exhibits.sentences(view, exhibit.notes),
        exhibits.source(view, exhibit),
        view.words("pictures.address", date=date, address=origin + exhibit.href),
    ]
    rule = Drawn(shapes.rect(0, 0, CONTENT, 1, shapes.colours().line), 1)
    foot = [rule, *(shapes.block(line, 14, shapes.colours().quiet, leading=1.55) for line in said if line)]
    parts = [shapes.stack(pieces, 6), draw_all(exhibit.body)]
    parts += [legend(exhibit.legend.keys)] if exhibit.legend else []
    whole = shapes.stack([*parts, shapes.stack(foot, 8)], 24)
    body = shapes.moved(whole, MARGIN, MARGIN)
    height = round(whole.height + 2 * MARGIN)
    return shapes.document(view.lang, WIDTH, height, body, head.title, exhibits.alt(view, exhibit))
