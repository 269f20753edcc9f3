"""Streamlit's front page made ours: language, title, and what every page or its map will need, named so that it comes early."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import streamlit
from markupsafe import Markup

from ui.i18n import Words

HOME = Path(streamlit.__file__).parent / "static"
INDEX = HOME / "index.html"
# Parts of Streamlit that our pages load: our HTML, the script, menus; last and with less haste the map.
_PARTS = ("Html", "BidiComponent", "Selectbox", "TextInput")
_MAP = "PlotlyChart"
_IMPORTED = re.compile(r"""(?:from|import)["'`]\./([\w.-]+\.js)["'`]""")


def _with_imports(names: tuple[str, ...]) -> list[str]:
    """Files and all that they import, each once."""
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += _IMPORTED.findall((HOME / "static" / "js" / name).read_text(encoding="utf-8"))
    return list(found)


def _parts(*names: str) -> tuple[str, ...]:
    return tuple(path.name for name in names for path in (HOME / "static" / "js").glob(f"{name}.*.js"))


@lru_cache(maxsize=1)
def _wanted() -> Markup:
    """The links that fetch ahead what a page will ask for."""
    index = INDEX.read_text(encoding="utf-8")
    soon = [name for name in _with_imports(_parts(*_PARTS)) if name not in index]
    later = [name for name in _with_imports(_parts(_MAP)) if name not in index and name not in soon]
    link = Markup('<link rel="modulepreload" crossorigin href="./static/js/{}" fetchpriority="{}">')
    return Markup("").join([*(link.format(n, "auto") for n in soon), *(link.format(n, "low") for n in later)])


def made(say: Words, base: str, boundaries: str) -> str:
    """Streamlit's front page in a language, with what it will need; our addresses begin with `base`, `boundaries` is their
    version."""
    fetched = Markup('<link rel="preload" as="fetch" crossorigin href="{}" fetchpriority="low">')
    style = Markup(
        '<link rel="stylesheet" href="{}/assets/atlas.css"><meta name="color-scheme" content="light dark">'
    )
    head = style.format(base) + _wanted() + fetched.format(f"{base}/boundaries/world.geojson?v={boundaries}")
    page = INDEX.read_text(encoding="utf-8")
    page = page.replace('<html lang="en">', f'<html lang="{say.lang}">')
    page = page.replace("<title>Streamlit</title>", Markup("<title>{}</title>").format(say("app.name")))
    page = re.sub(
        r"<noscript>.*?</noscript>",
        Markup("<noscript>{}</noscript>").format(say("app.noscript")),
        page,
        flags=re.S,
    )
    return page.replace("</head>", f"{head}</head>")
