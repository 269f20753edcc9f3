"""The locked packages against known advisories: `make advisories`. Needs a network that reaches PyPI's advisories.

Where they cannot be reached nothing is known, and that is said and is a failure: silence would be taken for safety.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from etl.paths import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
FOUND, UNKNOWN = 1, 3


def told(output: str, complaint: str) -> tuple[int, str]:
    """What pip-audit's answer means: an exit status, and what to say."""
    try:
        packages = list(json.loads(output)["dependencies"])
    except (ValueError, KeyError, TypeError):
        last = complaint.strip().rpartition("\n")[2][-300:]
        return (
            UNKNOWN,
            f"NOT CHECKED: no advisories could be had, so nothing is known of the locked packages. {last}",
        )
    known = [package for package in packages if "skip_reason" not in package]
    lines = [
        f"{package['name']} {package['version']}: {hit['id']}, mended in {', '.join(hit['fix_versions']) or 'no version yet'}"
        for package in known
        for hit in package.get("vulns", ())
    ]
    if (
        len(known) < len(packages) or not packages
    ):  # it asks package by package, and goes on without an answer
        unknown = len(packages) - len(known)
        lines.insert(0, f"NOT CHECKED: no advisories could be had of {unknown} packages of {len(packages)}")
        return UNKNOWN, "\n".join(lines)
    return (FOUND, "\n".join(lines)) if lines else (0, f"{len(packages)} packages, no known advisory")


def main(pip_audit: Sequence[str]) -> int:
    """Ask; the exit status is 0 only where all packages are known and none has an advisory."""
    locks = [part for lock in LOCKS for part in ("-r", str(ROOT / lock))]
    command = [
        *pip_audit,
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner=off",
        "--format=json",
        *locks,
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    status, said = told(ran.stdout, ran.stderr)
    print(said)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["pip-audit"]))
