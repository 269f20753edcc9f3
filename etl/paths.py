"""Where things lie. Imports nothing of the project.

What comes with the program lies in `DATA` and is only read by an installed copy; what is written lies in `home()`. In a
checkout both are the folder `data`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import platformdirs

NAME = "rights-report-atlas"
ROOT = Path(__file__).resolve().parent.parent
CHECKOUT = (ROOT / "pyproject.toml").is_file()
DATA = ROOT / "data"
REFERENCE = DATA / "reference"
GENERATED = REFERENCE / "generated"
REPORTS = DATA / "reports"
TABLES = DATA / "tables"
CASES = ROOT / "tests" / "cases"
HOME = "ATLAS_DATA"
PACKAGE = "datapackage.json"
# What pages read of the folder `DATA` beside the tables. The tables' package vouches for it, by these names.
BOUNDARIES = ("reference/boundaries/world.geojson", "reference/boundaries/equal_earth.json")
QUALITY = "quality.json"
READ_BY_PAGES = (
    *(
        QUALITY,
        "decks.toml",
        "reference/LICENSES.md",
        "reference/countries.csv",
        "reference/former_states.csv",
    ),
    *("reference/regions.csv", "reference/themes.csv", "reference/funds.csv", "reference/units.csv"),
    *(
        "reference/qualifiers.csv",
        "reference/generated/tiles.csv",
        "reference/groups.csv",
        "reference/currencies.csv",
        "reference/looked_for.csv",
        "reference/office.csv",
    ),
)


def home() -> Path:
    """Where tables and added reports are written: $ATLAS_DATA (`--data`), a checkout's `data`, or the user's data folder."""
    if chosen := os.environ.get(HOME):
        return Path(chosen).absolute()
    return DATA if CHECKOUT else Path(platformdirs.user_data_dir(NAME, appauthor=False))


def reports() -> Path:
    """The registered reports: $ATLAS_REPORTS, else those written, else those that come with the program."""
    if chosen := os.environ.get("ATLAS_REPORTS"):
        return Path(chosen)
    written = home() / "reports"
    return written if written.is_dir() else REPORTS


def tables() -> Path:
    """The tables to be read: $ATLAS_TABLES, else those written, else those that come with the program."""
    if chosen := os.environ.get("ATLAS_TABLES"):
        return Path(chosen)
    written = home() / "tables"
    return written if any(written.glob("*.*")) else TABLES


def tables_to_write() -> Path:
    """Where tables are written if nobody says otherwise; its parent exists afterwards."""
    chosen = os.environ.get("ATLAS_TABLES")
    target = Path(chosen) if chosen else home() / "tables"
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def reports_to_write() -> Path:
    """The registered reports in a folder where they may be changed: at first a copy of those that come along."""
    found = reports()
    if found != REPORTS or home() == DATA:
        return found
    target = home() / "reports"
    shutil.copytree(REPORTS, target)
    return target


def workplace(folder: Path) -> Path:
    """Where a folder is worked on before it is shown, beside it."""
    return folder.absolute().parent / ".atlas" / folder.absolute().name


def former(tables: Path) -> list[Path]:
    """Former versions of the tables in a folder, the last first."""
    found = (workplace(tables) / "versions").glob(f"*/{PACKAGE}")
    return [path.parent for path in sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)]
