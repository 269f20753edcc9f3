"""`selftest`: whether this copy of the program works here, tried rather than assumed."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import typer

from etl import build, paths, schema

REPORT = "A-74-36.zh"
_PATIENCE = 90.0


def selftest() -> None:
    """Read the report that comes along, compare its tables, serve a page, draw a picture and a PDF; 1 if any of it fails."""
    failed = False
    for step in (extraction, serving):
        started = time.monotonic()
        try:
            said = step()
        except Exception as error:
            failed, said = True, f"FAILED: {type(error).__name__}: {error}"
        print(f"{step.__name__}: {said} ({time.monotonic() - started:.1f} s)", flush=True)
    raise typer.Exit(1 if failed else 0)


def extraction() -> str:
    """Read the report that comes along and compare every table with the one that comes along; what was compared."""
    with tempfile.TemporaryDirectory(prefix="atlas-selftest-") as place:
        out = Path(place) / "tables"
        registry = Path(place) / "reports"
        shutil.copytree(paths.REPORTS / REPORT, registry / REPORT)
        build.build(registry, out)
        rows = 0
        for name in schema.TABLES:
            known = schema.read_csv(name, paths.TABLES / f"{name}.csv")
            known = known[known["report"] == REPORT].reset_index(drop=True)
            fresh = schema.read_csv(name, out / f"{name}.csv")
            if not fresh.equals(known):
                raise AssertionError(f"{name}: not the table that comes along")
            rows += len(fresh)
    return f"{len(schema.TABLES)} tables, {rows} rows, as they come along"


def serving() -> str:
    """Start the server on a free port and ask it for what its visitors ask for; what was answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    asked_for = f"-m rights_report_atlas serve --address 127.0.0.1 --port {port}"
    command = [sys.executable, *asked_for.split()]
    with tempfile.TemporaryFile() as said:
        # A checkout is found from its own folder, an installed copy from anywhere.
        place = paths.ROOT if paths.CHECKOUT else None
        server = subprocess.Popen(command, cwd=place, stdout=said, stderr=said, env={**os.environ})
        try:
            asked = {
                "/readyz": lambda body: json.loads(body)["status"] == "ok",
                "/": lambda body: b"<html" in body,
                "/picture/countries.svg?lang=zh": lambda body: (
                    "<svg" in body.decode() and "国" in body.decode()
                ),
                "/brief/country.pdf?iso3=TUN&lang=zh": lambda body: body.startswith(b"%PDF"),
            }
            for path, right in asked.items():
                _ask(server, f"http://127.0.0.1:{port}{path}", right)
        except AssertionError:
            said.seek(0)
            print(said.read().decode("utf-8", "replace")[-2000:], file=sys.stderr)
            raise
        finally:
            server.terminate()
            server.wait(timeout=20)
    return f"{len(asked)} addresses answered"


def _ask(server: subprocess.Popen[bytes], address: str, right: Callable[[bytes], bool]) -> None:
    """Ask until there is an answer, and see whether it is the right one."""
    ends = time.monotonic() + _PATIENCE
    while True:
        assert server.poll() is None, f"the server stopped with {server.returncode}"
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
                body = answer.read()
            break
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{address}: {error.code}") from None
        except OSError:
            assert time.monotonic() < ends, f"{address}: no answer within {_PATIENCE:.0f} seconds"
            time.sleep(0.25)
    assert right(body), f"{address}: not the answer that was expected"
