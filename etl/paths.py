"""Where things lie. Imports nothing of the project."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
REPORTS = DATA / "reports"
REFERENCE = DATA / "reference"
GENERATED = REFERENCE / "generated"
TABLES = DATA / "tables"
