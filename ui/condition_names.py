"""Conditions on paragraphs in words, the same on every page that sets them; and as choices, each to be taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.content import Choices, Link, Option
from ui.filters import SWITCHES, WITHOUT
from ui.view import View


def condition_name(view: View, condition: str, option: str) -> str:
    """An option of a condition in words."""
    if condition in SWITCHES:
        without = f"grid.without_{condition.removeprefix('has_')}"
        return view.words(without if option == WITHOUT else f"paragraphs.{condition}")
    if condition == "group":
        return view.words(f"countries.{option}_long")
    if condition == "place":
        return view.region(option) if option.isdigit() else view.country(option)
    if condition == "theme":
        return view.theme(option)
    return view.section(option) if condition == "section" else view.words(f"engagements.{option}")


def region_name(view: View, code: str) -> str:
    """A region of M49, or one of the Office's, said to be so."""
    if code.isdigit():
        return view.region(code)
    return view.words("fieldwork.region_office", name=view.office_region(code))


def removable(
    view: View,
    said: Mapping[str, str],
    without: Callable[[str], str],
    cleared: str,
    label: str,
    shown: bool = True,
) -> Choices:
    """The conditions in force (parameter → in words); `without` is the way that takes one away, `cleared` all of them."""
    options = tuple(
        Option(said[name], without(name), said=view.words("paragraphs.remove", name=said[name]))
        for name in said
    )
    more = (Link(view.words("paragraphs.clear"), cleared),)
    return Choices(view.words(label), options, "remove", shown, more)
