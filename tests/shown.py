"""What a page that was run in memory has written."""

from __future__ import annotations

from typing import Any


def html_of(app: Any) -> str:
    """Everything a page wrote as HTML, but for the style sheet."""
    return "".join(e.proto.body for e in app.get("html") if not e.proto.body.startswith("<style>"))


def cards_in(markup: str) -> int:
    """How many paragraphs stand there as cards."""
    return markup.count('<article class="card card-paragraph"')
