"""Blocks as HTML: `show` puts content on a page, `render` gives its elements. Nothing else of the pages knows a tag."""

from ui.render.html.blocks import render, show
from ui.render.html.printed import printed

__all__ = ["printed", "render", "show"]
