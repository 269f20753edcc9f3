"""Blocks as HTML: `show` puts content on a page and keeps it, `put` puts blocks there, `render` gives their elements.
Nothing else of the pages knows a tag."""

from ui.render.html.blocks import put, render, show

__all__ = ["put", "render", "show"]
