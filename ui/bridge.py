"""The one piece of JavaScript of our own: links without a reload, copying, the page's language.

Links in our HTML are real links and work without it, only slower.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from ui.palette import STATIC

LONGEST = 16_000  # two presentations, as `deck.LONGEST` allows


@lru_cache(maxsize=1)
def _script() -> str:
    return (STATIC / "bridge.js").read_text(encoding="utf-8")


def mount(data: dict[str, Any]) -> str:
    """Put the script on the page; returns the link that was just followed, or ''."""
    component = st.components.v2.component("atlas_bridge", js=_script())
    result = component(key="bridge", data=data, on_go_change=lambda: None)
    return str(result.get("go") or "")


def destination(href: str, base: str = "") -> tuple[str, dict[str, str]] | None:
    """Page and parameters of a link of ours; None for what cannot be one."""
    if not href or len(href) > LONGEST:
        return None
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = parts.path.removeprefix(base).strip("/")
    return path, dict(parse_qsl(parts.query))
