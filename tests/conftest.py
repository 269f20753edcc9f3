"""What the tests of the app share: the real tables, a view without a browser, a page run in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import chromium, server, tab
from comparing import two_reports
from shown import run_page

from etl.limited import INSIDE

__all__ = ["chromium", "server", "tab", "two_reports"]  # fixtures

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# A reading is a limited process of its own; the tests, which read hundreds of documents, are one already.
os.environ[INSIDE] = "1"


@pytest.fixture(scope="session")
def atlas():
    from ui import tables

    found = tables.Atlas(tables.folder())
    if found.problems:
        pytest.fail(f"the tables are missing or broken ({found.problems[0]}): run `{tables.REPAIR}` first")
    return found


@pytest.fixture(scope="session")
def make_view(atlas) -> Callable[..., object]:
    """`make_view(page, lang, **params)`: the view that a page would have, without Streamlit."""
    from ui import palette, url_state, view
    from ui.i18n import words
    from ui.registry import PAGES

    def make(page: str, lang: str = "zh", report: str | None = None, **params: str) -> view.View[Any]:
        here = url_state.Address(PAGES[page].params, {"lang": lang}, params)
        return view.View(words(lang), atlas.report(report or atlas.reports[0]), palette.LIGHT, here)

    return make


@pytest.fixture
def open_page() -> Callable[..., object]:
    """`open_page(page, **params)`: the page run in memory; nothing but the browser is missing."""
    return run_page
