"""`rights-report-atlas` and `python -m rights_report_atlas`: the command line of `etl`, and `serve` and `selftest`."""

from __future__ import annotations

import sys
from pathlib import Path

# The modules are called `etl` and `ui` everywhere: in an installed copy they lie beside this file, in a checkout one
# folder up, and their folder comes first. Child processes find them because they start in that folder.
_HERE = Path(__file__).resolve().parent
HOUSE = _HERE if (_HERE / "etl").is_dir() else _HERE.parent
sys.path.insert(0, str(HOUSE))

from etl import limited  # noqa: E402 - the path above comes first


def main() -> None:
    """Run a command; the exit status says how it ended, as with `python -m etl`."""
    limited.command("rights_report_atlas.commands", "rights-report-atlas")


if __name__ == "__main__":
    main()
