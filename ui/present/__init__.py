"""Presentations: slides, the screen, files."""
