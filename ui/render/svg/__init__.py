"""Blocks as SVG: `draw` makes a piece of a picture, `picture` a whole one with its source, `slide` one of 1920 by 1080."""
