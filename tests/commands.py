"""Commands of `python -m etl`, run in this process: Python takes longer to start than most of them to run."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from etl.cli import main


def etl(*args: str | Path) -> CompletedProcess[str]:
    """What the command says, and its status."""
    said, complained, status = io.StringIO(), io.StringIO(), 0
    before, sys.argv = sys.argv, ["etl", *map(str, args)]
    try:
        with redirect_stdout(said), redirect_stderr(complained):
            main()
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        sys.argv = before
    return CompletedProcess(args, status, said.getvalue(), complained.getvalue())


def last(*args: str | Path) -> dict[str, Any]:
    """The last line of a command that tells its progress as JSON: what was made, or why nothing was."""
    return dict(json.loads(etl(*args, "--progress=json").stdout.splitlines()[-1]))
