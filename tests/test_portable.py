"""Where the program runs: everywhere Python 3.11 does, also where Unix's own modules and calls are missing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("etl", "ui", "rights_report_atlas")
# Only `python -m etl reference` needs these, and what it needs with them.
ONLY_REFERENCE = {"etl.reference.tiles"}

_ELSEWHERE = """
import importlib, os, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
for name in ("killpg", "nice", "fork", "setsid", "getpgid"):
    if hasattr(os, name):
        delattr(os, name)
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def modules() -> list[str]:
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            if name not in ONLY_REFERENCE | {"ui.shell"}:  # the shell is a script that Streamlit runs
                found.append(name)
    return [*found, "app"]


def test_every_module_is_imported_without_what_only_unix_has() -> None:
    names = modules()
    assert len(names) > 120
    run = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_a_lock_is_held_without_what_only_unix_has(tmp_path: Path) -> None:
    """The tables are written by a process that has none of it."""
    report = ROOT / "data" / "reports" / "A-74-36.zh" / "report.txt"
    code = _ELSEWHERE + "from etl.cli import main; sys.argv[1:] = %r; main()"
    arguments = ["extract", str(report), "--out", str(tmp_path / "t"), "--symbol", "A/74/36"]
    run = subprocess.run(
        [sys.executable, "-c", code % arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "t" / "datapackage.json").is_file() and len(list(tmp_path.iterdir())) == 1


def opened(tree: ast.AST) -> list[ast.Call]:
    """Calls that read or write text files: `open(…)`, `path.open("w")`, `path.read_text()`, `path.write_text(…)`."""
    calls = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            found, modes = True, node.args[1:2]
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "open":
            modes = node.args[:1]
            found = not modes or bool(re.fullmatch("[rwaxbt+]+", str(getattr(modes[0], "value", ""))))
        else:
            found, modes = (
                isinstance(node.func, ast.Attribute) and node.func.attr in ("read_text", "write_text"),
                [],
            )
        if found and not any("b" in str(getattr(mode, "value", "")) for mode in modes):
            calls.append(node)
    return calls


@pytest.mark.parametrize("folder", [*FOLDERS, "pages", "tests"])
def test_text_files_are_opened_in_a_stated_encoding(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*.py")):
        for call in opened(ast.parse(path.read_text(encoding="utf-8"))):
            stated = any(word.arg == "encoding" for word in call.keywords)
            assert stated or _is_positional(call), f"{path.relative_to(ROOT)}:{call.lineno}"


def _is_positional(call: ast.Call) -> bool:
    """`path.read_text("utf-8")`, `path.write_text(text, "utf-8")`."""
    return any(isinstance(a, ast.Constant) and a.value == "utf-8" for a in call.args)
