"""The one piece of JavaScript of our own: links without a reload, the map, copying, the page's language.

Links in our HTML are real links and work without it, only slower.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import parse_qsl

import streamlit as st

from ui.palette import STATIC

_PARTS = ("turning.js", "focus.js", "connection.js", "bridge.js")
LONGEST = 16_000  # two presentations, as `deck.LONGEST` allows


@lru_cache(maxsize=1)
def _script() -> str:
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in _PARTS)


def mount(data: Mapping[str, str]) -> dict[str, str]:
    """Put the script on the page; returns the parameters of the link that was just followed to add to the
    presentation, or none."""
    component = st.components.v2.component("atlas_bridge", js=_script())
    result = component(key="bridge", data=dict(data), on_add_change=lambda: None)
    return parameters(str(result.get("add") or ""))


def parameters(query: str) -> dict[str, str]:
    """What the query of a link of ours says; nothing where it cannot be one."""
    return dict(parse_qsl(query.removeprefix("?"))) if len(query) <= LONGEST else {}
