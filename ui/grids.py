"""Puts a grid on the page: a script of ours draws it from `/grid/…`, and writes what is done in it into the address."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

import streamlit as st

from ui.palette import STATIC
from ui.view import View

# What the grid's library says to those who do not see, in the interface's language.
_LIBRARY = "grid_library."
# Fetched once a grid is on the page, and not before: other pages do without.
_LOADER = """
export default function ({ data, parentElement }) {
  const script = new URL(data.script, location.href).href; // ours is a module without a place
  import(script).then((grid) => grid.show(parentElement, data));
  return () => import(script).then((grid) => grid.leave(parentElement));
}
"""
_WORDS = (
    "filter", "filter_all", "filter_find", "filter_any", "filter_every", "filter_not", "filter_not_said",
    "unfold", "loading", "nothing", "too_many",
)  # fmt: skip


@lru_cache(maxsize=1)
def _version() -> str:
    """Changes when the script does."""
    return str(max((STATIC / name).stat().st_mtime_ns for name in ("grid.js", "ag-grid.js")))


def _version_of(view: View[Any]) -> str:
    """Changes with the tables, and with the reports that are seen."""
    atlas = view.report.atlas
    return f"{atlas.version}-{zlib.crc32(' '.join(atlas.reports).encode()):x}"


def mount(view: View[Any], name: str, opens: str = "passage", picks: bool = True) -> None:
    """The grid of a page in the state that the address asks for. A row's key is written to the parameter that it `opens`, of
    several each part of it; rows can be chosen where it `picks`."""
    component = st.components.v2.component("atlas_grid", js=_LOADER, isolate_styles=False)
    base = view.here.base
    data = {
        "script": f"{base}/assets/grid.js?{_version()}",
        "state": view.served(f"grid/{name}.json", view.here.values),
        "rows": view.served(f"grid/{name}.rows.json"),
        "version": _version_of(view),
        "opens": opens.split(),
        "picks": picks,
        "lang": view.lang,
        "words": {word: view.words.phrases[f"grid.{word}"] for word in _WORDS},
        "locale": {
            key.removeprefix(_LIBRARY): said
            for key, said in view.words.phrases.items()
            if key.startswith(_LIBRARY)
        },
    }
    component(key=f"grid_{name}_{opens.replace(' ', '_')}", data=data)
