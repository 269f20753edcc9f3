"""What the answer of pip-audit means: never silence where nothing is known."""

from __future__ import annotations

import json

import pytest
from advisories import FOUND, UNKNOWN, told

CLEAN = {"name": "starlette", "version": "1.10.0", "vulns": []}
HIT = {**CLEAN, "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.10.1"]}]}
UNASKED = {"name": "lxml", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "status", "said"),
    [
        ([CLEAN], 0, "1 packages, no known advisory"),
        ([CLEAN, HIT], FOUND, "PYSEC-2026-1, mended in 1.10.1"),
        ([CLEAN, UNASKED], UNKNOWN, "NOT CHECKED"),
        ([HIT, UNASKED], UNKNOWN, "PYSEC-2026-1"),
        ([], UNKNOWN, "NOT CHECKED"),
    ],
)
def test_only_an_answer_for_every_package_is_good(packages: list[object], status: int, said: str) -> None:
    found, line = told(json.dumps({"dependencies": packages}), "")
    assert found == status and said in line


@pytest.mark.parametrize("output", ["", "{}", "[]", "nonsense", '{"dependencies": null}'])
def test_without_an_answer_it_is_said_aloud(output: str) -> None:
    status, line = told(output, "Traceback\nConnectionError: no route")
    assert status == UNKNOWN and line.startswith("NOT CHECKED")
