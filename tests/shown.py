"""What a page that was run in memory has written."""

from __future__ import annotations

import re
from typing import Any

# Where files made in tests say that the app is served; and a letter that English files have none of.
ORIGIN = "https://atlas.example.org"
CHINESE = re.compile("[\u4e00-\u9fff]")


def html_of(app: Any) -> str:
    """Everything a page wrote as HTML, but for the style sheet."""
    return "".join(e.proto.body for e in app.get("html") if not e.proto.body.startswith("<style>"))


def cards_in(markup: str) -> int:
    """How many paragraphs stand there as cards."""
    return markup.count('<article class="card card-paragraph"')
