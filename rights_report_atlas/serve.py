"""`serve`: the dashboard on this machine."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from etl import build, cli, paths

_HERE = ("127.0.0.1", "localhost")


def serve(
    port: Annotated[int, typer.Option(help="Port to listen on", min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on, such as 127.0.0.1; else all")] = "",
    _data: cli.Home = None,
) -> None:
    """Serve the dashboard; tables of our own that an input has outdated are built anew first."""
    from streamlit.web import cli as streamlit

    from ui import access

    try:
        access.settings()
    except access.Misconfigured as wrong:
        typer.echo(f"{paths.NAME}: {wrong}", err=True)
        raise typer.Exit(2) from None
    os.environ["FORWARDED_ALLOW_IPS"] = (
        ""  # who is believed of a proxy's headers is for `ui/routes/sign_in.py` to say
    )
    tables = paths.tables()
    if paths.CHECKOUT or tables != paths.TABLES:
        cli.say_left_out(build.build(paths.reports(), tables, only_if_needed=True))
    if address in _HERE or (paths.CHECKOUT and not address):
        os.environ.setdefault("ATLAS_ORIGIN", f"http://{address or 'localhost'}:{port}")
    listening = ["--server.port", str(port), *(["--server.address", address] if address else [])]
    streamlit.main(["run", str(paths.ROOT / "app.py"), *listening], prog_name="streamlit")
