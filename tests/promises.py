"""The promises about faults, load and hostile input, counted: `python -m tests.promises [GROUP …]` prints n of n a group.

Each group is the tests that hold a promise; what was skipped is not counted. Load has figures of its own: `make load`.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from etl.paths import ROOT

GROUPS: dict[str, Sequence[str]] = {
    "documents that go wrong, read or refused": (
        "test_bad_documents.py", "test_readers.py", "test_word.py", "test_damaged_texts.py",
    ),
    "the same given to a page: limits, turns, nothing left": (
        "test_limited.py", "test_library.py", "test_sessions.py", "test_browser_private.py",
    ),
    "addresses of pages": ("test_addresses.py", "test_hostile_http.py::test_what_a_page_does_not_understand_is_said",
                           "test_hostile_http.py::test_a_search_is_literal_and_takes_no_time"),
    "addresses of the API": ("test_api.py",),
    "addresses of briefs, lists, pictures, slides, decks": ("test_addresses_refused.py",),
    "uploads, origins, paths, sessions of others": ("test_hostile_http.py", "-k", "51 or 54 or 55 or 56"),
    "who may come in": ("test_sign_in.py",),
    "the command line": ("test_cli.py", "test_portable.py"),
    "report.toml and corrections.csv by hand": (
        "test_corrections.py", "test_registry.py", "-k", "toml or correction or one_line or taken or kind",
    ),
    "registry, kills, writers, the log of changes": ("test_registry.py", "test_audit.py", "test_engines.py"),
    "full and closed disks, locked documents": ("test_faults.py",),
    "damage of every file that is read": ("test_manifest.py",),
    "what no line of the program does": ("test_dangerous_code.py", "test_imports.py"),
    "whatever is made up": ("test_fuzz.py",),
    "below a prefix, behind a proxy": ("test_prefix.py", "test_deploy.py"),
}  # fmt: skip


def counted(xml: str) -> tuple[int, int, list[str]]:
    """Passed and tried of a run, and what failed; what was skipped was not tried."""
    passed, tried, failed = 0, 0, []
    for case in ElementTree.fromstring(xml).iter("testcase"):
        if case.find("skipped") is not None:
            continue
        tried += 1
        if case.find("failure") is None and case.find("error") is None:
            passed += 1
        else:
            failed.append(str(case.get("name")))
    return passed, tried, failed


def tried(tests: Sequence[str]) -> tuple[int, int, list[str]]:
    """Run the tests of a group, the long ones too."""
    named = [f"tests/{name}" if name.startswith("test_") else name for name in tests]
    with tempfile.TemporaryDirectory() as place:
        xml = Path(place) / "told.xml"
        options = ["-q", "-m", "long or not long", "-p", "no:cacheprovider", f"--junitxml={xml}"]
        command = [sys.executable, "-m", "pytest", *options, *named]
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return counted(xml.read_text(encoding="utf-8"))


def switched() -> tuple[int, int, list[str]]:
    """Tables switched under ten readers (`tests/faults.py`): one promise, that no view is mixed and none an error."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    views = re.search(r"(\d+) views", ran.stdout)
    good = ran.returncode == 0
    return int(good), 1, [] if good else [f"{views[0] if views else 'no views'}: {ran.stdout[-200:]}"]


def main(asked: Iterable[str]) -> int:
    """Count the groups whose names begin so, or all; 1 where any is not whole."""
    wanted = tuple(asked)
    print(f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}")
    print(f"{'promise':<58}{'right':>7}{'of':>7}")
    whole = True
    for name, count in ({**GROUPS, "tables switched under ten readers": None}).items():
        if wanted and not name.startswith(wanted):
            continue
        right, of, failed = tried(count) if count else switched()
        whole &= right == of > 0
        print(f"{name:<58}{right:7d}{of:7d}", flush=True)
        for each in failed:
            print(f"    {each}")
    return int(not whole)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
