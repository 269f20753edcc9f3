"""The command line of `etl`, and `serve` and `selftest`."""

from __future__ import annotations

from etl import cli
from rights_report_atlas.selftest import selftest
from rights_report_atlas.serve import serve

cli.app.command()(serve)
cli.app.command()(selftest)

if __name__ == "__main__":
    cli.main("rights-report-atlas")
