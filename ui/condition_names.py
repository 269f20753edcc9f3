"""Conditions on paragraphs in words, the same on every page that sets them."""

from __future__ import annotations

from ui.filters import SWITCHES
from ui.view import View


def condition_name(view: View, condition: str, option: str) -> str:
    """An option of a condition in words."""
    if condition in SWITCHES:
        return view.words(f"paragraphs.{condition}")
    if condition == "place":
        return view.region(option) if option.isdigit() else view.country(option)
    if condition == "theme":
        return view.theme(option)
    return view.section(option) if condition == "section" else view.words(f"engagements.{option}")
