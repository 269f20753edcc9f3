"""Exhibits as a PowerPoint presentation: text, charts, tables and maps that can be edited."""

from ui.render.pptx.book import Book

__all__ = ["Book"]
