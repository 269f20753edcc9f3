"""Pages run in memory, without a server or a browser, and what they have written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

# Where files made in tests say that the app is served; and a letter that English files have none of.
ORIGIN = "https://atlas.example.org"
CHINESE = re.compile("[\u4e00-\u9fff]")
SHELL = Path(__file__).resolve().parent.parent / "ui" / "shell.py"

# A server looks once for components among all that is installed, AppTest at every first run: half of its time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def run_page(page: str, state: dict[str, Any] | None = None, **params: str) -> AppTest:
    """The page at an address with these parameters, in a session that holds `state`."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    for name, value in (state or {}).items():
        app.session_state[name] = value
    if page != "overview":
        app.switch_page(f"../pages/{page}.py")
    return app.run()


def html_of(app: Any) -> str:
    """Everything a page wrote as HTML, but for the style sheet."""
    return "".join(e.proto.body for e in app.get("html") if not e.proto.body.startswith("<style>"))


def cards_in(markup: str) -> int:
    """How many paragraphs stand there as cards."""
    return markup.count('<article class="card card-paragraph"')
