"""Two reports to compare: the registered one, and a later one that was made in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from golden.views import SYMBOL, TEXTS, TITLE

ROOT = Path(__file__).resolve().parent.parent
OLD, ZH, EN = "A-74-36.zh", "A-75-36.zh", "A-75-36.en"


@pytest.fixture(scope="session")
def two_reports(tmp_path_factory) -> Path:
    """The folder of their tables."""
    from etl import build

    root, out = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("tables")
    shutil.copytree(ROOT / "data" / "reports" / OLD, root / OLD)
    for lang, text in TEXTS.items():
        path = tmp_path_factory.mktemp(lang) / "report.txt"
        path.write_text(text, encoding="utf-8")
        build.add(path, lang, root, out, {"symbol": SYMBOL, "title": TITLE})
    return out
