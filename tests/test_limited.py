"""The process that reads documents: no network, little memory, little time, a folder of its own; whoever ends it is named."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl import batch, limited
from etl.child_process import Late
from etl.parts import Task

TRIES = """
import os, socket, sys, tempfile
try:
    socket.create_connection(("127.0.0.1", 9), 1)
except PermissionError as error:
    print("refused:", error)
print(tempfile.gettempdir(), os.environ["ATLAS_LIMITED"])
"""


def tried(folder: Path, program: str, **limits: float) -> tuple[list[str], int]:
    """What a program says in the limited process, and how it ends."""
    (folder / "program.py").write_text(program, encoding="utf-8")
    around = {**os.environ, "PYTHONPATH": str(folder)}
    with limited.reading("program", environment=around, **limits) as child:  # type: ignore[arg-type]
        said = [line.decode().strip() for line in child.lines() if line]
        return said, child.status()


def test_it_has_no_network_and_a_folder_of_its_own(tmp_path: Path) -> None:
    said, status = tried(tmp_path, TRIES)
    assert status == 0 and said[0] == "refused: no network where documents are read"
    own, inside = said[1].split()
    assert "atlas-job-" in own and not Path(own).exists() and inside == "1"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no memory")
def test_it_has_little_memory(tmp_path: Path) -> None:
    said, status = tried(tmp_path, "bytearray(600 * 2**20); print('so much')", memory=500 * 2**20)
    assert status == 1 and not said


def test_it_has_little_time(tmp_path: Path) -> None:
    with pytest.raises(Late):
        tried(tmp_path, "while True: pass", seconds=0.5)


@pytest.mark.parametrize(
    ("program", "words"),
    [("while True: pass", "longer than 1 seconds"), ("import os; os.kill(os.getpid(), 9)", "more memory")],
)
def test_a_command_that_a_limit_ends_is_one_line(
    program: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.delenv(limited.INSIDE)
    monkeypatch.setattr(limited, "_READING", {"extract": 1})
    monkeypatch.setattr(sys, "argv", ["etl", "extract", "r.txt"])
    with pytest.raises(SystemExit) as end:
        limited.command("program", "etl")
    said = capsys.readouterr().err.strip().splitlines()
    assert end.value.code == 2 and len(said) == 1 and said[0].startswith("etl: ") and words in said[0]


class Scripted:
    """A child that says what it is told to."""

    def __init__(self, said: list[dict[str, object]], late: bool) -> None:
        self.said, self.late = said, late

    def grant(self, seconds: float) -> None:
        """Its time is not counted."""

    def lines(self) -> Iterator[bytes]:
        yield from (json.dumps(line).encode() for line in self.said)
        if self.late:
            raise Late


@pytest.mark.parametrize(("late", "code"), [(False, "killed"), (True, "late")])
def test_who_ends_the_process_is_named_and_the_others_go_on(
    late: bool, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [Task(Path(name), "key", Path("parts")) for name in "abc"]

    @contextmanager
    def reading(module: str, *, given: bytes, **_: object) -> Iterator[Scripted]:
        said: list[dict[str, object]] = []
        names = [Path(folder).name for folder, _, _ in json.loads(given)[1]]
        for name in names[: names.index("b")] if "b" in names else names:
            receipt = {"report": name, "key": "key", "rows": {"passages": 1}}
            said += [{"begins": "part"}, {"step": "structure"}, {"done": receipt}]
        yield Scripted([*said, {"begins": "part"}] if "b" in names else said, late and "b" in names)

    monkeypatch.delenv(limited.INSIDE)
    monkeypatch.setattr(limited, "reading", reading)
    found = {receipt.report: receipt for receipt in batch.make_all(tasks)}
    assert list(found) == ["a", "b", "c"] and found["a"].whole and found["c"].whole
    assert found["b"].code == code
