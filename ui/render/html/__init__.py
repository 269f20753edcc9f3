"""Blocks as HTML: `show` puts content on a page and keeps it, `put` puts blocks there, `write` markup, and `render` gives
elements. Nothing else of the pages knows a tag."""

from ui.render.html import maps as maps  # registers itself
from ui.render.html.blocks import Made, put, render, show, write
from ui.render.html.printed import printed

__all__ = ["Made", "printed", "put", "render", "show", "write"]
