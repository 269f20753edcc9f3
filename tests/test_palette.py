"""Colours of both palettes: words can be read on every ground they stand on, and the map's classes are told apart."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict

import pytest

from ui import palette
from ui.palette import DARK, LIGHT, Palette

PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
LEAST = 4.5  # WCAG 2.2, 1.4.3: text of any size
# Colour of words → the grounds that the style sheets and drawings set them on.
GROUNDS = {
    "ink": ("paper", "raised", "tint", "nowhere", "class0", "class1"),
    "quiet": ("paper", "raised", "tint", "nowhere"),
    "accent": ("paper", "raised", "tint"),
    "warm": ("paper", "raised"),
    "paper": ("class2", "class3", "accent"),
}
PAIRS = [(words, ground) for words, grounds in GROUNDS.items() for ground in grounds]


def luminance(colour: str) -> float:
    """Of `#rrggbb`, as WCAG defines it."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faint(colours: Palette, pairs: list[tuple[str, str]]) -> list[str]:
    """The pairs that cannot be read, with their contrast."""
    of = asdict(colours)
    found = {f"{words} on {ground}": contrast(of[words], of[ground]) for words, ground in pairs}
    return [f"{pair}: {ratio:.2f}" for pair, ratio in found.items() if ratio < LEAST]


def test_contrast_is_as_wcag_computes_it() -> None:
    assert contrast("#000000", "#FFFFFF") == contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@PALETTES
def test_words_stand_out_from_every_ground_they_stand_on(colours: Palette) -> None:
    assert not faint(colours, PAIRS)


def test_no_rule_of_the_style_sheets_sets_words_on_another_ground() -> None:
    """Where a rule names both colours itself, their pair is among those above."""
    said = re.compile(r"(?<![-\w])(color|background):\s*(?:var\(--([\w-]+)\)|(#\w+))\s*(?:;|$)")
    pairs = set()
    for sheet in ("atlas.css", "api.css", "brief.css", "show.css"):
        for rule in re.findall(r"\{([^{}]*)\}", (palette.STATIC / sheet).read_text(encoding="utf-8")):
            found = {name: variable or colour for name, variable, colour in said.findall(rule)}
            if len(found) == 2:
                pairs.add((found["color"], found["background"]))
    written = {pair for pair in pairs if "#" in "".join(pair)}
    assert len(pairs - written) > 3 and pairs - written <= set(PAIRS)
    assert all(contrast(*pair) >= LEAST for pair in written)


@PALETTES
def test_the_classes_of_the_map_are_told_apart(colours: Palette) -> None:
    assert len({*colours.classes, colours.nowhere, colours.neutral, colours.paper}) == 7
    lights = [luminance(colour) for colour in (colours.nowhere, *colours.classes)]
    steps = [contrast(one, other) for one, other in zip(colours.classes, colours.classes[1:], strict=False)]
    assert lights == sorted(lights, reverse=colours is LIGHT) and min(steps) > 1.25, "one hue by lightness"


def test_streamlit_draws_its_own_parts_in_the_same_colours() -> None:
    config = tomllib.loads(
        (palette.STATIC.parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    )
    names = {
        "primaryColor": "accent", "backgroundColor": "paper", "secondaryBackgroundColor": "raised",
        "textColor": "ink", "linkColor": "accent", "borderColor": "line",
    }  # fmt: skip
    for theme, colours in (("light", LIGHT), ("dark", DARK)):
        assert config["theme"][theme] == {key: asdict(colours)[name] for key, name in names.items()}, theme
