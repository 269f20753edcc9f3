"""A brief on the page, seen on paper only (atlas.css)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ui.cache import kept
from ui.content import Brief
from ui.params import Params
from ui.render import documents
from ui.render.html.blocks import write
from ui.view import View, origin

P = TypeVar("P", bound=Params)


def printed(view: View[P], make: Callable[[View[P], str], Brief]) -> None:
    """Put the brief that `make` gives, for where the app is served, on the page."""
    write(_rendered(view, make, origin()))


@kept
def _rendered(view: View[P], make: Callable[[View[P], str], Brief], served: str) -> str:
    return str(documents.brief(make(view, served), view.words))
